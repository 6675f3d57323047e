"""The pages that allauth does not have, or has otherwise.

To open a link changes nothing, so that a scanner of mail does not use it up; a button on the page signs in.
"""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.models import SignInLink
from assembler.portal.models.people import hash_secret
from assembler.portal.sign_in.sessions import sign_out_everywhere
from assembler.portal.views.my import read_person


@login_not_required
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Says to whoever is not signed in how to get a link."""
    return render(request, "portal/sign_in/sign_in.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request, show_message=False)
    return redirect("sign-in")


@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends all sessions of the person, this one too."""
    sign_out_everywhere(request, read_person(request))
    return redirect("sign-in")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows a button for a link of whoever runs the installation; when it is pressed, signs the person in once."""
    links = SignInLink.objects.filter(digest=hash_secret(secret), used=None, expires__gt=timezone.now())
    link = links.filter(person__is_active=True).select_related("person").first()
    if link is None:
        return render(request, "portal/sign_in/link_expired.html", status=410)
    if request.method != "POST":
        return render(request, "portal/sign_in/link.html", {"person": link.person})
    if not links.filter(pk=link.pk).update(used=timezone.now()):
        return render(request, "portal/sign_in/link_expired.html", status=410)
    record_authentication(request, link.person, "link")
    response: HttpResponse = perform_login(request, link.person)
    return response
