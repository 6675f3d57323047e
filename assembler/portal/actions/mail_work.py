"""Sends mail in a worker: each message once, to a person who still has a place in what it tells of."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from threading import Event
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assembler.portal.actions.threads import may_read_thread
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.models import Membership, OutgoingMail, Pair, Person, Report
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.roles import Role, State

MOST_ATTEMPTS = 17
"""How often a message is tried before it has failed; with the pauses between, a day and a half."""
SIGN_IN = "sign-in"
"""The purpose of messages that lose their sense after a while."""
_OF_OWED_TEXTS = ("reminder", "deadline", "invitation")
"""Purposes of messages that lose their sense when the person owes nothing any more."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=6)
_LONGEST_SENDING = timedelta(minutes=10)
"""After which time a worker that has begun to send a message must have died."""
_LIFE_OF_SIGN_IN = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
_MOST = 100
"""How many messages are sent over one connection."""
_PERMANENT = 500
"""From which code on the refusal of a mail server is final."""
_log = logging.getLogger(__name__)


def send_waiting_mail(stop: Event) -> None:
    """Sends the messages that are due, until there are none, the mail server is away, or `stop` is set."""
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, next_attempt__lte=timezone.now())
    waiting = due.order_by("next_attempt")  # person and text are read when their message is sent
    if not settings.MAILERS or not due.exists():
        return
    connection = mailers["default"]
    try:
        for mail in waiting[:_MOST]:
            if stop.is_set() or (_claim(mail) and not _send(mail, connection)):
                break
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


def release_held_mail(person: Person, *, is_sent: bool) -> int:
    """Sends the messages that a restore has held, or drops them; how many there were."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.HELD)
    with transaction.atomic():
        if is_sent:
            count = waiting.update(state=OutgoingMail.State.WAITING, next_attempt=timezone.now())
        else:
            count = waiting.update(state=OutgoingMail.State.DROPPED, error=OutgoingMail.Obstacle.HELD)
        what = "send held mail" if is_sent else "drop held mail"
        record_event(INSTALLATION, person.email, what, "mail", details={"messages": count})
    return count


def _claim(mail: OutgoingMail) -> bool:
    """Takes a message for this worker, unless another one has it."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.WAITING, attempts=mail.attempts)
    return bool(mine.update(attempts=F("attempts") + 1, next_attempt=timezone.now() + _LONGEST_SENDING))


def _send(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    """Sends a message, or notes why not; False where the mail server is away."""
    if obstacle := _find_obstacle(mail):
        _note(mail, OutgoingMail.State.DROPPED, obstacle)
        return True
    try:
        connection.open()
        connection.send_messages([_compose(mail, mail.person)])
    except SMTPRecipientsRefused as refusal:
        code, words = max(refusal.recipients.values())
        _refuse(mail, f"{code} {_read(words)}", is_final=code >= _PERMANENT)
    except SMTPDataError as refusal:
        code = refusal.smtp_code
        _refuse(mail, f"{code} {_read(refusal.smtp_error)}", is_final=code >= _PERMANENT)
    except ValueError as fault:  # the address is one that mail cannot carry
        _refuse(mail, str(fault), is_final=True)
    except (OSError, SMTPException) as fault:
        _refuse(mail, _read(getattr(fault, "smtp_error", "")) or str(fault), is_final=False)
        return False
    else:
        _note(mail, OutgoingMail.State.SENT)
    return True


def _find_obstacle(mail: OutgoingMail) -> str:
    """Why nobody should receive the message any more; empty where somebody should."""
    if not mail.person.is_active:
        return OutgoingMail.Obstacle.INACTIVE
    if mail.pair and not may_read_thread(mail.person, mail.pair):
        return OutgoingMail.Obstacle.NO_PLACE
    if mail.report and not _is_waited_for(mail.person, mail.report, mail.purpose):
        return OutgoingMail.Obstacle.DONE
    if mail.purpose == SIGN_IN and timezone.now() - mail.created > _LIFE_OF_SIGN_IN:
        return OutgoingMail.Obstacle.TOO_LATE
    return ""


def _is_waited_for(person: Person, report: Report, purpose: str) -> bool:
    """Whether the person owes or reads a text of the report; for purposes that name neither, a clearance."""
    if purpose == "assign":
        editors = Membership.objects.current().filter(person=person, report=report, role=Role.EDITOR)
        return editors.exists() and Pair.objects.filter(report=report, reader=person).exists()
    states = OWED if purpose in _OF_OWED_TEXTS else (State.SENT_FOR_CLEARANCE,)
    return Pair.objects.answered_by(person).filter(report=report, state__in=states).exists()


def _compose(mail: OutgoingMail, person: Person) -> EmailMessage:
    """The message; every attempt gives it the same id, by which a mail server knows it again."""
    domain = urlsplit(settings.BASE_ADDRESS).hostname
    key = salted_hmac("assembler.portal.mail", f"{mail.created.isoformat()} {mail.pk}", algorithm="sha256").hexdigest()
    headers = {
        "Date": format_datetime(mail.created),
        "Message-ID": f"<{key}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": person.language,
    }
    return EmailMessage(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [person.email], headers=headers)


def _refuse(mail: OutgoingMail, words: str, *, is_final: bool) -> None:
    """Notes that a message was not taken; it is tried again unless that is final, or was the last attempt."""
    is_final = is_final or mail.attempts + 1 >= MOST_ATTEMPTS
    _log.warning("A message was not taken by the mail server.", extra={"mail": mail.pk})
    _note(mail, OutgoingMail.State.FAILED if is_final else OutgoingMail.State.WAITING, words[:300])


def _note(mail: OutgoingMail, state: str, error: str = "") -> None:
    """Keeps what has become of an attempt, unless another worker has taken the message over meanwhile."""
    now = timezone.now()
    pause = min(_FIRST_PAUSE * 2**mail.attempts, _LONGEST_PAUSE)
    fields: dict[str, object] = {"state": state, "error": error, "next_attempt": now + pause}
    if state == OutgoingMail.State.SENT:
        fields["sent"] = now
    if state != OutgoingMail.State.WAITING and mail.purpose == SIGN_IN:
        fields["text"] = ""
    OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts + 1).update(**fields)


def _read(words: bytes | str) -> str:
    return clean_words(words.decode("utf-8", "replace") if isinstance(words, bytes) else words)
