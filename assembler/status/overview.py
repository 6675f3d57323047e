"""Makes the overview of a report: contributions asked for and delivered, length, open queries, blockers of a final.

Printing is left to writers/status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assembler.model.contribution import Collection
from assembler.model.finding import Finding
from assembler.model.nodes import Deletion, Insertion, Query
from assembler.model.report import Report
from assembler.model.status import OWED, SETTLED, Cell, Line, Open, Overview
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.value import replace
from assembler.model.vocabulary import Contact, Entity, Organization
from assembler.status.contribution_status import make_matrix
from assembler.status.selection import ALL, Selection
from assembler.status.word_limit import compute_share, count_words_by_organization, measure_length


def make_overview(
    collection: Collection,
    report: Report,
    blockers: Iterable[Finding],
    on: date | None = None,
    findings: Iterable[Finding] = (),
    selection: Selection = ALL,
) -> Overview:
    """The overview of a report that was assembled as a final; missing texts are late by the day `on`.

    With a selection it holds the contributions that are meant, and what was found in their files; the length is always
    that of the whole report.
    """
    plan, names = collection.plan, collection.vocabulary
    cells = tuple(cell for cell in make_matrix(collection, on) if selection.has(cell.entity, cell.organization))
    active = {cell.entity for cell in cells}  # also entities that were not asked and have a draft
    length = measure_length(report, plan.word_limit)
    entities = _make_lines(((cell.entity, cell) for cell in cells), names.entities)
    organizations = _make_lines(((cell.organization, cell) for cell in cells), names.organizations)
    subjects = {cell.organization for cell in cells} | selection.organizations
    counts = count_words_by_organization(report, plan.word_limit)
    return Overview(
        symbol=plan.symbol,
        title=plan.title,
        deadline=plan.deadline,
        on=on,
        cells=cells,
        entities=tuple(
            replace(line, contacts=_list_contacts(collection, line.id)) for line in entities if line.id in active
        ),
        organizations=tuple(
            replace(line, words=counts[line.id], share=compute_share(counts[line.id], length.words))
            for line in organizations
            if selection == ALL or line.id in subjects
        ),
        length=length,
        open=tuple(item for item in _list_open(collection) if selection.has_file(item.source.path)),
        blockers=tuple(finding for finding in blockers if selection.has_file(finding.source.path)),
        findings=tuple(finding for finding in findings if selection.has_file(finding.source.path)),
        files=tuple(file.path for file in collection.files),
        is_selection=selection != ALL,
    )


def _make_lines(
    cells: Iterable[tuple[str, Cell]],
    names: Mapping[str, Entity] | Mapping[str, Organization],
) -> tuple[Line, ...]:
    """One line for each name of the list, and for each other one to which a cell belongs."""
    by_id: dict[str, list[Cell]] = {id: [] for id in names}
    for id, cell in cells:
        by_id.setdefault(id, []).append(cell)
    return tuple(_make_line(id, names.get(id), listed) for id, listed in by_id.items())


def _list_contacts(collection: Collection, id: str) -> tuple[Contact, ...]:
    """The contacts of the entity; placeholders are nobody."""
    entity = collection.vocabulary.entities.get(id)
    contacts = entity.contacts if entity else ()
    return tuple(
        contact for contact in contacts if not any(map(collection.scaffold.has_name, (contact.name, contact.email)))
    )


def _make_line(id: str, named: Entity | Organization | None, cells: list[Cell]) -> Line:
    return Line(
        id=id,
        short=(named.acronym if named else "") or id,
        name=named.name if named else id,
        asked=sum(cell.asked for cell in cells),
        delivered=sum(cell.standing not in OWED for cell in cells),
        settled=sum(cell.standing in SETTLED for cell in cells),
        owed=sum(cell.owed for cell in cells),
        late=sum(cell.late > 0 for cell in cells),
    )


def _list_open(collection: Collection) -> Iterator[Open]:
    """The queries and proposals of all texts, also of those in whose place a consolidated text is printed."""
    for text in collection.contributions:
        for inline in walk_block_inlines(text.blocks):
            match inline:
                case Query(words, source):
                    yield Open("query", words, source)
                case Insertion(content, source):
                    yield Open("addition", extract_text(content), source)
                case Deletion(content, source):
                    yield Open("deletion", extract_text(content), source)
                case _:
                    pass
