"""Named parts of the example's final stand where official documents have them, within 1.5 pt.

The values were measured in the PDF of A/80/590 (January 2026), from the upper left corner of the sheet: words as
poppler finds them, rules and pictures as they are drawn. What stands in the flow of the text is measured from what
stands above it. The official Word template gives the same: a left margin of 1200 twips, a text column from 1267 twips
further, and tabs at 1742 and 2218.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest

TOLERANCE = 1.5


@dataclass(frozen=True)
class Box:
    """Edges in points from the upper left corner of the sheet."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""


@dataclass(frozen=True)
class Page:
    """What is printed on a page."""

    words: list[Box]
    drawn: list[Box]

    def find(self, phrase: str, *, last: bool = False) -> Box:
        """The words, from the first of them to the last, where they stand first on the page, or last."""
        wanted = phrase.split()
        places = range(len(self.words) - len(wanted) + 1)
        for place in reversed(places) if last else places:
            found = self.words[place : place + len(wanted)]
            if [word.text for word in found] == wanted:
                return Box(found[0].left, found[0].top, found[-1].right, found[-1].bottom)
        raise AssertionError(f"“{phrase}” is not on the page")

    def rules(self, left: float, width: float) -> list[Box]:
        """All that is drawn from about there and so wide."""
        return [
            shape for shape in self.drawn if abs(shape.left - left) < 2 and abs(shape.right - shape.left - width) < 2
        ]

    def rule(self, left: float, width: float, bottom: float | None = None) -> Box:
        """The first of these, or the one that ends nearest to a height."""
        return min(self.rules(left, width), key=lambda rule: abs(rule.bottom - (bottom or rule.bottom)))

    def picture(self, left: float, top: float) -> Box:
        """All that is drawn to the right of and below a point."""
        found = [shape for shape in self.drawn if shape.left > left and shape.top > top]
        edges = [(box.left, box.top, box.right, box.bottom) for box in found]
        lefts, tops, rights, bottoms = zip(*edges, strict=True)
        return Box(min(lefts), min(tops), max(rights), max(bottoms))


type Pages = list[Page]


@pytest.fixture(scope="module")
def pages(example_final: Path) -> Pages:
    path = example_final / "A-75-345.pdf"
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True)
    words = [_words(page) for page in done.stdout.split("<page ")[1:]]
    with pdfplumber.open(path) as document:
        drawn = [[_drawn(shape) for shape in (*page.rects, *page.lines, *page.curves)] for page in document.pages]
    return [Page(*parts) for parts in zip(words, drawn, strict=True)]


def _words(page: str) -> list[Box]:
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
    return [Box(*map(float, edges), text) for *edges, text in found]


def _drawn(shape: dict[str, float]) -> Box:
    return Box(shape["x0"], shape["top"], shape["x1"], shape["bottom"])


def page_with(pages: Pages, phrase: str) -> Page:
    """The first page after the second one that has these words, past agenda and summary."""
    for page in pages[2:]:
        if phrase in " ".join(word.text for word in page.words):
            return page
    raise AssertionError(f"“{phrase}” is nowhere")


def start(box: Box) -> tuple[float, float]:
    return box.left, box.top


def end(box: Box) -> tuple[float, float]:
    return box.right, box.top


def width(box: Box) -> float:
    return box.right - box.left


def first_line(page: Page) -> tuple[float, float]:
    """The first line of a page, under the running head."""
    return 0, min(word.top for word in page.words if word.top > 65)


def line_end(pages: Pages) -> tuple[float, float]:
    """Where the justified lines of the first paragraph end."""
    page = pages[2]
    top = page.find("1.").top
    return max(word.right for word in page.words if top <= word.top < top + 13), 0


def below(lower: Box, upper: Box) -> tuple[float, float]:
    """Where something begins, and how far below something else."""
    return lower.left, lower.top - upper.top


def table(pages: Pages) -> Page:
    """The page of the annex's table."""
    return page_with(pages, "Entities that contributed to the present report, by")


def table_rules(pages: Pages) -> list[Box]:
    """The rules over and under the head of that table, from above."""
    under = table(pages).find("Entities that contributed").top
    return sorted((shape for shape in table(pages).drawn if shape.top > under), key=lambda shape: shape.bottom)


