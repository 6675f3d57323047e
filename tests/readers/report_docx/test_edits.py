"""Edited copies of the Word file: what Word and LibreOffice change by themselves, and what editors type."""

from __future__ import annotations

import re
from random import Random

import pytest
from lxml import etree

from assembler.model.nodes import (
    BlockQuotation,
    BulletedList,
    CrossReference,
    Emphasis,
    Footnote,
    Heading,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Text,
)
from assembler.model.report import Section
from assembler.model.text.plain_text import extract_text
from assembler.model.value import replace
from assembler.readers.report_docx.report import WordText
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, note, para, t
from tests.readers.report_docx.word_files import DOCUMENT, edited, packed, parts_of, read_report_docx
from tests.writers.docx.word_reports import everything_else, with_blocks

FIRST = para("g#1", 1, "The first.")
LIST = BulletedList((ListItem(t("one")),))


def file_of(*blocks: Paragraph | LetteredList | BulletedList | BlockQuotation | Heading) -> bytes:
    return write(with_blocks(*blocks), TEMPLATES)


def read(data: bytes) -> WordText:
    text, findings = read_report_docx(data)
    assert findings == ()
    assert text is not None
    return text


def section_of(data: bytes) -> Section:
    (section,) = read(data).sections
    return section


def before_end(text: str, paragraph: str) -> str:
    """The document with a paragraph before its last line."""
    end = text.index('<w:p><w:pPr><w:pStyle w:val="EndRule"/>')
    return text[:end] + paragraph + text[end:]


