"""The queue: what a person has to do next, in all reports."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assembler.portal.models import Pair


def home(request: HttpRequest) -> HttpResponse:
    """The page `/`."""
    assert request.user.is_authenticated
    pairs = Pair.objects.answered_by(request.user).select_related("report")
    return render(request, "portal/home.html", {"pairs": pairs})
