"""The reader of report.yaml: what is understood, what is found, and that the plan of the example is clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assembler.model.finding import Finding, Severity
from assembler.model.plan import Counted, LeadContact, OrganizationChoice, Plan, Stage
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.labels import read_labels
from assembler.readers.settings.name_lists import read_entities, read_organizations
from assembler.readers.settings.organs import check_organs
from assembler.readers.settings.plan import read_plan
from tests.readers.names import VOCABULARY, places

ROOT = Path(__file__).parents[3]
CONTRIBUTIONS = ROOT / "contributions"
PLAN = """\
title: Cooperation
author: Report of the Secretary-General
symbols: [A/75/345, S/2020/898]
date: 2020-09-11
organs:
  - organ: General Assembly
    session: 75
    agenda: {item: 130, title: Cooperation, stage: provisional agenda, note: A/75/150}
  - {organ: Security Council, year: 75}
sections:
  - {title: Introduction, text: introduction}
  - {title: Organizations, organizations: {except: [oic]}}
"""


LABELS, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "templates/labels/en.yaml")


def read_whole_plan(text: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan and its findings, those about its organs included."""
    assert LABELS is not None
    read, findings = read_plan(text, "report.yaml", VOCABULARY)
    return read, findings + (check_organs(read, LABELS.organs, "templates/labels/en.yaml") if read else ())


def plan(text: str) -> Plan:
    read, findings = read_whole_plan(text)
    assert places(findings) == []
    assert read is not None
    return read


def plan_faults(text: str) -> list[tuple[str, int, int]]:
    return places(read_whole_plan(text)[1])


