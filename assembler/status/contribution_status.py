"""Finds the status of each contribution: missing, draft, submitted, cleared or void, and by how many days it is late.

The result is the matrix of entities and organizations. A contribution is late by the days between the plan's deadline
and the day in its header or, while it is missing, a day that the editor names. The clock is never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assembler.model.consolidation_sources import (
    find_changed_texts,
    find_reworded,
    get_entity,
    get_origins,
    hash_carried,
)
from assembler.model.contribution import Collection, Contribution, FocalPoint, Kind, Status
from assembler.model.status import Cell, Printed, Standing
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary

type Pair = tuple[str, str]
"""The identifiers of an entity and an organization."""


_BY_STATUS = {
    Status.DRAFT: Standing.DRAFT,
    Status.SUBMITTED: Standing.SUBMITTED,
    Status.CLEARED: Standing.BY_WORD,
    Status.NOTHING: Standing.NOTHING,
}


def make_matrix(collection: Collection, on: date | None = None) -> Iterator[Cell]:
    """One cell for each pair that was asked for or delivered, in the order of the name lists.

    A missing contribution is late by the days from the deadline to `on`; without that day it is not counted late.
    """
    texts = _find_texts(collection)
    asked = {
        (entity, organization)
        for entity, organizations in collection.plan.requested.items()
        for organization in organizations
    }
    changed = find_changed_texts(collection)
    printed = {
        text.header.organization: _find_printed(text, collection) for text in collection.of_kind(Kind.CONSOLIDATED)
    }
    pairs = asked | {pair for pair, text in texts.items() if text.has_arrived}
    for pair in _sort_pairs(pairs, collection.vocabulary):
        text, words = texts.get(pair), printed.get(pair[1], {}).get(pair[0], Printed.NOWHERE)
        cell = Cell(*pair, pair in asked, _find_standing(text, words), unasked=bool(asked) and pair not in asked)
        if text:
            cell = replace(cell, path=text.path, changed=text.key in changed, printed=words)
            cell = replace(cell, focal_point=_find_focal_point(text, collection), approved=_is_approved(text, cell))
        yield replace(cell, late=_count_days_late(cell, text, collection.plan.deadline, on))


def _find_texts(collection: Collection) -> dict[Pair, Contribution]:
    """The text of each pair: the entity's own file on the organization, else one of its texts that covers it too."""
    texts: dict[Pair, Contribution] = {}
    contributions = collection.of_kind(Kind.ENTITY)
    for own in (True, False):
        for text in contributions:
            for organization in (text.header.organization,) if own else text.header.also:
                pair = (text.header.entity, organization)
                if pair not in texts or (text.has_arrived and not texts[pair].has_arrived):
                    texts[pair] = text
    return texts


def _sort_pairs(pairs: Iterable[Pair], names: Vocabulary) -> list[Pair]:
    """Sorts by protocol order of entities, then by the list of organizations; unknown names come last."""
    entities = {id: place for place, id in enumerate(names.entities)}
    organizations = {id: place for place, id in enumerate(names.organizations)}

    def place(pair: Pair) -> tuple[int, int, Pair]:
        return entities.get(pair[0], len(entities)), organizations.get(pair[1], len(organizations)), pair

    return sorted(pairs, key=place)


def _find_focal_point(text: Contribution, collection: Collection) -> FocalPoint | None:
    """The person whom the text names; the placeholders of a form are nobody."""
    person = text.header.focal_point
    if person is None:
        return None
    name, email = ("" if collection.scaffold.has_name(value) else value for value in (person.name, person.email))
    return FocalPoint(name, email) if name or email else None


def _is_approved(text: Contribution, cell: Cell) -> bool:
    """Whether the form states that these very words are approved, which nobody has recorded."""
    approval = text.header.approved
    return cell.standing is Standing.SUBMITTED and approval is not None and approval.covers(text.hash)


def _find_standing(text: Contribution | None, printed: Printed) -> Standing:
    """The state by the file and its header. A change in the editor's text voids a clearance as well."""
    if text is None or not text.has_arrived:
        return Standing.MISSING
    if not text.usable:
        return Standing.UNREADABLE
    record = text.header.cleared
    if printed is Printed.VOID or (record and record.hash != text.hash):
        return Standing.VOID
    standing = _BY_STATUS[text.header.status]
    return Standing.CLEARED if record and standing is Standing.BY_WORD else standing


def _find_printed(editors: Contribution, collection: Collection) -> dict[str, Printed]:
    """Whether each entity whose words a consolidated text carries stands by the paragraphs that do."""
    changed, records = find_reworded(editors, collection), editors.header.clearances
    named = [get_entity(origin) for block in editors.blocks for origin in get_origins(block)]
    return {
        entity: _check_editors_clearance(editors, entity, reworded=entity in changed)
        for entity in dict.fromkeys((*named, *records))
    }


def _check_editors_clearance(editors: Contribution, entity: str, *, reworded: bool) -> Printed:
    record = editors.header.clearances.get(entity)
    if record:
        return Printed.CLEARED if record.hash == hash_carried(editors, entity) else Printed.VOID
    return Printed.OPEN if reworded else Printed.AS_WRITTEN


def _count_days_late(cell: Cell, text: Contribution | None, deadline: date | None, on: date | None) -> int:
    """The days by which it came after the deadline; a contribution still owed is counted to the day that is named."""
    submitted = text.header.submitted if text and text.has_arrived else None
    came = on if on and cell.owed else submitted
    return max(0, (came - deadline).days) if came and deadline else 0
