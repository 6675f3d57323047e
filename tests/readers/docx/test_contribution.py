"""Word files from anybody come in whole: what hides text is looked through, what is not taken is listed."""

from __future__ import annotations

import pytest

from assembler.model.finding import Finding, Severity
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.docx.context import Reason
from assembler.readers.docx.contribution import WordTexts, collect_texts, read_docx
from assembler.writers.markdown.blocks import print_blocks
from tests.readers.docx.docx_files import (
    DECIMALS,
    LETTERS,
    answer,
    call,
    deleted,
    docx,
    field,
    heading,
    inserted,
    p,
    r,
    sdt,
    table,
)
from tests.readers.report_docx.word_files import edited

HEAD, NOTES = "word/header1.xml", "word/footnotes.xml"

ORGANIZATIONS = {
    "au": Organization("au", "African Union", "AU", aliases=("Union of Africa",)),
    "asean": Organization(
        "asean",
        "Association of Southeast Asian Nations",
        "ASEAN",
        aliases=("Union of ASEAN",),
        names={"fr": "ANASE en français"},
    ),
    "osce": Organization("osce", "Organization for Security and Cooperation in Europe", "OSCE"),
    "icc": Organization("icc", "International Criminal Court", "ICC"),
    "chamber": Organization("chamber", "International Chamber of Commerce", "ICC"),
}
VOCABULARY = Vocabulary(ORGANIZATIONS, {"unhcr": Entity("unhcr", "Office", "UNHCR")})
THEMES = ("Humanitarian affairs", "Human rights")
MARK_DELETED = "<w:rPr><w:del/></w:rPr>"
LONG = "This sentence has so many words that nobody would take it for an item of any list at all."


def read(data: bytes, only: str = "au") -> tuple[WordTexts, tuple[Finding, ...]]:
    file, findings = read_docx(data, "text.docx")
    assert file is not None, findings
    text = collect_texts(file, "unhcr", VOCABULARY, THEMES, only)
    return text, (*findings, *text.findings)


def markdown(data: bytes) -> str:
    """The text of a file as Markdown; nothing may be lost."""
    text, findings = read(data)
    assert not [finding for finding in findings if finding.rule in ("IN-DOC-07", "IN-DOC-09")]
    return print_blocks(text.sections["au"].blocks if "au" in text.sections else (), "unhcr/au").strip()


def found(data: bytes, only: str = "au") -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in read(data, only)[1]]


BOX = "<w:txbxContent>" + p("In the box.") + "</w:txbxContent>"
NEW_BOX = f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
OLD_BOX = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
BOTH_BOXES = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW_BOX}</mc:Choice>'
    f"<mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent>"
)
ROW = "<w:tr><w:tc>" + p("one") + "</w:tc><w:tc>" + p("two") + "</w:tc></w:tr>"


def pair(choice: str, fallback: str) -> str:
    """The same for new programs and for old ones."""
    alternatives = f'<mc:Choice Requires="w16se">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{alternatives}</mc:AlternateContent>"


