"""The page for a draft that was edited in Word, with real Word files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document

from assembler.api import build_files
from assembler.portal import text_tree
from assembler.portal.models import Report
from assembler.portal.roles import Role
from tests.office import convert, edit
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/merge/"
PLACE = "contributions/consolidated/au.md"


@pytest.fixture
def page(client: Client, make_person: MakePerson, report: Report) -> Client:  # noqa: ARG001
    """The browser of an editor."""
    client.force_login(make_person(Role.EDITOR))
    return client


def _edit_draft(report: Report, old: str, new: str) -> SimpleUploadedFile:
    """A draft as built now, in which somebody has typed other words in Word."""
    outputs = build_files(text_tree.check_out(report), final=False, formats=["docx"]).outputs
    document = Document(BytesIO(next(data for name, data in outputs.items() if name.endswith(".docx"))))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new) if old in run.text else run.text
    file = BytesIO()
    document.save(file)
    return SimpleUploadedFile("second draft.docx", file.getvalue())


def _choose(answer: HttpResponse, **chosen: list[str]) -> dict[str, object]:
    """What the form of the page sends: all its edits, or these."""
    edits = [edit["key"] for change in answer.context["changes"] for edit in change["edits"]]  # type: ignore[attr-defined]
    return {"draft": answer.context["draft"], "edit": edits, **chosen}  # type: ignore[attr-defined]


@pytest.mark.slow
def test_edits_are_shown_then_made(page: Client, report: Report) -> None:
    """Nothing changes before the second button; a second press of it changes nothing more."""
    draft = _edit_draft(report, "Geneva", "Nairobi")
    answer = page.post(PAGE, {"file": draft})
    words = answer.content.decode()
    assert "second draft.docx" in words
    assert "Make the chosen edits" in words
    assert text_tree.read_file(report, PLACE) is None
    token = _choose(answer)
    assert page.post(PAGE, token).status_code == 302
    assert b"Nairobi" in (text_tree.read_file(report, PLACE) or b"")
    report.refresh_from_db()
    revision = report.last_revision
    page.post(PAGE, token)
    report.refresh_from_db()
    assert report.last_revision == revision


@pytest.mark.slow
def test_words_that_somebody_changed_meanwhile_are_shown_three_ways(page: Client, report: Report) -> None:
    """The edit is not made; both texts stand on the page."""
    first, second = _edit_draft(report, "Geneva", "Nairobi"), _edit_draft(report, "Geneva", "Dakar")
    for file in (first,):
        page.post(PAGE, _choose(page.post(PAGE, {"file": file})))
    answer = page.post(PAGE, {"file": second})
    words = answer.content.decode()
    assert "One edit of words that have changed since" in words
    assert "meeting in Geneva in 2026" in words
    assert "Nairobi</ins>" in words
    assert "Dakar</ins>" in words
    assert page.post(PAGE, _choose(answer)).status_code == 422
    assert b"Nairobi" in (text_tree.read_file(report, PLACE) or b"")
    (conflict,) = answer.context["conflicts"]
    assert page.post(PAGE, _choose(answer, conflict=[conflict["key"]])).status_code == 302
    assert b"Dakar" in (text_tree.read_file(report, PLACE) or b"")


@pytest.mark.parametrize("data", [b"", b"no Word file", b"PK\x03\x04"])
def test_what_is_no_draft_is_refused_with_a_sentence(page: Client, report: Report, data: bytes) -> None:  # noqa: ARG001
    """Empty, no Word file, a torn one; no file at all; a confirmation that nobody was shown."""
    for fields in ({"file": SimpleUploadedFile("a.docx", data)}, {}, {"draft": "forged"}):
        answer = page.post(PAGE, fields)
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()


def test_only_editors_merge(client: Client, report: Report, make_person: MakePerson) -> None:  # noqa: ARG001
    """A producer reads all and writes nothing."""
    client.force_login(make_person(Role.PRODUCER))
    assert client.get(PAGE).status_code == 403


def test_edits_are_shown_without_the_marks_of_the_text_files(page: Client, report: Report) -> None:
    """Words that go and words that come are told apart as on every page."""
    words = page.post(PAGE, {"file": _edit_draft(report, "Geneva", "Nairobi")}).content.decode()
    assert "Geneva</del>" in words
    assert "Nairobi</ins>" in words
    assert "{--" not in words


def test_what_is_no_word_file_is_named_as_that(page: Client, report: Report) -> None:  # noqa: ARG001
    """The reason stands in the summary of errors, not only that nothing was merged."""
    words = page.post(PAGE, {"file": SimpleUploadedFile("a.docx", b"no Word file")}).content.decode()
    assert "The file is no Word document." in words.partition("There is a problem")[2].partition("<h1>")[0]


@pytest.mark.slow
def test_each_edit_is_made_or_left_out(page: Client, report: Report) -> None:
    """Of two edits in one paragraph, one is made; without any, nothing is changed and the page says so."""
    answer = page.post(PAGE, {"file": _edit_draft(report, "meeting in Geneva", "seminar in Nairobi")})
    (change,) = answer.context["changes"]
    meeting, city = (edit["key"] for edit in change["edits"])
    refused = page.post(PAGE, _choose(answer, edit=[]))
    assert refused.status_code == 422
    assert "No edit was chosen." in refused.content.decode()
    assert text_tree.read_file(report, PLACE) is None
    assert meeting != city
    page.post(PAGE, _choose(answer, edit=[city]))
    assert b"held a meeting in Nairobi in 2026" in (text_tree.read_file(report, PLACE) or b"")


def _add_comment(data: bytes, words: str, author: str) -> bytes:
    document = Document(BytesIO(data))
    paragraph = next(one for one in document.paragraphs if "held a seminar" in one.text)
    document.add_comment(paragraph.runs[-1], text=words, author=author, initials="")
    output = BytesIO()
    document.save(output)
    return output.getvalue()


@pytest.mark.slow
def test_a_comment_in_word_is_answered_on_the_workbench_and_goes_out_again(
    page: Client, report: Report, tmp_path: Path
) -> None:
    """LibreOffice saves the draft in between; the next draft has the comment and the answer; settled, it has none."""
    built = _edit_draft(report, "one", "one").read()
    edited = edit(built, [["replace", "held a meeting", "held a seminar"]], tmp_path)
    (tmp_path / "out.docx").write_bytes(_add_comment(edited, "Which city?", "Reviewer One"))
    (tmp_path / "saved").mkdir()
    convert([tmp_path / "out.docx"], "docx", tmp_path / "saved")
    saved = (tmp_path / "saved" / "out.docx").read_bytes()
    answer = page.post(PAGE, {"file": SimpleUploadedFile("out.docx", saved)})
    assert "Reviewer One: Which city?</span>" in answer.content.decode()
    page.post(PAGE, _choose(answer))
    desk = "/r/a-81-1/org/au/"
    unit = page.get(desk).context["text"].units[1]
    assert unit.comments == ("Reviewer One: Which city?",)
    page.post(desk, {"act": "comment", "number": 2, "hash": unit.hash, "text": "Geneva, as it says."})
    outputs = build_files(text_tree.check_out(report), final=False, formats=["docx"]).outputs
    document = Document(BytesIO(next(data for name, data in outputs.items() if name.endswith(".docx"))))
    assert [comment.text for comment in document.comments] == [
        "Reviewer One: Which city?",
        "editor : Geneva, as it says.",
    ]
    unit = page.get(desk).context["text"].units[1]
    page.post(desk, {"act": "settle", "number": 2, "hash": unit.hash, "comment": ""})
    assert page.get(desk).context["text"].units[1].text == "The two organizations held a seminar in Geneva in 2026."
