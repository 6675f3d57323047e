"""Merges drafts that were edited in Word, consolidates, compares two states of a report, and reminds entities."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assembler.portal.actions.editorial import COMPARISON, Choice, Edits, compare, consolidate, merge_draft
from assembler.portal.actions.reminders import remind
from assembler.portal.api.documents import DOWNLOAD, attach
from assembler.portal.api.requests import WORD, describe_upload, read_keys, read_switch, read_upload
from assembler.portal.api.schemas import (
    ComparisonRequest,
    ConsolidationRequest,
    EditAnswer,
    InvitationAnswer,
    InvitationRequest,
    OutcomeAnswer,
    ReminderRequest,
    show_outcome,
)
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.blobs import hash_content
from assembler.portal.page_content.reminders import find_owed
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.planning.invitations import send_invitations
from assembler.portal.roles import Scope

router = Router(tags=["editorial"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)


@router.post(
    "/{slug:report}/merge",
    auth=_WRITE,
    response=EditAnswer,
    summary="Merge a draft that was edited in Word",
    openapi_extra=describe_upload(
        WORD, dry_run={"type": "boolean"}, only={"type": "string"}, overrides={"type": "string"}
    ),
)
def merge(request: HttpRequest, report: str, dry_run: bool = False) -> dict[str, object]:
    """Makes the edits in the general and consolidated texts; with `dry_run`, says what would be made.

    `only` has the keys of edits that are made, `overrides` those of conflicts in which the draft is right;
    commas stand between keys.
    """
    person = get_person(request)
    place = find_report(person, report)
    data, name = read_upload(request)
    dry_run = dry_run or read_switch(request, "dry_run")
    choice = Choice(read_keys(request, "only"), read_keys(request, "overrides") or ())
    return _show(merge_draft(person, place, data, name, choice=choice, dry_run=dry_run), dry_run=dry_run)


@router.post("/{slug:report}/consolidate", auth=_WRITE, response=EditAnswer, summary="Consolidate")
def make_consolidated_text(request: HttpRequest, report: str, asked: ConsolidationRequest) -> dict[str, object]:
    """Makes the consolidated text on an organization from the contributions, or adds what is new."""
    person = get_person(request)
    place = find_report(person, report)
    edits = consolidate(person, place, asked.organization, update=asked.update, dry_run=asked.dry_run)
    return _show(edits, dry_run=asked.dry_run)


@router.post(
    "/{slug:report}/compare",
    auth=_READ,
    response=dict[str, object],
    summary="Compare two states",
    openapi_extra=DOWNLOAD,
)
def compare_states(request: HttpRequest, report: str, asked: ComparisonRequest) -> dict[str, object] | HttpResponse:
    """What changed from the old state to the new one: the figures of `compare --stat --format json`, or a redline."""
    person = get_person(request)
    formats = () if asked.format == "json" else (asked.format,)
    outputs = compare(person, find_report(person, report), asked.old, asked.new, formats)
    if asked.format == "json":
        return {**json.loads(outputs[COMPARISON]), "old": str(asked.old), "new": str(asked.new)}
    name, data = next((name, data) for name, data in outputs.items() if name.endswith(f".{asked.format}"))
    return attach(data, name, hash_content(data))


@router.post("/{slug:report}/reminders", auth=_WRITE, response=OutcomeAnswer, summary="Remind entities")
def remind_entities(request: HttpRequest, report: str, asked: ReminderRequest) -> dict[str, object]:
    """Writes the focal points of these entities one message each about the texts that they owe."""
    person = get_person(request)
    place = find_report(person, report)
    require(person, Action.REMIND, place)
    return show_outcome(remind(person, place, find_owed(place, asked.entities), asked.words))


@router.post("/{slug:report}/invitations", auth=_WRITE, response=InvitationAnswer, summary="Invite focal points")
def invite(request: HttpRequest, report: str, asked: InvitationRequest) -> dict[str, object]:
    """Writes each of these people one message about the texts that the report asks for, and nobody a second one."""
    person = get_person(request)
    return {"sent": send_invitations(person, find_report(person, report), asked.people, asked.words)}


def _show(edits: Edits, *, dry_run: bool) -> dict[str, object]:
    return {**edits.result, "revision": edits.revision, "dry_run": dry_run, "files": list(edits.files)}
