"""The pages of the general texts of a report."""

from __future__ import annotations

import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.models import Event, Report
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

LIST = "/r/a-81-1/general/"
PAGE = f"{LIST}introduction/"
PLACE = "contributions/general/introduction.md"


@pytest.fixture
def report_files(report_files: dict[str, bytes]) -> dict[str, bytes]:
    """The small report with a plan that names an introduction, and with a text that the plan does not name."""
    plan = report_files["contributions/report.yaml"].replace(
        b"sections:\n", b"sections:\n  - {title: Introduction, text: introduction}\n"
    )
    return report_files | {"contributions/report.yaml": plan, "contributions/general/more.md": b"Three more words.\n"}


@pytest.fixture
def page(client: Client, make_person: MakePerson, report: Report) -> Client:  # noqa: ARG001
    """The browser of an editor."""
    client.force_login(make_person(Role.EDITOR))
    return client


def _act(page: Client, act: str, number: int = 0, **fields: str) -> tuple[int, str]:
    """Does something with a paragraph as it stands on the page."""
    units = page.get(PAGE).context["text"].units
    hash = units[number - 1].hash if 0 < number <= len(units) else ""
    answer = page.post(PAGE, {"act": act, "number": number, "hash": hash, **fields}, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_list_says_how_far_each_text_is(page: Client) -> None:
    words = page.get(LIST).content.decode()
    assert words.index(">Introduction<") < words.index(">more<")
    assert "not begun" in words
    assert "not in the plan" in words
    assert f'href="{PAGE}"' in words
    assert page.get(f"{LIST}none/").status_code == 404
    assert page.post(f"{LIST}none/", {"act": "add", "text": "They met."}).status_code == 404


@pytest.mark.slow
def test_a_text_is_begun_edited_and_taken_back(page: Client, report: Report) -> None:
    """No paragraph has a source, so no reason is asked for."""
    assert "Begin this text" in page.get(PAGE).content.decode()
    _act(page, "add", text="They met.\r\n\r\nThey agreed.")
    assert text_tree.read_file(report, PLACE) == b"They met.\n\nThey agreed.\n"
    _act(page, "up", 2)
    _act(page, "leave-out", 2)
    assert text_tree.read_file(report, PLACE) == b"They agreed.\n"
    page.post(PAGE, {"act": "take-back", "number": page.get(PAGE).context["newest"]})
    assert text_tree.read_file(report, PLACE) == b"They agreed.\n\nThey met.\n"
    assert [event.what for event in Event.objects.filter(chain=report.pk)] == ["import", *["edit"] * 3, "take back"]


@pytest.mark.slow
def test_the_second_of_two_editors_sees_both_texts(page: Client, report: Report) -> None:
    """So does the second of two who begin the same text."""
    fields = {"act": "add", "number": "0"}
    page.post(PAGE, fields | {"text": "The first editor wrote this."})
    unit = page.get(PAGE).context["text"].units[0]
    fields = {"act": "rewrite", "number": "1", "hash": unit.hash}
    page.post(PAGE, fields | {"text": "The first editor wrote more."})
    answer = page.post(PAGE, fields | {"text": "The first editor wrote less."})
    assert answer.status_code == 412
    assert "The first editor wrote more." in answer.content.decode()
    assert "The first editor wrote less." in answer.content.decode()
    assert text_tree.read_file(report, PLACE) == b"The first editor wrote more.\n"
    page.post(PAGE, {"act": "add", "number": "0", "text": "The third editor began this."})
    assert b"The first editor wrote more.\n" in (text_tree.read_file(report, PLACE) or b"")


def test_others_read_or_see_nothing(client: Client, report: Report, make_person: MakePerson) -> None:  # noqa: ARG001
    """Producers and observers read without buttons; for a focal point there is no such page."""
    for role in (Role.PRODUCER, Role.OBSERVER):
        client.force_login(make_person(role))
        assert 'name="act"' not in client.get(PAGE).content.decode()
        assert "General texts" in client.get(LIST).content.decode()
        assert client.post(PAGE, {"act": "add", "text": "They met."}).status_code == 403
    client.force_login(make_person(Role.FOCAL_POINT, "unhcr"))
    assert client.get(LIST).status_code == client.get(PAGE).status_code == 404
