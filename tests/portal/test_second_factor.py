"""Passwords, second factors and recovery codes; who must have a second factor gets to nothing else before."""

from __future__ import annotations

import hmac
import re
import time
from base64 import b32decode
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assembler.portal.models import Event, Membership, Person, SignInLink, Token
from assembler.portal.models.events import verify_chain
from assembler.portal.people.accounts import reset_second_factor
from assembler.portal.roles import Role
from assembler.portal.sign_in.factor_secrets import count_unreadable, decrypt_secret
from tests.portal.conftest import MakePerson

PASSWORD = "correct horse battery staple"
SETTINGS = "/sign-in/settings/"


@pytest.fixture(autouse=True)
def needs_second_factor(settings: object, db: None) -> None:  # noqa: ARG001  # pytest asks for it by its name
    settings.NEEDS_SECOND_FACTOR = True  # type: ignore[attr-defined]
    cache.clear()


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR, email="editor@example.org")


def follow_link(client: Client, person: Person) -> str:
    """Signs in by a link; where that leads."""
    answer = client.post(f"/sign-in/link/{SignInLink.issue(person, 30)}/")
    return answer.headers["Location"]


def compute_code(secret: str, shift: int = 0) -> str:
    """The code that an app shows, by RFC 6238."""
    moment = int(time.time() // 30 + shift).to_bytes(8)
    digest = hmac.digest(b32decode(secret + "=" * (-len(secret) % 8)), moment, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def set_up_app(client: Client) -> str:
    """Sets an app up; its secret."""
    page = client.get(f"{SETTINGS}app/").content.decode()
    secret = re.search(r'<code class="key">(\w+)</code>', page)
    assert secret
    assert "data:image/svg+xml" in page
    answer = client.post(f"{SETTINGS}app/", {"code": compute_code(secret[1])})
    assert answer.headers["Location"] == f"{SETTINGS}codes/"
    cache.clear()  # a code counts once, and tests do not wait for the next one
    return secret[1]


def read_codes(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\w+)</code></li>", client.get(f"{SETTINGS}codes/").content.decode())


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PRODUCER])
def test_lead_sets_up_a_second_factor_first(client: Client, make_person: MakePerson, role: Role) -> None:
    person, other = make_person(role, email="lead@example.org"), Client()
    follow_link(other, person)
    follow_link(client, person)
    for path in ("/", "/r/a-81-1/my/", "/r/a-81-1/my/unhcr/au/"):
        assert client.get(path).headers["Location"] == SETTINGS
    assert client.post("/r/a-81-1/my/unhcr/au/messages/", {"text": "Hello"}).headers["Location"] == SETTINGS
    assert client.get("/api/v1/reports").status_code == 403
    assert "Set up a passkey or an app before you go on." in client.get(SETTINGS).content.decode()
    set_up_app(client)
    assert is_signed_in(client)
    assert client.get("/api/v1/reports").status_code == 200
    assert other.get("/").headers["Location"] == "/sign-in/?next=/"  # it had begun with a mail alone
    events = Event.objects.filter(what__startswith="second-factor").values_list("what", "actor", "details")
    added = ("second-factor-added", person.email)
    assert list(events) == [(*added, {"by": ["totp"]}), (*added, {"by": ["recovery_codes"]})]
    assert list(verify_chain("")) == []


def test_administrator_must_have_one_and_can_still_sign_out(client: Client) -> None:
    follow_link(client, Person.objects.create_user("admin@example.org", is_administrator=True))
    assert client.get("/").headers["Location"] == SETTINGS
    assert client.get("/mail/").headers["Location"] == SETTINGS
    assert client.get("/me/").status_code == 200
    assert client.post("/me/tokens/", {"scope": "build", "days": "1"}).headers["Location"] == SETTINGS
    assert not Token.objects.exists()  # it would get in without a second factor
    assert client.post("/me/sign-out-everywhere/").headers["Location"] == "/sign-in/"


