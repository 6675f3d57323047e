"""Orders the texts by section and organization: makes the report of a collection, without numbers.

Needs a plan; leaves every number empty. Order: product.md, section 3; of organizations rule UN-ORD-01.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assembler.model.consolidation_sources import get_entity
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Heading, Paragraph, Placeholder, Text
from assembler.model.plan import AnnexPlan, OrganizationChoice, Plan, SectionPlan
from assembler.model.report import Annex, Report, Section, Summary, Wording
from assembler.model.text.traversal import split_passages
from assembler.model.text.unprinted_texts import find_unprinted, is_left_out
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Labels, Organization
from assembler.transforms.masthead import make_masthead

type Blocks = tuple[Block, ...]


def arrange(collection: Collection, *, draft: bool) -> Report:
    """The report in printed order, unnumbered; a draft has placeholders where text is missing or unusable."""
    plan, labels = collection.plan, collection.labels
    report = Report(
        language=plan.language,
        direction=labels.direction,
        draft=draft,
        masthead=make_masthead(plan, collection.vocabulary, labels),
        summary=Summary(labels.summary, _find_general(collection, plan.summary, draft)) if plan.summary else None,
        sections=tuple(
            _make_section(collection, section, number, draft) for number, section in enumerate(plan.sections, 1)
        ),
        annexes=tuple(_make_annex(collection, annex, number, draft) for number, annex in enumerate(plan.annexes, 1)),
        wording=_make_wording(plan, labels),
        contents=plan.contents,
        label=_name_draft(plan, labels) if draft else "",
    )
    return _name_unprinted(report, collection) if draft else report


def _name_draft(plan: Plan, labels: Labels) -> str:
    """What the mark of a draft says beside its word: empty where that is the masthead's date, which Arabic, Chinese and
    Russian have in English."""
    day = labels.print_date(plan.date)
    return plan.draft or ("" if day == labels.print_masthead_date(plan.date) else day)


def choose_organizations(collection: Collection, choice: OrganizationChoice) -> tuple[Organization, ...]:
    """The organizations of a section in printed order: as listed, else by official English name."""
    organizations = collection.vocabulary.organizations
    if choice.listed is not None:
        return tuple(organizations[id] for id in choice.listed if id in organizations)
    remaining = [organization for id, organization in organizations.items() if id not in choice.excluded]
    return tuple(sorted(remaining, key=lambda organization: organization.order))


def find_texts(collection: Collection, organization: str) -> tuple[Contribution, ...]:
    """The texts that print for an organization: the consolidated one, else the contributions on it."""
    about = collection.cached(_group_by_organization).get(organization, ())
    consolidated = tuple(text for text in about if text.kind is Kind.CONSOLIDATED)
    return consolidated or tuple(text for text in about if text.kind is Kind.ENTITY)


def _group_by_organization(collection: Collection) -> Mapping[str, Sequence[Contribution]]:
    """The texts by their organization."""
    about: dict[str, list[Contribution]] = {}
    for text in collection.contributions:
        about.setdefault(text.header.organization, []).append(text)
    return about


def _make_wording(plan: Plan, labels: Labels) -> Wording:
    return Wording(
        paragraph_form=labels.paragraph_form,
        table=labels.table,
        contents=labels.contents,
        page=labels.page,
        draft=labels.draft,
        letters=tuple(labels.letter_form.format(letter=letter) for letter in labels.letters),
        sub_numerals=tuple(labels.sub_numeral_form.format(numeral=numeral) for numeral in labels.sub_numerals),
        qr_code=labels.qr_code.format(symbol=plan.symbols[0]),
        emblem=labels.emblem,
        skip=labels.skip,
        notes=labels.notes,
        back=labels.back,
    )


def _make_section(collection: Collection, plan: SectionPlan, number: int, draft: bool) -> Section:
    section = Section(id=f"section-{number}", title=plan.title, level=1)
    if plan.organizations is None:
        return replace(section, blocks=_find_general(collection, plan.text, draft))
    parts = [
        (one, _order_texts(collection, one, draft)) for one in choose_organizations(collection, plan.organizations)
    ]
    if plan.headings == "none":
        return replace(section, blocks=tuple(block for _, blocks in parts for block in blocks))
    return replace(
        section,
        sections=tuple(
            Section(
                f"{section.id}-{one.id}", one.name_in(collection.plan.language), 2, organization=one.id, blocks=blocks
            )
            for one, blocks in parts
            if blocks
        ),
    )


def _make_annex(collection: Collection, plan: AnnexPlan, number: int, draft: bool) -> Annex:
    return Annex(id=f"annex-{number}", label="", title=plan.title, blocks=_find_general(collection, plan.text, draft))


def _find_general(collection: Collection, name: str, draft: bool) -> Blocks:
    text = collection.general(name)
    path = text.path if text else f"contributions/general/{name}.md"
    if text and text.usable:
        return text.blocks
    return _make_placeholder(f"general/{name}#missing", collection.labels.unusable.format(path=path)) if draft else ()


def _name_unprinted(report: Report, collection: Collection) -> Report:
    """The draft with a placeholder at its end for each text that is not printed, unless it is left out."""
    texts = dict.fromkeys(unprinted.text.key for unprinted in find_unprinted(collection, report))
    paths = {text.key: text.path for text in collection.contributions if not is_left_out(text, collection)}
    words = {key: collection.labels.unprinted.format(path=paths[key]) for key in texts if key in paths}
    blocks = tuple(block for key in words for block in _make_placeholder(f"{key}#unprinted", words[key]))
    if not blocks or not report.sections:
        return report
    return replace(report, sections=(*report.sections[:-1], _append_blocks(report.sections[-1], blocks)))


def _append_blocks(section: Section, blocks: Blocks) -> Section:
    """The section with blocks at its very end, which is that of its last sub-section."""
    if not section.sections:
        return replace(section, blocks=(*section.blocks, *blocks))
    return replace(section, sections=(*section.sections[:-1], _append_blocks(section.sections[-1], blocks)))


def _make_placeholder(identifier: str, words: str) -> Blocks:
    return (Paragraph((Placeholder(words),), id=identifier),)


# The text on one organization


class _Unit(Value):
    """What is ordered as one: a paragraph with what belongs to it, or a heading."""

    key: tuple[bool, int, int, int, int]
    blocks: Blocks


def _order_texts(collection: Collection, organization: Organization, draft: bool) -> Blocks:
    texts = find_texts(collection, organization.id)
    usable = [text for text in texts if text.usable]
    units = [unit for text in usable for unit in _make_units(collection, text)]
    if any(text.kind is Kind.ENTITY for text in texts):
        units.sort(key=lambda unit: unit.key)
    blocks = tuple(block for unit in units for block in unit.blocks)
    if collection.plan.print_themes:
        blocks = _add_theme_headings(blocks, f"{organization.id}-theme")
    return (*blocks, *_make_placeholders(collection, organization)) if draft else blocks


def _make_units(collection: Collection, text: Contribution) -> Iterator[_Unit]:
    themes = {theme: number for number, theme in enumerate(collection.plan.themes)}
    protocol = collection.cached(_rank_entities)
    # A list that cannot be read names nobody; the texts are printed all the same.
    entity = protocol.get(text.header.entity, len(protocol))
    for place, blocks in enumerate(split_passages(text.blocks)):
        first = blocks[0]
        order = first.order if isinstance(first, Paragraph) else None
        theme = themes.get(first.theme, -1) if isinstance(first, Paragraph) else -1
        signed = tuple(_add_entities(collection, text, block) for block in blocks)
        yield _Unit((order is None, order or 0, theme, entity, place), signed)


def _rank_entities(collection: Collection) -> Mapping[str, int]:
    """The rank of each entity."""
    return {entity: rank for rank, entity in enumerate(collection.vocabulary.entities)}


def _add_entities(collection: Collection, text: Contribution, block: Block) -> Block:
    """The block with the short names of the entities whose words it carries."""
    if not isinstance(block, Paragraph):
        return block
    ids = [text.header.entity] if text.kind is Kind.ENTITY else map(get_entity, block.origins)
    entities = collection.vocabulary.entities
    return replace(block, entities=tuple(dict.fromkeys(entities[id].short_name for id in ids if id in entities)))


def _add_theme_headings(blocks: Blocks, prefix: str) -> Blocks:
    """The blocks with a sub-heading wherever the theme changes."""
    titled: list[Block] = []
    theme = ""
    for block in blocks:
        if isinstance(block, Paragraph) and block.theme not in ("", theme):
            theme = block.theme
            titled.append(Heading((Text(theme),), 3, f"{prefix}-{len(titled)}"))
        titled.append(block)
    return tuple(titled)


def _make_placeholders(collection: Collection, organization: Organization) -> Iterator[Block]:
    """A placeholder for each contribution that was asked for and is missing, or cannot be used."""
    texts = collection.cached(_group_answers).get(organization.id, {})
    for id, entity in collection.vocabulary.entities.items():
        text = texts.get(id)
        if text is None and organization.id in collection.plan.requested.get(id, ()):
            words = collection.labels.missing.format(
                entity=entity.short_name, organization=organization.name_in(collection.plan.language)
            )
            yield from _make_placeholder(f"{id}/{organization.id}#missing", words)
        elif text and not text.usable:
            yield from _make_placeholder(f"{text.key}#missing", collection.labels.unusable.format(path=text.path))
    for text in find_texts(collection, organization.id):
        if text.kind is Kind.CONSOLIDATED and not text.usable:
            yield from _make_placeholder(f"{text.key}#missing", collection.labels.unusable.format(path=text.path))


def _group_answers(collection: Collection) -> Mapping[str, Mapping[str, Contribution]]:
    """The answers on each organization that they cover, by entity."""
    answers: dict[str, dict[str, Contribution]] = {}
    for text in (one for one in collection.of_kind(Kind.ENTITY) if one.answers):
        for organization in (text.header.organization, *text.header.also):
            answers.setdefault(organization, {})[text.header.entity] = text
    return answers
