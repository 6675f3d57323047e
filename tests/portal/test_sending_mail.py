"""Mail on its way: against a real mail server, which takes it, refuses it or is away."""

from __future__ import annotations

import email
import email.policy
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.exceptions import ImproperlyConfigured
from django.db.models import F
from django.utils import timezone

from assembler.portal.actions.mail_work import MOST_ATTEMPTS, send_waiting_mail
from assembler.portal.actions.moves import make_move
from assembler.portal.models import Membership, OutgoingMail, Pair, Person, Receipt
from assembler.portal.notices import send_notice
from assembler.portal.roles import Role, State
from assembler.portal.settings import read_mail_server
from tests.portal.conftest import MakePerson


class Post:
    """What the mail server does with a message: keeps it, unless the address says otherwise."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802  # the library's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        assert (server, session, options) is not None
        if address.startswith("gone"):
            return "550 5.1.1 There is no such mailbox"
        if address.startswith("busy"):
            return "450 4.2.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        assert (server, session) is not None
        message = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 Taken"


@pytest.fixture
def port() -> int:
    """A port on which nothing listens yet."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def server(port: int, settings: object) -> Iterator[Controller]:
    """A mail server that the portal knows, and that is not started yet."""
    settings.MAILERS = {"default": read_mail_server(f"smtp://127.0.0.1:{port}")}  # type: ignore[attr-defined]
    controller = Controller(Post(), hostname="127.0.0.1", port=port)
    yield controller
    controller.loop.close()


@pytest.fixture
def post(server: Controller) -> Iterator[list[EmailMessage]]:
    """The messages that the mail server has taken."""
    server.start()
    yield server.handler.messages
    server.stop()


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    return make_person(Role.FOCAL_POINT, "unhcr")


def send() -> None:
    send_waiting_mail(Event())


def let_time_pass() -> None:
    OutgoingMail.objects.update(next_attempt=F("next_attempt") - timedelta(days=1))


def test_receipt_is_sent_once_in_the_language_of_the_person(
    post: list[EmailMessage], person: Person, pair: Pair
) -> None:
    Person.objects.filter(pk=person.pk).update(language="fr")
    person.refresh_from_db()
    make_move(person, pair, "submit")
    assert post == []
    send()
    let_time_pass()
    send()
    (message,) = post
    assert message["To"] == person.email
    assert message["From"] == "portal@localhost"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message["Message-ID"].endswith("@localhost>")
    assert message.get_content_type() == "text/plain"
    assert f"Récépissé {Receipt.objects.get().number}" in message.get_content()
    assert "/r/a-81-1/my/unhcr/au/" in message.get_content()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts, mail.error) == ("sent", 1, "")
    assert mail.sent is not None


def test_server_that_is_away_is_asked_again_after_growing_pauses(server: Controller, person: Person) -> None:
    send_notice(person, "First", "Words", "receipt")
    pauses = []
    for _attempt in range(3):
        send()
        send()  # nothing is due, so that nothing happens
        pauses.append(OutgoingMail.objects.get().next_attempt - timezone.now())
        let_time_pass()
    assert pauses[0] < pauses[1] < pauses[2]
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == ("waiting", 3)
    assert "refused" in mail.error
    server.start()
    send()
    server.stop()
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("sent", "")
    assert len(server.handler.messages) == 1


def test_server_that_stays_away_makes_a_message_fail_in_the_end(server: Controller, person: Person) -> None:
    assert server.handler.messages == []
    send_notice(person, "First", "Words", "receipt")
    for _attempt in range(MOST_ATTEMPTS + 2):
        send()
        let_time_pass()
    assert OutgoingMail.objects.get().state == "failed"
    assert OutgoingMail.objects.get().attempts == MOST_ATTEMPTS


def test_refused_address_fails_at_once_and_stops_no_other(
    post: list[EmailMessage], make_person: MakePerson, person: Person
) -> None:
    gone = make_person(Role.EDITOR, email="gone@example.org")
    busy = make_person(Role.EDITOR, email="busy@example.org")
    strange = make_person(Role.EDITOR, email="josé@example.org")
    for one in (gone, busy, strange, person):
        send_notice(one, "A subject", "Words", "receipt")
    send()
    states = dict(OutgoingMail.objects.values_list("person__email", "state"))
    assert states == {gone.email: "failed", busy.email: "waiting", strange.email: "failed", person.email: "sent"}
    assert OutgoingMail.objects.get(person=gone).error == "550 5.1.1 There is no such mailbox"
    assert [message["To"] for message in post] == [person.email]


