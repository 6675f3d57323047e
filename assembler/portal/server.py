"""Serves the portal, with one worker beside it that is started again when it dies."""

from __future__ import annotations

import subprocess
import sys
from threading import Event, Thread

import uvicorn

_MOST_CONNECTIONS = 500
_LONGEST_HEAD = 64 * 1024
"""How many bytes the head of a request may have."""
_IDLE_SECONDS = 15
"""How long a connection may stay open without a request."""
_SHUTDOWN_SECONDS = 20
"""How long requests may go on when the server is told to stop."""
_PAUSE = 1.0
"""How many seconds pass before a worker that has died is started again."""


def run_server(host: str, port: int) -> int:
    """Serves until it is interrupted; the exit status."""
    stop = Event()
    keeper = Thread(target=_keep_worker, args=(stop,), daemon=True)
    keeper.start()
    try:
        uvicorn.run(
            "assembler.portal.asgi:application",
            host=host,
            port=port,
            log_config=None,
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
    finally:
        stop.set()
        keeper.join(timeout=10)
    return 0


def _keep_worker(stop: Event) -> None:
    """Keeps a worker alive; the data folder and all settings reach it by the environment."""
    while not stop.is_set():
        with subprocess.Popen([sys.executable, "-P", "-m", "assembler", "portal", "worker"]) as process:
            while process.poll() is None and not stop.wait(0.2):
                pass
            process.terminate()
        stop.wait(_PAUSE)
