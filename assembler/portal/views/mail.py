"""Mail on its way: in the demo with its words, elsewhere for administrators and without them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assembler.portal.actions.mail_work import release_held_mail
from assembler.portal.models import OutgoingMail, Person
from assembler.portal.page_content.mail import MOST, count_letters, find_oldest_waiting, list_letters
from assembler.portal.problems import Invalid


@require_POST
def held(request: HttpRequest) -> HttpResponse:
    """Sends the messages that a restore has held, or drops them."""
    if not isinstance(request.user, Person) or not request.user.is_administrator:
        raise Http404
    act = request.POST.get("act")
    if act not in ("send", "drop"):
        raise Invalid(_("Say whether the held messages are to be sent."), _("Go back and press one of the buttons."))
    count = release_held_mail(request.user, is_sent=act == "send")
    sentence = ngettext("Done for one message.", "Done for %(count)s messages.", count) % {"count": count}
    messages.success(request, sentence)
    return redirect("mail")


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
        "held": OutgoingMail.objects.filter(state=OutgoingMail.State.HELD).count(),
        "oldest": find_oldest_waiting(),
    }
    return render(request, "portal/mail.html", content)
