"""Texts that were built, edited in Word, and may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from assembler.merge.context import MergeContext, OurText
from assembler.merge.line_buffer import LineBuffer
from assembler.merge.matching import match_ours, match_rewritten, match_theirs
from assembler.merge.normal_form import Blocks, list_words
from assembler.merge.result import Conflict, TextResult
from assembler.merge.text_merge import merge_text
from assembler.merge.units import Unit
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Heading, Inline, Inlines, Paragraph, Text
from assembler.model.text.rewriting import rewrite_block
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.decoding import decode_leniently
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.outline import read_outline
from assembler.readers.text_file import TextFile

GENERAL, AU = "general/x", "consolidated/au"
HEADER = "---\norganization: au\n---\n\n"

type Edited = str | tuple[str | int, ...]
"""Words in Markdown, with the places in the draft as built of what they were: none where they are new."""


def read(text: str, key: str) -> Blocks:
    kind = Kind.CONSOLIDATED if key == AU else Kind.GENERAL
    return read_markdown(text.encode(), TextFile(f"{key}.md", kind, key, "en", None, Vocabulary({}, {})))[0].blocks


def units_of(text: str, key: str, *, now: bool = False) -> list[Unit]:
    """A text in units: as built, or as it stands, where paragraphs are known by their sources too."""
    return [
        Unit(block, names(block, now=now), list_words([block]), "place", key, theme_of(block))
        for block in read(text, key)
    ]


def theme_of(block: Block) -> str:
    return block.theme if isinstance(block, Paragraph) else ""


def names(block: Block, *, now: bool) -> tuple[str, ...]:
    own = (block.id,) if isinstance(block, Paragraph | Heading) else ()
    return (*own, *(origin.paragraph for origin in block.origins)) if now and isinstance(block, Paragraph) else own


def edited_units(edits: Sequence[Edited], base: Sequence[Unit], key: str, themes: Sequence[str] = ()) -> list[Unit]:
    """The units of the edited draft, under these themes."""
    made: list[Unit] = []
    for edit, theme in zip_longest(edits, themes, fillvalue=""):
        words, *places = (edit,) if isinstance(edit, str) else edit
        (block,) = map(with_breaks, read(str(words), GENERAL))
        held = tuple(name for place in places for name in base[int(place)].names)
        bare = replace(block, id="") if isinstance(block, Paragraph | Heading) else block
        made.append(Unit(bare, held, list_words([block]), "place", key, theme))
    return made


def with_breaks(block: Block) -> Block:
    """A block with empty lines among its words, as breaks in Word make them, for each sign of a paragraph."""

    def change(inline: Inline) -> Inlines:
        return (Text(inline.text.replace("¶", "\n\n")),) if isinstance(inline, Text) else (inline,)

    return rewrite_block(block, change)


class Case:
    """A text that was built, edited, and may have changed meanwhile."""

    def __init__(
        self,
        built: str,
        *edits: Edited,
        now: str | None = None,
        key: str = GENERAL,
        away: Sequence[Edited] = (),
        away_first: bool = False,
        themes: Sequence[str] = (),
        meant: dict[str, str] | None = None,
    ) -> None:
        """`away` are units that stand in another text in the edited draft, `themes` those of the others there.

        `meant` is what paragraphs are called now.
        """
        header = HEADER if key == AU else ""
        built, text = header + built, header + (built if now is None else now)
        base, ours = units_of(built, key), units_of(text, key, now=True)
        here, there = edited_units(edits, base, key, themes), edited_units(away, base, key)
        self._here, self._there = here, there
        self._ours = make_our_text(text, key, ours)
        matches = match_theirs(base, [*there, *here] if away_first else [*here, *there])
        held = {unit: [one for one in base if unit in matches.get(one, ())] for unit in (*here, *there)}

        def called(name: str) -> str:
            return (meant or {}).get(name, name)

        found = match_ours(base, ours)
        self.context = MergeContext(
            "en",
            base,
            matches,
            {unit: others for unit, others in held.items() if others},
            found | match_rewritten(base, found, matches, ours),
            lambda reference: as_named(replace(reference, first=called(reference.first), last=called(reference.last))),
            as_named,
            meant or {},
            (),
        )

    def outcome(self) -> TextResult:
        return merge_text(self._ours, self._here, self.context)

    def text(self) -> str:
        """The text with the edits."""
        self.outcome()
        return self._ours.lines.to_bytes().decode().removeprefix(HEADER)

    def elsewhere(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """Another text with what belongs to it by now, and what is said of that."""
        other = make_our_text(text, "general/other", units_of(text, "general/other", now=True))
        outcome = merge_text(other, self._there, self.context)
        return other.lines.to_bytes().decode(), [(change.what, change.words) for change in outcome.changes]

    def said(self) -> list[tuple[str, str]]:
        """What was done, with the words concerned."""
        outcome = self.outcome()
        assert outcome.conflicts == []
        assert {change.path for change in outcome.changes} <= {self._ours.path}
        return [(change.what, change.words) for change in outcome.changes]

    def conflicts(self) -> list[Conflict]:
        outcome = self.outcome()
        assert outcome.changes == []
        return outcome.conflicts


def as_named(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last


def make_our_text(text: str, key: str, units: Sequence[Unit]) -> OurText:
    blocks = tuple(unit.block for unit in units)
    found = read_outline(decode_leniently(text.encode()), blocks) if blocks else None
    spans = {block.source: lines for block, lines in zip(blocks, found.blocks, strict=True)} if found else {}
    notes = found.footnotes if found else {}
    return OurText(f"contributions/{key}.md", key, LineBuffer(text.encode()), blocks, tuple(units), spans, notes)


THREE = "One.\n\nTwo\nand a half.\n\nThree.\n"
KEPT: tuple[Edited, ...] = (("One.", 0), ("Two and a half.", 1), ("Three.", 2))
SOURCED = 'One.\n{: from="who/au#p1 unhcr/au#p1" }\n\nTwo.\n{: from="who/au#p2" }\n'
