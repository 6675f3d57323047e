"""Makes the pictures of the documentation from real runs: `make pictures` writes them all into docs/pictures/.

The example's final, which README.md offers as a sample, goes into docs/samples/.

Pages that have dark colours are taken in both; the page that shows a picture chooses by the reader's setting.

The pictures show fixed days: a second run of the same version writes the same files, on any day.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from assembler.__main__ import run
from tests import browser as browsing
from tests.conftest import ROOT
from tests.documents.chart import write_charts
from tests.documents.portal_walk import FIXED_CLOCK, follow_tutorial, serve_demo
from tests.documents.steps import change_a_text, cite_missing_note, copy_example, return_files, unclear_unhcr_osce
from tests.office import convert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

PICTURES = ROOT / "docs/pictures"
SAMPLES = ROOT / "docs/samples"
_WIDTH = 1200
_HEIGHTS = {"answer": 710, "status": 748, "comparison": 636, "preview": 760} | {
    "portal-queue": 600,
    "portal-text": 910,
    "portal-submit": 890,
    "portal-clear": 950,
}
"""How much of each page is shown: no line is cut."""
_WHOLE_LINES = """
const lines = [...document.querySelectorAll("p, li")].map(line => line.getBoundingClientRect().top);
window.scrollBy({top: Math.min(...lines.filter(top => top > 0)) - 4, behavior: "instant"});
"""
"""Scrolls so that no line is cut at the top."""
_HIDE_CARET = "document.activeElement.style.caretColor = 'transparent';"
"""A caret blinks, so one picture would have it and the next would not."""
_BEGIN_AT_TOP = "window.scrollTo({top: 0, behavior: 'instant'});"
_BEGIN_AT = {"portal-text": "document.querySelector('.desk').scrollIntoView({behavior: 'instant'});"}
"""Where a picture of the portal begins."""
_SCALE = 1.6
"""How many pixels for a point of a printed page."""
_TEXTS = ("contributions/oct/osce.md", "contributions/unodc/osce.md")
"""The contributions beside which the page is shown that prints their words."""
_SIDE_BY_SIDE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; display: flex; gap: 24px; background: #e9ecef; width: 1312px }}
pre {{ padding: 16px; background: #fff; font: 13px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap }}
pre span {{ display: block; white-space: pre; overflow: hidden; text-overflow: ellipsis }}
h2 {{ font: bold 14px "DejaVu Sans", sans-serif; margin: 0 0 8px }}
div {{ flex: 1; min-width: 0 }}
img {{ width: 720px; align-self: flex-start; box-shadow: 0 1px 6px #0004 }}
pre, h2 {{ margin: 0 0 14px }}
</style><div>{texts}</div><img src="{page}">"""


def main() -> None:
    """Makes every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    SAMPLES.mkdir(exist_ok=True)
    write_charts()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report = _make_report(work / "report")
        _build(report, "build", "--final")
        final = report / "build/final"
        for name in ("A-75-345.pdf", "A-75-345.docx"):
            shutil.copy(final / name, SAMPLES / name)
        _draw_page(final / "A-75-345.pdf", 0, "first-page")
        _draw_page(_convert(final / "A-75-345.docx", work / "word"), 0, "word-page")
        form = ROOT / "docs/tutorials/files/form/unhcr.docx"
        _draw_page(_convert(form, work / "tutorial"), 0, "tutorial-form")
        page = _find_page(final / "A-75-345.pdf", "Organization for Security and Cooperation in Europe")
        _draw_page(final / "A-75-345.pdf", page, "printed-page", work)
        with _open_browser(work / "profile") as browser:
            _take_side_by_side(browser, work, report)
            _take_pages(browser, work)
        _take_portal(work / "portal")


def _make_report(folder: Path) -> Path:
    folder.mkdir()
    copy_example(folder)
    return folder


def _build(folder: Path, *arguments: str) -> None:
    run([arguments[0], "-C", str(folder), *arguments[1:]])


def _convert(file: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file."""
    folder.mkdir()
    convert([file], "pdf", folder)
    return next(folder.rglob("*.pdf"))


def _draw_page(pdf: Path, number: int, name: str, folder: Path = PICTURES) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        _save(document[number].render(scale=_SCALE).to_pil(), folder / f"{name}.png")


