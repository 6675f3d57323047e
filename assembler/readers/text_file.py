"""What a reader must know of a text file before it reads the file."""

from __future__ import annotations

from assembler.model.contribution import Kind
from assembler.model.value import Value
from assembler.model.vocabulary import Vocabulary


class TextFile(Value):
    """A file of a contribution, Markdown or Word, and what is known of the report."""

    path: str
    """The file, relative to the report's root."""
    kind: Kind
    """Whose text it is, by its folder."""
    key: str
    """The first part of its identifiers."""
    language: str
    """The language of the report."""
    themes: tuple[str, ...] | None
    """The themes of the plan; none where the plan cannot be read, and any heading is taken for a theme."""
    vocabulary: Vocabulary
    """Organizations and entities."""
