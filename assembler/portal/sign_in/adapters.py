"""How allauth signs people in and out, and what it says."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assembler.portal.models import Person
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.sign_in.link_mail import send_link


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mail goes through the outbox; each sign-in and sign-out has its event."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one. Take the code from the newest message."),
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
        """Begins a new session of the person."""
        assert isinstance(user, Person)
        methods = [record["method"] for record in get_authentication_records(request, user)]
        with transaction.atomic():
            super().login(request, user)
            record_event(INSTALLATION, user.email, "sign-in", user.email, details={"by": methods})

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
        message_template: str | None = None,
        message_context: dict[str, object] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Shows a message on the next page, but not that somebody has signed in or out, which the page itself shows."""
        if message_template not in _SILENT:
            super().add_message(request, level, message_template, message_context, extra_tags, message)


_SILENT = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
}