class TestPlan:
    def test_smallest_plan(self) -> None:
        read = plan(PLAN)
        assert (read.title, read.author) == ("Cooperation", "Report of the Secretary-General")
        assert read.symbols == ("A/75/345", "S/2020/898")
        assert read.date == date(2020, 9, 11)
        agenda = read.organs[0].agenda
        assert agenda is not None
        assert (agenda.item, agenda.stage, agenda.note) == (130, Stage.PROVISIONAL, "A/75/150")
        assert (read.organs[0].session, read.organs[1].year) == (75, 75)

    def test_what_holds_where_a_key_is_absent(self) -> None:
        read = plan(PLAN)
        assert (read.distribution, read.language, read.original_language) == ("General", "en", "en")
        assert read.word_limit.words == 8500
        assert Counted.ANNEXES not in read.word_limit.count
        assert (read.print_themes, read.contents, read.rules, read.annexes) == (False, False, (), ())
        assert (read.stamp, read.period, read.deadline) == (None, None, None)

    def test_all_other_keys(self) -> None:
        read = plan(
            PLAN
            + "distribution: Limited\nlanguage: fr\noriginal_language: es\njob_number: 20-11922\nstamp: 2020-09-18\n"
            + "period: {from: 2018-08-18, to: 2020-08-31}\ndeadline: 2020-06-30\ncontents: true\n"
            + "word_limit: {words: 5000, count: [body, annexes], waiver: 12/34}\nthemes: [B, A]\nprint_themes: yes\n"
            + "emblem: art/emblem.svg\n"
            + "summary: summary\nannexes: [{title: List, text: list}]\nrequested: {who: [las, au], unhcr: []}\n"
        )
        assert (read.distribution, read.language, read.original_language) == ("Limited", "fr", "es")
        assert (read.job_number, read.stamp, read.deadline) == ("20-11922", date(2020, 9, 18), date(2020, 6, 30))
        assert read.period is not None
        assert (read.period.first, read.period.last) == (date(2018, 8, 18), date(2020, 8, 31))
        assert (read.word_limit.words, read.word_limit.waiver) == (5000, "12/34")
        assert read.word_limit.count == (Counted.BODY, Counted.ANNEXES)
        assert (read.themes, read.print_themes, read.contents) == (("B", "A"), True, True)
        assert (read.summary, read.emblem) == ("summary", "art/emblem.svg")
        assert (read.annexes[0].title, read.annexes[0].text) == ("List", "list")
        assert dict(read.requested) == {"who": ("las", "au"), "unhcr": ()}

    @pytest.mark.parametrize(
        ("written", "choice"),
        [
            ("all", OrganizationChoice()),
            ("[las, au]", OrganizationChoice(("las", "au"))),
            ("{except: [oic]}", OrganizationChoice(excluded=("oic",))),
        ],
    )
    def test_organizations_of_a_section(self, written: str, choice: OrganizationChoice) -> None:
        assert plan(PLAN.replace("{except: [oic]}", written)).sections[1].organizations == choice

    @pytest.mark.parametrize(
        ("written", "headings"),
        [
            ("", "names"),
            (", headings: true", "names"),
            (", headings: no", "none"),
            (", headings: lettered", "lettered"),
        ],
    )
    def test_headings_of_a_section(self, written: str, headings: str) -> None:
        assert plan(PLAN.replace("[oic]}", "[oic]}" + written)).sections[1].headings == headings

    def test_rule_with_its_reason(self) -> None:
        rules = "rules:\n  UN-NUM-03: {level: advice, reason: a table}\n  UN-FN-01: {level: off, reason: b}\n"
        read = plan(PLAN + rules)
        assert [(r.rule, r.level, r.reason) for r in read.rules] == [
            ("UN-NUM-03", Severity.ADVICE, "a table"),
            ("UN-FN-01", None, "b"),
        ]
        assert read.rules[0].source.line == 14

    def test_rule_without_a_reason_is_refused(self) -> None:
        read, (finding,) = read_plan(PLAN + "rules: {UN-NUM-03: advice}\n", "report.yaml", VOCABULARY)
        assert finding.rule == "IN-VAL-01"
        assert "A reason is always needed." in finding.hint
        assert "{level: advice, reason: why}" in finding.hint
        assert read is not None
        assert read.rules == ()
        assert plan_faults(PLAN + "rules: {UN-NUM-03: {level: advice}}\n") == [("IN-KEY-02", 13, 20)]

    def test_absent_waiver(self) -> None:
        assert plan(PLAN + "word_limit: {words: 8500, waiver: null}\n").word_limit.waiver == ""

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("S/2020/898]", "S/2020/898, A/75/346]", ("IN-VAL-01", 3, 33)),
            ("S/2020/898]", "S-2020-898]", ("IN-VAL-01", 3, 21)),
            ("S/2020/898]", "A/75/345]", ("IN-VAL-04", 3, 21)),
            ("2020-09-11", "2020-02-30", ("IN-VAL-01", 4, 7)),
            ("    session: 75\n", "", ("IN-KEY-02", 6, 5)),
            ("year: 75}", "year: 75, session: 75}", ("IN-VAL-05", 9, 41)),
            ("organ: Security Council, year", "organ: General Assembly, session", ("IN-VAL-04", 9, 13)),
            ("organ: Security Council", "organ: Security Counsel", ("IN-VAL-01", 9, 13)),
            ("organ: Security Council", "organ: Trusteeship Council", ("IN-VAL-01", 9, 13)),
            ("organ: Security Council, year: 75", "organ: Economic and Social Council", ("IN-KEY-02", 9, 5)),
            ("130, title", "130, letters: [B], title", ("IN-VAL-01", 8, 35)),
            ("130,", "130 (a),", ("IN-VAL-01", 8, 20)),
            ("stage: provisional agenda", "stage: provisional", ("IN-VAL-01", 8, 52)),
            (", text: introduction", "", ("IN-KEY-02", 11, 5)),
            ("text: introduction", "text: introduction, organizations: [oic]", ("IN-VAL-05", 11, 47)),
            ("except: [oic]", "except: [oci]", ("IN-VAL-02", 12, 53)),
        ],
    )
    def test_fault_at_its_place(self, old: str, new: str, expected: tuple[str, int, int]) -> None:
        assert plan_faults(PLAN.replace(old, new)) == [expected]

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("titel: x", ("IN-KEY-01", 13, 1)),
            ("requested: {unhrc: [au]}", ("IN-VAL-02", 13, 13)),
            ("requested: {unhcr: [au, oau]}", ("IN-VAL-02", 13, 25)),
            ("requested: {unhcr: [au, au]}", ("IN-VAL-04", 13, 25)),
            ("period: {from: 2020-09-01, to: 2020-08-31}", ("IN-VAL-05", 13, 32)),
            ("summary: introduction", ("IN-VAL-04", 11, 33)),
            ("emblem: ../secret.svg", ("IN-VAL-01", 13, 9)),
            ("emblem: /etc/passwd", ("IN-VAL-01", 13, 9)),
            ("job_number: 2011922", ("IN-VAL-01", 13, 13)),
            ("word_limit: 8500", ("IN-VAL-01", 13, 13)),
            ("themes: [A, A]", ("IN-VAL-04", 13, 13)),
            ('title: ""', ("IN-YML-02", 13, 1)),
        ],
    )
    def test_faulty_line_at_its_place(self, line: str, expected: tuple[str, int, int]) -> None:
        assert plan_faults(f"{PLAN}{line}\n") == [expected]

    @pytest.mark.parametrize("second", ["all", "[au]", "[las, oic]"])
    def test_organization_in_two_sections(self, second: str) -> None:
        faults = plan_faults(f"{PLAN}  - {{title: More, organizations: {second}}}\n")
        assert faults == [("IN-VAL-04", 13, 34)]

    @pytest.mark.parametrize("key", ["title", "author", "symbols", "date", "organs", "sections"])
    def test_key_that_must_be_there(self, key: str) -> None:
        found = read_plan("distribution: General\n", "report.yaml", VOCABULARY)[1]
        assert f"The key “{key}” is missing in the file report.yaml." in [finding.message for finding in found]

    @pytest.mark.parametrize("text", ["", "title: [\n", "- a\n", PLAN.replace("2020-09-11", "soon")])
    def test_plan_that_can_not_be_used(self, text: str) -> None:
        read, findings = read_plan(text, "report.yaml", VOCABULARY)
        assert read is None
        assert findings

    def test_draft_can_be_built_in_spite_of_faults(self) -> None:
        read, findings = read_plan(PLAN.replace("item: 130,", "").replace("[oic]", "[x]"), "report.yaml", VOCABULARY)
        assert len(findings) == 2
        assert read is not None
        assert len(read.sections) == 2


