"""Tokens and sign-in links of people."""

from __future__ import annotations

from django.db import transaction

from assembler.portal.models import Person, SignInLink, Token
from assembler.portal.models.events import INSTALLATION, record_event


def issue_token(person: Person, scope: str, days: int, label: str = "") -> str:
    """A new token of the person for the API; its secret is not kept."""
    with transaction.atomic():
        record_event(INSTALLATION, person.email, "token", person.email, details={"scope": scope, "days": days})
        return Token.issue(person, scope, days, label)


def issue_link(person: Person, minutes: int) -> str:
    """The secret of a new sign-in link of the person, made by whoever runs the installation."""
    with transaction.atomic():
        record_event(INSTALLATION, "", "sign-in link", person.email)
        return SignInLink.issue(person, minutes)
