"""The queue: what a person has to do next, in all reports."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembler.portal.page_content.queue import MOST, read_queue
from assembler.portal.views.my import read_person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page `/`."""
    return render(
        request, "portal/home.html", {"queue": read_queue(read_person(request), timezone.now()), "most": MOST}
    )