EMOJI = pair('<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>', "<w:t>😀</w:t>")
RAISED, LOWERED = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
GRID_WITH_NOTE = "| Approved<sup>a</sup> | 1 |\n| --- | --- |\n| x | 2 |"
GRID = "| one | two |\n| --- | --- |"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Content controls: around a block, a run, a row, a cell, and inside each other.
        (sdt(p("A block.")), "A block."),
        (p("A ", sdt(r("run")), "."), "A run."),
        (f"<w:tbl>{sdt(ROW)}</w:tbl>", GRID),
        ("<w:tbl><w:tr>" + sdt("<w:tc>" + p("one") + "</w:tc>") + "<w:tc>" + p("two") + "</w:tc></w:tr></w:tbl>", GRID),
        (sdt(sdt(sdt(p("Deep ", sdt(sdt(r("down"))), ".")))), "Deep down."),
        # Text boxes, once in either form.
        (p("Before.", f"<w:r>{BOTH_BOXES}</w:r>"), "Before.\n\nIn the box."),
        (p("Before.", f"<w:r>{NEW_BOX}</w:r>"), "Before.\n\nIn the box."),
        (p("Before.", f"<w:r>{OLD_BOX}</w:r>"), "Before.\n\nIn the box."),
        # Fields.
        (p("See ", field(" PAGEREF x ", "12"), "."), "See 12."),
        (p(f'<w:fldSimple w:instr="DATE">{r("May 2020")}</w:fldSimple>', "."), "May 2020."),
        (p("The ", field(' HYPERLINK "https://un.org/a" \\o "x" ', "page"), "."), "The [page](https://un.org/a)."),
        (p("A ", field(" IF ", field(" MERGEFIELD x ", "inner"), " end"), "."), "A inner end."),
        (p("Open ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "field."), "Open field."),
        (p(f"<w:smartTag>{r('Smart')}<w:smartTag>{r(' tags')}</w:smartTag></w:smartTag>"), "Smart tags"),
        # Tracked changes.
        (p("Old", deleted(" bad"), inserted(" new"), " words."), "Old new words."),
        (p("A ", f"<w:moveFrom>{r('moved ')}</w:moveFrom>b ", f"<w:moveTo>{r('moved')}</w:moveTo>"), "A moved"),
        (p("One;", "<w:del><w:r><w:br/></w:r></w:del>", "two."), "One; two."),
        (p("First,", form=MARK_DELETED) + p("second."), "First, second."),
        (
            p(sdt(r("One.") + "<w:r><w:br/></w:r>" + r("Two,"), tag="answer:au"), form=MARK_DELETED) + p("and more."),
            "One.\n\nTwo, and more.",
        ),
        (p("One.", form="<w:rPr><w:ins/></w:rPr>") + p("Two."), "One.\n\nTwo."),
        (p(deleted("All gone."), form=MARK_DELETED) + p("Left."), "Left."),
        # Faces.
        (p("An ", r("inter alia", "<w:i/>"), " and ", r("bold", "<w:b/>"), "."), "An *inter alia* and **bold**."),
        (p(r("Styled", '<w:rStyle w:val="Kursiv"/>')), "*Styled*"),
        (p(r("Not", '<w:rStyle w:val="Kursiv"/><w:i w:val="0"/>')), "Not"),
        (p("One ", r(" two ", "<w:i/>"), "three"), "One *two* three"),
        (p(r("spl", "<w:i/>"), r("it", "<w:i/>"), " runs"), "*split* runs"),
        # Superscripts and subscripts, by any of the ways in which Word and LibreOffice raise letters.
        (p("Approved", r("a", RAISED), " 5 m", r("2", RAISED), "."), "Approved<sup>a</sup> 5 m<sup>2</sup>."),
        (p("H", r("2", LOWERED), "O and CO", r("2", LOWERED)), "H<sub>2</sub>O and CO<sub>2</sub>"),
        (p("the 21", r("st", '<w:position w:val="8"/><w:sz w:val="13"/>'), " of"), "the 21<sup>st</sup> of"),
        (p("x", r("n", '<w:position w:val="-6"/><w:sz w:val="13"/>')), "x<sub>n</sub>"),
        (p("All ", r("moved", '<w:position w:val="2"/><w:sz w:val="24"/>')), "All moved"),
        (p("A", r("b c", RAISED + "<w:i/>"), r(" d", RAISED)), "A<sup>*b c* d</sup>"),
        (p("a", r("1", RAISED), r(" ", RAISED), "b"), "a<sup>1</sup> b"),
        (p("As agreed", r(".", RAISED), " They met."), "As agreed. They met."),
        (p("As", r("1", RAISED), r(",", RAISED), r("2", RAISED), " agreed"), "As<sup>1,2</sup> agreed"),
        (p(r("A whole line", RAISED), r(" in italics", RAISED + "<w:i/>")), "A whole line *in italics*"),
        (p("a", r("not", '<w:vertAlign w:val="baseline"/>')), "anot"),
        (p("Typed m² and 2 <sup>x</sup>"), r"Typed m² and 2 \<sup>x\</sup>"),
        (table((p("Approved", r("a", RAISED)), p("1")), (p("x"), p("2"))), GRID_WITH_NOTE),
        # Signs.
        (p("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c"), "a b c"),
        (p("non", "<w:r><w:noBreakHyphen/></w:r>", "stop"), "non\u2011stop"),
        (p("co", "<w:r><w:softHyphen/></w:r>", "operation"), "cooperation"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', " x"), "- x"),
        (p("5 ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 4"), "5 ≥ 4"),
        (p("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"), "a=b"),
        # Text and emoji that the file holds for new programs and for old ones.
        (p("Thanks ", f"<w:r>{EMOJI}</w:r>", "."), "Thanks 😀."),
        (p("A ", f"<w:r>{pair('<w:t>word</w:t>', '<w:t>word</w:t>')}</w:r>", "."), "A word."),
        (p("A ", f"<w:r><w:rPr><w:i/></w:rPr>{pair('<w:t>word</w:t>', '')}</w:r>", "."), "A *word*."),
        (p("A ", f"<w:r>{pair(pair('', '<w:t>word</w:t>'), '')}</w:r>", "."), "A word."),
        # Lists.
        (p("It did:") + p("one;", number=(LETTERS, 0)) + p("two.", number=(LETTERS, 0)), "It did:\n\n1. one;\n2. two."),
        (
            p("a", number=(LETTERS, 0)) + p("b", number=(LETTERS, 1)) + p("c", number=(LETTERS, 0)),
            "1. a\n    1. b\n2. c",
        ),
        (p("x", style="ListBullet") + p("y", style="ListBullet"), "- x\n- y"),
        (
            p("It did:") + p("(a) one;") + p("(b) two:") + p("(i) deep;") + p("(c) three."),
            "It did:\n\n1. one;\n2. two:\n    1. deep;\n3. three.",
        ),
        (p("– one") + p("– two"), "- one\n- two"),
        (p("(c) no list."), "(c) no list."),
        (p("It did:") + p("1. one;") + p("2. two."), "It did:\n\n1. one;\n2. two."),
        (
            p("It did:") + p("one;", number=(DECIMALS, 0)) + p("two.", number=(DECIMALS, 0)),
            "It did:\n\n1. one;\n2. two.",
        ),
        (
            p(LONG, number=(DECIMALS, 0)) + p("one", number=(DECIMALS, 1)) + p(LONG, number=(DECIMALS, 0)),
            f"{LONG}\n\n1. one\n\n{LONG}",
        ),
        # Headings, quotations, tables.
        (heading("human rights", 2) + p("Text."), "## Human rights\n\nText."),
        (p(r("Human rights", "<w:b/>")) + p("Text."), "## Human rights\n\nText."),
        (
            p("As it said:") + p("Silence.", style="Quote") + p("Guns.", style="Quote"),
            "As it said:\n\n> Silence.\n>\n> Guns.",
        ),
        (
            p("Title", style="Caption") + table(["a", "b"], ["c", "d"]),
            "Table: Title\n\n| a | b |\n| --- | --- |\n| c | d |",
        ),
        (table(["a", table(["x", "y"]) + p("b")], ["c", "d"]), "| a | x y b |\n| --- | --- |\n| c | d |"),
        (table([p("Framed.") + p("Twice.")]), "Framed.\n\nTwice."),
    ],
)
def test_text_is_taken(body: str, expected: str) -> None:
    assert markdown(docx(body)) == expected


def test_notes_of_both_kinds_are_taken_with_their_words() -> None:
    body = p("One", call("footnote", 1), " and two", call("endnote", 1), ".")
    text = markdown(docx(body, footnotes={1: "A footnote."}, endnotes={1: "An endnote."}))
    assert text == "One[^1] and two[^2].\n\n[^1]: A footnote.\n\n[^2]: An endnote."


def test_note_with_a_mark_of_its_own_is_taken() -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    assert markdown(docx(p("One", star, "."), footnotes={1: "Starred."})) == "One[^1].\n\n[^1]: Starred."


def test_note_that_is_called_again_or_calls_itself_is_taken_once() -> None:
    again = docx(p("One", call("footnote", 1), " and two", call("footnote", 1), "."), footnotes={1: "A note."})
    assert markdown(again) == "One[^1] and two.\n\n[^1]: A note."
    assert found(again) == [("IN-DOC-10", "The same note is cited again here; its text stands at the first citation.")]
    itself = edited(again, lambda xml: xml.replace("</w:p>", call("footnote", 1) + "</w:p>"), NOTES)
    assert markdown(itself) == "One[^1] and two.\n\n[^1]: A note."


def test_call_of_a_note_that_is_not_in_the_file_is_said() -> None:
    data = docx(p("One", call("footnote", 7), "."), footnotes={1: "A note."})
    assert markdown(data) == "One."
    said = "A note is cited here, but the file does not contain its text."
    assert ("IN-DOC-06", said) in found(data)


def test_note_that_nobody_calls_is_listed() -> None:
    data = docx(p("One."), footnotes={7: "Left alone."})
    assert ("IN-DOC-05", "A note or comment without a mark in the text was left out: “Left alone.”.") in found(data)


def test_comment_becomes_a_query_at_its_place() -> None:
    body = p("Right", '<w:r><w:commentReference w:id="0"/></w:r>', "?")
    data = docx(body, comments={0: ("A. Person", "Is this so?")})
    assert markdown(data) == "Right{>> A. Person: Is this so? <<}?"


def test_links_keep_web_addresses_only() -> None:
    links = {"rId91": "https://un.org/a b", "rId92": "file:///C:/secret"}
    body = p(*(f'<w:hyperlink r:id="{name}">{r(f"link {name}")}</w:hyperlink> ' for name in links))
    data = docx(body.replace("</w:hyperlink> ", "</w:hyperlink>"), links=links)
    assert markdown(data) == "[link rId91](https://un.org/a%20b)link rId92"
    assert (
        "IN-DOC-05",
        "The address of a link was left out because it is not a web address: “file:///C:/secret”.",
    ) in found(data)


STRUCK = '<w:style w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>'


def test_deleted_and_hidden_words_are_listed() -> None:
    data = docx(p("Seen", deleted(" gone"), r(" hidden", "<w:vanish/>"), "."))
    assert markdown(data) == "Seen."
    assert found(data) == [
        ("IN-DOC-05", "Words that somebody has deleted with track changes were left out: “gone”."),
        ("IN-DOC-05", "Hidden words were left out: “hidden”."),
    ]


@pytest.mark.parametrize("form", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Struck"/>'])
def test_words_struck_through_by_hand_are_taken_and_named(form: str) -> None:
    first = p(
        "Seen", r(" once ", form), r("only", form + "<w:b/>"), r(" too", form + "<w:vanish/>"), " and", r(" on", form)
    )
    data = docx(first, p(r("Kept.", '<w:strike w:val="0"/>')))
    data = edited(data, lambda xml: xml.replace("</w:styles>", STRUCK + "</w:styles>"), "word/styles.xml")
    text, findings = read(data)
    assert print_blocks(text.sections["au"].blocks, "unhcr/au") == "Seen once **only** and on\n\nKept.\n"
    said = [
        (finding.source.line, finding.message.partition(" is")[0])
        for finding in findings
        if finding.rule == "IN-DOC-10"
    ]
    assert said == [(1, "“once only”"), (1, "“on”")]


WHITE, YELLOW = '<w:color w:val="FFFFFF"/>', '<w:highlight w:val="yellow"/>'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
PALE, TINY, MARKED = "“{}” has the colour of the page", "“{}” is too small to be read", "“{}” is highlighted"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (WHITE, PALE),
        ('<w:color w:val="F2F2F2" w:themeColor="background1"/>', PALE),
        ('<w:color w:val="FFFF66"/>', PALE),
        ('<w:highlight w:val="black"/><w:color w:val="000000"/>', PALE),
        (DARK.format("202020") + '<w:color w:val="101010"/>', PALE),
        ('<w:rStyle w:val="Pale"/>', PALE),
        ('<w:sz w:val="2"/>', TINY),
        (YELLOW, MARKED),
        (DARK.format("FFFF00"), MARKED),
        ('<w:color w:val="0070C0"/><w:sz w:val="16"/>', ""),
        ('<w:color w:val="auto"/><w:highlight w:val="none"/>' + DARK.format("F2F2F2"), ""),
        (DARK.format("1F3864") + WHITE, "“{}” is highlighted"),
    ],
)
def test_words_that_nobody_sees_or_that_are_highlighted_are_taken_and_named(form: str, said: str) -> None:
    pale = f'<w:style w:styleId="Pale"><w:rPr>{WHITE}</w:rPr></w:style>'
    data = docx(p("Seen", r(" not to ", form), r("print", form + "<w:i/>"), r(" "), r("yet", form), "."))
    data = edited(data, lambda xml: xml.replace("</w:styles>", pale + "</w:styles>"), "word/styles.xml")
    text, findings = read(data)
    assert print_blocks(text.sections["au"].blocks, "unhcr/au") == "Seen not to *print* yet.\n"
    messages = [(finding.source.line, finding.message) for finding in findings if finding.rule == "IN-DOC-10"]
    assert [line for line, _ in messages] == [1] * bool(said)
    assert all(message.startswith(said.format("not to print yet")) for _, message in messages)


