"""Entity × organization: how far each text of a report has come, by what the reader asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value, replace
from assembler.portal.models import Membership, Message, Pair, Person, Report
from assembler.portal.page_content.names import Names
from assembler.portal.roles import Role, State

LATE = "late"
"""In addresses, the name of the filter for what is late, beside the names of the states."""
LATE_CLEARANCE = "late-clearance"
"""Likewise for texts whose entity has not answered by the day of the round."""
MINE, NOBODY = "mine", "nobody"
"""In addresses, the names of the filters for texts that oneself or nobody reads."""
_NAMES = ("state", "entity", "organization", "reader")
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
    reader: str = ""
    """The address of the editor who reads the text, `mine` for oneself or `nobody`; empty for all."""

    def __bool__(self) -> bool:
        """Whether the filter leaves anything out."""
        return bool(self.state or self.entity or self.organization or self.reader)

    def print_query(self, **changes: str) -> str:
        """The query of the address that asks for this filter, with changes."""
        values = {name: getattr(self, name) for name in _NAMES} | changes
        return urlencode({name: value for name, value in values.items() if value})


def read_filter(parameters: Mapping[str, str]) -> Filter:
    """The filter of an address; a name that nobody knows finds no text."""
    return Filter(**{name: parameters.get(name, "")[:80] for name in _NAMES})


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
    reader: Person | None
    """The editor who reads the text."""


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
    columns: tuple[tuple[str, str, str], ...]
    """Those of the organizations on which the filter lets a text through; none where there is a list."""
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    """Key and name of each entity with such a text, with its texts in the order of the columns."""
    readers: tuple[Person, ...]
    """The editors of the report."""
    page: Page[Cell] | None
    """The texts that the filter lets through; None where the whole matrix is shown."""


def read_matrix(person: Person, report: Report, filter: Filter, number: str, now: datetime, *, is_list: bool) -> Matrix:
    """The texts of the filter as a matrix, or as page `number` of a list.

    Of the database it asks the same few questions, however many texts there are.
    """
    names = Names([report.pk])
    pairs = list(Pair.objects.filter(report=report).select_related("round", "reader"))
    queries = Counter(
        Message.objects.filter(pair__report=report, is_query=True, answer=None).values_list("pair", flat=True)
    )
    organizations = _order(pairs, names)
    places = {key: place for place, (key, _short, _name) in enumerate(organizations)}
    entities = _order_entities(pairs, names)
    order = {key: place for place, (key, _name) in enumerate(entities)}
    pairs.sort(key=lambda pair: (order[pair.entity], places[pair.organization]))
    cells = [_make_cell(pair, names, queries[pair.pk], now) for pair in pairs]
    chosen = [cell for cell in cells if _lets_through(filter, cell, person)]
    editors = Membership.objects.current(now).filter(report=report, role=Role.EDITOR).values("person")
    return Matrix(
        filter=filter,
        counts=tuple(_count(cells, filter, person)),
        total=len(cells),
        words=sum(pair.words for pair in pairs),
        entities=entities,
        organizations=organizations,
        columns=() if is_list else _keep_chosen(organizations, {cell.pair.organization for cell in chosen}),
        rows=() if is_list else tuple(_make_rows(chosen, entities, organizations)),
        readers=tuple(Person.objects.filter(pk__in=editors).order_by("name", "email")),
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
        reader=pair.reader,
    )


def _lets_through(filter: Filter, cell: Cell, person: Person) -> bool:
    pair = cell.pair
    if filter.reader and filter.reader not in _name_readers(cell, person):
        return False
    if filter.entity not in ("", pair.entity) or filter.organization not in ("", pair.organization):
        return False
    if filter.state == LATE_CLEARANCE:
        return cell.is_clearance_late
    return filter.state in ("", pair.state) or (filter.state == LATE and cell.is_late)


def _name_readers(cell: Cell, person: Person) -> tuple[str, ...]:
    """By which names of the filter the reader of the text can be asked for."""
    if cell.reader is None:
        return (NOBODY,)
    return (cell.reader.email, MINE) if cell.reader == person else (cell.reader.email,)


def _count(cells: Iterable[Cell], filter: Filter, person: Person) -> Iterator[Count]:
    """The counts within the entity, the organization and the reader that are asked for."""
    place = replace(filter, state="")
    inside = [cell for cell in cells if _lets_through(place, cell, person)]
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


def _keep_chosen(rows: tuple[tuple[str, str, str], ...], keys: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(row for row in rows if row[0] in keys)


def _make_rows(
    cells: Iterable[Cell], entities: Iterable[tuple[str, str]], organizations: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, tuple[Cell | None, ...]]]:
    """The rows of entities that have one of the cells, with the columns that have one."""
    rows: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.pair.entity, {})[cell.pair.organization] = cell
    filled = {key for row in rows.values() for key in row}
    columns = [key for key, _short, _name in organizations if key in filled]
    for key, name in entities:
        if key in rows:
            yield key, name, tuple(rows[key].get(column) for column in columns)
