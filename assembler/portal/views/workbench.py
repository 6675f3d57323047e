"""The workbench: the editor's text on an organization, beside what the entities wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.api import OrganizationText, UnitEdit
from assembler.portal.actions.editorial import (
    consolidate,
    edit_unit,
    find_newest_change,
    read_organization,
    take_back,
)
from assembler.portal.models import Organization, Pair, Person, Report
from assembler.portal.page_content.matrix import name_state
from assembler.portal.page_content.names import Names
from assembler.portal.permissions import Action, find_report, may, require
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.views.my import read_person

_EDITS = {
    "rewrite": "text",
    "add": "text",
    "join": "",
    "up": "",
    "down": "",
    "leave-out": "reason",
}
"""What can be done with a paragraph, and the field whose words it takes."""


@require_http_methods(["GET", "HEAD", "POST"])
def workbench(request: HttpRequest, report: str, organization: str) -> HttpResponse:
    """The page `/r/REPORT/org/ORGANIZATION/`."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.READ_ALL_TEXTS, place)
    body = Organization.objects.filter(report=place, key=organization).first()
    if body is None:
        raise Http404
    if request.method != "POST":
        return _show(request, place, body)
    try:
        anchor = _act(request, person, place, organization)
    except (Invalid, Stale) as problem:
        return _show(request, place, body, problem)
    return redirect(f"{request.path}{anchor}")


def _act(request: HttpRequest, person: Person, report: Report, organization: str) -> str:
    """Does what was asked for; the anchor of the paragraph that comes into view."""
    act, number = request.POST.get("act", ""), _read_number(request, "number")
    if act in _EDITS:
        words = request.POST.get(_EDITS[act], "") if _EDITS[act] else ""
        edit_unit(person, report, organization, UnitEdit(act, number, request.POST.get("hash", ""), words))
        shift = {"add": 1, "down": 1, "up": -1, "join": -1}.get(act, 0)
        return f"#unit-{max(1, number + shift)}"
    if act in ("consolidate", "update"):
        edits = consolidate(person, report, organization, update=act == "update")
        for remark in edits.result["remarks"]:
            messages.success(request, remark)
        return ""
    if act == "take-back":
        take_back(person, report, organization, number)
        messages.success(request, _("The last change is taken back."))
        return ""
    raise Invalid(_("No act was chosen."), _("Open the page again."))


def _read_number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _show(request: HttpRequest, report: Report, body: Organization, problem: Problem | None = None) -> HttpResponse:
    person = read_person(request)
    text = read_organization(report, body.key)
    entities = list(_list_entities(report, body, text))
    newest = find_newest_change(report, body.key)
    content = {
        "report": report,
        "organization": body,
        "text": text,
        "entities": entities,
        "places": _list_places(text),
        "labels": {name: label for entity in entities for name, label in entity["labels"].items()},
        "may_edit": may(person, Action.WRITE_ANY_FILE, report),
        "newest": newest if newest > 1 else 0,
        "problem": problem,
        "typed": request.POST.get("text", "") or request.POST.get("reason", ""),
        "typed_act": request.POST.get("act", ""),
        "typed_number": _read_number(request, "number"),
    }
    return render(request, "portal/report/workbench.html", content, status=problem.status if problem else 200)


def _list_entities(report: Report, body: Organization, text: OrganizationText) -> Iterator[dict[str, Any]]:
    """Each entity that wrote, with its paragraphs and what they are called: by acronym and place."""
    names = Names([report.pk])
    pairs = {pair.entity: pair for pair in Pair.objects.filter(report=report, organization=body.key)}
    for key, group in groupby(text.sources, key=lambda source: source.entity):
        pair, sources = pairs.get(key), list(group)
        name = names.name_entity(pair) if pair else key.upper()
        yield {
            "pair": pair,
            "name": name,
            "state": name_state(pair.state) if pair else "",
            "sources": sources,
            "labels": {source.name: f"{name} {number}" for number, source in enumerate(sources, 1)},
        }


def _list_places(text: OrganizationText) -> dict[str, int]:
    """By the name of each contributed paragraph, the first unit that was made from it."""
    places: dict[str, int] = {}
    for unit in text.units:
        for origin in unit.origins:
            places.setdefault(origin.paragraph, unit.number)
    return places
