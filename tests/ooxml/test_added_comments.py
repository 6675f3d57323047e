"""Comments in somebody else's Word file: on the very words, all other words and parts as they were."""

from __future__ import annotations

import os
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from assembler.ooxml.added_comments import Annotation, add_comments
from assembler.ooxml.questionnaire import AUTHOR
from tests.writers.docx.word_reading import W, WordReading, text_of

HEADINGS = {"au": ("African Union", "African Union (AU)"), "las": ("League of Arab States",)}
NAMESPACE = f'xmlns:w="{W[1:-1]}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def file_of(*paragraphs: str | etree._Element) -> bytes:
    """A Word file as python-docx makes it, with these paragraphs of text or XML."""
    document: Document = docx.Document()
    for paragraph in paragraphs:
        made = document.add_paragraph(paragraph if isinstance(paragraph, str) else "")
        if not isinstance(paragraph, str):
            made._p.getparent().replace(made._p, paragraph)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def paragraph(content: str) -> etree._Element:
    return etree.fromstring(f"<w:p {NAMESPACE}>{content}</w:p>")


def run(words: str, form: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{form}</w:rPr>" if form else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def anchored(word: WordReading) -> dict[str, str]:
    """The words that each comment is about, by its first line and where that is the same by its number, too."""
    lines = {comment.get(W + "id", ""): text_of(comment[0]) for comment in word.part("word/comments.xml")}
    said = {
        identifier: line if list(lines.values()).count(line) == 1 else f"{line} {identifier}"
        for identifier, line in lines.items()
    }
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in word.document.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t", W + "br"):
        number = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            open_.add(number)
            found[said[number]] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.remove(number)
        else:
            for each in open_:
                found[said[each]] += element.text or " "
    assert not open_
    assert len(list(word.document.iter(W + "commentReference"))) == len(found)
    return found


def words_of(content: bytes) -> list[str]:
    return [text_of(paragraph) for paragraph in WordReading(content).paragraphs()]


def commented(content: bytes, *annotations: Annotation) -> WordReading:
    """The file with these comments; its words must be the same."""
    made = add_comments(content, annotations, HEADINGS)
    assert words_of(made) == words_of(content)
    return WordReading(made)


def about(words: str, paragraph_words: str = "", section: str = "au", earlier: int = 0) -> Annotation:
    return Annotation(("Wrong.", "Mend it."), section, paragraph_words, words, earlier)


LINK = f"<w:hyperlink w:anchor='x'>{run('It was Decmber.')}</w:hyperlink>"
INSERTED = f"<w:ins w:id='9' w:author='A'>{run('It was Decmber.')}</w:ins>"
CONTROL = f"<w:sdt><w:sdtContent>{run('It was Decmber.')}</w:sdtContent></w:sdt>"
FORMULA = run("We ") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run("met.")
BREAK = "<w:r><w:t>One</w:t><w:br/><w:t>two three</w:t></w:r>"


@pytest.mark.parametrize(
    ("content", "whole", "words", "expected"),
    [
        (run("We met in Decmber 2019."), "We met in Decmber 2019.", "Decmber", "Decmber"),
        (run("Decmber here."), "Decmber here.", "Decmber", "Decmber"),
        (run("It was Decmber"), "It was Decmber", "Decmber", "Decmber"),
        (run("It was Dec") + run("mb", "<w:i/>") + run("er."), "It was Decmber.", "Decmber", "Decmber"),
        (run("twenty&#160;one   people"), "twenty one people", "one people", "one   people"),
        (BREAK, "One two three", "One two", "One two"),
        (BREAK, "One two three", "two", "two"),
        (BREAK, "two three", "three", "three"),
        (INSERTED, "It was Decmber.", "Decmber", "Decmber"),
        (LINK, "It was Decmber.", "Decmber", "Decmber"),
        (CONTROL, "It was Decmber.", "Decmber", "Decmber"),
        (FORMULA, "We met.", "We met.", "We met."),
    ],
)
def test_comment_stands_on_the_very_words(content: str, whole: str, words: str, expected: str) -> None:
    assert anchored(commented(file_of(paragraph(content)), about(words, whole))) == {"Wrong.": expected}


@pytest.mark.parametrize(("earlier", "before"), [(0, ""), (2, "a b a b "), (9, "a b a b ")])
def test_the_same_words_are_counted(earlier: int, before: str) -> None:
    word = commented(file_of("a b a b a."), about("a", "a b a b a.", earlier=earlier))
    (mark,) = word.document.iter(W + "commentRangeStart")
    assert "".join(text_of(element) for element in mark.itersiblings(preceding=True)) == before


@st.composite
def cut_paragraphs(draw: st.DrawFn) -> tuple[list[str], list[str], int, int]:
    """A paragraph in words, the same cut anywhere into runs, and some of its words from one to another."""
    listed = draw(st.lists(st.sampled_from(["a", "bb", "été", "x", "Decmber", "&<"]), min_size=1, max_size=8))
    whole = " ".join(listed)
    cuts = sorted(draw(st.sets(st.integers(1, len(whole)), max_size=6)) - {len(whole)})
    runs = [whole[start:end] for start, end in pairwise([0, *cuts, len(whole)])]
    first = draw(st.integers(0, len(listed) - 1))
    return listed, runs, first, draw(st.integers(first, len(listed) - 1))


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("EXAMPLES", "40")), deadline=None)
@given(cut_paragraphs())
def test_comment_stands_on_the_very_words_however_they_are_cut(made: tuple[list[str], list[str], int, int]) -> None:
    listed, runs, first, last = made
    whole, words, before = " ".join(listed), " ".join(listed[first : last + 1]), " ".join([*listed[:first], ""])
    starts = [place for place in range(len(whole)) if whole.startswith(words, place)]
    given_file = file_of(paragraph("".join(run(escape(text)) for text in runs)))
    word = commented(given_file, about(words, whole, earlier=starts.index(len(before))))
    (mark,) = word.document.iter(W + "commentRangeStart")
    assert anchored(word) == {"Wrong.": words}
    assert "".join(reversed([text_of(element) for element in mark.itersiblings(preceding=True)])) == before


