"""The workbench of an organization."""

from __future__ import annotations

from datetime import timedelta
from time import process_time

import pytest
from django.test import Client
from django.utils import timezone

from assembler.api import example_files
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import change_files
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import write_typed_text
from assembler.portal.demo import load_demo
from assembler.portal.isolated import jobs
from assembler.portal.isolated.values import decode, encode
from assembler.portal.models import Event, FileVersion, Message, OutgoingMail, Pair, Person, Presence, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/org/au/"
PLACE = "contributions/consolidated/au.md"


@pytest.fixture
def page(client: Client, make_person: MakePerson, report: Report) -> Client:  # noqa: ARG001
    """The browser of an editor."""
    client.force_login(make_person(Role.EDITOR))
    return client


def _read(report: Report) -> str:
    return (text_tree.read_file(report, PLACE) or b"").decode()


def _act(page: Client, act: str, number: int = 0, **fields: str) -> tuple[int, str]:
    """Does something with a paragraph as it stands on the page."""
    units = page.get(PAGE).context["text"].units
    hash = units[number - 1].hash if 0 < number <= len(units) else ""
    answer = page.post(PAGE, {"act": act, "number": number, "hash": hash, **fields}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.slow
def test_a_text_is_begun_edited_and_taken_back(page: Client, report: Report) -> None:
    """Each act is a revision with its event; the last one can be taken back."""
    words = page.get(PAGE).content.decode()
    assert "The report has no text of its own on this organization yet." in words
    status, words = _act(page, "consolidate")
    assert (status, "contributions/consolidated" in words) == (200, False)
    assert "The text is begun. The report now prints it in place of what the entities wrote." in words
    number = next(unit.number for unit in page.get(PAGE).context["text"].units if unit.origins)
    _act(page, "rewrite", number, text="They met in Geneva in May 2026.")
    assert "They met in Geneva in May 2026.\n{:" in _read(report)
    before = _read(report)
    assert _act(page, "leave-out", number)[0] == 422
    _act(page, "leave-out", number, reason="Too long.")
    assert "left_out:" in _read(report)
    assert "Left out: Too long." in " ".join(page.get(PAGE).content.decode().split())
    newest = page.get(PAGE).context["newest"]
    page.post(PAGE, {"act": "take-back", "number": newest})
    assert _read(report) == before
    answer = page.post(PAGE, {"act": "take-back", "number": newest})
    assert answer.status_code == 412
    assert "From the text that stands now to the earlier one" in answer.content.decode()
    whats = [event.what for event in Event.objects.filter(chain=report.pk)]
    assert whats == ["import", "consolidate", "edit", "edit", "take back"]
    assert list(verify_chain(report.pk)) == []


@pytest.mark.slow
def test_the_second_of_two_editors_sees_both_texts(page: Client, report: Report) -> None:
    """Nothing is overwritten, and what was typed stays on the page."""
    _act(page, "consolidate")
    units = page.get(PAGE).context["text"].units
    number = next(unit.number for unit in units if unit.origins)
    fields = {"act": "rewrite", "number": number, "hash": units[number - 1].hash}
    page.post(PAGE, fields | {"text": "The first editor wrote this."})
    answer = page.post(PAGE, fields | {"text": "The second editor wrote this."})
    assert answer.status_code == 412
    words = answer.content.decode()
    assert "The first editor wrote this." in words
    assert "The second editor wrote this." in words
    assert "The second editor" not in _read(report)


@pytest.mark.slow
def test_edits_are_taken_back_one_after_the_other(page: Client, report: Report) -> None:
    """The last one first; then there is nothing to be taken back. An earlier version can be put back again."""
    _act(page, "consolidate")
    begun = _read(report)
    for words in ("They met in Bonn.", "They met in Rome."):
        _act(page, "rewrite", 2, text=words)
    for words in ("They met in Bonn.", "held a meeting in Geneva"):
        page.post(PAGE, {"act": "take-back", "number": page.get(PAGE).context["newest"]})
        assert words in _read(report)
    assert _read(report) == begun
    assert "Take the last change back" not in page.get(PAGE).content.decode()
    newest = page.get(PAGE).context["newest"]
    assert page.post(PAGE, {"act": "take-back", "number": newest}).status_code == 422
    history = page.get(f"{PAGE}?history=all")
    assert history.content.decode().count("Put the text back to this version") == 4
    rome = next(edit["revision"] for edit in history.context["edits"] if "Rome" in str(edit["segments"]))
    page.post(PAGE, {"act": "restore", "number": newest, "revision": rome.number + 0})
    assert "They met in" in _read(report)
    assert page.post(PAGE, {"act": "restore", "number": newest, "revision": 1}).status_code == 412


@pytest.mark.slow
def test_a_paragraph_tells_how_it_came_to_its_words(page: Client) -> None:
    """What the entity wrote, then each edit of the paragraph with its editor; edits of others are not among them."""
    _act(page, "consolidate")
    _act(page, "rewrite", 2, text="The two organizations held a seminar in Geneva in 2026.")
    _act(page, "add", 2, text="Another paragraph.")
    unit = page.get(PAGE).context["text"].units[1]
    answer = page.get(f"{PAGE}?history={unit.hash}")
    words = answer.content.decode()
    assert "UNHCR 1" in words
    assert "seminar</ins>" in words
    assert [edit["reason"] for edit in answer.context["edits"]] == ["Paragraph edited", "Consolidated"]
    assert "Another paragraph." not in words


@pytest.mark.slow
def test_two_editors_write_in_one_paragraph(page: Client, report: Report) -> None:
    """Words that do not meet are merged, also where the paragraph stands in another place now."""
    _act(page, "consolidate")
    fields = {"act": "rewrite", "number": 2, "hash": page.get(PAGE).context["text"].units[1].hash}
    _act(page, "rewrite", 2, text="The two organizations held a meeting in Vienna in 2026.")
    _act(page, "add", 0, text="A first paragraph.")
    text = "The two organizations held a seminar in Geneva in 2026."
    assert page.post(PAGE, fields | {"text": text}).status_code == 302
    assert "The two organizations held a seminar in Vienna in 2026.\n{:" in _read(report)
    answer = page.post(PAGE, fields | {"text": "The two organizations held a meeting in Rome in 2026."})
    assert answer.status_code == 412
    assert "Rome</ins>" in answer.content.decode()


def test_an_editor_sees_who_else_is_here(page: Client, client: Client, make_person: MakePerson) -> None:
    """Who opened the page, and in which paragraph somebody writes; nobody sees oneself, or who left."""
    other = Client()
    other.force_login(make_person(Role.EDITOR, email="second@example.org"))
    assert "opened this page" not in page.get(PAGE).content.decode()
    words = other.get(PAGE).content.decode()
    assert "editor  opened this page:" in words
    assert "is writing in paragraph 3." not in words
    page.get(f"{PAGE}?present=1&paragraph=3")
    assert "is writing in paragraph 3." in other.get(f"{PAGE}?present=1").content.decode()
    Presence.objects.update(seen=timezone.now() - timedelta(minutes=1))
    assert "is writing" not in other.get(PAGE).content.decode()
    assert "opened this page" not in client.get("/r/a-81-1/org/osce/").content.decode()


@pytest.mark.slow
def test_a_query_is_asked_about_words_and_read_on_both_sides(page: Client, make_person: MakePerson, pair: Pair) -> None:
    """With a day and an addressee, who alone gets mail; its words are marked; the answer is new until it is read."""
    asked, other = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.FOCAL_POINT, "unhcr", email="b@example.org")
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    fields = {"act": "ask", "to": f"unhcr/{asked.pk}", "quote": "in Geneva", "text": "Was it not Bonn?", "due": day}
    assert page.post(PAGE, fields).status_code == 302
    assert page.post(PAGE, fields | {"to": "unhcr/0"}).status_code == 422
    assert page.post(PAGE, fields | {"to": "who"}).status_code == 422
    assert page.post(PAGE, fields | {"text": "Or Rome?", "due": "2020-01-01"}).status_code == 422
    assert [mail.person for mail in OutgoingMail.objects.filter(purpose="query")] == [asked]
    words = page.get(PAGE).content.decode()
    assert '<mark class="asked">in Geneva</mark>' in words
    assert "Was it not Bonn?" in words
    focal_point = Client()
    focal_point.force_login(other)
    address = "/r/a-81-1/my/unhcr/au/"
    own = focal_point.get(f"{address}?checked=1").content.decode()
    assert '<mark class="asked">in Geneva</mark>' in own
    query = Message.objects.get(pair=pair)
    focal_point.post(f"{address}messages/", {"answers": query.key, "text": "It was Geneva."})
    assert "read by the editor" not in focal_point.get(address).content.decode()
    first, second = (page.get(PAGE).content.decode() for _time in range(2))
    assert "It was Geneva." in first
    assert (first.count(">new</span>"), second.count(">new</span>")) == (1, 0)
    assert "read by the editor" in focal_point.get(address).content.decode()
    assert 'class="asked"' not in second


