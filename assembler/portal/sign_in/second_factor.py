"""Has editors, producers and administrators set up a second factor or a passkey before they see anything else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from assembler.portal.models import Membership, Person
from assembler.portal.roles import Role

type Answer = Callable[[HttpRequest], HttpResponse]

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; codes for an emergency belong to one."""
_ROLES = (Role.EDITOR, Role.PRODUCER)
_METHODS = frozenset({"mfa", "socialaccount"})
"""What counts in a session: a second factor or passkey, or the directory, which asks for its own."""
_OPEN = re.compile(r"sign-in/.*|sign-out/|me/|me/sign-out-everywhere/|api/.*")
"""The addresses of a person's own account, not those of its tokens; the API asks for itself."""


def must_have_second_factor(person: Person) -> bool:
    """Whether the person has a role for which a mail alone does not prove enough."""
    if person.is_administrator:
        return True
    return Membership.objects.current().filter(person=person, role__in=_ROLES).exists()


def lacks_second_factor(request: HttpRequest, person: Person) -> bool:
    """Whether the person must have a second factor, and this session began without one."""
    records = get_authentication_records(request, person)
    if not settings.NEEDS_SECOND_FACTOR or any(record["method"] in _METHODS for record in records):
        return False
    return must_have_second_factor(person)


def is_last_factor(authenticator: Authenticator) -> bool:
    """Whether the person of a second factor or passkey has no other one, and must have one."""
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
    is_needed = settings.NEEDS_SECOND_FACTOR and must_have_second_factor(authenticator.user)
    return is_needed and authenticator.type in FACTORS and not others.exists()


def has_proof(request: HttpRequest, person: Person, seconds: int) -> bool:
    """Whether the person has signed in within so many seconds; who has a second factor, with that."""
    has_factor = Authenticator.objects.filter(user=person, type__in=FACTORS).exists()
    records = get_authentication_records(request, person)
    return any(
        time.time() - record["at"] < seconds and (record["method"] == "mfa" or not has_factor) for record in records
    )


class SecondFactorMiddleware:
    """Sends people who must have a second factor, and have not used one, to the page where one is set up."""

    def __init__(self, get_response: Answer) -> None:
        """Keeps what answers after this."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_rest: object) -> HttpResponse | None:
        """None where the view may answer."""
        if request.resolver_match and _OPEN.fullmatch(request.resolver_match.route):
            return None
        person = request.user
        return redirect("mfa_index") if isinstance(person, Person) and lacks_second_factor(request, person) else None


def trust_session(request: HttpRequest, person: Person) -> None:
    """Counts a new factor in this session, and ends the others, which may have begun with a mail alone."""
    record_authentication(request, person, "mfa")
    end_other_sessions(request, person)
