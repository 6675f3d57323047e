"""The page `/r/REPORT/reminders/`: which entities owe texts, the words that they would receive, and the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.portal.actions.reminders import LONGEST_WORDS, remind
from assembler.portal.models import Person, Report
from assembler.portal.page_content.reminders import find_owed, read_reminders
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.problems import Invalid
from assembler.portal.views.matrix import tell_outcome
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, report: str) -> HttpResponse:
    """The page, and the sending of reminders."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.REMIND, place)
    if request.method != "POST" or request.POST.get("act") == "preview":
        return _show(request, place)
    try:
        _send(request, person, place)
    except Invalid as problem:
        return _show(request, place, problem)
    return redirect("reminders", report)


def _send(request: HttpRequest, person: Person, report: Report) -> None:
    entities = request.POST.getlist("entity")
    if not entities:
        raise Invalid(_("No entity was chosen."), _("Choose one or more entities in the list."))
    pairs = find_owed(report, entities)
    if not pairs:
        raise Invalid(
            _("Nobody is reminded."), _("These entities owe no text any more, or were reminded within the last day.")
        )
    tell_outcome(request, report, remind(person, report, pairs, request.POST.get("words", "")))


def _show(request: HttpRequest, report: Report, problem: Invalid | None = None) -> HttpResponse:
    words = request.POST.get("words", "")
    content = {
        "report": report,
        "reminders": read_reminders(report, words[:LONGEST_WORDS], timezone.now()),
        "chosen": request.POST.getlist("entity") if request.method == "POST" else None,
        "words": words,
        "longest": LONGEST_WORDS,
        "problem": problem,
        "problem_field": "send" if problem else "",
    }
    return render(request, "portal/report/reminders.html", content, status=problem.status if problem else 200)