def typed(style: str, words: str, form: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{form}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def test_reference_without_bookmark_keeps_number_and_last_word() -> None:
    single = CrossReference(t("para."), "g#1", numbers=(1,))
    several = CrossReference(t("paras."), "g#1", "g#2", numbers=(1, 2))
    data = file_of(FIRST, para("g#2", 2, "See ", single, " and ", several, "."))
    lost = edited(data, lambda text: re.sub(r'<w:bookmarkStart w:id="\d+" w:name="_xrf_\d+"/>', "", text))
    assert section_of(lost) == section_of(data)


def test_space_before_the_number_of_a_reference_may_be_typed_anew() -> None:
    several = CrossReference(t("paras."), "g#1", "g#2", numbers=(1, 2))
    data = file_of(FIRST, para("g#2", 2, "See ", several, " above."))
    assert section_of(edited(data, lambda text: text.replace(">\u00a0<", "> <"))) == section_of(data)


@pytest.mark.parametrize("first", ["g#1", "x#4"])
def test_chinese_reference_has_no_space_before_its_number(first: str) -> None:
    """Neither one to a paragraph of the file nor one to a paragraph that is printed elsewhere."""
    data = file_of(FIRST, para("g#2", 2, "如上文", CrossReference(t("第"), first, numbers=(1,)), "段所述。"))
    paragraph = section_of(data).blocks[1]
    assert paragraph == para("g#2", 2, "如上文", CrossReference(t("第"), first, numbers=(1,)), "段所述。")
    assert isinstance(paragraph, Paragraph)
    assert extract_text(paragraph.content) == "如上文第1段所述。"
    assert "\u00a0" not in parts_of(data)[DOCUMENT].decode()


OUTSIDE = CrossReference(t("paras."), "x#4", "g#1", numbers=(14, 15))
"""To a range of which one end is printed elsewhere, as in an excerpt."""


BETWEEN = '</w:t></w:r><w:r><w:t xml:space="preserve">'
"""What stands in a Word file between two runs without a form."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (">\u00a0<", "> <"),
        ("14–15", f"14{BETWEEN}–15"),
        (f"\u00a0{BETWEEN}14–15", "\u00a014–15"),
        (f"paras.{BETWEEN}\u00a0{BETWEEN}14–15", f"pa{BETWEEN}ras.\u00a014–{BETWEEN}15"),
        ("paras.", ""),
    ],
)
def test_reference_out_of_the_file_is_read_however_its_runs_are_joined_and_divided(before: str, after: str) -> None:
    data = file_of(FIRST, para("g#2", 2, "See ", OUTSIDE, " above."))
    assert section_of(data).blocks[1] == para("g#2", 2, "See ", OUTSIDE, " above.")
    changed = edited(data, lambda text: text.replace(before, after))
    assert changed != data
    wanted = replace(OUTSIDE, word=() if before == "paras." else OUTSIDE.word)
    assert section_of(changed).blocks[1] == para("g#2", 2, "See ", wanted, " above.")


@pytest.mark.parametrize("shown", ["16", "14–16", "114–15", "13–14–15", "14–15 and 17"])
def test_other_numbers_of_a_reference_out_of_the_file_are_words(shown: str) -> None:
    data = file_of(FIRST, para("g#2", 2, "See ", OUTSIDE, " above."))
    changed = edited(data, lambda text: text.replace("14–15", shown))
    assert section_of(changed).blocks[1] == para("g#2", 2, f"See paras. {shown} above.")


def test_reference_out_of_the_file_may_be_deleted() -> None:
    data = file_of(FIRST, para("g#2", 2, "See ", OUTSIDE, "above."))
    gone = f"paras.{BETWEEN}\u00a0{BETWEEN}14–15"
    assert section_of(edited(data, lambda text: text.replace(gone, ""))).blocks[1] == para("g#2", 2, "See above.")


@pytest.mark.parametrize("shown", ["2.", "2 -", "\u200f2"])
def test_refreshed_number_may_have_its_mark(shown: str) -> None:
    data = file_of(FIRST, para("g#2", 2, CrossReference(t("para."), "g#1", numbers=(1,))))
    refreshed = edited(data, lambda text: text.replace('preserve">1</w:t>', f'preserve">{shown}</w:t>'))
    paragraph = section_of(refreshed).blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (CrossReference(t("para."), "g#1", numbers=(2,)),)


def test_new_paragraph_is_counted_and_has_no_identifier() -> None:
    data = file_of(FIRST, para("g#2", 2, "The second."))
    form = re.findall(r"<w:numPr>.*?</w:numPr>", parts_of(data)[DOCUMENT].decode())[-1]
    new = edited(data, lambda text: inserted(text, "he second", typed("SingleTxt", "New.", form)))
    assert section_of(new).blocks == (FIRST, Paragraph(t("New."), number=2), para("g#2", 3, "The second."))


def inserted(text: str, words: str, paragraph: str) -> str:
    """The document with a paragraph before the one with these words."""
    place = text.rindex("<w:p>", 0, text.index(words))
    return text[:place] + paragraph + text[place:]


def test_typed_headings_go_by_their_style() -> None:
    data = file_of(FIRST)
    new = edited(
        data, lambda text: before_end(text, typed("H23", "Below") + typed("HCh", "Next") + typed("SingleTxt", "T"))
    )
    first, second = read(new).sections
    assert first.blocks == (FIRST, Heading(t("Below"), 3))
    assert (second.title, second.level, second.blocks) == ("Next", 1, (Paragraph(t("T")),))


@pytest.mark.parametrize(("name", "level"), [("heading 1", 2), ("Heading 2", 3), ("heading 4", 3)])
def test_headings_in_styles_of_word_itself_are_headings(name: str, level: int) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="berschrift"><w:name w:val="{name}"/></w:style></w:styles>'
    data = edited(file_of(FIRST), lambda text: before_end(text, typed("berschrift", "Below") + typed("SingleTxt", "T")))
    new = edited(data, lambda text: text.replace("</w:styles>", style), "word/styles.xml")
    assert section_of(new).blocks == (FIRST, Heading(t("Below"), level), Paragraph(t("T")))


def test_styles_are_known_by_name() -> None:
    """In other languages Word and LibreOffice give other identifiers."""
    quotation = BlockQuotation((t("Quoted."), t("And more.")))
    data = file_of(FIRST, quotation, quotation, LIST)
    renamed = edited(data, lambda text: text.replace('"Quote"', '"Zitat"').replace('"SingleTxt"', '"a1"'))
    renamed = edited(
        renamed, lambda text: text.replace('"Quote"><', '"Zitat"><').replace('"SingleTxt"', '"a1"'), "word/styles.xml"
    )
    assert section_of(renamed).blocks == (FIRST, quotation, quotation, LIST)


def test_split_runs_and_their_languages_make_no_difference() -> None:
    data = file_of(para("g#1", 1, Emphasis(t("inter alia")), " words"))
    split = edited(
        data,
        lambda text: text.replace(
            "inter alia</w:t>",
            'inter</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:rPr><w:i/><w:iCs/><w:lang w:val="en-US"/></w:rPr>'
            '<w:t xml:space="preserve"> alia</w:t>',
        ),
    )
    assert section_of(split) == section_of(data)


def test_note_that_was_added_in_word_is_read() -> None:
    data = file_of(para("g#1", 1, "Text", note("One.", 1), " end"))
    text = parts_of(data)["word/footnotes.xml"].decode()
    new = (
        '<w:footnote w:id="9"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> Two.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = packed(parts_of(data) | {"word/footnotes.xml": text.replace("</w:footnotes>", new).encode()})
    called = edited(
        data,
        lambda text: text.replace(" end</w:t></w:r>", ' end</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'),
    )
    paragraph = section_of(called).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("Text"), *notes("One."), Text(" end"), *notes("Two.", first=2))


def test_note_with_a_mark_of_its_own_in_the_text_is_a_note_without_the_mark() -> None:
    data = file_of(para("g#1", 1, "Text", note("One.", 1), " end"))
    words = '<w:r><w:t>*</w:t></w:r><w:r><w:t xml:space="preserve"> Two.</w:t></w:r>'
    new = f'<w:footnote w:id="9"><w:p>{words}</w:p></w:footnote></w:footnotes>'
    data = edited(data, lambda text: text.replace("</w:footnotes>", new), "word/footnotes.xml")
    call = ' end</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>'
    paragraph = section_of(edited(data, lambda text: text.replace(" end</w:t></w:r>", call))).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("Text"), *notes("One."), Text(" end"), *notes("Two.", first=2))


@pytest.mark.parametrize(("switches", "refers"), [("\\r \\h", True), ("\\n", True), ("\\w \\h", True), ("\\h", False)])
def test_cross_reference_of_word_itself_to_a_paragraph_is_a_reference(switches: str, refers: bool) -> None:
    data = file_of(FIRST, para("g#2", 2, "The second."))
    mark = '<w:bookmarkStart w:id="900" w:name="_Ref12345678"/>'
    marked = edited(data, lambda text: inside(text, "The first", mark, '<w:bookmarkEnd w:id="900"/>'))
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> REF _Ref12345678 {switches} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    said = f"second, see paragraph </w:t></w:r>{field}<w:r><w:t>.</w:t></w:r>"
    new = edited(marked, lambda text: text.replace("second.</w:t></w:r>", said))
    second = section_of(new).blocks[1]
    assert isinstance(second, Paragraph)
    reference = CrossReference(t("paragraph"), "g#1", numbers=(1,))
    wanted = (Text("The second, see "), reference, Text(".")) if refers else (Text("The second, see paragraph 1."),)
    assert second.content == wanted


def inside(text: str, words: str, start: str, end: str) -> str:
    """The document with something at the beginning and the end of the paragraph with these words."""
    place = text.rindex("</w:pPr>", 0, text.index(words)) + len("</w:pPr>")
    close = text.index("</w:p>", place)
    return text[:place] + start + text[place:close] + end + text[close:]


def test_sign_of_a_symbol_face_is_read() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Odd" w:char="F0B3"/></w:r>'
    new = edited(file_of(FIRST), lambda text: text.replace("first.</w:t></w:r>", f"first.</w:t></w:r>{signs}"))
    assert section_of(new).blocks == (para("g#1", 1, "The first.≥\ufffd"),)


@pytest.mark.parametrize(("choice", "read_as"), [("<x:symEx/>", "\U0001f600"), ("<w:t>new</w:t>", "new")])
def test_text_in_two_forms_is_read_once(choice: str, read_as: str) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    pair = f"<mc:Choice Requires='x'>{choice}</mc:Choice><mc:Fallback><w:t>\U0001f600</w:t></mc:Fallback>"
    run = f'<w:r><mc:AlternateContent xmlns:mc="{space}" xmlns:x="urn:x">{pair}</mc:AlternateContent></w:r>'
    new = edited(file_of(FIRST), lambda text: text.replace("first.</w:t></w:r>", f"first.</w:t></w:r>{run}"))
    assert section_of(new).blocks == (para("g#1", 1, f"The first.{read_as}"),)


def with_endnote(data: bytes, identifier: str, content: str, after: str) -> bytes:
    """The file with an endnote called after some words, as Word adds one."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    name, links, types = "word/endnotes.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    spaces = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{kind}"'
    note = f'<w:endnotes {spaces}><w:endnote w:id="{identifier}"><w:p>{content}</w:p></w:endnote></w:endnotes>'
    target = f'<Relationship Id="rId1" Type="{kind}/hyperlink" Target="https://un.org/end" TargetMode="External"/>'
    own = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{target}</Relationships>'
    )
    data = packed(parts_of(data) | {name: note.encode(), "word/_rels/endnotes.xml.rels": own.encode()})
    part = f'<Override PartName="/{name}" ContentType="{form}"/></Types>'
    data = edited(data, lambda text: text.replace("</Types>", part), types)
    relation = f'<Relationship Id="rIdEnd" Type="{kind}/endnotes" Target="endnotes.xml"/></Relationships>'
    data = edited(data, lambda text: text.replace("</Relationships>", relation), links)
    call = f'{after}</w:t></w:r><w:r><w:endnoteReference w:id="{identifier}"/></w:r>'
    return edited(data, lambda text: text.replace(f"{after}</w:t></w:r>", call))


