"""LibreOffice as a second pair of eyes, and as an editor's hands.

It opens Word files, counts, lays out and prints, and pdfplumber reads the pages; it edits files and saves them again.
It is no judge of what Word does, but it reads the same file by the same rules, and all that Word counts by itself
(paragraphs, notes, references, pages) it counts anew. Each call has a profile of its own, so that nothing of the
machine's user comes in: a copy of one that LibreOffice has made, since to make one takes three times as long as a call.
On a busy machine LibreOffice now and then goes by itself or never answers: what it was to do is then done anew.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pdfplumber

from tests.slow import require_slow

PYTHON = "/usr/bin/python3"
"""Debian's own, for which its package python3-uno brings the bridge to LibreOffice."""
_SCRIPT = Path(__file__).with_name("office_uno.py")
_SECONDS = 120
_ATTEMPTS = 3

type Step = Sequence[str]
"""What an editor does (a method of Editor in office_uno.py) and its words."""


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
    convert([folder / f"{name}.docx" for name in files], "pdf", folder)
    return {name: folder / f"{name}.pdf" for name in files}


def convert(sources: Sequence[Path], form: str, folder: Path) -> None:
    """Each file in another form, laid in the folder under the same name."""
    for _ in range(_ATTEMPTS):
        work = Path(mkdtemp(dir=folder))
        if _run(work, ["--convert-to", form, "--outdir", str(folder), *map(str, sources)]) == 0:
            return
    raise AssertionError(f"LibreOffice made no {form}")


def edit(content: bytes, steps: Sequence[Step], folder: Path, *, tracked: bool = False) -> bytes:
    """The Word file after these steps, as LibreOffice saves it; with its changes tracked where that is wanted."""
    for _ in range(_ATTEMPTS):
        work = Path(mkdtemp(dir=folder))
        (work / "before.docx").write_bytes(content)
        if _session(work, steps, "tracked" if tracked else "open") == 0:
            return (work / "after.docx").read_bytes()
    raise AssertionError("LibreOffice saved nothing")


def can_edit() -> bool:
    """Whether this machine has what editing needs."""
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@cache
def make_profile() -> Path:
    """A user's settings as LibreOffice leaves them after its first start; the folder goes when the tests end."""
    folder = Path(mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    first = folder / "first.txt"
    first.write_text("The first file.\n")
    for attempt in range(_ATTEMPTS):
        work = folder / str(attempt)
        work.mkdir()
        if _run_with_profile(work, ["--convert-to", "pdf", "--outdir", str(work), str(first)]) == 0:
            return work / "profile"
    raise AssertionError("LibreOffice made no profile")


def _session(work: Path, steps: Sequence[Step], tracked: str) -> int:
    """The status with which a session ends, below 0 where it did not end well by itself.

    Nobody waits for LibreOffice to close, since now and then it never does, and what it leaves running would answer to
    the next session. It is ended with all that it has started.
    """
    shutil.copytree(make_profile(), work / "profile")
    pipe = f"office{os.getpid()}-{work.name}"
    files = [str(work / "before.docx"), str(work / "after.docx")]
    with _office(work, [f"--accept=pipe,name={pipe};urp"]) as office:
        try:
            command = [PYTHON, str(_SCRIPT), *files, tracked, pipe]
            return subprocess.run(command, input=json.dumps(steps).encode(), check=False, timeout=_SECONDS).returncode
        except subprocess.TimeoutExpired:
            return -signal.SIGALRM
        finally:
            os.killpg(office.pid, signal.SIGKILL)


def _run(work: Path, arguments: Sequence[str]) -> int:
    """The status with which LibreOffice ends by itself, below 0 where it did not."""
    shutil.copytree(make_profile(), work / "profile")
    return _run_with_profile(work, arguments)


def _run_with_profile(work: Path, arguments: Sequence[str]) -> int:
    with _office(work, arguments) as office:
        try:
            return office.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)
            return -signal.SIGKILL


def _office(work: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    require_slow("LibreOffice")
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    return subprocess.Popen(
        ["soffice", profile, "--headless", "--norestore", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


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
    words = [Printed(word["text"], word["x0"], word["x1"], word["top"], word["bottom"]) for word in found]
    lines = [shape for shape in (*page.rects, *page.lines) if shape["height"] < shape["width"]]
    rules = sorted({(round(line["x0"], 1), round(line["top"], 1)) for line in lines}, key=lambda rule: rule[1])
    return Page(words, rules, sorted((image["x0"], image["top"]) for image in page.images))
