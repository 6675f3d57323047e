"""The edits of one text, made in its lines."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.editing.merging_blocks import Anchor, New, Old, change_blocks
from assembler.editing.merging_forms import Blocks, Naming, as_text, form, shown_text
from assembler.editing.merging_lines import Lines, Piece
from assembler.editing.merging_matches import Matches, clusters
from assembler.editing.merging_units import Unit
from assembler.editing.merging_writing import Notes, same_notes, typed_names, written
from assembler.model.difference import shown_difference
from assembler.model.finding import Source
from assembler.model.nodes import Block, CrossReference, Inline, Origin, Paragraph
from assembler.model.steps import heaviest_rise
from assembler.model.walk import Inlines, rewrite_block
from assembler.readers.outline import Stretch
from assembler.value import Growing, Value, field, replace


class Change(Value):
    """An edit that was made."""

    path: str
    """The text, relative to the report's root."""
    what: str
    """What was done: changed, divided, joined, deleted, new, moved."""
    words: str
    """The words concerned."""


class Conflict(Value):
    """An edit of words that have changed since the draft was built."""

    path: str
    """The text, relative to the report's root."""
    line: int
    """Where the words stand in it by now, 0 where they are gone."""
    base: str
    """The words in the draft as built."""
    now: str
    """The words as they stand."""
    edited: str
    """The words as edited."""
    sources: tuple[str, ...] = ()
    """The contributed paragraphs from which they were made."""


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
    stretches: Mapping[Source, Stretch]
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


class Outcome(Growing):
    """What came of the edits of one text."""

    changes: list[Change] = field(default_factory=list)
    """What was done."""
    conflicts: list[Conflict] = field(default_factory=list)
    """What was not."""
    remarks: list[str] = field(default_factory=list)
    """What can't be merged, in sentences."""