def example_text(name: str) -> str:
    return (CONTRIBUTIONS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example_names() -> Vocabulary:
    organizations, _ = read_organizations(example_text("organizations.yaml"), "organizations.yaml")
    entities, _ = read_entities(example_text("entities.yaml"), "entities.yaml")
    return Vocabulary(organizations, entities)


@pytest.fixture(scope="module")
def example(example_names: Vocabulary) -> Plan:
    read, findings = read_plan(example_text("report.yaml"), "report.yaml", example_names)
    assert findings == ()
    assert read is not None
    return read


class TestExample:
    def test_plan(self, example: Plan) -> None:
        assert example.symbols == ("A/75/345", "S/2020/898")
        assert [section.text for section in example.sections] == ["introduction", "", "", "observations"]
        assert [section.headings for section in example.sections[1:3]] == ["names", "none"]
        assert example.sections[2].organizations == OrganizationChoice(("opcw", "ctbto"))
        assert len(example.themes) == 8

    def test_every_contribution_was_requested(self, example: Plan, example_names: Vocabulary) -> None:
        asked = {f"{entity}/{one}" for entity, organizations in example.requested.items() for one in organizations}
        there = {f"{path.parent.name}/{path.stem}" for path in CONTRIBUTIONS.glob("*/*.md")}
        came = {key for key in there if key.split("/")[0] in example_names.entities}
        assert came
        assert came <= asked
        assert list(example.requested) == list(example_names.entities)


def test_contact_is_who_asks_and_where_contributions_go() -> None:
    read = plan(f"{PLAN}contact: {{email: a@example.org, return_to: https://example.org/x}}\n")
    assert read.contact == LeadContact("a@example.org", return_to="https://example.org/x")
    assert read.contact.address == "https://example.org/x"
    assert plan(PLAN).contact is None


@pytest.mark.parametrize("contact", ["{name: A}", "{email: nowhere}", "{email: a@example.org, return_to: here}"])
def test_contact_without_an_address_is_found(contact: str) -> None:
    _, (finding,) = read_whole_plan(f"{PLAN}contact: {contact}\n")
    assert (finding.severity, finding.source.line) == (Severity.ERROR, PLAN.count("\n") + 1)
