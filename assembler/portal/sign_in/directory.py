"""Sign-in by the directory of a secretariat, over OpenID Connect."""

from __future__ import annotations

from typing import NoReturn

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.base.provider import Provider
from allauth.socialaccount.providers.openid_connect.views import callback
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException

from assembler.portal.models import Person
from assembler.portal.models.events import INSTALLATION, record_event

_ID = "directory"


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """People of a directory, who are known here by an address that the directory has verified."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person; of the directory nothing is kept. Raises ImmediateHttpResponse where there is none."""
        addresses = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        person = Person.objects.filter(email__in=addresses).first()
        if person is None or sociallogin.state.get("process") != AuthProcess.LOGIN:
            _record_failure(person)
            raise ImmediateHttpResponse(render(request, "portal/sign_in/unknown.html", status=403))
        sociallogin.user = person

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: object = None,  # noqa: ARG002  # allauth's own signature
        exception: object = None,  # noqa: ARG002
        extra_context: object = None,  # noqa: ARG002
    ) -> NoReturn:
        """Says that the directory has not signed the person in. Raises ImmediateHttpResponse."""
        _record_failure(None)
        raise ImmediateHttpResponse(_answer_failure(request, provider.name))


def find_directory(request: HttpRequest) -> Provider | None:
    """The directory with which people may sign in; None where the settings name none."""
    try:
        directory: Provider = get_adapter(request).get_provider(request, _ID)
    except SocialApp.DoesNotExist:
        return None
    return directory


@login_not_required
@require_safe
def ask_directory(request: HttpRequest) -> HttpResponse:
    """Sends the browser to the directory; a link does this, since CSP lets no form lead to other sites."""
    directory = find_directory(request)
    if directory is None:
        raise Http404
    try:
        response: HttpResponse = directory.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request))
    except (RequestException, LookupError):  # the directory does not answer, or not as one
        return _answer_failure(request, directory.name)
    return response


@login_not_required
@require_safe
def take_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Signs in whom the directory has sent back."""
    directory = find_directory(request)
    if directory is None:
        raise Http404
    try:
        response: HttpResponse = callback(request, provider_id)
    except LookupError:  # the directory leaves out what an answer must say
        return _answer_failure(request, directory.name)
    return response


def _answer_failure(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "portal/sign_in/directory_failed.html", {"name": name}, status=502)


def _record_failure(person: Person | None) -> None:
    with transaction.atomic():
        record_event(INSTALLATION, "", "sign-in-failed", person.email if person else "", details={"by": ["directory"]})
