"""A draft that was edited in Word: what would change, shown before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.model.text.word_diff import diff_words, read_word_diff
from assembler.portal.actions.editorial import Choice, Edits, merge_draft
from assembler.portal.blobs import read_blob, save_blob
from assembler.portal.models import Organization, Report
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.problems import Invalid, Problem, require_size
from assembler.portal.views.my import read_person

_SALT = "assembler.portal.merge"
_LONGEST_WAIT = 24 * 3600
"""For how many seconds what was shown can be made."""


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/merge/`: takes a draft, shows its edits, and makes them when that is confirmed."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.WRITE_ANY_FILE, place)
    if request.method != "POST":
        return _show(request, place)
    try:
        if "draft" in request.POST:
            return _make(request, place)
        return _preview(request, place)
    except Problem as problem:
        return _show(request, place, problem=problem)


def _preview(request: HttpRequest, report: Report) -> HttpResponse:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid(_("No file was sent."), _("Choose the Word file of a draft, then press “Show the edits”."))
    require_size(file.size or 0)
    data, name = file.read(), (file.name or "draft.docx")[-100:]
    edits = merge_draft(read_person(request), report, data, name, dry_run=True)
    blob = save_blob(data)
    draft = signing.dumps({"report": report.pk, "blob": blob.pk, "name": name}, salt=_SALT)
    return _show(request, report, edits=edits, draft=draft, name=name)


def _make(request: HttpRequest, report: Report) -> HttpResponse:
    try:
        draft = signing.loads(request.POST["draft"], salt=_SALT, max_age=_LONGEST_WAIT)
    except signing.BadSignature:
        draft = {}
    if draft.get("report") != report.pk:
        raise Invalid(_("The draft was shown too long ago."), _("Send the Word file again."))
    choice = Choice(tuple(request.POST.getlist("edit")), tuple(request.POST.getlist("conflict")))
    person, data, name = read_person(request), read_blob(draft["blob"]), draft["name"]
    if not choice.only and not choice.overrides:
        edits = merge_draft(person, report, data, name, dry_run=True)
        problem = Invalid(_("No edit was chosen."), _("Choose the edits that are to be made."))
        return _show(request, report, edits=edits, draft=request.POST["draft"], name=name, problem=problem)
    edits = merge_draft(person, report, data, name, choice=choice)
    if edits.result["conflicts"]:
        return _show(request, report, edits=edits, name=draft["name"])
    messages.success(request, _("The edits are made."))
    return redirect("matrix", report.pk)


def _show(
    request: HttpRequest,
    report: Report,
    *,
    edits: Edits | None = None,
    draft: str = "",
    name: str = "",
    problem: Problem | None = None,
) -> HttpResponse:
    names = dict(Organization.objects.filter(report=report).values_list("key", "name"))
    content = {
        "report": report,
        "edits": edits,
        "draft": draft,
        "name": name,
        "changes": list(_describe_changes(edits.result["changes"], names)) if edits else [],
        "conflicts": [_describe(conflict, names) for conflict in edits.result["conflicts"]] if edits else [],
        "problem": problem,
        "problem_field": "file" if problem else "",
    }
    return render(request, "portal/report/merge.html", content, status=problem.status if problem else 200)


def _describe_changes(changes: Iterable[dict[str, Any]], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each change with its edits; the words of each apart: those that are kept, added and taken out."""
    shown: set[str] = set()
    for change in changes:
        edits = [
            edit | {"segments": read_word_diff(edit["words"]), "is_repeated": edit["key"] in shown}
            for edit in change["edits"]
        ]
        shown |= {edit["key"] for edit in change["edits"]}
        yield _name_place(change, names) | {"edits": edits}


def _describe(conflict: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A conflict with what each side did to the words of the draft."""
    base = conflict["base"]
    sides = {"our_edit": diff_words(base, conflict["ours"]), "their_edit": diff_words(base, conflict["theirs"])}
    return _name_place(conflict, names) | sides


def _name_place(edit: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """An edit with the name and the page of the text in which it is made."""
    _folder, _slash, place = edit["path"].partition("/")
    kind, _slash, file = place.partition("/")
    key = file.rpartition("/")[2].removesuffix(".md")
    page = {"consolidated": "workbench", "general": "general-text"}.get(kind, "")
    return edit | {"place": names.get(key, key.replace("-", " ").capitalize()), "page": page, "name": key}
