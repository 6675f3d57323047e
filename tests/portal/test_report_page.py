"""The page of a report: the matrix, its filters, and what is done with many texts at once."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembler.portal import text_tree
from assembler.portal.models import Event, Membership, OutgoingMail, Pair, Person, Report, Round, SavedView
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/"


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    """An editor; the report has a focal point, too."""
    make_person(Role.FOCAL_POINT, "unhcr")
    return make_person(Role.EDITOR)


@pytest.fixture
def page(client: Client, editor: Person) -> Client:
    """The browser of the editor."""
    client.force_login(editor)
    return client


def _set(state: State, entity: str = "unhcr", organization: str = "au") -> None:
    Pair.objects.filter(entity=entity, organization=organization).update(state=state)


def test_the_matrix_links_each_text_and_counts_the_states(page: Client, report: Report) -> None:
    """Three texts, one of them late."""
    Pair.objects.filter(entity="undp").update(due=timezone.now() - timedelta(days=1))
    words = page.get(PAGE).content.decode()
    for pair in Pair.objects.filter(report=report):
        assert f'href="my/{pair}/"' in words
    assert "<strong>3</strong> All" in words
    assert "<strong>1</strong>" in words.partition("state=late")[2]


def test_a_filter_in_the_address_leaves_the_texts_that_it_names(page: Client, report: Report) -> None:  # noqa: ARG001
    """By state, entity, organization, and what is late; a name that nobody knows finds nothing."""
    _set(State.SUBMITTED)
    for query, expected in (
        ("state=submitted", {"unhcr/au"}),
        ("entity=undp", {"undp/au"}),
        ("organization=au", {"unhcr/au", "undp/au"}),
        ("organization=au&state=expected", {"undp/au"}),
        ("state=late", set()),
        ("entity=<script>", set()),
    ):
        answer = page.get(f"{PAGE}?{query}")
        shown = {str(cell.pair) for cell in answer.context["matrix"].page}
        assert shown == expected, query
        assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_many_texts_are_accepted_and_each_refusal_is_named(page: Client, report: Report) -> None:  # noqa: ARG001
    """A text in another state stays as it is, and stops no other."""
    _set(State.SUBMITTED)
    chosen = {"text": ["unhcr/au", "undp/au"], "act": "accept"}
    words = page.post(f"{PAGE}?view=list", chosen, follow=True).content.decode()
    assert "Done for one text." in words
    assert "Not done for UNDP, African Union (AU)." in words
    assert set(Pair.objects.values_list("entity", "organization", "state")) == {
        ("unhcr", "au", "accepted"),
        ("unhcr", "osce", "expected"),
        ("undp", "au", "expected"),
    }


def test_all_texts_of_a_page_are_chosen_by_one_button(page: Client, report: Report) -> None:  # noqa: ARG001
    def count(choice: str) -> tuple[int, str]:
        words = {"choose": choice, "text": "unhcr/au", "act": "accept", "reason": "Words to keep."}
        shown = page.post("/r/a-81-1/?view=list", words).content.decode()
        return len(re.findall(r'<input type="checkbox" name="text"[^>]* checked', shown)), shown

    everything, shown = count("all")
    assert everything == shown.count('<input type="checkbox" name="text"') == 3
    assert "Words to keep." in shown
    assert count("none")[0] == 0
    assert not Event.objects.filter(what="accept").exists()


def test_to_return_texts_needs_a_reason(page: Client, report: Report) -> None:  # noqa: ARG001
    """Without one nothing is done, and what was chosen stays chosen."""
    _set(State.SUBMITTED)
    answer = page.post(PAGE, {"text": ["unhcr/au"], "act": "return", "reason": " "})
    assert answer.status_code == 422
    assert 'value="unhcr/au" checked' in answer.content.decode()
    page.post(PAGE, {"text": ["unhcr/au"], "act": "return", "reason": "Name the meeting."})
    assert Pair.objects.get(entity="unhcr", organization="au").state == State.RETURNED


def test_more_time_is_given_to_texts_that_are_owed(page: Client, report: Report) -> None:  # noqa: ARG001
    """The focal points are told the new day; a text that was submitted keeps its day."""
    _set(State.SUBMITTED, "undp")
    day = timezone.now() + timedelta(days=9)
    page.post(PAGE, {"text": ["unhcr/osce", "undp/au"], "act": "extend", "due": f"{day:%Y-%m-%d}"})
    due = dict(Pair.objects.values_list("entity", "due"))
    assert due["unhcr"] is not None
    assert OutgoingMail.objects.filter(purpose="extend").count() == 1
    assert [event.object for event in Event.objects.filter(what="extend")] == ["unhcr/osce"]


@pytest.mark.parametrize("day", ["", "soon", "2020-02-30", "2020-01-01"])
def test_a_day_that_cannot_be_is_refused(page: Client, report: Report, day: str) -> None:  # noqa: ARG001
    """No day, none of the calendar, and one that has passed."""
    assert page.post(PAGE, {"text": ["unhcr/osce"], "act": "extend", "due": day}).status_code == 422
    assert not Event.objects.filter(what="extend").exists()


def test_a_reminder_goes_once_a_day_and_only_for_what_is_owed(page: Client, report: Report) -> None:  # noqa: ARG001
    """The second one on the same day is refused, and so is one where nobody would receive it."""
    _set(State.SUBMITTED, "unhcr", "au")
    chosen = {"text": ["unhcr/au", "unhcr/osce", "undp/au"], "act": "remind", "reason": "Call me."}
    words = page.post(PAGE, chosen, follow=True).content.decode()
    mail = OutgoingMail.objects.get(purpose="reminder")
    assert "/my/unhcr/osce/" in mail.text
    assert "/my/unhcr/au/" not in mail.text
    assert "Call me." in mail.text
    assert "The entity has no focal point for this text." in words
    words = page.post(PAGE, chosen, follow=True).content.decode()
    assert "A reminder was sent within the last day." in words
    assert OutgoingMail.objects.filter(purpose="reminder").count() == 1


def test_nothing_is_done_for_who_may_only_read(client: Client, make_person: MakePerson, report: Report) -> None:  # noqa: ARG001
    """An observer sees the states and no button; a focal point sees no such page."""
    client.force_login(make_person(Role.OBSERVER))
    assert 'name="act"' not in client.get(f"{PAGE}?view=list").content.decode()
    for act in ("accept", "extend", "remind"):
        chosen = {"text": ["unhcr/osce"], "act": act, "due": "2999-01-01"}
        assert client.post(PAGE, chosen, follow=True).status_code in (200, 403)
    assert not Event.objects.exclude(what="import").exists()
    client.force_login(make_person(Role.FOCAL_POINT, "undp"))
    assert client.get(PAGE).status_code == 403


def test_the_page_of_1300_texts_is_quick(page: Client, report: Report) -> None:
    """Of the database, the same few questions however many texts there are."""
    with CaptureQueriesContext(connection) as few:
        page.get(PAGE)
    rows = [Pair(report=report, entity=f"e{a}", organization=f"o{b}") for a in range(50) for b in range(26)]
    Pair.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        page.get(PAGE)
    assert len(many) == len(few)


@pytest.mark.parametrize("address", ["", "plan/", "builds/", "events/", "clearance/"])
def test_a_page_of_the_report_asks_seldom_for_the_roles_of_its_reader(page: Client, address: str) -> None:
    """The links to all other pages are chosen by one question to the database."""
    with CaptureQueriesContext(connection) as made:
        assert page.get(f"{PAGE}{address}").status_code == 200
    about_roles = [query for query in made if query["sql"].startswith('SELECT "portal_membership"."role"')]
    assert 1 <= len(about_roles) <= 4


@pytest.mark.slow
def test_the_page_of_1300_texts_takes_at_most_200_ms_of_the_processor(page: Client, report: Report) -> None:
    Pair.objects.bulk_create(
        Pair(report=report, entity=f"e{a}", organization=f"o{b}") for a in range(50) for b in range(26)
    )
    for query in ("", "?view=list", "?state=expected&view=grid"):
        assert min(_measure(page, f"{PAGE}{query}") for _time in range(3)) < 0.2


def _measure(page: Client, address: str) -> float:
    start = time.process_time()
    assert page.get(address).status_code == 200
    return time.process_time() - start


def test_words_stand_against_the_limit_with_what_is_to_be_cut(page: Client, report: Report) -> None:
    """A report within its limit has nothing to cut; each part of one that is too long loses its share."""
    words = page.get(f"{PAGE}words/").content.decode()
    assert "The limit is 8,500." in words
    assert "To cut" not in words
    plan = (text_tree.read_file(report, "contributions/report.yaml") or b"").replace(b"8500", b"4")
    text_tree.commit(report, {"contributions/report.yaml": plan}, text_tree.read_tree(report), None, "Shorter")
    length = page.get(f"{PAGE}words/").context["length"]
    assert length.excess == length.words - 4 > 0
    (organization,) = length.organizations
    assert 0 < organization.cut <= min(organization.words, length.excess)
    assert sum(part.cut for part in length.sections) >= length.excess
    assert [part.name for part in length.entities] == ["UNHCR"]
    assert "To cut" in page.get(f"{PAGE}words/").content.decode()


def test_clearances_that_are_late_have_a_filter(page: Client, report: Report, editor: Person) -> None:
    """Only a text that was sent in a round whose day has passed, and is not answered."""
    now = timezone.now()
    for organization, days, state in (("au", -1, State.SENT_FOR_CLEARANCE), ("osce", 1, State.SENT_FOR_CLEARANCE)):
        due = now + timedelta(days=days)
        round = Round.objects.create(report=report, by=editor, due=due, silence=Round.Silence.BLOCKS, revision=1)
        Pair.objects.filter(report=report, entity="unhcr", organization=organization).update(round=round, state=state)
    answer = page.get(f"{PAGE}?state=late-clearance")
    assert [str(cell.pair) for cell in answer.context["matrix"].page] == ["unhcr/au"]
    assert "Clearance late" in answer.content.decode()
    Pair.objects.filter(report=report, organization="au").update(state=State.CLEARED)
    assert "Clearance late" not in page.get(f"{PAGE}?view=list").content.decode()


def _shown(page: Client, query: str) -> set[str]:
    return {str(cell.pair) for cell in page.get(f"{PAGE}?{query}").context["matrix"].page}


def test_texts_are_assigned_to_an_editor_and_found_by_that(
    page: Client, report: Report, editor: Person, make_person: MakePerson
) -> None:
    """To oneself, a colleague or nobody; somebody who is no editor reads nothing."""
    colleague = make_person(Role.EDITOR, email="tariq@example.org")
    chosen = {"text": ["unhcr/au", "undp/au"], "act": "assign"}
    page.post(PAGE, chosen | {"reader": editor.email})
    page.post(PAGE, {"text": ["unhcr/osce"], "act": "assign", "reader": colleague.email})
    assert _shown(page, "reader=mine") == {"unhcr/au", "undp/au"}
    assert _shown(page, "reader=tariq@example.org") == {"unhcr/osce"}
    assert _shown(page, "reader=nobody") == set()
    assert _shown(page, "reader=mine&entity=undp") == {"undp/au"}
    assert f"read by {editor}" in page.get(f"{PAGE}my/undp/au/").content.decode()
    page.post(PAGE, chosen | {"reader": editor.email})
    assert Event.objects.filter(what="assign").count() == 3  # what is so already is no event
    page.post(PAGE, {"text": ["unhcr/au"], "act": "assign", "reader": ""})
    assert _shown(page, "reader=nobody") == {"unhcr/au"}
    for email in ("focal-point.unhcr@example.org", "x"):
        assert page.post(PAGE, chosen | {"reader": email}).status_code == 422
    Membership.objects.filter(person=colleague).update(ends=timezone.now())
    assert page.post(PAGE, chosen | {"reader": colleague.email}).status_code == 422
    assert colleague not in page.get(PAGE).context["matrix"].readers
    assert report.pk in PAGE


@pytest.mark.usefixtures("report")
def test_a_filter_is_kept_under_a_name_for_oneself(page: Client, make_person: MakePerson) -> None:
    """The view is an address that a colleague can open, and its name is one's own."""
    views = f"{PAGE}views/"
    answer = page.post(views, {"name": "Late of UNHCR", "query": "state=late&entity=unhcr&page=3&x=y"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?state=late&entity=unhcr", 302)]
    words = page.get(PAGE).content.decode()
    assert 'href="?state=late&amp;entity=unhcr">Late of UNHCR</a>' in words
    assert 'aria-current="page">Late of UNHCR' in page.get(f"{PAGE}?state=late&entity=unhcr").content.decode()
    page.post(views, {"name": "Late of UNHCR", "query": "state=late"})
    assert [view.query for view in SavedView.objects.all()] == ["state=late"]
    for form in ({"name": " ", "query": "state=late"}, {"name": "x" * 61, "query": "state=late"}, {"name": "x"}):
        assert page.post(views, form).status_code == 422
    page.force_login(make_person(Role.OBSERVER))
    assert "Late of UNHCR" not in page.get(PAGE).content.decode()
    page.post(views, {"remove": "Late of UNHCR"})
    assert SavedView.objects.exists()


@pytest.mark.usefixtures("report")
def test_a_saved_view_is_removed_and_there_is_an_end_to_them(page: Client) -> None:
    for number in range(30):
        page.post(f"{PAGE}views/", {"name": f"View {number}", "query": "state=late"})
    assert page.post(f"{PAGE}views/", {"name": "One more", "query": "state=late"}).status_code == 429
    assert page.post(f"{PAGE}views/", {"name": "View 3", "query": "entity=undp"}).status_code == 302
    assert "The view was removed." in page.post(f"{PAGE}views/", {"remove": "View 3"}, follow=True).content.decode()
    assert SavedView.objects.count() == 29


def test_the_table_shows_what_the_filter_lets_through(page: Client, report: Report) -> None:  # noqa: ARG001
    """Without rows and columns that would be empty; the filter of the table and of the list is the same."""
    _set(State.SUBMITTED, "unhcr", "osce")
    matrix = page.get(f"{PAGE}?state=submitted&view=grid").context["matrix"]
    assert [key for key, _short, _name in matrix.columns] == ["osce"]
    assert [(key, [str(cell.pair) for cell in cells]) for key, _name, cells in matrix.rows] == [
        ("unhcr", ["unhcr/osce"])
    ]
    words = page.get(f"{PAGE}?state=submitted").content.decode()
    assert 'href="?state=submitted&amp;view=grid"' in words
    assert "No text is like this." in page.get(f"{PAGE}?state=cleared&view=grid").content.decode()
    full = page.get(PAGE).context["matrix"]
    assert [cell and str(cell.pair) for _key, _name, cells in full.rows for cell in cells] == [
        "unhcr/au",
        "unhcr/osce",
        "undp/au",
        None,
    ]