def test_endnote_that_was_added_in_word_is_a_note() -> None:
    data = file_of(para("g#1", 1, "Text", note("One.", 1), " end"))
    (identifier,) = re.findall(r'<w:footnoteReference w:id="(\d+)"', parts_of(data)[DOCUMENT].decode())
    link = '<w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
    mark = '<w:r><w:endnoteRef/></w:r><w:r><w:t xml:space="preserve"> Two, </w:t></w:r>'
    paragraph = section_of(with_endnote(data, identifier, mark + link, " end")).blocks[0]
    assert isinstance(paragraph, Paragraph)
    second = Footnote(((Text("Two, "), Link(t("there"), "https://un.org/end")),), number=2)
    assert paragraph.content == (Text("Text"), *notes("One."), Text(" end"), second)


def notes(text: str, first: int = 1) -> tuple[Footnote, ...]:
    return (Footnote((t(text),), number=first),)


def test_words_in_content_controls_and_moved_words_are_read() -> None:
    data = file_of(FIRST)
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{typed('SingleTxt', 'Held.')}</w:sdtContent></w:sdt>"
    new = edited(data, lambda text: before_end(text, control))
    assert section_of(new).blocks == (FIRST, Paragraph(t("Held.")))


@pytest.mark.parametrize("kind", ["page", "column", "textWrapping"])
def test_words_beside_a_break_stay_apart(kind: str) -> None:
    items = LetteredList((ListItem(t("They met, and agreed;")), ListItem(t("they parted."))))
    page = f'<w:r><w:br w:type="{kind}"/></w:r>'
    data = edited(
        file_of(FIRST, items),
        lambda text: text.replace("met, and", f"met,</w:t></w:r>{page}<w:r><w:t>and").replace(
            "parted.</w:t></w:r>", f"parted.</w:t></w:r>{page if kind == 'page' else ''}"
        ),
    )
    block = section_of(data).blocks[1]
    assert isinstance(block, LetteredList)
    assert [item.content for item in block.items] == [t("They met, and agreed;"), t("they parted.")]


