"""Recognizes a questionnaire that comes back without its labels, from Google Docs or Pages, by its own words.

Such programs keep words and headings, and drop fields, bookmarks, properties and the list of the questionnaire's words.
The plan tells what the questionnaire asked; days and lengths may have changed since. Lines of the file that it asked
are its own, and last time's text stands between two of them. Words that stand twice in the file are never last time's:
an author may repeat them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping

from assembler.intake.questionnaire import list_phrases
from assembler.model.finding import Source
from assembler.model.questionnaire import Questionnaire
from assembler.model.value import replace
from assembler.ooxml.questionnaire import VERSION
from assembler.readers.docx.body import BodyEntry
from assembler.readers.docx.context import Reason
from assembler.readers.docx.contribution import WordFile, make_focal_point, make_stated_approval

_BOXES = "☐☒☑✓✗ "
_NUMBER = re.compile(r"\d+(?:[,.\s]\d{3})*")
_ENOUGH = 4
"""As many lines of a questionnaire do not stand in a file by chance."""


def recognize(file: WordFile, questionnaire: Questionnaire) -> WordFile:
    """The file with the questionnaire's own words marked, where it is that questionnaire without its labels."""
    if file.own_words or file.identity.version:
        return file
    phrases = {_leave_out_numbers(phrase) for phrase in list_phrases(questionnaire)}
    own_lines = {
        line for line in map(_strip_box, (entry.text for entry in file.entries)) if _leave_out_numbers(line) in phrases
    }
    if len({_leave_out_numbers(line) for line in own_lines}) < _ENOUGH:
        return file
    headings = {entry.text for entry in file.entries if entry.degree}
    own = dict.fromkeys(
        (
            *list_phrases(questionnaire),
            *own_lines,
            *(section.title for section in questionnaire.sections if section.title in headings),
        ),
        Reason.OWN,
    )
    filled = _find_filled_fields(file, questionnaire, own)
    own |= dict.fromkeys((entry.text for entry in filled.values()), Reason.CONTACT)
    own |= dict.fromkeys(_find_last_time(file, questionnaire, own), Reason.LAST)
    names = {field.tag: field.name for field in questionnaire.contact}
    words = {tag: entry.text.removeprefix(names[tag]).strip() for tag, entry in filled.items()}
    return replace(
        file,
        own_words=own,
        identity=replace(file.identity, version=VERSION),
        contact=make_focal_point(words) or file.contact,
        approval=make_stated_approval(words, {tag: Source(file.path, entry.place) for tag, entry in filled.items()}),
    )


def _find_filled_fields(file: WordFile, questionnaire: Questionnaire, own: Container[str]) -> Mapping[str, BodyEntry]:
    """The lines at the head in which somebody has filled a field, by the tag of the field."""
    filled: dict[str, BodyEntry] = {}
    for entry in file.entries:
        if entry.text == questionnaire.labels.steps_title:
            break
        for field in questionnaire.contact:
            if entry.text.startswith(f"{field.name} ") and entry.text not in own:
                filled.setdefault(field.tag, entry)
    return filled


def _find_last_time(file: WordFile, questionnaire: Questionnaire, own: Mapping[str, Reason]) -> Iterator[str]:
    """The paragraphs between the line over last time's text and the next line of the questionnaire."""
    counted = Counter(entry.text for entry in file.entries)
    title, inside = " ".join(questionnaire.labels.last_title.split()), False
    for entry in file.entries:
        if _strip_box(entry.text) in own:
            inside = entry.text == title
        elif inside and entry.text and counted[entry.text] == 1:
            yield entry.text


def _leave_out_numbers(text: str) -> str:
    """The text with one sign for each number, whatever groups its figures."""
    return _NUMBER.sub("0", text)


def _strip_box(text: str) -> str:
    """The text without the sign of a box before it."""
    return text.strip(_BOXES)
