"""Prints the changes and the conflicts of a merge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from assembler.model.text.phrases import shorten

if TYPE_CHECKING:
    from assembler.merge.result import Change, Conflict

_WIDEST = 400


def show_changes(changes: Iterable[Change]) -> None:
    """Prints each change that was made, word by word."""
    for change in changes:
        click.echo(f"{change.path}: {change.what}: {shorten(change.words, _WIDEST)}", err=True)


def show_conflict(conflict: Conflict, since: str, base: str, theirs: str) -> None:
    """Prints a conflict with its three texts; there is no line where the text has gone.

    `since` says since when the words have changed; `base` and `theirs` name the other two states.
    """
    place = f"{conflict.path}:{conflict.line}" if conflict.line else conflict.path
    texts = {
        base: conflict.base or "(nothing)",
        "here now:": conflict.ours or "(taken out)",
        theirs: conflict.theirs or "(deleted)",
    }
    widest = max(map(len, texts))
    click.echo(f"{place}: these words have changed since {since}, so the edit was not made.", err=True)
    for name, words in texts.items():
        click.echo(f"  {name:{widest}}  {words}", err=True)