def twenty_lines(page: Page) -> float:
    """How far the first line of the table's last column stands over the twenty-first."""
    first = page.find("(a)")
    tops = {word.top for word in page.words if word.left > page.find("Contributing").left - 1 and word.top >= first.top}
    return sorted(tops)[20] - first.top


def first_note(pages: Pages) -> tuple[Box, Box]:
    """Number and first word of the first numbered note."""
    page = next(page for page in pages[1:] if page.rules(99.6, 72))
    line = page.rule(99.6, 72)
    below_line = [word for word in page.words if word.top > line.top]
    return next((number, word) for number, word in pairwise(below_line) if number.text.isdigit())


PLACES: dict[str, tuple[Callable[[Pages], tuple[float, float]], tuple[float, float]]] = {
    # Page 1 of A/80/590
    "United Nations": (lambda p: start(p[0].find("United Nations")), (123.4, 45.3)),
    "series letter of the symbol": (lambda p: (0, p[0].find("A").top), (0, 38.7)),
    "end of the symbol": (lambda p: end(p[0].find("/2020/898")), (552.2, 47.5)),
    "rule under the symbol": (lambda p: (60, p[0].rule(60, 492, 65).bottom), (60, 65.3)),
    "emblem, its middle": (lambda p: middle(p[0].rule(70.2, 45)), (92.7, 94.8)),
    "organ": (lambda p: start(p[0].find("General Assembly")), (123.4, 68.5)),
    # 19.5 points exact in the style of the template
    "second organ, under the first": (
        lambda p: below(p[0].find("Security Council"), p[0].find("General Assembly")),
        (123.4, 19.5),
    ),
    "width of a bold line of the agenda": (
        lambda p: (0, width(p[0].find("Cooperation between the United"))),
        (0, 148.0),
    ),
    "distribution": (lambda p: start(p[0].find("Distr.:")), (397.0, 77.7)),
    "date": (lambda p: start(p[0].find("11 September")), (397.0, 89.5)),
    "original language": (lambda p: start(p[0].find("Original:")), (397.0, 113.5)),
    "rule under the masthead": (lambda p: (60, p[0].rule(60, 492, 210).bottom), (60, 210.3)),
    "agenda block": (lambda p: start(p[0].find("General Assembly", last=True)), (60.0, 213.3)),
    "job line": (lambda p: start(p[0].find("20-11922 (E)")), (65.4, 738.6)),
    "barcode": (lambda p: (p[0].picture(60, 740).left, 0), (65.4, 0)),
    "QR code": (lambda p: start(p[0].picture(490, 700)), (498.1, 709.3)),
    "QR code, its end": (lambda p: (p[0].picture(490, 700).right, p[0].picture(490, 700).bottom), (552.8, 764.0)),
    "title, under the agenda block": (
        lambda p: below(p[1].find("Cooperation between", last=True), p[1].find("Fund for Saving")),
        (123.4, 28.9),
    ),
    "author, under the title": (
        lambda p: below(p[1].find("Report of"), p[1].find("other organizations")),
        (123.4, 27.6),
    ),
    # The frame of the asterisk notes in its Word file, 12,961 twips from the top
    "line over the asterisk note": (lambda p: (p[0].rule(99.6, 72).left, p[0].rule(99.6, 72).top), (99.6, 648.1)),
    # Page 2 of A/80/604/Add.8; in A/80/590 it stands 2.3 pt higher
    "14-point heading at the top of a page": (
        lambda p: (0, page_with(p, "Annex Contributions").find("Annex").top),
        (0, 74.3),
    ),
    # Pages 2 and 3
    "symbol of even pages": (lambda p: start(p[1].find("S/2020/898")), (60.0, 51.3)),
    "symbol of odd pages": (lambda p: end(p[2].find("S/2020/898")), (552.1, 51.3)),
    "rule of the running head": (lambda p: (60, min(shape.top for shape in p[2].drawn)), (60, 64.8)),
    "page number of even pages": (lambda p: start(p[1].find(f"2/{len(p)}")), (60.0, 747.6)),
    "page number of odd pages": (lambda p: end(p[2].find(f"3/{len(p)}")), (552.0, 747.6)),
    "job number of even pages": (lambda p: end(p[1].find("20-11922")), (552.0, 747.6)),
    "job number of odd pages": (lambda p: start(p[2].find("20-11922")), (60.0, 747.6)),
    "first line of a page": (lambda p: first_line(p[1]), (0, 75.5)),
    "summary heading, under its rule": (
        lambda p: (p[1].find("Summary").left, p[1].find("Summary").top - p[1].rule(60, 492, 490).top),
        (72.2, 11.1),
    ),
    "summary": (lambda p: (first_of_summary(p[1]).left, 0), (147.4, 0)),
    # Page 6
    "numeral of a 14-point heading": (lambda p: (p[2].find("I. Introduction").left, 0), (102.1, 0)),
    "14-point heading": (lambda p: (p[2].find("Introduction").left, 0), (123.4, 0)),
    "paragraph number, under a 14-point heading": (
        lambda p: below(p[2].find("1."), p[2].find("Introduction")),
        (123.4, 28.1),
    ),
    "words of a paragraph": (lambda p: (after(p[2], "1.").left, 0), (147.1, 0)),
    "end of a line": (line_end, (488.6, 0)),
    "paragraph, under another one": (
        lambda p: (0, p[2].find("2.").top - line_over(p[2], p[2].find("2.")).top),
        (0, 18.0),
    ),
    # Page 24
    "letter of an item": (lambda p: (page_with(p, "(a) Combating").find("(a) Combating").left, 0), (147.1, 0)),
    "words of an item": (lambda p: (page_with(p, "(a) Combating").find("Combating").left, 0), (170.9, 0)),
    # Page 4, and page 20 for the space above a title
    "title of a table, under a paragraph": (
        lambda p: below(table(p).find("Entities that contributed"), table(p).find("with it.")),
        (123.4, 24.0),
    ),
    "rule over the head of a table, under its title": (
        lambda p: (table_rules(p)[0].left, table_rules(p)[0].top - table(p).find("Entities that contributed").top),
        (123.6, 23.3),
    ),
    "head of a table, under its rule": (
        lambda p: (table(p).find("Sub-item").left, table(p).find("Sub-item").top - table_rules(p)[0].top),
        (123.6, 4.7),
    ),
    "first row of a table, under the thick rule": (
        lambda p: (table(p).find("(a)").left, table(p).find("(a)").top - table_rules(p)[-1].bottom + 1.5),
        (123.6, 8.6),
    ),
    "twenty lines of a cell": (lambda p: (0, twenty_lines(table(p))), (0, 210.0)),
    # Page 21
    "number of a note": (lambda p: (first_note(p)[0].left, 0), (117.0, 0)),
    "words of a note": (lambda p: (first_note(p)[1].left, 0), (123.4, 0)),
    # Page 27
    "end rule": (lambda p: (p[-1].rule(270, 72).left, 0), (270.2, 0)),
    # A report of January to March 2026 with an annex: the word stands at the margin
    "annex": (lambda p: (page_with(p, "Annex Contributions").find("Annex").left, 0), (60.0, 0)),
}
"""Where ours stands, and where the official one does; 0 where only the other edge counts."""


def middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def first_of_summary(page: Page) -> Box:
    return page.words[next(i for i, word in enumerate(page.words) if word.text == "Summary") + 1]


def after(page: Page, text: str) -> Box:
    """The word after the first one of this text."""
    return next(second for first, second in pairwise(page.words) if first.text == text)


def line_over(page: Page, line: Box) -> Box:
    """The last word of the text above a line."""
    return max((word for word in page.words if word.top < line.top - 1), key=lambda word: word.top)


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACES)
def test_stands_where_the_official_one_does(pages: Pages, name: str) -> None:
    place, official = PLACES[name]
    near = [pytest.approx(value, abs=TOLERANCE) for value in official]
    assert list(place(pages)) == near


def test_twenty_parts_and_more_are_measured() -> None:
    assert len(PLACES) >= 20
