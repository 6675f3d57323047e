"""LibreOffice as a second pair of eyes: it opens Word files, counts, lays out and prints; pdfplumber reads the pages.

LibreOffice is no judge of what Word does, but it reads the same file by the same rules, and all that Word counts by
itself (paragraphs, notes, references, pages) it counts anew. Each call has a profile of its own, so that nothing of the
machine's user comes in.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

_SECONDS = 60


@dataclass(frozen=True)
class Printed:
    """A word on a page, in points from the upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """What stands on a page."""

    words: list[Printed]
    """Its words in reading order, line by line."""
    rules: list[tuple[float, float]]
    """Left end and height of its horizontal rules."""
    pictures: list[tuple[float, float]]
    """Left and upper edge of its pictures."""

    def find(self, *phrase: str) -> list[Printed]:
        """The words of the first place where they follow each other; fails where there is none."""
        texts = [word.text for word in self.words]
        for place in range(len(texts) - len(phrase) + 1):
            if texts[place : place + len(phrase)] == list(phrase):
                return self.words[place : place + len(phrase)]
        raise AssertionError(f"{' '.join(phrase)} is not on the page")

    def before(self, word: Printed) -> Printed:
        """The word before another one."""
        return self.words[self.words.index(word) - 1]


def print_out(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Each Word file as the PDF that LibreOffice makes of it, by its name."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    return {name: folder / f"{name}.pdf" for name in files}


def text_of_pages(pdf: Path) -> str:
    """The words of all pages, as poppler reads them."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def count_pages(pdf: Path) -> int:
    """How many pages there are."""
    with pdfplumber.open(pdf) as opened:
        return len(opened.pages)


def pages(pdf: Path) -> list[Page]:
    """What stands on the pages; a tenth of a second for each."""
    with pdfplumber.open(pdf) as opened:
        return [_page(page) for page in opened.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    found = page.extract_words(x_tolerance=1.5, y_tolerance=1, use_text_flow=False)
    words = [Printed(it["text"], it["x0"], it["x1"], it["top"], it["bottom"]) for it in found]
    lines = [it for it in (*page.rects, *page.lines) if it["height"] < it["width"]]
    rules = sorted({(round(it["x0"], 1), round(it["top"], 1)) for it in lines}, key=lambda rule: rule[1])
    return Page(words, rules, sorted((it["x0"], it["top"]) for it in page.images))
