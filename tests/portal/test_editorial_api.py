"""Merge, consolidate and compare by the API, with real Word files and builds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assembler import api
from assembler.portal import text_tree
from assembler.portal.actions.build_work import make_next_build
from assembler.portal.actions.builds import request_build
from assembler.portal.models import Build, Event, OutgoingMail, Pair, Person, Report, Token
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role, State
from tests.merge.word_editor import Opened
from tests.portal.conftest import Call, MakePerson

CONSOLIDATED = "contributions/consolidated/au.md"
KEPT = "contributions/.received/consolidated/au.md"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


def edit_draft(report: Report, old: str, new: str) -> bytes:
    """The draft of the report in Word, in which somebody has replaced words."""
    files = text_tree.check_out(report)
    outputs = api.build_files(files, final=False, formats=["docx"]).outputs
    opened = Opened.of(next(data for name, data in outputs.items() if name.endswith(".docx")), tracked=False)
    places = [place for place in opened.places() if place.text and old in place.text]
    assert places
    for place in places:
        place.text = place.text.replace(old, new)
    return opened.data()


@pytest.mark.slow
def test_edited_draft_is_shown_then_merged(call: Call, editor: Person, report: Report) -> None:
    draft = edit_draft(report, "Geneva", "Nairobi")
    for dry_run in (True, False):
        status, answer = call(editor, "POST", f"/merge?dry_run={dry_run}".lower(), draft, type=WORD)
        assert status == 200, answer
        assert (answer["dry_run"], answer["files"], answer["conflicts"]) == (dry_run, [CONSOLIDATED], [])
        assert answer["revision"] == (1 if dry_run else 2)
        (change,) = answer["changes"]  # type: ignore[misc]
        assert "Nairobi" in change["words"]
        assert "+The two organizations held a meeting in Nairobi" in "".join(answer["diffs"])  # type: ignore[arg-type]
    files = text_tree.check_out(report)
    assert b"Nairobi" in files[CONSOLIDATED]
    assert b"Geneva" in files[KEPT]  # so that what the entity changes later can be told from what the editor changed
    assert b"Geneva" in files["contributions/unhcr/au.md"]
    assert Event.objects.get(what="merge").details == {"revision": 2, "paths": [KEPT, CONSOLIDATED]}
    assert list(verify_chain(report.pk)) == []


@pytest.mark.slow
def test_draft_comes_as_a_form(report: Report, editor: Person, client: Client) -> None:
    headers = {"Authorization": f"Bearer {Token.issue(editor, 'write', 1)}"}
    draft = edit_draft(report, "Geneva", "Nairobi")
    for dry_run, status in (("true", 200), ("perhaps", 422), ("false", 200)):
        form = {"file": SimpleUploadedFile("draft.docx", draft), "dry_run": dry_run}
        answer = client.post("/api/v1/reports/a-81-1/merge", form, headers=headers)
        assert (answer.status_code, CONSOLIDATED in text_tree.read_tree(report)) == (status, dry_run == "false")


@pytest.mark.slow
def test_edit_of_words_that_have_changed_is_a_conflict(call: Call, editor: Person, report: Report) -> None:
    draft = edit_draft(report, "Geneva", "Nairobi")
    call(editor, "POST", "/merge", edit_draft(report, "Geneva", "Vienna"), type=WORD)
    status, answer = call(editor, "POST", "/merge", draft, type=WORD)
    assert (status, answer["revision"], answer["files"], answer["changes"]) == (200, 2, [], [])
    (conflict,) = answer["conflicts"]  # type: ignore[misc]
    assert ("Geneva" in conflict["base"], "Vienna" in conflict["ours"], "Nairobi" in conflict["theirs"]) == (True,) * 3
    assert conflict["path"] == CONSOLIDATED


@pytest.mark.slow
def test_file_that_is_no_draft_is_refused_with_its_findings(call: Call, editor: Person, report: Report) -> None:
    for data in (b"", b"text", b"PK\x03\x04broken"):
        status, problem = call(editor, "POST", "/merge", data, type=WORD)
        assert (status, bool(problem["detail"])) == (422, True)
        assert all({"rule", "message", "hint", "path"} <= set(one) for one in problem["findings"])  # type: ignore[attr-defined]
    assert text_tree.lock_report(report).last_revision == 1


@pytest.mark.slow
def test_texts_are_consolidated_and_accepted_ones_change_their_state(
    call: Call, editor: Person, report: Report, make_person: MakePerson, pair: Pair
) -> None:
    make_person(Role.FOCAL_POINT, "unhcr")
    Pair.objects.filter(pk=pair.pk).update(state=State.ACCEPTED)
    status, answer = call(editor, "POST", "/consolidate", {"organization": "African Union", "dry_run": True})
    assert (status, answer["files"], answer["revision"]) == (200, [CONSOLIDATED], 1)
    status, answer = call(editor, "POST", "/consolidate", {"organization": "au"})
    assert (status, answer["files"], answer["revision"], answer["findings"]) == (200, [CONSOLIDATED], 2, [])
    pair.refresh_from_db()
    assert pair.state == State.CONSOLIDATED
    assert [event.object for event in Event.objects.filter(what="consolidate")] == ["a-81-1", "unhcr/au"]
    assert OutgoingMail.objects.filter(purpose="consolidate").count() == 1
    assert call(editor, "POST", "/consolidate", {"organization": "au"})[1]["revision"] == 2
    text = b"## Peace and security\n\nThe two organizations held a workshop in Vienna in 2026.\n"
    assert call(editor, "POST", "/contributions/unhcr/au", text, type="text/markdown")[0] == 200
    answer = call(editor, "POST", "/consolidate", {"organization": "AU", "update": True})[1]
    assert [change["path"] for change in answer["changes"]] == [CONSOLIDATED]  # type: ignore[attr-defined]
    assert b"Vienna" in text_tree.check_out(report)[CONSOLIDATED]
    status, problem = call(editor, "POST", "/consolidate", {"organization": "nato"})
    assert (status, "nato" in str(problem["detail"])) == (422, True)


@pytest.mark.slow
def test_revisions_and_builds_are_compared(
    call: Call, editor: Person, report: Report, make_person: MakePerson, client: Client
) -> None:
    focal_point = make_person(Role.FOCAL_POINT, "undp")
    build = request_build(editor, report, kind="draft", formats=["txt"])
    make_next_build.call()
    call(editor, "POST", "/merge", edit_draft(report, "Geneva", "Nairobi"), type=WORD)
    status, figures = call(editor, "POST", "/compare", {"old": 1, "new": 2})
    assert (status, figures["old"], figures["new"]) == (200, "1", "2")
    counts = {"added": 0, "changed": 1, "moved": 0, "dropped": 0, "words_added": 1, "words_dropped": 1}
    assert figures["total"] == counts
    assert call(editor, "POST", "/compare", {"old": build.pk, "new": 2})[1]["total"] == figures["total"]
    headers = {"Authorization": f"Bearer {Token.issue(editor, 'read', 1)}"}
    for form, start in (("docx", b"PK"), ("html", b"<!DOCTYPE html>")):
        asked = json.dumps({"old": build.pk, "new": 2, "format": form})
        answer = client.post("/api/v1/reports/a-81-1/compare", asked, "application/json", headers=headers)
        assert answer.content.startswith(start)
        assert answer["Content-Disposition"].startswith(f'attachment; filename="A-81-1-comparison.{form}"')
    for states in ({"old": 1, "new": 3}, {"old": "none", "new": 2}):
        assert call(editor, "POST", "/compare", states)[0] == 404
    assert call(focal_point, "POST", "/compare", {"old": build.pk, "new": build.pk})[0] == 404
    Build.objects.update(sent_out=report.created)
    assert call(focal_point, "POST", "/compare", {"old": build.pk, "new": build.pk})[1]["total"]["changed"] == 0  # type: ignore[index]
    assert call(focal_point, "POST", "/compare", {"old": build.pk, "new": 2})[0] == 403


@pytest.mark.slow
def test_edits_of_a_draft_are_chosen(client: Client, editor: Person, report: Report) -> None:
    """By their keys, which the answer of a dry run has."""
    headers = {"Authorization": f"Bearer {Token.issue(editor, 'write', 1)}"}

    def merge(**fields: str) -> dict[str, Any]:
        file = SimpleUploadedFile("draft.docx", edit_draft(report, "meeting in Geneva", "seminar in Nairobi"))
        answer = client.post("/api/v1/reports/a-81-1/merge", {"file": file, **fields}, headers=headers)
        assert answer.status_code == 200
        return dict(answer.json())

    _meeting, city = (edit["key"] for edit in merge(dry_run="true")["changes"][0]["edits"])
    assert merge(only="")["revision"] == 1
    assert merge(only=f"{city},")["revision"] == 2
    assert b"held a meeting in Nairobi" in text_tree.check_out(report)[CONSOLIDATED]
