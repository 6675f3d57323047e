"""Signs in by a link that whoever runs the installation has made.

To open the link changes nothing, so that a scanner of mail does not use it up; a button on the page signs in.
"""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.models import Person, SignInLink
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.models.people import hash_secret


@login_not_required
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Says to whoever is not signed in how to get a link."""
    return render(request, "portal/sign_in/sign_in.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("sign-in")


@login_not_required
@require_http_methods(["GET", "POST"])
def use_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows a button; when it is pressed, signs the person in once."""
    links = SignInLink.objects.filter(digest=hash_secret(secret), used=None, expires__gt=timezone.now())
    link = links.filter(person__is_active=True).select_related("person").first()
    if link is None:
        return render(request, "portal/sign_in/link_expired.html", status=410)
    if request.method == "GET":
        return render(request, "portal/sign_in/link.html", {"person": link.person})
    with transaction.atomic():
        if not links.filter(pk=link.pk).update(used=timezone.now()):
            return render(request, "portal/sign_in/link_expired.html", status=410)
        record_event(INSTALLATION, link.person.email, "sign-in", link.person.email, details={"by": "link"})
    login(request, _name_backend(link.person))
    return redirect("home")


def _name_backend(person: Person) -> Person:
    person.backend = "allauth.account.auth_backends.AuthenticationBackend"
    return person
