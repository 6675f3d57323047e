"""The queue: what a person has to do next, in all reports."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembler.portal.page_content.queue import MOST, read_queue
from assembler.portal.permissions import list_earlier_reports
from assembler.portal.views.my import read_person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page `/`."""
    person = read_person(request)
    queue, may_begin = read_queue(person, timezone.now()), list_earlier_reports(person).exists()
    return render(request, "portal/home.html", {"queue": queue, "most": MOST, "may_begin": may_begin})
