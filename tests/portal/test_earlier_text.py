"""What an entity wrote in the report before this one is beside the text that it writes now."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.files import change_files
from assembler.portal.actions.reports import import_report
from assembler.portal.models import Pair, Person, Report
from assembler.portal.page_content.history import find_earlier_text
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson


@pytest.fixture
def next_report(report: Report, report_files: Mapping[str, bytes]) -> Report:  # noqa: ARG001  # the one before
    """The report of the next year, in which nothing is written yet."""
    files = {path: data.replace(b"A/81/1", b"A/83/1") for path, data in report_files.items() if path.endswith(".yaml")}
    return import_report(files)[0]


def test_earlier_text_is_shown_to_the_entity_alone(
    client: Client, next_report: Report, make_person: MakePerson
) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr")
    person.memberships.create(report=next_report, role=Role.FOCAL_POINT, entity="unhcr")
    editor = make_person(Role.EDITOR)
    editor.memberships.create(report=next_report, role=Role.EDITOR)
    page = f"/r/{next_report.pk}/my/unhcr/au/"
    client.force_login(person)
    words = client.get(page).content.decode()
    assert "What your entity wrote in A/81/1" in words
    assert "The two organizations held a meeting in Geneva in 2026." in words
    client.force_login(editor)
    words = client.get(page).content.decode()
    assert "held a meeting in Geneva" not in words


def test_there_is_none_where_nothing_was_written(next_report: Report, report: Report) -> None:
    assert find_earlier_text(Pair.objects.get(report=next_report, entity="unhcr", organization="osce")) is None
    assert find_earlier_text(Pair.objects.get(report=report, entity="unhcr", organization="au")) is None


def test_names_of_paragraphs_are_not_shown_and_stay(
    client: Client, focal_point: Person, pair: Pair, report: Report
) -> None:
    """Neither where nothing is changed, nor where words are rewritten, moved and added."""
    text = text_tree.read_file(report, pair.path) or b""
    change_files(
        focal_point,
        report,
        lambda _base: {pair.path: text + b"{: #geneva }\n\nThey agreed.\n{: #plan }\n"},
        "",
        "write",
        "",
    )
    client.force_login(focal_point)
    page = "/r/a-81-1/my/unhcr/au/"
    body = client.get(page).context["body"]
    assert "{:" not in body
    before = text_tree.read_file(report, pair.path)
    client.post(page, {"body": body, "version": Pair.objects.get(pk=pair.pk).version})
    assert text_tree.read_file(report, pair.path) == before
    body = "They agreed.\r\n\r\nA new paragraph.\r\n\r\nThe two organizations held a meeting in Rome in 2026."
    client.post(page, {"body": body, "version": Pair.objects.get(pk=pair.pk).version})
    after = (text_tree.read_file(report, pair.path) or b"").decode()
    assert after.endswith(
        "They agreed.\n{: #plan }\n\nA new paragraph.\n\n"
        "The two organizations held a meeting in Rome in 2026.\n{: #geneva }\n"
    )
