"""Texts that were read and are not printed."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Fault, make_fault
from assembler.model.report import Report
from assembler.model.text.phrases import shorten
from assembler.model.text.scaffold_text import ScaffoldText, split_sentences
from assembler.model.text.unprinted_texts import Cause, find_unprinted
from assembler.model.text.word_count import estimate_words

_LEAVE_OUT = "or waive IN-COV-08 in the header of that text, with the reason."
_ACCEPT = "or accept IN-COV-08, with the reason, when the final is built."
_PUT_IN_SECTION = "Add {organization} to the organizations of a section in contributions/report.yaml, "
_NAME_IN_PLAN = "Name {name} as the text of a section or an annex in contributions/report.yaml, "
_COPY = "Copy this part into {consolidated}, "

_LAST_TIME = "Last time:"
"""How the comment of templates/contribution.md begins that quotes the last report."""
_OF_COMMANDS = ("take this line out.", "delete this line.")
"""How the comments end that `consolidate` writes for the editor."""
_MIN_WORDS = 8
"""From how many words on a comment is taken for text; notes are shorter."""
_QUOTED = 60
"""How many characters of it a message quotes."""


def find_text_not_printed(report: Report, collection: Collection) -> Iterator[Fault]:
    """A text was read and is not printed.

    Why: no text may disappear without a word. A draft names it at its end; a final is refused until the text is
    printed or left out with a reason: `waive: [{rule: IN-COV-08, reason: why}]` in its header.

    Wrong: contributions/unhcr/osce.md, while no section of report.yaml has osce among its organizations; a general text
    that no section names; a file that ends after its header; a paragraph between the marks of a comment;
    an item of a list that stands in no consolidated paragraph, while the others do.
    Right: osce stands under `organizations` of a section, or the header of unhcr/osce.md waives this rule.
    """
    for unprinted in find_unprinted(collection, report):
        text = unprinted.text
        message, hint, word_hint = _describe(unprinted.cause, text)
        organization = collection.vocabulary.organizations.get(text.header.organization)
        yield make_fault(
            unprinted.source,
            message,
            hint,
            word_hint=word_hint,
            path=text.path,
            organization=text.header.organization,
            whose=organization.name if organization else text.header.organization,
            name=text.key.partition("/")[2],
            quoted=shorten(" ".join(unprinted.words.split()), _QUOTED),
            consolidated=f"contributions/consolidated/{text.header.organization}.md",
        )
    yield from _find_words_in_comments(collection)


def _find_words_in_comments(collection: Collection) -> Iterator[Fault]:
    """The comments in printed texts that are as long as text, other than those of a form."""
    consolidated = {text.header.organization for text in collection.of_kind(Kind.CONSOLIDATED)}
    for text in collection.contributions:
        if text.kind is Kind.ENTITY and text.header.organization in consolidated:
            continue
        for words, source in text.comments:
            if estimate_words(words) >= _MIN_WORDS and not _is_guidance(words, collection.scaffold):
                yield make_fault(
                    source,
                    "These words stand in a comment and are not printed: “{quoted}”",
                    f"Delete the marks <!-- and -->, delete the comment, {_LEAVE_OUT}",
                    quoted=shorten(" ".join(words.split()), _QUOTED),
                )


def _is_guidance(words: str, scaffold: ScaffoldText) -> bool:
    """Whether a form or a command brings the comment: guidance, or what the entity wrote last time."""
    return (
        words.startswith(_LAST_TIME)
        or words.endswith(_OF_COMMANDS)
        or any(map(scaffold.has_sentence, split_sentences(words)))
    )


def _describe(cause: Cause, text: Contribution) -> tuple[str, str, str]:
    """The sentences on a text that is not printed: message, hint, hint for Word files."""
    hint, word_hint = f"{_COPY}{_LEAVE_OUT}", f"{_COPY}{_ACCEPT}"
    match cause:
        case Cause.NO_SECTION:
            message = "{path} is not printed: no section of the report has the {whose}."
            hint, word_hint = f"{_PUT_IN_SECTION}{_LEAVE_OUT}", f"{_PUT_IN_SECTION}{_ACCEPT}"
        case Cause.NOT_NAMED:
            message = "{path} is not printed: no section and no annex of the plan names this text."
            hint, word_hint = f"{_NAME_IN_PLAN}{_LEAVE_OUT}", f"{_NAME_IN_PLAN}{_ACCEPT}"
        case Cause.NOT_CARRIED:
            message = "This part of {path} belongs to no paragraph and is missing in {consolidated}."
        case Cause.TABLE_NOT_CARRIED:
            message = "{consolidated} has a paragraph of {path}, but not the table that belongs to the paragraph."
        case Cause.LIST_NOT_CARRIED:
            message = "{consolidated} has a paragraph of {path}, but not the list that belongs to the paragraph."
        case Cause.QUOTATION_NOT_CARRIED:
            message = "{consolidated} has a paragraph of {path}, but not the quotation that belongs to the paragraph."
        case Cause.NOTE_NOT_CARRIED:
            message = "{consolidated} has a paragraph of {path}, but not its footnote."
        case Cause.ITEM_NOT_CARRIED:
            message = "{consolidated} has a list of {path}, but not the words of this item: “{quoted}”"
        case Cause.ROW_NOT_CARRIED:
            message = "{consolidated} has a table of {path}, but not the words of this row: “{quoted}”"
        case Cause.NO_WORDS:
            message = "{path} has no text below its header, so nothing is printed."
            hint, word_hint = _choose_hints(text.kind)
    return message, hint, word_hint


def _choose_hints(kind: Kind) -> tuple[str, str]:
    """What to do with a file that is only a header."""
    if kind is Kind.ENTITY:
        hint = f"Write the text, or “status: nothing-to-report” in the header, or delete the file, {_LEAVE_OUT}"
        word_hint = f"Write the text, or tick the box “nothing to report”, or delete the file, {_ACCEPT}"
    elif kind is Kind.CONSOLIDATED:
        hint = f"Write the text, or delete the file to print the contributions as received, {_LEAVE_OUT}"
        word_hint = f"Write the text, or delete the file to print the contributions as received, {_ACCEPT}"
    else:
        hint = f"Write the text, or delete the file, {_LEAVE_OUT}"
        word_hint = f"Write the text, or delete the file, {_ACCEPT}"
    return hint, word_hint
