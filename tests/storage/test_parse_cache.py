"""Reading again: only what has changed is read, and the result is always that of a reading from nothing."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from assembler.assemble import assemble
from assembler.check import check
from assembler.load import Loaded
from assembler.pipeline import load_folder
from assembler.storage.parse_cache import ParseCache
from tests.conftest import ENTITIES, ORGANIZATIONS, PLAN, MakeReport, contribution

STEPS = 60
THIRD = "undp: {name: United Nations Development Programme, acronym: UNDP}\n"
UNHCR = contribution("unhcr", "au", "UNHCR worked with the African Union.")


def word_file() -> bytes:
    document = Document()
    document.add_paragraph("WHO and ASEAN agreed on a plan of work.")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


VARIANTS: dict[str, tuple[str | bytes | None, ...]] = {
    "contributions/report.yaml": (
        PLAN,
        PLAN.replace("themes: [Humanitarian affairs, Human rights]", "themes: [Human rights]"),
        PLAN.replace("title: Cooperation between", "titel: Cooperation between", 1),
        PLAN.replace("language: en", "") + "language: fr\n",
        None,
    ),
    "contributions/organizations.yaml": (
        ORGANIZATIONS,
        "".join(reversed(ORGANIZATIONS.splitlines(keepends=True))),
        ORGANIZATIONS.replace("African Union", "Union of Africa"),
        "au: [\n",
    ),
    "contributions/entities.yaml": (
        ENTITIES,
        "".join(reversed(ENTITIES.splitlines(keepends=True))),
        ENTITIES + THIRD,
        THIRD + ENTITIES,
        None,
    ),
    "contributions/unhcr/au.md": (
        UNHCR,
        UNHCR + "\n## Human rights\n\nA second one,[^a] see [para.](who/au#p1).\n\n[^a]: Its note.\n",
        UNHCR.replace("unhcr", "unhcrr"),
        b"\xff\xfe\x00",
        None,
    ),
    "contributions/who/au.md": (contribution("who", "au", "WHO worked.\n{: #work }"), "No header.\n", None),
    "contributions/who/asean.md": (contribution("who", "asean", "Two texts in one place."), None),
    "contributions/who/asean.docx": (word_file(), b"no Word file", None),
    "contributions/consolidated/au.md": ("---\norganization: au\n---\n\nThe editor's text.\n", None),
    "contributions/general/summary.md": ("The summary.\n", "Another  summary.\n", ""),
    "contributions/stray/file.txt": ("What is it?", None),
    "templates/wording/en/slips.yaml": ("slips: {}\n", None),
}


def put(path: Path, content: str | bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def seen(loaded: Loaded) -> list[str]:
    """All that comes of it, in a form that shows order, too."""
    if loaded.collection is None:
        return [repr(loaded)]
    report = assemble(loaded.collection, draft=True)
    return [repr(loaded), repr(report), repr(check(loaded.collection, report))]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_reading_again_gives_what_a_first_reading_gives(make_report: MakeReport, seed: int) -> None:
    root = make_report()
    choose = random.Random(seed)
    cache = ParseCache()
    for step in range(STEPS):
        for path in choose.sample(sorted(VARIANTS), choose.choice((1, 1, 1, 3))):
            put(root / path, choose.choice(VARIANTS[path]))
        assert seen(load_folder(root, cache=cache)) == seen(load_folder(root)), f"step {step}"


def test_only_the_changed_file_is_read(make_report: MakeReport) -> None:
    root, cache = make_report(), ParseCache()
    first = load_folder(root, cache=cache).collection
    text = root / "contributions/unhcr/au.md"
    text.write_text(UNHCR.replace("worked", "works"))
    second = load_folder(root, cache=cache).collection
    assert first
    assert second
    again = {now.path for now, was in zip(second.contributions, first.contributions, strict=True) if now is not was}
    assert again == {"contributions/unhcr/au.md"}


def test_what_is_gone_is_forgotten() -> None:
    cache = ParseCache()
    calls: list[str] = []

    def shout(word: str) -> str:
        calls.append(word)
        return word.upper()

    for words in (["a", "b"], ["a"], ["a", "b"]):
        assert [cache.recall(word, shout, word) for word in words] == [word.upper() for word in words]
        cache.end_round()
    assert calls == ["a", "b", "b"]


def test_changed_arguments_make_a_new_result() -> None:
    cache = ParseCache()
    assert cache.recall("here", len, "one") == 3
    cache.end_round()
    assert cache.recall("here", len, "four") == 4


def test_changed_ground_makes_everything_anew() -> None:
    cache = ParseCache()
    results = []
    for ground in ("a", "a", "b"):
        cache.rest_on(ground)
        results.append(cache.recall("here", list, "word"))
        cache.end_round()
    assert results[0] is results[1]
    assert results[1] is not results[2]
