"""The reader of headers: what is understood, what is found, and what is left where single keys are faulty."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.contribution import Header, Kind, Status, Waiver
from assembler.model.finding import Source
from assembler.readers.settings.header import read_header
from tests.readers.names import VOCABULARY, places

HASH = "sha256:" + "0123456789abcdef" * 4


def header(text: str, kind: Kind = Kind.ENTITY) -> Header:
    read, findings = read_header(text, "unhcr/au.md", 2, kind, VOCABULARY)
    assert places(findings) == []
    assert read is not None
    return read


def header_faults(text: str, kind: Kind = Kind.ENTITY) -> list[tuple[str, int, int]]:
    return places(read_header(text, "unhcr/au.md", 2, kind, VOCABULARY)[1])


class TestHeader:
    def test_smallest_header(self) -> None:
        read = header("entity: unhcr\norganization: au\nstatus: nothing-to-report\n")
        assert (read.entity, read.organization, read.status) == ("unhcr", "au", Status.NOTHING)
        assert read.places["organization"] == Source("unhcr/au.md", 3, 15, 3, 17)
        assert set(read.places) == {"entity", "organization", "status"}

    def test_every_key(self) -> None:
        read = header(
            "entity: unhcr\norganization: au\nstatus: cleared\nfocal_point: {name: A. Person, email: a@example.org}\n"
            f"submitted: 2020-06-12\nalso: [las]\ncleared: {{by: Name, on: 2020-07-01, text: {HASH}}}\n"
            "waive:\n  - {rule: UN-ABB-01, reason: spelled out before}\n"
        )
        assert read.focal_point is not None
        assert (read.focal_point.name, read.focal_point.email) == ("A. Person", "a@example.org")
        assert (read.submitted, read.also) == (date(2020, 6, 12), ("las",))
        assert read.cleared is not None
        assert (read.cleared.by, read.cleared.on, read.cleared.text) == ("Name", date(2020, 7, 1), HASH)
        place = Source("unhcr/au.md", 10, 5, 10, 50)
        assert read.waivers == (Waiver("UN-ABB-01", "spelled out before", place),)

    @pytest.mark.parametrize("text", ["entity unhcr", "- a", "", "entity: [\n"])
    def test_header_that_can_not_be_used(self, text: str) -> None:
        read, findings = read_header(text, "unhcr/au.md", 2, Kind.ENTITY, VOCABULARY)
        assert read is None
        assert findings

    @pytest.mark.parametrize("key", ["entity", "organization", "status"])
    def test_key_that_must_be_there(self, key: str) -> None:
        text = "entity: unhcr\norganization: au\nstatus: draft\n".replace(f"{key}:", f"{key}: #")
        read, (finding,) = read_header(text, "unhcr/au.md", 2, Kind.ENTITY, VOCABULARY)
        assert finding.rule == "IN-KEY-02"
        assert key in finding.message
        assert read is not None

    @pytest.mark.parametrize(
        ("line", "facts"),
        [
            ("submitted: 12 June", {"key": "submitted", "shape": "day"}),
            ("status: Cleared", {"key": "status", "shape": "choice", "choices": ", ".join(Status)}),
            ("also: las", {"key": "also", "shape": "list"}),
            ("also: [The League]", {"key": "also"}),
            ("also: [las, las]", {"key": "also", "value": "las"}),
            ("cleared: {by: A, on: 2020-02-30}", {"key": "on", "shape": "day", "value": "2020-02-30"}),
            ("waive: [{rule: UN-1, reason: x}]", {"key": "rule", "shape": "text"}),
            ("waive: [{rule: UN-ABB-01}]", {"key": "reason", "group": "waive"}),
            ("focal_point: {nam: A. Person, email: a@example.org}", {"group": "focal_point"}),
            ("left_out: {}", {"group": ""}),
        ],
    )
    def test_programs_learn_which_key_and_what_is_to_stand_there(self, line: str, facts: dict[str, str | int]) -> None:
        text = "entity: unhcr\norganization: au\nstatus: draft\n"
        text = text.replace("status: draft", line) if line.startswith("status") else f"{text}{line}\n"
        _, findings = read_header(text, "unhcr/au.md", 2, Kind.ENTITY, VOCABULARY)
        assert any(facts.items() <= dict(finding.parameters).items() for finding in findings)

    def test_faults_of_single_keys_leave_the_rest(self) -> None:
        read, findings = read_header(
            "entity: unhcr\norganization: aw\nstatus: Cleared\nsubmitted: 12 June\nalso: las\n",
            "unhcr/au.md",
            2,
            Kind.ENTITY,
            VOCABULARY,
        )
        assert places(findings) == [
            ("IN-VAL-02", 3, 15),
            ("IN-VAL-01", 4, 9),
            ("IN-VAL-01", 5, 12),
            ("IN-VAL-01", 6, 7),
        ]
        assert read is not None
        assert (read.entity, read.status, read.submitted) == ("unhcr", Status.DRAFT, None)
        assert read.places["status"].line == 4

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("waive: [UN-ABB-01]", ("IN-VAL-01", 5, 9)),
            ("waive: [{rule: UN-ABB-01}]", ("IN-KEY-02", 5, 9)),
            ("waive: [{rule: ABB-01, reason: x}]", ("IN-VAL-01", 5, 16)),
            ("focal_point: A. Person", ("IN-VAL-01", 5, 14)),
            ("cleared: {by: A, on: 2020-07-01, text: sha256:12}", ("IN-VAL-01", 5, 40)),
            ("left_out: {}", ("IN-KEY-01", 5, 1)),
        ],
    )
    def test_fault_at_its_place(self, line: str, expected: tuple[str, int, int]) -> None:
        assert header_faults(f"entity: unhcr\norganization: au\nstatus: draft\n{line}\n") == [expected]

    @pytest.mark.parametrize(
        "written",
        ["{unhcr/au#p3: too long}", "[{paragraph: unhcr/au#p3, reason: too long}]", "\n  unhcr/au#p3: too long"],
    )
    def test_consolidated_text_leaves_paragraphs_out(self, written: str) -> None:
        read = header(f"organization: au\nleft_out: {written}\n", Kind.CONSOLIDATED)
        assert read.left_out == {"unhcr/au#p3": "too long"}

    def test_consolidated_text_needs_its_organization_only(self) -> None:
        assert header_faults("left_out: {}\n", Kind.CONSOLIDATED) == [("IN-KEY-02", 2, 1)]

    def test_general_text_needs_nothing(self) -> None:
        assert header("waive: []\n", Kind.GENERAL) == Header(places={"waive": Source("unhcr/au.md", 2, 8, 2, 10)})
