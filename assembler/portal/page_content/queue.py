"""What a person has to do next, in all reports, and what that person did lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value
from assembler.portal.models import Event, Membership, Message, Pair, Person, Report
from assembler.portal.page_content.matrix import name_state
from assembler.portal.page_content.names import Names
from assembler.portal.page_content.report_tasks import Task, list_report_tasks
from assembler.portal.roles import Role, State

MOST = 50
"""How many tasks a page shows."""
_TASKS = {
    State.EXPECTED: (_("Write the text"), _("Write"), "text"),
    State.DRAFT: (_("Finish the text and submit it"), _("Continue"), "text"),
    State.RETURNED: (_("Answer the editor and submit the text again"), _("Answer"), "text"),
    State.SENT_FOR_CLEARANCE: (_("Read the words that will print, and clear them or object"), _("Read"), "clear"),
}
_QUERY = (_("Answer the editor’s query"), _("Answer"), "text")
_THREAD = "#thread-title"
"""Where the messages stand on the page of a text, which notes that an editor has read them."""
_EDITOR_TASKS = {
    State.SUBMITTED: (_("Read the text, then accept it or return it"), _("Read"), "text"),
    State.OBJECTED: (_("Settle the objection"), _("Read"), "text"),
}
_DEEDS = {
    "write": _("Wrote"),
    "submit": _("Submitted"),
    "nothing-to-report": _("Said “nothing to report”"),
    "withdraw": _("Withdrew"),
    "clear": _("Cleared"),
    "object": _("Objected"),
    "clear-by-silence": _("Recorded that no answer came"),
    "message": _("Wrote a message"),
    "proposal": _("Proposed other words"),
    "query": _("Asked a query"),
    "answer": _("Answered a query"),
    "hand-over": _("Shared with a colleague"),
    "return": _("Returned"),
    "accept": _("Accepted"),
    "consolidate": _("Took into the report"),
    "send-for-clearance": _("Sent for clearance"),
}


class Deed(Value):
    """One thing that a person did."""

    what: str | Promise
    """What it was."""
    name: str
    """The text, by entity and organization."""
    at: datetime
    """When it was done."""


class Queue(Value):
    """What a person has to do, and what that person did lately."""

    tasks: tuple[Task, ...]
    """Those on whole reports, then the first texts by the day on which they are due."""
    count: int
    """How many texts wait in all."""
    has_more: bool
    """Whether more texts wait than are shown."""
    reports: tuple[Report, ...]
    """The reports in which the person is a focal point."""
    overviews: tuple[Report, ...]
    """The reports of which the person sees the states of all texts."""
    deeds: tuple[Deed, ...]
    """What the person did lately, the newest first."""


def read_queue(person: Person, now: datetime) -> Queue:
    """The queue of the person; the number of queries does not depend on the number of texts."""
    pairs = _find_open_pairs(person)
    first = list(pairs.select_related("report")[:MOST])
    count = pairs.count() if len(first) == MOST else len(first)
    on_reports = tuple(list_report_tasks(person, now))
    events = list(_find_deeds(person))
    names = Names([pair.report_id for pair in first] + [event.chain_id for event in events])
    places = Membership.objects.current(now).filter(person=person, report=OuterRef("pk"))
    answers = places.filter(role=Role.FOCAL_POINT)
    return Queue(
        tasks=(*on_reports, *_make_tasks(person, first, names, now)),
        count=count,
        has_more=count > len(first),
        reports=tuple(Report.objects.filter(Exists(answers))),
        overviews=tuple(Report.objects.filter(Exists(places.exclude(role=Role.FOCAL_POINT)))),
        deeds=tuple(_describe(events, names)),
    )


def list_open_queries(pairs: QuerySet[Pair] | None = None) -> QuerySet[Message]:
    """The queries that nobody has answered yet."""
    queries = Message.objects.filter(is_query=True, answer=None)
    return queries if pairs is None else queries.filter(pair__in=pairs)


def _find_open_pairs(person: Person) -> QuerySet[Pair]:
    asked = Exists(Message.objects.filter(pair=OuterRef("pk"), is_query=True, answer=None))
    own = Pair.objects.answered_by(person).filter(Q(state__in=_TASKS) | asked)
    edits = Membership.objects.current().filter(person=person, report=OuterRef("report"), role=Role.EDITOR)
    unread = Exists(_find_unread().filter(pair=OuterRef("pk")))
    mine = Q(reader=None) | Q(reader=person)
    theirs = Pair.objects.filter(Exists(edits), mine).filter(Q(state__in=_EDITOR_TASKS) | unread)
    both = Pair.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=theirs.values("pk")))
    return both.order_by(F("due").asc(nulls_last=True), "report", "entity", "organization")


def _find_unread() -> QuerySet[Message]:
    """What others than editors wrote, and no editor has read; queries wait for those who are asked."""
    editors = Membership.objects.current().filter(
        report=OuterRef("pair__report"), person=OuterRef("by"), role=Role.EDITOR
    )
    return Message.objects.filter(~Exists(editors), read=None, is_query=False)


def _make_tasks(person: Person, pairs: list[Pair], names: Names, now: datetime) -> Iterator[Task]:
    ids = [pair.pk for pair in pairs]
    own = set(Pair.objects.answered_by(person).filter(pk__in=ids).values_list("pk", flat=True))
    unread = {message.pair_id: message for message in _find_unread().filter(pair__in=ids).order_by("at")}
    for pair in pairs:
        address = (pair.report_id, pair.entity, pair.organization)
        what, button, view = _choose(pair, is_own=pair.pk in own, message=unread.get(pair.pk))
        yield Task(
            title=names.name_organization(pair),
            what=what,
            button=button,
            address=f"{reverse('text' if view == _THREAD else view, args=address)}{_THREAD if view == _THREAD else ''}",
            report=pair.report.symbols,
            pair=pair,
            state=State(pair.state).label if pair.pk in own else name_state(pair.state),
            entity=names.name_entity(pair),
            is_late=pair.due is not None and now > pair.due,
        )


def _choose(pair: Pair, *, is_own: bool, message: Message | None) -> tuple[str | Promise, str | Promise, str]:
    """What is to be done with a text, the words of its button, and the page."""
    state = State(pair.state)
    if is_own:
        return _TASKS.get(state, _QUERY)
    if state in _EDITOR_TASKS or message is None:
        return _EDITOR_TASKS[state]
    if message.is_proposal:
        return _("Read what the entity proposes in place of the words to clear"), _("Read"), _THREAD
    if message.answers_id:
        return _("Read the answer to the query"), _("Read"), _THREAD
    return _("Read the message of the entity"), _("Read"), _THREAD


def _find_deeds(person: Person) -> QuerySet[Event]:
    visible = Report.objects.visible_to(person).values("pk")
    deeds = Event.objects.filter(actor=person.email, chain__in=visible, what__in=_DEEDS)
    deeds = deeds.filter(object__contains="/")  # a text; what was done with the report as a whole has no entity
    return deeds.order_by("-at", "-number")[:8]


def _describe(events: list[Event], names: Names) -> Iterator[Deed]:
    for event in events:
        entity, _slash, organization = event.object.partition("/")
        pair = Pair(report_id=event.chain_id, entity=entity, organization=organization)
        yield Deed(_DEEDS[event.what], f"{names.name_entity(pair)}, {names.name_organization(pair)}", event.at)
