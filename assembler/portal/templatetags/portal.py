"""States as tags with a word and a shape; changed words of proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembler.api import TextUnit, UnitFinding
from assembler.model.text.word_diff import DiffSegment, clip_segments, diff_words
from assembler.portal.context import list_words_sent
from assembler.portal.models import Message
from assembler.portal.page_content.file_names import name_texts
from assembler.portal.page_content.hints import choose_hint, drop_other_ways
from assembler.portal.page_content.labels import CHANGES
from assembler.portal.page_content.marks import mark_quotes
from assembler.portal.permissions import Action, is_allowed, list_roles
from assembler.portal.roles import Role, State

register = template.Library()

_ITALICS = re.compile(r"(?<![\w*\\])\*([^\s*](?:[^*\n]*[^\s*\\])?)\*(?![\w*])")
_COMMENT = re.compile(r"\{&gt;&gt;\s*(.*?)\s*&lt;&lt;\}", re.DOTALL)
_NOTE = re.compile(r"\[\^([\w-]+)\]")
_MARK = "\ue000", "\ue001"
"""Stand for the ends of a mark, as long as the words around them are not yet escaped."""
_SHAPES = {
    State.EXPECTED: "○",
    State.DRAFT: "✎",
    State.SUBMITTED: "➤",
    State.RETURNED: "↩",
    State.ACCEPTED: "✓",
    State.CONSOLIDATED: "▤",
    State.SENT_FOR_CLEARANCE: "◆",
    State.CLEARED: "✔",
    State.OBJECTED: "✕",
    State.NOTHING_TO_REPORT: "–",
    State.WITHDRAWN: "⊘",
}


@register.simple_tag
def state_tag(state: str, label: object = "") -> SafeString:
    """The state as a word with a shape, so that nobody needs its colour; `label` in place of its usual word."""
    known = State(state)
    return format_html(
        '<span class="tag tag-{}"><span aria-hidden="true">{}</span> {}</span>',
        known.value,
        _SHAPES[known],
        label or known.label,
    )


@register.filter
def state_shape(state: str) -> str:
    """The shape of a state alone; `late` has one, too."""
    return _SHAPES[State(state)] if state in _SHAPES else "!"


@register.inclusion_tag("portal/parts/report_pages.html", takes_context=True)
def report_pages(context: dict[str, Any]) -> dict[str, object]:
    """The pages of the report that the person may open."""
    report, here = context["report"], context["request"].path
    roles = list_roles(context["user"], report)
    names = [("my", _("My organizations"))] if Role.FOCAL_POINT in roles else []
    if is_allowed(Action.SEE_ALL_STATES, roles):
        names.append(("matrix", _("Entities and organizations")))
    if is_allowed(Action.READ_PLAN, roles):
        names += [("general", _("General texts")), ("plan", _("Plan and name lists"))]
    if is_allowed(Action.INVITE, roles):
        names.append(("invitations", _("Invitations")))
    if is_allowed(Action.WRITE_ANY_FILE, roles):
        names += [("reminders", _("Reminders")), ("rounds", _("Clearance")), ("merge", _("A draft edited in Word"))]
    names.append(("builds", _("Drafts and finals")))
    if is_allowed(Action.READ_EVENTS, roles):
        names.append(("events", _("What happened")))
    return {"here": here, "pages": [{"address": reverse(view, args=[report.pk]), "name": name} for view, name in names]}


@register.inclusion_tag("portal/parts/administration_pages.html", takes_context=True)
def administration_pages(context: dict[str, Any]) -> dict[str, object]:
    """The pages of administrators."""
    names = [("people", _("People")), ("reports", _("Reports")), ("all-events", _("What happened"))]
    names += [("health", _("Health")), ("backup", _("Backup")), ("mail", _("Mail"))]
    pages = [{"address": reverse(view), "name": name} for view, name in names]
    here = context["request"].path
    return {"here": reverse("people") if here == reverse("administration") else here, "pages": pages}


@register.simple_tag(takes_context=True)
def texts_page(context: dict[str, Any]) -> dict[str, object]:
    """The page on which the person finds the texts of the report: the own ones of a focal point, else all."""
    report = context["report"]
    is_focal_point = Role.FOCAL_POINT in list_roles(context["user"], report)
    view, name = ("my", _("My organizations")) if is_focal_point else ("matrix", _("Entities and organizations"))
    return {"address": reverse(view, args=[report.pk]), "name": name}


@register.simple_tag(takes_context=True)
def words_sent(context: dict[str, Any]) -> list[str]:
    """The words that somebody typed into a form that was refused."""
    return list_words_sent(context["request"])


@register.filter
def proposed_changes(message: Message) -> tuple[DiffSegment, ...]:
    """The quoted words of a proposal, with what is to be added and taken out."""
    return diff_words(message.quote, message.text)


@register.filter
def entity_of(paragraph: str) -> str:
    """The entity that wrote a contributed paragraph."""
    return paragraph.partition("/")[0]


@register.filter
def mark_queries(words: SafeString, queries: Iterable[Message]) -> SafeString:
    """The words with a mark around those of each query that nobody has answered."""
    quotes = {query.key: query.quote for query in queries if query.quote and not hasattr(query, "answer")}
    return mark_safe(mark_quotes(words, quotes))  # the words are escaped


@register.filter
def changes_to(old: str, new: str) -> tuple[DiffSegment, ...]:
    """What is added and taken out from one text to another."""
    return diff_words(old, new.replace("\r\n", "\n"))


@register.filter
def clip_changes(segments: Sequence[DiffSegment]) -> Sequence[DiffSegment]:
    """The changes with a few words around each."""
    return clip_segments(segments)


@register.filter
def current_view(views: Iterable[tuple[str, str, bool]]) -> str:
    """The name of the saved view that is shown; empty where there is none."""
    return next((name for name, _query, is_current in views if is_current), "")


@register.filter
def at(values: Mapping[str, object], key: str) -> object:
    """The value of a key that a template holds in a variable; None where there is none."""
    return values.get(key)


@register.filter
def change_label(what: str) -> object:
    """What was done to a paragraph in Word, in the language of the page."""
    known = what.partition(",")[0]
    return CHANGES.get(known, known)


@register.filter
def show_comments(text: str) -> SafeString:
    """The words, in which comments for Word stand apart."""
    mark = format_html('<span class="comment-words"><span class="hidden">{} </span>\\1</span>', _("comment:"))
    return mark_safe(_COMMENT.sub(mark, escape(text)))  # the words are escaped


@register.filter
def hide_marks(text: str) -> SafeString:
    """The words with italics in place of asterisks, each sign of a note raised, and comments apart from the words."""
    words = _ITALICS.sub(r"<em>\1</em>", show_comments(text))
    return mark_safe(_NOTE.sub(r"<sup>\1</sup>", words))  # the words are escaped


@register.simple_tag
def marked_unit(unit: TextUnit, findings: Iterable[UnitFinding]) -> SafeString:
    """The words of a paragraph as `hide_marks` shows them, with a mark around the words of each of its findings."""
    places = [(_find_place(unit.text, one), one) for one in findings if one.number == unit.number and one.words]
    pieces, done = [], 0
    for place, finding in sorted(((place, one) for place, one in places if place >= 0), key=lambda pair: pair[0]):
        if place >= done:
            end = place + len(finding.words)
            pieces += [unit.text[done:place], _MARK[0], unit.text[place:end], _MARK[1]]
            done = end
    words = hide_marks("".join([*pieces, unit.text[done:]]))
    return mark_safe(words.replace(_MARK[0], "<mark>").replace(_MARK[1], "</mark>"))  # the words are escaped


def _find_place(text: str, finding: UnitFinding) -> int:
    """Where the words of a finding stand; -1 where they do not."""
    place = -1
    for _time in range(finding.earlier + 1):
        place = text.find(finding.words, place + 1)
        if place < 0:
            break
    return place


@register.simple_tag
def finding_message(finding: Any) -> SafeString:
    """What was found, in the English of the library, with names of texts in place of paths."""
    return format_html('<span lang="en">{}</span>', name_texts(str(_read(finding, "message"))))


@register.simple_tag
def finding_hint(finding: Any) -> SafeString:
    """What to do about it: in the English of the library, or in the language of the page where the portal has words."""
    own = str(_read(finding, "word_hint") or _read(finding, "hint"))
    hint = choose_hint(str(_read(finding, "rule")), own)
    return format_html("<span{}>{}</span>", mark_safe(' lang="en"' if hint is own else ""), hint)


@register.filter
def on_page(sentences: str) -> str:
    """Sentences of the library, as somebody can follow them on a page."""
    return drop_other_ways(sentences)


def _read(finding: Any, name: str) -> object:
    """A part of a finding in the form of `check --format json`, or of a value of the library."""
    return (finding.get(name) if isinstance(finding, Mapping) else getattr(finding, name, "")) or ""


@register.inclusion_tag("portal/parts/findings_language.html")
def findings_language() -> dict[str, object]:
    """Says on pages in another language that findings are in English."""
    return {"is_english": (get_language() or "en").startswith("en")}


@register.filter
def of_unit(findings: Iterable[UnitFinding], number: int) -> list[UnitFinding]:
    """The findings of the unit with that number."""
    return [finding for finding in findings if finding.number == number]


@register.filter
def severity_name(severity: int) -> str:
    """The class of a severity in the style sheet."""
    return {3: "error", 2: "warning"}.get(int(severity), "advice")
