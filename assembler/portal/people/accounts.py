"""What people change of themselves, their tokens, sign-in links and second factors."""

from __future__ import annotations

from zoneinfo import available_timezones

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.portal.actions.typed_words import clean_words
from assembler.portal.models import Person, SignInLink, Token
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.problems import Invalid, TooMany
from assembler.portal.roles import Scope

LONGEST_NAME, LONGEST_LABEL = 200, 100
"""How many characters the name of a person and the label of a token may have."""
MOST_DAYS = 366
"""How long a token may be valid."""
MOST_TOKENS = 20
"""How many valid tokens a person may have."""


class InvalidField(Invalid):
    """A field of a form that cannot be used."""

    def __init__(self, field: str, title: str, detail: str) -> None:
        """Names the field by the id that it has on the page."""
        super().__init__(title, detail, field=field)
        self.field = field


def change_account(person: Person, *, name: str, language: str, time_zone: str) -> None:
    """Changes how the person is called, reads and counts hours. Raises InvalidField."""
    name = " ".join(clean_words(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise InvalidField("name", _("The name cannot be used."), _("Write a name of 1 to 200 characters."))
    if language not in dict(settings.LANGUAGES):
        raise InvalidField("language", _("The portal does not have this language."), _("Choose one of the list."))
    if time_zone not in available_timezones():
        raise InvalidField("time-zone", _("There is no such time zone."), _("Choose one of the list."))
    fields = {"name": name, "language": language, "time_zone": time_zone}
    changed = [field for field, value in fields.items() if getattr(person, field) != value]
    if changed:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**fields)
            record_event(INSTALLATION, person.email, "account", person.email, details={"changed": changed})


def issue_token(person: Person, scope: str, days: int, label: str = "") -> str:
    """A new token of the person for the API; its secret is not kept. Raises InvalidField or TooMany."""
    label = " ".join(clean_words(label).split())
    if scope not in Scope.values:
        raise InvalidField("scope", _("There is no such scope."), _("Choose one of the list."))
    if not 1 <= days <= MOST_DAYS:
        raise InvalidField("days", _("This number of days cannot be used."), _("Write a number of days from 1 to 366."))
    if len(label) > LONGEST_LABEL:
        raise InvalidField("label", _("The label is too long."), _("Shorten the label to 100 characters."))
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.tokens.filter(expires__gt=timezone.now()).count() >= MOST_TOKENS:
            raise TooMany(_("You have 20 tokens already."), _("Revoke the tokens that no program uses any more."))
        details = {"scope": scope, "days": days, "label": label}
        record_event(INSTALLATION, person.email, "token", person.email, details=details)
        return Token.issue(person, scope, days, label)


def revoke_token(person: Person, id: int) -> bool:
    """Ends a token of the person at once; False where the person has no such token."""
    with transaction.atomic():
        count, _rows = Token.objects.filter(person=person, pk=id).delete()
        if count:
            record_event(INSTALLATION, person.email, "token-revoked", person.email, details={"token": id})
    return bool(count)


def issue_link(person: Person, minutes: int, actor: str = "") -> str:
    """The secret of a new sign-in link of the person, made by whoever runs the installation."""
    with transaction.atomic():
        record_event(INSTALLATION, actor, "sign-in link", person.email)
        return SignInLink.issue(person, minutes)


def reset_second_factor(person: Person, actor: str = "") -> None:
    """Takes away what a person who has lost all of it can no longer show, and ends the sessions of that person."""
    with transaction.atomic():
        record_event(INSTALLATION, actor, "second-factor-reset", person.email)
        for authenticator in Authenticator.objects.filter(user=person):
            authenticator.delete()
        for session in UserSession.objects.filter(user=person):
            session.end()
