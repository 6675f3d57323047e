"""The answer to an entity: what it is told, what it is spared, its texts as they will print, its own file commented."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler import pipeline
from assembler.assemble import assemble
from assembler.check import check
from assembler.intake.answer import CheckedReport, SentFile, drop_outdated_editors_texts, make_answer, write_docx
from assembler.intake.operations import answer_entity, import_word
from assembler.load import load
from assembler.model.answer import Answer, AnswerPart, State
from assembler.model.finding import Finding, Severity, Source
from assembler.model.nodes import Paragraph
from assembler.model.text.plain_text import extract_text
from assembler.model.value import replace
from assembler.storage.report_files import read_folder
from tests.conftest import PLAN, MakeReport, contribution, small_files
from tests.ooxml.test_added_comments import anchored, file_of
from tests.readers.docx.docx_files import docx, p, r
from tests.writers.docx.word_reading import WordReading

ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{unhcr: [au, asean], who: [au]}")
SENT = SentFile(
    "form.docx",
    file_of("We met.", "We agreed."),
    ("au",),
    (
        Finding("IN-DOC-06", Severity.WARNING, Source("form.docx"), "Macros were left out."),
        Finding("IN-DOC-05", Severity.ADVICE, Source("form.docx", 2), "Deleted words."),
    ),
    "We met.\nWe agreed.",
)
FAULTY = "They met.\n\nIn 2012 they met <b>twice</b>."


def answered(root: Path, entity: str = "unhcr") -> Answer:
    examined = pipeline.examine(root)
    assert examined.collection is not None
    assert examined.report is not None
    checked = examined.checked
    seen = CheckedReport(examined.collection, examined.report, checked.findings, frozenset(checked.blockers))
    without = drop_outdated_editors_texts(entity, examined.collection)
    if without is None:
        return make_answer(entity, seen)
    report = assemble(without, draft=True)
    return make_answer(entity, seen, CheckedReport(without, report, check(without, report).findings))


def answer_of(files: dict[str, bytes], sent: SentFile) -> Answer:
    """The answer on a file that was sent to the report of these files."""
    collection = load(files).collection
    assert collection is not None
    report = assemble(collection, draft=True)
    return make_answer("unhcr", CheckedReport(collection, report, check(collection, report).findings), sent=[sent])


def parts(root: Path) -> dict[str, AnswerPart]:
    return {part.organization or part.title: part for part in answered(root).parts}


def printed(part: AnswerPart) -> list[tuple[int | None, str]]:
    return [(block.number, extract_text(block.content)) for block in part.printed if isinstance(block, Paragraph)]


def test_sample_text_is_not_shown_as_that_of_the_entity(make_report: MakeReport) -> None:
    part = parts(make_report(unhcr__au=contribution("unhcr", "au", "Click here and write, or paste your text.")))["au"]
    assert (part.state, part.printed, part.remarks) == (State.MISSING, (), ())


@pytest.mark.parametrize(("words", "rule"), [("N/A", "IN-COV-07"), ("They met in May.\n\nTBC", "IN-OPN-03")])
def test_what_keeps_a_final_back_must_be_changed(make_report: MakeReport, words: str, rule: str) -> None:
    part = parts(make_report(unhcr__au=contribution("unhcr", "au", words)))["au"]
    assert [remark.severity for remark in part.remarks if remark.rule == rule] == [Severity.ERROR]


def test_remark_says_where_what_and_what_to_do(make_report: MakeReport) -> None:
    part = parts(make_report(unhcr__au=contribution("unhcr", "au", FAULTY)))["au"]
    remark = part.remarks[0]
    assert (remark.place, remark.excerpt, remark.words) == ("second paragraph", "In 2012 they met <b>twice</b>.", "<b>")
    assert remark.paragraph == "In 2012 they met <b>twice</b>."
    assert (remark.rule, remark.severity.word) == ("IN-MD-01", "error")
    assert remark.message
    assert remark.hint


def test_text_stands_as_it_will_print(make_report: MakeReport) -> None:
    part = parts(make_report(unhcr__au=contribution("unhcr", "au", "We met.\n\nWe agreed.")))["au"]
    assert part.state is State.PRINTED
    assert printed(part) == [(3, "We met."), (4, "We agreed.")]


def test_organizations_come_in_printed_order_with_those_not_yet_there(make_report: MakeReport) -> None:
    answer = answered(make_report(report_yaml=ASKED))
    assert [(part.organization, part.state) for part in answer.parts] == [
        ("au", State.PRINTED),
        ("asean", State.MISSING),
    ]


def test_text_that_covers_an_organization_is_no_missing_one(make_report: MakeReport) -> None:
    both = contribution("unhcr", "au", "We met.").replace("status:", "also: [asean]\nstatus:")
    assert list(parts(make_report(report_yaml=ASKED, unhcr__au=both))) == ["au"]


def test_nothing_to_report_is_an_answer(make_report: MakeReport) -> None:
    text = contribution("unhcr", "au", "").replace("submitted", "nothing-to-report")
    assert parts(make_report(unhcr__au=text))["au"].state is State.NOTHING


def test_text_of_the_editor_is_shown_where_it_is_made_of_the_entitys(make_report: MakeReport) -> None:
    text = '---\norganization: au\n---\n\nThey met.\n{: from="unhcr/au#p1" }\n\nWHO did not.\n{: from="who/au#p1" }\n'
    root = make_report(consolidated__au=text)
    part = parts(root)["au"]
    assert part.state is State.MERGED
    assert printed(part) == [(3, "They met.")]


def test_text_that_the_editor_does_without_is_said_so(make_report: MakeReport) -> None:
    left_out = "left_out: {unhcr/au#p1: said by WHO}\n"
    root = make_report(consolidated__au=f'---\norganization: au\n{left_out}---\n\nThey met.\n{{: from="who/au#p1" }}\n')
    part = parts(root)["au"]
    assert (part.state, part.printed, part.remarks) == (State.LEFT_OUT, (), ())


@pytest.mark.parametrize("source", ["unhcr/au#p1@000000000000", "who/au#p1"])
def test_text_that_the_editors_text_does_not_hold_yet_is_told_by_itself(make_report: MakeReport, source: str) -> None:
    text = f'---\norganization: au\n---\n\nThey had met.\n{{: from="{source}" }}\n'
    root = make_report(consolidated__au=text, unhcr__au=contribution("unhcr", "au", "We met 5 times.\n\nWe met <b>."))
    part = parts(root)["au"]
    assert part.state is State.AHEAD
    assert [words for _, words in printed(part)] == ["We met 5 times.", "We met <b>."]
    assert {"IN-MD-01", "UN-NUM-01"} <= {remark.rule for remark in part.remarks}
    said = answer_entity(read_folder(root).files, "unhcr", "text").data.decode()
    assert "yours is still to be taken into it" in said
    assert "As it would print by itself:" in said
    assert b"As it would print by itself" in answer_entity(read_folder(root).files, "unhcr", "html").data


def test_clearances_are_no_matter_of_the_answer(make_report: MakeReport) -> None:
    root = make_report()
    assert any(finding.rule == "IN-CLR-01" for finding in pipeline.examine(root).checked.findings)
    assert parts(root)["au"].remarks == ()


def test_file_that_cannot_be_read_is_named(make_report: MakeReport) -> None:
    root = make_report(unhcr__au="---\nentity: [\n---\n\nWe met.\n")
    (root / "contributions/unhcr/notes.txt").write_text("x", encoding="utf-8")
    there = parts(root)
    assert (there["au"].state, there["notes.txt"].state) == (State.UNUSABLE, State.UNUSABLE)
    assert all(part.remarks for part in there.values())
    assert there["au"].remarks[0].place == ""


def test_nobody_is_told_of_anothers_faults(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", FAULTY))
    assert {remark.rule for part in answered(root, "who").parts for remark in part.remarks} <= {"IN-COV-02"}


def test_word_file_comes_back_with_comments_on_the_words(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", FAULTY))
    answer = answered(root)
    given = file_of("African Union", "They met.", "In 2012 they met <b>twice</b>.")
    made, findings = write_docx(answer, SentFile("form.docx", given, ("au",)))
    assert findings == ()
    word = WordReading(made)
    assert set(anchored(word).values()) == {"<b>", "</b>"}
    assert len(word.part("word/comments.xml")) == len(answer.parts[0].remarks)
    untouched, _ = write_docx(answer, SentFile("form.docx", given, ("asean",)))
    assert untouched == given


def test_what_was_found_in_the_file_is_told_and_commented_too(make_report: MakeReport) -> None:
    examined = pipeline.examine(make_report())
    assert examined.collection is not None
    assert examined.report is not None
    seen = CheckedReport(examined.collection, examined.report, examined.checked.findings)
    answer = make_answer("unhcr", seen, sent=[SENT])
    part = answer.parts[0]
    assert (part.title, part.state) == ("form.docx", State.TAKEN)
    assert [(remark.place, remark.excerpt, remark.message) for remark in part.remarks] == [
        ("", "", "Macros were left out."),
        ("", "We agreed.", "Deleted words."),
    ]
    made, _ = write_docx(answer, SENT)
    assert anchored(WordReading(made)) == {"Macros were left out.": "We met.", "Deleted words.": "We agreed."}


def test_file_that_was_not_taken_is_said_so() -> None:
    for state, sentence in (
        (State.NOT_TAKEN, "The file has not been taken, so that nothing of it is in the report."),
        (State.TAKEN_IN_PART, "The file has been taken in part. What has not been taken stands below."),
        (State.TAKEN, "The file has been taken; what was found in it stands below."),
    ):
        told = answer_entity(small_files(), "unhcr", "text", [replace(SENT, state=state)]).data.decode()
        assert f"FORM.DOCX\n\n{sentence}" in told
        assert sentence in answer_entity(small_files(), "unhcr", "html", [replace(SENT, state=state)]).data.decode()
    told = answer_entity(small_files(), "unhcr", "text", [replace(SENT, state=State.EMPTY, findings=())]).data.decode()
    assert "FORM.DOCX\n\nThe file has no text yet." in told


THEMELESS = docx(p(r("Odd things"), style="berschrift2"), p(r("We met. "), r("Unseen.", "<w:vanish/>")))


@pytest.mark.parametrize(
    ("data", "expected", "rules"),
    [
        (docx(p("We met.")), State.TAKEN, []),
        (docx(p("We met."), p("12. They agreed on a common programme of work in May.")), State.TAKEN, ["IN-DOC-08"]),
        (THEMELESS, State.TAKEN_IN_PART, ["IN-DOC-05"]),
        (b"PK nothing", State.NOT_TAKEN, ["IN-DOC-02"]),
        (docx(p("")), State.EMPTY, []),
    ],
)
def test_each_file_has_one_state_and_each_fault_stands_once(data: bytes, expected: State, rules: list[str]) -> None:
    files = small_files(unhcr__au=None)
    result = import_word(files, data, "text.docx", entity="unhcr", organization="au")
    ((_, sent),) = result.sent
    assert result.state is sent.state is expected
    assert bool(result.contributions) is (expected in (State.TAKEN, State.TAKEN_IN_PART))
    answer = answer_of(files | dict(result.files), sent)
    assert [remark.rule for remark in answer.parts[0].remarks] == rules
    stated = [(remark.rule, remark.message) for part in answer.parts for remark in part.remarks]
    assert len(stated) == len(set(stated))
    assert ("IN-THM-01" in {rule for rule, _ in stated}) is (data is THEMELESS)


def test_text_in_the_place_of_another_is_for_the_editor_to_settle() -> None:
    result = import_word(small_files(), docx(p("We met.")), "text.docx", entity="unhcr", organization="au")
    ((_, sent),) = result.sent
    (remark,) = answer_of(small_files(), sent).parts[0].remarks
    assert (result.state, remark.severity) == (State.NOT_TAKEN, Severity.ADVICE)
    assert "contributions/" not in remark.message
    assert remark.hint.startswith("You need to do nothing")


def test_sample_sentences_are_not_shown_among_those_of_the_entity(make_report: MakeReport) -> None:
    text = contribution("unhcr", "au", "Click here and write, or paste your text.\n\nWe met.")
    assert [words for _, words in printed(parts(make_report(unhcr__au=text))["au"])] == ["We met."]


def test_file_that_is_no_word_file_gets_no_comments(make_report: MakeReport) -> None:
    made, (finding,) = write_docx(answered(make_report()), SentFile("form.docx", b"PK nothing", ("au",)))
    assert (made, finding.rule) == (b"", "IN-DOC-02")
