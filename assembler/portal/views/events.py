"""What happened in a report, and whether the record of it is whole."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembler.portal.models.events import verify_chain
from assembler.portal.page_content.event_list import list_events
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.views.my import read_person


@require_safe
def events(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/events/`; with `?verify=1` it says whether an event was changed or is missing."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.READ_EVENTS, place)
    content = {
        "report": place,
        "events": list_events([place.pk], request.GET, open_chains=[place.pk]),
        "is_verified": "verify" in request.GET,
        "faults": list(verify_chain(place.pk)) if "verify" in request.GET else [],
    }
    return render(request, "portal/report/events.html", content)
