"""Merges the edits of one text: first those of what stands in it, then what is new and what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assembler.merge.attributes import add_attributes
from assembler.merge.block_merge import BlockVersion, merge_words
from assembler.merge.block_rewriting import Anchor, NewBlock, OldBlock, rewrite_blocks
from assembler.merge.context import MergeContext, OurText
from assembler.merge.earlier_versions import has_older_words, is_moved_back, is_restored
from assembler.merge.footnotes import FootnoteEditor, find_unchanged_labels
from assembler.merge.groups import Group, find_moved_groups, group_units
from assembler.merge.line_buffer import Inserted
from assembler.merge.matching import is_part
from assembler.merge.normal_form import Blocks, normalize_blocks, write_and_read
from assembler.merge.references import map_typed_references, print_with_references
from assembler.merge.result import Change, Conflict, TextResult, format_units
from assembler.merge.units import Unit
from assembler.model.nodes import Block, Paragraph, Text
from assembler.model.text.word_diff import format_word_diff
from assembler.writers.markdown.blocks import print_blocks

_STAYS = (
    "{path}: the file has this where an earlier file had it. It stays where a later file put it: “{words}”. To move it "
    "back, move it in the text."
)


def merge_text(text: OurText, theirs: Sequence[Unit], context: MergeContext) -> TextResult:
    """Makes the edits of a text in its lines; `theirs` are the units that now belong to it in Word, in their order."""
    merge = _TextMerge(text, theirs, context)
    merge.merge_groups()
    merge.place_new_and_moved()
    merge.footnotes.finish()
    return merge.result


class _TextMerge:
    """The merge of one text."""

    def __init__(self, text: OurText, theirs: Sequence[Unit], context: MergeContext) -> None:
        self._text = text
        self._theirs = theirs
        self._context = context
        self._groups = group_units(text, theirs, context)
        self._anchors: dict[Unit, Anchor] = {}
        self._new_themes: dict[str, Inserted] = {}
        self._found = {unit for group in self._groups for unit in group.ours}
        self.footnotes = FootnoteEditor(text.lines, text.footnotes, text.parsed)
        self.result = TextResult()
        self._typed_references = map_typed_references(text.parsed, [unit.block for unit in text.units])

    # What stands in the text already

    def merge_groups(self) -> None:
        """Makes the edits of what stands in the text, and notes where each unit ends."""
        for group in self._groups:
            base, ours = self._normalize_base(group.base), self._normalize_ours(group.ours)
            blocks, theirs = self._normalize_theirs(group.theirs, base)
            if blocked := self._list_blocked(group):
                self._add_conflict(group, (*group.theirs, *blocked), f"(moved to {blocked[0].owner}) ")
                self._keep(group)
            elif theirs in (base, ours) or (not group.theirs and self._stands_in_restored(group.base)):
                self._keep(group)
            elif has_older_words(group.base, group.theirs, self._context.earlier):
                self._add_conflict(group, group.theirs, is_older=True)
                self._keep(group)
            elif ours == base:
                self._apply(group, blocks)
            elif merged := self._merge_words(group, blocks):
                self._keep(group) if self._normalize(merged) == ours else self._apply(group, [merged])
            elif group.ours and self._is_taken(group):
                self._apply(group, blocks)
            else:
                self._add_conflict(group, group.theirs)
                self._keep(group)

    def _is_taken(self, group: Group) -> bool:
        """Whether the editor has chosen the words as edited in Word."""
        return self._make_conflict(group, group.theirs).key in self._context.selection.overrides

    def _stands_in_restored(self, base: Iterable[Unit]) -> bool:
        """Whether units that seem deleted stand in a new unit that is not taken, since it is an older one."""
        earlier = self._context.earlier
        new = [unit for unit in self._theirs if unit not in self._context.origins] if earlier else []
        restored = [unit for unit in new if is_restored(unit, earlier)]
        return any(is_part(unit, part) for unit in restored for part in base)

    def _merge_words(self, group: Group, blocks: Sequence[Blocks]) -> Blocks:
        """The block with the edits of both sides; none where they are edits of the same words, or of several blocks."""
        context = self._context
        units = (*group.base, *group.ours, *group.theirs)
        their_blocks = [block for part in blocks for block in part]
        is_single = len(group.base) == len(group.ours) == len(group.theirs) == len(their_blocks) == 1
        if not context.is_resubmission or not is_single or len({type(unit.block) for unit in units}) > 1:
            return ()
        block = merge_words(
            BlockVersion(group.base[0].block, context.name_base_reference),
            BlockVersion(group.ours[0].block, context.name_our_reference),
            BlockVersion(their_blocks[0], context.name_our_reference),
            context.language,
        )
        return (block,) if block else ()

    def _list_blocked(self, group: Group) -> list[Unit]:
        """The units of a group that were moved to another text in Word, and stay here."""
        matches = (other for unit in group.base for other in self._context.theirs.get(unit, ()))
        return [unit for unit in matches if unit in self._context.blocked]

    def _normalize_base(self, units: Iterable[Unit]) -> Blocks:
        blocks = [unit.block for unit in units]
        return normalize_blocks(blocks, self._context.language, self._context.name_base_reference)

    def _normalize_ours(self, units: Iterable[Unit]) -> Blocks:
        return self._normalize([unit.block for unit in units])

    def _normalize(self, blocks: Iterable[Block]) -> Blocks:
        return normalize_blocks(blocks, self._context.language, self._context.name_our_reference)

    def _normalize_theirs(self, theirs: Iterable[Unit], base: Blocks) -> tuple[list[Blocks], Blocks]:
        """The blocks of each unit as a text can hold them, and the normal form of all."""
        if self._normalize_base(theirs) == base:
            return [], base
        blocks = [self._write_and_read(unit) for unit in theirs]
        return blocks, self._normalize([block for part in blocks for block in part])

    def _write_and_read(self, unit: Unit) -> Blocks:
        blocks = self._context.update_references([unit.block])
        return write_and_read(blocks, self._text.key, self._context.language)

    def _keep(self, group: Group) -> None:
        """Notes where each unit in Word ends, of a group that stays: the last ends with the last one of the text."""
        theirs, ours = group.theirs, group.ours
        for place, unit in enumerate(theirs, 1):
            if ours:
                current = ours[-1] if place == len(theirs) else ours[min(place, len(ours)) - 1]
                self._anchors[unit] = self._get_lines(current)[-1]

    def _add_conflict(self, group: Group, theirs: Iterable[Unit], prefix: str = "", *, is_older: bool = False) -> None:
        self.result.conflicts.append(self._make_conflict(group, theirs, prefix, is_older=is_older))

    def _make_conflict(
        self, group: Group, theirs: Iterable[Unit], prefix: str = "", *, is_older: bool = False
    ) -> Conflict:
        line = group.ours[0].block.source.line if group.ours else 0
        names = (name for unit in group.ours or group.base for name in unit.sources or unit.names)
        sources = tuple(name for name in names if name.partition("#")[0] != self._text.key)
        words = format_units(group.base), format_units(group.ours), prefix + format_units(theirs)
        return Conflict(self._text.path, line, *words, sources, is_older)

    def _apply(self, group: Group, blocks: Sequence[Blocks]) -> None:
        self._report_group(group)
        old = [self._make_old_block(unit.block) for unit in group.ours]
        units = list(zip(group.theirs, blocks, strict=True))
        new = self._make_new_blocks([block.block for block in old], units)
        anchors = rewrite_blocks(self._text.lines, old, [block for part in new for block in part])
        ends = iter(anchors)
        for unit, part in zip(group.theirs, new, strict=True):
            for anchor in (next(ends) for _ in part):
                self._anchors[unit] = anchor

    def _report_group(self, group: Group) -> None:
        before, after = format_units(group.base), format_units(group.theirs)
        if not group.theirs:
            is_elsewhere = any(self._context.theirs.get(unit) for unit in group.base)
            unused = ", ".join(name for unit in group.ours for name in unit.sources)
            deleted = f"deleted, and {unused} is left out; write the reason under left_out" if unused else "deleted"
            self._report("moved away" if is_elsewhere else deleted, before, group.base)
            return
        more = len(group.theirs) - len(group.base)
        what = "divided" if more > 0 else "joined" if more < 0 else "changed"
        self._report(
            what, format_word_diff(before, after) or f"{after} (its form or its marks)", group.base, group.theirs
        )

    def _report(self, what: str, words: str, base: Sequence[Unit], theirs: Sequence[Unit] = ()) -> None:
        edits = self._context.selection.list_edits(base, theirs, words)
        self.result.changes.append(Change(self._text.path, what, words, edits))

    def _get_lines(self, unit: Unit) -> tuple[int, ...]:
        return self._text.spans[unit.block.source].all_lines

    # Old and new blocks

    def _make_old_block(self, block: Block) -> OldBlock:
        (normal_form,) = self._normalize([block])
        return OldBlock(block, normal_form, self._text.spans[block.source])

    def _make_new_blocks(self, old: Sequence[Block], units: Sequence[tuple[Unit, Blocks]]) -> list[list[NewBlock]]:
        """The blocks of each unit in Markdown, paragraphs with the attributes that they are to have."""
        context, key = self._context, self._text.key
        language, name_reference = context.language, context.name_our_reference
        bare = tuple(block for unit, blocks in units for block in add_attributes(unit, blocks, key, context))
        labelled = self.footnotes.assign_labels(old, bare, language, name_reference)
        texts, notes = print_with_references(labelled, key, self._typed_references, context.unique_names)
        self.footnotes.replace_texts(notes, find_unchanged_labels(old, labelled, language, name_reference))
        new = iter(map(NewBlock, labelled, self._normalize(labelled), texts))
        return [[next(new) for _ in blocks] for _, blocks in units]

    # What is new or has moved

    def place_new_and_moved(self) -> None:
        """Puts new and moved paragraphs after the one before them, or first under their theme."""
        known = {unit for group in self._groups for unit in group.theirs}
        groups = find_moved_groups(self._groups, self._theirs, self._text.units)
        moved = {unit: group for group in groups for unit in group.theirs}
        last: Anchor | None = None
        theme = ""
        for unit in self._theirs:
            first = self._find_first_line(unit.theme) if unit.theme != theme else None
            if unit not in known:
                self._place_new(unit, last, first)
            elif unit in moved:
                self._move(moved[unit], last, first)
                moved = {other: group for other, group in moved.items() if group is not moved[unit]}
            last, theme = self._anchors.get(unit, last), unit.theme

    def _find_first_line(self, theme: str) -> int | None:
        """The line on which the first paragraph under a theme now begins."""
        units = (unit for unit in self._text.units if theme and unit.theme == theme)
        return next((self._get_lines(unit)[0] for unit in units), None)

    def _place_new(self, unit: Unit, last: Anchor | None, first: int | None) -> None:
        if unit.is_heading and self._text.key.startswith("consolidated/"):
            self.result.remarks.append(f"A text on an organization has no headings: “{' '.join(unit.words)}”.")
            return
        blocks = self._write_and_read(unit)
        merged = self._find_merged(self._normalize(blocks))
        if merged:
            self._anchors[unit] = self._get_lines(merged)[-1]
        elif is_restored(unit, self._context.earlier):
            words, line = format_units([unit]), last if isinstance(last, int) else 0
            self.result.conflicts.append(Conflict(self._text.path, line, "", "", words, is_older=True))
        elif blocks:
            (new,) = self._make_new_blocks((), [(unit, blocks)])
            self._anchors[unit] = self._insert("\n\n".join(block.text for block in new), unit.theme, last, first)
            what = "moved here" if unit in self._context.origins else "new"
            self._report(what, format_units([unit]), (), [unit])

    def _find_merged(self, blocks: Blocks) -> Unit | None:
        """A unit with these blocks that stands in the text since an earlier merge; each is found once."""
        for unit in self._text.units:
            if unit not in self._found and self._normalize_ours([unit]) == blocks:
                self._found.add(unit)
                return unit
        return None

    def _insert(self, text: str, theme: str, last: Anchor | None, first: int | None) -> Inserted:
        lines = self._text.lines
        if first is not None:
            return lines.insert_before(first, text)
        if self._context.is_resubmission and theme and not self._has_theme(theme):
            return self._insert_under_new_theme(text, theme)
        if self._context.is_resubmission and not theme and last is None and (heading := self._find_first_heading()):
            return lines.insert_before(heading, text)
        if last is not None:
            return lines.insert_right_after(last, text)
        if self._text.units:
            return lines.insert_before(self._get_lines(self._text.units[0])[0], text)
        return lines.insert_after(None, text)

    def _has_theme(self, theme: str) -> bool:
        return any(unit.theme == theme for unit in self._text.units)

    def _insert_under_new_theme(self, text: str, theme: str) -> Inserted:
        """Inserts a paragraph under a theme that the text does not have: at its end, where no heading follows."""
        lines, above = self._text.lines, self._new_themes.get(theme)
        if above:
            paragraph = lines.insert_after(above, text)
        else:
            heading, _, _ = print_blocks([Paragraph((Text(text),), theme=theme)]).partition("\n")
            paragraph = lines.insert_after(None, f"{heading}\n\n{text}")
        self._new_themes[theme] = paragraph
        return paragraph

    def _find_first_heading(self) -> int | None:
        """The line of the heading above the first paragraph; None where none stands there."""
        first = self._get_lines(self._text.units[0])[0] if self._text.units else 1
        lines = range(first - 1, 0, -1)
        return next((number for number in lines if self._text.lines.get_original(number).startswith("#")), None)

    def _move(self, group: Group, last: Anchor | None, first: int | None) -> None:
        moved = group.theirs[0]
        if is_moved_back(group.base[0], moved, self._theirs, self._context.earlier):
            self.result.remarks.append(_STAYS.format(path=self._text.path, words=format_units(group.theirs)))
            return
        texts = (self._text.lines.cut(self._get_lines(unit)).strip("\n") for unit in group.ours)
        paragraph = self._insert("\n\n".join(filter(None, texts)), moved.theme, last, first)
        self._text.lines.record_move(self._get_lines(group.ours[0])[0], paragraph)
        for unit in group.theirs:
            self._anchors[unit] = paragraph
        self._report("moved", format_units(group.theirs), (), group.theirs)
