"""A printed header reads back to the same values, whatever signs stand in its words."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.contribution import Approval, FocalPoint, Header, Kind, Status, Waiver
from assembler.model.value import replace
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.header import print_header, quote_value
from tests.readers.settings.test_known_names import NAMES


def read_back(header: Header) -> Header:
    text = f"{print_header(header)}They met.\n".encode()
    contribution, findings = read_markdown(
        text, TextFile("contributions/unhcr/au.md", Kind.ENTITY, "unhcr/au", "en", (), NAMES)
    )
    assert [finding.rule for finding in findings] == []
    return contribution.header


@pytest.mark.parametrize("name", ["A. Person", 'Anna "Anne" O’Neill: #1, {x}', "أحمد", "- \\ tab\t"])
def test_focal_point_reads_back(name: str) -> None:
    person = FocalPoint(name.strip(), "a@example.org")
    back = read_back(Header("unhcr", "au", status=Status.SUBMITTED, focal_point=person))
    assert (back.entity, back.organization, back.status) == ("unhcr", "au", Status.SUBMITTED)
    assert back.focal_point == person


@pytest.mark.parametrize("day", [date(2027, 5, 3), None])
def test_day_of_arrival_and_approval_read_back(day: date | None) -> None:
    approval = Approval('A. "Person": #1', day, f"sha256:{'a' * 64}")
    header = Header("unhcr", "au", status=Status.SUBMITTED, submitted=date(2027, 5, 4), approved=approval)
    back = read_back(header)
    assert (back.submitted, back.approved) == (date(2027, 5, 4), approval)


def test_address_that_is_none_is_printed_with_the_name() -> None:
    header = Header("unhcr", "au", status=Status.SUBMITTED, focal_point=FocalPoint("A. Person", "extension 12"))
    assert read_back(header).focal_point == FocalPoint("A. Person extension 12", "")


def test_waivers_and_further_organizations_read_back() -> None:
    waivers = (Waiver("UN-ABB-01", "It is a quotation: “UN”."),)
    back = read_back(Header("unhcr", "au", status=Status.NOTHING, waivers=waivers))
    assert [(waiver.rule, waiver.reason) for waiver in back.waivers] == [("UN-ABB-01", "It is a quotation: “UN”.")]
    assert "also: [asean, las]" in print_header(replace(Header("unhcr", "au"), also=("asean", "las")))


def test_quoted_value_is_one_line() -> None:
    assert quote_value("two\nlines") == '"two\\nlines"'
