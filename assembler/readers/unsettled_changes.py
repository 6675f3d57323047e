"""Changes of an entity that an import did not make, since the editor had changed the same words: kept until settled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from assembler.model.contribution import Contribution
from assembler.model.finding import Finding, FindingText, Severity, Source, make_text, place_text
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import separate_words
from assembler.model.value import Value, as_dict, convert
from assembler.model.vocabulary import Vocabulary

UNSETTLED_CHANGE = "IN-DOC-20"
"""The code of findings on such changes."""
BETWEEN_UNITS = " ¶ "
"""What stands between two paragraphs in the words of a change."""
_WIDEST = 400
"""How many characters of the words the message shows."""
_NOTHING = "(nothing)"
_LIKE = 0.5
"""The share of common words above which a paragraph may be the one that a change is about."""
_DATED = (
    "{file} of {entity} on {organization} came on {day} and changes words that had been edited here. Nobody has yet "
    "settled which words stand."
)
_UNDATED = (
    "{file} of {entity} on {organization} changes words that had been edited here. Nobody has yet settled which words "
    "stand."
)
_OLDER = (
    "{file} of {entity} on {organization} has older words, which a later file had changed. Nobody has yet settled "
    "which words stand. In the later file: “{base}” Here at the import: “{ours}” In this file: “{theirs}”"
)
_OLDER_HINT = (
    "Ask the entity which words to keep, and write those words here. Then import the file again with --settled."
)
_VERSIONS = " Received before: “{base}” Here at the import: “{ours}” In the file: “{theirs}”"
_HINT = "Write the words to be kept here. Then import the file again with --settled."
_BROKEN = "The record of the changes that wait for a decision cannot be read: {place}."
_BROKEN_HINT = (
    "Import the last file of {entity} on {organization} again. Then do what the messages of “assembler import” say."
)


class UnsettledChange(Value):
    """The words of a change that was not made."""

    base: str
    """As they had come before."""
    ours: str
    """As they stood in the report."""
    theirs: str
    """As they stand in the file."""
    is_older: bool = False
    """Whether the file has older words, which a later file had changed."""


class UnsettledFile(Value):
    """A file of an entity with changes that were not made."""

    name: str
    """Its name."""
    sha256: str
    """The hash of its bytes."""
    text: str
    """The hash of its text, as that of a contribution."""
    day: str
    """The day on which it arrived; empty where that is unknown."""
    changes: tuple[UnsettledChange, ...]
    """The changes."""
    received: str = ""
    """The text as it came, with which the next file is compared once the changes are settled; empty in old records."""


def print_unsettled(file: UnsettledFile) -> bytes:
    """The record that is kept of the file."""
    record = {**as_dict(file), "changes": [as_dict(change) for change in file.changes]}
    return f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode()


def read_unsettled(data: bytes) -> UnsettledFile:
    """The file of which a record speaks. Raises ValueError or RecursionError for a record that cannot be used."""
    file = convert(json.loads(data), UnsettledFile)
    print_unsettled(file)  # fails where a text has halves of characters
    return file


def report_unsettled(data: bytes, place: str, text: Contribution, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings on the changes of such a record, from its place, that do not stand in the text yet (IN-DOC-20)."""
    entity, organization = _name_both(text, vocabulary)
    try:
        file = read_unsettled(data)
    except (ValueError, RecursionError):
        message = make_text(_BROKEN, _BROKEN_HINT, place=place, entity=entity, organization=organization)
        return (place_text(UNSETTLED_CHANGE, Severity.WARNING, Source(text.path), message),)
    words = [" ".join(extract_passage_text([block]).split()) for block in text.blocks]
    return tuple(
        place_text(
            UNSETTLED_CHANGE,
            Severity.WARNING,
            Source(text.path, _find_line(change, text, words)),
            _describe(change, file, entity, organization),
        )
        for change in _list_unsettled(file, text, words)
    )


def _find_line(change: UnsettledChange, text: Contribution, words: list[str]) -> int:
    """The line of the paragraph that is most like the words of the change; the first line where none is like them."""
    for passage in (change.ours, change.base, change.theirs):
        first = separate_words(passage.split(BETWEEN_UNITS)[0])
        shares = [_measure_likeness(first, separate_words(paragraph)) for paragraph in words]
        if (most := max(shares, default=0)) > _LIKE:
            return text.blocks[shares.index(most)].source.line
    return 1


def _measure_likeness(one: list[str], other: list[str]) -> float:
    """The share of the words of the longer passage that stand in the other one."""
    return (Counter(one) & Counter(other)).total() / max(len(one), len(other), 1)


def _name_both(text: Contribution, vocabulary: Vocabulary) -> tuple[str, str]:
    """The names of the entity and of the organization, or their identifiers where they are in no list."""
    folder, _, name = text.key.partition("/")
    entity, organization = vocabulary.entities.get(folder), vocabulary.organizations.get(name)
    return entity.short_name if entity else folder, organization.name if organization else name


def _describe(change: UnsettledChange, file: UnsettledFile, entity: str, organization: str) -> FindingText:
    base, ours, theirs = (shorten(words or _NOTHING, _WIDEST) for words in (change.base, change.ours, change.theirs))
    names = {"file": file.name, "entity": entity, "organization": organization}
    versions = {"base": base, "ours": ours, "theirs": theirs}
    if change.is_older:
        return make_text(_OLDER, _OLDER_HINT, **names, **versions)
    if file.day:
        return make_text(_DATED + _VERSIONS, _HINT, **names, day=file.day, **versions)
    return make_text(_UNDATED + _VERSIONS, _HINT, **names, **versions)


def _list_unsettled(file: UnsettledFile, text: Contribution, words: list[str]) -> Iterator[UnsettledChange]:
    """The changes whose words do not stand in the text as the file has them."""
    is_division = any(BETWEEN_UNITS in words for change in file.changes for words in (change.ours, change.theirs))
    if text.usable and text.hash == file.text and not is_division:  # the hash is the same however a text is divided
        return
    for change in file.changes:
        if not _has_passage(words, change.theirs.split(BETWEEN_UNITS)):
            yield change


def _has_passage(words: list[str], passage: list[str]) -> bool:
    """Whether the passage stands among the words, paragraph by paragraph; one without words never does."""
    starts = range(len(words) - len(passage) + 1)
    return any(passage) and any(words[start : start + len(passage)] == passage for start in starts)
