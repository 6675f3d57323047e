"""An entity's texts by themselves: what another entity may say in an earlier paragraph is no fault of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler import api

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The example report, in which nothing is found."""
    paths = (path for path in (ROOT / "contributions").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("entity", ["unhcr", "unodc", "undp", "dppa", "fao", "escap"])
def test_nothing_is_found_in_one_entity_alone_where_nothing_is_found_in_the_report(
    files: dict[str, bytes], entity: str
) -> None:
    own = {path: data for path, data in files.items() if path.count("/") == 1 or path.split("/")[1] == entity}
    for given in (own, files):
        texts = api.review(given, entity).texts
        assert texts
        assert [remark.message for text in texts for remark in text.remarks] == []


def test_short_form_that_no_list_has_is_still_to_be_introduced(files: dict[str, bytes]) -> None:
    path = "contributions/unhcr/osce.md"
    changed = {**files, path: files[path] + b"\nThe DDR programme began in 2019.\n"}
    (text,) = api.review(changed, "unhcr", ["osce"]).texts
    assert [remark.message for remark in text.remarks] == ["DDR is used here without having been introduced."]


@pytest.mark.slow
def test_findings_are_counted_as_the_review_shows_them(files: dict[str, bytes]) -> None:
    path = "contributions/unhcr/osce.md"
    changed = {**files, path: files[path] + b"\nWe held 5 meetings.\n"}
    counts = {
        (text.entity, text.organization): text.findings for text in api.describe(changed, with_findings=True).texts
    }
    assert counts["unhcr", "osce"] == len(api.review(changed, "unhcr", ["osce"]).texts[0].remarks) > 0
    assert counts["unodc", "osce"] == 0
