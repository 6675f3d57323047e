"""Writes the status of a report for a terminal: matrix, what is to be done, words, what blocks a final.

Each contribution is one sign in the matrix. Capital letters mark contributions with something left to do, so that they
stand out in rows of small letters. Colours repeat what the signs say and add nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from textwrap import wrap

from assembler.model.status import Cell, Line, Overview, Printed, Standing
from assembler.model.text.phrases import count_noun
from assembler.model.text.unprinted_texts import UNPRINTED
from assembler.model.value import Value
from assembler.writers.findings import breadth, visible

WIDTH = 80
"""The columns of a narrow terminal, and of output that goes elsewhere."""
_WIDEST = 160
"""From there on, wider lines are no easier to read."""

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
_EMPTY = "·"
_CELL, _WIDE_CELL = 2, 3
"""The columns of a cell: sign and flag, and a space where there is room."""
_FLAGS: tuple[tuple[str, str, Callable[[Cell], bool]], ...] = (
    ("!", "late", lambda cell: cell.late > 0),
    ("~", "changed since it was consolidated", lambda cell: cell.changed),
    ("+", "not asked for", lambda cell: cell.unasked),
)
_SEVERAL = "*"
_NAME, _FIGURE = 12, 4
_TOTALS: tuple[tuple[str, Callable[[Line], int]], ...] = (
    ("asked", lambda line: line.asked),
    ("in", lambda line: line.delivered),
    ("owed", lambda line: line.owed),
)
_FIGURES = tuple(name for name, _ in _TOTALS)
_TALLEST = 8
_SCREENFUL = 20
"""With more rows than that, the heads of the columns are repeated below them."""


class Terminal(Value):
    """What the overview is written on."""

    width: int
    """Its columns."""
    colour: bool
    """Whether words may be coloured."""

    def paint(self, words: str, code: str) -> str:
        """The words in a colour, or as they are."""
        return f"{code}{words}{_PLAIN}" if self.colour else words


def write_table(overview: Overview, *, colour: bool = False, width: int = 0) -> str:
    """The overview in lines of at most `width` columns; the least that counts is 80."""
    terminal = Terminal(min(max(width, WIDTH), _WIDEST), colour)
    parts = (
        _write_head,
        _write_matrix,
        _write_legend,
        _write_left_to_do,
        _write_organizations,
        _write_words,
        _write_open,
        _write_blockers,
    )
    blocks = (list(part(overview, terminal)) for part in parts)
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"
    return "\n".join([text, *_write_foot(overview, terminal), ""]) if text.count("\n") > _SCREENFUL else text


def _write_head(overview: Overview, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(fit(f"{overview.symbol}  {overview.title}", terminal.width).rstrip(), _BOLD)
    asked, owed = sum(cell.asked for cell in overview.cells), sum(cell.owed for cell in overview.cells)
    due = f" by {overview.deadline.isoformat()}" if overview.deadline else ""
    only = "Selection only: " if overview.is_selection else ""
    yield f"{only}{count_noun(asked, 'contribution')} asked for{due}; {owed or 'none'} still owed."


def _write_foot(overview: Overview, terminal: Terminal) -> Iterator[str]:
    """The totals once more, which are then in view when all lines have run through."""
    asked, owed = sum(cell.asked for cell in overview.cells), sum(cell.owed for cell in overview.cells)
    count = len(overview.blockers)
    blockers = f"{count_noun(count, 'finding')} {'keeps' if count == 1 else 'keep'} the final back" if count else ""
    words = f"{overview.length.words:,} of {overview.length.limit:,} words"
    totals = (f"{asked:,} asked for, {owed or 'none'} owed", words, blockers)
    for line in _wrap(f"In all: {'; '.join(filter(None, totals))}.", "", terminal.width):
        yield terminal.paint(line, _BOLD)


# The matrix


def _write_matrix(overview: Overview, terminal: Terminal) -> Iterator[str]:
    """One panel, or several below each other where there are more organizations than columns."""
    cells = {(cell.entity, cell.organization): cell for cell in overview.cells}
    room = terminal.width - _NAME - 1 - _FIGURE * len(_FIGURES)
    names = sorted(overview.organizations, key=lambda line: line.id)
    size = _WIDE_CELL if len(names) <= room // _WIDE_CELL else _CELL
    panels = list(batched(names, room // size)) if overview.entities else []
    for number, panel in enumerate(panels, 1):
        last = number == len(panels)
        heads = list(_write_column_heads([line.id for line in panel], _FIGURES if last else (), size))
        yield from heads
        for line in overview.entities:
            row = [_write_sign(cells.get((line.id, about.id)), terminal, size) for about in panel]
            figures = (line.asked, line.delivered, line.owed) if last else ()
            yield fit(line.id, _NAME) + " " + ("".join(row) + "".join(map(_write_figure, figures))).rstrip()
        yield from heads if len(overview.entities) > _SCREENFUL else ()
        yield from _write_totals(panel, overview.organizations if last else (), size) if overview.entities[1:] else ()
        yield from () if last else ("",)


def _write_column_heads(names: Sequence[str], figures: Sequence[str], size: int) -> Iterator[str]:
    """The names of the columns, read from above, standing on the matrix."""
    heads = [name if len(name) <= _TALLEST else name[: _TALLEST - 1] + "…" for name in names]
    tallest = max(map(len, (*heads, *figures)))
    for row in range(tallest):
        letters = "".join(head.rjust(tallest)[row].ljust(size) for head in heads)
        yield (
            " " * (_NAME + 1) + letters + "".join(head.rjust(tallest)[row].rjust(_FIGURE) for head in figures)
        ).rstrip()


def _write_totals(panel: Sequence[Line], all_lines: Sequence[Line], size: int) -> Iterator[str]:
    """What was asked for, came and is owed on each organization; in narrow columns the digits are read from above."""
    for place, (name, count) in enumerate(_TOTALS):
        numbers = [str(count(line) or "·") for line in panel]
        tallest = 1 if size > _CELL else max(map(len, numbers))
        total = sum(map(count, all_lines))
        for row in range(tallest):
            bottom = row == tallest - 1
            digits = numbers if size > _CELL else [number.rjust(tallest)[row] for number in numbers]
            figures = " " * _FIGURE * place + _write_figure(total) if all_lines and bottom else ""
            yield (fit(name if bottom else "", _NAME + 1) + "".join(d.ljust(size) for d in digits) + figures).rstrip()


def _write_sign(cell: Cell | None, terminal: Terminal, size: int) -> str:
    if cell is None:
        return _EMPTY.ljust(size)
    flags = [flag for flag, _, holds in _FLAGS if holds(cell)]
    flag = _SEVERAL if len(flags) > 1 else "".join(flags)
    return terminal.paint(_SIGNS[cell.standing], _COLOURS.get(cell.standing, _RED)) + flag.ljust(size - 1)


def _write_figure(number: int) -> str:
    return (str(number) if number else "·").rjust(_FIGURE)


def _write_legend(overview: Overview, terminal: Terminal) -> Iterator[str]:
    """What the signs mean that stand in the matrix, with how many there are."""
    counts = [(standing, overview.count(standing)) for standing in _SIGNS]
    entries = [f"{_SIGNS[standing]} {standing.words}: {count}" for standing, count in counts if count]
    flags = [(flag, words, sum(map(holds, overview.cells))) for flag, words, holds in _FLAGS]
    entries += [f"{flag} {words}: {count}" for flag, words, count in flags if count]
    if any(sum(holds(cell) for _, _, holds in _FLAGS) > 1 for cell in overview.cells):
        entries.append(f"{_SEVERAL} several of these")
    yield from _wrap("   ".join(word.replace(" ", "\0") for word in entries), "", terminal.width)


# What is left to do


def _write_left_to_do(overview: Overview, terminal: Terminal) -> Iterator[str]:
    """By entity what is missing, unfinished, void, late or changed, in the words that commands take."""
    late = f"Late, in days after {overview.deadline.isoformat()}" if overview.deadline else ""
    lists: tuple[tuple[str, Callable[[Cell], bool], Callable[[Cell], str]], ...] = (
        ("Missing", lambda cell: cell.standing is Standing.MISSING, _name_organization),
        ("Still drafts", lambda cell: cell.standing is Standing.DRAFT, _name_organization),
        ("Files that cannot be used", lambda cell: cell.standing is Standing.UNREADABLE, _name_organization),
        (late, lambda cell: cell.late > 0, lambda cell: f"{cell.organization} {cell.late}"),
        ("Changed since they were consolidated", lambda cell: cell.changed, _name_organization),
        ("Approved in the form, to be confirmed by “assembler clear”", lambda cell: cell.approved, _name_organization),
        (
            "To be cleared",
            lambda cell: cell.standing is Standing.SUBMITTED and not cell.approved,
            _name_organization,
        ),
        ("To be cleared again: words have changed", lambda cell: cell.standing is Standing.VOID, _name_organization),
    )
    groups = [
        (title, [(cell.entity, words(cell)) for cell in overview.cells if holds(cell)]) for title, holds, words in lists
    ]
    editors = [(cell.organization, cell.entity) for cell in overview.cells if cell.printed is Printed.OPEN]
    listed = [
        (title, items)
        for title, items in (*groups, ("Consolidated words not cleared, by organization", editors))
        if items
    ]
    for place, (title, items) in enumerate(listed):
        yield from ("",) if place else ()
        yield terminal.paint(f"{title}: {len(items)}", _BOLD)
        yield from _write_groups(items, terminal.width)


def _name_organization(cell: Cell) -> str:
    return cell.organization


def _write_groups(items: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Each first word once, before all that belongs to it."""
    groups: dict[str, list[str]] = {}
    for name, words in items:
        groups.setdefault(name, []).append(words.replace(" ", "\0"))
    for name, phrases in groups.items():
        yield from _wrap(", ".join(phrases), f"  {fit(name, _NAME)} ", width)


