"""Job number, emblem and templates of a report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assembler.portal.api.documents import DOWNLOAD, RAW, attach
from assembler.portal.api.requests import read_body
from assembler.portal.api.schemas import AppearanceAnswer, JobNumberRequest
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.blobs import hash_content
from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.production.appearance import (
    read_appearance,
    read_template,
    set_emblem,
    set_job_number,
    set_template,
)
from assembler.portal.roles import Scope

router = Router(tags=["production"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)


@router.get("/{slug:report}/appearance", auth=_READ, response=AppearanceAnswer, summary="Read the appearance")
def get_appearance(request: HttpRequest, report: str) -> dict[str, object]:
    """The job number, the emblem and the templates of a report, with what is wrong with them."""
    person = get_person(request)
    return _show(person, find_report(person, report))


@router.put(
    "/{slug:report}/appearance/job-number", auth=_WRITE, response=AppearanceAnswer, summary="Set the job number"
)
def put_job_number(request: HttpRequest, report: str, asked: JobNumberRequest) -> dict[str, object]:
    """Writes the job number into the plan; an empty one is taken out. `before` is the number that was read."""
    person, place = _find(request, report)
    set_job_number(person, place, asked.job_number, asked.before)
    return _show(person, place)


@router.put(
    "/{slug:report}/appearance/emblem",
    auth=_WRITE,
    response=AppearanceAnswer,
    summary="Set the emblem",
    openapi_extra=RAW,
)
def put_emblem(request: HttpRequest, report: str) -> dict[str, object]:
    """Puts a picture in the place of the emblem."""
    person, place = _find(request, report)
    set_emblem(person, place, read_body(request))
    return _show(person, place)


@router.delete("/{slug:report}/appearance/emblem", auth=_WRITE, response=AppearanceAnswer, summary="Remove the emblem")
def delete_emblem(request: HttpRequest, report: str) -> dict[str, object]:
    """Takes the emblem away; a ring stands in its place."""
    person, place = _find(request, report)
    set_emblem(person, place, None)
    return _show(person, place)


@router.get("/{slug:report}/appearance/templates/{name}", auth=_READ, summary="Read a template", openapi_extra=DOWNLOAD)
def get_template(request: HttpRequest, report: str, name: str) -> HttpResponse:
    """A template as it serves now: the report's own, or that of the program."""
    person = get_person(request)
    data = read_template(person, find_report(person, report), name)
    return attach(data, name, hash_content(data))


@router.put(
    "/{slug:report}/appearance/templates/{name}",
    auth=_WRITE,
    response=AppearanceAnswer,
    summary="Set a template",
    openapi_extra=RAW,
)
def put_template(request: HttpRequest, report: str, name: str) -> dict[str, object]:
    """Puts a template in the place of that of the program."""
    person, place = _find(request, report)
    set_template(person, place, name, read_body(request))
    return _show(person, place)


@router.delete(
    "/{slug:report}/appearance/templates/{name}", auth=_WRITE, response=AppearanceAnswer, summary="Remove a template"
)
def delete_template(request: HttpRequest, report: str, name: str) -> dict[str, object]:
    """Takes the report's own template away; that of the program serves again."""
    person, place = _find(request, report)
    set_template(person, place, name, None)
    return _show(person, place)


def _find(request: HttpRequest, report: str) -> tuple[Person, Report]:
    """The person and the report, whose appearance that person may change. Raises Http404 or Forbidden."""
    person = get_person(request)
    place = find_report(person, report)
    require(person, Action.SET_APPEARANCE, place)
    return person, place


def _show(person: Person, report: Report) -> dict[str, object]:
    own = read_appearance(person, report)
    templates = [
        {"name": template.name, "sha256": template.sha256 or None, "findings": list(template.findings)}
        for template in own.templates
    ]
    return {
        "job_number": own.job_number,
        "emblem": own.emblem or None,
        "findings": list(own.emblem_findings),
        "templates": templates,
    }
