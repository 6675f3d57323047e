"""Asks for builds, and gives their outputs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from assembler.portal.actions.builds import find_build, find_output, request_build
from assembler.portal.api.documents import DOWNLOAD, attach
from assembler.portal.api.schemas import BuildAnswer, BuildRequest, VerificationAnswer, show_build, show_verification
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.blobs import read_blob
from assembler.portal.permissions import find_report
from assembler.portal.production.verification import sign_final, verify_build
from assembler.portal.roles import Scope

router = Router(tags=["builds"])
_READ, _BUILD = require_scope(Scope.READ), require_scope(Scope.BUILD)


@router.post("/{slug:report}/builds", auth=_BUILD, response={202: BuildAnswer}, summary="Ask for a build")
def ask(request: HttpRequest, report: str, asked: BuildRequest | None = None) -> Status[dict[str, object]]:
    """A build of the report as it stands; who asks for the same again gets the same build."""
    person, asked = get_person(request), asked or BuildRequest()
    build = request_build(
        person,
        find_report(person, report),
        kind=asked.kind,
        formats=asked.formats,
        label=asked.label,
        accepted=asked.accepted,
    )
    return Status(202, show_build(build, person))


@router.get("/{slug:report}/builds/{slug:id}", auth=_READ, response=BuildAnswer, summary="Read a build")
def get_build(request: HttpRequest, report: str, id: str) -> dict[str, object]:
    """How far a build is, its outputs and findings."""
    person = get_person(request)
    return show_build(find_build(person, find_report(person, report), id), person)


@router.get(
    "/{slug:report}/builds/{slug:id}/verification", auth=_READ, response=VerificationAnswer, summary="Verify a build"
)
def get_verification(request: HttpRequest, report: str, id: str) -> dict[str, object]:
    """Whether outputs, inputs and signature of a build are as its manifest says."""
    person = get_person(request)
    return show_verification(verify_build(find_build(person, find_report(person, report), id)))


@router.post("/{slug:report}/builds/{slug:id}/signature", auth=_BUILD, response=BuildAnswer, summary="Sign a final")
def post_signature(request: HttpRequest, report: str, id: str) -> dict[str, object]:
    """Signs the manifest of a final with the key of the portal, once."""
    person = get_person(request)
    place = find_report(person, report)
    sign_final(person, find_build(person, place, id))
    return show_build(find_build(person, place, id), person)


@router.get(
    "/{slug:report}/builds/{slug:id}/files/{name}",
    auth=_READ,
    summary="Download an output",
    openapi_extra=DOWNLOAD,
)
def get_output(request: HttpRequest, report: str, id: str, name: str) -> HttpResponse:
    """An output of a build."""
    person = get_person(request)
    file = find_output(find_build(person, find_report(person, report), id), name)
    return attach(read_blob(file.blob_id), name, file.blob_id)
