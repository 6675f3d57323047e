"""Whether the installation works: for whoever watches over it, without sign-in."""

from __future__ import annotations

import logging

from django.core.files.storage import storages
from django.db import DatabaseError
from django.http import HttpRequest
from ninja import Router, Status

from assembler.portal.api.schemas import HealthAnswer
from assembler.portal.models import Build, Worker

router = Router(tags=["health"])
_log = logging.getLogger(__name__)


@router.get("/health", auth=None, response={200: HealthAnswer, 503: HealthAnswer}, summary="Health")
def get_health(request: HttpRequest) -> Status[dict[str, object]]:  # noqa: ARG001  # ninja's own signature
    """Whether database and storage answer, how many builds wait, and how many workers live."""
    database, storage, queue, workers = "ok", "ok", 0, 0
    try:
        queue = Build.objects.filter(state=Build.State.QUEUED).count()
        workers = Worker.objects.alive().count()
    except DatabaseError:
        _log.exception("The database does not answer.")
        database = "fault"
    try:
        storages["blobs"].exists("health")
    except Exception:  # of whatever kind the storage is
        _log.exception("The storage does not answer.")
        storage = "fault"
    answer = {"database": database, "storage": storage, "queue": queue, "workers": workers}
    return Status(200 if database == storage == "ok" else 503, answer)
