"""The page `/mail/`: in the demo the words, elsewhere what has become of each message."""

from __future__ import annotations

import re
from threading import Event

import pytest
from django.db.models import Model
from django.test import Client

from assembler.portal.actions.mail_work import send_waiting_mail
from assembler.portal.actions.moves import make_move
from assembler.portal.models import OutgoingMail, Pair, Person
from assembler.portal.notices import send_notice
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def person(make_person: MakePerson, pair: Pair) -> Person:
    """A focal point who has submitted a text, and received mail about it."""
    person = make_person(Role.FOCAL_POINT, "unhcr")
    make_person(Role.EDITOR)
    make_move(person, pair, "submit")
    return person


@pytest.fixture
def administrator(client: Client, person: Person) -> Model:
    """An administrator who is signed in."""
    assert person
    administrator = Person.objects.create_user("admin@example.org", is_administrator=True)
    client.force_login(administrator, BACKEND)
    return administrator


def test_demo_shows_what_would_be_sent_with_links_that_work(client: Client, person: Person, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    send_notice(
        person, "A <b>hostile</b> subject", "<script>alert(1)</script>\n\nhttp://localhost:8000/r/none/", "query"
    )
    page = client.get("/mail/").content.decode()
    assert page.index("hostile") < page.index("Submitted")  # the newest on top
    assert "<script>alert" not in page
    assert "<b>" not in page
    links = re.findall(r'href="http://localhost:8000(/r/a-81-1/[^"]+)"', page)
    assert set(links) == {"/r/a-81-1/my/unhcr/au/"}
    client.force_login(person, BACKEND)
    assert client.get(links[0]).status_code == 200


@pytest.mark.usefixtures("administrator")
def test_administrator_reads_states_and_no_words(client: Client, person: Person) -> None:
    OutgoingMail.objects.filter(purpose="receipt").update(state="failed", error="550 No such mailbox")
    send_notice(person, "Sign in to the portal", "http://localhost:8000/sign-in/link/SECRET/", "sign-in")
    OutgoingMail.objects.filter(purpose="sign-in").update(state="dropped", error="too-late")
    page = client.get("/mail/").content.decode()
    assert "550 No such mailbox" in page
    assert "The sign-in link would have come too late." in page
    assert person.email in page
    assert "SECRET" not in page
    assert "Hash of the text" not in page
    assert "No mail server is named" in page
    failed = client.get("/mail/?state=failed").content.decode()
    assert failed.count('<th scope="row">') == 1
    assert "Receipt" in failed


@pytest.mark.usefixtures("administrator")
def test_page_of_a_state_that_is_none_is_not_there(client: Client) -> None:
    assert client.get("/mail/?state=none").status_code == 404
    assert client.get("/mail/?state=sent").status_code == 200


@pytest.mark.usefixtures("administrator")
def test_page_is_as_quick_with_many_messages(
    client: Client, person: Person, django_assert_max_num_queries: object
) -> None:
    OutgoingMail.objects.bulk_create(
        OutgoingMail(person=person, subject=f"{number}", text="", purpose="receipt") for number in range(300)
    )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page = client.get("/mail/").content.decode()
    assert "The newest 100 messages are shown." in page


def test_held_mail_is_sent_or_dropped_by_an_administrator(client: Client, administrator: Model, person: Person) -> None:
    OutgoingMail.objects.update(state="held")
    send_waiting_mail(Event())
    count = OutgoingMail.objects.filter(state="held").count()
    assert count == OutgoingMail.objects.count() > 1
    assert f"{count} messages waited when the backup was made." in client.get("/mail/").content.decode()
    assert client.post("/mail/held/", {"act": "drop"}).status_code == 302
    assert set(OutgoingMail.objects.values_list("state", "error")) == {("dropped", "held")}
    assert "An administrator dropped the message" in client.get("/mail/").content.decode()
    OutgoingMail.objects.update(state="held")
    client.post("/mail/held/", {"act": "send"})
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"waiting"}
    client.force_login(person, BACKEND)
    assert client.post("/mail/held/", {"act": "send"}).status_code == 404
    assert str(administrator)
