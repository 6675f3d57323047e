"""Moves of a text: submit, clear, object, withdraw, and those of the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.model.text.word_diff import Change, diff_words
from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import review_texts
from assembler.portal.actions.threads import write_message
from assembler.portal.models import Pair, Receipt
from assembler.portal.moves import MOVES, find_move
from assembler.portal.page_content import labels
from assembler.portal.page_content.checked_text import make_checked_text
from assembler.portal.page_content.history import read_words
from assembler.portal.permissions import may_move, require_move
from assembler.portal.problems import Invalid, WrongState
from assembler.portal.views.my import read_person
from assembler.portal.views.text import describe_pair, find_text, read_version_number


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The page `…/submit/`: exactly what will be submitted, then one button."""
    pair = find_text(request, report, entity, organization)
    if request.method == "POST":
        return _move(request, pair, "submit")
    former = _find_former(request, pair, "submit")
    if former:
        return redirect("receipt", report, former.number)
    require_move(read_person(request), "submit", pair)
    review = review_texts(pair.report, entity, [organization])
    content = {"checked": make_checked_text(review, organization, is_marked=False)}
    return render(request, "portal/text/submit.html", describe_pair(pair) | content)


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The page `…/clear/`: the words as they will print; clear, propose other words, or object."""
    pair = find_text(request, report, entity, organization)
    decision = request.POST.get("decision", "")
    if request.method == "POST" and decision in ("clear", "object"):
        return _decide(request, pair, decision)
    former = _find_former(request, pair, "clear") or _find_former(request, pair, "object")
    if former:
        return redirect("receipt", report, former.number)
    require_move(read_person(request), "clear", pair)
    if request.method == "POST":
        return _propose(request, pair)
    return _show_clearance(request, pair)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, report: str, entity: str, organization: str, move: str) -> HttpResponse:
    """Asks before a move that needs no page of its own, and makes it."""
    pair = find_text(request, report, entity, organization)
    person = read_person(request)
    if move not in labels.MOVES or move in ("submit", "clear", "object") or not may_move(person, move, pair):
        raise Http404
    content = describe_pair(pair) | _describe_move(move)
    if request.method == "POST":
        try:
            return _move(request, pair, move, request.POST.get("reason", ""))
        except Invalid as problem:
            content |= {"problem": problem, "problem_field": "reason", "reason": request.POST.get("reason", "")}
            return render(request, "portal/text/act.html", content, status=problem.status)
    former = _find_former(request, pair, move)
    if former:
        return redirect("receipt", report, former.number)
    require_move(person, move, pair)
    return render(request, "portal/text/act.html", content)


def _describe_move(move: str) -> dict[str, object]:
    label, effect, _past = labels.MOVES[move]
    return {"label": label, "effect": effect, "needs_reason": any(one.needs_reason for one in MOVES[move])}


def _move(request: HttpRequest, pair: Pair, name: str, reason: str = "") -> HttpResponse:
    """Makes the move and shows its receipt; the same move sent twice gives the same receipt."""
    try:
        receipt = make_move(read_person(request), pair, name, reason, read_version_number(request))
    except WrongState:
        receipt = _find_former(request, pair, name)
        if receipt is None:
            raise
    if receipt:
        return redirect("receipt", pair.report_id, receipt.number)
    messages.success(request, str(labels.MOVES[name][2]))
    return redirect("text", pair.report_id, pair.entity, pair.organization)


def _find_former(request: HttpRequest, pair: Pair, name: str) -> Receipt | None:
    """The receipt of the same move, made by this person, where the text is in the state after it."""
    state = Pair.objects.values_list("state", flat=True).get(pk=pair.pk)
    if all(move.target != state for move in MOVES[name]) or find_move(name, state):
        return None
    last = Receipt.objects.filter(pair=pair).order_by("-number").first()
    return last if last and last.what == name and last.by_id == read_person(request).pk else None


def _decide(request: HttpRequest, pair: Pair, decision: str) -> HttpResponse:
    try:
        return _move(request, pair, decision, request.POST.get("reason", ""))
    except Invalid as problem:
        field = {"problem_field": "reason"} if decision == "object" else {}
        return _show_clearance(request, pair, problem=problem, **field)


def _propose(request: HttpRequest, pair: Pair) -> HttpResponse:
    try:
        write_message(read_person(request), pair, request.POST.get("text", ""), request.POST.get("quote", ""))
    except Invalid as problem:
        return _show_clearance(request, pair, problem=problem, problem_field="proposal")
    messages.success(request, _("The proposal is sent. The words wait to be cleared until the editor has answered."))
    return redirect("text", pair.report_id, pair.entity, pair.organization)


def _show_clearance(
    request: HttpRequest, pair: Pair, *, problem: Invalid | None = None, **more: object
) -> HttpResponse:
    review = review_texts(pair.report, pair.entity, [pair.organization])
    segments = diff_words(_read_submitted(pair), read_words(text_tree.read_file(pair.report, pair.path)))
    has_changed = any(segment.change is not Change.SAME for segment in segments)
    content = describe_pair(pair) | more
    content |= {
        "checked": make_checked_text(review, pair.organization, is_marked=False),
        "segments": segments if has_changed else (),
        "is_past_due": pair.due is not None and timezone.now() > pair.due,
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "portal/text/clear.html", content, status=problem.status if problem else 200)


def _read_submitted(pair: Pair) -> str:
    """The words that the entity submitted last; those that came with the folder where it submitted none here."""
    last = Receipt.objects.filter(pair=pair, what="submit").order_by("-number").first()
    first = pair.report.files.filter(path=pair.path).order_by("first").first()
    revision = last.revision if last else first.first if first else None
    return read_words(text_tree.read_file(pair.report, pair.path, revision)) if revision else ""
