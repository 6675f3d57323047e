"""Opens pages to administrators alone: for everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from assembler.portal.models import Person


def for_administrators[**P, R: HttpResponseBase](
    view: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    """The view, which answers 404 to whoever is no administrator."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not isinstance(request.user, Person) or not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return answer
