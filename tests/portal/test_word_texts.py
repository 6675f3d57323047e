"""Texts that lie in the folder as Word files: shown, written, submitted and cleared without the loss of a word."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import docx
import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.reports import import_report
from assembler.portal.models import Pair, Person, Report

OSCE = "/r/a-81-1/my/unhcr/osce/"
WORD = "contributions/unhcr/osce.docx"
TEXT = "contributions/unhcr/osce.md"
WORDS = "UNHCR and the Organization held a workshop in Vienna in 2026."


@pytest.fixture
def client(focal_point: Person) -> Client:
    client = Client()
    client.force_login(focal_point, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def pair(report: Report, report_files: dict[str, bytes]) -> Pair:
    """A text that came as a Word file in the folder."""
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.save(stream := BytesIO())
    import_report(report_files | {WORD: stream.getvalue()})
    return Pair.objects.get(report=report, entity="unhcr", organization="osce")


def read_field(page: object) -> str:
    """What stands in the field of the text."""
    content = page.content.decode()  # type: ignore[attr-defined]
    return unescape(re.search(r'<textarea id="body".*?>(.*?)</textarea>', content, re.DOTALL)[1])  # type: ignore[index]


@pytest.mark.slow
def test_words_of_a_word_file_are_shown_and_kept(client: Client, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(state="draft")
    page = client.get(OSCE)
    assert WORDS in read_field(page)
    assert "This text came as a Word file" in page.content.decode()
    assert client.get(f"/api/v1/reports/a-81-1/files/{WORD}").content[:2] == b"PK"

    body = f"{read_field(page)}\n\nThey met again."
    assert client.post(OSCE, {"body": body, "version": pair.version}).status_code == 302
    assert read_field(client.get(OSCE)) == body
    tree = text_tree.read_tree(pair.report)
    assert TEXT in tree
    assert WORD not in tree
    pair.refresh_from_db()
    assert pair.version == 2
    assert WORD in text_tree.read_tree(pair.report, 2)


def test_word_file_is_submitted_in_its_words(focal_point: Person, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(state="draft")
    pair.refresh_from_db()
    make_move(focal_point, pair, "submit")
    assert WORDS in text_tree.read_file(pair.report, TEXT).decode()
    assert (pair.state, pair.words) == ("submitted", 11)


@pytest.mark.parametrize(("move", "state"), [("withdraw", "withdrawn"), ("nothing-to-report", "nothing-to-report")])
def test_word_file_leaves_no_second_text(focal_point: Person, pair: Pair, move: str, state: str) -> None:
    Pair.objects.filter(pk=pair.pk).update(state="draft")
    pair.refresh_from_db()
    make_move(focal_point, pair, move, "Sent too early.")
    assert pair.state == state
    assert WORD not in text_tree.read_tree(pair.report)


@pytest.mark.slow
def test_file_that_is_no_word_file_does_not_stop_the_author(client: Client, pair: Pair) -> None:
    text_tree.commit(pair.report, {WORD: b"PK no archive"}, text_tree.read_tree(pair.report), None, "Broken")
    Pair.objects.filter(pk=pair.pk).update(state="draft")
    assert client.get(OSCE).status_code == 200
    assert client.post(OSCE, {"body": "New words.", "version": pair.version}).status_code == 302
    assert read_field(client.get(OSCE)) == "New words."
    assert WORD not in text_tree.read_tree(pair.report)