@pytest.mark.parametrize("where", ["tcPr", "tblPr", "pPr"])
def test_white_words_on_a_dark_ground_are_seen(where: str) -> None:
    dark = DARK.format("1F3864")
    cell = p(r("Country", WHITE), form=dark if where == "pPr" else "")
    table = (
        f"<w:tbl>{f'<w:tblPr>{dark}</w:tblPr>' if where == 'tblPr' else ''}<w:tr><w:tc>"
        f"{f'<w:tcPr>{dark}</w:tcPr>' if where == 'tcPr' else ''}{cell}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p(r('Cairo', WHITE))}</w:tc></w:tr></w:tbl>"
    )
    messages = [finding.message for finding in read(docx(table))[1] if finding.rule == "IN-DOC-10"]
    assert ["Cairo" in message for message in messages] == ([] if where == "tblPr" else [True])


def test_deleted_row_is_listed() -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("gone") + "</w:tc><w:tc>" + p("too") + "</w:tc></w:tr>"
    data = docx(f"<w:tbl>{ROW}{gone}</w:tbl>")
    assert markdown(data) == GRID
    assert "“gone too”" in found(data)[0][1]


def test_moved_words_that_arrive_nowhere_are_listed_as_deleted() -> None:
    data = docx(p("Here. ", f"<w:moveFrom>{r('Lost.')}</w:moveFrom>"))
    assert [message for _, message in found(data)] == [
        "Words that somebody has deleted with track changes were left out: “Lost.”."
    ]


