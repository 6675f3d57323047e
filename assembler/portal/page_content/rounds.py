"""Which texts of a report can be sent for clearance, and what came of those that were sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from assembler.model.value import Value
from assembler.portal.models import Event, Membership, Pair, Report
from assembler.portal.moves import MOVES
from assembler.portal.page_content.names import Names
from assembler.portal.roles import Role, State

SENDABLE = frozenset(state for move in MOVES["send-for-clearance"] for state in move.sources)
"""The states in which a text can be sent for clearance."""
_CLEARED_BEFORE = ("clear", "clear-by-silence", "clearance void")
"""The events of a text that was cleared at some time."""


class SentText(Value):
    """A text that waits to be cleared, or was answered."""

    pair: Pair
    entity: str
    """The acronym of the entity."""
    organization: str
    """The name of the organization."""
    answer: Event | None
    """The last clearance or objection; None where there is none on the page."""
    is_late: bool
    """Whether the day of answer has passed without one."""


class Candidate(Value):
    """A text that can be sent for clearance."""

    pair: Pair
    organization: str
    """The name of the organization; with the entity before it where texts of several stand together."""
    can_be_answered: bool
    """Whether somebody has a place to answer for it."""


class Group(Value):
    """Texts that can be chosen together."""

    key: str
    """The name of the group in the form."""
    name: str
    """The acronym of the entity; empty for texts of several."""
    texts: tuple[Candidate, ...]


class Rounds(Value):
    """What the page shows."""

    sent: tuple[SentText, ...]
    """The texts that were sent, those without an answer first."""
    changed: Group
    """Texts that were cleared, and have changed since."""
    groups: tuple[Group, ...]
    """Texts that can be sent for the first time, by entity in protocol order."""
    objected: Group
    """Texts to which the entity has objected."""

    @property
    def waiting(self) -> int:
        """How many texts wait for an answer."""
        return sum(text.pair.state == State.SENT_FOR_CLEARANCE for text in self.sent)

    @property
    def waiting_entities(self) -> dict[str, str]:
        """The acronym of each entity of which a text waits, by its key."""
        waiting = (text for text in self.sent if text.pair.state == State.SENT_FOR_CLEARANCE)
        return {text.pair.entity: text.entity for text in waiting}

    @property
    def late(self) -> int:
        """How many answers are late."""
        return sum(text.is_late for text in self.sent)

    @property
    def silent(self) -> int:
        """How many texts can be cleared without an answer."""
        return sum(text.is_late and text.pair.is_silent() for text in self.sent)

    @property
    def cleared(self) -> int:
        """How many texts that were sent are cleared."""
        return sum(text.pair.state == State.CLEARED for text in self.sent)

    @property
    def can_send(self) -> bool:
        """Whether there is a text that can be sent."""
        return bool(self.changed.texts or self.groups or self.objected.texts)


def read_rounds(report: Report, now: datetime) -> Rounds:
    """Both lists; of the database it asks the same few questions, however many texts there are."""
    names = Names([report.pk])
    pairs = list(Pair.objects.filter(report=report).select_related("round"))
    pairs.sort(key=lambda pair: (names.find_entity_position(pair), pair.entity, names.find_position(pair)))
    events = list(Event.objects.filter(chain=report.pk, what__in=("object", *_CLEARED_BEFORE)).order_by("number"))
    answers = {event.object: event for event in events}
    cleared = {event.object for event in events if event.what in _CLEARED_BEFORE}
    places = _list_places(report)
    open_pairs = [pair for pair in pairs if pair.state in SENDABLE]
    objected = [pair for pair in open_pairs if pair.state == State.OBJECTED]
    changed = [pair for pair in open_pairs if pair not in objected and str(pair) in cleared]
    rest = [pair for pair in open_pairs if pair not in objected and pair not in changed]
    return Rounds(
        sent=tuple(_describe_sent(pairs, answers, names, now)),
        changed=_group("changed", changed, names, places),
        groups=tuple(_group_by_entity(rest, names, places)),
        objected=_group("objected", objected, names, places),
    )


def _describe_sent(
    pairs: Iterable[Pair], answers: Mapping[str, Event], names: Names, now: datetime
) -> Iterator[SentText]:
    order = (State.SENT_FOR_CLEARANCE, State.OBJECTED, State.CLEARED)
    sent = [pair for pair in pairs if pair.state in order and (pair.round or pair.state != State.CLEARED)]
    for pair in sorted(sent, key=lambda pair: order.index(State(pair.state))):
        waits = pair.state == State.SENT_FOR_CLEARANCE
        yield SentText(
            pair=pair,
            entity=names.name_entity(pair),
            organization=names.name_organization(pair),
            answer=None if waits else answers.get(str(pair)),
            is_late=waits and pair.round is not None and now > pair.round.due,
        )


type _Places = frozenset[tuple[str, str]]
"""Entity and organization of each place of a focal point; no organization for all of the entity."""


def _list_places(report: Report) -> _Places:
    places = Membership.objects.current().filter(report=report, role=Role.FOCAL_POINT)
    return frozenset(places.values_list("entity", "organization"))


def _group_by_entity(pairs: Iterable[Pair], names: Names, places: _Places) -> Iterator[Group]:
    for key, texts in groupby(pairs, lambda pair: pair.entity):
        yield _group(key, list(texts), names, places, is_of_one=True)


def _group(key: str, pairs: list[Pair], names: Names, places: _Places, *, is_of_one: bool = False) -> Group:
    """The texts as a group; those of one entity need not name it each time."""
    texts = tuple(
        Candidate(
            pair=pair,
            organization=names.name_organization(pair)
            if is_of_one
            else f"{names.name_entity(pair)}, {names.name_organization(pair)}",
            can_be_answered=not places.isdisjoint({(pair.entity, ""), (pair.entity, pair.organization)}),
        )
        for pair in pairs
    )
    return Group(key, names.name_entity(pairs[0]) if is_of_one else "", texts)