def test_others_need_none(client: Client, make_person: MakePerson) -> None:
    former = make_person(Role.EDITOR, email="former@example.org")
    Membership.objects.filter(person=former).update(ends=timezone.now())
    for person in (make_person(Role.OBSERVER), make_person(Role.FOCAL_POINT, "unhcr"), former):
        assert follow_link(client, person) == "/"
        assert is_signed_in(client)
        client.post("/sign-out/")


def test_focal_point_who_becomes_an_editor_is_stopped_at_once(client: Client, make_person: MakePerson) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr")
    follow_link(client, person)
    assert is_signed_in(client)
    place = Membership.objects.get(person=person)
    Membership.objects.create(person=person, report=place.report, role=Role.EDITOR)
    assert client.get("/").headers["Location"] == SETTINGS


def test_people_of_the_demo_are_not_stopped(client: Client, editor: Person, settings: object) -> None:
    settings.NEEDS_SECOND_FACTOR = False  # type: ignore[attr-defined]  # as in the demo
    follow_link(client, editor)
    assert is_signed_in(client)


def test_secret_of_a_factor_is_encrypted_and_fits_with_no_other_key(
    client: Client, editor: Person, settings: object
) -> None:
    follow_link(client, editor)
    secret = set_up_app(client)
    rows = list(Authenticator.objects.values_list("data", flat=True))
    assert rows
    assert secret not in str(rows)
    totp = Authenticator.objects.get(type="totp")
    assert (decrypt_secret(totp.data["secret"]), count_unreadable()) == (secret, 0)
    client.post("/sign-out/")
    settings.SECRET_KEY = "another key " * 5  # type: ignore[attr-defined]
    assert decrypt_secret(totp.data["secret"]) not in (secret, "")
    assert count_unreadable() == len(rows)


