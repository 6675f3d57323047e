"""How a report stands, for a terminal of 80 columns: a matrix of signs, what is to be done, words, what blocks.

A contribution is one sign. Capital letters are those for which there is something left to do, so that they stand out in
rows of small ones; colours say the same once more, and never anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from textwrap import wrap

from assembler.model.progress import counted
from assembler.model.status import Cell, Overview, Printed, Standing
from assembler.writers.findings import breadth, visible

WIDTH = 80

_SIGNS = {
    Standing.CLEARED: "c",
    Standing.BY_WORD: "w",
    Standing.NOTHING: "n",
    Standing.SUBMITTED: "S",
    Standing.DRAFT: "D",
    Standing.MISSING: "M",
    Standing.VOID: "V",
    Standing.UNREADABLE: "U",
}
_RED, _YELLOW, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_COLOURS = {
    Standing.CLEARED: _GREEN,
    Standing.NOTHING: _GREEN,
    Standing.BY_WORD: _YELLOW,
    Standing.SUBMITTED: _YELLOW,
    Standing.DRAFT: _YELLOW,
}
_EMPTY = "· "
_FLAGS: tuple[tuple[str, str, Callable[[Cell], bool]], ...] = (
    ("!", "late", lambda cell: cell.late > 0),
    ("~", "changed since it was consolidated", lambda cell: cell.changed),
    ("+", "not asked for", lambda cell: cell.unasked),
)
_SEVERAL = "*"
_NAME, _FIGURE = 12, 4
_FIGURES = ("asked", "in", "owed")
_TALLEST = 8
_SCREENFUL = 20
"""More rows than that, and the heads stand below them too."""

type Paint = Callable[[str, str], str]
"""Puts words in a colour, or leaves them as they are."""


def write(overview: Overview, *, colour: bool = False) -> str:
    """The overview in lines of at most 80 columns."""
    paint: Paint = (lambda words, code: f"{code}{words}{_PLAIN}") if colour else (lambda words, _: words)
    parts = (_head, _matrix, _legend, _left_to_do, _organizations, _words, _open, _blockers)
    blocks = (list(part(overview, paint)) for part in parts)
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _head(overview: Overview, paint: Paint) -> Iterator[str]:
    yield paint(fitted(f"{overview.symbol}  {overview.title}", WIDTH).rstrip(), _BOLD)
    asked, owed = sum(cell.asked for cell in overview.cells), sum(cell.owed for cell in overview.cells)
    due = f" by {overview.deadline.isoformat()}" if overview.deadline else ""
    yield f"{counted(asked, 'contribution')} asked for{due}; {owed or 'none'} still owed."


# The matrix


def _matrix(overview: Overview, paint: Paint) -> Iterator[str]:
    """One panel, or several below each other where there are more organizations than columns."""
    cells = {(cell.entity, cell.organization): cell for cell in overview.cells}
    most = (WIDTH - _NAME - 1 - _FIGURE * len(_FIGURES)) // len(_EMPTY)
    panels = list(batched(sorted(it.id for it in overview.organizations), most)) if overview.entities else []
    for number, panel in enumerate(panels, 1):
        last = number == len(panels)
        heads = list(_heads(panel, _FIGURES if last else ()))
        yield from heads
        for line in overview.entities:
            row = [_sign(cells.get((line.id, id)), paint) for id in panel]
            figures = (line.asked, line.delivered, line.owed) if last else ()
            yield fitted(line.id, _NAME) + " " + ("".join(row) + "".join(map(_figure, figures))).rstrip()
        yield from heads if len(overview.entities) > _SCREENFUL else ()
        yield from () if last else ("",)


def _heads(names: Sequence[str], figures: Sequence[str]) -> Iterator[str]:
    """The names of the columns, read from above, standing on the matrix."""
    heads = [name if len(name) <= _TALLEST else name[: _TALLEST - 1] + "…" for name in names]
    tallest = max(map(len, (*heads, *figures)))
    for row in range(tallest):
        letters = "".join(head.rjust(tallest)[row] + " " for head in heads)
        yield (
            " " * (_NAME + 1) + letters + "".join(head.rjust(tallest)[row].rjust(_FIGURE) for head in figures)
        ).rstrip()


def _sign(cell: Cell | None, paint: Paint) -> str:
    if cell is None:
        return _EMPTY
    flags = [flag for flag, _, holds in _FLAGS if holds(cell)]
    flag = _SEVERAL if len(flags) > 1 else "".join(flags) or " "
    return paint(_SIGNS[cell.standing], _COLOURS.get(cell.standing, _RED)) + flag


def _figure(number: int) -> str:
    return (str(number) if number else "·").rjust(_FIGURE)


def _legend(overview: Overview, _: Paint) -> Iterator[str]:
    """What the signs mean that stand in the matrix, with how many there are."""
    counts = [(standing, overview.count(standing)) for standing in _SIGNS]
    said = [f"{_SIGNS[standing]} {standing.words}: {count}" for standing, count in counts if count]
    flags = [(flag, words, sum(map(holds, overview.cells))) for flag, words, holds in _FLAGS]
    said += [f"{flag} {words}: {count}" for flag, words, count in flags if count]
    if any(sum(holds(cell) for _, _, holds in _FLAGS) > 1 for cell in overview.cells):
        said.append(f"{_SEVERAL} several of these")
    yield from _wrapped("   ".join(word.replace(" ", "\0") for word in said), "")


# What is left to do


def _left_to_do(overview: Overview, paint: Paint) -> Iterator[str]:
    """By entity what is missing, unfinished, void, late or changed, in the words that commands take."""
    late = f"Late, in days after {overview.deadline.isoformat()}" if overview.deadline else ""
    lists: tuple[tuple[str, Callable[[Cell], bool], Callable[[Cell], str]], ...] = (
        ("Missing", lambda cell: cell.standing is Standing.MISSING, _about),
        ("Still drafts", lambda cell: cell.standing is Standing.DRAFT, _about),
        ("Files that can't be used", lambda cell: cell.standing is Standing.UNREADABLE, _about),
        (late, lambda cell: cell.late > 0, lambda cell: f"{cell.organization} {cell.late}"),
        ("Changed since they were consolidated", lambda cell: cell.changed, _about),
        ("To be cleared", lambda cell: cell.standing is Standing.SUBMITTED, _about),
        ("To be cleared again: words have changed", lambda cell: cell.standing is Standing.VOID, _about),
    )
    found = [
        (title, [(cell.entity, words(cell)) for cell in overview.cells if holds(cell)]) for title, holds, words in lists
    ]
    editors = [(cell.organization, cell.entity) for cell in overview.cells if cell.printed is Printed.OPEN]
    listed = [
        (title, items)
        for title, items in (*found, ("Consolidated words not cleared, by organization", editors))
        if items
    ]
    for place, (title, items) in enumerate(listed):
        yield from ("",) if place else ()
        yield paint(f"{title}: {len(items)}", _BOLD)
        yield from _grouped(items)


def _about(cell: Cell) -> str:
    return cell.organization


def _grouped(items: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Each first word once, before all that belongs to it."""
    groups: dict[str, list[str]] = {}
    for name, words in items:
        groups.setdefault(name, []).append(words.replace(" ", "\0"))
    for name, said in groups.items():
        yield from _wrapped(", ".join(said), f"  {fitted(name, _NAME)} ")