def test_words_keep_their_form() -> None:
    word = commented(file_of(paragraph(run("It was Decmber.", "<w:i/><w:b/>"))), about("was", "It was Decmber."))
    assert [
        text_of(element) for element in word.document.iter(W + "r") if element.find(f"{W}rPr/{W}b") is not None
    ] == [
        "It ",
        "was",
        " Decmber.",
    ]


def test_tracked_change_of_form_does_not_stand_twice() -> None:
    tracked = "<w:b/><w:rPrChange w:id='7' w:author='A'><w:rPr/></w:rPrChange>"
    word = commented(file_of(paragraph(run("It was Decmber.", tracked))), about("was", "It was Decmber."))
    assert len(list(word.document.iter(W + "b"))) == 3
    assert len(list(word.document.iter(W + "rPrChange"))) == 1


def test_deleted_words_are_no_words() -> None:
    deleted = "<w:del w:id='9' w:author='A'><w:r><w:delText>never </w:delText></w:r></w:del>"
    word = commented(file_of(paragraph(run("We ") + deleted + run("met."))), about("We met.", "We met."))
    assert anchored(word) == {"Wrong.": "We met."}


def test_section_decides_between_paragraphs_that_are_alike() -> None:
    given = file_of("African Union (AU)", "We met.", "League of Arab States", "We met.", "We left.")
    for section, expected in (("au", 1), ("las", 3)):
        word = commented(given, about("met", "We met.", section))
        assert [paragraph.find(W + "commentRangeStart") is not None for paragraph in word.paragraphs()].index(
            True
        ) == expected


