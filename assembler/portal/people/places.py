"""What an administrator changes of one person: days and ends of places, who may sign in, a link by mail."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assembler.portal.actions.mail_work import SIGN_IN
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.models import Membership, Person
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.notices import send_notice
from assembler.portal.people.accounts import InvalidField, issue_link
from assembler.portal.people.table import read_day
from assembler.portal.problems import Invalid

_LINK = timedelta(days=1)
"""How long the link of an administrator's message is valid."""


def change_days(actor: Person, place: Membership, begins: str, ends: str) -> None:
    """Gives a place its first and last day, written as 2027-03-31; nothing for no limit. Raises InvalidField."""
    days = {"from": read_day(begins), "until": read_day(ends)}
    for column, value in (("from", begins), ("until", ends)):
        if value and days[column] is None:
            raise InvalidField(f"{column}-{place.pk}", _("This is not a day."), _("Write the day as 2027-03-31."))
    first, last = days["from"], days["until"]
    if first and last and first > last:
        hint = _("Write a day in “until” that is not before “from”.")
        raise InvalidField(f"until-{place.pk}", _("The place ends before it begins."), hint)
    moments = {"begins": datetime.combine(first, time(), UTC) if first else None, "ends": find_end_of_day(last)}
    _change_place(actor, place, "place-changed", moments)


def end_place(actor: Person, place: Membership) -> None:
    """Ends a place now; one that has not begun never counts."""
    now = timezone.now()
    _change_place(actor, place, "place-ended", {"ends": max(now, place.begins or now)})


def _change_place(actor: Person, place: Membership, what: str, moments: dict[str, datetime | None]) -> None:
    with transaction.atomic():
        Membership.objects.filter(pk=place.pk).update(**moments)
        details = {name: moment.isoformat() if moment else "" for name, moment in moments.items()}
        details |= {"role": place.role, "entity": place.entity, "organization": place.organization}
        record_event(place.report_id, actor.email, what, place.person.email, details=details)


def change_access(actor: Person, person: Person, *, is_active: bool, is_administrator: bool) -> None:
    """Says whether the person may sign in and is an administrator. Raises Invalid where that is oneself."""
    if person == actor:
        raise Invalid(_("You cannot change your own access."), _("Ask another administrator."))
    with transaction.atomic():
        list(Person.objects.select_for_update().filter(is_administrator=True))  # two who take it from each other
        if not Person.objects.filter(pk=actor.pk, is_administrator=True, is_active=True).exists():
            raise Invalid(_("You are not an administrator any more."), _("Ask another administrator."))
        changed = {"is_active": is_active, "is_administrator": is_administrator}
        Person.objects.filter(pk=person.pk).update(**changed)
        record_event(INSTALLATION, actor.email, "person-changed", person.email, details=changed)


def send_sign_in_link(actor: Person, person: Person) -> None:
    """Writes the person a message with a link that signs in once; nobody else sees the link."""
    with transaction.atomic():
        secret = issue_link(person, int(_LINK.total_seconds()) // 60, actor.email)
        address = f"{settings.BASE_ADDRESS}{reverse('sign-in-link', args=[secret])}"
        with translation.override(person.language):
            lines = (
                _("An administrator of the report assembler sends you this link. Open the link and press “Sign in”:"),
                address,
                _("The link works once, for one day. Give the link to nobody."),
                _("Later, ask for a new link with this e-mail address: %(address)s")
                % {"address": f"{settings.BASE_ADDRESS}{settings.LOGIN_URL}"},
            )
            send_notice(person, _("Your link to sign in"), "\n\n".join(lines) + "\n", SIGN_IN)
