"""The page on oneself: name, language, time zone, places in reports, tokens and browsers."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assembler.portal.models import Person
from assembler.portal.page_content.account import list_places, list_tokens, list_zones
from assembler.portal.people.accounts import MOST_DAYS, InvalidField, change_account, issue_token, revoke_token
from assembler.portal.problems import Problem
from assembler.portal.roles import Scope
from assembler.portal.sign_in.sessions import list_sessions
from assembler.portal.views.my import read_person

_DAYS = 90
"""How long a token is valid, unless the person says otherwise."""


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The page `/me/`; takes name, language and time zone."""
    person = read_person(request)
    if request.method != "POST":
        return _show(request, person)
    fields = {name: request.POST.get(name, "") for name in ("name", "language", "time_zone")}
    try:
        change_account(person, **fields)
    except InvalidField as problem:
        return _show(request, person, problem, **fields)
    with translation.override(fields["language"]):
        messages.success(request, _("Your account is saved."))
    return redirect("account")


@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Makes a token and shows it, once."""
    person = read_person(request)
    days = request.POST.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0
    fields = {"scope": request.POST.get("scope", ""), "label": request.POST.get("label", "")}
    try:
        secret = issue_token(person, fields["scope"], number, fields["label"])
    except Problem as problem:
        return _show(request, person, problem, days=days, **fields)
    return render(request, "portal/me/token.html", {"secret": secret, "days": number, "label": fields["label"]})


@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """Revokes a token; to revoke one twice changes nothing."""
    if revoke_token(read_person(request), number):
        messages.success(request, _("The token is revoked."))
    return redirect("account")


def _show(request: HttpRequest, person: Person, problem: Problem | None = None, **typed: str) -> HttpResponse:
    """The page, with what was typed where that could not be used."""
    values = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    values |= {"scope": Scope.READ.value, "days": str(_DAYS), "label": ""}
    content = {
        "person": person,
        "values": values | typed,
        "languages": settings.LANGUAGES,
        "regions": list(list_zones(typed.get("time_zone") or person.time_zone)),
        "scopes": Scope.choices,
        "most_days": MOST_DAYS,
        "places": list_places(person),
        "tokens": list_tokens(person),
        "sessions": list_sessions(person),
        "problem": problem,
        "problem_field": getattr(problem, "field", ""),
    }
    return render(request, "portal/me/account.html", content, status=problem.status if problem else 200)
