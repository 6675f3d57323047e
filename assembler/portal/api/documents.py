"""The reports, their files, status and events."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router
from pydantic import Field

from assembler.portal.actions.files import find_file, write_file
from assembler.portal.actions.status import read_status
from assembler.portal.api.requests import read_body, read_version
from assembler.portal.api.schemas import EventAnswer, Label, ReportAnswer, show_event, show_pair, show_report
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.page_content.event_list import select_events
from assembler.portal.permissions import Action, find_report, may, may_read_text, require
from assembler.portal.roles import Scope

router = Router(tags=["reports"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)
DOWNLOAD = {
    "responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}
"""What the OpenAPI document says of an answer that is a file."""
PAGE_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a page may do that the library has made of texts and templates: be read, and open links."""
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"BM": "image/bmp"}
_FILE = {"responses": {**DOWNLOAD["responses"], 304: {"description": "The version that If-None-Match names."}}}
RAW = {"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
"""What the OpenAPI document says of a request whose body is a file."""


@router.get("", auth=_READ, response=list[ReportAnswer], summary="List reports")
def list_reports(request: HttpRequest) -> list[dict[str, object]]:
    """The reports in which the person has a place now."""
    person = get_person(request)
    return [show_report(report, person) for report in Report.objects.visible_to(person)]


@router.get("/{slug:report}", auth=_READ, response=ReportAnswer, summary="Read a report")
def get_report(request: HttpRequest, report: str) -> dict[str, object]:
    """One report, with the roles of the person in it."""
    person = get_person(request)
    return show_report(find_report(person, report), person)


@router.get("/{slug:report}/status", auth=_READ, response=dict[str, object], summary="Read the status")
def get_status(request: HttpRequest, report: str) -> dict[str, object]:
    """What `status --format json` says, with the pairs that the person may see."""
    person = get_person(request)
    current = find_report(person, report)
    pairs = Pair.objects.visible_to(person).filter(report=current).select_related("report")
    reads_all = may(person, Action.READ_ALL_TEXTS, current)
    shown = [show_pair(pair, with_text=reads_all or may_read_text(person, pair)) for pair in pairs]
    return read_status(person, current) | {"pairs": shown}


@router.get("/{slug:report}/files/{path:path}", auth=_READ, summary="Read a file", openapi_extra=_FILE)
def get_file(request: HttpRequest, report: str, path: str) -> HttpResponse:
    """The content of a file, with its version as ETag."""
    person = get_person(request)
    data, digest = find_file(person, find_report(person, report), path)
    if request.headers.get("If-None-Match", "").strip() == f'"{digest}"':
        return HttpResponse(status=304, headers={"ETag": f'"{digest}"'})
    return attach(data, path.rpartition("/")[2], digest)


@router.put(
    "/{slug:report}/files/{path:path}",
    auth=_WRITE,
    response={204: None},
    summary="Write a file",
    openapi_extra=RAW,
)
def put_file(request: HttpRequest, report: str, path: str) -> HttpResponse:
    """Replaces a file, if it still is the version that If-Match names; or makes a new one."""
    person = get_person(request)
    current = find_report(person, report)
    digest = write_file(person, current, path, read_body(request), read_version(request))
    return HttpResponse(status=204, headers={"ETag": f'"{digest}"'})


@router.delete("/{slug:report}/files/{path:path}", auth=_WRITE, response={204: None}, summary="Delete a file")
def delete_file(request: HttpRequest, report: str, path: str) -> HttpResponse:
    """Takes a file out, if it still is the version that If-Match names; earlier revisions keep it."""
    person = get_person(request)
    write_file(person, find_report(person, report), path, None, read_version(request))
    return HttpResponse(status=204)


@router.get("/{slug:report}/events", auth=_READ, response=list[EventAnswer], exclude_none=True, summary="List events")
def list_events(
    request: HttpRequest,
    report: str,
    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0,
    limit: Annotated[int, Field(ge=1, le=1000)] = 1000,
    what: Label = "",
    actor: Label = "",
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="until")] = None,
) -> list[dict[str, object]]:
    """What happened after the event of that number; for a focal point, with the own texts alone.

    `what` and `actor` leave out other events, `from` and `until` those of other days.
    """
    person = get_person(request)
    current = find_report(person, report)
    days = {"from": str(first or ""), "until": str(last or "")}
    later = Event.objects.filter(chain=current.pk, number__gt=after).order_by("number")
    events = select_events(later, {"what": what, "actor": actor, **days})
    if not may(person, Action.READ_EVENTS, current):
        own = _list_own(person, current)
        if not own:
            require(person, Action.READ_EVENTS, current)
        events = events.filter(object__in=own)
    return [show_event(event) for event in events[:limit]]


def attach(data: bytes, name: str, digest: str) -> HttpResponse:
    """A file as a download, which no browser opens in the place of a page."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["ETag"] = f'"{digest}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def show_page(data: bytes) -> HttpResponse:
    """A page that the library made, in a browser: without script, form or the person's session, whatever is in it."""
    response = HttpResponse(data, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def show_picture(data: bytes) -> HttpResponse:
    """A picture of the report's own, in a browser, which shows nothing else of what is in the file."""
    kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "image/svg+xml")
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _list_own(person: Person, report: Report) -> list[str]:
    return [str(pair) for pair in Pair.objects.answered_by(person).filter(report=report)]