def test_words_that_stand_in_one_of_two_alternatives_alone_are_listed() -> None:
    said = "Words that only some programs show were left out: “{}”."
    body = p("One.") + p("Two. ", pair(r("New."), r("Old.") + deleted("Gone."))) + pair(p("Both."), p("Both."))
    data = docx(body)
    assert markdown(data) == "One.\n\nTwo. New.\n\nBoth."
    assert found(data) == [("IN-DOC-05", said.format("Old.Gone."))]
    assert [finding.source.line for finding in read(data)[1]] == [2]
    note = edited(
        docx(p("One", call("footnote", 1)), footnotes={1: "new"}),
        lambda xml: xml.replace(r(" new"), pair(r("new"), r("old"))),
        NOTES,
    )
    assert ("IN-DOC-05", said.format("old")) in found(note)


def test_words_beside_the_line_over_the_notes_are_listed() -> None:
    notes = "<w:footnote w:type='continuationNotice' w:id='5'>" + p("(continued)") + "</w:footnote></w:footnotes>"
    data = edited(
        docx(p("One."), footnotes={1: "Left alone."}), lambda xml: xml.replace("</w:footnotes>", notes), NOTES
    )
    assert ("IN-DOC-05", "Words in the header or footer of the pages were left out: “(continued)”.") in found(data)


