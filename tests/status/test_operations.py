"""The status of a report out of its files, without a disk."""

from __future__ import annotations

import doctest
import json
from datetime import date

import pytest

from assembler.errors import Unprintable
from assembler.model.status import Standing
from assembler.status import operations
from assembler.status.operations import read_status
from assembler.writers.status.formats import PAGE, write_overview
from tests.conftest import contribution, small_files


def test_status_of_files() -> None:
    result = read_status(small_files(who__au=None))
    assert result.overview is not None
    standings = {(cell.entity, cell.organization): cell.standing for cell in result.overview.cells}
    assert standings == {("unhcr", "au"): Standing.SUBMITTED, ("who", "au"): Standing.MISSING}
    assert (result.reminders, result.templates, result.findings) == ({}, {}, ())


def test_missing_text_is_late_by_the_day_that_is_given() -> None:
    result = read_status(small_files(who__au=None), on=date(2020, 7, 4))
    assert result.overview is not None
    assert [cell.late for cell in result.overview.cells if cell.entity == "who"] == [4]


def test_reminders_are_texts_by_name() -> None:
    result = read_status(small_files(who__au=None), reminders=True)
    assert sorted(result.reminders) == ["reminders.json", "who.txt"]
    assert b"African Union" in result.reminders["who.txt"]


SAMPLE = "Say here what is still open between the two, and what is planned."


def test_sample_text_has_not_arrived() -> None:
    result = read_status(small_files(who__au=contribution("who", "au", SAMPLE)), reminders=True)
    assert result.overview is not None
    assert [cell.standing for cell in result.overview.cells if cell.entity == "who"] == [Standing.MISSING]
    assert b"draft" not in result.reminders["who.txt"]
    begun = read_status(small_files(who__au=contribution("who", "au", f"{SAMPLE} They met.")))
    assert begun.overview is not None
    assert [cell.standing for cell in begun.overview.cells if cell.entity == "who"] == [Standing.SUBMITTED]


@pytest.mark.parametrize(
    ("focal_point", "to"),
    [
        ("{name: YOUR NAME, email: YOUR ADDRESS}", []),
        ("{name: YOUR NAME, email: a@example.org}", ["a@example.org"]),
        ("{name: A. Person, email: YOUR ADDRESS}", ["A. Person"]),
        ("{name: A. Person, email: a@example.org}", ["A. Person <a@example.org>"]),
    ],
)
def test_placeholder_is_nobody_to_be_reminded(focal_point: str, to: list[str]) -> None:
    text = contribution("who", "au", SAMPLE).replace("status:", f"focal_point: {focal_point}\nstatus:")
    result = read_status(small_files(who__au=text), reminders=True)
    assert json.loads(result.reminders["reminders.json"])["reminders"][0]["to"] == to
    assert b"YOUR" not in result.reminders["who.txt"]


def test_own_template_of_reminders_is_used() -> None:
    files = small_files(who__au=None) | {"templates/reminder.txt.j2": b"Dear {{ name }}"}
    assert read_status(files, reminders=True).reminders["who.txt"] == b"Dear World Health Organization\n"
    files["templates/reminder.txt.j2"] = b"{{ nothing }}"
    with pytest.raises(Unprintable, match="The reminders can't be written: "):
        read_status(files, reminders=True)


def test_page_is_written_with_the_templates_that_were_asked_for() -> None:
    result = read_status(small_files(), templates=(PAGE,))
    assert result.overview is not None
    assert "African Union" in write_overview(result.overview, "html", result.templates)


def test_files_without_a_plan_give_findings() -> None:
    result = read_status({})
    assert result.overview is None
    assert {finding.rule for finding in result.findings} == {"IN-PLC-05"}


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(operations)
    assert results.attempted
    assert not results.failed
