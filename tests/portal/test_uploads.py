"""What came of a file: one job, one transaction, one receipt."""

from __future__ import annotations

import pytest

from assembler.portal.actions import texts, uploads
from assembler.portal.actions.uploads import list_findings, take_file
from assembler.portal.isolated.process import run_job
from assembler.portal.models import Pair, Person, Receipt

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
