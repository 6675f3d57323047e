"""Records in headers: however a header is typed, the record can be read, and every other byte stays what it was."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.clearance.header_edits import (
    ClearanceRecord,
    add_clearance,
    add_entity_clearance,
    add_left_out,
    set_approval,
)
from assembler.model.contribution import Approval, Contribution, Kind, Status
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile

VOCABULARY = Vocabulary(
    {word: Organization(word, word.upper()) for word in ("au", "las")},
    {word: Entity(word, word.upper()) for word in ("dppa", "unhcr", "who")},
)
HASH, OLD = "0123456789abcdef" * 4, "f" * 64
ENTRY = f"{{by: B, on: 2019-07-01, text: sha256:{OLD}}}"
RECORD = ClearanceRecord('A. "Person" \\ Ünal: #1', date(2020, 7, 1), HASH)
BY = '"A. \\"Person\\" \\\\ Ünal: #1"'
NEW = f"{{by: {BY}, on: 2020-07-01, text: sha256:{HASH}}}"
BODY = "\nText of the paragraph — with status: draft in it.\n\nMore: cleared: {by: nobody}.\n"

# How a header is typed, and what becomes of it.
OWN = {
    "plain": (
        "entity: unhcr\norganization: au\nstatus: submitted\n",
        f"entity: unhcr\norganization: au\nstatus: cleared\ncleared: {NEW}\n",
    ),
    "remarks": (
        "entity: unhcr  # é\norganization: au\nstatus: draft  # since June\nsubmitted: 2020-06-12\n# end\n",
        "entity: unhcr  # é\norganization: au\nstatus: cleared  # since June\nsubmitted: 2020-06-12\n# end\n"
        f"cleared: {NEW}\n",
    ),
    "quoted": (
        "entity: 'unhcr'\n\"organization\": au\nstatus: \"submitted\"\n",
        f"entity: 'unhcr'\n\"organization\": au\nstatus: cleared\ncleared: {NEW}\n",
    ),
    "other order": (
        "status:   draft\nentity: unhcr\norganization: au\n",
        f"status:   cleared\nentity: unhcr\norganization: au\ncleared: {NEW}\n",
    ),
    "in braces": (
        "{entity: unhcr, organization: au, status: draft}\n",
        f"{{entity: unhcr, organization: au, status: cleared, cleared: {NEW}}}\n",
    ),
    "in braces, several lines": (
        "{\n  entity: unhcr,\n  organization: au,\n  status: draft\n}\n",
        f"{{\n  entity: unhcr,\n  organization: au,\n  status: cleared\n, cleared: {NEW}}}\n",
    ),
    "indented": (
        "  entity: unhcr\n  organization: au\n  status: draft\n",
        f"  entity: unhcr\n  organization: au\n  status: cleared\n  cleared: {NEW}\n",
    ),
    "old record": (
        f"entity: unhcr\norganization: au\nstatus: cleared\ncleared: {ENTRY} # old\n",
        f"entity: unhcr\norganization: au\nstatus: cleared\ncleared: {NEW} # old\n",
    ),
    "old record on lines": (
        f"entity: unhcr\norganization: au\ncleared:\n  by: 'B'  # who\n  text: sha256:{OLD}\n"
        "  on: 2019-07-01\nstatus: draft\n",
        f"entity: unhcr\norganization: au\ncleared:\n  by: {BY}  # who\n  text: sha256:{HASH}\n"
        "  on: 2020-07-01\nstatus: cleared\n",
    ),
    "empty record": (
        "entity: unhcr\norganization: au\ncleared:  # to come\nstatus: draft\n",
        f"entity: unhcr\norganization: au\ncleared: {NEW}  # to come\nstatus: cleared\n",
    ),
    "no record": (
        "entity: unhcr\norganization: au\ncleared: null\nstatus: draft\n",
        f"entity: unhcr\norganization: au\ncleared: {NEW}\nstatus: cleared\n",
    ),
    "further keys": (
        "entity: unhcr\norganization: au\nstatus: draft\nwaive:\n  - {rule: UN-ABB-01, reason: é}\n\n",
        "entity: unhcr\norganization: au\nstatus: cleared\nwaive:\n  - {rule: UN-ABB-01, reason: é}\n\n"
        f"cleared: {NEW}\n",
    ),
}  # fmt: skip
# The same for a record of an entity in a consolidated text.
EDITORS = {
    "without": ("organization: au\n", f"organization: au\nclearances:\n  unhcr: {NEW}\n"),
    "in braces": ("{organization: au}\n", f"{{organization: au, clearances: {{unhcr: {NEW}}}}}\n"),
    "empty": ("organization: au\nclearances:  # none\n", f"organization: au\nclearances:\n  unhcr: {NEW}  # none\n"),
    "empty group": ("organization: au\nclearances: {}\n", f"organization: au\nclearances: {{unhcr: {NEW}}}\n"),
    "others on lines": (
        f"organization: au\nclearances:\n    dppa: {ENTRY}\n    who: {ENTRY}  # late\nstatus: draft\n",
        f"organization: au\nclearances:\n    dppa: {ENTRY}\n    unhcr: {NEW}\n"
        f"    who: {ENTRY}  # late\nstatus: draft\n",
    ),
    "others in braces": (
        f"organization: au\nclearances: {{dppa: {ENTRY}, who: {ENTRY}}}\n",
        f"organization: au\nclearances: {{dppa: {ENTRY}, unhcr: {NEW}, who: {ENTRY}}}\n",
    ),
    "last in braces": (
        f"organization: au\nclearances: {{dppa: {ENTRY}}}\n",
        f"organization: au\nclearances: {{dppa: {ENTRY}, unhcr: {NEW}}}\n",
    ),
    "another on several lines": (
        f"clearances:\n  dppa:\n    by: B\n    on: 2019-07-01\n    text: sha256:{OLD}\norganization: au\n",
        f"clearances:\n  dppa:\n    by: B\n    on: 2019-07-01\n    text: sha256:{OLD}\n"
        f"  unhcr: {NEW}\norganization: au\n",
    ),
    "its own": (
        f"organization: au\nclearances:\n  dppa: {ENTRY}\n  unhcr: {ENTRY}\n",
        f"organization: au\nclearances:\n  dppa: {ENTRY}\n  unhcr: {NEW}\n",
    ),
    "its own on several lines": (
        f"organization: au\nclearances:\n  unhcr:\n    text: sha256:{OLD}\n    by: B\n"
        "    on: 2019-07-01\nleft_out:\n  who/au#p1: why\n",
        f"organization: au\nclearances:\n  unhcr:\n    text: sha256:{HASH}\n    by: {BY}\n"
        "    on: 2020-07-01\nleft_out:\n  who/au#p1: why\n",
    ),
}  # fmt: skip
LEFT_OUT = {
    "no key": ("organization: au\n", 'organization: au\nleft_out:\n  who/au#p1@5c: "why"\n  who/au#p2: "why"\n'),
    "in braces": (
        "{organization: au}\n",
        '{organization: au, left_out: {who/au#p1@5c: "why", who/au#p2: "why"}}\n',
    ),
    "others": (
        "left_out:\n  who/au#p9: because\norganization: au\n",
        'left_out:\n  who/au#p9: because\n  who/au#p1@5c: "why"\n  who/au#p2: "why"\norganization: au\n',
    ),
    "others in braces": (
        "organization: au\nleft_out: {who/au#p9: because}\n",
        'organization: au\nleft_out: {who/au#p9: because, who/au#p1@5c: "why", who/au#p2: "why"}\n',
    ),
    "listed": (
        "left_out:\n  - paragraph: who/au#p9\n    reason: because\norganization: au\n",
        "left_out:\n  - paragraph: who/au#p9\n    reason: because\n"
        '  - {paragraph: who/au#p1@5c, reason: "why"}\n  - {paragraph: who/au#p2, reason: "why"}\norganization: au\n',
    ),
    "listed in brackets": (
        "organization: au\nleft_out: [{paragraph: who/au#p9, reason: because}]\n",
        "organization: au\nleft_out: [{paragraph: who/au#p9, reason: because}, "
        '{paragraph: who/au#p1@5c, reason: "why"}, {paragraph: who/au#p2, reason: "why"}]\n',
    ),
}  # fmt: skip
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])


def made(header: str, line_end: str = "\n", mark: str = "") -> bytes:
    return (mark + f"---\n{header}---\n{BODY}".replace("\n", line_end)).encode()


def read(data: bytes, kind: Kind = Kind.ENTITY) -> Contribution:
    key = "unhcr/au" if kind is Kind.ENTITY else "consolidated/au"
    text, findings = read_markdown(data, TextFile(f"{key}.md", kind, key, "en", None, VOCABULARY))
    assert findings == ()
    return text


@LINE_ENDS
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
@pytest.mark.parametrize(("before", "after"), OWN.values(), ids=OWN)
def test_record_stands_in_the_header_and_the_rest_stays(before: str, after: str, mark: str, line_end: str) -> None:
    new = add_clearance(made(before, line_end, mark), RECORD)
    assert new == made(after, line_end, mark)
    header = read(new).header
    assert header.status is Status.CLEARED
    assert header.cleared is not None
    assert (header.cleared.by, header.cleared.on, header.cleared.hash) == (RECORD.by, RECORD.on, HASH)
    assert add_clearance(new, RECORD) == new


@LINE_ENDS
@pytest.mark.parametrize(("before", "after"), EDITORS.values(), ids=EDITORS)
def test_record_of_an_entity_stands_among_the_others(before: str, after: str, line_end: str) -> None:
    new = add_entity_clearance(made(before, line_end), "unhcr", RECORD, ["who"])
    assert new == made(after, line_end)
    record = read(new, Kind.CONSOLIDATED).header.clearances["unhcr"]
    assert (record.by, record.on, record.hash) == (RECORD.by, RECORD.on, HASH)
    assert add_entity_clearance(new, "unhcr", RECORD, ["who"]) == new


@pytest.mark.parametrize(
    "data",
    [b"", b"No header.\n", b"---\nentity: unhcr\n", b"---\n- a\n---\n", b"---\na: [\n---\n", b"\xff", b"---\n---\n"],
)
def test_what_has_no_header_stays_as_it_is(data: bytes) -> None:
    assert add_clearance(data, RECORD) == data
    assert add_entity_clearance(data, "unhcr", RECORD, []) == data


STATED = Approval("J. Doe", date(2020, 5, 3), f"sha256:{HASH}")
STATEMENT = f'{{by: "J. Doe", on: 2020-05-03, text: sha256:{HASH}}}'


@LINE_ENDS
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("entity: unhcr\n", f"entity: unhcr\napproved: {STATEMENT}\n"),
        ("entity: unhcr\napproved: {by: X}  # y\n", f"entity: unhcr\napproved: {STATEMENT}  # y\n"),
        ("{entity: unhcr}\n", f"{{entity: unhcr, approved: {STATEMENT}}}\n"),
        ("approved:\n  by: X\nentity: unhcr\n", "approved:\n  by: X\nentity: unhcr\n"),
    ],
)
def test_statement_of_an_approval_is_set(before: str, after: str, line_end: str) -> None:
    assert set_approval(made(before, line_end), STATED) == made(after, line_end)
    assert set_approval(b"No header.\n", STATED) == b"No header.\n"


def test_decomposed_letters_stay_as_they_are() -> None:
    header = "entity: unhcr # e\u0301e\u0301\norganization: au\nstatus: draft # e\u0301\n"
    new = add_clearance(made(header), RECORD)
    assert new == made(header.replace("draft", "cleared") + f"cleared: {NEW}\n")


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"), exclude_characters="\ufffd"),
    min_size=1,
    max_size=40,
)
"""Names that people have; U+FFFD is an error wherever it stands (IN-TXT-02)."""


@settings(max_examples=100, deadline=None)
@given(names.map(lambda name: " ".join(name.split())).filter(bool))
def test_any_name_is_read_back(name: str) -> None:
    record = read(add_clearance(made(OWN["plain"][0]), ClearanceRecord(name, RECORD.on, HASH))).header.cleared
    assert record is not None
    assert record.by == normalize("NFC", name)


@pytest.mark.parametrize(("before", "after"), LEFT_OUT.values(), ids=LEFT_OUT)
@LINE_ENDS
def test_left_out_paragraphs_are_added(before: str, after: str, line_end: str) -> None:
    data = add_left_out(made(before, line_end), {"who/au#p1@5c": "why", "who/au#p2": "why"})
    assert data == made(after, line_end)
    left = read(data, Kind.CONSOLIDATED).header.left_out
    assert (left["who/au#p1@5c"], left["who/au#p2"]) == ("why", "why")


def test_reason_is_read_back_as_it_was_given() -> None:
    data = add_left_out(made("organization: au\n"), {"who/au#p1": r'by "J\D": #1'})
    assert read(data, Kind.CONSOLIDATED).header.left_out == {"who/au#p1": r'by "J\D": #1'}
