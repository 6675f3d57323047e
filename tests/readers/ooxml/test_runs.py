"""The walk over runs tells what is what, in order, whatever stands around it."""

from __future__ import annotations

from typing import override

import pytest
from lxml import etree

from assembler.ooxml.elements import Element
from assembler.ooxml.markup import NAMESPACES
from assembler.readers.ooxml.attributes import get_words
from assembler.readers.ooxml.context import NoteKey
from assembler.readers.ooxml.fields import Field, find_target
from assembler.readers.ooxml.runs import RunWalker

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


def paragraph(content: str) -> Element:
    """A paragraph with that content."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return etree.fromstring(f"<w:p {names}>{content}</w:p>")


class Recorder(RunWalker[Field]):
    """Writes down what the walk tells, words with the instructions of the fields around them."""

    spaces = {"tab": "\t"}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(Field)
        self.told: list[str] = []

    def add_words(self, written: str) -> None:
        around = "".join(f"{field.instruction.strip()}: " for field in self.fields if field.in_result)
        hidden = "" if all(field.in_result for field in self.fields) else "hidden "
        bold = "bold " if self.letters.bold else ""
        self.told.append(f"{hidden}{bold}{around}{written}")

    def read_text(self, text: Element) -> None:
        self.add_words(f"mark {text.text}" if self.has_own_mark else text.text or "")

    def read_deleted_text(self, text: Element) -> None:
        self.add_words(f"deleted {text.text}")

    @override
    def read_space(self, element: Element, written: str) -> None:
        self.add_words(written)

    def read_change(self, element: Element, tag: str) -> None:
        self.told.append(tag)
        self.walk(element)
        self.told.append(f"/{tag}")

    def read_link(self, element: Element) -> None:
        self.told.append(f"link {get_words(element)}")

    def begin_bookmark(self, identifier: str, name: str) -> None:
        self.told.append(f"bookmark {identifier} {name}")

    def end_bookmark(self, identifier: str) -> None:
        self.told.append(f"/bookmark {identifier}")

    @override
    def read_other(self, element: Element, tag: str) -> None:
        self.told.append(f"other {tag}")

    @override
    def read_note(self, call: Element, key: NoteKey) -> None:
        self.told.append(" ".join(key))

    def read_comment(self, identifier: str) -> None:
        self.told.append(f"comment {identifier}")

    @override
    def read_picture(self, element: Element) -> None:
        self.told.append("picture")

    def read_other_part(self, element: Element, tag: str) -> None:
        if tag != "rPr":
            self.told.append(f"part {tag}")
            self.walk(element)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", ["a", "\t", "b"]),
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", ["bold a", "b"]),
        ('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>a</w:t></w:r>', ["a"]),
        ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins>", ["ins", "a", "/ins"]),
        ("<w:moveFrom><w:r><w:delText>a</w:delText></w:r></w:moveFrom>", ["moveFrom", "deleted a", "/moveFrom"]),
        ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink>", ["link a"]),
        ('<w:bookmarkStart w:id="1" w:name="n"/><w:bookmarkEnd w:id="1"/>', ["bookmark 1 n", "/bookmark 1"]),
        ("<w:sdt/><w:smartTag/>", ["other sdt", "other smartTag"]),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', ["α"]),
        ('<w:r><w:commentReference w:id="3"/><w:drawing/></w:r>', ["comment 3", "picture"]),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', ["endnote 2"]),
        (
            '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r><w:r><w:t>a</w:t></w:r>',
            ["footnote 2", "mark *", "a"],
        ),
        (
            "<w:r><w:rPr><w:b/></w:rPr><w:ruby><w:r><w:t>a</w:t></w:r></w:ruby><w:t>b</w:t></w:r>",
            ["part ruby", "a", "bold b"],
        ),
    ],
)
def test_what_is_told(content: str, told: list[str]) -> None:
    recorder = Recorder()
    recorder.walk(paragraph(content))
    assert recorder.told == told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>a</w:t></w:r>',
            ["PAGE: 1", "a"],
        ),
        (
            f"{BEGIN}<w:r><w:instrText> REF </w:instrText></w:r><w:r><w:instrText>x</w:instrText></w:r>"
            f"{SEPARATE}<w:r><w:t>1</w:t></w:r>{END}<w:r><w:t>a</w:t></w:r>",
            ["REF x: 1", "a"],
        ),
        (f"{BEGIN}<w:r><w:t>1</w:t></w:r>{END}<w:r><w:t>a</w:t></w:r>", ["hidden 1", "a"]),
        (
            f"{BEGIN}<w:r><w:instrText>IF</w:instrText></w:r>{BEGIN}<w:r><w:instrText>REF</w:instrText></w:r>"
            f"{SEPARATE}<w:r><w:t>1</w:t></w:r>{END}{SEPARATE}<w:r><w:t>2</w:t></w:r>{END}",
            ["hidden REF: 1", "IF: 2"],
        ),
        (f"{END}{SEPARATE}<w:r><w:instrText>x</w:instrText><w:t>a</w:t></w:r>", ["a"]),
        (f'<w:fldSimple w:instr="PAGE">{END}<w:r><w:t>a</w:t></w:r></w:fldSimple><w:r><w:t>b</w:t></w:r>', ["a", "b"]),
    ],
)
def test_fields_open_and_end(content: str, told: list[str]) -> None:
    recorder = Recorder()
    recorder.walk(paragraph(content))
    assert (recorder.told, recorder.fields) == (told, [])


@pytest.mark.parametrize(
    ("instructions", "target"),
    [
        ([], ""),
        (["PAGE"], ""),
        ([' HYPERLINK "https://un.org/a b" '], "https://un.org/a b"),
        (["hyperlink https://un.org \\o x"], "https://un.org"),
        (['HYPERLINK "one"', 'HYPERLINK "two"', "PAGE"], "two"),
        (["HYPERLINK \\l place"], ""),
    ],
)
def test_address_of_the_innermost_link(instructions: list[str], target: str) -> None:
    assert find_target([Field(instruction) for instruction in instructions]) == target
