"""Begins a contribution: makes the blank Markdown file of an entity on an organization, with its last text.

How templates/contribution.md is filled: a word after a dollar sign is replaced; a line with a word for which there
is nothing to say is left out; the line with $theme and what follows it is repeated for each theme of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Template

from assembler.errors import Unprintable, Unwritable
from assembler.intake.word_target import count_general_words, count_requested, count_words_each
from assembler.model.contribution import Collection, Contribution, InputFile, Kind
from assembler.model.plan import Plan
from assembler.readers.decoding import read_text

TEMPLATE = "contribution.md"
"""The template of a blank contribution."""

_THEME = "theme"
_HEADER = re.compile(r"\A---[ \t]*\n(?:.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_GUIDANCE = re.compile(r"<!--.*?-->", re.DOTALL)
_BARE_HEADING = re.compile(r"^#{1,6}\s[^\n]*\n*(?=#{1,6}\s|\Z)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_UNREADABLE = "\ufffd"


def find_place(collection: Collection, entity: str, organization: str) -> str:
    """The place of the new contribution in the report's folder.

    Raises Unwritable where the text is already there.
    """
    key = f"{entity}/{organization}"
    there = next((text.path for text in collection.contributions if text.key == key), "")
    if there:
        raise Unwritable(f"{there} is already there; nothing was made.")
    return f"contributions/{key}.md"


def write_scaffold(
    template: bytes, collection: Collection, entity: str, organization: str, last_time: str = ""
) -> bytes:
    """The blank contribution of the entity on the organization. Raises Unprintable for a bad template."""
    text, _ = read_text(template, TEMPLATE)
    if text is None:
        raise Unprintable(f"The template {TEMPLATE} cannot be used: it is empty or no UTF-8 text.")
    words = _list_values(collection, entity, organization) | {"last_time": f"\n\n{last_time}\n" if last_time else ""}
    words = {name: _escape_comment(value) for name, value in words.items()}
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if _THEME in _find_names(line)), len(lines))
    text_lines = _fill(lines[:first], words)
    for theme in collection.plan.themes:
        text_lines += _fill(lines[first:], words | {_THEME: theme})
    return _tidy_blank_lines("\n".join(text_lines)).encode()


def find_last_text(
    files: Iterable[InputFile], contributions: Iterable[Contribution], entity: str, organization: str
) -> str:
    """What the entity said on the organization in an earlier report, without header and guidance; empty where nothing.

    Where it has no file on that organization alone, its text that covers it too.
    """
    place = f"contributions/{entity}/{organization}.md"
    covering = [text.path for text in contributions if _covers(text, entity, organization)]
    texts = {file.path: file.text for file in files}
    for path in (place, *covering):
        if path in texts and _UNREADABLE not in texts[path]:
            return _strip_header(texts[path])
    return ""


def _covers(text: Contribution, entity: str, organization: str) -> bool:
    return text.kind is Kind.ENTITY and text.header.entity == entity and organization in text.header.also


def _strip_header(text: str) -> str:
    read, _ = read_text(text.encode(), TEMPLATE)
    text_only = _BLANK_LINES.sub("\n\n", _GUIDANCE.sub("", _HEADER.sub("", read or "")))
    return _BARE_HEADING.sub("", text_only.strip()).strip()


# The words of the template


def _list_values(collection: Collection, entity: str, organization: str) -> dict[str, str]:
    """The value of each word of the template; empty where the plan has none."""
    plan, labels = collection.plan, collection.labels
    about = collection.vocabulary.organizations[organization]
    return {
        "entity": entity,
        "organization": organization,
        "entity_name": collection.vocabulary.entities[entity].full_name(plan.language),
        "organization_name": about.full_name(plan.language),
        "organization_short": about.short or about.name_in(plan.language),
        "first_day": labels.print_date(plan.period.first) if plan.period else "",
        "last_day": labels.print_date(plan.period.last) if plan.period else "",
        "deadline": labels.print_date(plan.deadline) if plan.deadline else "",
        "sender": ", ".join(filter(None, (plan.contact.department, plan.contact.name))) if plan.contact else "",
        "contact": plan.contact.email if plan.contact else "",
        **_list_lengths(plan, count_general_words(collection)),
    }


def _list_lengths(plan: Plan, general_words: int) -> dict[str, str]:
    """How long the report may be, and what each contribution may take of it, in round figures."""
    each = count_words_each(plan, general_words)
    return {
        "word_limit": f"{plan.word_limit.words:,}",
        "requested": str(count_requested(plan) or ""),
        "words_each": f"{each:,}" if each else "",
    }


# The template


def _fill(lines: Iterable[str], words: Mapping[str, str]) -> list[str]:
    """The lines with their words, without those that would say nothing."""
    complete = [line for line in lines if all(_find_value(line, name, words) for name in _find_names(line))]
    return [Template(line).substitute(words) for line in complete]


def _find_names(line: str) -> list[str]:
    if not Template(line).is_valid():
        raise Unprintable(f"The template {TEMPLATE} cannot be used: in “{line.strip()}”, write $$ for a dollar sign.")
    return Template(line).get_identifiers()


def _find_value(line: str, name: str, words: Mapping[str, str]) -> str:
    if name not in words:
        raise Unprintable(f"The template {TEMPLATE} cannot be used: nothing is known of ${name} in “{line.strip()}”.")
    return words[name]


def _escape_comment(words: str) -> str:
    """Words that neither end the comment in which they stand nor begin another."""
    return words.replace("-->", "-- >").replace("<!--", "<! --")


def _tidy_blank_lines(text: str) -> str:
    """The text without spaces at the ends of lines and without double blank lines."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