def test_deleted_words_in_comments_and_heads_are_listed() -> None:
    body = p("Right", '<w:r><w:commentReference w:id="0"/></w:r>', ".")
    data = edited(
        docx(body, comments={0: ("A. Person", "Is this so?")}, header="Seen."),
        lambda xml: xml.replace("</w:p></w:comment>", f"{deleted('Surely.')}</w:p></w:comment>{p('Of none.')}").replace(
            "<w:p>", f"{r('Loose.')}<w:del>{r('Gone.')}</w:del><w:p>", 1
        ),
        "word/comments.xml",
    )
    data = edited(data, lambda xml: xml.replace("</w:p></w:hdr>", f"{deleted('Unseen.')}</w:p></w:hdr>"), HEAD)
    assert markdown(data) == "Right{>> A. Person: Is this so? <<}."
    assert found(data) == [
        ("IN-DOC-05", "Words that somebody has deleted with track changes were left out: “Gone.Surely.”."),
        ("IN-DOC-05", "Words in a place of the file where no text belongs were left out: “Loose.”."),
        ("IN-DOC-05", "Words in a place of the file where no text belongs were left out: “Of none.”."),
        ("IN-DOC-05", "Words in the header or footer of the pages were left out: “Seen.Unseen.”."),
    ]


def test_pictures_and_embedded_parts_are_named() -> None:
    picture = '<w:r><w:drawing><docPr descr="A map"/></w:drawing></w:r>'
    embedded = '<w:r><w:object><o:OLEObject xmlns:o="o" ProgID="Excel.Sheet.12"/></w:object></w:r>'
    grouped = f"<w:r><w:drawing><wps:pic/><wps:txbx>{BOX}</wps:txbx></w:drawing></w:r>"
    data = docx(p("Text.", picture), p(embedded), '<w:altChunk r:id="rId9"/>', p(grouped))
    assert markdown(data) == "Text.\n\nIn the box."
    assert found(data) == [
        ("IN-DOC-04", "A picture (“A map”) is left out."),
        ("IN-DOC-06", "An embedded object (“Excel.Sheet.12”) is left out."),
        ("IN-DOC-06", "A part of the text is another file inside this one, which cannot be read."),
        ("IN-DOC-04", "A picture is left out."),
    ]


def test_file_inside_a_paragraph_is_named() -> None:
    data = docx(p("Text. ", '<w:subDoc r:id="rId9"/>'))
    assert markdown(data) == "Text."
    said = "A part of the text is another file inside this one, which cannot be read."
    assert found(data) == [("IN-DOC-06", said)]


