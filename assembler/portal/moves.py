"""The table of moves: who may bring the text of an entity on an organization from which state into which.

A move that is not in the table cannot be made, by page or API.
"""

from __future__ import annotations

from assembler.model.value import Value
from assembler.portal.roles import Role, State

SILENCE = "clear-by-silence"
"""The move that can be made only where the entity was told what no answer means, and the day has passed."""
_WRITABLE = (State.EXPECTED, State.DRAFT, State.WITHDRAWN, State.NOTHING_TO_REPORT)
_WITH_EDITOR = (State.SUBMITTED, State.ACCEPTED, State.CONSOLIDATED, State.SENT_FOR_CLEARANCE, State.OBJECTED)


class Move(Value):
    """One kind of move."""

    name: str
    """Its name in addresses and events."""
    role: Role
    """Who makes it."""
    sources: tuple[State, ...]
    """The states in which it can be made."""
    target: State | None
    """The state after it; None where the state stays."""
    needs_reason: bool = False
    """Whether a reason has to be given."""


MOVES: dict[str, tuple[Move, ...]] = {}
"""The moves by name; of moves of one name, the states in which they can be made differ."""


def _add(
    name: str, role: Role, sources: tuple[State, ...], target: State | None, *, needs_reason: bool = False
) -> None:
    MOVES[name] = (*MOVES.get(name, ()), Move(name, role, sources, target, needs_reason))


_add("write", Role.FOCAL_POINT, _WRITABLE, State.DRAFT)
_add("write", Role.FOCAL_POINT, (State.RETURNED,), None)
_add("submit", Role.FOCAL_POINT, (State.DRAFT, State.RETURNED), State.SUBMITTED)
_add(
    "nothing-to-report",
    Role.FOCAL_POINT,
    (State.EXPECTED, State.DRAFT, State.RETURNED, State.WITHDRAWN),
    State.NOTHING_TO_REPORT,
)
_add(
    "withdraw",
    Role.FOCAL_POINT,
    (*_WITH_EDITOR, State.DRAFT, State.RETURNED, State.CLEARED, State.NOTHING_TO_REPORT),
    State.WITHDRAWN,
    needs_reason=True,
)
_add(
    "return",
    Role.EDITOR,
    (*_WITH_EDITOR, State.CLEARED, State.NOTHING_TO_REPORT),
    State.RETURNED,
    needs_reason=True,
)
_add("accept", Role.EDITOR, (State.SUBMITTED,), State.ACCEPTED)
_add("consolidate", Role.EDITOR, (State.ACCEPTED,), State.CONSOLIDATED)
_add(
    "send-for-clearance",
    Role.EDITOR,
    (State.ACCEPTED, State.CONSOLIDATED, State.OBJECTED),
    State.SENT_FOR_CLEARANCE,
)
_add("clear", Role.FOCAL_POINT, (State.SENT_FOR_CLEARANCE,), State.CLEARED)
_add(SILENCE, Role.EDITOR, (State.SENT_FOR_CLEARANCE,), State.CLEARED)
_add("object", Role.FOCAL_POINT, (State.SENT_FOR_CLEARANCE,), State.OBJECTED, needs_reason=True)


def find_move(name: str, state: str) -> Move | None:
    """The move of that name from that state; None where the table has none."""
    return next((move for move in MOVES.get(name, ()) if state in move.sources), None)