def test_answer_is_meant_and_not_last_time() -> None:
    word = commented(file_of("African Union", "We met.", "Your text", "We met."), about("met", "We met."))
    assert [paragraph.find(W + "commentRangeStart") is not None for paragraph in word.paragraphs()].index(True) == 3


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (about("", "We met."), "We met."),
        (about("met", "Others say we met"), "met"),
        (about("", "We agreed."), "African Union"),
        (about(""), "African Union"),
        (about("", section="asean"), "The form"),
    ],
)
def test_comment_finds_the_nearest_place(annotation: Annotation, expected: str) -> None:
    given = file_of("The form", "African Union", "1. We met.", "League of Arab States", "We left.")
    assert anchored(commented(given, annotation)) == {"Wrong.": expected}


def test_many_comments_may_stand_on_the_same_words() -> None:
    notes = [
        Annotation((name,), "au", "We met there.", words) for name, words in (("a", "met"), ("b", "We met"), ("c", ""))
    ]
    assert anchored(commented(file_of("We met there."), *notes)) == {"a": "met", "b": "We met", "c": "We met there."}


def test_comments_are_said_by_the_program() -> None:
    (comment,) = commented(file_of("We met."), about("met", "We met.")).part("word/comments.xml")
    assert comment.get(W + "author") == AUTHOR
    assert [text_of(element) for element in comment] == ["Wrong.", "Mend it."]


def test_comments_of_others_stay() -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("We met.").runs, text="Really?", author="Colleague")
    written = BytesIO()
    document.save(written)
    word = commented(written.getvalue(), about("met", "We met."))
    assert anchored(word) == {"Really?": "We met.", "Wrong.": "met"}
    assert [name for name in word.names if "comments" in name] == ["word/comments.xml"]


def test_other_parts_are_the_same_bytes() -> None:
    given = file_of("We met.")
    made = add_comments(given, [about("met", "We met.")], HEADINGS)
    with ZipFile(BytesIO(given)) as before, ZipFile(BytesIO(made)) as after:
        kept = [name for name in before.namelist() if before.read(name) == after.read(name)]
        changed = set(after.namelist()) - set(kept)
    assert changed == {
        *("word/document.xml", "word/comments.xml"),
        *("word/_rels/document.xml.rels", "[Content_Types].xml"),
    }
    assert made == add_comments(given, [about("met", "We met.")], HEADINGS)


def test_strict_file_gets_strict_comments() -> None:
    given = file_of("We met.")
    strict = BytesIO()
    with ZipFile(BytesIO(given)) as source, ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(W[1:-1].encode(), STRICT.encode())
            family = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            target.writestr(name, content.replace(family, b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    word = WordReading(add_comments(strict.getvalue(), [about("met", "We met.")], HEADINGS))
    assert word.part("word/comments.xml").tag == f"{{{STRICT}}}comments"
    (relation,) = (
        element
        for element in word.part("word/_rels/document.xml.rels")
        if element.get("Type", "").endswith("/comments")
    )
    assert relation.get("Type") == "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"


def test_file_without_words_gets_no_comment_in_its_text() -> None:
    made = add_comments(file_of(), [about("met", "We met.")], HEADINGS)
    assert not list(WordReading(made).document.iter(W + "commentReference"))


@pytest.mark.slow
def test_file_is_valid(tmp_path: Path) -> None:
    given = file_of("African Union", paragraph(run("It was ") + run("Decmber.", "<w:i/>")))
    notes = [about("was Dec", "It was Decmber."), about("", "It was Decmber."), about("")]
    plain, made = tmp_path / "plain.docx", tmp_path / "made.docx"
    plain.write_bytes(given)
    made.write_bytes(add_comments(given, notes, HEADINGS))
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2010)
    before, after = (
        {(e.part_uri, e.description) for e in validator.validate(str(path)).errors} for path in (plain, made)
    )
    assert after <= before