# Words


def _organizations(overview: Overview, paint: Paint) -> Iterator[str]:
    yield paint(f"{'By organization':<39} asked   in settled owed   words   share", _BOLD)
    for line in overview.organizations:
        name = f"  {fitted(line.id, 9)} {fitted(line.name, 27)}"
        figures = (
            f"{_figure(line.asked):>6}{_figure(line.delivered):>5}{_figure(line.settled):>8}{_figure(line.owed):>5}"
        )
        yield f"{name}{figures}{_length(line.words, line.share)}"


def _words(overview: Overview, paint: Paint) -> Iterator[str]:
    long = overview.length
    left = long.limit - long.words
    room = f"{left:,} left" if left >= 0 else f"{-left:,} too many"
    room += f" (waiver: {long.waiver})" if long.waiver else ""
    yield paint(fitted(f"Words: {long.words:,} of {long.limit:,}, {room}", WIDTH).rstrip(), _BOLD)
    for part in long.sections:
        yield fitted(f"  {part.title}", WIDTH - 17) + _length(part.words, part.share)
    yield from _wrapped(f"Counted are {', '.join(long.counted)}.", "  ")


def _length(words: int, share: float) -> str:
    return f"{words:>8,}{share:>7.1f} %" if words else f"{'·':>8}"


# What is open


def _open(overview: Overview, paint: Paint) -> Iterator[str]:
    if overview.open:
        yield paint(f"Open queries and proposed changes: {len(overview.open)}", _BOLD)
    for it in overview.open:
        yield fitted(f"  {it.source.path}:{it.source.line}  {it.kind} “{it.words}”", WIDTH).rstrip()


def _blockers(overview: Overview, paint: Paint) -> Iterator[str]:
    if not overview.blockers:
        yield paint("Nothing keeps the final back.", _BOLD)
        return
    yield paint(f"What keeps the final back: {counted(len(overview.blockers), 'finding')}", _BOLD)
    rules: dict[str, list[str]] = {}
    for finding in overview.blockers:
        rules.setdefault(finding.rule, []).append(finding.message)
    for rule, messages in rules.items():
        more = f" (and {len(messages) - 1:,} more)" if len(messages) > 1 else ""
        yield f"  {fitted(rule, 10)} {fitted(messages[0], WIDTH - 13 - len(more)).rstrip()}{more}"
    yield "“assembler build --final” names each of them, with the way out."


# Lines


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """The text in lines that begin under each other; a NUL stands for a space at which no line ends."""
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False)
    yield from (line.replace("\0", " ") for line in lines)


def fitted(text: str, width: int) -> str:
    """The text in so many columns: filled with spaces, or cut with an ellipsis."""
    shown, taken = "", 0
    text = visible(text)
    fits = breadth(text) <= width
    for character in text:
        taken += breadth(character)
        if taken > (width if fits else width - 1):
            return shown + "…" + " " * (width - 1 - (taken - breadth(character)))
        shown += character
    return shown + " " * (width - taken)
