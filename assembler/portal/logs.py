"""Logs as one JSON object a line: what happened where, and never a text, a token or an address with a secret."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_FIELDS = ("status_code", "report", "build", "worker", "mail", "person", "seconds")
"""What a log record may add to its line."""
_SECRET = re.compile(r"(?<=/sign-in/link/)[^/\s]+|(?<=\?)[^\s\"]+")
"""The secret of a sign-in link, and what follows the question mark of an address."""
_WORD = re.compile(r"[^\s\"<>/?]+")
_AT = re.compile("@|%(?:25)*40")
"""The sign of an e-mail address, as it is or as an address of the web writes the sign."""


class JsonFormatter(logging.Formatter):
    """A log record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without secrets; of an exception its kind and where it was raised, but not its words."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": _mask(record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = _list_places(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def _mask(message: str) -> str:
    """The message without secrets and e-mail addresses, in time that grows with its length alone."""
    return _WORD.sub(lambda word: "…" if _AT.search(word[0]) else word[0], _SECRET.sub("…", message))


def _list_places(info: tuple[object, object, object]) -> list[str]:
    """Where an exception passed, innermost last; no source line, since a line may hold words of a text."""
    import traceback
    from types import TracebackType

    trace = info[2]
    frames = traceback.extract_tb(trace) if isinstance(trace, TracebackType) else ()
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
