"""Events of what signals tell: failed attempts, changes of passwords and second factors."""

from __future__ import annotations

from allauth.account.signals import login_code_rejected, password_set
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from assembler.portal.models import Person
from assembler.portal.models.events import INSTALLATION, record_event


def _record(actor: str, what: str, email: str, way: str) -> None:
    with transaction.atomic():
        record_event(INSTALLATION, actor, what, email, details={"by": [way]})


@receiver(user_login_failed)
def record_wrong_password(credentials: dict[str, str], **_rest: object) -> None:
    """A wrong password of somebody who is known."""
    person = Person.objects.filter(email=credentials.get("email", "").strip().lower()).first()
    if person:
        _record("", "sign-in-failed", person.email, "password")


@receiver(login_code_rejected)
def record_wrong_code(user: Person, **_rest: object) -> None:
    """A wrong code of a link."""
    _record("", "sign-in-failed", user.email, "code")


@receiver(authentication_failed)
def record_wrong_factor(user: Person, authenticator: Authenticator, **_rest: object) -> None:
    """A wrong code of a second factor."""
    _record("", "sign-in-failed", user.email, authenticator.type)


@receiver(password_set)
def record_password(user: Person, **_rest: object) -> None:
    """A new password."""
    _record(user.email, "password-set", user.email, "password")


@receiver(post_save, sender=Authenticator)
def record_new_factor(instance: Authenticator, *, created: bool, **_rest: object) -> None:
    """A new second factor, passkey, or set of recovery codes."""
    if created:
        _record(instance.user.email, "second-factor-added", instance.user.email, instance.type)


@receiver(post_delete, sender=Authenticator)
def record_lost_factor(instance: Authenticator, **_rest: object) -> None:
    """A second factor, passkey, or set of recovery codes that was removed."""
    actor = instance.user.email if context.request else ""  # without a request, who runs the machine did this
    _record(actor, "second-factor-removed", instance.user.email, instance.type)
