"""My organizations: states, the Word form, receipts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assembler.portal.actions.texts import make_form
from assembler.portal.models import Pair, Person, Receipt, Report
from assembler.portal.page_content.labels import MOVES
from assembler.portal.page_content.names import Names
from assembler.portal.page_content.queue import list_open_queries
from assembler.portal.permissions import find_pair, find_report
from assembler.portal.views.uploads import take_files

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_person(request: HttpRequest) -> Person:
    """The person who is signed in; every view here is for such a person alone."""
    assert isinstance(request.user, Person)
    return request.user


@require_http_methods(["GET", "HEAD", "POST"])
def my(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/my/`: the texts for which a person answers; takes Word files."""
    person = read_person(request)
    place = find_report(person, report)
    if request.method == "POST":
        return take_files(request, person, place)
    entities = list(_list_entities(person, place))
    return render(request, "portal/my/organizations.html", {"report": place, "entities": entities})


@require_safe
def form(request: HttpRequest, report: str, entity: str, organization: str = "") -> HttpResponse:
    """The Word form of an entity, for all organizations or for one."""
    person = read_person(request)
    place = find_report(person, report)
    own = (
        Pair.objects.answered_by(person)
        .filter(report=place, entity=entity)
        .filter(**({"organization": organization} if organization else {}))
    )
    organizations = list(own.values_list("organization", flat=True))
    if not organizations:
        raise Http404
    data = make_form(place, entity, organizations)
    name = "-".join(filter(None, (report, entity, organization)))
    disposition = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return HttpResponse(data, content_type=_WORD, headers=disposition)


@require_safe
def receipt(request: HttpRequest, report: str, number: int) -> HttpResponse:
    """A receipt: what was done, when, and on which words."""
    person = read_person(request)
    deed = get_object_or_404(
        Receipt.objects.select_related("pair__report", "by"), report=find_report(person, report), number=number
    )
    pair = find_pair(person, deed.pair.report, deed.pair.entity, deed.pair.organization)
    names = Names([report])
    content = {
        "report": pair.report,
        "pair": pair,
        "receipt": deed,
        "utc": deed.at.astimezone(UTC).replace(tzinfo=None),
        "what": MOVES[deed.what][2],
        "organization": names.name_organization(pair),
        "entity": names.name_entity(pair),
    }
    return render(request, "portal/my/receipt.html", content)


def _list_entities(person: Person, report: Report) -> Iterator[dict[str, object]]:
    now, names = timezone.now(), Names([report.pk])
    own = Pair.objects.answered_by(person).filter(report=report)
    queries = Counter(list_open_queries(own).values_list("pair", flat=True))
    pairs = sorted(own, key=lambda pair: (pair.entity, names.find_position(pair)))
    for key in dict.fromkeys(pair.entity for pair in pairs):
        body = names.entities.get((report.pk, key))
        rows = [
            {
                "pair": pair,
                "name": names.name_organization(pair),
                "is_late": pair.is_late(now),
                "queries": queries[pair.pk],
            }
            for pair in pairs
            if pair.entity == key
        ]
        name = body.name if body else key.upper()
        yield {"key": key, "name": name, "short_name": str(body or name), "rows": rows}
