"""Moves of a text: submit, withdraw, and those of the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import review_texts
from assembler.portal.models import Pair, Receipt
from assembler.portal.moves import MOVES, find_move
from assembler.portal.page_content import labels
from assembler.portal.page_content.checked_text import make_checked_text
from assembler.portal.page_content.matrix import name_state
from assembler.portal.permissions import is_focal_point, may_move, require_move
from assembler.portal.problems import Invalid, WrongState
from assembler.portal.views.my import read_person
from assembler.portal.views.text import describe_pair, find_text, read_version_number


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The page `…/submit/`: exactly what will be submitted, then one button."""
    pair = find_text(request, report, entity, organization)
    if request.method == "POST":
        return move_text(request, pair, "submit")
    former = find_former(request, pair, "submit")
    if former:
        return redirect("receipt", report, former.number)
    require_move(read_person(request), "submit", pair)
    review = review_texts(pair.report, entity, [organization])
    content = {"checked": make_checked_text(review, organization, is_marked=False)}
    return render(request, "portal/text/submit.html", describe_pair(pair) | content)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, report: str, entity: str, organization: str, move: str) -> HttpResponse:
    """Asks before a move that needs no page of its own, and makes it."""
    pair = find_text(request, report, entity, organization)
    person = read_person(request)
    if move not in labels.MOVES or move in ("submit", "clear", "object") or not may_move(person, move, pair):
        raise Http404
    content = describe_pair(pair) | _describe_move(move)
    content["state_label"] = "" if is_focal_point(person, pair) else name_state(pair.state)
    if request.method == "POST":
        try:
            return move_text(request, pair, move, request.POST.get("reason", ""))
        except Invalid as problem:
            content |= {"problem": problem, "problem_field": "reason", "reason": request.POST.get("reason", "")}
            return render(request, "portal/text/act.html", content, status=problem.status)
    former = find_former(request, pair, move)
    if former:
        return redirect("receipt", report, former.number)
    require_move(person, move, pair)
    return render(request, "portal/text/act.html", content)


def _describe_move(move: str) -> dict[str, object]:
    label, effect, _past = labels.MOVES[move]
    return {
        "move": move,
        "label": label,
        "effect": effect,
        "needs_reason": any(one.needs_reason for one in MOVES[move]),
    }


def move_text(request: HttpRequest, pair: Pair, name: str, reason: str = "", words: str = "") -> HttpResponse:
    """Makes the move and shows its receipt; the same move sent twice gives the same receipt."""
    try:
        receipt = make_move(read_person(request), pair, name, reason, read_version_number(request), words)
    except WrongState:
        receipt = find_former(request, pair, name)
        if receipt is None:
            raise
    if receipt:
        return redirect("receipt", pair.report_id, receipt.number)
    messages.success(request, str(labels.MOVES[name][2]))
    return redirect("text", pair.report_id, pair.entity, pair.organization)


def find_former(request: HttpRequest, pair: Pair, name: str) -> Receipt | None:
    """The receipt of the same move, made by this person, where the text is in the state after it."""
    state = Pair.objects.values_list("state", flat=True).get(pk=pair.pk)
    if all(move.target != state for move in MOVES[name]) or find_move(name, state):
        return None
    last = Receipt.objects.filter(pair=pair).order_by("-pk").first()
    return last if last and last.what == name and last.by_id == read_person(request).pk else None