type _Group = tuple[Unit, ...]
"""Units of the draft as built that are one matter."""


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
        self._base = [unit for unit in around.base if unit.owner == text.key]
        here = set(edited)
        self._becomes = {unit: tuple(it for it in around.matches.get(unit, ()) if it in here) for unit in self._base}
        self._places = {unit: place for place, unit in enumerate((*self._base, *edited, *text.units))}
        self._groups = clusters(self._base, self._becomes, around.now)
        self._anchors: dict[Unit, Anchor] = {}
        self._known: set[Unit] = set()
        self._found: set[Unit] = set()
        self.notes = Notes(text.lines, text.notes, text.read)
        self.outcome = Outcome()
        self._names = typed_names(text.read, [unit.block for unit in text.units])

    # What stands in the text already

    def settle_groups(self) -> None:
        """Makes the edits of what stands in the text, and notes where it ends."""
        for group in self._groups:
            edited, now = self._edited_of(group), self._now_of(group)
            self._known.update(edited)
            base_form, now_form = self._base_form(group), self._now_form(now)
            blocks, edited_form = self._edited_form(edited, base_form)
            if opposed := self._opposed_of(group):
                self._refuse(group, [*edited, *opposed], now, f"(moved to {opposed[0].owner}) ")
                self._keep(edited, now)
            elif edited_form in (base_form, now_form):
                self._keep(edited, now)
            elif now_form == base_form:
                self._apply(group, edited, now, blocks)
            else:
                self._refuse(group, edited, now)
                self._keep(edited, now)

    def _opposed_of(self, group: _Group) -> list[Unit]:
        """What of a group was moved to another text, and stays here."""
        return [it for unit in group for it in self._around.matches.get(unit, ()) if it in self._around.opposed]

    def _edited_of(self, group: _Group) -> list[Unit]:
        return self._in_order(it for unit in group for it in self._becomes[unit])

    def _now_of(self, group: _Group) -> list[Unit]:
        return self._in_order(it for unit in group for it in self._around.now.get(unit, ()))

    def _in_order(self, units: Iterable[Unit]) -> list[Unit]:
        """Those that are of this text, each once, in the order in which they stand."""
        return sorted((unit for unit in set(units) if unit in self._places), key=self._places.__getitem__)

    def _base_form(self, group: _Group) -> Blocks:
        blocks = [unit.block for unit in self._in_order(group)]
        return form(blocks, self._around.language, self._around.naming)

    def _now_form(self, now: Iterable[Unit]) -> Blocks:
        return form([unit.block for unit in now], self._around.language, self._around.naming_now)

    def _edited_form(self, edited: Sequence[Unit], base_form: Blocks) -> tuple[list[Blocks], Blocks]:
        """The blocks of each unit as a text can hold them, and the form of them all."""
        language, naming = self._around.language, self._around.naming
        if form([unit.block for unit in edited], language, naming) == base_form:
            return [], base_form
        blocks = [self._as_text(unit) for unit in edited]
        flat = [block for those in blocks for block in those]
        return blocks, form(flat, language, self._around.naming_now)

    def _as_text(self, unit: Unit) -> Blocks:
        return as_text(self._around.renamed([unit.block]), self._text.key, self._around.language)

    def _keep(self, edited: Sequence[Unit], now: Sequence[Unit]) -> None:
        """Notes where each unit ends that stays as it stands: the last of them with the last that stands there."""
        for place, unit in enumerate(edited, 1):
            if now:
                stands = now[-1] if place == len(edited) else now[min(place, len(now)) - 1]
                self._anchors[unit] = self._last_line(stands)

    def _last_line(self, unit: Unit) -> int:
        return self._text.stretches[unit.block.source].all[-1]

    def _refuse(self, group: _Group, edited: Sequence[Unit], now: Sequence[Unit], moved: str = "") -> None:
        line = now[0].block.source.line if now else 0
        base = self._in_order(group)
        names = (name for unit in now or base for name in unit.sources or unit.names)
        sources = tuple(name for name in names if name.partition("#")[0] != self._text.key)
        words = shown(base), shown(now), moved + shown(edited)
        self.outcome.conflicts.append(Conflict(self._text.path, line, *words, sources))

    def _apply(self, group: _Group, edited: Sequence[Unit], now: Sequence[Unit], blocks: Sequence[Blocks]) -> None:
        base = self._in_order(group)
        self._note_change(base, edited, now)
        old = [self._old(unit.block) for unit in now]
        new = self._new([it.block for it in old], list(zip(edited, blocks, strict=True)))
        anchors = change_blocks(self._text.lines, old, [it for those in new for it in those])
        ends = iter(anchors)
        for unit, those in zip(edited, new, strict=True):
            for anchor in (next(ends) for _ in those):
                self._anchors[unit] = anchor

    def _note_change(self, base: Sequence[Unit], edited: Sequence[Unit], now: Sequence[Unit]) -> None:
        before, after = shown(base), shown(edited)
        if not edited:
            elsewhere = any(self._around.matches.get(unit) for unit in base)
            unused = ", ".join(name for unit in now for name in unit.sources)
            gone = f"deleted, and {unused} is left out" if unused else "deleted"
            self._say("moved away" if elsewhere else gone, before)
            return
        what = "divided" if len(edited) > len(base) else "joined" if len(edited) < len(base) else "changed"
        self._say(what, shown_difference(before, after) or f"{after} (its form or its marks)")

    def _say(self, what: str, words: str) -> None:
        self.outcome.changes.append(Change(self._text.path, what, words))

    def _lines_of(self, unit: Unit) -> tuple[int, ...]:
        return self._text.stretches[unit.block.source].all

    # Blocks old and new

    def _old(self, block: Block) -> Old:
        (compared,) = form([block], self._around.language, self._around.naming_now)
        return Old(block, compared, self._text.stretches[block.source])

    def _new(self, old: Iterable[Block], units: Sequence[tuple[Unit, Blocks]]) -> list[list[New]]:
        """The blocks of each unit in Markdown, paragraphs with the attributes that they are to have."""
        old = tuple(old)
        language, naming = self._around.language, self._around.naming_now
        flat = tuple(block for unit, blocks in units for block in self._attributed(unit, blocks))
        labelled = self.notes.labelled(old, flat, language, naming)
        texts, notes = written(labelled, self._text.key, self._names, self._around.bare)
        self.notes.settle(notes, same_notes(old, labelled, language, naming))
        made = iter(map(New, labelled, form(labelled, language, naming), texts))
        return [[next(made) for _ in blocks] for _, blocks in units]

    def _attributed(self, unit: Unit, blocks: Blocks) -> Iterator[Block]:
        """The blocks; the first paragraph has the name and the sources of what it holds."""
        for place, block in enumerate(blocks):
            if not isinstance(block, Paragraph):
                yield block
            elif place:
                yield replace(block, origins=self._origins(unit))
            else:
                yield replace(block, id=self._name(unit), order=self._order(unit), origins=self._origins(unit))

    def _held(self, unit: Unit) -> list[Paragraph]:
        """The paragraphs that a unit holds, as they stand in the texts."""
        base = self._around.held.get(unit) or [it for it in self._around.base if it.words == unit.words][:1]
        held = [it.block for one in base for it in self._around.now.get(one, ())]
        return [block for block in held if isinstance(block, Paragraph)]

    def _origins(self, unit: Unit) -> tuple[Origin, ...]:
        if not self._text.key.startswith("consolidated/"):
            return ()
        return tuple(dict.fromkeys(origin for block in self._held(unit) for origin in block.origins))

    def _order(self, unit: Unit) -> int | None:
        return next((block.order for block in self._held(unit) if block.order is not None), None)

    def _name(self, unit: Unit) -> str:
        """The identifier with the name of the first of the paragraphs that begin in this unit."""
        for it in self._around.held.get(unit, ()):
            becomes = self._around.matches.get(it, ())
            for other in self._around.now.get(it, ()) if becomes[:1] == (unit,) else ():
                first = other.block
                name = first.id.partition("#")[2] if isinstance(first, Paragraph) else ""
                if name and not (name[:1] == "p" and name[1:].isdecimal()):
                    return f"{self._text.key}#{name}"
        return ""

    # What is new or has moved

    def place_new_and_moved(self) -> None:
        """Puts new paragraphs and those that were moved behind the one before them, or first under their theme."""
        moved = self._moved()
        last: Anchor | None = None
        theme = ""
        for unit in self._edited:
            begins = self._first_of(unit.theme) if unit.theme != theme else None
            if unit not in self._known:
                self._place_new(unit, last, begins)
            elif unit in moved:
                self._move(moved[unit], last, begins)
                moved = {it: group for it, group in moved.items() if group is not moved[unit]}
            last, theme = self._anchors.get(unit, last), unit.theme

    def _first_of(self, theme: str) -> int | None:
        """The line on which the first paragraph under a theme begins as it stands."""
        first = (it for it in self._text.units if theme and _theme(it) == theme)
        return next((self._lines_of(it)[0] for it in first), None)

    def _place_new(self, unit: Unit, last: Anchor | None, begins: int | None) -> None:
        if unit.is_heading and self._text.key.startswith("consolidated/"):
            self.outcome.remarks.append(f"A text on an organization has no headings: “{' '.join(unit.words)}”.")
            return
        blocks = self._as_text(unit)
        there = self._standing(form(blocks, self._around.language, self._around.naming_now))
        if there:
            self._anchors[unit] = self._last_line(there)
        elif blocks:
            (new,) = self._new((), [(unit, blocks)])
            self._anchors[unit] = self._put("\n\n".join(it.text for it in new), last, begins)
            self._say("moved here" if unit in self._around.held else "new", shown([unit]))

    def _standing(self, wished: Blocks) -> Unit | None:
        """A unit that stands in the text since an earlier merge."""
        known = {it for unit in self._base for it in self._around.now.get(unit, ())}
        for unit in self._text.units:
            if unit not in known and unit not in self._found and self._now_form([unit]) == wished:
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

    def _moved(self) -> dict[Unit, _Group]:
        """The units whose place among the others has changed, and has not been changed in the text."""
        both = [group for group in self._groups if self._edited_of(group) and self._now_of(group)]
        moved = [group for group in both if self._has_other_theme(group)]
        rest = [group for group in both if group not in moved]
        by_edit = sorted(rest, key=lambda group: self._places[self._edited_of(group)[0]])
        by_now = sorted(rest, key=lambda group: self._places[self._now_of(group)[0]])
        if by_edit != by_now:
            first = [min(self._places[unit] for unit in group) for group in by_edit]
            stay = heaviest_rise(first, [1] * len(first))
            moved += [group for index, group in enumerate(by_edit) if index not in stay]
        return {unit: group for group in moved for unit in self._edited_of(group)}

    def _has_other_theme(self, group: _Group) -> bool:
        """Whether a group has come under another theme in Word, under which it does not stand in the text yet."""
        theme = self._edited_of(group)[0].theme
        return theme not in ("", self._in_order(group)[0].theme, _theme(self._now_of(group)[0]))

    def _move(self, group: _Group, last: Anchor | None, begins: int | None) -> None:
        now = self._now_of(group)
        texts = (self._text.lines.cut(self._lines_of(unit)).strip("\n") for unit in now)
        piece = self._put("\n\n".join(filter(None, texts)), last, begins)
        self._text.lines.moved(self._lines_of(now[0])[0], piece)
        for unit in self._edited_of(group):
            self._anchors[unit] = piece
        self._say("moved", shown(self._edited_of(group)))


def _theme(unit: Unit) -> str:
    """The theme under which a unit stands in a text."""
    return unit.block.theme if isinstance(unit.block, Paragraph) else ""


def shown(units: Iterable[Unit]) -> str:
    """The words of units for a person to compare; between two paragraphs stands a sign."""
    return " ¶ ".join(shown_text([unit.block]) for unit in units)