@pytest.mark.slow
def test_an_edit_of_cleared_words_asks_for_clearance_again(
    page: Client, report: Report, make_person: MakePerson
) -> None:
    """The entity whose words changed is asked again; what it cleared does not print as it is."""
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), Person.objects.get(email="editor.all@example.org")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    make_move(focal_point, pair, "submit")
    make_move(editor, pair, "accept")
    _act(page, "consolidate")
    pair.refresh_from_db()
    make_move(editor, pair, "send-for-clearance")
    make_move(focal_point, pair, "clear")
    assert pair.state == State.CLEARED
    number = next(unit.number for unit in page.get(PAGE).context["text"].units if unit.origins)
    _act(page, "rewrite", number, text="Other words.")
    pair.refresh_from_db()
    assert pair.state == State.CONSOLIDATED
    assert Event.objects.filter(what="clearance void", object="unhcr/au").count() == 1


@pytest.mark.slow
def test_what_an_entity_changed_since_is_shown_and_taken_over(
    page: Client, report: Report, make_person: MakePerson
) -> None:
    """One button takes it over where the editor has not changed the same words."""
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    _act(page, "consolidate")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    write_typed_text(focal_point, pair, "The two organizations held a meeting in Nairobi in 2026.", pair.version)
    assert "Take over what is new" in page.get(PAGE).content.decode()
    _act(page, "update")
    assert "Nairobi" in _read(report)
    assert "Take over what is new" not in page.get(PAGE).content.decode()


