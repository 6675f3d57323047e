"""Signals as programs get them that are started at a terminal."""

from __future__ import annotations

import signal


def let_programs_be_ended() -> None:
    """Lets programs that are started from here be interrupted, even where this process runs in the background."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
