"""Which entities owe texts, who would be reminded in which words, and who was reminded before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from assembler.model.value import Value
from assembler.portal.actions.reminders import EVENT, LEAST_PAUSE, list_reminded
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import describe_reminder, group_by_focal_point
from assembler.portal.page_content.matrix import name_state
from assembler.portal.page_content.names import Names

MOST_EVENTS = 50
"""How many reminders the log shows."""


class OwedText(Value):
    """A text that an entity has not submitted yet."""

    pair: Pair
    organization: str
    """The name of the organization."""
    state: str
    """The state, as the editor calls it."""
    is_late: bool


class Letter(Value):
    """A message as it would be sent."""

    person: Person
    subject: str
    text: str


class Debtor(Value):
    """An entity that owes texts."""

    key: str
    name: str
    """Its acronym."""
    texts: tuple[OwedText, ...]
    """The texts, those due first on top."""
    letters: tuple[Letter, ...]
    """What each of its focal points would receive about these texts."""
    has_pause: bool
    """Whether it was reminded of all of them within a day."""

    @property
    def late(self) -> int:
        """How many of its texts are late."""
        return sum(text.is_late for text in self.texts)

    @property
    def can_be_reminded(self) -> bool:
        """Whether somebody would receive a message now."""
        return bool(self.letters) and not self.has_pause


class LogRow(Value):
    """A reminder that was sent."""

    event: Event
    text: str
    """Entity and organization."""
    names: tuple[str, ...]
    """Those who were written to."""


class Reminders(Value):
    """What the page shows."""

    debtors: tuple[Debtor, ...]
    """Entities with late texts first, then in protocol order."""
    log: tuple[LogRow, ...]
    """The newest reminders."""

    @property
    def late(self) -> int:
        """How many texts are late."""
        return sum(debtor.late for debtor in self.debtors)


def find_owed(report: Report, entities: Iterable[str]) -> list[Pair]:
    """The texts that these entities owe, those aside of which somebody was reminded within a day."""
    lately = list_reminded(report, LEAST_PAUSE)
    owed = Pair.objects.filter(report=report, entity__in=list(entities), state__in=OWED).select_related("report")
    return [pair for pair in owed if str(pair) not in lately]


def read_reminders(report: Report, words: str, now: datetime) -> Reminders:
    """Both lists; of the database it asks the same few questions, however many texts there are."""
    names = Names([report.pk])
    pairs = list(Pair.objects.filter(report=report, state__in=OWED))
    pairs.sort(key=lambda pair: (names.find_entity_position(pair), pair.entity, pair.due is None, pair.due or now))
    debtors = list(_list_debtors(report, pairs, words, names, now))
    debtors.sort(key=lambda debtor: not debtor.late)
    return Reminders(tuple(debtors), tuple(_list_log(report, names)))


def _list_debtors(report: Report, pairs: Sequence[Pair], words: str, names: Names, now: datetime) -> Iterator[Debtor]:
    lately, groups = list_reminded(report, LEAST_PAUSE), group_by_focal_point(pairs)
    for key, group in groupby(pairs, lambda pair: pair.entity):
        owed = list(group)
        due = [pair for pair in owed if str(pair) not in lately]
        letters = tuple(
            Letter(person, *describe_reminder(person, report, own, words, names))
            for person, texts in groups.items()
            if (own := [pair for pair in texts if pair in due])
        )
        texts = tuple(
            OwedText(pair, names.name_organization(pair), str(name_state(pair.state)), pair.is_late(now))
            for pair in owed
        )
        yield Debtor(key, names.name_entity(owed[0]), texts, letters, not due)


def _list_log(report: Report, names: Names) -> Iterator[LogRow]:
    events = list(Event.objects.filter(chain=report.pk, what=EVENT).order_by("-number")[:MOST_EVENTS])
    addresses = {address for event in events for address in event.details.get("to", ())}
    people = dict(Person.objects.filter(email__in=addresses).values_list("email", "name"))
    for event in events:
        entity, _slash, organization = event.object.partition("/")
        pair = Pair(report=report, entity=entity, organization=organization)
        text = f"{names.name_entity(pair)}, {names.name_organization(pair)}"
        yield LogRow(event, text, tuple(people.get(one) or one for one in event.details.get("to", ())))