def test_code_is_asked_for_at_the_next_sign_in(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    secret = set_up_app(client)
    client.post("/sign-out/")
    assert follow_link(client, editor) == "/sign-in/second-factor/"
    assert not is_signed_in(client)
    assert "Type the code that your app shows now." in client.get("/sign-in/second-factor/").content.decode()
    assert client.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    assert not is_signed_in(client)
    code = compute_code(secret)
    assert client.post("/sign-in/second-factor/", {"code": code}).headers["Location"] == "/"
    assert is_signed_in(client)
    client.post("/sign-out/")
    follow_link(client, editor)
    assert client.post("/sign-in/second-factor/", {"code": code}).status_code == 422  # seen over the shoulder
    events = Event.objects.filter(what__startswith="sign-in").values_list("what", "details")
    assert ("sign-in-failed", {"by": ["totp"]}) in events
    assert ("sign-in", {"by": ["link", "mfa"]}) in events
    assert list(verify_chain("")) == []


def test_recovery_code_lets_in_once(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    set_up_app(client)
    codes = read_codes(client)
    assert len(set(codes)) == 10
    client.post("/sign-out/")
    for status in (302, 422):
        follow_link(client, editor)
        assert client.post("/sign-in/second-factor/", {"code": codes[0]}).status_code == status
        client.post("/sign-out/")
    follow_link(client, editor)
    client.post("/sign-in/second-factor/", {"code": codes[1]})
    assert client.post(f"{SETTINGS}codes/new/").headers["Location"] == f"{SETTINGS}codes/"
    assert not set(codes) & set(read_codes(client))
    assert Event.objects.filter(what="second-factor-removed").count() == 1


def test_codes_of_a_second_factor_are_not_guessed(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    secret = set_up_app(client)
    client.post("/sign-out/")
    follow_link(client, editor)
    answers = [client.post("/sign-in/second-factor/", {"code": f"00000{digit}"}).status_code for digit in range(6)]
    assert answers == [422] * 5 + [429]
    other = Client(REMOTE_ADDR="192.0.2.7")
    follow_link(other, editor)
    assert other.post("/sign-in/second-factor/", {"code": compute_code(secret)}).status_code == 429


def set_password(client: Client) -> None:
    answer = client.post(f"{SETTINGS}password/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == SETTINGS


def test_password_alone_is_not_enough_for_an_editor(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    set_password(client)
    client.post("/sign-out/")
    answer = {"login": " Editor@example.org", "password": PASSWORD}
    wrong_way = answer | {"next": "//evil.example/"}
    assert client.post("/sign-in/password/", wrong_way).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == SETTINGS
    secret = set_up_app(client)
    client.post("/sign-out/")
    assert client.post("/sign-in/password/", answer).headers["Location"] == "/sign-in/second-factor/"
    client.post("/sign-in/second-factor/", {"code": compute_code(secret)})
    assert is_signed_in(client)
    assert Event.objects.filter(what="password-set", actor=editor.email).count() == 1


def test_wrong_passwords_are_limited_and_say_nothing_of_the_person(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    set_password(client)
    pages = []
    for email in (editor.email, "nobody@example.org"):
        browser = Client()
        answers = [browser.post("/sign-in/password/", {"login": email, "password": "wrong"}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [422] * 5 + [429]
        pages.append(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answers[0].content.decode()).replace(email, ""))
    assert pages[0] == pages[1]
    assert Event.objects.filter(what="sign-in-failed", object=editor.email).count() == 5


def test_bad_passwords_are_refused(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    for first, second in (("short", "short"), ("password1234", "password1234"), (PASSWORD, f"{PASSWORD}s")):
        assert client.post(f"{SETTINGS}password/", {"password1": first, "password2": second}).status_code == 422
    editor.refresh_from_db()
    assert not editor.has_usable_password()


def test_new_password_ends_other_sessions(client: Client, make_person: MakePerson) -> None:
    person, other = make_person(Role.FOCAL_POINT, "unhcr"), Client()
    follow_link(other, person)
    follow_link(client, person)
    set_password(client)
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)


def grow_old(client: Client) -> None:
    """Lets a session be older than what counts as a proof."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()


@pytest.mark.slow
def test_old_session_changes_nothing_before_a_new_proof(client: Client, make_person: MakePerson) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr")
    follow_link(client, person)
    grow_old(client)
    for path in (f"{SETTINGS}app/", f"{SETTINGS}password/", f"{SETTINGS}passkey/"):
        assert unquote(client.get(path).headers["Location"]) == f"/sign-in/again/?next={path}"
    answer = client.post("/sign-out/", {"next": f"{SETTINGS}app/"})
    assert answer.headers["Location"] == "/sign-in/?next=%2Fsign-in%2Fsettings%2Fapp%2F"
    follow_link(client, person)
    set_password(client)
    grow_old(client)
    assert client.get(f"{SETTINGS}app/").headers["Location"].startswith("/sign-in/again/password/")
    assert client.post("/sign-in/again/password/", {"password": "wrong"}).status_code == 422
    again = client.post(f"/sign-in/again/password/?next={SETTINGS}app/", {"password": PASSWORD})
    assert again.headers["Location"] == f"{SETTINGS}app/"
    secret = set_up_app(client)
    grow_old(client)
    for path in (f"{SETTINGS}codes/", f"{SETTINGS}app/remove/", f"{SETTINGS}passkey/", f"{SETTINGS}password/"):
        assert client.get(path).headers["Location"].startswith("/sign-in/again/code/")
    code = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{SETTINGS}password/", code).headers["Location"].startswith("/sign-in/again/code/")
    assert PASSWORD not in str(dict(client.session))
    client.post("/sign-in/again/code/", {"code": compute_code(secret)})
    assert client.get(f"{SETTINGS}app/remove/").status_code == 200


@pytest.mark.slow
def test_last_second_factor_stays_where_one_is_needed(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    set_up_app(client)
    assert "this is your last one" in client.get(f"{SETTINGS}app/remove/").content.decode()
    assert client.post(f"{SETTINGS}app/remove/").status_code == 422
    assert Authenticator.objects.filter(user=editor, type="totp").exists()
    Membership.objects.filter(person=editor).update(ends=timezone.now())
    assert client.post(f"{SETTINGS}app/remove/").headers["Location"] == SETTINGS
    assert not Authenticator.objects.filter(user=editor).exists()
    assert Event.objects.filter(what="second-factor-removed").count() == 2


def test_who_runs_the_machine_lets_in_who_has_lost_all(client: Client, editor: Person) -> None:
    follow_link(client, editor)
    set_up_app(client)
    reset_second_factor(editor)
    assert not is_signed_in(client)
    assert follow_link(client, editor) == "/"
    assert client.get("/").headers["Location"] == SETTINGS
    events = Event.objects.filter(what="second-factor-removed").values_list("actor", "object")
    assert list(events) == [("", editor.email)] * 2


def test_passkeys_of_others_are_not_there(client: Client, editor: Person, make_person: MakePerson) -> None:
    key = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "key"})
    follow_link(client, make_person(Role.FOCAL_POINT, "unhcr"))
    assert client.get(f"{SETTINGS}passkey/{key.pk}/remove/").status_code == 404
    assert client.post(f"{SETTINGS}passkey/{key.pk}/remove/").status_code == 404


def test_nothing_that_is_no_passkey_signs_in(client: Client) -> None:
    for credential in ("", "{}", '{"id": "x"}', "[1]", "null", '{"response": {"userHandle": "x"}}'):
        assert client.post("/sign-in/passkey/", {"credential": credential}).status_code in (302, 422), credential
        assert not is_signed_in(client)


@pytest.mark.parametrize("page", ["", "app/", "passkey/", "codes/", "codes/new/", "app/remove/", "password/"])
def test_pages_are_ours(client: Client, editor: Person, page: str) -> None:
    follow_link(client, editor)
    if page.startswith("codes") or page == "app/remove/":
        set_up_app(client)
    answer = client.get(SETTINGS + page)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "portal/portal.css" in text
    assert (text.count("<h1"), text.count("<title>")) == (1, 1)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/sign-in/signup/", "/sign-in/settings/trust/"]
)
def test_other_pages_of_the_library_are_not_there(client: Client, editor: Person, path: str) -> None:
    follow_link(client, editor)
    set_up_app(client)
    assert client.get(path).status_code == 404


BAD = (
    {},
    {"email": "a" * 400 + "@example.org", "login": "a\0b@example.org", "password": "\0" * 9, "code": "\0"},
    {"email": "x@example.org\r\nBcc: y@example.org", "code": "٣" * 400, "password1": "\ud7ff" * 5000, "password2": "x"},
    {"credential": '{"id": "a", "rawId": "b", "response": {}}', "name": "x" * 5000, "passwordless": "on"},
    {"credential": '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"userHandle": "MQ"}}'},
    {"credential": "[[[[", "next": "http:////evil.example"},
    {"action": "resend", "code": "1"},
)
PATHS = [
    f"/sign-in/{path}"
    for path in (
        *("", "confirm/", "password/", "passkey/", "second-factor/", "settings/", "settings/password/"),
        *("settings/app/", "settings/app/remove/", "settings/passkey/", "settings/codes/", "settings/codes/new/"),
        *("again/", "again/password/", "again/code/", "again/passkey/", "directory/", "directory/answer/"),
        "settings/passkey/99999999999999999999/remove/",
    )
]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_bad_form_breaks_a_page(make_person: MakePerson, settings: object, path: str) -> None:
    settings.ACCOUNT_RATE_LIMITS = False  # type: ignore[attr-defined]  # each form is to be read
    settings.MFA_RATE_LIMITS = False  # type: ignore[attr-defined]
    person = make_person(Role.FOCAL_POINT, "unhcr")
    waiting, member, leader, half = Client(), Client(), Client(), Client()
    waiting.post("/sign-in/", {"email": person.email})
    follow_link(member, person)
    lead = make_person(Role.EDITOR)
    follow_link(leader, lead)
    set_up_app(leader)
    follow_link(half, lead)
    for fields in BAD:
        for client in (Client(), waiting, member, leader, half):
            client.get("/sign-in/passkey/", headers={"accept": "application/json"})  # a challenge to answer
            answer = client.post(path, fields)
            assert answer.status_code < 500, (path, fields)
            assert "evil" not in answer.headers.get("Location", "")
