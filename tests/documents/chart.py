"""Draws the chart of README.md from the tables of docs/explanation/performance.md, in light and in dark colours.

`make pictures` draws the chart anew, and so does `make bench` when it writes new figures into that page.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.conftest import ROOT

PAGE = ROOT / "docs/explanation/performance.md"
_ROW = re.compile(
    r"^\| (?P<command>[^|]+) \| (?P<size>\d+×) \| (?P<seconds>[\d.]+) \| [^|]+ \| (?P<mebibytes>[\d.–]+) \|$",
    re.MULTILINE,
)


class _Comparison(NamedTuple):
    """A row of the chart: a command of the assembler beside another program on the same text."""

    title: str
    command: str
    other: str
    size: str
    unit: str = "seconds"


_COMPARISONS = (
    _Comparison("Word file of the example", "build --to docx", "pandoc", "1×"),
    _Comparison("Word file, 50 times the text", "build --to docx", "pandoc", "50×"),
    _Comparison("Memory, 50 times the text", "build --to docx", "pandoc", "50×", "mebibytes"),
    _Comparison("PDF of the example", "build --final --to pdf", "bare WeasyPrint", "1×"),
    _Comparison("Build again, nothing changed", "build, nothing changed", "Sphinx, nothing changed", "1×"),
)
_SIGNS = {"seconds": "s", "mebibytes": "MiB"}
_COLOURS = {
    "light": {"text": "#1f2328", "faint": "#59636e", "ours": "#0b6bcb", "theirs": "#afb8c1"},
    "dark": {"text": "#f0f6fc", "faint": "#9198a1", "ours": "#4c9bf0", "theirs": "#57606a"},
}
_LEFT, _BAR, _HEIGHT = 250, 330, 52


def draw_charts(page: str) -> dict[str, str]:
    """The chart as SVG from this text of the page, by the names of its files."""
    costs = {(row["command"], row["size"]): row for row in _ROW.finditer(page)}
    return {f"performance-{scheme}.svg": _draw(costs, colours) for scheme, colours in _COLOURS.items()}


def write_charts() -> None:
    """Draws both charts anew from the page as it is."""
    for name, chart in draw_charts(PAGE.read_text(encoding="utf-8")).items():
        (ROOT / "docs/pictures" / name).write_text(chart, encoding="utf-8")


def _draw(costs: dict[tuple[str, str], re.Match[str]], colours: dict[str, str]) -> str:
    height = _HEIGHT * len(_COMPARISONS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{height}" viewBox="0 0 760 {height}" '
        'font-family="system-ui, -apple-system, Segoe UI, Liberation Sans, sans-serif" font-size="14">'
    ]
    for number, row in enumerate(_COMPARISONS):
        top = number * _HEIGHT
        ours, theirs = (costs[name, row.size][row.unit] for name in (row.command, row.other))
        most = max(float(ours), float(theirs))
        parts.append(_text(_LEFT - 16, top + 30, row.title, colours["text"], "end"))
        other = row.other.partition(",")[0].removeprefix("bare ")
        for place, name, figure, colour in ((top + 6, "assembler", ours, "ours"), (top + 26, other, theirs, "theirs")):
            width = round(_BAR * float(figure) / most)
            label = f"{figure} {_SIGNS[row.unit]}, {name}"
            parts.append(f'<rect x="{_LEFT}" y="{place}" width="{width}" height="16" rx="2" fill="{colours[colour]}"/>')
            parts.append(_text(_LEFT + width + 8, place + 13, label, colours["text" if colour == "ours" else "faint"]))
    return "\n".join((*parts, "</svg>", ""))


def _text(x: int, y: int, words: str, colour: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'
