"""Languages and time zones of people; problems as pages."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import bad_request

from assembler.portal.api.problem_answers import answer_problem
from assembler.portal.context import list_words_sent
from assembler.portal.models import Person
from assembler.portal.problems import Problem, StorageFull

_API = "/api/"
_FULL = ("disk is full", "No space left")
"""How SQLite and PostgreSQL say that they can keep nothing more."""

type Answer = Callable[[HttpRequest], HttpResponse]
type View = Callable[..., HttpResponseBase]


class PersonMiddleware:
    """Serves each person in the language and time zone of that person."""

    def __init__(self, get_response: Answer) -> None:
        """Keeps what answers after this."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; what somebody signed in reads is kept by no cache."""
        person = request.user
        if not isinstance(person, Person):
            return self.get_response(request)
        request.LANGUAGE_CODE = person.language
        with translation.override(person.language), timezone.override(_read_zone(person.time_zone)):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends who is not signed in to the page for that; who has sent words sees these again, and then the way back."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The answer to who is not signed in; None where the view may answer."""
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        return _ask_to_sign_in(request) if refusal and request.method == "POST" else refusal


class ProblemMiddleware:
    """Shows a problem as a page with its status."""

    def __init__(self, get_response: Answer) -> None:
        """Keeps what answers after this."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; where Django itself refuses a call of the API, in the form of the API."""
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not request.path.startswith(_API) or response.status_code < HTTPStatus.BAD_REQUEST or not is_page:
            return response
        problem = answer_problem(response.status_code)
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says what is wrong and what to do; None where the exception is no problem of this kind."""
        if isinstance(exception, DataError):  # a value that no row can have, such as a NUL in a name on PostgreSQL
            return bad_request(request, exception)
        if isinstance(exception, OperationalError) and any(words in str(exception) for words in _FULL):
            exception = StorageFull()
        if not isinstance(exception, Problem):
            return None
        return render(request, "portal/problem.html", {"problem": exception}, status=exception.status)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """What comes in the place of the page that was asked for, or of the findings while somebody types."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    address = f"{settings.LOGIN_URL}?{urlencode({'next': urlsplit(page).path if is_ours else '/'})}"
    if request.headers.get("HX-Request"):
        return render(request, "portal/text/signed_out.html", {"address": address})
    if not list_words_sent(request):
        return redirect(address)
    return render(request, "portal/sign_in/signed_out.html", {"address": address}, status=HTTPStatus.FORBIDDEN)


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
