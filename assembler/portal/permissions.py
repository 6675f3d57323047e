"""Who may do what: one table of actions and roles, and the moves of moves.py.

What somebody may not see does not exist for that person (404). What somebody may see and not do is refused (403).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from assembler.portal.models import Build, Membership, Pair, Person, Report
from assembler.portal.moves import MOVES, SILENCE, find_move
from assembler.portal.problems import Forbidden, NotSilent, WrongState
from assembler.portal.roles import Role, State

_ALL = frozenset(Role)
_LEAD = frozenset({Role.EDITOR, Role.PRODUCER})


class Action(Enum):
    """What is done in a report, moves of texts aside."""

    SEE_ALL_STATES = "see the states of all texts"
    READ_ALL_TEXTS = "read all texts, submitted or not"
    READ_SUBMITTED_TEXTS = "read texts that were submitted"
    READ_PLAN = "read the plan, name lists and general texts"
    WRITE_ANY_FILE = "change any file of the report"
    ASK_QUERIES = "ask an entity a query"
    EXTEND = "give more time"
    ASSIGN = "say which editor reads a text"
    BUILD_DRAFT = "build drafts"
    BUILD_FINAL = "build finals"
    SET_APPEARANCE = "set job number, emblem and templates"
    SEND_DRAFTS = "send drafts out"
    READ_DRAFTS = "read drafts"
    READ_SENT_DRAFTS = "read drafts that were sent out"
    READ_FINALS = "read finals"
    READ_EVENTS = "read all events of the report"
    REMIND = "send reminders"
    ASK_FOR_CLEARANCE = "hold clearance rounds"
    INVITE = "invite focal points"
    BEGIN_REPORT = "begin a report that follows this one"


PERMISSIONS: dict[Action, frozenset[Role]] = {
    Action.SEE_ALL_STATES: _ALL - {Role.FOCAL_POINT},
    Action.READ_ALL_TEXTS: _LEAD,
    Action.READ_SUBMITTED_TEXTS: _ALL - {Role.FOCAL_POINT},
    Action.READ_PLAN: _ALL - {Role.FOCAL_POINT},
    Action.WRITE_ANY_FILE: frozenset({Role.EDITOR}),
    Action.ASK_QUERIES: frozenset({Role.EDITOR}),
    Action.EXTEND: frozenset({Role.EDITOR}),
    Action.ASSIGN: frozenset({Role.EDITOR}),
    Action.BUILD_DRAFT: _LEAD,
    Action.BUILD_FINAL: frozenset({Role.PRODUCER}),
    Action.SET_APPEARANCE: _LEAD,
    Action.SEND_DRAFTS: _LEAD,
    Action.READ_DRAFTS: _ALL - {Role.FOCAL_POINT},
    Action.READ_SENT_DRAFTS: _ALL,
    Action.READ_FINALS: _ALL,
    Action.READ_EVENTS: _LEAD,
    Action.REMIND: frozenset({Role.EDITOR}),
    Action.ASK_FOR_CLEARANCE: frozenset({Role.EDITOR}),
    Action.INVITE: _LEAD,
    Action.BEGIN_REPORT: _LEAD,
}
"""The roles that may do each action. Where a role is a focal point's, it counts for the texts of the entity alone."""

_UNSUBMITTED = (State.EXPECTED, State.DRAFT, State.RETURNED, State.WITHDRAWN)


def list_roles(person: Person, report: Report) -> frozenset[Role]:
    """The roles that the person has in the report now."""
    places = Membership.objects.current().filter(person=person, report=report)
    return frozenset(map(Role, places.values_list("role", flat=True)))


def is_allowed(action: Action, roles: frozenset[Role]) -> bool:
    """Whether one of these roles may do the action."""
    return not PERMISSIONS[action].isdisjoint(roles)


def may(person: Person, action: Action, report: Report) -> bool:
    """Whether a role of the person in the report may do the action."""
    return is_allowed(action, list_roles(person, report))