def test_others_read_or_see_nothing(client: Client, report: Report, make_person: MakePerson) -> None:  # noqa: ARG001
    """A producer reads without buttons; a focal point and an observer do not."""
    client.force_login(make_person(Role.PRODUCER))
    assert 'value="consolidate"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"act": "consolidate"}).status_code == 403
    for role, entity in ((Role.OBSERVER, ""), (Role.FOCAL_POINT, "unhcr")):
        client.force_login(make_person(role, entity))
        assert client.get(PAGE).status_code == 403
    assert client.get("/r/a-81-1/org/none/").status_code in (403, 404)


@pytest.mark.slow
def test_findings_stand_beside_their_words_and_are_mended_with_one_button(page: Client, report: Report) -> None:
    """Only what needs no judgement has a button; a stale page mends nothing."""
    _act(page, "consolidate")
    number = next(unit.number for unit in page.get(PAGE).context["text"].units if unit.origins)
    _act(page, "rewrite", number, text="They held 5 meetings in the Un\u200bion Hall.")
    assert "<mark>" not in page.get(PAGE).content.decode()
    answer = page.get(f"{PAGE}?findings=1")
    words = answer.content.decode()
    assert "<mark>5</mark> meetings" in words
    assert "The number 5 stands in figures." in words
    (safe,) = (one for one in answer.context["text"].findings if one.is_safe)
    assert words.count('value="fix"') == 1
    hash = answer.context["text"].units[number - 1].hash
    fields = {"act": "fix", "number": number, "hash": hash, "rule": safe.rule}
    assert page.post(PAGE, fields).status_code == 302
    assert "5 meetings in the Union Hall." in _read(report)
    assert page.post(PAGE, fields).status_code == 412
    idle = page.get(PAGE).context["text"].units[number - 1].hash
    assert page.post(PAGE, fields | {"hash": idle}).status_code == 422


