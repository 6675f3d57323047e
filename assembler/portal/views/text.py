"""The text of an entity on an organization: write, check, versions, messages, sharing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.model.text.word_diff import diff_words
from assembler.portal import text_tree
from assembler.portal.actions.conflicts import list_conflicts, settle_conflicts
from assembler.portal.actions.handover import hand_over
from assembler.portal.actions.texts import check_typed_text, review_texts, write_typed_text
from assembler.portal.actions.threads import answer_query, ask_query, may_read_thread, note_read, write_message
from assembler.portal.models import Message, Pair, Person
from assembler.portal.page_content.checked_text import make_checked_text
from assembler.portal.page_content.history import (
    compare_versions,
    find_earlier_text,
    is_word_file,
    list_versions,
    read_words,
)
from assembler.portal.page_content.labels import ADVICE, MOVES, READERS_ADVICE
from assembler.portal.page_content.matrix import name_state
from assembler.portal.page_content.names import Names, can_write
from assembler.portal.page_content.queue import list_open_queries
from assembler.portal.page_content.typed_text import read_typed, show_typed, show_words
from assembler.portal.permissions import (
    Action,
    find_pair,
    find_report,
    is_focal_point,
    list_open_moves,
    may,
    may_read_text,
)
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.roles import State
from assembler.portal.views.my import read_person


def find_text(request: HttpRequest, report: str, entity: str, organization: str) -> Pair:
    """The text of that address. Raises Http404 where the person may not read it."""
    person = read_person(request)
    pair = find_pair(person, find_report(person, report), entity, organization)
    if not may_read_text(person, pair):
        raise Http404
    return pair


def describe_pair(pair: Pair) -> dict[str, Any]:
    """What every page on a text shows."""
    names = Names([pair.report_id])
    organization, entity = names.name_organization(pair), names.name_entity(pair)
    return {
        "report": pair.report,
        "pair": pair,
        "organization": organization,
        "entity": entity,
        "text_version": pair.version,
    }


def read_version_number(request: HttpRequest) -> int:
    """The version of the text that the person has read. Raises Invalid."""
    value = request.POST.get("version", "")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid(_("The page does not say which version of the text it shows."), _("Open the text again."))
    return int(value)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The page of a text; keeps what was typed."""
    pair = find_text(request, report, entity, organization)
    if request.method != "POST":
        return show_text(request, pair, is_checked="checked" in request.GET)
    person, body = read_person(request), _read_body(request)
    try:
        write_typed_text(person, pair, body, read_version_number(request))
    except Stale:
        return _show_conflict(request, pair, body)
    messages.success(request, _("The text is saved."))
    return redirect(f"{request.path}?checked=1")


