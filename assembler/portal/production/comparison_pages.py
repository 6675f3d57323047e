"""What changed between any two states of a report: figures, and redlines as page, Word and PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembler.portal.actions.editorial import compare
from assembler.portal.api.documents import attach, show_page
from assembler.portal.blobs import hash_content
from assembler.portal.models import Person, Report
from assembler.portal.permissions import find_report
from assembler.portal.problems import Invalid
from assembler.portal.production.states import list_states, name_states, read_figures
from assembler.portal.views.my import read_person

_FORMATS = ("html", "docx", "pdf")
_LONGEST_NUMBER = 9
"""How many digits the number of a revision may have; the id of a build is longer."""


@require_safe
def comparison(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/builds/compare/`: two lists of states, and what changed between the two that were chosen."""
    person = read_person(request)
    place = find_report(person, report)
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    content = {"report": place, "kinds": list_states(person, place), "old": old, "new": new}
    if not (old and new):
        return render(request, "portal/report/comparison.html", content)
    try:
        figures = read_figures(place, _compare(person, place, request, ()))
    except Invalid as problem:
        content |= {"problem": problem, "problem_field": "old"}
        return render(request, "portal/report/comparison.html", content, status=problem.status)
    return render(request, "portal/report/comparison.html", content | {"figures": figures})


@require_safe
def redline(request: HttpRequest, report: str, format: str) -> HttpResponse:
    """The redline: as a page of its own, or as a download of Word or PDF."""
    person = read_person(request)
    if format not in _FORMATS:
        raise Http404
    outputs = _compare(person, find_report(person, report), request, (format,))
    name, data = next((name, data) for name, data in outputs.items() if name.endswith(f".{format}"))
    return show_page(data) if format == "html" else attach(data, name, hash_content(data))


def _compare(person: Person, report: Report, request: HttpRequest, formats: tuple[str, ...]) -> dict[str, bytes]:
    keys = [request.GET.get(name, "") for name in ("old", "new")]
    old, new = map(_read_state, keys)
    before, now = name_states(list_states(person, report), keys) if formats else ("", "")
    return dict(compare(person, report, old, new, formats, (before, now)))


def _read_state(key: str) -> int | str:
    """The number of a revision, or the id of a build."""
    return int(key) if key.isdecimal() and len(key) <= _LONGEST_NUMBER else key
