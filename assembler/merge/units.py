"""What is followed through an edit: each paragraph, heading, list, quotation and table, and whose text it is."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assembler.merge.normal_form import Blocks, words_of
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Source
from assembler.model.nodes import Block, Heading, Inline, Paragraph, Placeholder, Text
from assembler.model.paragraph_sources import meant_in
from assembler.model.plan import Plan
from assembler.model.report import Report
from assembler.model.text.walk import plain_text, report_blocks, with_those_below
from assembler.model.value import Value, replace
from assembler.readers.file_places import place_of
from assembler.readers.report_docx.report import WordText

_MISSING = "#missing"


class Unit(Value, eq=False):
    """A block that is followed. Each is itself alone."""

    block: Block
    """The block."""
    names: tuple[str, ...]
    """The identifiers by which it is known: its own, in Word all that it holds, in a text its sources too."""
    words: tuple[str, ...]
    """Its words."""
    place: str = ""
    """The section in which it stands."""
    owner: str = ""
    """The text to which it belongs, such as consolidated/au."""
    theme: str = ""
    """The theme under which it stands, in a draft by the printed heading; empty where nobody can say."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The contributed paragraphs from which it was made."""
        block = self.block
        return tuple(origin.paragraph for origin in block.origins) if isinstance(block, Paragraph) else ()

    @property
    def has_name(self) -> bool:
        """Whether it bears a name of its own, and not only its place in the text."""
        name = self.names[0].partition("#")[2] if self.names else ""
        return bool(name) and not (name[:1] in "ph" and name[1:].isdecimal())

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return isinstance(self.block, Heading)


# Of the report and of the edited draft


def base_units(base: Report) -> list[Unit]:
    """The units of the report from which a draft was built, in printed order; what no text holds is none."""
    return [
        replace(unit, owner=_owner(unit.block.source))
        for place, blocks in _placed(base)
        for unit in _units(place, blocks, theme_headings(blocks))
        if unit.block.source.path  # placeholders are made by the program
    ]


def theme_headings(blocks: Iterable[Block]) -> dict[str, str]:
    """The headings of themes, which the program has made, by their identifiers."""
    return {it.id: plain_text(it.content) for it in blocks if isinstance(it, Heading) and not it.source.path}


def _owner(source: Source) -> str:
    """The text to which a block of a report belongs, by its place."""
    found = place_of(source.path)
    if found is None:
        return ""
    kind, key = found
    return f"consolidated/{key.partition('/')[2]}" if kind is Kind.ENTITY else key


def edited_units(text: WordText, base: Report, units: Sequence[Unit], plan: Plan) -> list[Unit]:
    """The units of the edited draft in their order, each with the text to which it now belongs."""
    made = theme_headings(report_blocks(base))
    words = {it.id: plain_text(it.content) for it in report_blocks(base) if isinstance(it, Paragraph)}
    placed = [(place, tuple(_written(blocks, words))) for place, blocks in _placed(text)]
    was = {place: theme_headings(blocks) for place, blocks in _placed(base)}
    followed = {name: (unit.block, following.block) for unit, following in pairwise(units) for name in unit.names}
    edited = [
        _without_source(unit, followed)
        for place, blocks in placed
        for unit in _units(place, blocks, _with_known(made, was.get(place, {}), blocks))
    ]
    return list(_owned(edited, units, {place for place, _ in placed}, plan))


def _with_known(made: Mapping[str, str], was: Mapping[str, str], blocks: Iterable[Block]) -> Mapping[str, str]:
    """The headings of themes, without their words where one of a section is gone: nobody knows what it stood over."""
    there = {it.id for it in blocks if isinstance(it, Heading)}
    return made if was.keys() <= there else dict.fromkeys(made, "")


def _without_source(unit: Unit, followed: Mapping[str, tuple[Block, Block]]) -> Unit:
    """A unit without the source of the paragraph after it, which Word joins to the words where its mark is deleted.

    `followed` holds each block of the draft as built, by its name, with the one after it.
    """
    known = [name for name in unit.names if name in followed]
    if not known or not isinstance(unit.block, Paragraph):
        return unit
    was, following = followed[known[-1]]
    source = ", ".join(following.entities) if isinstance(following, Paragraph) else ""
    last = unit.block.content[-1]
    if not isinstance(last, Text) or not last.text.endswith(source) or _ends_with(was, source):
        return unit
    content = (*unit.block.content[:-1], Text(last.text.removesuffix(source)))
    block = replace(unit.block, content=content)
    return replace(unit, block=block, words=words_of([block]))