# Words


def _write_organizations(overview: Overview, terminal: Terminal) -> Iterator[str]:
    room = terminal.width - 53
    yield terminal.paint(f"{'By organization':<{room + 12}} asked   in settled owed   words   share", _BOLD)
    for line in overview.organizations:
        name = f"  {fit(line.id, 9)} {fit(line.name, room)}"
        columns = ((line.asked, 6), (line.delivered, 5), (line.settled, 8), (line.owed, 5))
        figures = "".join(_write_figure(number).rjust(width) for number, width in columns)
        yield f"{name}{figures}{_write_length(line.words, line.share)}"


def _write_words(overview: Overview, terminal: Terminal) -> Iterator[str]:
    long = overview.length
    left = long.limit - long.words
    room = f"{left:,} left" if left >= 0 else f"{-left:,} too many"
    room += f" (waiver: {long.waiver})" if long.waiver else ""
    yield terminal.paint(fit(f"Words: {long.words:,} of {long.limit:,}, {room}", terminal.width).rstrip(), _BOLD)
    if overview.is_selection:
        return
    for part in long.sections:
        yield fit(f"  {part.title}", terminal.width - 17) + _write_length(part.words, part.share)
    yield from _wrap(f"Counted are {', '.join(long.counted)}.", "  ", terminal.width)


