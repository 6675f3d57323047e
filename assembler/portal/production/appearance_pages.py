"""The page on which job number, emblem and templates of a report are set."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assembler.portal.actions.typed_words import clean_words
from assembler.portal.api.documents import attach, show_picture
from assembler.portal.blobs import hash_content
from assembler.portal.models import Report
from assembler.portal.permissions import Action, find_report, may, require
from assembler.portal.problems import Invalid, Stale, TooLarge, require_size
from assembler.portal.production.appearance import (
    read_appearance,
    read_emblem,
    read_template,
    set_emblem,
    set_job_number,
    set_template,
)
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/builds/appearance/`; a POST changes one of the three."""
    person = read_person(request)
    place = find_report(person, report)
    problem, field = None, ""
    if request.method == "POST":
        require(person, Action.SET_APPEARANCE, place)
        act = request.POST.get("act", "")
        save, field = _ACTS.get(act, _ACTS["job-number"])
        try:
            messages.success(request, save(request, place))
            return redirect("appearance", report)
        except (Invalid, Stale, TooLarge) as caught:
            problem = caught
    content = {
        "report": place,
        "own": read_appearance(person, place),
        "may_set": may(person, Action.SET_APPEARANCE, place),
        "job_number": clean_words(request.POST["job_number"]) if problem and "job_number" in request.POST else None,
        "problem": problem,
        "problem_field": field if problem else "",
    }
    return render(request, "portal/report/appearance.html", content, status=problem.status if problem else 200)


@require_safe
def emblem(request: HttpRequest, report: str) -> HttpResponse:
    """The picture of the emblem."""
    person = read_person(request)
    return show_picture(read_emblem(person, find_report(person, report)))


@require_safe
def template(request: HttpRequest, report: str, name: str) -> HttpResponse:
    """A template as it serves now, as a download."""
    person = read_person(request)
    data = read_template(person, find_report(person, report), name)
    return attach(data, name, hash_content(data))


def _save_job_number(request: HttpRequest, report: Report) -> str:
    number, before = (clean_words(request.POST.get(name, "")) for name in ("job_number", "before"))
    set_job_number(read_person(request), report, number, before)
    return _("The job number is saved.") if number else _("The job number is taken out.")


def _save_emblem(request: HttpRequest, report: Report) -> str:
    set_emblem(read_person(request), report, _read_file(request))
    return _("The picture is the emblem of the report.")


def _remove_emblem(request: HttpRequest, report: Report) -> str:
    set_emblem(read_person(request), report, None)
    return _("The emblem is taken away.")


def _save_template(request: HttpRequest, report: Report) -> str:
    set_template(read_person(request), report, request.POST.get("name", ""), _read_file(request))
    return _("The template is the report's own.")


def _remove_template(request: HttpRequest, report: Report) -> str:
    set_template(read_person(request), report, request.POST.get("name", ""), None)
    return _("The template of the program serves again.")


_ACTS: dict[str, tuple[Callable[[HttpRequest, Report], str], str]] = {
    "job-number": (_save_job_number, "job-number"),
    "emblem": (_save_emblem, "emblem"),
    "remove-emblem": (_remove_emblem, "emblem"),
    "template": (_save_template, "template"),
    "remove-template": (_remove_template, "template"),
}
"""What each button of the page does, and the field by which a problem with it stands."""


def _read_file(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid(_("No file was sent."), _("Choose a file, then press the button below it."))
    require_size(file.size or 0)
    data: bytes = file.read()
    return data
