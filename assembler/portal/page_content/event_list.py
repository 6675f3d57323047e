"""The events of a report in plain words, by what the reader asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value
from assembler.portal.models import Event, Pair, Person, Report
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
    "remind": _("Reminder sent"),
    "clearance round": _("Clearance round sent"),
    "clearance void": _("Clearance void, since words changed"),
    "merge": _("Draft merged"),
    "build": _("Build asked for"),
    "accept findings": _("Findings let pass in a final"),
    "build done": _("Build done"),
    "build refused": _("Build refused"),
    "build failed": _("Build failed"),
    "send draft": _("Draft sent out"),
    "import": _("Folder taken in"),
    "export": _("Folder given out"),
    "people": _("People added"),
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
    """Events of a report."""

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
    actors: tuple[tuple[str, str], ...]
    """Address and name of each person who did something."""


def list_events(report: Report, parameters: Mapping[str, str]) -> EventList:
    """The events that the address asks for by `what`, `actor` and `page`."""
    events = Event.objects.filter(chain=report.pk)
    whats = sorted(events.order_by().values_list("what", flat=True).distinct())
    addresses = set(events.order_by().exclude(actor="").values_list("actor", flat=True).distinct())
    people = {person.email: str(person) for person in Person.objects.filter(email__in=addresses)}
    what, actor = parameters.get("what", ""), parameters.get("actor", "")
    chosen = events.filter(**({"what": what} if what else {}), **({"actor": actor} if actor else {}))
    page = Paginator(chosen.order_by("-number"), ROWS_OF_A_PAGE).get_page(parameters.get("page", "1"))
    names = Names([report.pk])
    return EventList(
        page=page,
        rows=tuple(_describe(event, people, names) for event in page),
        kinds=tuple((name, _WORDS.get(name, name)) for name in whats),
        what=what,
        actor=actor,
        actors=tuple(sorted(((email, people.get(email, email)) for email in addresses), key=lambda pair: pair[1])),
    )


def _describe(event: Event, people: Mapping[str, str], names: Names) -> EventRow:
    entity, slash, organization = event.object.partition("/")
    is_text = (
        slash and (event.chain_id, entity) in names.entities and (event.chain_id, organization) in names.organizations
    )
    pair = Pair(report_id=event.chain_id, entity=entity, organization=organization)
    place = f"{names.name_entity(pair)}, {names.name_organization(pair)}" if is_text else event.object
    if place in (event.chain_id, "") or event.what.startswith(("build", "send draft")):
        place = ""
    reason = str(describe_reason(event.reason)) if event.what == "write" else event.reason
    return EventRow(event, _WORDS.get(event.what, event.what), people.get(event.actor, event.actor), place, reason)
