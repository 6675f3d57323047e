"""Ways in which unfinished words could get into a final, or words out of it: each is refused, with the way out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from assembler.__main__ import run
from assembler.consolidation.consolidated_text import NEW_MARK
from assembler.pipeline import examine
from tests.commands.test_final import CLEAN, Files, cleared
from tests.conftest import ORGANIZATIONS, PLAN, MakeReport

TITLE = "title: Cooperation between the United Nations and regional and other organizations\n"
PLACEHOLDER = "” looks like a placeholder"
IN_PLAN = "Write the right words or number in contributions/report.yaml."
TABLE = "Table: Meetings\n\n| Place | Day |\n| --- | --- |\n| Cairo | May |"
LONG_COMMENT = "<!-- WHO trained 40 judges in Cairo together with the Union. -->"
LEFT_OUT = "---\nwaive: [{rule: IN-COV-08, reason: REASON}]\n---\n\nThe Assembly may wish to note this.\n"


def plan(old: str, new: str) -> Files:
    assert old in PLAN
    return {"report_yaml": PLAN.replace(old, new, 1)}


def unhcr(text: str) -> Files:
    return {"unhcr__au": cleared("unhcr", "au", text)}


WAYS: dict[str, tuple[Files, str, str]] = {
    "title": (
        plan(TITLE, "title: Cooperation [title to be confirmed]\n"),
        "“[title to be confirmed]" + PLACEHOLDER,
        IN_PLAN,
    ),
    "author": (plan("of the Secretary-General", "of XXX"), "“XXX" + PLACEHOLDER, IN_PLAN),
    "title of a section": (plan("title: Introduction", "title: Introduction (TBC)"), "“TBC”", IN_PLAN),
    "title of an annex": (
        {"report_yaml": f"{PLAN}annexes: [{{title: List TODO, text: list}}]\n", "general__list": "Cairo.\n"},
        "“TODO”",
        IN_PLAN,
    ),
    "title of the agenda item": (
        plan(f"      {TITLE}", "      title: TO BE CONFIRMED\n"),
        "“TO BE CONFIRMED”",
        IN_PLAN,
    ),
    "name of what is missing, as a title": (
        plan(TITLE, "title: Title of the report\n"),
        "“Title of the report” is a placeholder",
        "Replace the placeholder",
    ),
    "the same of the agenda item": (
        plan(f"      {TITLE}", "      title: Item title\n"),
        "“Item title:” is a placeholder",
        "Replace the placeholder",
    ),
    "the same of a sub-item": (
        {
            "organizations_yaml": ORGANIZATIONS.replace(
                "agenda: {item_letter: b", "agenda: {title: Sub-item title, item_letter: b"
            )
        },
        "“Sub-item title” is a placeholder",
        "Replace the placeholder",
    ),
    "ABC in a title": (
        plan("title: Introduction", "title: Work with ABC"),
        "“Work with ABC” is a placeholder",
        "Replace the placeholder",
    ),
    "ABC as a name": (
        {"organizations_yaml": ORGANIZATIONS.replace("name: African Union", "name: ABC")},
        "“ABC” is a placeholder",
        "Replace the placeholder",
    ),
    "waiver of the limit": (
        plan("themes:", "word_limit: {words: 8500, waiver: xxx}\nthemes:"),
        "“xxx” is a placeholder, not a value for waiver",
        "Replace the placeholder",
    ),
    "symbol": (plan("A/75/345", "A/75/XXX"), "“XXX”", IN_PLAN),
    "job number": (plan("20-11922", "00-00000"), "“00-00000”", IN_PLAN),
    "braces of a template": (unhcr("{entity} worked."), "“{entity}”", "Write the missing words"),
    "note to an editor": (
        unhcr("UNHCR met them. (Note to the editor: where?)"),
        "“Note to the editor”",
        "waive the rule",
    ),
    "points for a number": (unhcr("UNHCR held … meetings."), "“…”", "Write the missing words"),
    "section without organizations": (
        plan("sections:\n", "sections:\n  - {title: Other forms, organizations: []}\n"),
        "The section “Other forms” is empty.",
        "or delete the section",
    ),
    "section on which nothing has arrived": (
        {"unhcr__au": None, "who__au": None},
        "The section “Cooperation” is empty.",
        "Ask for contributions on its organizations",
    ),
    "heading without text": (
        {"general__introduction": "The mandate.\n\n## Next steps\n"},
        "Nothing stands below the heading “Next steps”.",
        "or delete the heading",
    ),
    "table without rows": (
        unhcr("UNHCR met them.\n\nTable: Meetings\n\n| Place | Day |\n| --- | --- |"),
        "The table “Meetings” has a head, but no rows.",
        "or delete the table",
    ),
    "item without words": (
        unhcr("UNHCR did:\n\n1. Meet;\n2.\n3. Report."),
        "An item of the list has no words.",
        "delete the",
    ),
    "paragraph in a comment": (
        unhcr(f"UNHCR met them.\n\n{LONG_COMMENT}"),
        "These words stand in a comment and are not printed: “WHO trained 40 judges in Cairo together with the Union.”",
        "Delete the marks <!-- and -->, delete the comment, or waive IN-COV-08",
    ),
    "comment in a text of the lead department": (
        {"general__introduction": f"The mandate.\n{LONG_COMMENT}\n"},
        "These words stand in a comment",
        "Delete the marks",
    ),
    "general text that is a draft": (
        {"general__introduction": "---\nstatus: draft\n---\n\nThe mandate.\n"},
        "The header of contributions/general/introduction.md says that the text is a draft.",
        "delete the line “status” in the header",
    ),
    "title of nothing": (
        plan("title: Introduction", "title: Section 1"),
        "“Section 1” is a placeholder",
        "Replace the placeholder",
    ),
    "theme of nothing": (
        plan("themes: [Humanitarian affairs, Human rights]", "themes: [Humanitarian affairs, Theme 2]"),
        "“Theme 2” is a placeholder",
        "Replace the placeholder",
    ),
    "heading of nothing": (
        {"general__introduction": "The mandate.\n\n## Country Y\n\nThey met.\n"},
        "“Country Y” is a placeholder",
        "Replace the placeholder",
    ),
    "letter in a figure": (unhcr("UNHCR trained 4O officials."), "“4O” has a letter", "Write “40”"),
    "name that stands for another": (unhcr("UNHCR met Organization X."), "“Organization X” stands", "waive the rule"),
    "name of nothing": (
        {"organizations_yaml": ORGANIZATIONS.replace("African Union", "Organization 1")},
        "“Organization 1”",
        "the name",
    ),
    "author that is a question": (plan("of the Secretary-General", "of ?"), "“?" + PLACEHOLDER, IN_PLAN),
    "symbol of nought": (plan("A/75/345", "A/75/000"), "“/000" + PLACEHOLDER, IN_PLAN),
    "job number of an example": (plan("20-11922", "20-11111"), "“20-11111" + PLACEHOLDER, IN_PLAN),
    "job number of another year": (
        plan("20-11922", "12-11922"),
        "is not the year of",
        "Correct the job number or the date",
    ),
    "stamp of another year": (
        plan("stamp: 2020", "stamp: 2029"),
        "is more than a year after the date",
        "Correct the stamp",
    ),
    "title of a sub-item": (
        {"organizations_yaml": ORGANIZATIONS.replace("item_letter: a", "item_letter: a, title: Cooperation with XXX")},
        "“XXX”",
        "Write the right words",
    ),
    "name of a person": (
        {
            "unhcr__au": cleared("unhcr", "au", "They met.").replace(
                "status", "focal_point: {name: TBC, email: a@b.org}\nstatus"
            )
        },
        "“TBC” is a placeholder, not a value for focal_point.",
        "Replace the placeholder by the right words",
    ),
    "title of a table without it": (
        unhcr("They met.\n\nTable: Meetings"),
        "No table follows this table title",
        "table",
    ),
    "job number of noughts": (plan("20-11922", "20-00000"), "“20-00000”", IN_PLAN),
    "paragraph without words": (unhcr("UNHCR met them.\n\n—"), "A paragraph has no words.", "delete the paragraph"),
    "footnote without words": (
        unhcr("UNHCR met them.[^a]\n\n[^a]:"),
        "A footnote has no words.",
        "delete the note",
    ),
    "row without words": (
        unhcr("UNHCR met them.\n\nTable: Meetings\n\n| Place | Day |\n| --- | --- |\n| Cairo | May |\n| | |"),
        "Row 2 of the table “Meetings” has no words.",
        "or delete the row",
    ),
    "marks of bold left over": (unhcr("UNHCR met ** ** them."), "“**”", "Write the missing words"),
    "struck words": (unhcr("UNHCR ~~did not~~ meet them."), "“~~”", "Write the missing words"),
    "reason for a rule that is a placeholder": (
        plan("UN-ORD-05: {level: off, reason: x}", "UN-ORD-05: {level: off, reason: why}"),
        "“why” is a placeholder, not a reason for the setting of UN-ORD-05.",
        "Write the reason under",
    ),
    "table dropped from a consolidated text": (
        {
            "unhcr__au": cleared("unhcr", "au", f"UNHCR met them.\n\n{TABLE}"),
            "consolidated__au": '---\norganization: au\n---\n\nThey met.\n{: from="unhcr/au#p1 who/au#p1"}\n',
        },
        "has a paragraph of contributions/unhcr/au.md, but not the table",
        "Copy this part into contributions/consolidated/au.md, or waive IN-COV-08",
    ),
    "reason that is a placeholder": (
        {"general__observations": LEFT_OUT},
        "“REASON” is a placeholder",
        "Replace the placeholder by the right words",
    ),
}


@pytest.mark.parametrize(
    "words",
    [
        "See Error! Reference source not found.",
        "Voir Erreur ! Source du renvoi introuvable.",
        "Véase ¡Error! No se encuentra el origen de la referencia.",
        "错误!未找到引用源。",
        "Click or tap here to enter text.",
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Haga clic o pulse aquí para escribir texto.",
        "Lorem ipsum dolor sit amet.",
        "They met (tbd) in Geneva.",
        "They met in 202X.",
        "They met on DD Month 2025.",
        "The [N] participants met.",
        "#REF! people met.",
        "INSERT TEXT HERE",
        "Text to follow.",
        "Placeholder",
        "[Placeholder for a text]",
        "Say here what the two concluded from it.",
    ],
)
def test_words_of_forms_and_of_word_itself_are_places_kept_free(make_report: MakeReport, words: str) -> None:
    examined = examine(make_report(**unhcr(f"UNHCR met them.\n\n{words}")))
    assert "IN-OPN-03" in [finding.rule for finding in examined.checked.blockers]


@pytest.mark.parametrize(
    "words",
    [
        "Articles XX, XXI and XXII were cited.",
        "The placeholder language was agreed.",
        "They wrote here and there, and clicked to enter.",
        "Text to follow up on the decision was agreed.",
        "It was an error! They met.",
    ],
)
def test_words_that_only_resemble_a_place_kept_free_are_let_be(make_report: MakeReport, words: str) -> None:
    examined = examine(make_report(**unhcr(f"UNHCR met them.\n\n{words}")))
    assert "IN-OPN-03" not in [finding.rule for finding in examined.checked.findings]


def hide(paragraph: Paragraph) -> None:
    paragraph.add_run("They asked for more.").font.hidden = True


def strike(paragraph: Paragraph) -> None:
    paragraph.add_run("They asked for more.").font.strike = True


def wait_for_words(paragraph: Paragraph) -> None:
    field = (
        "<w:sdt {}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph._p.append(parse_xml(field.format(nsdecls("w"), "Click here to enter text.")))


def put_file_inside(paragraph: Paragraph) -> None:
    paragraph._p.addnext(parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId99"/>'))


def cite_lost_note(paragraph: Paragraph) -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="99"/></w:r>'))


@pytest.mark.parametrize(
    ("change", "message", "way_out"),
    [
        (put_file_inside, "A part of the text is another file inside this one", "save it anew"),
        (cite_lost_note, "the file does not contain its text", "Ask the entity for the text of the note."),
        (hide, "Hidden words were left out: “They asked for more.”", "or delete them"),
        (
            strike,
            "“They asked for more.” is struck through, but not deleted",
            "If the words are to be deleted, delete them in Word",
        ),
        (wait_for_words, "looks like placeholder text", "Delete these words if they are not part of the text."),
    ],
)
def test_doubtful_words_of_a_word_file_keep_a_final_back(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Paragraph], None],
    message: str,
    way_out: str,
) -> None:
    document, stream = Document(), BytesIO()
    change(document.add_paragraph("UNHCR met them. "))
    document.sections[0].header.paragraphs[0].text = "UNHCR, Geneva"
    document.save(stream)
    root = make_report(**(CLEAN | {"unhcr__au": None}))
    (root / "contributions/unhcr").mkdir(exist_ok=True)
    (root / "contributions/unhcr/au.docx").write_bytes(stream.getvalue())
    accepted = ("--accept", "IN-CLR-01", "--because", "it is a test")
    assert run(["build", "-C", str(root), "--final", "--to", "txt", *accepted]) == 1
    out = capsys.readouterr().out
    assert message in out
    assert way_out in out
    assert "[keeps a final back]" in out
    assert "UNHCR, Geneva" not in out


@pytest.mark.parametrize("way", WAYS)
def test_final_is_refused_with_the_place_and_the_way_out(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    files, message, way_out = WAYS[way]
    root = make_report(**(CLEAN | files))
    assert run(["build", "-C", str(root), "--final", "--to", "txt"]) == 1
    out = capsys.readouterr().out
    assert message in out
    assert way_out in out
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR met them. <!-- ask WHO -->",
        "UNHCR met them.\n\n<!--\nWords between such marks are guidance. They are never printed.\n\nEntity: WHO\n-->",
        "<!-- Last time: UNHCR trained 40 judges in Cairo together with the Union. -->\n\nUNHCR met them.",
        f"{NEW_MARK}\n\nUNHCR met them.",
        f"UNHCR met them.\n\n{TABLE}",
        "UNHCR will meet them at bridges to be completed in 2027, at a cost of $3 million.",
        "UNHCR asked them:\n\n1. To meet, as in resolution\n2457.\n2. To report.",
    ],
)
def test_final_is_built_of_words_that_are_finished(make_report: MakeReport, text: str) -> None:
    root: Path = make_report(**(CLEAN | unhcr(text)))
    assert run(["build", "-C", str(root), "--final", "--to", "txt"]) == 0


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("**Training of judges**", "IN-THM-02"),
        ("**Training of judges:**", "IN-THM-02"),
        ("Figure 1: Refugees by country", "IN-FIG-01"),
        ("**Figure 1: Refugees by country**", "IN-FIG-01"),
        ("Training of judges", "IN-OPN-05"),
    ],
)
def test_line_that_is_no_paragraph_is_found_once_and_keeps_a_final_back(
    make_report: MakeReport, line: str, rule: str
) -> None:
    examined = examine(make_report(**(CLEAN | unhcr(f"UNHCR met them.\n\n{line}\n\nThey met again."))))
    rules = [found.rule for found in examined.checked.findings if found.rule not in ("IN-CLR-02", "IN-COV-02")]
    assert rules == [rule]
    assert [finding.rule for finding in examined.checked.blockers] == [rule]


def test_bold_line_of_a_general_text_breaks_off(make_report: MakeReport) -> None:
    text = "The first.\n\n**Training of judges**\n\nThe second.\n"
    examined = examine(make_report(**(CLEAN | {"general__introduction": text})))
    assert [finding.rule for finding in examined.checked.blockers] == ["IN-OPN-05"]
