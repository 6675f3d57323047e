"""The general texts of a report: the summary, the introduction and the others that no entity writes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assembler.api import GeneralText
from assembler.portal.actions.editorial import read_general_texts
from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, find_report, may
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.views.my import read_person
from assembler.portal.views.unit_edits import describe_edits, edit_text, show_history, show_presence


@require_safe
def general(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/general/`."""
    place = _find_report(read_person(request), report)
    answer = read_general_texts(place)
    return render(request, "portal/report/general.html", {"report": place, "answer": answer})


@require_http_methods(["GET", "HEAD", "POST"])
def general_text(request: HttpRequest, report: str, name: str) -> HttpResponse:
    """The page `/r/REPORT/general/NAME/`."""
    person = read_person(request)
    place = _find_report(person, report)
    if request.method != "POST":
        return _answer(request, person, place, name)
    text = _find_text(place, name)
    try:
        anchor = edit_text(request, person, place, text.place)
    except (Invalid, Stale) as problem:
        return _show(request, place, name, problem)
    return redirect(f"{request.path}{anchor}")


def _answer(request: HttpRequest, person: Person, report: Report, name: str) -> HttpResponse:
    """The page, or what a part of it asks for."""
    if not {"present", "history"} & request.GET.keys():
        return _show(request, report, name)
    text = _find_text(report, name)
    if "present" in request.GET:
        return show_presence(request, person, report, text.place)
    return show_history(request, report, text.place, text.title or text.name, text.units)


def _find_report(person: Person, id: str) -> Report:
    """The report of that id. Raises Http404 where the person may not see general texts."""
    report = find_report(person, id)
    if not may(person, Action.READ_PLAN, report):
        raise Http404
    return report


def _find_text(report: Report, name: str, *, with_findings: bool = False) -> GeneralText:
    """The general text of that name. Raises Http404 where neither the plan nor a file has it."""
    text = next(
        (text for text in read_general_texts(report, with_findings=with_findings).texts if text.name == name), None
    )
    if text is None:
        raise Http404
    return text


def _show(request: HttpRequest, report: Report, name: str, problem: Problem | None = None) -> HttpResponse:
    text = _find_text(report, name, with_findings="findings" in request.GET)
    content = {
        "report": report,
        "text": text,
        **describe_edits(request, read_person(request), report, text.place, problem),
    }
    return render(request, "portal/report/general_text.html", content, status=problem.status if problem else 200)
