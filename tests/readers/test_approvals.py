"""Who approved texts by the statement of a form: what is kept of it, and what is found."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.contribution import Approval
from assembler.model.finding import Severity, Source
from assembler.readers.approvals import StatedApproval, read_approval

PLACE = Source("form.docx", 10)
ARRIVAL = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("by", "on", "approval"),
    [
        ("Jane Doe", "3 May 2027", Approval("Jane Doe", date(2027, 5, 3))),
        (" Jane \n Doe ", "1 June 2027", Approval("Jane Doe", ARRIVAL)),
    ],
)
def test_clear_statement_is_kept(by: str, on: str, approval: Approval) -> None:
    assert read_approval(StatedApproval(by, on, PLACE), ARRIVAL) == (approval, ())


@pytest.mark.parametrize(
    ("by", "on", "message"),
    [
        ("Jane Doe", "", "The form says who approved the texts, but gives no day of approval."),
        ("Jane Doe", "soon", "“soon” is not a date that the program can read, so no day of approval was recorded."),
        (
            "Jane Doe",
            "01/02/2027",
            "The day of approval “01/02/2027” may mean 2 January 2027 or 1 February 2027, so no day was recorded.",
        ),
        (
            "Jane Doe",
            "2 June 2027",
            "The day of approval is 2 June 2027, but the file arrived earlier, on 1 June 2027, so no day was recorded.",
        ),
    ],
)
def test_day_that_is_not_clear_is_found_and_not_kept(by: str, on: str, message: str) -> None:
    approval, (finding,) = read_approval(StatedApproval(by, on, PLACE), ARRIVAL)
    assert approval == Approval("Jane Doe", None)
    assert (finding.rule, finding.severity, finding.source, finding.message) == (
        "IN-DOC-18",
        Severity.WARNING,
        PLACE,
        message,
    )


def test_day_without_a_name_is_found() -> None:
    approval, (finding,) = read_approval(StatedApproval("", "3 May 2027", PLACE), ARRIVAL)
    assert approval is None
    assert finding.message == "The form gives a day of approval, but does not say who approved the texts."


def test_day_is_kept_where_nobody_knows_when_the_file_arrived() -> None:
    assert read_approval(StatedApproval("A", "2 June 2027", PLACE), None) == (Approval("A", date(2027, 6, 2)), ())
