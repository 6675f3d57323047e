"""The pages of drafts and finals."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from assembler.portal.actions.build_work import make_next_build
from assembler.portal.blobs import save_blob
from assembler.portal.models import Build, Event, OutgoingMail, Person, Report
from assembler.portal.page_content.builds import find_address
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/builds/"


@pytest.fixture
def page(client: Client, producer: Person) -> Client:
    """The browser of the producer."""
    client.force_login(producer)
    return client


def _make(page: Client, **fields: object) -> tuple[str, str]:
    """The address and the words of a build that was asked for and made."""
    answer = page.post(PAGE, {"format": ["txt"], **fields}, follow=True)
    address = answer.redirect_chain[-1][0]
    assert "The build begins when a worker is free." in answer.content.decode()
    assert 'hx-trigger="every' in answer.content.decode()
    make_next_build.call()
    return address, page.get(address).content.decode()


def test_a_draft_is_built_and_its_files_are_given(page: Client, report: Report) -> None:  # noqa: ARG001
    """The page of the build polls until the files are there, and names each with its hash."""
    address, words = _make(page, kind="draft", label="second draft")
    assert "second draft" in words
    assert "hx-trigger" not in words
    file = page.get(f"{address}files/A-81-1.txt")
    assert file.headers["Content-Disposition"] == 'attachment; filename="A-81-1.txt"'
    assert b"SECOND DRAFT" in file.content.upper()
    assert page.get(f"{address}files/none.txt").status_code == 404
    assert "A-81-1.txt" in page.get(PAGE).content.decode()


def test_the_printed_report_is_read_in_the_browser(page: Client, report: Report) -> None:  # noqa: ARG001
    """At an address of its own, without script and without anything from elsewhere; a build without a page has none."""
    address, words = _make(page, kind="draft", format=["html"])
    assert f'href="{address}page/"' in words
    answer = page.get(f"{address}page/")
    policy = answer.headers["Content-Security-Policy"]
    assert ("sandbox " in policy, "script" in policy, "default-src 'none'" in policy) == (True, False, True)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "The two organizations held a meeting in Geneva" in answer.content.decode()
    assert not re.search(r"""<(?:link|script|img)[^>]+(?:src|href)=["'](?!data:|#)""", answer.content.decode())
    address, words = _make(page, kind="draft")
    assert f"{address}page/" not in words
    assert page.get(f"{address}page/").status_code == 404


def test_a_final_says_what_keeps_it_back_and_takes_reasons(page: Client, report: Report) -> None:  # noqa: ARG001
    """Each obstacle stands with its places; what is accepted leaves the list, and what cannot be says so."""
    address, words = _make(page, kind="final")
    assert "What keeps the final back" in words
    assert "/r/a-81-1/my/unhcr/" in words
    assert "Remind the entity, which can also say that there is nothing to report." in words
    assert "assembler status" not in words  # nobody here opens a terminal
    build = Build.objects.get(pk=address.rstrip("/").rpartition("/")[2])
    rules = {finding["rule"] for finding in build.findings if finding["blocks"]}
    reasons = {f"reason-{rule}": "Agreed by telephone." for rule in rules}
    _address, words = _make(page, kind="final", **reasons)
    second = Build.objects.exclude(pk=build.pk).get()
    assert second.accepted == dict.fromkeys(rules, "Agreed by telephone.")
    left = {finding["rule"] for finding in second.findings if finding["blocks"]}
    assert left < rules
    assert ("This cannot be accepted" in words) == bool(left)