@pytest.mark.slow
@pytest.mark.django_db
def test_workbench_and_matrix_of_the_example_take_a_fifth_of_a_second(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processor time, that of the library with it: the jobs run here, so that what they take is counted."""
    load_demo(example_files(whole=True))
    client.force_login(Person.objects.get(email="editor@example.org"))
    monkeypatch.setattr("assembler.portal.actions.editorial.run_job", _run_here)
    for place in ("", "?view=list", "org/au/", "org/oas/", "general/introduction/"):
        times = sorted(_measure(client, f"/r/a-75-345/{place}") for _time in range(5))
        assert times[2] < 0.2, place


def _run_here[A: Value](job: str, request: Value, answer: type[A]) -> A:
    return decode(getattr(jobs, job)(encode(request)), answer)


def _measure(client: Client, page: str) -> float:
    begin = process_time()
    assert client.get(page).status_code == 200
    return process_time() - begin


def test_the_share_of_the_organization_stands_beside_its_words(page: Client, report: Report) -> None:
    """Of the limit, the part that its text has of all words; it comes after the page, or with it without a script."""
    plan = (text_tree.read_file(report, "contributions/report.yaml") or b"").replace(b"words: 8500", b"words: 4")
    editor = Person.objects.get(email="editor.all@example.org")
    change_files(editor, report, lambda _base: {"contributions/report.yaml": plan}, "Plan", "write", "plan")
    assert "share of this organization:" not in page.get(PAGE).content.decode()
    part = page.get(f"{PAGE}?share=1", headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in part
    for words in (part, page.get(f"{PAGE}?share=1").content.decode()):
        assert "share of this organization: 4 words" in words
        assert "words are to be cut" in words
    assert "the report has" in part


@pytest.mark.slow
def test_each_paragraph_is_taken_over_by_itself(page: Client, report: Report, make_person: MakePerson) -> None:
    """What the entity changed is shown word by word and merged with the editor's words; a new paragraph is added."""
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    _act(page, "consolidate")
    _act(page, "rewrite", 2, text="Both organizations held a meeting in Geneva in 2026.")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    body = "## Peace and security\n\nThe two organizations held a meeting in Nairobi in 2026.\n\nThey met again.\n"
    write_typed_text(focal_point, pair, body, pair.version)
    answer = page.get(PAGE)
    assert "Nairobi</ins>" in answer.content.decode()
    FileVersion.objects.filter(path__startswith="contributions/.received/").delete()  # as in a folder that never had it
    assert "Nairobi</ins>" in page.get(PAGE).content.decode()
    changed, new = answer.context["text"].sources
    fields = {"act": "take-over", "name": changed.name, "read": changed.origin}
    assert page.post(PAGE, fields | {"read": "unhcr/au#p1@0"}).status_code == 412
    assert page.post(PAGE, fields).status_code == 302
    assert page.post(PAGE, {"act": "take-over", "name": new.name, "read": new.origin}).status_code == 302
    text = _read(report)
    assert f'Both organizations held a meeting in Nairobi in 2026.\n{{: from="{changed.origin}" }}' in text
    assert f'They met again.\n{{: from="{new.origin}" }}' in text
    assert {source.state for source in page.get(PAGE).context["text"].sources} == {"used"}
    assert page.post(PAGE, fields).status_code == 422


@pytest.mark.slow
def test_the_words_of_the_report_are_kept_against_those_of_the_entity(
    page: Client, report: Report, make_person: MakePerson
) -> None:
    """Nothing is taken over where both have changed the same words; the editor keeps them, and is not asked again."""
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    _act(page, "consolidate")
    _act(page, "rewrite", 2, text="The two organizations held a meeting in Rome in 2026.")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    write_typed_text(focal_point, pair, "The two organizations held a meeting in Nairobi in 2026.", pair.version)
    (source,) = page.get(PAGE).context["text"].sources
    fields = {"name": source.name, "read": source.origin}
    answer = page.post(PAGE, fields | {"act": "take-over"})
    assert answer.status_code == 422
    assert "The editor has changed the same words." in answer.content.decode()
    assert page.post(PAGE, fields | {"act": "keep-words"}).status_code == 302
    assert f'in Rome in 2026.\n{{: from="{source.origin}" }}' in _read(report)
    assert not page.get(PAGE).context["text"].has_news