def require(person: Person, action: Action, report: Report) -> None:
    """Raises Http404 where the person has no place in the report, Forbidden where none that may do this."""
    roles = list_roles(person, report)
    if not roles:
        raise Http404
    if not is_allowed(action, roles):
        raise _refuse_role()


def _refuse_role() -> Forbidden:
    return Forbidden(
        _("Your place in the report does not allow this."), _("Ask the editor of the report who can do it.")
    )


def find_report(person: Person, id: str) -> Report:
    """The report of that id. Raises Http404 where the person has no place in it."""
    report = Report.objects.visible_to(person).filter(pk=id).first()
    if report is None:
        raise Http404
    return report


def list_earlier_reports(person: Person) -> QuerySet[Report]:
    """The reports that a new report of this person may follow: an administrator knows all of them."""
    if person.is_administrator:
        return Report.objects.order_by("-created", "pk")
    roles = PERMISSIONS[Action.BEGIN_REPORT]
    places = Membership.objects.current().filter(person=person, role__in=roles)
    return Report.objects.filter(pk__in=places.values("report")).order_by("-created", "pk")


def find_pair(person: Person, report: Report, entity: str, organization: str) -> Pair:
    """The text of an entity on an organization. Raises Http404 where the person may not see it."""
    pairs = Pair.objects.visible_to(person)
    pair = pairs.select_related("report").filter(report=report, entity=entity, organization=organization).first()
    if pair is None:
        raise Http404
    return pair


def is_focal_point(person: Person, pair: Pair) -> bool:
    """Whether the person answers for this text now."""
    return Pair.objects.answered_by(person).filter(pk=pair.pk).exists()


def answers_for(person: Person, report: Report, entity: str) -> bool:
    """Whether the person answers for all texts of the entity now, or may change any file."""
    places = Membership.objects.current().filter(person=person, report=report, role=Role.FOCAL_POINT)
    is_of_entity = places.filter(entity=entity, organization="").exists()
    return is_of_entity or may(person, Action.WRITE_ANY_FILE, report)


def may_read_text(person: Person, pair: Pair) -> bool:
    """Whether the person may read the words of a text that is visible to that person."""
    if is_focal_point(person, pair) or may(person, Action.READ_ALL_TEXTS, pair.report):
        return True
    return pair.state not in _UNSUBMITTED and may(person, Action.READ_SUBMITTED_TEXTS, pair.report)


def may_move(person: Person, name: str, pair: Pair) -> bool:
    """Whether the person may make a move of that name, in whatever state the text is."""
    roles = {move.role for move in MOVES[name]}
    if Role.FOCAL_POINT in roles and is_focal_point(person, pair):
        return True
    return not (roles - {Role.FOCAL_POINT}).isdisjoint(list_roles(person, pair.report))


def require_move(person: Person, name: str, pair: Pair) -> None:
    """Raises Forbidden where the person may not make the move, WrongState where the state does not allow it.

    Raises NotSilent where the words cannot be cleared without an answer.
    """
    if not may_move(person, name, pair):
        raise _refuse_role()
    if find_move(name, pair.state) is None:
        raise WrongState(pair.state, State(pair.state).label)
    if name == SILENCE and not pair.is_silent():
        raise NotSilent


def list_open_moves(person: Person, pair: Pair) -> Iterator[str]:
    """The names of the moves that the person can make now, in the order of the table."""
    names = (name for name in MOVES if name != SILENCE or pair.is_silent())
    return (name for name in names if find_move(name, pair.state) and may_move(person, name, pair))


def may_read_build(person: Person, build: Build) -> bool:
    """Whether the person may read the outputs of a build."""
    if build.kind == "final" and build.state == Build.State.DONE:
        return may(person, Action.READ_FINALS, build.report)
    if may(person, Action.READ_DRAFTS, build.report):
        return True
    return build.sent_out is not None and may(person, Action.READ_SENT_DRAFTS, build.report)
