"""A draft that was edited in Word: what would change, shown before it is made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.model.text.word_diff import diff_words, read_word_diff
from assembler.portal.actions.editorial import Edits, merge_draft
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
    edits = merge_draft(read_person(request), report, read_blob(draft["blob"]), draft["name"])
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
        "changes": [_describe_change(change, names) for change in edits.result["changes"]] if edits else [],
        "conflicts": [_describe(conflict, names) for conflict in edits.result["conflicts"]] if edits else [],
        "problem": problem,
        "problem_field": "file" if problem else "",
    }
    return render(request, "portal/report/merge.html", content, status=problem.status if problem else 200)


def _describe_change(change: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """An edit with its words apart: those that are kept, added and taken out."""
    return _name_place(change, names) | {"segments": read_word_diff(change["words"])}


def _describe(conflict: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A conflict with what each side did to the words of the draft."""
    base = conflict["base"]
    sides = {"our_edit": diff_words(base, conflict["ours"]), "their_edit": diff_words(base, conflict["theirs"])}
    return _name_place(conflict, names) | sides


def _name_place(edit: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """An edit with the name of the text in which it is made."""
    key = edit["path"].rpartition("/")[2].removesuffix(".md")
    return edit | {"place": names.get(key, key.replace("-", " ").capitalize())}
