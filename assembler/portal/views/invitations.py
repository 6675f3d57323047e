"""The page `/r/REPORT/invitations/`: whom the report asks for texts, the words of the messages, and the log."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.planning.invitations import LONGEST_WORDS, read_invitations, send_invitations
from assembler.portal.problems import Invalid
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, report: str) -> HttpResponse:
    """The page, and the sending of invitations."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.INVITE, place)
    if request.method != "POST" or request.POST.get("act") == "preview":
        return _show(request, person, place)
    try:
        count = send_invitations(person, place, request.POST.getlist("person"), request.POST.get("words", ""))
    except Invalid as problem:
        return _show(request, person, place, problem)
    words = ngettext("One invitation is on its way.", "%(count)s invitations are on their way.", count)
    messages.success(request, words % {"count": count})
    return redirect("invitations", report)


def _show(request: HttpRequest, person: Person, report: Report, problem: Invalid | None = None) -> HttpResponse:
    words = request.POST.get("words", "")
    content = {
        "report": report,
        "invitations": read_invitations(person, report, words[:LONGEST_WORDS]),
        "chosen": request.POST.getlist("person") if request.method == "POST" else None,
        "words": words,
        "longest": LONGEST_WORDS,
        "problem": problem,
        "problem_field": problem.members.get("field", "send") if problem else "",
    }
    return render(request, "portal/report/invitations.html", content, status=problem.status if problem else 200)
