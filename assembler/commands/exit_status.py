"""The exit statuses of commands: the numbers with which the program tells what came of its work."""

from __future__ import annotations

CLEAN = 0
FINDINGS = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130

MEANINGS = {
    CLEAN: "The command did its work, and nothing stands in the way.",
    FINDINGS: "Something was found at or above the level that was asked for, or something was left undone.",
    COULD_NOT_RUN: "The command could not do its work.",
    INTERRUPTED: "Ctrl-C ended the command.",
}
"""What each says, for the documentation."""
