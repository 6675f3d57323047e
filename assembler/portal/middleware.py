"""Languages and time zones of people; problems as pages."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.defaults import bad_request

from assembler.portal.api.problem_answers import answer_problem
from assembler.portal.models import Person
from assembler.portal.problems import Problem

_API = "/api/"

type Answer = Callable[[HttpRequest], HttpResponse]


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
        if not isinstance(exception, Problem):
            return None
        return render(request, "portal/problem.html", {"problem": exception}, status=exception.status)


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
