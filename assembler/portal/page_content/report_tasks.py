"""What waits for editors and producers on a whole report: late texts, conflicts, a final that is kept back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assembler.model.value import Value
from assembler.portal.models import Build, Event, Membership, Pair, Person, Report
from assembler.portal.models.pairs import OWED
from assembler.portal.permissions import PERMISSIONS, Action


class Task(Value, kw_only=True):
    """One thing that a person has to do."""

    title: str
    """The name of the organization, or the symbols of the report."""
    what: str | Promise
    """What is to be done."""
    button: str | Promise
    """The words of the button."""
    address: str
    """The page on which it is done."""
    report: str
    """The symbols of the report."""
    pair: Pair | None = None
    """The text; None where the task is on a whole report."""
    state: str | Promise = ""
    """The state of the text, as the person calls it."""
    entity: str = ""
    """The acronym of the entity."""
    is_late: bool = False
    """Whether its day has passed."""


def list_report_tasks(person: Person, now: datetime) -> Iterator[Task]:
    """The tasks of the person on whole reports, by report."""
    places = Membership.objects.current(now).filter(person=person, report=OuterRef("pk"))
    builds = Build.objects.filter(report=OuterRef("pk"), kind="final").order_by("-asked")
    imports = Event.objects.filter(chain=OuterRef("pk"), what="import").order_by("-number")
    reports = Report.objects.filter(Exists(places.filter(role__in=PERMISSIONS[Action.READ_ALL_TEXTS]))).annotate(
        edits=Exists(places.filter(role__in=PERMISSIONS[Action.WRITE_ANY_FILE])),
        final=Subquery(builds.values("pk")[:1]),
        final_state=Subquery(builds.values("state")[:1]),
        import_event=Subquery(imports.values("pk")[:1]),
        late=Count("pairs", filter=Q(pairs__state__in=OWED, pairs__due__lt=now)),
    )
    rows: list[Any] = list(reports)  # with what was annotated
    events = Event.objects.in_bulk([report.import_event for report in rows if report.import_event])
    for report in rows:
        if report.final_state == Build.State.REFUSED:
            what = _("See what keeps the final back")
            yield _make_task(report, what, _("Show"), reverse("build", args=[report.pk, report.final]))
        if not report.edits:
            continue
        event = events.get(report.import_event)
        if event and (count := len(event.details.get("conflicts", ()))):
            what = ngettext(
                "See one file of the last folder that was not taken, since both sides had changed",
                "See %(count)s files of the last folder that were not taken, since both sides had changed",
                count,
            )
            yield _make_task(
                report, what % {"count": count}, _("Show"), f"{reverse('events', args=[report.pk])}?what=import"
            )
        if report.late:
            what = ngettext("Remind of one text that is late", "Remind of %(count)s texts that are late", report.late)
            yield _make_task(report, what % {"count": report.late}, _("Remind"), reverse("reminders", args=[report.pk]))


def _make_task(report: Report, what: str | Promise, button: str, address: str) -> Task:
    return Task(title=report.title, what=what, button=button, address=address, report=report.symbols)
