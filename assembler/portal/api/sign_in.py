"""Who calls the API: a person by token, within the scope of the token; or in the browser by session, with CSRF."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from assembler.portal.models import Person, Token
from assembler.portal.models.people import hash_secret
from assembler.portal.problems import Forbidden
from assembler.portal.roles import Scope
from assembler.portal.sign_in.second_factor import lacks_second_factor

_NOTED_EVERY = timedelta(minutes=1)
_SCOPES = list(Scope)


class BearerToken(HttpBearer):
    """A token in the header Authorization."""

    def __init__(self, scope: Scope) -> None:
        """Of this scope or one that includes it."""
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:  # noqa: ARG002  # ninja's own signature
        """The person whose token it is; None where it is none. Raises Forbidden where its scope is too small."""
        now = timezone.now()
        tokens = Token.objects.filter(digest=hash_secret(token), expires__gt=now, person__is_active=True)
        row = tokens.select_related("person").first()
        if row is None:
            return None
        if _SCOPES.index(Scope(row.scope)) < _SCOPES.index(self.scope):
            raise Forbidden(
                _("This token does not allow this."), _("Use a token with the scope “%s”.") % self.scope.value
            )
        noted = Q(last_used=None) | Q(last_used__lt=now - _NOTED_EVERY)
        Token.objects.filter(noted, pk=row.pk).update(last_used=now)
        return row.person


class BrowserSession(APIKeyCookie):
    """The session of somebody who is signed in on the pages; what changes something needs the CSRF token, too."""

    param_name = "assembler-session"

    def __call__(self, request: HttpRequest) -> Person | None:
        """The person; None where nobody is signed in."""
        if not request.user.is_authenticated or "Authorization" in request.headers:
            return None
        person: Person | None = super().__call__(request)
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:  # noqa: ARG002  # ninja's own
        """The person of the session. Raises Forbidden where a second factor is missing."""
        if not isinstance(request.user, Person):
            return None
        if lacks_second_factor(request, request.user):
            raise Forbidden(_("Your place needs a second factor."), _("Sign in with one on the pages, or use a token."))
        return request.user


def require_scope(scope: Scope) -> list[HttpBearer | APIKeyCookie]:
    """What lets a person in whose token has this scope, or who is signed in on the pages."""
    return [BearerToken(scope), BrowserSession()]


def get_person(request: HttpRequest) -> Person:
    """The person who calls."""
    person = getattr(request, "auth", None)
    assert isinstance(person, Person)
    return person
