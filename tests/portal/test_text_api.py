"""The API of single paragraphs: edits, changes of entities, undo and history."""

from __future__ import annotations

from typing import Any

import pytest

from assembler.portal import text_tree
from assembler.portal.models import Event, Person, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role
from tests.portal.conftest import Call, MakePerson

TEXT = "/texts/consolidated/au"
PATH = "contributions/consolidated/au.md"
GENERAL = "/texts/general/introduction"


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def begun(call: Call, editor: Person) -> dict[str, Any]:
    """The consolidated text, just made."""
    assert call(editor, "POST", "/consolidate", {"organization": "au"})[0] == 200
    status, text = call(editor, "GET", TEXT)
    assert (status, text["exists"], text["path"]) == (200, True, PATH)
    return dict(text)


def edit(call: Call, person: Person, act: str, unit: dict[str, Any], text: str = "", **more: Any) -> tuple[int, Any]:
    body = {"act": act, "number": unit["number"], "hash": unit["hash"], "text": text}
    return call(person, "POST", f"{TEXT}/edits", body, **more)


@pytest.mark.slow
def test_paragraphs_are_edited(call: Call, editor: Person, begun: dict[str, Any], report: Report) -> None:
    """Each act of the pages; each answers with the text as it stands then."""
    heading, paragraph = begun["units"]
    assert (heading["kind"], paragraph["sources"]) == ("heading", ["unhcr/au#p1"])
    status, text = edit(call, editor, "rewrite", paragraph, "They met in May.\n\nThey met in June.")
    assert [unit["text"] for unit in text["units"][1:]] == ["They met in May.", "They met in June."]
    assert text["units"][2]["sources"] == paragraph["sources"]  # a paragraph was divided
    text = edit(call, editor, "up", text["units"][2])[1]
    assert [unit["text"] for unit in text["units"][1:]] == ["They met in June.", "They met in May."]
    text = edit(call, editor, "move", text["units"][2], "2")[1]
    text = edit(call, editor, "join", text["units"][2])[1]
    assert text["units"][1]["text"] == "They met in May. They met in June."
    text = edit(call, editor, "comment", text["units"][1], "Which year?")[1]
    assert text["units"][1]["comments"] == [f"{editor}: Which year?"]
    text = edit(call, editor, "add", text["units"][1], "They agreed.")[1]
    status, problem = edit(call, editor, "leave-out", text["units"][1])
    assert (status, "Say why" in problem["detail"]) == (422, True)
    text = edit(call, editor, "leave-out", text["units"][1], "Too long.")[1]
    assert [source["reason"] for source in text["sources"]] == ["Too long."]
    assert {event.what for event in Event.objects.filter(chain=report.pk)} == {"import", "consolidate", "edit"}
    assert list(verify_chain(report.pk)) == []


def test_the_second_of_two_writers_gets_both_texts(call: Call, editor: Person, begun: dict[str, Any]) -> None:
    paragraph = begun["units"][1]
    assert edit(call, editor, "rewrite", paragraph, "The first editor wrote this.")[0] == 200
    status, problem = edit(call, editor, "rewrite", paragraph, "The second editor wrote this.")
    assert (status, problem["current"], problem["yours"]) == (
        412,
        "The first editor wrote this.",
        "The second editor wrote this.",
    )
    text = call(editor, "GET", TEXT)[1]
    assert (problem["path"], problem["hash"]) == (PATH, text["units"][1]["hash"])  # type: ignore[index]
    assert text["units"][1]["text"] == "The first editor wrote this."  # type: ignore[index]


