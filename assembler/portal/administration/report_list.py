"""The reports of the installation: how far each is, without a word of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from assembler.model.value import Value
from assembler.portal.models import Membership, Pair, Person, Report, Revision
from assembler.portal.models.pairs import OWED
from assembler.portal.permissions import PERMISSIONS, Action

COLUMNS = ("id", "symbols", "title", "language", "texts", "owed", "late", "people", "revision", "changed")
"""The columns of the reports as CSV."""


class ReportRow(Value):
    """A report, as the list shows it."""

    report: Report
    texts: int
    """How many texts were asked for."""
    owed: int
    """How many of them the entities have not submitted."""
    late: int
    people: int
    """How many people have a place now."""
    changed: datetime | None
    """When a file changed last."""
    can_open: bool
    """Whether the reader has a place in the report."""
    can_export: bool
    """Whether the reader may read all its texts."""

    def list_cells(self) -> tuple[object, ...]:
        """The row of the reports as CSV."""
        report = self.report
        changed = self.changed.isoformat(timespec="seconds") if self.changed else ""
        counts = (self.texts, self.owed, self.late, self.people)
        return (report.pk, report.symbols, report.title, report.language, *counts, report.last_revision, changed)


def list_reports(person: Person) -> Iterator[ReportRow]:
    """Every report; of the database it asks the same few questions, however many there are."""
    now, current = timezone.now(), Membership.objects.current()
    owed = Q(state__in=OWED)
    counts = Pair.objects.order_by().values("report").annotate(texts=Count("pk"), owed=Count("pk", filter=owed))
    late = dict(Pair.objects.order_by().filter(owed, due__lt=now).values_list("report").annotate(Count("pk")))
    pairs = {row["report"]: (row["texts"], row["owed"]) for row in counts}
    people = dict(current.order_by().values_list("report").annotate(Count("person", distinct=True)))
    changed = dict(Revision.objects.order_by().values_list("report").annotate(Max("at")))
    places = current.filter(person=person, report=OuterRef("pk"))
    readers = places.filter(role__in=PERMISSIONS[Action.READ_ALL_TEXTS])
    open_to = set(Report.objects.filter(Exists(places)).values_list("pk", flat=True))
    read_by = set(Report.objects.filter(Exists(readers)).values_list("pk", flat=True))
    for report in Report.objects.all():
        id = report.pk
        texts, owed_texts = pairs.get(id, (0, 0))
        is_open, is_read = id in open_to, id in read_by
        yield ReportRow(
            report, texts, owed_texts, late.get(id, 0), people.get(id, 0), changed.get(id), is_open, is_read
        )
