"""Rules and borders of the PDF as plain rectangles; leaves everything else that is drawn as it is.

WeasyPrint 70 draws a border as what lies between two rectangles, seen through a third shape. On paper that is the same
as a filled rectangle. On a screen it is not: viewers show a filled rectangle thinner than a dot as a whole black line,
as they do in official files, and whatever is cut out of other shapes as a grey shadow of one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

type Edges = tuple[float, float, float, float]
"""Left, upper, right and lower edge of a rectangle."""

_PLACES = 4
"""To how many decimals two edges must agree to be the same."""
_EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)
_SETTINGS = (b" gs", b" rg")
_CLIP = (b"m", b"l", b"l", b"l", b"W*", b"n")


def simplify_borders(operations: Iterable[object]) -> list[object]:
    """The operations of a page, with each straight border as one rectangle for each side that is seen."""
    commands: list[object] = []
    for operation in operations:
        sides = _sides(commands) if operation == b"f*" else ()
        if not sides:
            commands.append(operation)
            continue
        del commands[-2:]
        clip = _take_clip(commands)
        # Each by itself: of several rectangles at once viewers make grey shadows again.
        commands += [_drawn(common) for side in sides if (common := _common(side, clip))]
    return commands


def _sides(commands: Sequence[object]) -> tuple[Edges, ...]:
    """What lies between the last two shapes, where they are rectangles and one stands inside the other."""
    inner, outer = (_rectangle(commands[-2]), _rectangle(commands[-1])) if len(commands) > 1 else (None, None)
    if inner is None or outer is None:
        return ()
    left, top, right, bottom = outer
    if not (left <= inner[0] <= inner[2] <= right and top <= inner[1] <= inner[3] <= bottom):
        return ()
    return (
        (left, top, right, inner[1]),
        (left, inner[3], right, bottom),
        (left, inner[1], inner[0], inner[3]),
        (inner[2], inner[1], right, inner[3]),
    )


def _rectangle(operation: object) -> Edges | None:
    if not isinstance(operation, bytes) or not operation.endswith(b" re"):
        return None
    left, top, width, height = map(float, operation.split()[:4])
    return _rounded((left, top, left + width, top + height))


def _take_clip(commands: list[object]) -> Edges:
    """Takes the shape through which a side is seen off the operations: a rectangle, or all but its aslant corners."""
    end = len(commands)
    while end and _bytes(commands[end - 1]).endswith(_SETTINGS):
        end -= 1
    start = end - len(_CLIP)
    clip = [_bytes(operation).split() for operation in commands[max(start, 0) : end]]
    if tuple(words[-1] if words else b"" for words in clip) != _CLIP:
        return _EVERYWHERE
    lefts, tops = zip(*((float(words[0]), float(words[1])) for words in clip[:4]), strict=True)
    del commands[start:end]
    return _rounded((min(lefts), min(tops), max(lefts), max(tops)))


def _bytes(operation: object) -> bytes:
    return operation if isinstance(operation, bytes) else b""


def _common(one: Edges, other: Edges) -> Edges | None:
    """What two rectangles have in common."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _drawn(edges: Edges) -> bytes:
    left, top, right, bottom = edges
    return b"%g %g %g %g re\nf" % (left, top, right - left, bottom - top)


def _rounded(edges: Edges) -> Edges:
    left, top, right, bottom = (round(edge, _PLACES) for edge in edges)
    return left, top, right, bottom
