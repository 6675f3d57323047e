"""The status of a report out of its files, without a disk."""

from __future__ import annotations

import doctest
import json
import re
from datetime import date
from typing import Any

import pytest

from assembler.errors import Unprintable
from assembler.intake.form_operations import begin_forms
from assembler.model.status import Standing
from assembler.status import operations
from assembler.status.operations import read_status
from assembler.writers.status.formats import PAGE, write_overview
from tests.conftest import ENTITIES, PLAN, ROOT, contribution, small_files


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


@pytest.mark.parametrize(
    ("statement", "status", "waits"),
    [
        ("{by: A, on: 2020-06-01}", "submitted", True),
        (f"{{by: A, text: sha256:{'0' * 64}}}", "submitted", False),
        ("{by: A, on: 2020-06-01}", "draft", False),
        ("{by: A, on: 2020-06-01}", "cleared", False),
    ],
)
def test_approval_in_the_form_waits_to_be_confirmed(statement: str, status: str, *, waits: bool) -> None:
    header = f"approved: {statement}\nstatus: {status}"
    text = contribution("unhcr", "au", "They met.").replace("status: submitted", header)
    overview = read_status(small_files(unhcr__au=text)).overview
    assert overview is not None
    assert [cell.approved for cell in overview.cells if cell.entity == "unhcr"] == [waits]
    table = write_overview(overview, "table", {}, colour=False)
    assert ("Approved in the form, to be confirmed by “assembler clear”: 1\n  unhcr" in table) is waits
    cells = json.loads(write_overview(overview, "json", {}))["contributions"]
    assert {cell["entity"]: cell["approved_in_form"] for cell in cells} == {"unhcr": waits, "who": False}


CONTACTS = """
who:
  name: World Health Organization
  acronym: WHO
  names: {fr: Organisation mondiale de la Santé}
  contacts:
    - {name: "Person, A.", email: a@example.org, role: focal point}
    - {name: B. Person, email: b@example.org}
"""


def remind(languages: str = "", report: str = "en", *, who: str | None = None) -> tuple[dict[str, Any], str]:
    """What the list says of WHO's reminder, and its text."""
    plan = f"{PLAN}language: {report}\n"
    files = small_files(
        report_yaml=plan, who__au=who, unhcr__au=None, entities_yaml=ENTITIES.split("who:")[0] + CONTACTS + languages
    )
    made = read_status(files, on=date(2020, 7, 4), reminders=True).reminders
    listed = next(
        reminder for reminder in json.loads(made["reminders.json"])["reminders"] if reminder["entity"] == "who"
    )
    return listed, made["who.txt"].decode()


def test_reminder_says_where_the_texts_go_and_who_asks() -> None:
    contact = "contact: {department: Department D, name: C. Person, email: c@example.org}\n"
    made = read_status(small_files(who__au=None, report_yaml=PLAN + contact), reminders=True).reminders["who.txt"]
    end = "Please send the texts to: c@example.org\n\nThank you for your cooperation.\n\nC. Person\nDepartment D\n"
    assert made.decode().endswith(end)
    plain = read_status(small_files(who__au=None), reminders=True).reminders["who.txt"]
    assert plain.decode().endswith("no further reminder.\n\nThank you for your cooperation.\n")


def test_reminder_goes_to_the_contacts_of_the_entity() -> None:
    text = contribution("who", "au", SAMPLE).replace("status:", "focal_point: {name: C. Person}\nstatus:")
    listed, letter = remind(who=text)
    assert listed["to"] == ['"Person, A." <a@example.org>', "B. Person <b@example.org>"]
    assert letter.startswith('To: "Person, A." <a@example.org>, B. Person <b@example.org>\nSubject: ')
    assert "C. Person" not in letter


@pytest.mark.parametrize(
    ("languages", "report", "language", "deadline"),
    [
        ("", "fr", "fr", "Date limite\u00a0: 30 juin 2020"),
        ("  languages: [es, fr]\n", "fr", "fr", "30 juin 2020"),
        ("  languages: [es, ar]\n", "en", "es", "30 de junio de 2020"),
        ("  languages: [ru]\n", "en", "ru", "30 июня 2020"),
        ("  languages: [zh]\n", "en", "zh", "2020年6月30日"),
        ("  languages: [ar]\n", "en", "ar", "\u206830 حزيران/يونيه 2020\u2069"),
    ],
)
def test_reminder_is_in_a_language_of_the_entity(languages: str, report: str, language: str, deadline: str) -> None:
    listed, letter = remind(languages, report)
    assert listed["language"] == language
    assert deadline in letter
    assert ("Dear" in letter) is (language == "en")
    name = "Organisation mondiale de la Santé" if language == "fr" else "World Health Organization"
    assert name in letter
    assert "draft" not in letter
    assert not re.search(r"\{\w+\}", letter)


@pytest.mark.parametrize("earlier", [None, "They met last year."])
def test_untouched_scaffold_is_no_draft(earlier: str | None) -> None:
    files = small_files(who__au=None, report_yaml=PLAN)
    before = small_files(who__au=contribution("who", "au", earlier)) if earlier else None
    begun = begin_forms(files, ["who", "au"], as_word=False, earlier=before).files
    made = read_status({**files, **begun}, reminders=True).reminders
    assert b"- African Union\n" in made["who.txt"]


def test_untouched_questionnaire_is_no_draft() -> None:
    files = small_files(who__au=None)
    form = begin_forms(files, ["who"]).files["build/forms/who.docx"]
    made = read_status({**files, "contributions/who/au.docx": form}, reminders=True).reminders
    assert b"- African Union\n" in made["who.txt"]


def test_own_template_of_reminders_is_used() -> None:
    files = small_files(who__au=None) | {"templates/reminder.txt.j2": b"Dear {{ name }}"}
    assert read_status(files, reminders=True).reminders["who.txt"] == b"Dear World Health Organization\n"
    files["templates/reminder.txt.j2"] = b"{{ nothing }}"
    with pytest.raises(Unprintable, match="The reminders cannot be written: "):
        read_status(files, reminders=True)


def test_own_words_of_reminders_are_used() -> None:
    words = (ROOT / "templates/reminder/en.yaml").read_text(encoding="utf-8")
    files = small_files(who__au=None)
    files["templates/reminder/en.yaml"] = words.replace("Dear colleagues,", "Hello!").encode()
    assert b"\nHello!\n" in read_status(files, reminders=True).reminders["who.txt"]
    files["templates/reminder/en.yaml"] = b"language: en\n"
    with pytest.raises(Unprintable, match=r"The template reminder/en.yaml cannot be used. Line 1: "):
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
