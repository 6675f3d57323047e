"""A Word file for a text that came with the report's folder: both texts are shown, and one button takes the file."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.uploads import take_file
from assembler.portal.models import Membership, Pair, Person, Report
from assembler.portal.roles import Role, State
from tests.portal.conftest import Call, MakePerson

MY = "/r/a-81-1/my/"
OLD, NEW = "held a meeting in Geneva", "opened an office in Nairobi"


@pytest.fixture
def page(client: Client, focal_point: Person) -> Client:
    """The browser of the focal point."""
    client.force_login(focal_point)
    return client


def make_word_file(words: str = f"The two organizations {NEW} in 2026.") -> bytes:
    document = docx.Document()
    document.add_heading("Peace and security", 2)
    document.add_paragraph(words)
    document.save(stream := BytesIO())
    return stream.getvalue()


def send(page: Client, organization: str = "au") -> dict[str, str]:
    """Sends the file; what the button on the page sends."""
    file = SimpleUploadedFile("answer.docx", make_word_file())
    answer = page.post(MY, {"entity": "unhcr", "organization": organization, "files": file})
    (outcome,) = answer.context["outcomes"]
    words = answer.content.decode()
    assert "Use the text of the file" in words
    assert "--replace" not in words
    changes = [(segment.change.value, segment.text) for segment in outcome["offers"][0]["segments"]]
    assert {("dropped", "held"), ("added", "opened")} <= {
        (kind, text.split()[0]) for kind, text in changes if text.strip()
    }
    return {"take": outcome["offers"][0]["token"], "file": outcome["token"]}


def read(pair: Pair, revision: int | None = None) -> str:
    return (text_tree.read_file(pair.report, pair.path, revision) or b"").decode()


@pytest.mark.slow
def test_text_of_the_file_is_taken_by_one_button_and_the_earlier_one_stays(page: Client, pair: Pair) -> None:
    button = send(page)
    assert OLD in read(pair)
    answer = page.post(MY, button)
    assert answer.status_code == 200
    assert "Use the text of the file" not in answer.content.decode()
    assert NEW in read(pair)
    assert OLD in read(pair, 1)
    assert not [path for path in text_tree.read_tree(pair.report) if path.startswith(".assembler")]
    pair.refresh_from_db()
    version = pair.version
    assert page.post(MY, button).status_code == 200  # a second press
    pair.refresh_from_db()
    assert (pair.version, NEW in read(pair)) == (version, True)


@pytest.mark.slow
def test_text_that_somebody_changed_meanwhile_stays_and_is_shown(page: Client, pair: Pair, focal_point: Person) -> None:
    button = send(page)
    take_file(focal_point, pair, b"## Peace and security\n\nThey held a summit in Addis Ababa in 2026.\n", "au.md")
    words = page.post(MY, button).content.decode()
    assert "Somebody else has changed this text since you opened it." in words
    assert "Addis Ababa" in words
    assert "Addis Ababa" in read(pair)


def test_button_is_of_one_person_and_one_day(
    page: Client, pair: Pair, make_person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = send(page)
    other = Client()
    other.force_login(make_person(Role.FOCAL_POINT, "unhcr", email="colleague@example.org"))
    assert other.post(MY, button).status_code == 422
    assert page.post(MY, button | {"take": button["take"] + "x"}).status_code == 422
    monkeypatch.setattr("assembler.portal.views.uploads._LONGEST_WAIT", -1)
    assert page.post(MY, button).status_code == 422
    assert OLD in read(pair)


@pytest.mark.slow
def test_button_ends_with_the_place_and_with_the_state(page: Client, pair: Pair, focal_point: Person) -> None:
    button = send(page)
    Pair.objects.filter(pk=pair.pk).update(state=State.SUBMITTED)
    words = page.post(MY, button).content.decode()
    assert "stays as it was" in words
    Membership.objects.filter(person=focal_point).delete()
    assert page.post(MY, button).status_code == 404
    assert OLD in read(pair)


@pytest.mark.slow
def test_text_of_a_colleague_is_not_shown(client: Client, pair: Pair, make_person: MakePerson, report: Report) -> None:
    """Who has one organization of the entity learns nothing of the text on another one."""
    client.force_login(make_person(Role.FOCAL_POINT, "unhcr", "osce"))
    document = docx.Document(BytesIO(make_word_file()))
    document.paragraphs[0].insert_paragraph_before("African Union", style="Heading 1")
    document.save(stream := BytesIO())
    for organization in ("", "osce"):
        file = SimpleUploadedFile("answer.docx", stream.getvalue())
        words = client.post(MY, {"entity": "unhcr", "organization": organization, "files": file}).content.decode()
        assert "Use the text of the file" not in words
        assert "Geneva" not in words
    assert OLD in read(pair)
    assert text_tree.read_tree(report)[pair.path]


@pytest.mark.slow
def test_program_is_told_both_texts_and_takes_the_file_with_replace(
    focal_point: Person, pair: Pair, call: Call
) -> None:
    word, path = make_word_file(), "/contributions/unhcr/au"
    status, problem = call(focal_point, "POST", path, word, type="application/msword")
    assert (status, problem["replaceable"], problem["version"]) == (422, True, pair.version)
    assert (OLD in problem["current"], NEW in problem["yours"]) == (True, True)
    assert "replace=true" in problem["detail"]
    stale = call(focal_point, "POST", f"{path}?replace=true&version=9", word, type="application/msword")
    assert (stale[0], OLD in stale[1]["current"]) == (412, True)
    status, taken = call(focal_point, "POST", f"{path}?replace=true&version=1", word, type="application/msword")
    assert (status, taken["receipt"]["number"]) == (200, pair.receipts.get().number), taken
    assert NEW in read(pair)


@pytest.mark.slow
def test_text_that_lies_as_a_word_file_is_replaced(page: Client, pair: Pair, report: Report) -> None:
    base = text_tree.read_tree(report)
    place = f"{pair.path.removesuffix('md')}docx"
    old = make_word_file(f"The two organizations {OLD} in 2026.")
    text_tree.commit(report, {pair.path: None, place: old}, base, None, "")
    page.post(MY, {"take": send(page)["take"]})
    assert NEW in read(pair)
    assert place not in text_tree.read_tree(report)
    assert text_tree.read_file(report, place, 2) == old