@pytest.mark.slow
def test_focal_points_see_a_draft_when_it_is_sent_out(
    page: Client, report: Report, make_person: MakePerson, client: Client
) -> None:
    """Not before; then they receive mail, once."""
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    address, _words = _make(page, kind="draft")
    client.force_login(focal_point)
    assert client.get(address).status_code == 404
    assert "There is no draft yet." in client.get(PAGE).content.decode()
    assert client.post(f"{address}send/").status_code == 404
    client.force_login(Person.objects.get(email="producer.all@example.org"))
    for _time in range(2):
        assert client.post(f"{address}send/", follow=True).status_code == 200
    assert [mail.person for mail in OutgoingMail.objects.filter(purpose="draft")] == [focal_point]
    assert Event.objects.filter(chain=report.pk, what="send draft").count() == 1
    client.force_login(focal_point)
    assert client.get(f"{address}files/A-81-1.txt").status_code == 200
    assert 'name="kind"' not in client.get(PAGE).content.decode()


def test_editors_build_drafts_and_no_finals(client: Client, report: Report, make_person: MakePerson) -> None:  # noqa: ARG001
    """The button is not there, and the act is refused."""
    client.force_login(make_person(Role.EDITOR))
    words = client.get(PAGE).content.decode()
    assert 'value="draft"' in words
    assert 'value="final"' not in words
    assert client.post(PAGE, {"kind": "final"}).status_code == 403
    assert client.post(PAGE, {"kind": "draft", "label": "x" * 101}).status_code == 422


def test_what_was_accepted_stays_accepted_and_needs_a_real_reason(page: Client, report: Report) -> None:
    """A reason that was given is offered again; a placeholder is refused beside its field; each reason is an event."""
    address, _words = _make(page, kind="final")
    refused = page.post(
        address, {"kind": "final", "format": "txt", "reason-IN-JOB-01": "TODO", "reason-IN-COV-01": "Late."}
    )
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "“TODO” is no reason." in words
    assert 'href="#reason-IN-JOB-01"' in words
    assert 'value="Late."' in words  # what was typed is not lost
    page.post(address, {"kind": "final", "format": "txt", "reason-IN-JOB-01": "Asked  for. "})
    make_next_build.call()
    build = Build.objects.exclude(pk=address.rstrip("/").rpartition("/")[2]).get()
    assert build.accepted == {"IN-JOB-01": "Asked for."}
    words = page.get(f"{PAGE}{build.pk}/").content.decode()
    assert 'name="reason-IN-JOB-01" value="Asked for."' in words
    event = Event.objects.get(chain=report.pk, what="accept findings")
    assert (event.object, event.reason) == ("IN-JOB-01", "Asked for.")


def test_each_obstacle_leads_to_where_it_is_mended(report: Report) -> None:
    build = Build(pk="b", report=report, revision=1, kind="final")
    places = {
        "contributions/report.yaml": "/r/a-81-1/plan/?file=report",
        "contributions/entities.yaml": "/r/a-81-1/plan/?file=entities",
        "contributions/general/introduction.md": "/r/a-81-1/general/introduction/",
        "contributions/consolidated/au.md": "/r/a-81-1/org/au/",
        "contributions/unhcr/au.docx": "/r/a-81-1/my/unhcr/au/",
        "README.md": "",
    }
    assert {path: find_address(build, path) for path in places} == places


def test_final_says_what_was_let_pass(page: Client, report: Report) -> None:  # noqa: ARG001
    """The page reads the manifest: what was accepted for this final, and what plan and texts waive."""
    address, _words = _make(page, kind="draft")
    build = Build.objects.get()
    finding = {"path": "contributions/unhcr/au.md", "line": 8, "column": 1, "message": "The contribution is late."}
    manifest = {
        "accepted": [{"rule": "IN-CLR-01", "reason": "Agreed by telephone.", "findings": [finding]}],
        "waived": [{**finding, "rule": "UN-ABB-01", "reason": "Spelled out before."}],
    }
    build.files.filter(name="manifest.json").update(blob=save_blob(json.dumps(manifest).encode()))
    words = page.get(address).content.decode()
    for expected in (
        "Findings that were let pass",
        "Agreed by telephone.",
        "Spelled out before.",
        "/my/unhcr/au/",
        "line 8",
    ):
        assert expected in words
