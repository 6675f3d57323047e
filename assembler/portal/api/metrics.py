"""Figures of the installation for Prometheus and others that read its format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from assembler import __version__
from assembler.portal.api.sign_in import get_person, require_scope
from assembler.portal.installation.backup import find_last_backup
from assembler.portal.models import Build, Event, Report, Worker
from assembler.portal.page_content.mail import count_letters, find_oldest_waiting
from assembler.portal.roles import Scope

router = Router(tags=["health"])


class _Installation(Collector):
    """Figures of the database, read anew each time, so that every web process gives the same."""

    def collect(self) -> Iterator[Metric]:
        """Each figure with its explanation. A time is in seconds since 1970; NaN says that there is none."""
        yield InfoMetricFamily("assembler", "The program.", value={"version": __version__})
        yield GaugeMetricFamily("assembler_reports", "Reports of the portal.", value=Report.objects.count())
        yield GaugeMetricFamily("assembler_events", "Events that were recorded.", value=Event.objects.count())
        alive = Worker.objects.alive().count()
        yield GaugeMetricFamily("assembler_workers", "Workers that are alive.", value=alive)
        queued = Build.objects.filter(state=Build.State.QUEUED)
        builds = GaugeMetricFamily("assembler_builds", "Builds that wait or run.", labels=["state"])
        builds.add_metric(["queued"], queued.count())
        builds.add_metric(["running"], Build.objects.filter(state=Build.State.RUNNING).count())
        yield builds
        yield _make_time(
            "assembler_oldest_queued_build_timestamp_seconds",
            "When the build was asked for that waits longest.",
            queued.order_by("asked").values_list("asked", flat=True).first(),
        )
        mail = GaugeMetricFamily("assembler_mail", "Messages in each state.", labels=["state"])
        for state, _word, count in count_letters():
            mail.add_metric([state], count)
        yield mail
        yield _make_time(
            "assembler_oldest_waiting_mail_timestamp_seconds",
            "When the message was written that waits longest.",
            find_oldest_waiting(),
        )
        backup = find_last_backup()
        yield _make_time(
            "assembler_last_backup_timestamp_seconds", "When the last backup was made.", backup.at if backup else None
        )


def _make_time(name: str, explanation: str, at: datetime | None) -> Metric:
    return GaugeMetricFamily(name, explanation, value=at.timestamp() if at else float("nan"))


_registry = CollectorRegistry(auto_describe=False)
_registry.register(_Installation())


@router.get("/metrics", auth=require_scope(Scope.READ), summary="Metrics")
def get_metrics(request: HttpRequest) -> HttpResponse:
    """Workers, builds, mail, events and the last backup, in the text format of Prometheus.

    For administrators. The figures are those of the whole installation, whichever web process answers.
    """
    if not get_person(request).is_administrator:
        raise Http404
    return HttpResponse(generate_latest(_registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
