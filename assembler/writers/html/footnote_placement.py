"""How the PDF layout asks for footnotes to be placed, so that each stands on the page of its call.

The PDF writer asks; nodes.py changes the blocks that hold the footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Placement(StrEnum):
    """How a block with a footnote gives way, mildest first; the value is its class in the page."""

    MOVED = "moved"
    """The block begins on a new page."""
    INLAID = "inlaid"
    """The footnote follows its block, because no page can hold it at its foot."""


type Placements = Mapping[int, Placement]
"""How to place a footnote, by its position in the report, from 1."""
