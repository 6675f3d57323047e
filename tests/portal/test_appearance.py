"""Job number, emblem and templates: set on their page and by the API, through the library's gates."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assembler import api
from assembler.portal import text_tree
from assembler.portal.actions.build_work import make_next_build
from assembler.portal.actions.builds import request_build
from assembler.portal.actions.reports import export_report
from assembler.portal.blobs import read_blob
from assembler.portal.models import Build, Event, Person, Report, Revision
from assembler.portal.roles import Role
from tests.portal.conftest import Call, MakePerson
from tests.portal.running_portal import write_folder

PAGE = "/r/a-81-1/builds/appearance/"
PLAN = "contributions/report.yaml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def page(client: Client, producer: Person) -> Client:
    client.force_login(producer)
    return client


type Send = Callable[..., str]


@pytest.fixture
def send(page: Client, report: Report) -> Send:  # noqa: ARG001
    """Presses a button of the page; the words of the page after it, which is refused where that is said."""

    def press(act: str, data: bytes | None = None, status: int = 302, **fields: str) -> str:
        file = {} if data is None else {"file": SimpleUploadedFile("file", data)}
        answer = page.post(PAGE, {"act": act, **fields, **file})
        assert answer.status_code == status
        return (page.get(PAGE) if status == 302 else answer).content.decode()

    return press


def _read(report: Report, path: str) -> bytes | None:
    return text_tree.read_file(report, path)


def _change_word_template(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The packaged look of the Word file, of which each part is changed or left out."""
    packaged = api.report_templates(api.load({}))["report.docx"]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packaged)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def test_job_number_is_a_line_of_the_plan(send: Send, report: Report, producer: Person) -> None:
    """All other lines stay as they are; the change is a revision and an event of the producer."""
    before = _read(report, PLAN)
    words = send("job-number", job_number=" 27-01234 ", before="")
    assert 'value="27-01234"' in words
    assert "The job number is saved." in words
    plan = _read(report, PLAN)
    assert plan == (before or b"") + b"job_number: 27-01234\n"
    event = Event.objects.get(what="set job number")
    assert (event.actor, event.details["paths"]) == (producer.email, [PLAN])
    assert Revision.objects.get(report=report, number=2).by == producer
    send("job-number", job_number="", before="27-01234")
    assert _read(report, PLAN) == before


def test_job_number_of_somebody_else_is_not_overwritten(send: Send, report: Report) -> None:
    send("job-number", job_number="27-01234", before="")
    words = send("job-number", None, 412, job_number="27-99999", before="")
    assert "Somebody else has changed" in words
    assert 'value="27-99999"' in words  # what was typed is not lost
    assert b"27-01234" in (_read(report, PLAN) or b"")


def test_job_number_that_cannot_be_used_is_refused_at_its_field(send: Send, report: Report) -> None:
    before = _read(report, PLAN)
    words = send("job-number", None, 422, job_number="27-01234\u200b", before="")
    assert 'href="#job-number"' in words
    assert _read(report, PLAN) == before


def test_emblem_is_kept_with_the_report_and_taken_away(send: Send, page: Client, report: Report) -> None:
    words = send("emblem", SVG)
    assert f'src="{PAGE}emblem/"' in words
    assert _read(report, "templates/emblem.svg") == SVG
    assert b"emblem: templates/emblem.svg" in (_read(report, PLAN) or b"")
    picture = page.get(f"{PAGE}emblem/")
    assert (picture.content, picture.headers["Content-Type"]) == (SVG, "image/svg+xml")
    assert picture.headers["Content-Security-Policy"].startswith("sandbox")
    loaded = api.load(text_tree.check_out(report))
    assert loaded.emblem == SVG
    assert [finding for finding in loaded.findings if "EMB" in finding.rule or "PLC" in finding.rule] == []
    png = b"\x89PNG\r\n\x1a\n..."
    send("emblem", png)
    assert _read(report, "templates/emblem.svg") is None
    assert _read(report, "templates/emblem.png") == png
    assert "a ring stands in its place" in send("remove-emblem")
    assert _read(report, "templates/emblem.png") is None
    assert b"emblem" not in (_read(report, PLAN) or b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "has a script or a page in it."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='//a/b.png'/></svg>", "takes something from elsewhere."),
        (b"%PDF-1.7", "is not a picture that Word and PDF can show."),
    ],
)
def test_emblem_that_is_more_than_a_picture_is_refused(send: Send, report: Report, data: bytes, words: str) -> None:
    page = send("emblem", data, 422)
    assert words in page
    assert text_tree.read_tree(report).keys() == text_tree.read_tree(report, 1).keys()
    assert report.last_revision == 1


