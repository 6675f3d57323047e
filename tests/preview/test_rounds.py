"""Round after round, the preview shows what somebody would see who opened it just now."""

from __future__ import annotations

import json
import random
from pathlib import Path
from threading import Event

import pytest

from assembler.build import BuildOptions
from assembler.pipeline import build, examine
from assembler.preview.preview import Preview
from assembler.storage.file_watcher import FileWatcher
from assembler.writers.html.preview import describe_tally
from tests.conftest import PLAN, MakeReport
from tests.storage.test_parse_cache import VARIANTS, put

pytestmark = pytest.mark.slow

STEPS = 40


def opened(root: Path) -> Preview:
    """A preview that has shown the report once."""
    preview = Preview(root, FileWatcher(root))
    preview.show()
    return preview


def seen(preview: Preview) -> tuple[str, str, bool]:
    shown = preview.site.state.current
    return shown.html, shown.findings, shown.report is None


@pytest.mark.parametrize("seed", [3, 4])
def test_every_round_shows_what_a_new_preview_shows(make_report: MakeReport, seed: int) -> None:
    root = make_report()
    preview = opened(root)
    choose = random.Random(seed)
    for step in range(STEPS):
        path = choose.choice(sorted(VARIANTS))
        put(root / path, choose.choice(VARIANTS[path]))
        preview.show()
        assert seen(preview) == seen(opened(root)), f"step {step}"


def test_findings_and_page_are_those_of_check_and_build(make_report: MakeReport) -> None:
    root = make_report(general__introduction="In 10% of cases.[^lost]\n")
    html, findings, _ = seen(opened(root))
    checked = examine(root).checked
    told = json.loads(findings)
    assert [(finding["rule"], finding["message"]) for finding in told["findings"]] == [
        (f.rule, f.message) for f in checked.findings
    ]
    assert told["said"] == describe_tally(checked.findings)
    built = build(root, BuildOptions(final=False, formats=("html",))).folder
    assert built
    assert (built / "A-75-345.html").read_text(encoding="utf-8") == html


def test_round_without_a_change_shows_and_tells_nothing_new(make_report: MakeReport) -> None:
    preview = opened(make_report())
    before = preview.site.state.current
    preview.show()
    after = preview.site.state.current
    assert (after.page, after.findings_number) == (before.page, before.findings_number)


def test_page_that_comes_back_has_its_findings_again(make_report: MakeReport) -> None:
    root = make_report(general__introduction="A note.[^lost]\n")
    preview = opened(root)
    before = seen(preview)
    put(root / "contributions/report.yaml", "title: [\n")
    preview.show()
    assert seen(preview)[2]
    assert json.loads(seen(preview)[1])["findings"] == []
    put(root / "contributions/report.yaml", PLAN)
    preview.show()
    assert seen(preview) == before


class SavedMeanwhile(Event):
    """Somebody saves while one waits whether anybody saves."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        """At once."""
        self.set()
        return True


def test_save_ends_the_work_of_the_rules(make_report: MakeReport) -> None:
    root = make_report()
    watch = FileWatcher(root)
    preview = Preview(root, watch)
    preview.show()
    before = preview.site.state.current
    put(root / "contributions/general/introduction.md", "Other words.\n")
    watch.changed = SavedMeanwhile()
    preview.show()
    between = preview.site.state.current
    assert "Other words." in between.html
    assert between.findings_number == before.findings_number
    watch.changed = Event()
    preview.show()
    assert preview.site.state.current.findings_number == before.findings_number + 1
