"""Contributed paragraphs that a merged text names no more: they are noted under `left_out`, with the reason.

So the editor who deletes a paragraph in Word is not asked later what has become of its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.clearance.header_edits import add_left_out
from assembler.model.contribution import Contribution
from assembler.model.nodes import Origin
from assembler.model.paragraph_sources import origins_of_text
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile


def noted(
    files: Mapping[str, bytes],
    before: Iterable[Contribution],
    language: str,
    editor: str,
    moved: Mapping[str, str],
) -> dict[str, bytes]:
    """The texts with the sources that none of them names any more, of those that they named `before`.

    The reason names the editor, where one is known, and the text to which the words were `moved`, by their source.
    """
    texts = tuple(before)
    read = {it.path: _read(it, files[it.path], language) if it.path in files else it for it in texts}
    used = {_name(origin) for text in read.values() for origin in origins_of_text(text)}
    made = dict(files)
    for text in texts:
        lost = {_name(it): _reason(moved.get(it.paragraph), editor) for it in _lost(text, used)}
        made |= {text.path: add_left_out(files[text.path], lost)} if lost else {}
    return made


def _read(text: Contribution, data: bytes, language: str) -> Contribution:
    text_file = TextFile(text.path, text.kind, text.key, language, None, Vocabulary())
    return read_markdown(data, text_file)[0]


def _name(origin: Origin) -> str:
    """A source as the header names it."""
    return f"{origin.paragraph}@{origin.hash}" if origin.hash else origin.paragraph


def _lost(text: Contribution, used: set[str]) -> Iterator[Origin]:
    """The sources of a text that are used no more."""
    return (origin for origin in origins_of_text(text) if _name(origin) not in used)


def _reason(place: str | None, editor: str) -> str:
    what = f"moved to {place} in Word" if place else "deleted in Word"
    return f"{what} by {editor}" if editor else what
