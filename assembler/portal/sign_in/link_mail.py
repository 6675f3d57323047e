"""The message with a link and a code, which work in the browser that asked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assembler.portal.actions.mail_work import SIGN_IN
from assembler.portal.models import Person
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.notices import send_notice


def send_link(person: Person, code: str, target: str) -> None:
    """Puts the message into the outbox, with its event; after sign-in, the link leads to the target."""
    query = urlencode({"code": code} | ({"next": target} if target else {}))
    address = f"{settings.BASE_ADDRESS}{reverse('account_confirm_login_code')}?{query}"
    with translation.override(person.language):
        lines = (
            _("Open this link in the browser in which you asked for it, then press “Sign in”:"),
            address,
            _("If you asked on another device, type this code there: %(code)s") % {"code": code},
            _("The link and the code work once, for 15 minutes. Give the code to nobody."),
            _("If you did not ask for this message, you do not have to do anything."),
        )
        send_notice(person, _("Your link to sign in"), "\n\n".join(lines) + "\n", SIGN_IN)
    record_event(INSTALLATION, "", "sign-in-mail", person.email)


def imitate_link(code: str, target: str) -> None:
    """Does the work of a message and takes it back, so that an unknown address takes as long as a known one."""
    somebody = Person.objects.first()
    if somebody is not None:
        with transaction.atomic():
            send_link(somebody, code, target)
            transaction.set_rollback(True)
    record_event(INSTALLATION, "", "sign-in-mail", "")
