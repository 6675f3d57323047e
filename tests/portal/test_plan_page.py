"""The page of the plan and the name lists: faults are named by line, and nobody overwrites anybody."""

from __future__ import annotations

import re

from django.test import Client

from assembler import __version__
from assembler.portal import text_tree
from assembler.portal.models import Event, Pair, Report
from assembler.portal.roles import Role
from tests.portal.conftest import ORGANIZATIONS, PLAN, MakePerson

PAGE = "/r/a-81-1/plan/?file=report"
PATH = "contributions/report.yaml"


def read_version(page: Client, file: str = "report") -> str:
    match = re.search(
        r'name="version" value="([0-9a-f]{64})"', page.get(f"/r/a-81-1/plan/?file={file}").content.decode()
    )
    assert match
    return match[1]


def test_plan_is_changed_and_what_was_asked_for_follows(page: Client, report: Report) -> None:
    text = PLAN.replace("undp: [au]", "undp: [au, osce]").replace("\n", "\r\n")
    answer = page.post(PAGE, {"act": "save", "version": read_version(page), "text": text}, follow=True)
    assert "The file is saved." in answer.content.decode()
    assert Pair.objects.filter(report=report, entity="undp", organization="osce").exists()
    assert text_tree.read_file(report, PATH) == text.replace("\r\n", "\n").encode()
    assert Event.objects.get(what="write").object == PATH


def test_fault_is_named_by_its_line_and_a_plan_that_cannot_be_used_is_not_kept(page: Client, report: Report) -> None:
    text = PLAN.replace("date: 2027-06-01", "date: tomorrow")
    version = read_version(page)
    checked = page.post(PAGE, {"act": "check", "version": version, "text": text}).content.decode()
    assert "Line 4:" in checked
    assert "date: tomorrow" in checked
    refused = page.post(PAGE, {"act": "save", "version": version, "text": text})
    assert refused.status_code == 422
    assert "The plan of this report cannot be used." in refused.content.decode()
    assert "Line 4:" in refused.content.decode()
    assert text_tree.read_file(report, PATH) == PLAN.encode()


def test_second_of_two_editors_sees_both_versions(page: Client, report: Report) -> None:
    version = read_version(page, "organizations")
    address = "/r/a-81-1/plan/?file=organizations"
    first = ORGANIZATIONS.replace("African Union", "Union of Africa")
    assert page.post(address, {"act": "save", "version": version, "text": first}).status_code == 302
    second = ORGANIZATIONS.replace("item_letter: b", "item_letter: c")
    answer = page.post(address, {"act": "save", "version": version, "text": second})
    words = answer.content.decode()
    assert (answer.status_code, "Union of Africa" in words, "item_letter: c" in words) == (412, True, True)
    now = re.findall(r'name="version" value="([0-9a-f]{64})"', words)[-1]
    assert page.post(address, {"version": [version, now], "text": second}).status_code == 302
    assert text_tree.read_file(report, "contributions/organizations.yaml") == second.encode()


def test_who_may_read_the_plan_and_not_change_it(client: Client, make_person: MakePerson, report: Report) -> None:  # noqa: ARG001
    client.force_login(make_person(Role.PRODUCER))
    words = client.get(PAGE).content.decode()
    assert "readonly" in words
    assert f"Report assembler {__version__}" in words
    assert "Save the file" not in words
    assert client.get("/r/a-81-1/plan/?file=secrets").status_code == 404
