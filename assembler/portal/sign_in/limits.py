"""The page for whoever tries too often."""

from __future__ import annotations

from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_SECONDS = 15 * 60
"""The longest of the periods for which settings.py counts."""


def answer_too_many(request: HttpRequest) -> HttpResponse:
    """Says when to try again; allauth shows this where a limit is reached."""
    response = render(request, "429.html", {"minutes": _SECONDS // 60}, status=429)
    response.headers["Retry-After"] = str(_SECONDS)
    return response


class LimitedForm:
    """A form of allauth that counts attempts itself, and whose page says when to try again."""

    request: HttpRequest

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """The form with its errors, or the page for whoever tries too often."""
        errors = form.errors.as_data().values()
        if any(error.code == "too_many_login_attempts" for group in errors for error in group):
            return answer_too_many(self.request)
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