def test_unknown_sign_is_named() -> None:
    data = docx(p("A ", '<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>'))
    assert markdown(data) == "A \ufffd"
    assert found(data)[0][0] == "IN-DOC-06"


def test_field_without_words_of_its_own_hides_no_other_paragraph() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    assert markdown(docx(p("One.", begin) + p("Two.") + p(end, "Three."))) == "One.\n\nTwo.\n\nThree."
    assert markdown(docx(p("One.", begin, "Two.", end, " Three."))) == "One. Three."


def test_table_of_contents_is_listed() -> None:
    body = p(field(' TOC \\o "1-3" ', "Contents 3")) + p("Text.")
    data = docx(body)
    assert markdown(data) == "Text."
    assert found(data) == [("IN-DOC-05", "The table of contents was left out: “Contents 3”.")]


def test_words_of_heads_and_feet_are_mentioned() -> None:
    assert ("IN-DOC-05", "Words in the header or footer of the pages were left out: “UNHCR input”.") in found(
        docx(p("Text."), header="UNHCR input")
    )


def test_words_where_no_text_belongs_are_listed() -> None:
    data = docx(p("Text.", form="<w:rPr><w:t>odd</w:t></w:rPr>"), "<w:r><w:t>Loose run.</w:t></w:r>")
    assert markdown(data) == "Text.\n\nLoose run."
    assert found(data) == [
        ("IN-DOC-05", "Words in a place of the file where no text belongs were left out: “odd”."),
    ]


def test_typed_numbers_are_taken_off_with_a_notice() -> None:
    data = docx(p(f"12. {LONG}"), p(f"13.\u00a0{LONG}"), p("2019. A year."))
    assert markdown(data) == f"{LONG}\n\n{LONG}\n\n2019\\. A year."
    assert [message for rule, message in found(data) if rule == "IN-DOC-08"] == [
        "Typed paragraph numbers were removed: 12., 13."
    ]


@pytest.mark.parametrize(
    "numbers",
    [("13.4", "13.5"), ("13.4.", "14.1."), ("(13)", "(14)"), ("13)", "14)"), ("1.", "2.", "1."), ("2.1.9", "2.1.10")],
)
def test_typed_numbers_of_all_forms_are_taken_off(numbers: tuple[str, ...]) -> None:
    data = docx(*(p(f"{number}\u00a0", r(LONG, "<w:i/>")) for number in numbers))
    assert markdown(data) == "\n\n".join([f"*{LONG}*"] * len(numbers))
    assert [message for rule, message in found(data) if rule == "IN-DOC-08"] == [
        f"Typed paragraph numbers were removed: {', '.join(numbers).rstrip('.')}."
    ]


def test_a_single_typed_number_is_taken_off_before_a_sentence() -> None:
    assert markdown(docx(p(f"13.4 {LONG}"), p("Text."))) == f"{LONG}\n\nText."


@pytest.mark.parametrize(
    "text",
    [
        "2.5 million people crossed the border in the course of the year.",
        "2.5 Million people crossed the border in the course of the year.",
        "13.4 USD were spent on each of them in the course of the year.",
        "12.5 per cent of the staff of both organizations took part in it.",
        "2019 was the year in which both organizations began to work together.",
        "(2019) This is the year in which both organizations began to work together.",
        "12 States took part in the meetings of both organizations in the year.",
        "1.2.20 The meeting began on the day that both organizations had chosen.",
        "13.4%, the highest figure that both organizations had ever seen together.",
    ],
)
def test_years_and_amounts_are_no_numbers_of_paragraphs(text: str) -> None:
    assert markdown(docx(p(text), p("Text."))) == f"{text}\n\nText."
    assert found(docx(p(text), p("Text."))) == []


def test_brackets_typed_round_the_marks_of_notes_are_left_out_with_a_notice() -> None:
    one, two = call("footnote", 1), call("footnote", 2)
    notes = {1: "One.", 2: "Two."}
    for body in (
        p("The project(", one, ", ", two, "), and more."),
        p("The project ", r("(", RAISED), one, r(",", RAISED), two, r(")", RAISED), ", and more."),
        p("The project [ ", one, two, " ], and more."),
    ):
        data = docx(body, footnotes=notes)
        assert markdown(data).startswith("The project[^1]")
        assert markdown(data).partition("\n")[0].endswith("[^2], and more.")
        said = [message for rule, message in found(data) if rule == "IN-DOC-05"]
        assert said in (
            ["Brackets typed around the marks of notes were left out: “()”."],
            ["Brackets typed around the marks of notes were left out: “[]”."],
        )
    kept = docx(p("The project (see", one, "), (so", two, ")."), footnotes=notes)
    assert markdown(kept).startswith("The project (see[^1]), (so[^2]).")
    assert found(kept) == []