def _find_page(pdf: Path, words: str) -> int:
    """The first page with these words, counted from 0, after the first page of the document."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return next(number for number, text in enumerate(texts) if number and words in " ".join(text.split()))


def _save(picture: Image.Image, target: Path) -> None:
    """Saves a picture in 256 colours, which text and lines do not exceed."""
    picture.convert("RGB").quantize(256).save(target, optimize=True)


@contextmanager
def _open_browser(profile: Path) -> Iterator[Chrome]:
    browser = browsing.start(profile)
    try:
        yield browser
    finally:
        browser.quit()


def _take(browser: Chrome, address: str, name: str, scheme: str) -> None:
    """Takes a page in a scheme of colours; a preview at its first finding, a comparison without what is the same."""
    browsing.show(browser, address, _WIDTH, scheme)
    click = {"preview": "//button[text()='Next finding']", "comparison": "//input[@type='checkbox']"}.get(name)
    if click:
        WebDriverWait(browser, 20).until(lambda shown: shown.find_elements(By.XPATH, click))[0].click()
    _save_screen(browser, f"{name}-{scheme}", _WIDTH, _HEIGHTS[name], _WHOLE_LINES if name == "preview" else "")


def _save_screen(browser: Chrome, name: str, width: int, height: int, script: str = "") -> None:
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_script(_HIDE_CARET + script)
    target = PICTURES / f"{name}.png"
    browser.save_screenshot(str(target))
    _save(Image.open(target), target)


def _take_side_by_side(browser: Chrome, work: Path, report: Path) -> None:
    """The texts of two contributions beside the page on which they are printed."""
    texts = "".join(_show_text(report, place) for place in _TEXTS)
    page = work / "side-by-side.html"
    picture = (work / "printed-page.png").as_uri()
    page.write_text(_SIDE_BY_SIDE.format(texts=texts, page=picture), encoding="utf-8")
    browsing.show(browser, page.as_uri(), 1360)
    _save_screen(browser, "input-and-output", 1360, browser.execute_script("return document.body.offsetHeight"))


def _show_text(report: Path, place: str) -> str:
    """A text with its header, the lines of which are cut where they are too long."""
    header, body = html.escape((report / place).read_text(encoding="utf-8")).split("\n\n", 1)
    lines = "".join(f"<span>{line}</span>" for line in header.splitlines())
    return f"<h2>{place}</h2><pre>{lines}\n{body}</pre>"


def _take_pages(browser: Chrome, work: Path) -> None:
    """Status, comparison, answer and preview in light and dark colours, and the form as LibreOffice shows it."""
    intake, changed, checked = (_make_report(work / name) for name in ("intake", "today", "checked"))
    return_files(intake)
    _draw_page(_convert(intake / "build/forms/unhcr.docx", work / "form"), 0, "form")
    _build(intake, "import", str(intake / "returned"), "--on", "2020-08-24", "--report", "html")
    _build(intake, "status", "--format", "html", "-o", str(intake / "build/status.html"), "--on", "2020-09-10")
    earlier = str(changed / "build/earlier")
    _build(changed, "build", "--to", "docx", "--out", earlier)
    change_a_text(changed)
    _build(changed, "compare", earlier, str(changed), "--to", "html")
    unclear_unhcr_osce(checked)
    cite_missing_note(checked)
    pages = {
        "answer": intake / "build/answers/unhcr.html",
        "status": intake / "build/status.html",
        "comparison": changed / "build/compare/A-75-345-comparison.html",
    }
    with _preview(checked) as address:
        addresses = {**{name: path.as_uri() for name, path in pages.items()}, "preview": address}
        for name, shown in addresses.items():
            for scheme in ("light", "dark"):
                _take(browser, shown, name, scheme)


def _take_portal(work: Path) -> None:
    """The pages of the portal that its tutorial shows, as somebody sees them who follows it."""
    work.mkdir()
    with _open_browser(work / "profile") as browser, serve_demo(work, FIXED_CLOCK) as link:

        def take(name: str) -> None:
            for scheme in ("light", "dark"):
                browsing.choose_colours(browser, scheme)
                _save_screen(browser, f"{name}-{scheme}", _WIDTH, _HEIGHTS[name], _BEGIN_AT.get(name, _BEGIN_AT_TOP))

        follow_tutorial(browser, link, take)


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """The address of a running preview of the report."""
    command = [sys.executable, "-m", "assembler", "preview", "-C", str(folder)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield next(line.strip() for line in process.stdout or () if line.startswith("http"))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