def test_template_says_what_it_lacks_and_is_taken_away(send: Send, page: Client, report: Report) -> None:
    """A template that lacks a style or a word in braces is taken, and the page names both."""
    packaged = page.get(f"{PAGE}templates/report.docx").content
    assert packaged == api.report_templates(api.load({}))["report.docx"]

    def change(_name: str, data: bytes) -> bytes:
        return data.replace(b"{symbol}", b"A/80/1").replace(b"__Single Txt", b"Body Text")

    own = _change_word_template(change)
    words = send("template", own, name="report.docx")
    assert "has no style “__Single Txt”" in words
    assert "have no “{symbol}”" in words
    assert page.get(f"{PAGE}templates/report.docx").content == own
    assert "has no style" not in send("remove-template", name="report.docx")
    assert _read(report, "templates/report.docx") is None


def test_templates_that_cannot_be_used_are_refused(send: Send, report: Report) -> None:
    linked = b'<Relationship Id="x" Type="http://x/image" Target="http://example.org/a.png" TargetMode="External"/>'

    def link(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", linked + b"</Relationships>") if "document.xml.rels" in name else data

    assert "takes something from elsewhere" in send("template", _change_word_template(link), 422, name="report.docx")
    assert "The file" in send("template", b"no Word file", 422, name="report.docx")
    assert "The template was not taken." in send("template", b"{% for %}", 422, name="report.html.j2")
    send("template", b"{{ ''.__class__.__mro__ }}", 422, name="report.html.j2")
    send("template", b"x", 404, name="labels/en.yaml")
    send("template", None, 422, name="report.css")
    assert report.last_revision == 1


@pytest.mark.slow
def test_api_does_the_same(call: Call, producer: Person, report: Report, make_person: MakePerson) -> None:
    status, own = call(producer, "PUT", "/appearance/job-number", {"job_number": "27-01234", "before": ""})
    assert (status, own["job_number"]) == (200, "27-01234")
    assert call(producer, "PUT", "/appearance/job-number", {"job_number": "27-1", "before": ""})[0] == 412
    status, own = call(producer, "PUT", "/appearance/emblem", SVG, type="image/svg+xml")
    assert (status, own["emblem"], own["findings"]) == (200, "templates/emblem.svg", [])
    status, problem = call(producer, "PUT", "/appearance/emblem", b"<svg><script/></svg>", type="image/svg+xml")
    assert (status, problem["findings"][0]["rule"]) == (422, "IN-EMB-01")  # type: ignore[index]
    assert call(producer, "PUT", "/appearance/templates/report.css", b"p { color: black }", type="text/css")[0] == 200
    assert _read(report, "templates/report.css") == b"p { color: black }"
    status, own = call(producer, "DELETE", "/appearance/emblem")
    assert (status, own["emblem"]) == (200, None)
    assert call(make_person(Role.OBSERVER), "DELETE", "/appearance/templates/report.css")[0] == 403
    assert call(make_person(Role.FOCAL_POINT, "undp"), "GET", "/appearance")[0] == 404


@pytest.mark.slow
def test_final_is_that_of_the_command_line(send: Send, report: Report, producer: Person, tmp_path: Path) -> None:
    """Byte for byte, with job number, emblem, a template of the report's own and accepted findings."""
    send("job-number", job_number="27-01234", before="")
    send("emblem", SVG)
    style = api.report_templates(api.load({}))["report.css"]
    send("template", style + b"p { widows: 3 }\n", name="report.css")
    reasons: dict[str, str] = {}
    for _try in range(2):
        build = request_build(producer, report, kind="final", formats=("docx", "pdf", "html"), accepted=reasons)
        make_next_build.call()
        build.refresh_from_db()
        reasons = {finding["rule"]: "Agreed by telephone." for finding in build.findings if finding["blocks"]}
    assert build.state == Build.State.DONE
    write_folder(tmp_path, export_report(report))
    accepted = [part for rule in build.accepted for part in ("--accept", rule, "--because", "Agreed by telephone.")]
    options = ["build", "--final", "--to", "docx,pdf,html", *accepted]
    subprocess.run([sys.executable, "-m", "assembler", "-C", str(tmp_path), *options], check=True, capture_output=True)
    outputs = {path.name: path.read_bytes() for path in (tmp_path / "build" / "final").iterdir()}
    assert {file.name: read_blob(file.blob_id) for file in build.files.all()} == outputs
    with zipfile.ZipFile(io.BytesIO(outputs["A-81-1.docx"])) as word:
        assert word.read("word/media/emblem.svg") == SVG
    assert {"A-81-1.docx", "A-81-1.html", "A-81-1.pdf"} < outputs.keys()
