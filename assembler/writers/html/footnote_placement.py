"""What the layout of a page asks of the blocks that hold notes: the PDF writer asks, nodes.py does it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Amendment(StrEnum):
    """What a block is asked for, mildest first; the value is its class."""

    MOVED = "moved"
    """The block begins on a new page."""
    INLAID = "inlaid"
    """The note follows its block, since no page can hold it at its foot."""


type Amendments = Mapping[int, Amendment]
"""By place of the note in the report, from 1: what its block must do."""
