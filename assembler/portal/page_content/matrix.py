"""Entity × organization: how far each text of a report has come, by what the reader asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value
from assembler.portal.models import Message, Pair, Report
from assembler.portal.page_content.names import Names
from assembler.portal.roles import State

LATE = "late"
"""In addresses, the name of the filter for what is late, beside the names of the states."""
LATE_CLEARANCE = "late-clearance"
"""Likewise for texts whose entity has not answered by the day of the round."""
ROWS_OF_A_PAGE = 100
"""How many texts a page of the list shows."""
_LABELS: dict[str, str | Promise] = {
    State.RETURNED: _("Returned"),
    State.SENT_FOR_CLEARANCE: _("Sent for clearance"),
}
"""What a state is called for who is not the focal point, where that differs."""


class Filter(Value):
    """Which texts of a report somebody asks for, as the address of the page says."""

    state: str = ""
    """A state, or `late`; empty for all."""
    entity: str = ""
    organization: str = ""

    def __bool__(self) -> bool:
        """Whether the filter leaves anything out."""
        return bool(self.state or self.entity or self.organization)

    def print_query(self, **changes: str) -> str:
        """The query of the address that asks for this filter, with changes."""
        values = {"state": self.state, "entity": self.entity, "organization": self.organization} | changes
        return urlencode({name: value for name, value in values.items() if value})


def read_filter(parameters: Mapping[str, str]) -> Filter:
    """The filter of an address; a name that nobody knows finds no text."""
    return Filter(
        state=parameters.get("state", "")[:40],
        entity=parameters.get("entity", "")[:40],
        organization=parameters.get("organization", "")[:40],
    )


class Cell(Value):
    """A text in the matrix and in the list."""

    pair: Pair
    entity: str
    """The acronym of the entity."""
    organization: str
    """The name of the organization."""
    label: str | Promise
    """The state, as the editor calls it."""
    is_late: bool
    is_clearance_late: bool
    queries: int
    """How many queries wait for an answer."""


class Count(Value):
    """How many texts are in a state."""

    name: str
    """The name of the state in addresses."""
    label: str | Promise
    number: int
    query: str
    """The query of the address that shows them."""
    is_chosen: bool


class Matrix(Value):
    """The texts of a report, as the page shows them."""

    filter: Filter
    counts: tuple[Count, ...]
    """The states in which there are texts, with the late ones at the end."""
    total: int
    """How many texts the report has in all."""
    words: int
    """How many words the entities have written in all."""
    entities: tuple[tuple[str, str], ...]
    """Key and name of each entity of the report that has a text, in protocol order."""
    organizations: tuple[tuple[str, str, str], ...]
    """Key, short name and name of each organization on which there is a text, in printed order."""
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    """Key and name of each entity, with its texts in the order of the organizations; empty where there is a list."""
    page: Page[Cell] | None
    """The texts that the filter lets through; None where the whole matrix is shown."""


def read_matrix(report: Report, filter: Filter, number: str, now: datetime, *, is_list: bool) -> Matrix:
    """All texts of the report as a matrix, or those of the filter as page `number` of a list.

    Of the database it asks the same few questions, however many texts there are.
    """
    names = Names([report.pk])
    pairs = list(Pair.objects.filter(report=report).select_related("round"))
    queries = Counter(
        Message.objects.filter(pair__report=report, is_query=True, answer=None).values_list("pair", flat=True)
    )
    organizations = _order(pairs, names)
    places = {key: place for place, (key, _short, _name) in enumerate(organizations)}
    entities = _order_entities(pairs, names)
    order = {key: place for place, (key, _name) in enumerate(entities)}
    pairs.sort(key=lambda pair: (order[pair.entity], places[pair.organization]))
    cells = [_make_cell(pair, names, queries[pair.pk], now) for pair in pairs]
    chosen = [cell for cell in cells if _lets_through(filter, cell)]
    return Matrix(
        filter=filter,
        counts=tuple(_count(cells, filter)),
        total=len(cells),
        words=sum(pair.words for pair in pairs),
        entities=entities,
        organizations=organizations,
        rows=() if is_list else tuple(_make_rows(cells, entities, places)),
        page=Paginator(chosen, ROWS_OF_A_PAGE).get_page(number) if is_list else None,
    )


def name_state(state: str) -> str | Promise:
    """What a state is called for who is not the focal point."""
    return _LABELS.get(state) or State(state).label


def _order(pairs: Iterable[Pair], names: Names) -> tuple[tuple[str, str, str], ...]:
    """Each organization with a text, in printed order."""
    first = {pair.organization: pair for pair in pairs}
    ordered = sorted(first.values(), key=lambda pair: (names.find_position(pair), pair.organization))
    return tuple(
        (pair.organization, names.abbreviate_organization(pair), names.name_organization(pair)) for pair in ordered
    )


def _order_entities(pairs: Iterable[Pair], names: Names) -> tuple[tuple[str, str], ...]:
    first = {pair.entity: pair for pair in pairs}
    ordered = sorted(first.values(), key=lambda pair: (names.find_entity_position(pair), pair.entity))
    return tuple((pair.entity, names.name_entity(pair)) for pair in ordered)


def _make_cell(pair: Pair, names: Names, queries: int, now: datetime) -> Cell:
    return Cell(
        pair=pair,
        entity=names.name_entity(pair),
        organization=names.name_organization(pair),
        label=name_state(pair.state),
        is_late=pair.is_late(now),
        is_clearance_late=pair.is_clearance_late(now),
        queries=queries,
    )


def _lets_through(filter: Filter, cell: Cell) -> bool:
    pair = cell.pair
    if filter.entity not in ("", pair.entity) or filter.organization not in ("", pair.organization):
        return False
    if filter.state == LATE_CLEARANCE:
        return cell.is_clearance_late
    return filter.state in ("", pair.state) or (filter.state == LATE and cell.is_late)


def _count(cells: Iterable[Cell], filter: Filter) -> Iterator[Count]:
    """The counts within the entity and the organization that are asked for."""
    place = Filter(entity=filter.entity, organization=filter.organization)
    inside = [cell for cell in cells if _lets_through(place, cell)]
    numbers = Counter(cell.pair.state for cell in inside)
    late = sum(cell.is_late for cell in inside)
    for state in State:
        if numbers[state]:
            query = filter.print_query(state=state.value)
            yield Count(state.value, name_state(state), numbers[state], query, filter.state == state)
    if late:
        yield Count(LATE, _("Late"), late, filter.print_query(state=LATE), filter.state == LATE)
    if clearances := sum(cell.is_clearance_late for cell in inside):
        query, is_chosen = filter.print_query(state=LATE_CLEARANCE), filter.state == LATE_CLEARANCE
        yield Count(LATE_CLEARANCE, _("Clearance late"), clearances, query, is_chosen)


def _make_rows(
    cells: Iterable[Cell], entities: Iterable[tuple[str, str]], places: Mapping[str, int]
) -> Iterator[tuple[str, str, tuple[Cell | None, ...]]]:
    rows: dict[str, list[Cell | None]] = {key: [None] * len(places) for key, _name in entities}
    for cell in cells:
        rows[cell.pair.entity][places[cell.pair.organization]] = cell
    for key, name in entities:
        yield key, name, tuple(rows[key])
