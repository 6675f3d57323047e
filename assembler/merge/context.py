"""What the edits of one text must know: the text as it stands, and the draft with what has become of it elsewhere."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.line_buffer import Lines
from assembler.merge.matching import Matches
from assembler.merge.normal_form import Blocks, Naming
from assembler.merge.units import Unit
from assembler.model.finding import Source
from assembler.model.nodes import Block, CrossReference, Inline
from assembler.model.text.walk import Inlines, rewrite_block
from assembler.model.value import Value, replace
from assembler.readers.markdown.outline import BlockSpan


class Standing(Value):
    """A text as it stands."""

    path: str
    """Its file, relative to the report's root."""
    key: str
    """The first part of its identifiers."""
    lines: Lines
    """Its lines."""
    read: Blocks
    """Its blocks as they were read."""
    units: tuple[Unit, ...]
    """The same as they are printed, in units."""
    stretches: Mapping[Source, BlockSpan]
    """The lines of each block by its place."""
    notes: Mapping[str, tuple[int, ...]]
    """The lines of each note by its label."""


class Around(Value):
    """What the edits of one text must know of the others."""

    language: str
    """The language of the report."""
    base: Sequence[Unit]
    """The draft as built."""
    matches: Matches
    """What has become of it in Word."""
    held: Mapping[Unit, Sequence[Unit]]
    """Of what in it each unit of the edited draft was made."""
    now: Matches
    """What has become of it in the texts."""
    naming: Naming
    """What the references of the draft mean now."""
    naming_now: Naming
    """What the references of texts mean."""
    meant: Mapping[str, str]
    """The identifiers that paragraphs of the draft have now."""
    bare: Some[str]
    """Names of paragraphs that mean one alone, in whatever text they are typed."""
    opposed: Some[Unit] = ()
    """What was moved to another text, but can't go there, since it has changed where it stands."""

    def renamed(self, blocks: Iterable[Block]) -> Blocks:
        """Blocks of the edited draft with references to what their paragraphs are called now."""

        def change(inline: Inline) -> Inlines:
            if not isinstance(inline, CrossReference):
                return (inline,)
            first, last = (self.meant.get(name, name) for name in (inline.first, inline.last))
            return (replace(inline, first=first, last=last),)

        return tuple(rewrite_block(block, change) for block in blocks)
