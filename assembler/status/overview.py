"""How a report stands: who was asked and who delivered, how long it is, what is open, what keeps a final back.

Values alone; printing is left to writers/status_*.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assembler.model.contribution import Collection
from assembler.model.finding import Finding
from assembler.model.nodes import Deletion, Insertion, Query
from assembler.model.report import Report
from assembler.model.status import OWED, SETTLED, Cell, Line, Open, Overview
from assembler.model.text.walk import block_inlines, plain_text
from assembler.model.value import replace
from assembler.model.vocabulary import Entity, Organization
from assembler.status.contribution_status import matrix
from assembler.status.word_limit import length, share, words_on_organizations


def overview(collection: Collection, report: Report, blockers: Iterable[Finding], on: date | None = None) -> Overview:
    """How the report stands, assembled as a final; `on` is the day on which what is missing is reckoned late."""
    plan, names = collection.plan, collection.vocabulary
    cells = tuple(matrix(collection, on))
    at_work = {cell.entity for cell in cells}  # also those who were not asked, with a draft
    long = length(report, plan.word_limit)
    entities = _lines(((cell.entity, cell) for cell in cells), names.entities)
    organizations = _lines(((cell.organization, cell) for cell in cells), names.organizations)
    counts = words_on_organizations(report, plan.word_limit)
    return Overview(
        symbol=plan.symbol,
        title=plan.title,
        deadline=plan.deadline,
        on=on,
        cells=cells,
        entities=tuple(line for line in entities if line.id in at_work),
        organizations=tuple(
            replace(line, words=counts[line.id], share=share(counts[line.id], long.words)) for line in organizations
        ),
        length=long,
        open=tuple(_open(collection)),
        blockers=tuple(blockers),
    )


def _lines(
    cells: Iterable[tuple[str, Cell]],
    names: Mapping[str, Entity] | Mapping[str, Organization],
) -> tuple[Line, ...]:
    """One line for each name of the list, and for each other one to which a cell belongs."""
    by_id: dict[str, list[Cell]] = {id: [] for id in names}
    for id, cell in cells:
        by_id.setdefault(id, []).append(cell)
    return tuple(_line(id, names.get(id), those) for id, those in by_id.items())


def _line(id: str, named: Entity | Organization | None, cells: list[Cell]) -> Line:
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


def _open(collection: Collection) -> Iterator[Open]:
    """The queries and proposals of all texts, also of those in whose place a consolidated text is printed."""
    for text in collection.contributions:
        for inline in block_inlines(text.blocks):
            match inline:
                case Query(words, source):
                    yield Open("query", words, source)
                case Insertion(content, source):
                    yield Open("addition", plain_text(content), source)
                case Deletion(content, source):
                    yield Open("deletion", plain_text(content), source)
                case _:
                    pass
