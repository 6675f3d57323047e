"""The events of a report or of the installation in plain words, by what the reader asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value
from assembler.portal.models import Event, Pair, Person
from assembler.portal.page_content.labels import MOVES, describe_reason
from assembler.portal.page_content.names import Names

ROWS_OF_A_PAGE = 100
"""How many events a page shows."""
_WORDS: dict[str, Promise] = {
    **{name: past for name, (_label, _effect, past) in MOVES.items()},
    "write": _("Text written"),
    "edit": _("Paragraph edited"),
    "take back": _("Last change taken back"),
    "message": _("Message written"),
    "query": _("Query asked"),
    "answer": _("Query answered"),
    "hand-over": _("Shared with a colleague"),
    "extend": _("More time given"),
    "new report": _("New report made"),
    "invite": _("Invitation sent"),
    "not asked": _("Not asked for any more"),
    "remind": _("Reminder sent"),
    "assign": _("Reader chosen"),
    "clearance round": _("Clearance round sent"),
    "clearance void": _("Clearance void, since words changed"),
    "merge": _("Draft merged"),
    "build": _("Build asked for"),
    "set job number": _("Job number set"),
    "set emblem": _("Emblem changed"),
    "set template": _("Template changed"),
    "accept findings": _("Findings let pass in a final"),
    "build done": _("Build done"),
    "build refused": _("Build refused"),
    "build failed": _("Build failed"),
    "sign final": _("Final signed"),
    "send draft": _("Draft sent out"),
    "import": _("Folder taken in"),
    "export": _("Folder given out"),
    "account": _("Account changed"),
    "person": _("Person added"),
    "person-changed": _("Person changed"),
    "place": _("Place given"),
    "place-changed": _("Place changed"),
    "place-ended": _("Place ended"),
    "token": _("Token made"),
    "token-revoked": _("Token revoked"),
    "sign-in": _("Signed in"),
    "sign-in-failed": _("Sign-in failed"),
    "sign-in-mail": _("Sign-in message asked for"),
    "sign-in link": _("Sign-in link made"),
    "sign-out": _("Signed out"),
    "sign-out-everywhere": _("Signed out everywhere"),
    "second-factor-reset": _("Second factor taken away"),
    "backup": _("Backup made"),
    "restore": _("Backup restored"),
}


class EventRow(Value):
    """An event, as the page shows it."""

    event: Event
    what: str | Promise
    """What happened, in plain words."""
    actor: str
    """The name of the person; empty where the program did it."""
    object: str
    """What it happened to: a text by entity and organization, else as the event names it."""
    reason: str
    """Why or how, in the language of the reader where the program says it."""


class EventList(Value):
    """Events of one chain or several."""

    page: Page[Event]
    """The page of the list, with the pages beside it."""
    rows: tuple[EventRow, ...]
    """The events of the page, the newest first."""
    kinds: tuple[tuple[str, str | Promise], ...]
    """What can be asked for: the name in addresses and the words."""
    what: str
    """What was asked for; empty for all."""
    actor: str
    """The e-mail address of the person whose events were asked for; empty for all."""
    first: str
    """The first day that was asked for, as 2027-03-31; empty for no limit."""
    last: str
    """The last day, likewise."""
    actors: tuple[tuple[str, str], ...]
    """Address and name of each person who did something."""
    query: str
    """The query of the address, without the page."""


def list_events(chains: Collection[str], parameters: Mapping[str, str], *, open_chains: Collection[str]) -> EventList:
    """The events of chains that the address asks for by `what`, `actor`, `from`, `until` and `page`.

    Reasons, which may quote a text, are shown of the open chains alone.
    """
    events = Event.objects.filter(chain__in=chains)
    whats = sorted(events.order_by().values_list("what", flat=True).distinct())
    people = _name_people(events)
    chosen = select_events(events, parameters)
    page = Paginator(chosen.order_by("-at", "-number"), ROWS_OF_A_PAGE).get_page(parameters.get("page", "1"))
    actors = sorted(people.items(), key=lambda pair: pair[1])
    query = urlencode({name: value for name, value in parameters.items() if value and name not in ("page", "verify")})
    return EventList(
        page=page,
        rows=tuple(describe_events(page, people, open_chains)),
        kinds=tuple((name, _WORDS.get(name, name)) for name in whats),
        what=parameters.get("what", ""),
        actor=parameters.get("actor", ""),
        first=parameters.get("from", ""),
        last=parameters.get("until", ""),
        actors=tuple(actors),
        query=query,
    )


def select_events(events: QuerySet[Event], parameters: Mapping[str, str]) -> QuerySet[Event]:
    """Those that the parameters `what`, `actor`, `from` and `until` ask for; none where a day is no day."""
    for name in ("what", "actor"):
        if value := parameters.get(name, ""):
            events = events.filter(**{name: value})
    for name, days in (("from", 0), ("until", 1)):
        if value := parameters.get(name, ""):
            day = _read_day(value)
            if day is None:
                return events.none()
            moment = datetime.combine(day, time(), UTC) + timedelta(days=days)
            events = events.filter(at__lt=moment) if days else events.filter(at__gte=moment)
    return events


def _read_day(value: str) -> date | None:
    try:
        day = parse_date(value)
    except ValueError:
        return None
    return day if day and day < date.max else None


def _name_people(events: QuerySet[Event]) -> dict[str, str]:
    """The names of those who did something, by their addresses."""
    addresses = list(events.order_by().exclude(actor="").values_list("actor", flat=True).distinct())
    names = {person.email: str(person) for person in Person.objects.filter(email__in=addresses)}
    return {address: names.get(address, address) for address in addresses}


def describe_events(
    events: Iterable[Event], people: Mapping[str, str], open_chains: Collection[str]
) -> Iterator[EventRow]:
    """These events in words."""
    events = list(events)
    names = Names({event.chain_id for event in events})
    for event in events:
        yield _describe(event, people, names, has_reason=event.chain_id in open_chains)


def _describe(event: Event, people: Mapping[str, str], names: Names, *, has_reason: bool) -> EventRow:
    entity, slash, organization = event.object.partition("/")
    is_text = (
        slash and (event.chain_id, entity) in names.entities and (event.chain_id, organization) in names.organizations
    )
    pair = Pair(report_id=event.chain_id, entity=entity, organization=organization)
    place = f"{names.name_entity(pair)}, {names.name_organization(pair)}" if is_text else event.object
    if place in (event.chain_id, "") or event.what.startswith(("build", "send draft", "sign final")):
        place = ""
    reason = str(describe_reason(event.reason)) if event.what == "write" else event.reason
    if conflicts := event.details.get("conflicts"):
        reason = gettext("Not taken, since both sides had changed: %(paths)s") % {"paths": ", ".join(conflicts)}
    words = _WORDS.get(event.what, event.what)
    return EventRow(event, words, people.get(event.actor, event.actor), place, reason if has_reason else "")
