"""The progress bar of a long command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from assembler.model.progress import Progress, no_progress


@contextmanager
def show_progress(steps: int) -> Iterator[Progress]:
    """A bar on standard error for so many steps, each named as it begins; none where that is no terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    with click.progressbar(
        length=steps, file=sys.stderr, item_show_func=lambda name: name or "", show_eta=False
    ) as bar:
        yield lambda name: bar.update(1, name)