def test_numbers_that_do_not_rise_stay_as_typed() -> None:
    data = docx(p("9. December was cold."), p("3. October was not."))
    assert markdown(data) == "9\\. December was cold.\n\n3\\. October was not."


def test_places_are_those_of_paragraphs_in_the_body() -> None:
    text, _ = read(docx(p("One."), p(), sdt(p("Three.")), table(["four", "five"], ["six", "seven"]), p("Eight.")))
    assert [block.source.line for block in text.sections["au"].blocks] == [1, 3, 4, 8]


# Whose section it is


def sections(*body: str, only: str = "") -> tuple[dict[str, str], list[tuple[str, str]]]:
    text, findings = read(docx(*body), only)
    taken = {name: print_blocks(section.blocks).strip() for name, section in text.sections.items()}
    return taken, [(finding.rule, finding.message) for finding in findings]


@pytest.mark.parametrize(
    "name",
    [
        heading("African Union"),
        heading("A. African Union"),
        heading("The African Union (AU)"),
        heading("AU"),
        heading("Union of Africa:"),
        p(r("AU", "<w:b/>")),
        p("African Union"),
        p(r("1. African union", "<w:u w:val='single'/>")),
    ],
)
def test_heading_names_its_organization(name: str) -> None:
    taken, findings = sections(name, p("Text on it."), heading("ANASE en français"), p("Other text."))
    assert taken == {"au": "Text on it.", "asean": "Other text."}
    assert findings == []


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        (heading("Organisation for Security and Co-operation in Europe (OSCE)"), "osce"),
        (heading("Organisation for Security and Co-operation in Europe"), "osce"),
        (heading("II. the organisation for security & cooperation in Europe:"), "osce"),
        (p("Organisation for Security and Co\u2011operation in Europe (OSCE)"), "osce"),
        (p(r("OSCE – Organisation for Security and Co-operation in Europe", "<w:b/>")), "osce"),
        (heading("OSCE: Organisation for Security and Co-operation in Europe"), "osce"),
        (heading("Organisation for Security and Co-operation in Europe – OSCE"), "osce"),
        (heading("Organization on Security and Cooperation in Europe (OSCE)"), "osce"),
        (heading("The Vienna organization [OSCE]"), "osce"),
        (heading("Afrika Union (AU)"), "au"),
        (heading("Cooperation with the African Union (AU)"), "au"),
        (heading("Anase en francais"), "asean"),
    ],
)
def test_name_in_another_spelling_or_beside_the_acronym_is_taken_with_a_notice(name: str, organization: str) -> None:
    taken, findings = sections(name, p("Text on it."), heading("International Criminal Court"), p("Other text."))
    assert taken == {organization: "Text on it.", "icc": "Other text."}
    ((rule, message),) = findings
    assert rule == "IN-DOC-19"
    assert message.startswith("The heading “")
    assert message.endswith(f"” was understood as {ORGANIZATIONS[organization].name}.")


def test_notice_stands_at_its_heading() -> None:
    _, findings = read(docx(p("Dear all,"), heading("African Unio\u0301n (AU)"), p("Text on it.")), "")
    (notice,) = [finding for finding in findings if finding.rule == "IN-DOC-19"]
    assert (notice.source.line, notice.severity) == (2, Severity.WARNING)


@pytest.mark.parametrize(
    "name",
    [
        "International Criminal Court (AU)",
        "Cooperation of the International Criminal Court (AU)",
        "African Union (ICC)",
        "Union of Africa (ASEAN)",
        "Africa Union (au)",
        "African Union (AU) and others (ASEAN)",
    ],
)
def test_acronym_settles_nothing_against_the_name_of_another_one(name: str) -> None:
    text, findings = read(docx(heading(name), p("Text on it.")), "")
    assert not text.sections
    assert "IN-DOC-19" not in {finding.rule for finding in findings}


def test_acronym_in_a_heading_below_that_of_the_organization_divides_nothing() -> None:
    taken, findings = sections(heading("AU"), heading("Training of judges (OSCE)", 2), p("Text."))
    assert list(taken) == ["au"]
    assert "IN-DOC-19" not in {rule for rule, _ in findings}


