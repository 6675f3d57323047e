"""The page on which any two states of a report are compared."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.build_work import make_next_build
from assembler.portal.actions.builds import request_build
from assembler.portal.models import Build, Person, Report
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/builds/compare/"
TEXT = "contributions/unhcr/au.md"


@pytest.fixture
def later(report: Report) -> Report:
    """The report, in whose second revision one word is another."""
    tree = text_tree.read_tree(report)
    data = text_tree.read_files({TEXT: tree[TEXT]})[TEXT].replace(b"Geneva", b"Nairobi")
    text_tree.commit(report, {TEXT: data}, tree, None, "File written")
    report.refresh_from_db()
    return report


def _ask(page: Client, path: str = "", **states: object) -> Any:
    return page.get(f"{PAGE}{path}", states)


def test_two_revisions_are_compared_in_figures_and_redlines(page: Client, later: Report) -> None:  # noqa: ARG001
    """The list names who changed what; the redline names both states, in Word with tracked changes."""
    words = page.get(PAGE).content.decode()
    assert "Revision 2 (" in words
    figures = _ask(page, old=1, new=2).content.decode()
    assert "African Union" in figures
    assert "+1 −1" in figures
    assert "Nothing has changed" in _ask(page, old=2, new=2).content.decode()
    redline = _ask(page, "html", old=1, new=2)
    assert redline.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Revision 1" in redline.content.decode()
    assert redline.headers["Content-Security-Policy"].startswith("sandbox")
    assert "allow-scripts" not in redline.headers["Content-Security-Policy"]
    word = _ask(page, "docx", old=1, new=2)
    assert word.content.startswith(b"PK")
    assert word.headers["Content-Disposition"] == 'attachment; filename="A-81-1-comparison.docx"'


@pytest.mark.slow
def test_a_redline_as_pdf_is_a_download(page: Client, later: Report) -> None:  # noqa: ARG001
    pdf = _ask(page, "pdf", old=1, new=2)
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="A-81-1-comparison.pdf"'


def test_states_that_cannot_be_compared_are_refused(page: Client, later: Report) -> None:
    build = Build.objects.create(pk="a" * 64, report=later, revision=1, kind="draft", state="done")
    assert _ask(page, old=build.pk, new=2).status_code == 422
    assert "This build has no outputs." in _ask(page, old=build.pk, new=2).content.decode()
    assert _ask(page, old=1, new=9).status_code == 404
    assert _ask(page, old="none", new=2).status_code == 404
    assert _ask(page, "txt", old=1, new=2).status_code == 404
    assert _ask(page, "html", old="²", new=2).status_code == 404


def test_who_reads_drafts_alone_compares_drafts_alone(client: Client, later: Report, make_person: MakePerson) -> None:
    """An observer is shown no revision, and a focal point no draft before it was sent out."""
    producer = make_person(Role.PRODUCER)
    build = request_build(producer, later, kind="draft", formats=["txt"])
    make_next_build.call()
    client.force_login(make_person(Role.OBSERVER))
    words = client.get(PAGE).content.decode()
    assert f'value="{build.pk}"' in words
    assert 'value="1"' not in words
    assert "Nothing has changed" in _ask(client, old=build.pk, new=build.pk).content.decode()
    assert _ask(client, old=1, new=2).status_code == 403
    client.force_login(make_person(Role.FOCAL_POINT, "undp"))
    assert build.pk not in client.get(PAGE).content.decode()
    assert _ask(client, old=build.pk, new=build.pk).status_code == 404


def test_page_and_redline_speak_french(page: Client, later: Report) -> None:
    """French readers get the page in French."""
    Person.objects.update(language="fr")
    assert "Comparer deux états du rapport" in page.get(PAGE).content.decode()
    assert "Révision 2" in _ask(page, "html", old=1, new=later.last_revision).content.decode()