@require_POST
def check(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """The findings and the printed form of what is typed, without keeping it."""
    pair = find_text(request, report, entity, organization)
    person, body = read_person(request), _read_body(request)
    quotes = _list_quotes(person, pair)
    checked = make_checked_text(check_typed_text(person, pair, body), organization, quotes=quotes)
    if request.headers.get("HX-Request"):
        return render(request, "portal/text/checked.html", {"report": pair.report, "checked": checked})
    return show_text(request, pair, body=body, checked=checked)


@require_safe
def changes(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """What changed between two versions, word by word."""
    pair = find_text(request, report, entity, organization)
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    if not (old.isascii() and old.isdigit() and new.isascii() and new.isdigit()) or len(old + new) > 18:
        raise Http404
    first, last = sorted((int(old), int(new)))
    content = {"old": first, "new": last, "segments": compare_versions(pair, first, last)}
    return render(request, "portal/text/changes.html", describe_pair(pair) | content)


@require_POST
def send_message(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """Takes a message, a query, or the answer to one."""
    pair = find_text(request, report, entity, organization)
    person, words = read_person(request), request.POST.get("text", "")
    answers = request.POST.get("answers", "")
    try:
        if answers:
            answer_query(person, pair, _find_query(pair, answers), words)
        elif request.POST.get("is_query"):
            ask_query(person, pair, words)
        else:
            write_message(person, pair, words)
    except Invalid as problem:
        field = f"answer-{answers}" if answers else "message"
        return show_text(
            request, pair, problem=problem, typed_message=words, typed_answers=answers, problem_field=field
        )
    messages.success(request, _("The message is sent."))
    return redirect("text", report, entity, organization)


@require_POST
def settle(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """Lets the words stand that are in the text, where a file of the entity has others."""
    settle_conflicts(read_person(request), find_text(request, report, entity, organization))
    messages.success(request, _("The words in the text stand. The words of the file are left out."))
    return redirect("text", report, entity, organization)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, report: str, entity: str, organization: str) -> HttpResponse:
    """Shares the text with a colleague."""
    pair = find_text(request, report, entity, organization)
    person = read_person(request)
    if not is_focal_point(person, pair):
        raise Http404
    content = describe_pair(pair)
    if request.method == "POST":
        content["email"] = email = request.POST.get("email", "")
        try:
            colleague = hand_over(person, pair, email)
        except Invalid as problem:
            content |= {"problem": problem, "problem_field": "email"}
            return render(request, "portal/text/share.html", content, status=problem.status)
        messages.success(request, _("%(email)s can work on this text now.") % {"email": colleague.email})
        return redirect("text", report, entity, organization)
    return render(request, "portal/text/share.html", content)


def show_text(
    request: HttpRequest,
    pair: Pair,
    *,
    body: str | None = None,
    checked: object = None,
    is_checked: bool = False,
    problem: Problem | None = None,
    **typed: object,
) -> HttpResponse:
    """The page of a text, with what was typed where that could not be kept."""
    person = read_person(request)
    words, is_word = read_words(text_tree.read_file(pair.report, pair.path)), is_word_file(pair)
    is_own = is_focal_point(person, pair)
    if checked is None and (is_word or is_checked or not (is_own and can_write(pair))):
        review = review_texts(pair.report, pair.entity, [pair.organization])
        checked = make_checked_text(review, pair.organization, quotes=_list_quotes(person, pair))
        words = checked.body if is_word else words
    content = describe_pair(pair) | _list_moves(person, pair) | _list_messages(person, pair)
    content |= {
        "advice": (ADVICE if is_own else READERS_ADVICE)[State(pair.state)],
        "body": show_words(words) if body is None else show_typed(body),
        "earlier": find_earlier_text(pair) if is_own else None,
        "conflicts": list_conflicts(pair) if may(person, Action.WRITE_ANY_FILE, pair.report) else (),
        "can_write": is_own and can_write(pair),
        "checked": checked,
        "is_focal_point": is_own,
        "is_word": is_word,
        "may_read_all": may(person, Action.READ_ALL_TEXTS, pair.report),
        "problem": problem,
        "state_label": "" if is_own else name_state(pair.state),
        "receipts": pair.receipts.filter(by=person) if is_own else (),
        "themes": pair.report.themes,
        "versions": list_versions(pair),
        **typed,
    }
    return render(request, "portal/text/text.html", content, status=problem.status if problem else 200)


def _find_query(pair: Pair, key: str) -> int:
    """The query of that key; 0 where the text has none."""
    queries = Message.objects.filter(pair=pair, is_query=True)
    return next((query.pk for query in queries if query.key == key), 0)


def _list_moves(person: Person, pair: Pair) -> dict[str, object]:
    moves = [name for name in list_open_moves(person, pair) if name != "write"]
    others = [{"name": name, "label": MOVES[name][0]} for name in moves if name not in ("submit", "clear", "object")]
    others.sort(key=lambda move: move["name"] == "return")
    return {"moves": moves, "other_moves": others}


def _list_quotes(person: Person, pair: Pair) -> dict[str, str]:
    """The words of the open queries that the person may read, by the key of each query."""
    if not may_read_thread(person, pair):
        return {}
    return {query.key: query.quote for query in list_open_queries().filter(pair=pair).exclude(quote="")}


def _list_messages(person: Person, pair: Pair) -> dict[str, object]:
    if not may_read_thread(person, pair):
        return {"may_thread": False}
    thread = list(Message.objects.filter(pair=pair).select_related("by", "addressee"))
    if may(person, Action.ASK_QUERIES, pair.report):
        note_read(person, [pair])
    queries = list_open_queries().filter(pair=pair).select_related("by") if is_focal_point(person, pair) else ()
    return {"may_thread": True, "thread": thread, "queries": queries}


def _read_body(request: HttpRequest) -> str:
    return read_typed(request.POST.get("body", "").replace("\r\n", "\n"))


def _show_conflict(request: HttpRequest, pair: Pair, body: str) -> HttpResponse:
    pair = Pair.objects.select_related("report").get(pk=pair.pk)
    theirs = read_words(text_tree.read_file(pair.report, pair.path))
    segments = diff_words(show_words(theirs), show_words(body))
    content = {"theirs": show_words(theirs), "body": show_words(body), "segments": segments}
    return render(request, "portal/text/conflict.html", describe_pair(pair) | content, status=Stale.status)
