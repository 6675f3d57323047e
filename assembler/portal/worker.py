"""A worker: makes builds and sends mail until it is told to stop."""

from __future__ import annotations

import os
import socket

from django_tasks_db.management.commands.db_worker import Worker
from setproctitle import setproctitle

QUEUE = "default"


def run_worker() -> int:
    """Works until SIGTERM or SIGINT; the exit status."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}"
    setproctitle(f"assembler-worker {name}")
    worker = Worker(
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
    worker.run()
    return 0
