"""Where a person is signed in, and signing out everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.portal.models import Person, SignInLink
from assembler.portal.models.events import INSTALLATION, record_event

_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "Linux": "Linux",
}
"""What stands in the header User-Agent, the more special first, and how people call that."""


@dataclass(frozen=True)
class Session:
    """One browser in which a person is signed in."""

    browser: str
    since: datetime
    is_current: bool


def list_sessions(person: Person) -> list[Session]:
    """The browsers in which the person is signed in, this one first, then the newest first."""
    rows = UserSession.objects.purge_and_list(person)
    sessions = [Session(_name_browser(row.user_agent), row.created_at, row.is_current()) for row in rows]
    return sorted(sessions, key=lambda session: (session.is_current, session.since), reverse=True)


def sign_out_everywhere(request: HttpRequest, person: Person) -> None:
    """Ends all sessions of the person, and makes sign-in links useless that were not used."""
    with transaction.atomic():
        for row in UserSession.objects.filter(user=person):
            row.end()
        SignInLink.objects.filter(person=person, used=None).update(used=timezone.now())
        record_event(INSTALLATION, person.email, "sign-out-everywhere", person.email)
        logout(request, show_message=False)


def _name_browser(agent: str) -> str:
    browser = next((name for mark, name in _BROWSERS.items() if re.search(rf"\b{mark}", agent)), _("Another browser"))
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    return ", ".join(filter(None, (browser, system)))
