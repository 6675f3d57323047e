"""Edits single paragraphs of consolidated and general texts, takes changes back, and says how a text came about."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from assembler.api import GeneralText, OrganizationText, UnitEdit
from assembler.portal import text_tree
from assembler.portal.actions.editorial import (
    edit_unit,
    name_consolidated,
    read_general_texts,
    read_organization,
    take_over,
)
from assembler.portal.actions.undo import list_edits, restore_version, take_back, trace_paragraph
from assembler.portal.api.requests import read_version
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.api.text_schemas import (
    RestoreRequest,
    TakeOverRequest,
    TextAnswer,
    TextEditAnswer,
    UndoRequest,
    UnitEditRequest,
    UnitHash,
    show_sources,
    show_text_edit,
    show_unit,
    show_unit_finding,
)
from assembler.portal.models import Organization, Person, Report
from assembler.portal.page_content.history import read_words
from assembler.portal.permissions import Action, find_report, may, require
from assembler.portal.problems import Invalid, Stale
from assembler.portal.roles import Scope

router = Router(tags=["texts"])
_READ, _WRITE = require_scope(Scope.READ), require_scope(Scope.WRITE)
_TEXT = "/{slug:report}/texts/{kind}/{slug:name}"
_LATEST = 20
"""How many edits of a whole text are given with their words."""
type Kind = Literal["consolidated", "general"]


@router.get(_TEXT, auth=_READ, response=TextAnswer, summary="Read a text by paragraphs")
def get_text(
    request: HttpRequest, response: HttpResponse, report: str, kind: Kind, name: str, findings: bool = False
) -> dict[str, object]:
    """The paragraphs of a text, and for an organization what the entities wrote; with `findings`, what was found."""
    person = get_person(request)
    return _show(response, _find(person, report, kind, name), kind, name, with_findings=findings)


@router.post(f"{_TEXT}/edits", auth=_WRITE, response=TextAnswer, summary="Edit a paragraph")
def post_edit(
    request: HttpRequest, response: HttpResponse, report: str, kind: Kind, name: str, asked: UnitEditRequest
) -> dict[str, object]:
    """Does one thing with one paragraph; the answer is the text as it stands then.

    Words that others have written into the paragraph meanwhile are kept, unless If-Match names the version of the whole
    text that was read. Where the same words have changed, the answer is 412 with both.
    """
    person, place, path = _find_editable(request, report, kind, name)
    edit = UnitEdit(asked.act, asked.number, asked.hash, asked.text)
    try:
        edit_unit(person, place, path, edit, read_version(request))
    except Stale as stale:
        raise _name_words(stale, place, path, kind, name, asked.text) from stale
    return _show(response, place, kind, name)


@router.post(f"{_TEXT}/take-over", auth=_WRITE, response=TextAnswer, summary="Take over an entity's change")
def post_take_over(
    request: HttpRequest, response: HttpResponse, report: str, kind: Kind, name: str, asked: TakeOverRequest
) -> dict[str, object]:
    """Takes a contributed paragraph over as it is now, or keeps the words of the report against it."""
    person, place, path = _find_editable(request, report, kind, name)
    if kind != "consolidated":
        raise Invalid(_("No entity writes in this text."), _("Name the text on an organization."))
    version = read_version(request)
    try:
        take_over(person, place, name, asked.name, asked.read, keeps_words=asked.keep_words, version=version)
    except Stale as stale:
        sources = _read(place, kind, name).sources  # type: ignore[union-attr]  # a text on an organization
        now = next((source.text for source in sources if source.name == asked.name), None)
        raise stale if stale.paths else Stale({}, current=now, path=path) from stale
    return _show(response, place, kind, name)


@router.post(f"{_TEXT}/undo", auth=_WRITE, response=TextAnswer, summary="Take the last change back")
def post_undo(
    request: HttpRequest, response: HttpResponse, report: str, kind: Kind, name: str, asked: UndoRequest
) -> dict[str, object]:
    """Brings the text back to what it was before its last change that was not taken back."""
    person, place, path = _find_editable(request, report, kind, name)
    take_back(person, place, path, asked.revision)
    return _show(response, place, kind, name)


@router.post(f"{_TEXT}/restore", auth=_WRITE, response=TextAnswer, summary="Put an earlier version back")
def post_restore(
    request: HttpRequest, response: HttpResponse, report: str, kind: Kind, name: str, asked: RestoreRequest
) -> dict[str, object]:
    """Brings the text back to what it was in one of the revisions of its history."""
    person, place, path = _find_editable(request, report, kind, name)
    if asked.restore not in {edit.number for edit in list_edits(place, path)}:
        raise Invalid(_("The text did not change in this revision."), _("Name a revision of its history."))
    restore_version(person, place, path, asked.revision, asked.restore)
    return _show(response, place, kind, name)


@router.get(f"{_TEXT}/history", auth=_READ, response=list[TextEditAnswer], summary="Read the history")
def get_history(
    request: HttpRequest, report: str, kind: Kind, name: str, hash: Annotated[UnitHash, Query()] = ""
) -> list[dict[str, object]]:
    """The changes of the text, the newest first; with the hash of a paragraph, those of that paragraph."""
    place = _find(get_person(request), report, kind, name)
    path = _name_path(kind, name)
    if hash:
        if hash not in {unit.hash for unit in _read(place, kind, name).units}:
            raise Http404
        edits = trace_paragraph(place, path, hash)
        return [show_text_edit(edit.revision, edit.version.before, edit.version.text) for edit in edits]
    revisions = list_edits(place, path)
    texts = [read_words(text_tree.read_file(place, path, one.number)) for one in revisions[: _LATEST + 1]]
    shown = zip(revisions[:_LATEST], [*texts[1:], ""], texts, strict=False)
    return [show_text_edit(revision, before, after) for revision, before, after in shown]


def _find(person: Person, id: str, kind: Kind, name: str) -> Report:
    """The report whose text the person may read. Raises Http404 or Forbidden, as the pages do."""
    report = find_report(person, id)
    if kind == "general":
        if not may(person, Action.READ_PLAN, report):
            raise Http404
        return report
    require(person, Action.READ_ALL_TEXTS, report)
    if not Organization.objects.filter(report=report, key=name).exists():
        raise Http404
    return report


def _find_editable(request: HttpRequest, report: str, kind: Kind, name: str) -> tuple[Person, Report, str]:
    person = get_person(request)
    place = _find(person, report, kind, name)
    _read_name(place, kind, name)
    require(person, Action.WRITE_ANY_FILE, place)
    return person, place, _name_path(kind, name)


def _read_name(report: Report, kind: Kind, name: str) -> None:
    """Raises Http404 where neither the plan nor a file has a general text of that name."""
    if kind == "general":
        _read(report, kind, name)


def _name_path(kind: Kind, name: str) -> str:
    return name_consolidated(name) if kind == "consolidated" else f"contributions/general/{name}.md"


def _read(report: Report, kind: Kind, name: str, *, with_findings: bool = False) -> OrganizationText | GeneralText:
    if kind == "consolidated":
        return read_organization(report, name, with_findings=with_findings)
    texts = read_general_texts(report, with_findings=with_findings).texts
    text = next((text for text in texts if text.name == name), None)
    if text is None:
        raise Http404
    return text


def _show(
    response: HttpResponse, report: Report, kind: Kind, name: str, *, with_findings: bool = False
) -> dict[str, object]:
    path = _name_path(kind, name)
    text = _read(report, kind, name, with_findings=with_findings)
    version = text_tree.read_tree(report).get(path, "")
    if version:
        response.headers["ETag"] = f'"{version}"'
    edits = list_edits(report, path)
    return {
        "path": path,
        "exists": text.exists,
        "version": version,
        "revision": edits[0].number if edits else 0,
        "units": [show_unit(unit) for unit in text.units],
        "sources": show_sources(text) if isinstance(text, OrganizationText) else [],
        "findings": [show_unit_finding(finding) for finding in text.findings],
    }


def _name_words(stale: Stale, report: Report, path: str, kind: Kind, name: str, yours: str) -> Stale:
    """The conflict with the words of the paragraph that stand now, and those that were sent."""
    if stale.paths:
        return stale
    number = stale.members.get("paragraph") or 0
    now = next((unit for unit in _read(report, kind, name).units if unit.number == number), None)
    members = {"current": now.text if now else None, "hash": now.hash if now else None, "yours": yours}
    return Stale({}, **(stale.members | members | {"path": path}))
