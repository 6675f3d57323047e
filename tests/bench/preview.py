"""How long it takes from a save until the preview shows it, and until it shows the findings, on a copy of the example.

Run by `make bench`; no test, since a machine that is busy with other things proves nothing. The page stands in a real
Chromium; it counts as shown when the frame with the new words has been drawn. Where typst is there (the package typst
brings it), its first compile of the same words takes turns with the saves.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project's folder, where it is not installed

from selenium.webdriver import Chrome

from assembler import pipeline
from assembler.writers import text
from tests import browser as chromium
from tests.bench.goals import FOUND, PEER, SHOWN, Cost
from tests.preview.previewing import previewing, settled
from tests.signals import let_programs_be_ended

ROOT = Path(__file__).parents[2]
EDITED = Path("contributions/general/introduction.md")
ROUNDS = 15
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_WATCH = """
  const [words, done] = arguments;
  const now = () => performance.timeOrigin + performance.now();
  const drawn = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(now());
    port2.postMessage(0);
  });
  const state = document.getElementById("preview-state");
  let shown = null;
  const watcher = new MutationObserver(() => {
    if (shown === null && document.querySelector("main").textContent.includes(words)) {
      shown = 0;
      drawn((at) => { shown = at; });
    } else if (shown && !state.textContent.startsWith("Looking")) {
      watcher.disconnect();
      drawn((at) => done([shown, at]));
    }
  });
  watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  window.watching = true;
"""


@contextmanager
def opened(root: Path, folder: Path) -> Iterator[Chrome]:
    """A browser that shows the preview of the report."""
    browser = chromium.start(folder / "profile")
    try:
        browser.set_script_timeout(60)
        with previewing(root) as address:
            chromium.show(browser, address, chromium.WIDE)
            settled(browser)
            yield browser
    finally:
        browser.quit()


def seconds(browser: Chrome, file: Path, words: str) -> tuple[float, float]:
    """From a save of these words until the page shows them, and until it shows what is found."""
    browser.execute_script(
        f"window.told = new Promise((done) => {{ ((...arguments) => {{ {_WATCH} }})(arguments[0], done) }})", words
    )
    time.sleep(0.5)
    saved = file.read_text(encoding="utf-8")
    begun = time.time()
    file.write_text(saved.replace(".", f" {words}.", 1), encoding="utf-8")
    shown, found = browser.execute_async_script("window.told.then(arguments[0])")
    return shown / 1000 - begun, found / 1000 - begun


def typst_source(root: Path) -> str:
    """The words of the report as typst reads them."""
    report = pipeline.examine(root).report
    assert report is not None
    words = text.write(report, {}).decode()
    return '#set page("us-letter")\n#set text(10pt)\n' + "".join(
        f"\\{c}" if c in r"\#$*_@<>`~[]=-+/" else c for c in words
    )


def compiled(source: Path) -> float:
    """How long a process takes that compiles the source with typst."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", TYPST, str(source), str(source.with_suffix(".pdf"))], check=True)
    return time.perf_counter() - begun


def measured() -> dict[tuple[str, int], Cost]:
    """The medians; nothing where there is no Chromium, and no typst where that is not there."""
    let_programs_be_ended()
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return {}
    taken: dict[str, list[float]] = {name: [] for name in (SHOWN, FOUND, PEER)}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        root = folder / "report"
        shutil.copytree(ROOT / "contributions", root / "contributions")
        source = folder / "report.typ"
        source.write_text(typst_source(root), encoding="utf-8")
        with opened(root, folder) as browser:
            for number in range(ROUNDS + 1):
                shown, found = seconds(browser, root / EDITED, f"save {number}")
                peer = [compiled(source)] if find_spec("typst") else []
                if number:  # the first fills the caches
                    taken[SHOWN].append(shown)
                    taken[FOUND].append(found)
                    taken[PEER].extend(peer)
    return {(name, 1): Cost(statistics.median(times), 0, 0) for name, times in taken.items() if times}


def main() -> None:
    """Prints the medians, and with typst the ratio."""
    costs = measured()
    for (name, _), cost in costs.items():
        sys.stdout.write(f"{cost.wall * 1000:5.0f} ms  {name}\n")
    if (SHOWN, 1) in costs and (PEER, 1) in costs:
        sys.stdout.write(f" {costs[SHOWN, 1].wall / costs[PEER, 1].wall:.2f}     of typst; at most 0.5, aim 0.25\n")


if __name__ == "__main__":
    main()
