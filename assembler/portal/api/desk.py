"""Who reads which text, saved views of a report's texts, and the table of people."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from assembler.portal.actions.many import assign_many, find_pairs, find_reader
from assembler.portal.api.requests import describe_upload, read_switch, read_upload
from assembler.portal.api.schemas import (
    AssignmentRequest,
    Label,
    OutcomeAnswer,
    PeopleAnswer,
    ViewAnswer,
    ViewRequest,
    show_outcome,
)
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.models import SavedView
from assembler.portal.people.saved_views import remove_view, save_view
from assembler.portal.people.table_import import import_people
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.problems import Invalid
from assembler.portal.roles import Scope

router = Router(tags=["desk"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)


@router.post("/reports/{slug:report}/assign", auth=_WRITE, response=OutcomeAnswer, summary="Assign texts to an editor")
def assign_texts(request: HttpRequest, report: str, asked: AssignmentRequest) -> dict[str, object]:
    """Says which editor reads these texts, such as `unhcr/au`; without a reader, every editor does."""
    person = get_person(request)
    place = find_report(person, report)
    require(person, Action.ASSIGN, place)
    reader = find_reader(place, asked.reader) if asked.reader else None
    return show_outcome(assign_many(person, find_pairs(place, asked.texts), reader))


@router.get("/reports/{slug:report}/views", auth=_READ, response=list[ViewAnswer], summary="List saved views")
def list_views(request: HttpRequest, report: str) -> list[dict[str, object]]:
    """The filters of the report's texts that the person has named."""
    person = get_person(request)
    views = SavedView.objects.filter(person=person, report=find_report(person, report))
    return [{"name": view.name, "query": view.query} for view in views]


@router.post("/reports/{slug:report}/views", auth=_WRITE, response=ViewAnswer, summary="Save a view")
def keep_view(request: HttpRequest, report: str, asked: ViewRequest) -> dict[str, object]:
    """Keeps a filter under a name, in the place of an earlier one; the query is that of the page `/r/REPORT/`."""
    person = get_person(request)
    view = save_view(person, find_report(person, report), asked.name, asked.query)
    return {"name": view.name, "query": view.query}


@router.delete("/reports/{slug:report}/views", auth=_WRITE, response={204: None}, summary="Remove a saved view")
def drop_view(request: HttpRequest, report: str, name: Annotated[Label, Query()]) -> HttpResponse:
    """Removes a view of the person."""
    person = get_person(request)
    if not remove_view(person, find_report(person, report), name):
        raise Http404
    return HttpResponse(status=204)


@router.post(
    "/people",
    auth=_WRITE,
    response=PeopleAnswer,
    summary="Take in a table of people",
    openapi_extra=describe_upload("text/csv", dry_run={"type": "boolean"}),
)
def take_people(request: HttpRequest, dry_run: bool = False) -> dict[str, object]:
    """Gives people their places by a table in CSV: all of it, or nothing where a line cannot be used.

    For administrators. With `dry_run`, the answer says what would change.
    """
    person = get_person(request)
    if not person.is_administrator:
        raise Http404
    data, _name = read_upload(request)
    dry_run = dry_run or read_switch(request, "dry_run")
    changes, faults = import_people(data, actor=person.email, is_trial=dry_run)
    if faults:
        lines = [{"line": one.line, "sentence": one.sentence, "hint": one.hint, "column": one.column} for one in faults]
        raise Invalid(_("The table cannot be used. Nothing was changed."), _("Mend the lines."), faults=lines)
    return {"dry_run": dry_run, "changes": [{"line": one.line, "sentence": one.sentence} for one in changes]}
