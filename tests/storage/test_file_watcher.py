"""Watching a report: every save is noticed, through folders that come and go, and where the system tells nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.storage.file_watcher import FileWatcher, watch_files
from tests.conftest import MakeReport

pytestmark = pytest.mark.slow

SECONDS = 20
SETTLED = 1.5
TWO_SAVES = """
import sys
from pathlib import Path
from assembler.storage.file_watcher import watch_files
text = Path(sys.argv[1]) / "contributions/unhcr/au.md"
with watch_files(Path(sys.argv[1])) as watch:
    while watch.changed.wait(1.5):
        watch.changed.clear()
    for words in ("One", "Two"):
        text.write_text(words)
        assert watch.changed.wait(20), words
        watch.changed.clear()
"""


def settle(watch: FileWatcher) -> None:
    """Waits until nothing is told any more of what was before."""
    while watch.changed.wait(SETTLED):
        watch.changed.clear()


def save(root: Path) -> None:
    (root / "contributions/unhcr/au.md").write_text("Other words.")


def save_in_a_new_folder(root: Path) -> None:
    (root / "contributions/undp").mkdir()
    (root / "contributions/undp/au.md").write_text("Words.")


def exchange(root: Path) -> None:
    (root / "new.md").write_text("Other words.")
    (root / "new.md").replace(root / "contributions/unhcr/au.md")


def remove(root: Path) -> None:
    (root / "contributions/unhcr/au.md").unlink()


def bring_templates(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/screen.css").write_text("")


def exchange_folder(root: Path) -> None:
    shutil.copytree(root / "contributions", root / "other")
    (root / "contributions").rename(root / "old")
    (root / "other").rename(root / "contributions")


def remove_folder(root: Path) -> None:
    shutil.rmtree(root / "contributions")


CHANGES = [save, save_in_a_new_folder, exchange, remove, bring_templates, exchange_folder, remove_folder]


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_noticed(make_report: MakeReport, change: Callable[[Path], None]) -> None:
    root = make_report()
    with watch_files(root) as watch:
        settle(watch)
        change(root)
        assert watch.changed.wait(SECONDS)


@pytest.mark.parametrize("change", [bring_templates, exchange_folder])
def test_save_after_a_folder_has_changed_is_noticed(make_report: MakeReport, change: Callable[[Path], None]) -> None:
    root = make_report()
    with watch_files(root) as watch:
        settle(watch)
        change(root)
        settle(watch)
        save(root)
        assert watch.changed.wait(SECONDS)


def test_folder_that_comes_back_is_watched(make_report: MakeReport) -> None:
    root = make_report()
    with watch_files(root) as watch:
        (root / "contributions").rename(root / "away")
        settle(watch)
        (root / "away").rename(root / "contributions")
        assert watch.changed.wait(SECONDS)
        settle(watch)
        save(root)
        assert watch.changed.wait(SECONDS)


def test_further_file_is_watched(make_report: MakeReport) -> None:
    root = make_report()
    with watch_files(root) as watch:
        watch.other_files = (root / "emblem.svg",)
        settle(watch)
        (root / "emblem.svg").write_text("<svg/>")
        assert watch.changed.wait(SECONDS)


def test_outputs_are_no_change(make_report: MakeReport) -> None:
    root = make_report()
    with watch_files(root) as watch:
        settle(watch)
        (root / "build").mkdir()
        (root / "build/report.json").write_text("{}")
        assert not watch.changed.wait(SETTLED)


def test_linked_folder_is_watched(make_report: MakeReport) -> None:
    root = make_report()
    (root / "contributions").rename(root / "elsewhere")
    (root / "contributions").symlink_to("elsewhere")
    with watch_files(root) as watch:
        settle(watch)
        save(root)
        assert watch.changed.wait(SECONDS)


def test_text_behind_a_link_is_watched(make_report: MakeReport) -> None:
    root = make_report()
    text = root / "contributions/unhcr/au.md"
    text.rename(root / "elsewhere.md")
    text.symlink_to(root / "elsewhere.md")
    with watch_files(root) as watch:
        settle(watch)
        (root / "elsewhere.md").write_text("Other words.")
        assert watch.changed.wait(SECONDS)


def test_saves_are_noticed_where_the_system_tells_nothing(make_report: MakeReport) -> None:
    limit = ["unshare", "-r", "sh", "-c", 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', "sh"]
    if subprocess.run([*limit, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody lower the limit of watched files")
    command = [*limit, sys.executable, "-c", TWO_SAVES, str(make_report())]
    assert subprocess.run(command, check=False).returncode == 0