def _write_length(words: int, share: float) -> str:
    return f"{words:>8,}{share:>7.1f} %" if words else f"{'·':>8}"


# What is open


def _write_open(overview: Overview, terminal: Terminal) -> Iterator[str]:
    if overview.open:
        yield terminal.paint(f"Open queries and proposed changes: {len(overview.open)}", _BOLD)
    for item in overview.open:
        yield fit(f"  {item.source.path}:{item.source.line}  {item.kind} “{item.words}”", terminal.width).rstrip()


def _write_blockers(overview: Overview, terminal: Terminal) -> Iterator[str]:
    if not overview.blockers:
        whose = " in these texts" if overview.is_selection else ""
        yield terminal.paint(f"Nothing{whose} keeps the final back.", _BOLD)
        return
    yield terminal.paint(f"What keeps the final back: {count_noun(len(overview.blockers), 'finding')}", _BOLD)
    rules: dict[str, list[str]] = {}
    for finding in overview.blockers:
        rules.setdefault(finding.rule, []).append(finding.message)
    for rule, messages in rules.items():
        shown = messages if rule == UNPRINTED else messages[:1]  # each text that would be lost is named
        rest = len(messages) - len(shown)
        more = f" (and {rest:,} more)" if rest else ""
        yield from (
            f"  {fit(rule, 10)} {fit(message, terminal.width - 13 - len(more)).rstrip()}{more}" for message in shown
        )
    yield "“assembler build --final” names each of them, with the way out."


# Lines


def _wrap(text: str, indent: str, width: int) -> Iterator[str]:
    """The text in lines that begin under each other; a NUL stands for a space at which no line ends."""
    lines = wrap(text, width, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False)
    yield from (line.replace("\0", " ") for line in lines)


def fit(text: str, width: int) -> str:
    """The text in so many columns: filled with spaces, or cut with an ellipsis."""
    shown, width_taken = "", 0
    text = visible(text)
    fits = breadth(text) <= width
    for character in text:
        width_taken += breadth(character)
        if width_taken > (width if fits else width - 1):
            return shown + "…" + " " * (width - 1 - (width_taken - breadth(character)))
        shown += character
    return shown + " " * (width - width_taken)
