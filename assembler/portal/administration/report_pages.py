"""The pages of reports: all of them, a folder taken in, a folder given out."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.actions.reports import compare_folder, export_report, import_report
from assembler.portal.administration.access import for_administrators
from assembler.portal.administration.csv_files import attach_csv
from assembler.portal.administration.report_list import COLUMNS, list_reports
from assembler.portal.api.documents import attach
from assembler.portal.blobs import hash_content, read_blob, save_blob
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import ArchiveAnswer, ArchiveRequest
from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, may
from assembler.portal.problems import Forbidden, Invalid, Problem, require_size
from assembler.portal.views.my import read_person

_SALT = "assembler.portal.folders"
_LONGEST_WAIT = 24 * 3600
"""For how many seconds a folder that was tried can be taken in."""


@require_safe
@for_administrators
def reports(request: HttpRequest) -> HttpResponse:
    """The page `/admin/reports/`."""
    content = {"rows": tuple(list_reports(read_person(request)))}
    return render(request, "portal/administration/reports.html", content)


@require_safe
@for_administrators
def reports_csv(request: HttpRequest) -> HttpResponse:
    """The reports as CSV."""
    return attach_csv("reports.csv", COLUMNS, (row.list_cells() for row in list_reports(read_person(request))))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def take_folder(request: HttpRequest) -> HttpResponse:
    """The page `/admin/reports/import/`: what a folder changes is shown before it is taken in."""
    if request.method != "POST":
        return render(request, "portal/administration/report_import.html")
    person = read_person(request)
    try:
        if "take" in request.POST:
            return _take(request, person, request.POST["take"])
        return _try(request, person)
    except Problem as problem:
        content = {"problem": problem, "problem_field": "file"}
        return render(request, "portal/administration/report_import.html", content, status=problem.status)


@require_POST
@for_administrators
def give_folder(request: HttpRequest, report: str) -> HttpResponse:
    """The folder of a report as a ZIP file, for administrators who may read its texts by another role."""
    person, place = read_person(request), get_object_or_404(Report, pk=report)
    if not may(person, Action.READ_ALL_TEXTS, place):
        raise Forbidden(
            _("An administrator reads no text by that role."),
            _("To export the folder, be an editor or a producer of the report. All of the report see that change."),
        )
    data = _pack(export_report(place, person))
    return attach(data, f"{report}.zip", hash_content(data))


def _try(request: HttpRequest, person: Person) -> HttpResponse:
    file = request.FILES.get("file")
    if not file:
        raise Invalid(_("No file was sent."), _("Choose a ZIP file with the folder of the report."))
    require_size(file.size or 0)
    data = bytes(file.read())
    archive = _unpack(data)
    comparison = compare_folder(archive.files)
    token = signing.dumps({"blob": save_blob(data).sha256, "person": person.pk}, salt=_SALT, compress=True)
    content = {"comparison": comparison, "others": archive.others, "token": token}
    return render(request, "portal/administration/report_import.html", content)


def _take(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    try:
        choice = signing.loads(token, salt=_SALT, max_age=_LONGEST_WAIT)
    except signing.BadSignature:
        choice = {}
    if choice.get("person") != person.pk:
        raise Invalid(_("The folder cannot be taken in any more."), _("Send the file again."))
    report, conflicts = import_report(_unpack(read_blob(choice["blob"])).files, person)
    values = {"report": report.symbols, "revision": report.last_revision}
    messages.success(request, _("%(report)s was taken in: revision %(revision)s.") % values)
    for path in conflicts:
        messages.warning(request, _("%(path)s has changed on both sides, and stays as it is here.") % {"path": path})
    return redirect("reports")


def _unpack(data: bytes) -> ArchiveAnswer:
    """The files of a ZIP file. Raises Invalid."""
    archive = run_job("unpack", ArchiveRequest(data), ArchiveAnswer)
    if not archive.obstacle:
        return archive
    hints = {
        "broken": (_("The file is no whole ZIP file."), _("Make the ZIP file again, and send that one.")),
        "encrypted": (_("The ZIP file has a password."), _("Make a ZIP file without a password.")),
        "path": (_("The ZIP file has a file at a place that is not allowed."), _("Take this file out.")),
        "twice": (_("The ZIP file has two files at one place."), _("Make the ZIP file again from the folder.")),
        "too-many": (_("The ZIP file has more than 5,000 files."), _("Pack the folder of one report alone.")),
        "too-large": (_("The files are larger than 150 MB together."), _("Pack the folder of one report alone.")),
        "no-plan": (
            _("The ZIP file has no contributions/report.yaml."),
            _("Pack the folder of the report, with its folder contributions."),
        ),
        "many-plans": (_("The ZIP file has more than one report."), _("Pack the folder of one report alone.")),
    }
    title, detail = hints[archive.obstacle]
    raise Invalid(title, f"{archive.place}: {detail}" if archive.place else detail)


def _pack(files: dict[str, bytes]) -> bytes:
    """A ZIP file of these files, the same bytes for the same files."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(ZipInfo(path, datetime(1980, 1, 1, tzinfo=UTC).timetuple()[:6]), data, ZIP_DEFLATED)
    return stream.getvalue()
