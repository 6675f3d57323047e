"""The page of what happened in all reports and in the installation, and the same as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembler.portal.administration.access import for_administrators
from assembler.portal.administration.csv_files import attach_csv
from assembler.portal.models import Chain, Event, Membership, Report
from assembler.portal.models.events import INSTALLATION, verify_chain
from assembler.portal.page_content.event_list import list_events, select_events
from assembler.portal.permissions import PERMISSIONS, Action
from assembler.portal.views.my import read_person

_INSTALLATION = "installation"
"""The name of the installation's own events in addresses."""
_COLUMNS = ("report", "number", "at", "actor", "what", "object", "reason", "before", "hash", "record")


@require_safe
@for_administrators
def events(request: HttpRequest) -> HttpResponse:
    """The page `/admin/events/`; with `?verify=1` it says whether an event was changed or is missing."""
    chains, is_verified = _choose_chains(request), "verify" in request.GET
    content = {
        "events": list_events(chains, request.GET, open_chains=_list_open_chains(request)),
        "reports": Report.objects.all(),
        "chosen": request.GET.get("report", ""),
        "is_verified": is_verified,
        "faults": [f"{_name(chain)}: {fault}" for chain in chains for fault in verify_chain(chain)]
        if is_verified
        else [],
    }
    return render(request, "portal/administration/events.html", content)


@require_safe
@for_administrators
def events_csv(request: HttpRequest) -> HttpResponse:
    """The events that the address asks for as CSV; the last column says whether the record of each report is whole."""
    return attach_csv("events.csv", _COLUMNS, _list_rows(request))


def _list_rows(request: HttpRequest) -> Iterator[tuple[object, ...]]:
    chains, open_chains = _choose_chains(request), _list_open_chains(request)
    records = {chain: " ".join(verify_chain(chain)) or "whole" for chain in chains}
    chosen = select_events(Event.objects.filter(chain__in=chains), request.GET).order_by("chain", "number")
    for event in chosen.iterator():
        chain = event.chain_id
        reason = event.reason if chain in open_chains else ""
        words = (event.at.isoformat(), event.actor, event.what, event.object, reason, event.before, event.hash)
        yield (chain or _INSTALLATION, event.number, *words, records[chain])


def _choose_chains(request: HttpRequest) -> list[str]:
    """The chains of the report that the address asks for, or all."""
    report = request.GET.get("report", "")
    chains = Chain.objects.order_by("name").values_list("name", flat=True)
    wanted = INSTALLATION if report == _INSTALLATION else report
    return list(chains.filter(name=wanted) if report else chains)


def _list_open_chains(request: HttpRequest) -> set[str]:
    """The chains whose reasons the administrator may read, by another role."""
    places = Membership.objects.current().filter(person=read_person(request))
    reports = places.filter(role__in=PERMISSIONS[Action.READ_EVENTS]).values_list("report", flat=True)
    return {INSTALLATION, *reports}


def _name(chain: str) -> str:
    return chain or _("Installation")
