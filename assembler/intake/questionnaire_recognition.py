"""A form that comes back without what it says of itself, from Google Docs or Pages: known again by its own words.

Such programs keep words and headings and drop fields, bookmarks, properties and the list of the form's words. The plan
tells what the entity's form asked; what of that stands in the file is the form's, and last time's text stands between
two such lines. Words that stand in the file twice are never taken for last time's, since somebody may say them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assembler.intake.questionnaire import own_phrases
from assembler.model.questionnaire import Form
from assembler.model.value import replace
from assembler.ooxml.questionnaire import VERSION
from assembler.readers.docx.context import Reason
from assembler.readers.docx.contribution import WordFile

_BOXES = "☐☒☑✓✗ "
_ENOUGH = 4
"""So many lines of a form are no chance."""


def recognized(file: WordFile, form: Form) -> WordFile:
    """The file with its own words told, where it is that form and has lost its account of them; else as it is."""
    if file.own or file.identity.form:
        return file
    phrases = {*own_phrases(form)}
    seen = {_bare(piece.text) for piece in file.pieces} & phrases
    if len(seen) < _ENOUGH:
        return file
    headings = {piece.text for piece in file.pieces if piece.degree}
    own = dict.fromkeys((*phrases, *(it.title for it in form.sections if it.title in headings)), Reason.FORM)
    own |= dict.fromkeys(_last_time(file, form, own), Reason.LAST)
    return replace(file, own=own, identity=replace(file.identity, form=VERSION))


def _last_time(file: WordFile, form: Form, own: Mapping[str, Reason]) -> Iterator[str]:
    """The paragraphs between the line over last time's text and the form's next line."""
    counted = Counter(piece.text for piece in file.pieces)
    title, inside = " ".join(form.words.last_title.split()), False
    for piece in file.pieces:
        if _bare(piece.text) in own:
            inside = piece.text == title
        elif inside and piece.text and counted[piece.text] == 1:
            yield piece.text


def _bare(text: str) -> str:
    """The text without the sign of a box before it."""
    return text.strip(_BOXES)
