"""A worker: makes builds and sends mail until it is told to stop.

Told to stop by SIGTERM, it hands a build that it has begun to another worker. A thread says every few seconds that this
worker lives, and queues builds again whose own worker is silent. Another one sends mail, so that no build delays it.
"""

from __future__ import annotations

import logging
from threading import Event, Thread
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from setproctitle import setproctitle

from assembler.portal.actions.build_work import name_worker
from assembler.portal.actions.builds import rescue_builds
from assembler.portal.actions.mail_work import send_waiting_mail
from assembler.portal.models import Worker

QUEUE = "default"
_PAUSE = 2.0
"""How many seconds pass between two looks at the mail that waits."""
_log = logging.getLogger(__name__)


class _Worker(TaskWorker):
    """A worker of the queue that ends at the first signal, whatever it does."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002  # the library's own signature
        """Ends; what is being done ends by this exception, and is handed over."""
        self.running = False
        self.reset_signals()
        raise SystemExit(0)


def run_worker() -> int:
    """Works until SIGTERM or SIGINT; the exit status."""
    name = name_worker()
    setproctitle(f"assembler-worker {name}")
    stop = Event()
    threads = [Thread(target=_watch, args=(name, stop), daemon=True), Thread(target=_post, args=(stop,), daemon=True)]
    for thread in threads:
        thread.start()
    worker = _Worker(
        queue_names=[QUEUE],
        interval=0.2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    except SystemExit:
        pass
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5)
        Worker.objects.filter(pk=name).delete()
    return 0


def _watch(name: str, stop: Event) -> None:
    """Says that this worker lives, and looks after builds of those that do not."""
    while not stop.is_set():
        try:
            now = timezone.now()
            Worker.objects.update_or_create(pk=name, defaults={"beat": now})
            Worker.objects.filter(beat__lt=now - 10 * settings.BUILD_SILENCE).delete()
            rescue_builds()
        except DatabaseError:
            _log.exception("The database does not answer.")
        finally:
            connection.close()
        stop.wait(settings.BUILD_BEAT.total_seconds())


def _post(stop: Event) -> None:
    """Sends mail as it comes."""
    if not settings.MAILERS and not settings.DEMO:
        _log.warning("No mail server is named in ASSEMBLER_EMAIL_URL: mail is kept and not sent.")
    while not stop.is_set():
        try:
            send_waiting_mail(stop)
        except Exception:
            _log.exception("Mail cannot be sent.")
        finally:
            connection.close()
        stop.wait(_PAUSE)
