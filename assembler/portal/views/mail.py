"""Mail on its way: in the demo with its words, elsewhere for administrators and without them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembler.portal.models import OutgoingMail, Person
from assembler.portal.page_content.mail import MOST, count_letters, find_oldest_waiting, list_letters


@login_not_required  # in the demo, who wants to sign in finds the link here
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The page `/mail/`, the newest message on top; `?state=failed` shows those of one state."""
    if not settings.DEMO:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        if not request.user.is_administrator:
            raise Http404
    state = request.GET.get("state", "")
    if state and state not in OutgoingMail.State.values:
        raise Http404
    content = {
        "letters": list_letters(state),
        "states": tuple(count_letters()),
        "state": state,
        "most": MOST,
        "is_kept": not settings.MAILERS and not settings.DEMO,
        "oldest": find_oldest_waiting(),
    }
    return render(request, "portal/mail.html", content)
