"""How allauth signs people in and out, what it asks for again, and what it says."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembler.portal.models import Person
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.sign_in.factor_secrets import decrypt_secret, encrypt_secret
from assembler.portal.sign_in.link_mail import send_link
from assembler.portal.sign_in.second_factor import has_proof, is_last_factor


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mail goes through the outbox; each sign-in and sign-out has its event."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one. Take the code from the newest message."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _("The code was wrong too many times. Ask for a new link."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's own signature
        """False: an administrator adds people."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends the one message that allauth sends here: that with a code to sign in."""
        if template_prefix != "account/email/login_code":
            raise ValueError(template_prefix)
        person = Person.objects.get_by_natural_key(email)
        send_link(person, context["code"], get_next_redirect_url(context["request"]) or "")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begins a new session of the person, and clears away those of anybody that have expired."""
        assert isinstance(user, Person)
        methods = [record["method"] for record in get_authentication_records(request, user)]
        with transaction.atomic():
            super().login(request, user)
            record_event(INSTALLATION, user.email, "sign-in", user.email, details={"by": methods})
            request.session.clear_expired()

    def logout(self, request: HttpRequest) -> None:
        """Ends the session of the person."""
        email = request.user.email if isinstance(request.user, Person) else ""
        with transaction.atomic():
            super().logout(request)
            record_event(INSTALLATION, email, "sign-out", email)

    def add_message(  # allauth's own signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,  # noqa: ARG002
        message_context: dict[str, object] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Shows a sentence on the next page; not the templates of allauth, which say what that page shows anyway."""
        if message:
            super().add_message(request, level, None, message_context, extra_tags, message)

    def is_reauthentication_required(self, *, app: str, **_rest: object) -> bool:  # noqa: ARG002  # allauth's own
        """Whether the person has to prove again who it is before passwords and second factors are changed."""
        person = self.request.user
        return not (
            isinstance(person, Person) and has_proof(self.request, person, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
        )

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, str]]:
        """The ways to prove that: the second factor of who has one, else the password, else a new sign-in."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"].startswith("mfa_")]
        again = {"id": "sign-in-again", "description": gettext("Sign in again"), "url": reverse("sign-in-again")}
        return factors or methods or [again]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names this portal in applications and passkeys, and keeps the last second factor of who must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("You must have a second factor, and this is your last one."),
        "incorrect_code": _("The code or the passkey is not the right one. Try again."),
    }

    def _get_site_name(self) -> str:
        """The host that is written in mail."""
        return str(settings.BASE_ADDRESS).partition("://")[2]

    def encrypt(self, text: str) -> str:
        """The secret of a factor as the database keeps it."""
        return encrypt_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of a factor."""
        return decrypt_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the person may do without it."""
        return not is_last_factor(authenticator)