def _ends_with(block: Block, words: str) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.content).endswith(words)


def _written(blocks: Iterable[Block], words: Mapping[str, str]) -> Iterator[Block]:
    """The blocks that an editor may have written: without empty ones and placeholders, whose words are given."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and not block.content:
            continue
        if isinstance(block, Paragraph) and block.id.endswith(_MISSING):
            content = tuple(_typed_over(it, words.get(block.id)) for it in block.content)
            if all(isinstance(it, Placeholder) for it in content):
                continue
            block = replace(block, id="", content=content)
        yield block


def _typed_over(inline: Inline, words: str | None) -> Inline:
    """What somebody has typed over the words of a placeholder or among them; else the placeholder."""
    if not isinstance(inline, Placeholder) or words is None:
        return inline
    typed = inline.text.replace(words, "").strip()
    return Text(typed) if typed else inline


def _placed(report: Report | WordText) -> Iterator[tuple[str, Blocks]]:
    """The blocks of each section with its identifier; a heading that an editor has typed begins no section."""
    if report.summary:
        yield "summary", report.summary.blocks
    place = ""
    for section in with_those_below(report.sections):
        place = section.id or place
        yield place, section.blocks
    for annex in report.annexes:
        place = annex.id or place
        yield place, annex.blocks


def _units(place: str, blocks: Iterable[Block], made: Mapping[str, str]) -> Iterator[Unit]:
    """The units of a section, each with its theme; the headings of themes, which the program has made, are none."""
    theme = ""
    for block in blocks:
        if isinstance(block, Heading) and block.id in made:
            theme = made[block.id]
            continue
        names = [block.id] if isinstance(block, Paragraph | Heading) and block.id else []
        if isinstance(block, Paragraph) and not block.source.path:
            names += [origin.paragraph for origin in block.origins]
        yield Unit(block, tuple(dict.fromkeys(names)), words_of([block]), place, theme=theme)


def _owned(edited: Iterable[Unit], base: Sequence[Unit], places: Some[str], plan: Plan) -> Iterator[Unit]:
    """Each unit with its text: one that was moved to another section belongs to the text of that one."""
    there: dict[str, dict[str, None]] = {}
    for unit in base:
        there.setdefault(unit.place, {})[unit.owner] = None
    homes = {name: unit for unit in base for name in unit.names}
    owner, place = "", ""
    for unit in edited:
        here = tuple(there.get(unit.place, ())) or tuple(filter(None, (_planned(unit.place, plan),)))
        home = next((homes[name] for name in unit.names if name in homes), None)
        if home and (home.owner in here or home.place not in places):
            owner = home.owner
        elif unit.place != place or owner not in here:
            owner = here[0] if here else owner
        place = unit.place
        yield replace(unit, owner=owner)


def _planned(place: str, plan: Plan) -> str:
    """The text that stands in a section, by the plan; empty where that can't be said."""
    if place == "summary":
        return f"general/{plan.summary}" if plan.summary else ""
    kind, _, rest = place.partition("-")
    number, _, organization = rest.partition("-")
    parts = plan.sections if kind == "section" else plan.annexes if kind == "annex" else ()
    if organization:
        return f"consolidated/{organization}"
    part = parts[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(parts) else None
    return f"general/{part.text}" if part and part.text else ""


# Of a text as it stands


def text_units(
    texts: Iterable[Contribution], report: Report, collection: Collection
) -> Iterator[tuple[Contribution, tuple[Unit, ...]]]:
    """The units of each text, as the report prints them."""
    printed = {(block.source, type(block)): block for block in report_blocks(report)}
    entities = {text.key: text for text in collection.of_kind(Kind.ENTITY)}
    for text in texts:
        blocks = (printed.get((block.source, type(block)), block) for block in text.blocks)
        yield text, tuple(_text_unit(it, text.key, entities) for it in blocks)


def _text_unit(block: Block, key: str, entities: Mapping[str, Contribution]) -> Unit:
    theme = block.theme if isinstance(block, Paragraph) else ""
    return Unit(block, tuple(_names(block, entities)), words_of([block]), owner=key, theme=theme)


def _names(block: Block, entities: Mapping[str, Contribution]) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield block.id
    origins = block.origins if isinstance(block, Paragraph) else ()
    known = meant_in(entities, origins)
    for origin in origins:
        yield from known[origin].names if origin in known else (origin.paragraph,)
