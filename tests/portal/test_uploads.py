"""What came of a file: one job, one transaction, one receipt."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.test import Client

from assembler.portal.actions import texts, uploads
from assembler.portal.actions.conflicts import RULE, list_conflicts
from assembler.portal.actions.files import find_file, write_file
from assembler.portal.actions.uploads import list_findings, take_file
from assembler.portal.isolated.process import run_job
from assembler.portal.models import Pair, Person, Receipt
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

TEXT = b"## Peace and security\n\nThey organised 5 meetings in Geneva in 2026.\n"


def test_file_is_read_in_one_job(focal_point: Person, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[str] = []

    def count(job: str, *arguments: object, **options: object) -> object:
        jobs.append(job)
        return run_job(job, *arguments, **options)

    monkeypatch.setattr(texts, "run_job", count)
    monkeypatch.setattr(uploads, "run_job", count)
    result = take_file(focal_point, pair, TEXT, "au.md")
    assert jobs == ["write_text"]
    assert {finding["rule"] for finding in result.findings} >= {"UN-NUM-01"}
    assert result.findings == list_findings(pair)
    assert (result.receipt.text, result.receipt.revision) == (pair.text, 2)


def test_text_without_receipt_is_not_kept(focal_point: Person, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> Receipt:
        raise OSError

    monkeypatch.setattr(uploads, "make_receipt", fail)
    before = pair.version
    with pytest.raises(OSError):  # noqa: PT011  # the only one that is raised here
        take_file(focal_point, pair, TEXT, "au.md")
    pair.refresh_from_db()
    assert (pair.version, pair.report.revisions.count()) == (before, 1)


def make_word_file(place: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"The two organizations held a meeting in {place} in 2026.")
    document.save(stream := BytesIO())
    return stream.getvalue()


@pytest.mark.slow
def test_words_that_an_editor_has_changed_too_wait_for_a_decision(
    client: Client, focal_point: Person, make_person: MakePerson, pair: Pair
) -> None:
    """A conflict is recorded beside the texts of the entity, and nothing is refused."""
    editor = make_person(Role.EDITOR)
    take_file(focal_point, pair, make_word_file("Geneva"), "1.docx", replaces=True)
    data, version = find_file(focal_point, pair.report, pair.path)
    write_file(editor, pair.report, pair.path, data.replace(b"Geneva", b"Rome"), version)
    result = take_file(focal_point, pair, make_word_file("Nairobi"), "2.docx")
    assert RULE in {finding["rule"] for finding in result.findings}
    assert b"Rome" in find_file(focal_point, pair.report, pair.path)[0]

    address = f"/r/a-81-1/my/{pair}/"
    client.force_login(focal_point)
    assert "waits for your decision" not in client.get(address).content.decode()
    assert client.post(f"{address}settle/").status_code == 403
    client.force_login(editor)
    page = client.get(address).content.decode()
    assert "One change of a Word file waits for your decision" in page
    assert all(f"in {place} in 2026" in page for place in ("Geneva", "Rome", "Nairobi"))
    assert client.post(f"{address}settle/", follow=True).status_code == 200
    assert list_conflicts(pair) == ()
    assert RULE not in {finding["rule"] for finding in list_findings(pair)}
    again = take_file(focal_point, pair, make_word_file("Nairobi"), "2.docx")
    assert RULE not in {finding["rule"] for finding in again.findings}
    assert list_conflicts(pair) == ()
    assert b"Rome" in find_file(focal_point, pair.report, pair.path)[0]
