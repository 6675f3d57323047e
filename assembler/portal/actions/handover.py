"""Shares one text with a colleague, who can then write, submit and clear it too."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from assembler.portal.models import Membership, Pair, Person
from assembler.portal.models.events import record_event
from assembler.portal.notices import announce_share
from assembler.portal.permissions import is_focal_point
from assembler.portal.problems import Forbidden, Invalid
from assembler.portal.roles import Role


def hand_over(person: Person, pair: Pair, email: str) -> Person:
    """Makes the person of that address a focal point of this text too; an address that is new becomes a person.

    Raises Forbidden, or Invalid where the address is none or its person may not sign in.
    """
    if not is_focal_point(person, pair):
        raise Forbidden(_("Only a focal point of the entity can share this text."))
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(
            _("This is not an e-mail address."), _("Write the address in full, such as name@example.org.")
        ) from None
    with transaction.atomic():
        colleague = Person.objects.filter(email=email).first() or Person.objects.create_user(
            email, language=person.language
        )
        _membership, is_new = Membership.objects.get_or_create(
            person=colleague,
            report=pair.report,
            role=Role.FOCAL_POINT,
            entity=pair.entity,
            organization=pair.organization,
        )
        if is_new:
            record_event(pair.report_id, person.email, "hand-over", str(pair), details={"to": email})
            announce_share(person, colleague, pair)
    return colleague