def test_if_match_refuses_what_would_be_merged(call: Call, editor: Person, begun: dict[str, Any]) -> None:
    heading, paragraph = begun["units"]
    assert edit(call, editor, "add", heading, "They agreed.")[0] == 200
    read = {"If-Match": f'"{begun["version"]}"'}
    status, problem = edit(call, editor, "rewrite", paragraph, "They met.", headers=read)
    assert (status, "They agreed." in problem["current"]) == (412, True)
    taken = {"name": "unhcr/au#p1", "read": begun["sources"][0]["read"]}
    assert call(editor, "POST", f"{TEXT}/take-over", taken, headers=read)[0] == 412
    text = call(editor, "GET", TEXT)[1]
    assert edit(call, editor, "rewrite", paragraph, "They met.", headers={"If-Match": f'"{text["version"]}"'})[0] == 200
    text = call(editor, "GET", TEXT)[1]
    assert [unit["text"] for unit in text["units"]][1:] == ["They agreed.", "They met."]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_changes_of_an_entity_are_taken_over_or_not(call: Call, editor: Person, begun: dict[str, Any]) -> None:
    contributed = b"## Peace and security\n\nThe two organizations held a workshop in Vienna in 2026.\n"
    former = begun["sources"][0]
    assert call(editor, "POST", "/contributions/unhcr/au", contributed, type="text/markdown")[0] == 200
    (source,) = call(editor, "GET", TEXT)[1]["sources"]  # type: ignore[misc]
    assert (source["state"], "Geneva" in source["former"], "Vienna" in source["text"]) == ("changed", True, True)
    old = {"name": source["name"], "read": former["read"]}
    status, problem = call(editor, "POST", f"{TEXT}/take-over", old)
    assert (status, problem["current"]) == (412, source["text"])
    kept = call(editor, "POST", f"{TEXT}/take-over", old | {"read": source["read"], "keep_words": True})[1]
    assert (kept["sources"][0]["state"], "Geneva" in kept["units"][1]["text"]) == ("used", True)  # type: ignore[index]
    call(editor, "POST", f"{TEXT}/undo", {"revision": kept["revision"]})
    taken = call(editor, "POST", f"{TEXT}/take-over", old | {"read": source["read"]})[1]
    assert "Vienna" in taken["units"][1]["text"]  # type: ignore[index]
    assert call(editor, "POST", f"{TEXT}/take-over", old | {"name": "unhcr/au#p9"})[0] == 422
    assert call(editor, "POST", f"{GENERAL}/take-over", old)[0] == 404


def test_changes_are_taken_back_and_put_back(call: Call, editor: Person, begun: dict[str, Any], report: Report) -> None:
    before = text_tree.read_file(report, PATH)
    changed = edit(call, editor, "rewrite", begun["units"][1], "They met in Bonn.")[1]
    history = call(editor, "GET", f"{TEXT}/history?hash={changed['units'][1]['hash']}")[1]
    assert next((one["by"], one["reason"], one["after"]) for one in history) == (  # type: ignore[index]
        editor.email,
        "Paragraph edited",
        "They met in Bonn.",
    )
    assert call(editor, "GET", f"{TEXT}/history?hash=000000000000")[0] == 404
    assert call(editor, "POST", f"{TEXT}/undo", {"revision": changed["revision"]})[0] == 200
    assert text_tree.read_file(report, PATH) == before
    status, problem = call(editor, "POST", f"{TEXT}/undo", {"revision": changed["revision"]})
    assert (status, "Bonn" in str(problem["current"])) == (412, False)
    whole = call(editor, "GET", f"{TEXT}/history")[1]
    assert [one["reason"] for one in whole] == ["Last change taken back", "Paragraph edited", "Consolidated"]  # type: ignore[index]
    newest = whole[0]["revision"]  # type: ignore[index]
    asked = {"revision": newest, "restore": changed["revision"]}
    assert call(editor, "POST", f"{TEXT}/restore", asked)[1]["units"][1]["text"] == "They met in Bonn."  # type: ignore[index]
    assert call(editor, "POST", f"{TEXT}/restore", asked)[0] == 412
    assert call(editor, "POST", f"{TEXT}/restore", asked | {"restore": 1})[0] == 422


@pytest.mark.parametrize("act", ["rewrite", "join", "up", "down", "move", "leave-out", "fix", "comment", "settle"])
def test_an_act_without_its_paragraph_changes_nothing(
    call: Call, editor: Person, begun: dict[str, Any], act: str, report: Report
) -> None:
    before = text_tree.read_file(report, PATH)
    assert call(editor, "POST", f"{TEXT}/edits", {"act": act, "text": "1"})[0] in (200, 422)
    assert call(editor, "POST", f"{TEXT}/edits", {"act": act, "number": 99, "text": "1"})[0] in (412, 422)
    assert text_tree.read_file(report, PATH) == before
    assert begun


def test_a_general_text_is_edited(call: Call, editor: Person, report: Report) -> None:
    """Only one that the plan names, or that is there; no entity writes in it."""
    assert call(editor, "POST", f"{GENERAL}/edits", {"act": "add", "text": "They met."})[0] == 404
    path = "/files/contributions/general/introduction.md"
    assert call(editor, "PUT", path, b"They met.\n", type="application/octet-stream")[0] == 204
    status, text = call(editor, "POST", f"{GENERAL}/edits", {"act": "add", "text": "In short:"})
    assert (status, [unit["text"] for unit in text["units"]]) == (200, ["In short:", "They met."])  # type: ignore[attr-defined]
    assert call(editor, "POST", f"{GENERAL}/take-over", {"name": "unhcr/au#p1", "read": ""})[0] == 422
    assert call(editor, "POST", f"{GENERAL}/undo", {"revision": text["revision"]})[0] == 200
    assert text_tree.read_file(report, "contributions/general/introduction.md") == b"They met.\n"