@pytest.mark.parametrize("name", ["Africa Union", "Afrcan Union", "Cooperation with the African Union"])
def test_near_heading_is_refused_with_the_name_that_may_be_meant(name: str) -> None:
    text, findings = read(docx(heading(name), p("Text on it.")), "")
    refusal = next(finding for finding in findings if finding.rule == "IN-DOC-07")
    assert not text.sections
    assert f"“{name}”" in refusal.message
    assert "Did you mean “African Union”?" in refusal.hint
    assert "--organization au" in refusal.hint


@pytest.mark.parametrize(
    "body",
    [
        (heading("African Union"), p("Text."), p("ASEAN"), p("Other text.")),
        (p("African Union"), p("Text."), p("2. ASEAN:"), p("Other text.")),
        (table(["African Union", "Text."], ["ASEAN", "Other text."]),),
        (p("African Union"), p("Text."), p("Union of ASEAN"), p("Other text.")),
        (table(["African Union", "Text."], ["Association of South-East ASEAN Nations", "Other text."]),),
    ],
)
def test_short_or_near_name_on_a_line_of_its_own_that_is_no_heading_is_refused(body: tuple[str, ...]) -> None:
    text, findings = read(docx(*body), "")
    (refusal,) = [finding for finding in findings if finding.rule == "IN-DOC-07"]
    assert "ASEAN" in refusal.message
    assert refusal.message.endswith("” stands on a line of its own, but does not have the style of a heading.")
    assert "ASEAN" not in print_blocks(text.sections["au"].blocks)
    assert "asean" not in text.sections


@pytest.mark.parametrize(
    "text", ["The Association of Southeast Asian Nations met.", "Nations of Asia", "The African Unions"]
)
def test_sentence_and_what_is_not_near_enough_begin_nothing(text: str) -> None:
    assert sections(p("African Union"), p(text)) == ({"au": text}, [])


def test_short_name_before_all_sections_of_the_organization_itself_and_in_a_list_begins_nothing() -> None:
    taken, findings = sections(p("ASEAN"), p("African Union"), p("AU"), p("With:"), p("ASEAN", number=(LETTERS, 0)))
    assert taken == {"au": "AU\n\nWith:\n\n1. ASEAN"}
    assert findings == [("IN-DOC-05", "Words that stand under no organization were left out: “ASEAN”.")]


def test_name_that_two_organizations_share_is_nobodys() -> None:
    taken, findings = sections(heading("ICC"), p("Text."))
    assert taken == {}
    assert [rule for rule, _ in findings if rule == "IN-DOC-07"] == ["IN-DOC-07"]


def test_section_of_nobody_is_listed_and_swallows_nothing() -> None:
    taken, findings = sections(
        p("Dear colleagues,"), heading("AU"), p("Text."), heading("Contact"), p("Me."), heading("ASEAN"), p("More.")
    )
    assert taken == {"au": "Text.", "asean": "More."}
    outside = "Words that stand under no organization were left out: "
    assert [message.removeprefix(outside) for _, message in findings] == ["“Dear colleagues,”.", "“Contact”.", "“Me.”."]


def test_file_without_names_is_refused_unless_somebody_says_what_it_is_about() -> None:
    assert [rule for rule, _ in sections(p("Text."))[1] if rule == "IN-DOC-07"] == ["IN-DOC-07"]
    assert sections(heading("Title"), p("Text."), only="au")[0] == {"au": "## Title\n\nText."}


def test_text_on_another_organization_is_not_taken_for_the_one_that_is_meant() -> None:
    _, findings = sections(p("Text."), heading("ASEAN"), p("Other text."), only="au")
    assert [message for rule, message in findings if rule == "IN-DOC-07"] == [
        "The file also has text on Association of Southeast Asian Nations: “Other text.”."
    ]


def test_section_of_headings_alone_has_no_text() -> None:
    assert sections(heading("AU"), heading("Human rights", 2)) == ({}, [])


def test_sub_heading_with_the_name_of_an_organization_divides_nothing() -> None:
    taken, _ = sections(heading("AU"), p("Text."), heading("Work with the African Union Commission", 2), p("More."))
    assert list(taken) == ["au"]


def test_paragraph_whose_mark_is_deleted_at_the_end_of_an_answer_stays_in_that_answer() -> None:
    body = answer("asean", "ANASE", p("First.")), answer("au", "African Union", p("They met.", form=MARK_DELETED))
    assert sections(*body) == ({"asean": "First.", "au": "They met."}, [])


def test_every_reason_has_a_word_or_needs_none() -> None:
    silent = {Reason.MOVED, Reason.NUMBER, Reason.MARK, Reason.HEADING, Reason.OWN, Reason.LAST, Reason.CONTACT}
    from assembler.readers.docx.dropped import SAID

    assert set(Reason) - set(SAID) == silent
