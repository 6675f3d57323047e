"""The page `…/clear/`: the words as they will print; clear them, propose other words, or object."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.portal.actions.clearance import list_cleared_words, propose_changes, read_words_to_clear
from assembler.portal.models import Pair
from assembler.portal.page_content.clearance import describe_clearance
from assembler.portal.permissions import require_move
from assembler.portal.problems import Invalid, Problem, TooLarge, WordsChanged
from assembler.portal.views.moves import find_former, move_text
from assembler.portal.views.my import read_person
from assembler.portal.views.text import describe_pair, find_text

_FIELD = "paragraph-"


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The page, and what was decided on it."""
    pair = find_text(request, report, entity, organization)
    decision = request.POST.get("decision", "")
    try:
        if decision in ("clear", "object"):
            words = request.POST.get("words", "-") if decision == "clear" else ""
            return move_text(request, pair, decision, request.POST.get("reason", ""), words)
        former = find_former(request, pair, "clear") or find_former(request, pair, "object")
        if former:
            return redirect("receipt", report, former.number)
        require_move(read_person(request), "clear", pair)
        if decision == "propose":
            return _propose(request, pair)
    except (Invalid, TooLarge, WordsChanged) as problem:
        return _show(request, pair, problem, {"object": "reason"}.get(decision, ""))
    return _show(request, pair)


def _propose(request: HttpRequest, pair: Pair) -> HttpResponse:
    words, remark = request.POST.get("words", ""), request.POST.get("remark", "")
    propose_changes(read_person(request), pair, _read_typed(request), words, remark)
    messages.success(request, _("The proposal is sent. The words wait to be cleared until the editor has answered."))
    return redirect("text", pair.report_id, pair.entity, pair.organization)


def _read_typed(request: HttpRequest) -> dict[int, str]:
    """By the number of a paragraph, the words that the person would have in its place."""
    numbers = ((name.removeprefix(_FIELD), value) for name, value in request.POST.items() if name.startswith(_FIELD))
    return {int(number): str(value) for number, value in numbers if number.isascii() and number.isdigit()}


def _show(request: HttpRequest, pair: Pair, problem: Problem | None = None, field: str = "") -> HttpResponse:
    cleared = list_cleared_words(pair)
    content = describe_pair(pair) | {
        "clearance": describe_clearance(read_words_to_clear(pair), _read_typed(request), cleared),
        "has_cleared": bool(cleared),
        "is_past_due": pair.due is not None and timezone.now() > pair.due,
        "problem": problem,
        "problem_field": field,
        "typed": request.POST,
    }
    return render(request, "portal/text/clear.html", content, status=problem.status if problem else 200)
