"""Files of an entity on an organization, and moves of their texts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router

from assembler.portal.actions.moves import make_move
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.actions.threads import ask_query
from assembler.portal.actions.uploads import list_findings, take_file
from assembler.portal.api.requests import MARKDOWN, WORD, describe_upload, read_switch, read_upload
from assembler.portal.api.schemas import (
    MoveRequest,
    PairAnswer,
    QueryAnswer,
    QueryRequest,
    TakenAnswer,
    show_pair,
    show_receipt,
)
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.models import Pair, Person
from assembler.portal.moves import MOVES
from assembler.portal.permissions import find_pair, find_report, may_read_text
from assembler.portal.problems import Invalid
from assembler.portal.roles import Scope

router = Router(tags=["contributions"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)
MoveName = StrEnum("MoveName", [(name.upper().replace("-", "_"), name) for name in MOVES if name != "write"])  # type: ignore[misc]  # the table is elsewhere
"""The moves that have an address; a text is written by sending it."""


@router.get(
    "/{slug:report}/contributions/{slug:entity}/{slug:organization}",
    auth=_READ,
    response=PairAnswer,
    summary="Read a pair",
)
def get_pair(request: HttpRequest, report: str, entity: str, organization: str) -> dict[str, object]:
    """How far the text of the entity on the organization has come."""
    person, pair = _find(request, report, entity, organization)
    return show_pair(pair, with_text=may_read_text(person, pair))


@router.post(
    "/{slug:report}/contributions/{slug:entity}/{slug:organization}",
    auth=_WRITE,
    response=TakenAnswer,
    summary="Send a text",
    openapi_extra=describe_upload(MARKDOWN, WORD, replace={"type": "boolean"}),
)
def upload(
    request: HttpRequest,
    report: str,
    entity: str,
    organization: str,
    replace: bool = False,
    version: Annotated[int | None, Query(ge=0, lt=10**9)] = None,
) -> dict[str, object]:
    """Takes a Word file or Markdown with the text; the answer says what was found in the text.

    With `replace`, the text of a Word file takes the place of a text that did not come from one; with `version`, only
    of that version.
    """
    person, pair = _find(request, report, entity, organization)
    data, name = read_upload(request)
    replace = replace or read_switch(request, "replace")
    result = take_file(person, pair, data, name, version, replaces=replace)
    return _show(pair, show_receipt(result.receipt), result.findings)


@router.post(
    "/{slug:report}/contributions/{slug:entity}/{slug:organization}/submit",
    auth=_WRITE,
    response=TakenAnswer,
    summary="Submit a text",
)
def submit(
    request: HttpRequest, report: str, entity: str, organization: str, asked: MoveRequest | None = None
) -> dict[str, object]:
    """Submits the text as it stands; the answer holds the pair, the receipt and what was found in the text."""
    person, pair = _find(request, report, entity, organization)
    asked = asked or MoveRequest()
    receipt = make_move(person, pair, "submit", asked.reason, asked.version)
    assert receipt is not None
    return _show(pair, show_receipt(receipt), list_findings(pair))


@router.post(
    "/{slug:report}/contributions/{slug:entity}/{slug:organization}/queries",
    auth=_WRITE,
    response=QueryAnswer,
    summary="Ask a query",
)
def ask(request: HttpRequest, report: str, entity: str, organization: str, asked: QueryRequest) -> dict[str, object]:
    """Asks the entity, or one of its focal points, a query about words of the text."""
    person, pair = _find(request, report, entity, organization)
    addressee = Person.objects.filter(email=asked.addressee).first() if asked.addressee else None
    if asked.addressee and addressee is None:
        raise Invalid(gettext("This person is no focal point of the text."))
    query = ask_query(person, pair, asked.text, asked.quote, find_end_of_day(asked.due), addressee)
    return {"id": query.key, "text": query.text, "quote": query.quote, "due": query.due, "addressee": asked.addressee}


@router.post(
    "/{slug:report}/contributions/{slug:entity}/{slug:organization}/{move}",
    auth=_WRITE,
    response=PairAnswer,
    summary="Make a move",
)
def move(
    request: HttpRequest,
    report: str,
    entity: str,
    organization: str,
    move: MoveName,
    asked: MoveRequest | None = None,
) -> dict[str, object]:
    """Brings the text into another state, if its state and the role of the person allow that."""
    person, pair = _find(request, report, entity, organization)
    asked = asked or MoveRequest()
    make_move(person, pair, move.value, asked.reason, asked.version)
    return show_pair(pair, with_text=may_read_text(person, pair))


def _find(request: HttpRequest, report: str, entity: str, organization: str) -> tuple[Person, Pair]:
    person = get_person(request)
    return person, find_pair(person, find_report(person, report), entity, organization)


def _show(pair: Pair, receipt: dict[str, object], findings: tuple[dict[str, object], ...]) -> dict[str, object]:
    return show_pair(pair, with_text=True) | {"receipt": receipt, "findings": list(findings)}
