"""The context of a merge: one text as it stands now, what became of the base everywhere else, the keys of edits."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.block_merge import BlockVersion, list_word_edits
from assembler.merge.earlier_versions import EarlierVersion
from assembler.merge.line_buffer import LineBuffer
from assembler.merge.matching import Matches
from assembler.merge.normal_form import Blocks, NameReference
from assembler.merge.result import Edit
from assembler.merge.units import Unit
from assembler.model.finding import Source
from assembler.model.nodes import Block, CrossReference, Inline, Inlines
from assembler.model.text.rewriting import rewrite_block
from assembler.model.value import Value, replace
from assembler.readers.markdown.outline import BlockSpan


class OurText(Value):
    """A text as it stands now."""

    path: str
    """Its file, relative to the report's root."""
    key: str
    """The first part of its identifiers."""
    lines: LineBuffer
    """Its lines, in which the edits are made."""
    parsed: Blocks
    """Its blocks as they were read."""
    units: tuple[Unit, ...]
    """The same blocks as they are printed, in units."""
    spans: Mapping[Source, BlockSpan]
    """The lines of each block by its place."""
    footnotes: Mapping[str, tuple[int, ...]]
    """The lines of each footnote by its label."""


class Selection(Value):
    """The edits of a draft by their keys, which depend on the Word file alone and not on the texts as they stand."""

    language: str
    """The language of the report."""
    keys: Mapping[Unit, str]
    """The key of each unit of base and theirs; units that have become one another have the same."""
    overrides: Some[str] = ()
    """The keys of conflicts in which the words as edited in Word are to stand."""

    def list_edits(self, base: Sequence[Unit], theirs: Sequence[Unit], words: str) -> tuple[Edit, ...]:
        """The edits that can be made without one another, of units that have become others, in these words."""
        keys = dict.fromkeys(self.keys[unit] for unit in (*base, *theirs) if unit in self.keys)
        if keys and len(base) == len(theirs) == 1 and base[0].owner == theirs[0].owner:
            pieces = list_word_edits(*make_versions(base[0], theirs[0]), self.language)
            if len(pieces) > 1:
                return tuple(Edit(f"{self.keys[base[0]]}.{place}", piece) for place, piece in enumerate(pieces, 1))
        return tuple(Edit(key, words) for key in keys)


NO_SELECTION = Selection("", {})
"""For a merge of which no part is left out."""


class MergeContext(Value):
    """What the merge of one text knows of the draft and of the other texts."""

    language: str
    """The language of the report."""
    base: Sequence[Unit]
    """The units of the draft as built."""
    theirs: Matches
    """What each has become in Word."""
    origins: Mapping[Unit, Sequence[Unit]]
    """The units of the base from which each unit in Word was made."""
    ours: Matches
    """What each unit of the base has become in the texts."""
    name_base_reference: NameReference
    """Gives the present identifiers in a reference of the draft."""
    name_our_reference: NameReference
    """Gives the present identifiers in a reference of a text."""
    renamed: Mapping[str, str]
    """The present identifiers of paragraphs of the draft."""
    unique_names: Some[str]
    """The names that mean the same paragraph in whatever text they stand."""
    selection: Selection = NO_SELECTION
    """The names of the edits, and the conflicts in which theirs is to stand."""
    is_resubmission: bool = False
    """Whether theirs is a text that came again: its themes are known, and edits of one block are merged by words."""
    earlier: Sequence[EarlierVersion] = ()
    """The texts that came before the base, where theirs is a text that came again."""
    blocked: Some[Unit] = ()
    """What was moved to another text in Word, but cannot move, since it has changed where it stands."""

    def update_references(self, blocks: Iterable[Block]) -> Blocks:
        """Blocks of the edited draft with the present identifiers in their references."""

        def change(inline: Inline) -> Inlines:
            if not isinstance(inline, CrossReference):
                return (inline,)
            first, last = (self.renamed.get(name, name) for name in (inline.first, inline.last))
            return (replace(inline, first=first, last=last),)

        return tuple(rewrite_block(block, change) for block in blocks)


def make_versions(unit: Unit, edited: Unit) -> tuple[BlockVersion, BlockVersion]:
    """The blocks of a unit of the draft as built and as edited, whose references are named as the draft names them."""
    return BlockVersion(unit.block, _get_names), BlockVersion(edited.block, _get_names)


def _get_names(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last
