"""Word lists: what a file gives, and what is said of one that holds something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.pipeline import examine
from assembler.readers.decoding import read_text
from assembler.readers.settings.word_lists import read_word_lists
from assembler.storage.templates import PACKAGED
from tests.conftest import MakeReport, contribution


def test_lists_of_words_and_of_pairs() -> None:
    lists, findings = read_word_lists("a: [one, no]\nb:\n  wrong: right\nc:\n", "en.yaml")
    assert lists == {"a": {"one": "", "no": ""}, "b": {"wrong": "right"}, "c": {}}
    assert findings == ()


@pytest.mark.parametrize("text", ["- one\n", "a: one\n", "a: [[one]]\n", "a: {b: [c]}\n"])
def test_anything_else_is_found(text: str) -> None:
    _, (finding,) = read_word_lists(text, "en.yaml")
    assert finding.rule == "IN-WRD-01"


@pytest.mark.parametrize(
    "path", sorted(PACKAGED.glob("wording/*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_packaged_lists_have_no_faults(path: Path) -> None:
    data = path.read_bytes()
    text, findings = read_text(data, path.name)
    assert text is not None
    assert (findings, read_word_lists(text, path.name)[1]) == ((), ())


def test_list_of_the_report_takes_the_place_of_the_packaged_one(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "It was a long long road."))
    assert "UN-SPL-05" in {finding.rule for finding in examine(root).checked.findings}
    folder = root / "templates/wording/en"
    folder.mkdir(parents=True)
    (folder / "spelling.yaml").write_text("doubled: [long long]\n")
    assert "UN-SPL-05" not in {finding.rule for finding in examine(root).checked.findings}
    (folder / "spelling.yaml").write_text("doubled: long\n")
    (fault,) = (finding for finding in examine(root).checked.findings if finding.rule == "IN-WRD-01")
    assert fault.source.path == "templates/wording/en/spelling.yaml"
