"""The edits of one text, made in its lines: of what stands there already, then what is new and what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assembler.merge.attributes import attributed
from assembler.merge.block_rewriting import Anchor, New, Old, change_blocks
from assembler.merge.context import Around, Standing
from assembler.merge.groups import Group, groups_of, moved_groups
from assembler.merge.line_buffer import Piece
from assembler.merge.normal_form import Blocks, as_text, form
from assembler.merge.references import Notes, same_notes, typed_names, written
from assembler.merge.result import Change, Conflict, Outcome, shown
from assembler.merge.units import Unit
from assembler.model.nodes import Block
from assembler.model.text.word_diff import shown_difference


def merge_text(text: Standing, edited: Sequence[Unit], around: Around) -> Outcome:
    """Makes the edits of a text in its lines; `edited` are the units that belong to it now, in their order."""
    merging = _Merging(text, edited, around)
    merging.settle_groups()
    merging.place_new_and_moved()
    merging.notes.close()
    return merging.outcome


class _Merging:
    """The edits of one text under way."""

    def __init__(self, text: Standing, edited: Sequence[Unit], around: Around) -> None:
        self._text = text
        self._edited = edited
        self._around = around
        self._groups = groups_of(text, edited, around)
        self._anchors: dict[Unit, Anchor] = {}
        self._found = {unit for group in self._groups for unit in group.now}
        self.notes = Notes(text.lines, text.notes, text.read)
        self.outcome = Outcome()
        self._names = typed_names(text.read, [unit.block for unit in text.units])

    # What stands in the text already

    def settle_groups(self) -> None:
        """Makes the edits of what stands in the text, and notes where it ends."""
        for group in self._groups:
            base_form, now_form = self._draft_form(group.base), self._text_form(group.now)
            blocks, edited_form = self._edited_form(group.edited, base_form)
            if opposed := self._opposed_of(group):
                self._refuse(group, (*group.edited, *opposed), f"(moved to {opposed[0].owner}) ")
                self._keep(group)
            elif edited_form in (base_form, now_form):
                self._keep(group)
            elif now_form == base_form:
                self._apply(group, blocks)
            else:
                self._refuse(group, group.edited)
                self._keep(group)

    def _opposed_of(self, group: Group) -> list[Unit]:
        """What of a group was moved to another text, and stays here."""
        return [it for unit in group.base for it in self._around.matches.get(unit, ()) if it in self._around.opposed]

    def _draft_form(self, units: Iterable[Unit]) -> Blocks:
        return form([unit.block for unit in units], self._around.language, self._around.naming)

    def _text_form(self, units: Iterable[Unit]) -> Blocks:
        return form([unit.block for unit in units], self._around.language, self._around.naming_now)

    def _edited_form(self, edited: Iterable[Unit], base_form: Blocks) -> tuple[list[Blocks], Blocks]:
        """The blocks of each unit as a text can hold them, and the form of them all."""
        if self._draft_form(edited) == base_form:
            return [], base_form
        blocks = [self._as_text(unit) for unit in edited]
        flat = [block for those in blocks for block in those]
        return blocks, form(flat, self._around.language, self._around.naming_now)

    def _as_text(self, unit: Unit) -> Blocks:
        return as_text(self._around.renamed([unit.block]), self._text.key, self._around.language)

    def _keep(self, group: Group) -> None:
        """Notes where each unit ends that stays as it stands: the last of them with the last that stands there."""
        edited, now = group.edited, group.now
        for place, unit in enumerate(edited, 1):
            if now:
                stands = now[-1] if place == len(edited) else now[min(place, len(now)) - 1]
                self._anchors[unit] = self._lines_of(stands)[-1]

    def _refuse(self, group: Group, edited: Iterable[Unit], moved: str = "") -> None:
        line = group.now[0].block.source.line if group.now else 0
        names = (name for unit in group.now or group.base for name in unit.sources or unit.names)
        sources = tuple(name for name in names if name.partition("#")[0] != self._text.key)
        words = shown(group.base), shown(group.now), moved + shown(edited)
        self.outcome.conflicts.append(Conflict(self._text.path, line, *words, sources))

    def _apply(self, group: Group, blocks: Sequence[Blocks]) -> None:
        self._note_change(group)
        old = [self._old(unit.block) for unit in group.now]
        new = self._new([it.block for it in old], list(zip(group.edited, blocks, strict=True)))
        anchors = change_blocks(self._text.lines, old, [it for those in new for it in those])
        ends = iter(anchors)
        for unit, those in zip(group.edited, new, strict=True):
            for anchor in (next(ends) for _ in those):
                self._anchors[unit] = anchor

    def _note_change(self, group: Group) -> None:
        before, after = shown(group.base), shown(group.edited)
        if not group.edited:
            elsewhere = any(self._around.matches.get(unit) for unit in group.base)
            unused = ", ".join(name for unit in group.now for name in unit.sources)
            gone = f"deleted, and {unused} is left out" if unused else "deleted"
            self._say("moved away" if elsewhere else gone, before)
            return
        more = len(group.edited) - len(group.base)
        what = "divided" if more > 0 else "joined" if more < 0 else "changed"
        self._say(what, shown_difference(before, after) or f"{after} (its form or its marks)")

    def _say(self, what: str, words: str) -> None:
        self.outcome.changes.append(Change(self._text.path, what, words))

    def _lines_of(self, unit: Unit) -> tuple[int, ...]:
        return self._text.stretches[unit.block.source].all_lines

    # Blocks old and new

    def _old(self, block: Block) -> Old:
        (compared,) = form([block], self._around.language, self._around.naming_now)
        return Old(block, compared, self._text.stretches[block.source])

    def _new(self, old: Sequence[Block], units: Sequence[tuple[Unit, Blocks]]) -> list[list[New]]:
        """The blocks of each unit in Markdown, paragraphs with the attributes that they are to have."""
        language, naming, key = self._around.language, self._around.naming_now, self._text.key
        flat = tuple(block for unit, blocks in units for block in attributed(unit, blocks, key, self._around))
        labelled = self.notes.labelled(old, flat, language, naming)
        texts, notes = written(labelled, key, self._names, self._around.bare)
        self.notes.settle(notes, same_notes(old, labelled, language, naming))
        made = iter(map(New, labelled, form(labelled, language, naming), texts))
        return [[next(made) for _ in blocks] for _, blocks in units]

    # What is new or has moved

    def place_new_and_moved(self) -> None:
        """Puts new paragraphs and those that were moved behind the one before them, or first under their theme."""
        known = {unit for group in self._groups for unit in group.edited}
        groups = moved_groups(self._groups, self._edited, self._text.units)
        moved = {it: group for group in groups for it in group.edited}
        last: Anchor | None = None
        theme = ""
        for unit in self._edited:
            begins = self._first_of(unit.theme) if unit.theme != theme else None
            if unit not in known:
                self._place_new(unit, last, begins)
            elif unit in moved:
                self._move(moved[unit], last, begins)
                moved = {it: group for it, group in moved.items() if group is not moved[unit]}
            last, theme = self._anchors.get(unit, last), unit.theme

    def _first_of(self, theme: str) -> int | None:
        """The line on which the first paragraph under a theme begins as it stands."""
        first = (it for it in self._text.units if theme and it.theme == theme)
        return next((self._lines_of(it)[0] for it in first), None)

    def _place_new(self, unit: Unit, last: Anchor | None, begins: int | None) -> None:
        if unit.is_heading and self._text.key.startswith("consolidated/"):
            self.outcome.remarks.append(f"A text on an organization has no headings: “{' '.join(unit.words)}”.")
            return
        blocks = self._as_text(unit)
        there = self._standing(form(blocks, self._around.language, self._around.naming_now))
        if there:
            self._anchors[unit] = self._lines_of(there)[-1]
        elif blocks:
            (new,) = self._new((), [(unit, blocks)])
            self._anchors[unit] = self._put("\n\n".join(it.text for it in new), last, begins)
            self._say("moved here" if unit in self._around.held else "new", shown([unit]))

    def _standing(self, wished: Blocks) -> Unit | None:
        """A unit that stands in the text since an earlier merge; each is found once."""
        for unit in self._text.units:
            if unit not in self._found and self._text_form([unit]) == wished:
                self._found.add(unit)
                return unit
        return None

    def _put(self, text: str, last: Anchor | None, begins: int | None) -> Piece:
        lines = self._text.lines
        if begins is not None:
            return lines.before(begins, text)
        if last is not None:
            return lines.right_behind(last, text)
        if self._text.units:
            return lines.before(self._lines_of(self._text.units[0])[0], text)
        return lines.behind(None, text)

    def _move(self, group: Group, last: Anchor | None, begins: int | None) -> None:
        texts = (self._text.lines.cut(self._lines_of(unit)).strip("\n") for unit in group.now)
        piece = self._put("\n\n".join(filter(None, texts)), last, begins)
        self._text.lines.moved(self._lines_of(group.now[0])[0], piece)
        for unit in group.edited:
            self._anchors[unit] = piece
        self._say("moved", shown(group.edited))
