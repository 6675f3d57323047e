"""What came of the text on each organization in a Word file, for tables and for the comparison of several files."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from enum import Enum

from assembler.model.contribution import Contribution
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import count_words
from assembler.model.value import Value
from assembler.model.vocabulary import Organization, Vocabulary


class TextState(Enum):
    """What came of the text on one organization in a Word file."""

    TAKEN = "taken"
    """It is to be written."""
    SAME = "already there"
    """The report has this text already."""
    REFUSED = "not taken"
    """It is not written; a finding says why."""
    UNANSWERED = "no answer"
    """The questionnaire asked for it, and there is none."""


class ImportedText(Value):
    """The text on one organization in a Word file, and what came of it."""

    organization: str
    """Identifier of the organization."""
    name: str
    """Its name."""
    short_name: str
    """Its acronym, else its name."""
    place: str
    """The place of the contribution in the report; empty where there is no text."""
    words: int
    """How many words it has."""
    hash: str
    """The hash of its words, by which two files are compared."""
    state: TextState
    """What came of it."""


def list_texts(
    texts: Iterable[Contribution],
    unanswered: Iterable[str],
    vocabulary: Vocabulary,
    changed: Container[str],
    standing: Container[str],
) -> Iterator[ImportedText]:
    """What came of the texts of a file, and of the organizations without an answer.

    `changed` are the places that are to be written, `standing` the organizations on which the report has the text.
    """
    for text in texts:
        organization = text.header.organization
        state = TextState.REFUSED
        if text.path in changed:
            state = TextState.TAKEN
        elif organization in standing:
            state = TextState.SAME
        words = count_words(extract_passage_text(text.blocks))
        yield _make_text(vocabulary.organizations[organization], text.path, words, text.hash, state)
    for id in unanswered:
        yield _make_text(vocabulary.organizations[id], "", 0, "", TextState.UNANSWERED)


def _make_text(organization: Organization, place: str, words: int, hash: str, state: TextState) -> ImportedText:
    short_name = organization.acronym or organization.name
    return ImportedText(organization.id, organization.name, short_name, place, words, hash, state)