def test_picture_in_the_text_is_found() -> None:
    data = edited(file_of(FIRST), lambda text: text.replace("he first.</w:t>", "he first.</w:t><w:drawing/>"))
    text, findings = read_report_docx(data, "edited.docx")
    assert text is not None
    assert text.sections[0].blocks == (FIRST,)
    assert [finding.rule for finding in findings] == ["IN-DOC-04"]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_file_never_raises(seed: int) -> None:
    """Elements taken out, doubled, or with other values: something is read, or a finding says why not."""
    chance = Random(seed)
    parts = parts_of(write(everything_else() if seed % 2 else every_node(), TEMPLATES))
    for name in (DOCUMENT, "word/footnotes.xml", "word/numbering.xml", "word/comments.xml", "customXml/item1.xml"):
        root = etree.fromstring(parts[name]) if name in parts else None
        if root is None:
            continue
        for _ in range(6):
            damage(chance, chance.choice(list(root.iter())))
        parts[name] = etree.tostring(root)
    text, findings = read_report_docx(packed(parts), "damaged.docx")
    assert text is not None or findings


def damage(chance: Random, element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    match chance.randrange(3):
        case 0:
            parent.remove(element)
        case 1:
            parent.append(etree.fromstring(etree.tostring(element)))
        case _:
            for attribute in element.attrib:
                element.set(attribute, chance.choice(("", "-1", "²", "99999999999", "_xrf_1", "none")))
