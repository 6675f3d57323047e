"""The units of a merge: each paragraph, heading, list, quotation and table of base, theirs and ours, with its text."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assembler.merge.normal_form import Blocks, list_words
from assembler.model.consolidation_sources import find_sources_in
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Source
from assembler.model.nodes import Block, Heading, Inline, Paragraph, Placeholder, Text
from assembler.model.plan import Plan
from assembler.model.reference_names import is_heading_name, is_place_name
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_blocks, walk_nested_sections
from assembler.model.value import Value, replace
from assembler.readers.contribution_paths import identify_path
from assembler.readers.report_docx.report import WordText

_MISSING = "#missing"


class Unit(Value, eq=False):
    """A block that is followed through the merge. Two units are equal only if they are the same object."""

    block: Block
    """The block."""
    names: tuple[str, ...]
    """The identifiers of the block: its own; in Word those of all paragraphs in it; in a text its sources too."""
    words: tuple[str, ...]
    """Its words."""
    section: str = ""
    """The identifier of the section in which it stands."""
    owner: str = ""
    """The key of the text to which it belongs, such as consolidated/au."""
    theme: str = ""
    """The theme under which it stands, in a draft by the printed heading; empty where it is unknown."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The contributed paragraphs from which it was made."""
        block = self.block
        return tuple(origin.paragraph for origin in block.origins) if isinstance(block, Paragraph) else ()

    @property
    def has_lasting_name(self) -> bool:
        """Whether the author gave it a name of its own, beside its place in the text."""
        return bool(self.names) and is_lasting(self.names[0])

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return isinstance(self.block, Heading)


def is_lasting(name: str) -> bool:
    """Whether a name means the same whatever is added or deleted around its paragraph."""
    return bool(name.partition("#")[2]) and not is_place_name(name) and not is_heading_name(name)


# Base and theirs


def list_base_units(base: Report) -> list[Unit]:
    """The units of the report from which a draft was built, in printed order, without placeholders."""
    return [
        replace(unit, owner=_find_owner(unit.block.source))
        for section, blocks in _list_sections(base)
        for unit in _make_units(section, blocks, find_theme_headings(blocks))
        if unit.block.source.path  # the program made the placeholders
    ]


def find_theme_headings(blocks: Iterable[Block]) -> dict[str, str]:
    """The words of the headings of themes, which the program made, by identifier."""
    headings = (block for block in blocks if isinstance(block, Heading))
    return {heading.id: extract_text(heading.content) for heading in headings if not heading.source.path}


def _find_owner(source: Source) -> str:
    """The key of the text to which a block of a report belongs."""
    identity = identify_path(source.path)
    if identity is None:
        return ""
    kind, key = identity
    return f"consolidated/{key.partition('/')[2]}" if kind is Kind.ENTITY else key


def list_their_units(text: WordText, base: Report, base_units: Sequence[Unit], plan: Plan) -> list[Unit]:
    """The units of the edited draft in their order, each with the text to which it now belongs."""
    headings = find_theme_headings(walk_blocks(base))
    paragraphs = (block for block in walk_blocks(base) if isinstance(block, Paragraph))
    words = {paragraph.id: extract_text(paragraph.content) for paragraph in paragraphs}
    sections = [(section, tuple(_drop_untouched(blocks, words))) for section, blocks in _list_sections(text)]
    built = {section: find_theme_headings(blocks) for section, blocks in _list_sections(base)}
    neighbours = {
        name: (unit.block, following.block) for unit, following in pairwise(base_units) for name in unit.names
    }
    theirs = [
        _cut_joined_source(unit, neighbours)
        for section, blocks in sections
        for unit in _make_units(section, blocks, _keep_known_themes(headings, built.get(section, {}), blocks))
    ]
    return list(_assign_owners(theirs, base_units, {section for section, _ in sections}, plan))


def _keep_known_themes(
    headings: Mapping[str, str], built: Mapping[str, str], blocks: Iterable[Block]
) -> Mapping[str, str]:
    """The headings of themes; without words where one of the section was deleted, so that its scope is unknown."""
    present = {block.id for block in blocks if isinstance(block, Heading)}
    return headings if built.keys() <= present else dict.fromkeys(headings, "")


def _cut_joined_source(unit: Unit, neighbours: Mapping[str, tuple[Block, Block]]) -> Unit:
    """The unit without the source of the next paragraph, which Word joins to the words where its mark is deleted.

    `neighbours` gives each block of the base, by its name, with the block after it.
    """
    known = [name for name in unit.names if name in neighbours]
    if not known or not isinstance(unit.block, Paragraph):
        return unit
    built, following = neighbours[known[-1]]
    source = ", ".join(following.entities) if isinstance(following, Paragraph) else ""
    last = unit.block.content[-1]
    if not isinstance(last, Text) or not last.text.endswith(source) or _ends_with(built, source):
        return unit
    content = (*unit.block.content[:-1], Text(last.text.removesuffix(source)))
    block = replace(unit.block, content=content)
    return replace(unit, block=block, words=list_words([block]))


