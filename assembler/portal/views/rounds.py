"""The page `/r/REPORT/clearance/`: send texts to be cleared, see who has answered, remind who has not."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assembler.portal.actions.many import find_pairs
from assembler.portal.actions.rounds import make_excerpt, record_silence, remind_of_clearance, send_round
from assembler.portal.api.documents import attach
from assembler.portal.blobs import hash_content
from assembler.portal.models import Person, Report, Round
from assembler.portal.page_content.rounds import Rounds, read_rounds
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.problems import Invalid
from assembler.portal.views.matrix import read_day, tell_outcome
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, report: str) -> HttpResponse:
    """The page, and what an editor does on it."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.ASK_FOR_CLEARANCE, place)
    if request.method != "POST":
        return _show(request, place)
    try:
        if request.POST.get("act") == "remind":
            _remind(request, person, place)
        elif request.POST.get("act") == "silence":
            tell_outcome(request, place, record_silence(person, place))
        else:
            _send(request, person, place)
    except Invalid as problem:
        return _show(request, place, problem)
    return redirect("rounds", report)


@require_safe
def excerpt(request: HttpRequest, report: str, entity: str, format: str) -> HttpResponse:
    """The paragraphs that wait to be cleared by an entity, as a download."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.ASK_FOR_CLEARANCE, place)
    if format not in ("docx", "pdf"):
        raise Http404
    data = make_excerpt(person, place, entity, format)
    return attach(data, f"{report}-{entity}.{format}", hash_content(data))


def _send(request: HttpRequest, person: Person, report: Report) -> None:
    names = [*request.POST.getlist("text"), *_list_texts(read_rounds(report, timezone.now()), request)]
    pairs = find_pairs(report, names)
    due = read_day(request.POST.get("due", ""))
    tell_outcome(request, report, send_round(person, report, pairs, due, request.POST.get("silence", "")))


def _list_texts(content: Rounds, request: HttpRequest) -> list[str]:
    """The texts of the groups that were chosen as a whole, those that nobody would answer for aside."""
    groups = [group for group in (content.changed, *content.groups) if group.key in request.POST.getlist("group")]
    return [str(text.pair) for group in groups for text in group.texts if text.can_be_answered]


def _remind(request: HttpRequest, person: Person, report: Report) -> None:
    count = remind_of_clearance(person, report)
    if count:
        words = ngettext("One person is reminded.", "%(count)s people are reminded.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Nobody is reminded: all were reminded within the last day, or nobody has a place."))


def _show(request: HttpRequest, report: Report, problem: Invalid | None = None) -> HttpResponse:
    content = {
        "report": report,
        "rounds": read_rounds(report, timezone.now()),
        "meanings": Round.Silence.choices,
        "chosen": [*request.POST.getlist("text"), *request.POST.getlist("group")],
        "due": request.POST.get("due", ""),
        "silence": request.POST.get("silence", ""),
        "problem": problem,
        "problem_field": "send" if problem else "",
    }
    return render(request, "portal/report/rounds.html", content, status=problem.status if problem else 200)
