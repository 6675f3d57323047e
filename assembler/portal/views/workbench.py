"""The workbench: the editor's text on an organization, beside what the entities wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.api import OrganizationText
from assembler.portal.actions.editorial import consolidate, name_consolidated, read_organization, take_over
from assembler.portal.actions.status import read_status
from assembler.portal.actions.threads import ask_query, list_focal_points, note_read
from assembler.portal.models import Message, Organization, Pair, Person, Report
from assembler.portal.page_content.lengths import Share, make_length, make_share
from assembler.portal.page_content.matrix import name_state
from assembler.portal.page_content.names import Names
from assembler.portal.permissions import Action, find_report, require
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.views.matrix import read_day
from assembler.portal.views.my import read_person
from assembler.portal.views.unit_edits import describe_edits, edit_text, show_history, show_presence


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
        return _answer(request, person, place, body)
    try:
        anchor = _act(request, person, place, organization)
    except (Invalid, Stale) as problem:
        return _show(request, place, body, problem)
    return redirect(f"{request.path}{anchor}")


def _answer(request: HttpRequest, person: Person, report: Report, body: Organization) -> HttpResponse:
    """The page, or what a part of it asks for."""
    path = name_consolidated(body.key)
    if "present" in request.GET:
        return show_presence(request, person, report, path)
    if "share" in request.GET and request.headers.get("HX-Request"):
        share = _find_share(person, report, body)
        return render(request, "portal/parts/length.html", {"share": share, "words": share.words})
    if "history" not in request.GET:
        return _show(request, report, body)
    text = read_organization(report, body.key)
    unit = next((unit for unit in text.units if unit.hash == request.GET["history"]), None)
    names = {origin.paragraph for origin in unit.origins} if unit else set()
    sources = [
        {"label": entity["labels"][source.name], "text": source.text, "state": source.state}
        for entity in _list_entities(report, body, text)
        for source in entity["sources"]
        if source.name in names
    ]
    return show_history(request, report, path, body.name, text.units, sources)


def _find_share(person: Person, report: Report, body: Organization) -> Share:
    return make_share(make_length(report, read_status(person, report)), body.key)


def _act(request: HttpRequest, person: Person, report: Report, organization: str) -> str:
    """Does what was asked for; the anchor of the paragraph that comes into view."""
    act = request.POST.get("act", "")
    if act in ("take-over", "keep-words"):
        name, read = request.POST.get("name", ""), request.POST.get("read", "")
        take_over(person, report, organization, name, read, keeps_words=act == "keep-words")
        return f"#source-{name}"
    if act == "ask":
        return _ask(request, person, report, organization)
    if act not in ("consolidate", "update"):
        return edit_text(request, person, report, name_consolidated(organization))
    edits = consolidate(person, report, organization, update=act == "update")
    for remark in edits.result["remarks"]:
        messages.success(request, _say_without_path(remark, organization))
    return ""


def _say_without_path(remark: str, organization: str) -> str:
    """A sentence of the library, without the path of the text, which nobody sees on a page."""
    if remark.endswith(f"contributions/consolidated/{organization}.md in place of the contributions."):
        return _("The text is begun. The report now prints it in place of what the entities wrote.")
    return remark


def _ask(request: HttpRequest, person: Person, report: Report, organization: str) -> str:
    """Asks an entity, or one of its focal points, a query about words; the anchor of the query."""
    entity, _slash, key = request.POST.get("to", "").partition("/")
    pair = Pair.objects.select_related("report").filter(report=report, entity=entity, organization=organization).first()
    if pair is None:
        raise Invalid(_("The query is to nobody."), _("Choose an entity that writes on this organization."))
    addressee = next((one for one in list_focal_points(pair) if str(one.pk) == key), None)
    if key and addressee is None:
        raise Invalid(_("This person is no focal point of the text."), _("Choose a focal point of the entity."))
    day = request.POST.get("due", "")
    due = read_day(day) if day else None
    query = ask_query(person, pair, request.POST.get("text", ""), request.POST.get("quote", ""), due, addressee)
    messages.success(request, _("The query is sent."))
    return f"#query-{query.key}"


def _show(request: HttpRequest, report: Report, body: Organization, problem: Problem | None = None) -> HttpResponse:
    text = read_organization(report, body.key, with_findings="findings" in request.GET)
    entities = list(_list_entities(report, body, text))
    content = {
        "report": report,
        "organization": body,
        "text": text,
        "entities": entities,
        "places": _list_places(text),
        "share": _find_share(read_person(request), report, body) if "share" in request.GET else None,
        "labels": {name: label for entity in entities for name, label in entity["labels"].items()},
        **describe_edits(request, read_person(request), report, name_consolidated(body.key), problem),
    }
    if content["may_edit"]:
        note_read(read_person(request), [entity["pair"] for entity in entities if entity["pair"]])
    return render(request, "portal/report/workbench.html", content, status=problem.status if problem else 200)


def _list_entities(report: Report, body: Organization, text: OrganizationText) -> Iterator[dict[str, Any]]:
    """Each entity that wrote, with its paragraphs and what they are called: by acronym and place."""
    names = Names([report.pk])
    pairs = {pair.entity: pair for pair in Pair.objects.filter(report=report, organization=body.key)}
    queries = _list_queries(pairs.values())
    for key, group in groupby(text.sources, key=lambda source: source.entity):
        pair, sources = pairs.get(key), list(group)
        name = names.name_entity(pair) if pair else key.upper()
        yield {
            "key": key,
            "queries": queries.get(key, ()),
            "people": list_focal_points(pair) if pair else (),
            "pair": pair,
            "name": name,
            "state": name_state(pair.state) if pair else "",
            "sources": sources,
            "labels": {source.name: f"{name} {number}" for number, source in enumerate(sources, 1)},
        }


def _list_queries(pairs: Iterable[Pair]) -> dict[str, list[Message]]:
    """The queries with their answers, the open ones first, by entity."""
    queries: dict[str, list[Message]] = {}
    rows = Message.objects.filter(pair__in=pairs, is_query=True).select_related("pair", "by", "addressee", "answer__by")
    for query in sorted(rows, key=lambda query: hasattr(query, "answer")):
        queries.setdefault(query.pair.entity, []).append(query)
    return queries


def _list_places(text: OrganizationText) -> dict[str, int]:
    """By the name of each contributed paragraph, the first unit that was made from it."""
    places: dict[str, int] = {}
    for unit in text.units:
        for origin in unit.origins:
            places.setdefault(origin.paragraph, unit.number)
    return places