def _ends_with(block: Block, words: str) -> bool:
    return isinstance(block, Paragraph) and extract_text(block.content).endswith(words)


def _drop_untouched(blocks: Iterable[Block], words: Mapping[str, str]) -> Iterator[Block]:
    """The blocks that an editor may have written: without empty ones, and without placeholders with their `words`."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and not block.content:
            continue
        if isinstance(block, Paragraph) and block.id.endswith(_MISSING):
            content = tuple(_read_typed_words(inline, words.get(block.id)) for inline in block.content)
            if all(isinstance(inline, Placeholder) for inline in content):
                continue
            block = replace(block, id="", content=content)
        yield block


def _read_typed_words(inline: Inline, words: str | None) -> Inline:
    """What somebody typed over the words of a placeholder or among them; else the placeholder."""
    if not isinstance(inline, Placeholder) or words is None:
        return inline
    typed = inline.text.replace(words, "").strip()
    return Text(typed) if typed else inline


def _list_sections(report: Report | WordText) -> Iterator[tuple[str, Blocks]]:
    """The identifier and the blocks of each section; a heading that an editor typed begins no section."""
    if report.summary:
        yield "summary", report.summary.blocks
    identifier = ""
    for section in walk_nested_sections(report.sections):
        identifier = section.id or identifier
        yield identifier, section.blocks
    for annex in report.annexes:
        identifier = annex.id or identifier
        yield identifier, annex.blocks


def _make_units(section: str, blocks: Iterable[Block], headings: Mapping[str, str]) -> Iterator[Unit]:
    """The units of a section, each with its theme. The headings of themes, which the program made, are no units."""
    theme = ""
    for block in blocks:
        if isinstance(block, Heading) and block.id in headings:
            theme = headings[block.id]
            continue
        names = [block.id] if isinstance(block, Paragraph | Heading) and block.id else []
        if isinstance(block, Paragraph) and not block.source.path:
            names += [origin.paragraph for origin in block.origins]
        yield Unit(block, tuple(dict.fromkeys(names)), list_words([block]), section, theme=theme)


def _assign_owners(theirs: Iterable[Unit], base: Sequence[Unit], sections: Some[str], plan: Plan) -> Iterator[Unit]:
    """Each unit with its text. A unit that was moved to another section belongs to the text of that section."""
    owners: dict[str, dict[str, None]] = {}
    for unit in base:
        owners.setdefault(unit.section, {})[unit.owner] = None
    built = {name: unit for unit in base for name in unit.names}
    owner, section = "", ""
    for unit in theirs:
        here = tuple(owners.get(unit.section, ())) or tuple(filter(None, (_find_planned_text(unit.section, plan),)))
        former = next((built[name] for name in unit.names if name in built), None)
        if former and (former.owner in here or former.section not in sections):
            owner = former.owner
        elif unit.section != section or owner not in here:
            owner = here[0] if here else owner
        section = unit.section
        yield replace(unit, owner=owner)


def _find_planned_text(section: str, plan: Plan) -> str:
    """The key of the text that the plan puts into a section; empty where the plan names none."""
    if section == "summary":
        return f"general/{plan.summary}" if plan.summary else ""
    kind, _, rest = section.partition("-")
    number, _, organization = rest.partition("-")
    parts = plan.sections if kind == "section" else plan.annexes if kind == "annex" else ()
    if organization:
        return f"consolidated/{organization}"
    part = parts[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(parts) else None
    return f"general/{part.text}" if part and part.text else ""


# Ours


def list_our_units(
    texts: Iterable[Contribution], report: Report, collection: Collection
) -> Iterator[tuple[Contribution, tuple[Unit, ...]]]:
    """The units of each text as it stands now, as the report prints them."""
    printed = {(block.source, type(block)): block for block in walk_blocks(report)}
    entities = {text.key: text for text in collection.of_kind(Kind.ENTITY)}
    for text in texts:
        blocks = (printed.get((block.source, type(block)), block) for block in text.blocks)
        yield text, tuple(_make_our_unit(block, text.key, entities) for block in blocks)


def _make_our_unit(block: Block, key: str, entities: Mapping[str, Contribution]) -> Unit:
    theme = block.theme if isinstance(block, Paragraph) else ""
    return Unit(block, tuple(_list_names(block, entities)), list_words([block]), owner=key, theme=theme)


def _list_names(block: Block, entities: Mapping[str, Contribution]) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield block.id
    origins = block.origins if isinstance(block, Paragraph) else ()
    known = find_sources_in(entities, origins)
    for origin in origins:
        yield from known[origin].names if origin in known else (origin.paragraph,)
