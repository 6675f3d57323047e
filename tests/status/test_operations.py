"""The status of a report out of its files, without a disk."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from assembler.errors import Unprintable
from assembler.model.status import Standing
from assembler.status import operations
from assembler.status.operations import read_status
from assembler.writers.status.formats import PAGE, write_overview
from tests.conftest import small_files


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
