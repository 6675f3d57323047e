"""The administrator's pages of reports: list, folders taken in and given out."""

from __future__ import annotations

from inspect import getsource
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assembler.portal import text_tree
from assembler.portal.administration import report_pages
from assembler.portal.isolated import folder_archive
from assembler.portal.isolated.values import ArchiveAnswer, ArchiveRequest, decode, encode
from assembler.portal.models import Event, Membership, Person, Report, Revision
from assembler.portal.roles import Role

REPORTS = "/admin/reports/"
TEXT = "contributions/unhcr/au.md"


def pack(files: dict[str, bytes], start: str = "") -> SimpleUploadedFile:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(f"{start}{path}", data)
    return SimpleUploadedFile("report.zip", stream.getvalue())


def try_folder(desk: Client, file: SimpleUploadedFile) -> tuple[int, dict[str, object]]:
    answer = desk.post(f"{REPORTS}import/", {"file": file})
    return answer.status_code, {name: answer.context.get(name) for name in ("comparison", "token", "others", "problem")}


def test_a_new_report_is_shown_before_it_is_taken_in(desk: Client, report_files: dict[str, bytes]) -> None:
    files = report_files | {"dist/report.docx": b"x"}
    status, shown = try_folder(desk, pack(files, "My report/"))
    assert status == 200
    comparison = shown["comparison"]
    assert (comparison.id, comparison.is_new) == ("a-81-1", True)  # type: ignore[attr-defined]
    assert set(comparison.added) == set(report_files)  # type: ignore[attr-defined]
    assert shown["others"] == ("My report/dist/report.docx",)
    assert not Report.objects.exists()
    words = desk.post(f"{REPORTS}import/", {"take": shown["token"]}, follow=True).content.decode()
    assert "A/81/1 was taken in: revision 1." in words
    assert text_tree.check_out(Report.objects.get()) == report_files
    assert Event.objects.get(what="import").actor == "admin@example.org"


def test_conflicts_are_named_by_path_and_nothing_is_overwritten(
    desk: Client, report: Report, report_files: dict[str, bytes]
) -> None:
    here = report_files[TEXT] + b"\nHere.\n"
    text_tree.commit(report, {TEXT: here}, text_tree.read_tree(report), None, "Written")
    new = "contributions/undp/au.md"
    files = report_files | {
        TEXT: report_files[TEXT] + b"\nThere.\n",
        new: report_files[TEXT].replace(b"unhcr", b"undp"),
    }
    _status, shown = try_folder(desk, pack(files))
    comparison = shown["comparison"]
    assert (comparison.conflicts, comparison.added, comparison.changed) == ((TEXT,), (new,), ())  # type: ignore[attr-defined]
    assert Revision.objects.count() == 2
    words = desk.post(f"{REPORTS}import/", {"take": shown["token"]}, follow=True).content.decode()
    assert f"{TEXT} has changed on both sides" in words
    assert text_tree.read_file(report, TEXT) == here
    assert text_tree.read_file(report, new)


def test_a_folder_that_was_tried_by_somebody_else_is_not_taken(desk: Client, report_files: dict[str, bytes]) -> None:
    _status, shown = try_folder(desk, pack(report_files))
    desk.force_login(Person.objects.create_user("other@example.org", is_administrator=True))
    for token in (shown["token"], "x"):
        assert desk.post(f"{REPORTS}import/", {"take": token}).status_code == 422
    assert not Report.objects.exists()


def _link() -> SimpleUploadedFile:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        entry = ZipInfo("contributions/report.yaml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return SimpleUploadedFile("report.zip", stream.getvalue())


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (lambda: SimpleUploadedFile("report.zip", b"PK"), "The file is no whole ZIP file."),
        (lambda: pack({"a.txt": b""}), "The ZIP file has no contributions/report.yaml."),
        (lambda: pack({"../contributions/report.yaml": b""}), "at a place that is not allowed"),
        (lambda: pack({"/contributions/report.yaml": b""}), "at a place that is not allowed"),
        (lambda: pack({"C:/contributions/report.yaml": b""}), "at a place that is not allowed"),
        (_link, "at a place that is not allowed"),
        (
            lambda: pack({"a/contributions/report.yaml": b"", "b/contributions/report.yaml": b""}),
            "more than one report",
        ),
        (lambda: pack({"contributions/report.yaml": b"title: [\n"}), "The plan of this report cannot be used."),
        (lambda: pack({f"{number}": b"" for number in range(5001)}), "more than 5,000 files"),
    ],
)
def test_a_file_that_is_no_folder_is_refused_with_its_reason(desk: Client, file: object, title: str) -> None:
    status, shown = try_folder(desk, file())  # type: ignore[operator]
    assert status == 422
    assert title in shown["problem"].title  # type: ignore[attr-defined]
    assert shown["problem"].detail  # type: ignore[attr-defined]


def test_bytes_are_counted_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_archive, "MOST_BYTES", 1_000_000)
    for size, obstacle in ((500_000, ""), (500_001, "too-large")):
        files = {"contributions/report.yaml": bytes(500_000), "templates/a.css": bytes(size)}
        answer = folder_archive.unpack(encode(ArchiveRequest(pack(files).read())))
        assert decode(answer, ArchiveAnswer).obstacle == obstacle


def test_every_obstacle_of_an_archive_has_words() -> None:
    source = getsource(report_pages)
    assert [name for name in folder_archive.OBSTACLES if f'"{name}": (' not in source] == []


def test_who_may_read_the_texts_exports_what_comes_back_unchanged(
    desk: Client, administrator: Person, report: Report, report_files: dict[str, bytes]
) -> None:
    export = f"{REPORTS}a-81-1/export/"
    assert desk.post(export).status_code == 403
    assert "Export" not in desk.get(REPORTS).content.decode()
    assert desk.post(f"{REPORTS}a-99-1/export/").status_code == 404
    Membership.objects.create(person=administrator, report=report, role=Role.PRODUCER)
    assert "Export" in desk.get(REPORTS).content.decode()
    data = desk.post(export).content
    assert data == desk.post(export).content
    with ZipFile(BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == report_files
    assert {event.actor for event in Event.objects.filter(what="export")} == {"admin@example.org"}
    _status, shown = try_folder(desk, SimpleUploadedFile("report.zip", data))
    comparison = shown["comparison"]
    changes = comparison.added + comparison.changed + comparison.removed  # type: ignore[attr-defined]
    assert changes == ()


def test_the_reports_as_csv_hold_no_formula(desk: Client, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(title='=HYPERLINK("x")')
    head, row = desk.get("/admin/reports.csv").content.decode("utf-8-sig").splitlines()
    assert head == "id,symbols,title,language,texts,owed,late,people,revision,changed"
    assert row.startswith('a-81-1,A/81/1,"\'=HYPERLINK(""x"")",en,3,3,0,0,1,')


@pytest.mark.usefixtures("report")
def test_the_page_of_many_reports_asks_the_same_questions(desk: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        desk.get(REPORTS)
    Report.objects.bulk_create(Report(id=f"r-{n}", symbols=f"R/{n}", title="T") for n in range(20))
    with CaptureQueriesContext(connection) as many:
        desk.get(REPORTS)
    assert len(many) == len(few)
