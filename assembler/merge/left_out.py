"""Records the sources of deleted paragraphs under `left_out` in the header of their text, and what became of them.

That is no reason yet: rule IN-SRC-06 asks the editor for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.clearance.header_edits import add_left_out
from assembler.model.consolidation_sources import format_record_of_merge, list_origins
from assembler.model.contribution import Contribution
from assembler.model.nodes import Origin
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile


def record_left_out(
    files: Mapping[str, bytes],
    former: Iterable[Contribution],
    language: str,
    editor: str,
    moved: Mapping[str, str],
) -> dict[str, bytes]:
    """The merged files with the sources that `former` texts named and that no text names any more.

    The reason names the editor, where one is known, and the text to which the words were `moved`, by their source.
    """
    texts = tuple(former)
    current = {
        text.path: _read_text(text, files[text.path], language) if text.path in files else text for text in texts
    }
    used = {_format_source(origin) for text in current.values() for origin in list_origins(text)}
    recorded = dict(files)
    for text in texts:
        origins = _list_unused(text, used)
        lost = {
            _format_source(origin): format_record_of_merge(moved.get(origin.paragraph, ""), editor)
            for origin in origins
        }
        recorded |= {text.path: add_left_out(files[text.path], lost)} if lost else {}
    return recorded


def _read_text(text: Contribution, data: bytes, language: str) -> Contribution:
    text_file = TextFile(text.path, text.kind, text.key, language, None, Vocabulary())
    return read_markdown(data, text_file)[0]


def _format_source(origin: Origin) -> str:
    """A source as the header names it."""
    return f"{origin.paragraph}@{origin.hash}" if origin.hash else origin.paragraph


def _list_unused(text: Contribution, used: set[str]) -> Iterator[Origin]:
    """The sources of a text that no text uses any more."""
    return (origin for origin in list_origins(text) if _format_source(origin) not in used)
