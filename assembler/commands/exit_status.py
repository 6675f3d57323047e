"""The exit statuses of commands: the numbers with which the program tells what came of its work."""

from __future__ import annotations

CLEAN = 0
"""The command did its work, and nothing stands in the way."""
FINDINGS = 1
"""Something was found at or above the level that was asked for, or something was left undone."""
COULD_NOT_RUN = 2
"""The command could not do its work."""
INTERRUPTED = 130
"""Ctrl-C ended the command."""