def test_who_has_no_place_any_more_is_not_written_to(
    post: list[EmailMessage], make_person: MakePerson, person: Person, pair: Pair
) -> None:
    editor = make_person(Role.EDITOR)
    for one in (person, editor):
        send_notice(one, "A message", "Words of the text.", "message", pair)
    Membership.objects.filter(person=person).update(ends=timezone.now())
    Person.objects.filter(pk=editor.pk).update(is_active=False)
    send()
    assert post == []
    outcome = set(OutgoingMail.objects.values_list("person", "state", "error"))
    assert outcome == {(person.pk, "dropped", "no-place"), (editor.pk, "dropped", "inactive")}


def test_mail_goes_to_the_address_that_the_person_has_when_it_is_sent(post: list[EmailMessage], person: Person) -> None:
    send_notice(person, "A subject", "Words", "receipt")
    Person.objects.filter(pk=person.pk).update(email="new@example.org")
    send()
    assert [message["To"] for message in post] == ["new@example.org"]


def test_reminder_is_not_sent_to_who_has_finished(post: list[EmailMessage], person: Person, pair: Pair) -> None:
    for state in (State.DRAFT, State.SUBMITTED):
        Pair.objects.filter(report=pair.report).update(state=state)
        OutgoingMail.objects.create(person=person, report=pair.report, subject=f"{state}", text="x", purpose="reminder")
        send()
    assert [message["Subject"] for message in post] == ["draft"]
    assert OutgoingMail.objects.get(subject="submitted").error == "done"


def test_words_of_a_sign_in_message_are_kept_no_longer_than_needed(post: list[EmailMessage], person: Person) -> None:
    send_notice(person, "Sign in", "SECRET", "sign-in")
    send()
    assert "SECRET" in post[0].get_content()
    send_notice(person, "Sign in", "SECRET", "sign-in")
    OutgoingMail.objects.filter(state="waiting").update(created=timezone.now() - timedelta(hours=1))
    send()
    assert len(post) == 1
    assert list(OutgoingMail.objects.values_list("state", "text")) == [("sent", ""), ("dropped", "")]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\0", "\x0b"])
def test_no_header_can_be_put_in(post: list[EmailMessage], person: Person, break_: str) -> None:
    send_notice(person, f"Re: the text{break_}Bcc: other@example.org", f"Words{break_}.", "message")
    send()
    (message,) = post
    assert message["Bcc"] is None
    assert "Bcc: other@example.org" in message["Subject"] or break_ == "\0"
    assert OutgoingMail.objects.get().state == "sent"


def test_without_a_mail_server_mail_waits(settings: object, person: Person) -> None:
    settings.MAILERS = {}  # type: ignore[attr-defined]
    send_notice(person, "A subject", "Words", "receipt")
    send()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == ("waiting", 0)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example.org", (None, "", "", False, False)),
        ("smtp+tls://a%40b:p%2Fw@mail.example.org:587", (587, "a@b", "p/w", True, False)),
        ("smtps://a:b@mail.example.org:465", (465, "a", "b", False, True)),
    ],
)
def test_address_of_the_mail_server(url: str, options: tuple[object, ...]) -> None:
    values = read_mail_server(url)["OPTIONS"]
    assert isinstance(values, dict)
    assert values["host"] == "mail.example.org"
    assert tuple(values[name] for name in ("port", "username", "password", "use_tls", "use_ssl")) == options


@pytest.mark.parametrize("url", ["mail.example.org", "http://a:SECRET@b", "smtp://:SECRET@:25", "smtp://a:SECRET@b:x"])
def test_address_that_is_none_is_named_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ASSEMBLER_EMAIL_URL") as fault:
        read_mail_server(url)
    assert "SECRET" not in str(fault.value)


FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from assembler.portal.models import Person
from assembler.portal.notices import send_notice
person = Person.objects.create_user("focal@example.org", name="Amina")
for number in range(40):
    send_notice(person, f"Message {number}", "Words", "receipt")
"""


@pytest.mark.slow
def test_two_workers_send_each_message_once(tmp_path: Path, port: int, server: Controller) -> None:
    environment = os.environ | {
        "ASSEMBLER_DATA": str(tmp_path),
        "ASSEMBLER_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "assembler.portal.settings",
    }
    subprocess.run([sys.executable, "-c", FILL], env=environment, check=True)
    server.start()
    command = [sys.executable, "-m", "assembler", "portal", "worker"]
    workers = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        end = time.monotonic() + 60
        while len(server.handler.messages) < 40 and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(3)  # long enough for another look at the outbox
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait()
        server.stop()
    subjects = sorted(message["Subject"] for message in server.handler.messages)
    assert subjects == sorted(f"Message {number}" for number in range(40))
    assert len({message["Message-ID"] for message in server.handler.messages}) == 40
