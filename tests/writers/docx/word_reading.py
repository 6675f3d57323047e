"""Reads a Word file back for the tests: parts, paragraphs, text, fields, and the numbers that Word would print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LEVELS = 9


@dataclass
class WordReading:
    """A Word file, its parts parsed as they are asked for."""

    content: bytes
    """The file."""
    parts: dict[str, etree._Element] = field(default_factory=dict)
    """The parts parsed so far."""

    @property
    def names(self) -> list[str]:
        """Names of all parts."""
        with ZipFile(BytesIO(self.content)) as file:
            return file.namelist()

    def part(self, name: str) -> etree._Element:
        """The root of a part."""
        if name not in self.parts:
            with ZipFile(BytesIO(self.content)) as file:
                self.parts[name] = etree.fromstring(file.read(name))
        return self.parts[name]

    @property
    def document(self) -> etree._Element:
        """The root of the document."""
        return self.part("word/document.xml")

    def paragraphs(self, style: str = "") -> list[etree._Element]:
        """The paragraphs of the document, or those of a style."""
        found = list(self.document.iter(W + "p"))
        return [element for element in found if not style or style_of(element) == style]

    def targets(self, part: str = "document") -> dict[str, str]:
        """Where the relationships of a part lead, by their identifiers."""
        root = self.part(f"word/_rels/{part}.xml.rels")
        return {element.get("Id", ""): element.get("Target", "") for element in root}

    def links(self, part: str = "document") -> list[tuple[str, str]]:
        """Words and address of each link out of the document."""
        targets = self.targets(part)
        found = self.part(f"word/{part}.xml").iter(W + "hyperlink")
        return [(text_of(element), targets[element.get(R + "id", "")]) for element in found if element.get(R + "id")]

    def notes(self) -> dict[int, etree._Element]:
        """The notes by their numbers in the file."""
        return {int(note.get(W + "id", "")): note for note in self.part("word/footnotes.xml")}

    def bookmarked(self) -> dict[str, etree._Element]:
        """The paragraph of each bookmark of a source."""
        starts = self.document.iter(W + "bookmarkStart")
        named = {element.get(W + "name", ""): element.getparent() for element in starts}
        return {name: target for name, target in named.items() if name.startswith("_src_") and target is not None}

    def labels(self) -> list[tuple[etree._Element, str]]:
        """Each paragraph with the label that Word prints before it, empty where it has none."""
        counting = Counting(self.part("word/numbering.xml"))
        return [(paragraph, counting.label(paragraph)) for paragraph in self.paragraphs()]


class Counting:
    """Counts lists as Word does: counters belong to the form, and a list may begin its levels anew."""

    def __init__(self, root: etree._Element) -> None:
        self.forms = {
            element.get(W + "abstractNumId", ""): element.findall(W + "lvl") for element in root.iter(W + "abstractNum")
        }
        self.lists = {element.get(W + "numId", ""): element for element in root.iter(W + "num")}
        self.counters: dict[str, list[int]] = {}
        self.begun: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is None:
            return ""
        identifier, level = value(number, "numId"), int(value(number, "ilvl"))
        form = value(self.lists[identifier], "abstractNumId")
        counters = self.counters.setdefault(form, [0] * LEVELS)
        if identifier not in self.begun and self.lists[identifier].find(W + "lvlOverride") is not None:
            counters[:] = [0] * LEVELS
        self.begun.add(identifier)
        counters[level] += 1
        counters[level + 1 :] = [0] * (LEVELS - level - 1)
        text = value(self.forms[form][level], "lvlText")
        for place, lvl in enumerate(self.forms[form]):
            text = text.replace(f"%{place + 1}", written(counters[place], value(lvl, "numFmt")))
        return text


def written(number: int, sort: str) -> str:
    """A number as a list of that sort prints it, up to the few that the tests need."""
    romans = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    match sort:
        case "decimal":
            return str(number)
        case "lowerLetter" | "upperLetter":
            letter = " abcdefghijklmnopqrstuvwxyz"[number]
            return letter if sort == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return romans[number] if sort == "lowerRoman" else romans[number].upper()
        case _:
            return ""


def value(parent: etree._Element, tag: str) -> str:
    """The value of a child, empty where there is none."""
    found = parent.find(W + tag)
    return "" if found is None else found.get(W + "val", "")


def style_of(paragraph: etree._Element) -> str:
    """The style of a paragraph."""
    form = paragraph.find(W + "pPr")
    return "" if form is None else value(form, "pStyle")


def has(paragraph: etree._Element, tag: str) -> bool:
    """Whether a paragraph has a property that is not switched off."""
    found = paragraph.find(f"{W}pPr/{W}{tag}")
    return found is not None and found.get(W + "val") != "0"


def text_of(element: etree._Element) -> str:
    """The words, proposals accepted, without the marks of notes."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for run in element.iter(W + "r"):
        comma = run.find(f"{W}rPr/{W}rStyle[@{W}val='FootnoteReference']/../../{W}t")
        if run.find(W + "footnoteReference") is not None or (comma is not None and comma.text in (",", "(", ")")):
            continue
        for child in run:
            if child.tag == W + "t" or child.tag in _SIGNS:
                yield _SIGNS.get(child.tag, child.text or "")


def fields_of(element: etree._Element) -> list[tuple[str, str]]:
    """Instruction and shown text of each field, one after the other."""
    found: list[tuple[str, str]] = []
    instruction, shown, inside, after = "", "", False, False
    for run in element.iter(W + "r"):
        mark = run.find(W + "fldChar")
        kind = "" if mark is None else mark.get(W + "fldCharType")
        if kind == "begin":
            instruction, shown, inside, after = "", "", True, False
        elif kind == "separate":
            after = True
        elif kind == "end":
            found.append((instruction.strip(), shown))
            inside = False
        elif inside:
            instruction += "".join(child.text or "" for child in run.iter(W + "instrText"))
            shown += text_of_run(run) if after else ""
    return found


def text_of_run(run: etree._Element) -> str:
    """The words of one run."""
    return "".join(_SIGNS.get(element.tag, element.text or "") for element in run.iter(W + "t", *_SIGNS))
