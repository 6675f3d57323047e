"""A Word file in an entity's folder is read as it lies there, and gives what it would give brought in as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assembler.__main__ import run
from assembler.model.contribution import Status
from assembler.model.finding import NO_PLACE, Finding, Source
from assembler.model.value import Value, as_dict, replace
from assembler.pipeline import Examination, examine
from tests.conftest import PLAN, MakeReport
from tests.readers.docx.docx_files import LETTERS, call, deleted, docx, field, form, heading, p, r, section, table

BODY = (
    heading("Human rights", 2),
    p("1. UNHCR and ", r("inter alia", "<w:i/>"), " A/RES/75/1 “as it", call("footnote", 1), " says”:"),
    p("one;", number=(LETTERS, 0)),
    p("two.", number=(LETTERS, 0)),
    p("2. In March 2017 ", deleted("not "), field(' HYPERLINK "https://un.org/" ', "they"), " met."),
    p("Courses", style="Caption"),
    table(["a", "b"], ["c", "d"]),
    p("Right", '<w:r><w:commentReference w:id="0"/></w:r>', "?"),
)
FILE = docx(*BODY, footnotes={1: "See S/2020/898."}, comments={0: ("A. Person", "Is it?")})


def report_with(make_report: MakeReport, data: bytes, place: str = "unhcr/au.docx", **files: str | None) -> Path:
    root = make_report(**({"unhcr__au": None} | files))
    (root / "contributions" / place).parent.mkdir(exist_ok=True)
    (root / "contributions" / place).write_bytes(data)
    return root


def found(examined: Examination, place: str = "unhcr/au.docx") -> list[Finding]:
    path = f"contributions/{place}"
    return [
        finding for finding in examined.checked.findings if finding.source.path == path and finding.rule != "IN-CLR-01"
    ]


def placeless(value: Any) -> Any:
    """A value without its places and labels, which two kinds of file name differently."""
    if isinstance(value, tuple):
        return tuple(placeless(one) for one in value)
    if isinstance(value, Source):
        return NO_PLACE
    if isinstance(value, Value):
        changed = {name: placeless(getattr(value, name)) for name in as_dict(value)}
        return replace(value, **(changed | ({"label": ""} if "label" in changed else {})))
    return value


def test_word_file_gives_the_same_text_as_when_it_is_brought_in(make_report: MakeReport) -> None:
    root = report_with(make_report, FILE)
    before = examine(root).collection
    (root / "contributions/unhcr/au.docx").rename(root / "au.docx")
    assert run(["import", "-C", str(root), str(root / "au.docx"), "--entity", "unhcr", "--organization", "au"]) == 0
    after = examine(root).collection
    assert before
    assert after
    word = next(contribution for contribution in before.contributions if contribution.key == "unhcr/au")
    text = next(contribution for contribution in after.contributions if contribution.key == "unhcr/au")
    assert placeless(word.blocks) == placeless(text.blocks)
    assert len(word.blocks) == 5


def test_place_is_the_paragraph_and_the_message_quotes_it(make_report: MakeReport) -> None:
    plan = PLAN + "period: {from: 2018-08-18, to: 2020-08-31}\n"
    findings = found(examine(report_with(make_report, FILE, report_yaml=plan)))
    date = next(finding for finding in findings if finding.rule == "UN-ORD-06")
    assert (date.source.line, date.source.column) == (5, 7)
    assert date.message.endswith("It stands in “2. In March 2017 they met.”.")
    of_files = {finding.rule for finding in findings if finding.rule.startswith("IN-")}
    assert of_files == {"IN-DOC-05", "IN-DOC-08", "IN-OPN-01"}


def test_excerpt_shows_the_words_of_the_paragraph(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = report_with(make_report, docx(p("One."), heading("Gardening", 2), p("Two.")))
    assert run(["check", "-C", str(root), "contributions/unhcr"]) == 1
    out = capsys.readouterr().out
    assert "contributions/unhcr/au.docx:2:1: error IN-THM-01 “Gardening” is no theme of this report." in out
    assert "    2 | Gardening\n" in out


def test_form_in_its_place_is_read_for_its_organization(make_report: MakeReport) -> None:
    names = {"au": "African Union", "asean": "Association of Southeast Asian Nations"}
    parts = section("au", names["au"], p("It meets.")), section("asean", names["asean"])
    examined = examine(report_with(make_report, form(names, *parts, contact="A. Person")))
    text = next(contribution for contribution in examined.collection.contributions if contribution.key == "unhcr/au")  # type: ignore[union-attr]
    assert text.header.status is Status.SUBMITTED
    assert text.header.focal_point
    assert text.header.focal_point.name == "A. Person"
    assert [block.source.line for block in text.blocks] == [7]
    assert found(examined) == []


def test_form_with_text_on_others_says_so(make_report: MakeReport) -> None:
    names = {"au": "African Union", "asean": "Association of Southeast Asian Nations"}
    parts = section("au", names["au"], p("It meets.")), section("asean", names["asean"], p("More."))
    (finding,) = found(examine(report_with(make_report, form(names, *parts))))
    assert finding.rule == "IN-DOC-07"
    assert "assembler import" in finding.hint


def test_checked_box_says_that_there_is_nothing_to_report(make_report: MakeReport) -> None:
    data = form({"au": "African Union"}, section("au", "African Union", checked=True))
    examined = examine(report_with(make_report, data))
    text = next(contribution for contribution in examined.collection.contributions if contribution.key == "unhcr/au")  # type: ignore[union-attr]
    assert (text.header.status, text.usable, text.blocks) == (Status.NOTHING, True, ())


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        (b"no Word", ["IN-DOC-02"]),
        (docx(p()), ["IN-COV-01", "IN-TXT-03"]),
        (docx(p(" ")), ["IN-COV-01", "IN-TXT-03"]),
    ],
)
def test_unusable_file_is_found_and_a_draft_is_built_around_it(
    make_report: MakeReport, data: bytes, rules: list[str]
) -> None:
    root = report_with(make_report, data)
    assert [finding.rule for finding in found(examine(root))] == rules
    assert run(["build", "-C", str(root), "--to", "txt"]) == 1


def test_text_delivered_twice_is_found_and_the_markdown_used(make_report: MakeReport) -> None:
    root = report_with(
        make_report, FILE, unhcr__au="---\nentity: unhcr\norganization: au\nstatus: draft\n---\n\nOne.\n"
    )
    examined = examine(root)
    assert [finding.rule for finding in found(examined)] == ["IN-COV-04"]
    assert examined.collection
    texts = [contribution for contribution in examined.collection.contributions if contribution.key == "unhcr/au"]
    assert [(text.path, text.usable) for text in texts] == [
        ("contributions/unhcr/au.docx", False),
        ("contributions/unhcr/au.md", True),
    ]


@pytest.mark.parametrize("place", ["general/more.docx", "consolidated/au.docx"])
def test_word_file_among_the_editors_texts_is_not_read(make_report: MakeReport, place: str) -> None:
    assert "IN-DOC-01" in [finding.rule for finding in found(examine(report_with(make_report, FILE, place)), place)]


def test_word_file_for_an_unknown_organization_is_not_used(make_report: MakeReport) -> None:
    rules = [
        finding.rule for finding in found(examine(report_with(make_report, FILE, "unhcr/ua.docx")), "unhcr/ua.docx")
    ]
    assert "IN-PLC-02" in rules


def test_fixes_never_touch_a_word_file(make_report: MakeReport) -> None:
    root = report_with(make_report, docx(p("UN\u200bHCR.")))
    before = (root / "contributions/unhcr/au.docx").read_bytes()
    run(["check", "-C", str(root), "--fix"])
    assert (root / "contributions/unhcr/au.docx").read_bytes() == before


def test_characters_that_nobody_sees_are_found_in_a_word_file_as_in_a_text(make_report: MakeReport) -> None:
    body = (
        p("The United\u202e Nations met."),
        p("Uni\u200bted"),
        p("(\u0627\u200f)"),
        p("A note", call("footnote", 1)),
    )
    data = docx(*body, footnotes={1: "A no\u2060te."})
    findings = [finding for finding in found(examine(report_with(make_report, data))) if finding.rule == "IN-TXT-05"]
    assert [(finding.source.line, finding.source.column, finding.severity.word) for finding in findings] == [
        (1, 11, "error"),
        (2, 4, "warning"),
        (4, 1, "warning"),
    ]
    assert {finding.fix for finding in findings} == {None}
