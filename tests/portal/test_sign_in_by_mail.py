"""Sign-in by mail: a link and a code, once, for a short time, in the browser that asked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembler.portal.models import Event, Membership, OutgoingMail, Person
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

EMAIL = "focal@example.org"


@pytest.fixture(autouse=True)
def person(make_person: MakePerson) -> Person:
    cache.clear()
    return make_person(Role.FOCAL_POINT, "unhcr", email=EMAIL)


def ask(client: Client, email: str = EMAIL, **fields: str) -> str:
    """Asks for a link and gives the address in the mail, without its host; nothing where no mail was written."""
    OutgoingMail.objects.all().delete()
    answer = client.post("/sign-in/", {"email": email, **fields})
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/sign-in/confirm/")
    mail = OutgoingMail.objects.first()
    if mail is None:
        return ""
    link = re.search(r"http://\S+", mail.text)
    assert link
    return urlsplit(link[0])._replace(scheme="", netloc="").geturl()


def read_code(link: str) -> str:
    code = re.search(r"code=([A-Z-]+)", link)
    assert code
    return code[1]


def press(client: Client, link: str) -> HttpResponse:
    """Presses the button of the page behind a link."""
    page = client.get(link).content.decode()
    values = dict(re.findall(r'<input type="hidden" name="(code|next)" value="([^"]*)"', page))
    return client.post("/sign-in/confirm/", values)  # type: ignore[return-value]


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_link_signs_in_after_the_button(client: Client) -> None:
    link = ask(client, " Focal@Example.org")
    for _ in range(3):  # a scanner of mail, in the browser that asked and in others
        client.get(link)
        client.head(link)
        Client().get(link)
    assert not is_signed_in(client)
    assert press(client, link).headers["Location"] == "/"
    assert is_signed_in(client)
    events = Event.objects.filter(what__startswith="sign-").values_list("what", "actor", "object", "details")
    assert list(events) == [("sign-in-mail", "", EMAIL, {}), ("sign-in", EMAIL, EMAIL, {"by": ["code"]})]
    assert list(verify_chain("")) == []
    assert not EmailAddress.objects.exists()  # a second list of addresses would let a former one sign in


def test_mail_is_in_the_language_of_the_person(client: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(language="fr")
    ask(client)
    mail = OutgoingMail.objects.get()
    assert (mail.person, mail.purpose, mail.subject) == (person, "sign-in", "Votre lien de connexion")
    assert "Ne donnez le code à personne." in mail.text


def test_code_of_a_link_is_typed_in_the_browser_that_asked(client: Client) -> None:
    link = ask(client)
    telephone = Client()
    page = telephone.get(link)
    assert (page.status_code, read_code(link) in page.content.decode()) == (410, True)
    typed = f" {read_code(link).lower().replace('-', '')} "
    assert client.post("/sign-in/confirm/", {"code": typed}).status_code == 302
    assert (is_signed_in(client), is_signed_in(telephone)) == (True, False)


def test_forwarded_link_signs_nobody_else_in(client: Client) -> None:
    link = ask(client)
    other = Client()
    assert other.post("/sign-in/confirm/", {"code": read_code(link)}).status_code == 410
    ask(other, "somebody.else@example.org")
    assert other.post("/sign-in/confirm/", {"code": read_code(link)}).status_code == 422
    assert not is_signed_in(other)


def test_page_shows_no_other_words_than_a_code(client: Client) -> None:
    page = client.get("/sign-in/confirm/?code=CALL-0123456789").content.decode()
    assert "CALL" not in page


def test_link_works_once(client: Client) -> None:
    link = ask(client)
    press(client, link)
    assert client.get(link).headers["Location"] == "/"  # who is signed in already goes on
    client.post("/sign-out/")
    assert client.get(link).status_code == 410
    assert client.post("/sign-in/confirm/", {"code": read_code(link)}).status_code == 410
    assert not is_signed_in(client)


def test_link_ends_after_a_quarter_of_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    link = ask(client)
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 15 * 60 + 5)
    assert client.post("/sign-in/confirm/", {"code": read_code(link)}).status_code == 410
    assert client.get(link).status_code == 410


def test_newest_link_counts_in_two_tabs(client: Client) -> None:
    old, new = ask(client), ask(client)
    answer = press(client, old)
    assert answer.status_code == 422
    assert "Take the code from the newest message." in answer.content.decode()
    press(client, new)
    assert is_signed_in(client)


def test_codes_are_not_guessed(client: Client) -> None:
    link = ask(client)
    answers = [client.post("/sign-in/confirm/", {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert answers == [422, 422, 302]
    assert "too many times" in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/confirm/", {"code": read_code(link)}).status_code == 410


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https:evil.example"],
)
def test_sign_in_leads_to_no_other_site(client: Client, target: str) -> None:
    link = ask(client, next=target)
    assert "evil" not in link
    assert client.get("/sign-in/confirm/", {"code": read_code(link), "next": target}).status_code == 200
    answer = client.post("/sign-in/confirm/", {"code": read_code(link), "next": target})
    assert answer.headers["Location"] == "/"


def test_sign_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    assert client.get("/r/a-81-1/my/").headers["Location"] == "/sign-in/?next=/r/a-81-1/my/"
    assert 'name="next" value="/r/a-81-1/my/"' in client.get("/sign-in/?next=/r/a-81-1/my/").content.decode()
    link = ask(client, next="/r/a-81-1/my/")
    assert press(client, link).headers["Location"] == "/r/a-81-1/my/"


def test_unknown_address_gets_the_same_answer_after_the_same_work() -> None:
    answers, statements = [], []
    for email in (EMAIL, "nobody@example.org"):
        browser = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post("/sign-in/", {"email": email})
        page = browser.get(answer.headers["Location"])
        words = re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page.content.decode()).replace(email, "")
        wrong = browser.post("/sign-in/confirm/", {"code": "BBBB-BBBB"}).status_code
        answers.append((answer.status_code, answer.headers["Location"], page.status_code, words, wrong))
        statements.append([query["sql"].split()[:3] for query in queries if "INSERT" in query["sql"]])
    assert answers[0] == answers[1]
    assert statements[0] == statements[1]
    assert [mail.person.email for mail in OutgoingMail.objects.all()] == [EMAIL]
    assert list(Event.objects.filter(what="sign-in-mail").values_list("object", flat=True)) == [EMAIL, ""]


def test_person_made_inactive_between_is_not_signed_in(client: Client, person: Person) -> None:
    link = ask(client)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    answer = press(client, link)
    assert answer.headers["Location"] == "/sign-in/inactive/"
    assert client.get("/sign-in/inactive/").status_code == 200
    assert not is_signed_in(client)
    assert ask(Client()) == ""


def test_person_without_a_place_any_more_sees_nothing(client: Client, person: Person) -> None:
    link = ask(client, next="/r/a-81-1/my/")
    Membership.objects.filter(person=person).update(ends=timezone.now())
    assert client.get(press(client, link).headers["Location"]).status_code == 404


def test_session_begins_with_a_new_key(client: Client) -> None:
    link = ask(client)
    planted = client.session.session_key
    press(client, link)
    assert is_signed_in(client)
    client.cookies["assembler-session"] = str(planted)
    assert not is_signed_in(client)


def test_form_of_another_site_asks_for_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"email": EMAIL}).status_code == 403
    assert client.post("/sign-in/confirm/", {"code": "BBBB-BBBB"}).status_code == 403
    assert not OutgoingMail.objects.exists()


def test_requests_for_links_are_limited() -> None:
    for email in (EMAIL, "nobody@example.org"):
        answers = [Client().post("/sign-in/", {"email": email}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert answers[-1].headers["Retry-After"] == "900"
        assert "Try again in 15 minutes." in answers[-1].content.decode()
    assert OutgoingMail.objects.count() == 5


@pytest.mark.slow
def test_limits_count_a_machine_too(client: Client) -> None:
    answers = {client.post("/sign-in/", {"email": f"{number}@example.org"}).status_code for number in range(20)}
    assert answers == {302}
    assert client.post("/sign-in/", {"email": "last@example.org"}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post("/sign-in/", {"email": "last@example.org"})
    assert elsewhere.status_code == 302


def test_address_that_is_none_is_refused(client: Client) -> None:
    answer = client.post("/sign-in/", {"email": "nobody"})
    assert answer.status_code == 422
    assert "<title>Error: Sign in" in answer.content.decode()
