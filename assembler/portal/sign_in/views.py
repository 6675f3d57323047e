"""Sign-in by a link, and signing out.

To open a link changes nothing, so that a scanner of mail does not use it up; a button on the page signs in.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.logout import logout
from allauth.account.stages import LoginByCodeStage, LoginStage, LoginStageController
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core.internal.cryptokit import generate_user_code
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assembler.portal.models import SignInLink
from assembler.portal.models.people import hash_secret
from assembler.portal.sign_in.directory import find_directory
from assembler.portal.sign_in.limits import LimitedForm
from assembler.portal.sign_in.link_mail import imitate_link
from assembler.portal.sign_in.sessions import sign_out_everywhere
from assembler.portal.views.my import read_person

_CODE = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}")
"""What a code looks like; nothing else that stands in a link is shown to be typed."""


class AskLinkView(LimitedForm, RequestLoginCodeView):
    """The page `/sign-in/`: asks for an e-mail address, and sends a link to the person who has it."""

    template_name = "portal/sign_in/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """With the directory with which people may sign in, too."""
        content: dict[str, object] = super().get_context_data(**kwargs)
        return content | {"directory": find_directory(self.request)}

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        """The same answer after the same work, whether somebody has the address or not."""
        with transaction.atomic():
            if form._user is None:  # where allauth keeps whom it has found
                imitate_link(generate_user_code(), get_next_redirect_url(self.request) or "")
            response: HttpResponse = super().form_valid(form)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Nowhere: whoever waits for a link may ask for another one."""


class ConfirmCodeView(LimitedForm, ConfirmLoginCodeView):
    """The page behind a link, and the one on which the code is typed; both in the browser that asked."""

    template_name = "portal/sign_in/confirm.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The page; in a browser that does not wait for this link, one that says what to do."""
        if request.user.is_anonymous and not _is_waiting(request):
            code = request.GET.get("code", "")
            content = {"code": code if _CODE.fullmatch(code) else "", "next": get_next_redirect_url(request) or ""}
            return render(request, "portal/sign_in/other_browser.html", content, status=410)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_initial(self) -> dict[str, str]:
        """The code that stands in the link."""
        return {"code": self.request.GET.get("code", "")[:20]}


def _is_waiting(request: HttpRequest) -> bool:
    """Whether this browser has asked for a link that is not yet used or too old."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return stage is not None and LoginCodeVerificationProcess(stage).is_valid()


ask_link = AskLinkView.as_view()
confirm_code = login_not_required(ConfirmCodeView.as_view())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; whoever signs in again goes on where `next` says."""
    target = get_next_redirect_url(request)
    logout(request, show_message=False)
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': target})}" if target else "sign-in")


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
