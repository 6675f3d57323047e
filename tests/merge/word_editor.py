"""An editor in Word, by XML: each edit can be made openly, or as a tracked change.

What the file is to say is taken from the open edits by a reader of its own, far simpler than the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.readers.report_docx.word_files import DOCUMENT, packed, parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES = "word/footnotes.xml"
BY = {f"{W}author": "Jane Doe", f"{W}date": "2026-11-24T10:00:00Z"}
STYLES = {"SingleTxt", "Quote", "Bullet1", "H1", "H23", "H4", "H56"}
NEW_WORDS = ("reviewed", "A/75/900", "every *second* year", "“as agreed”", "in 2019", "[sic]", "joint  work", "R&D")


@dataclass
class Opened:
    """A draft under the editor's hands."""

    parts: dict[str, bytes]
    document: etree._Element
    notes: etree._Element | None
    tracked: bool
    number: int = 9000

    @classmethod
    def of(cls, data: bytes, *, tracked: bool) -> Opened:
        """Opens a draft."""
        parts = parts_of(data)
        notes = etree.fromstring(parts[NOTES]) if NOTES in parts else None
        return cls(parts, etree.fromstring(parts[DOCUMENT]), notes, tracked)

    def data(self) -> bytes:
        """The file as it is saved."""
        saved = {DOCUMENT: etree.tostring(self.document)}
        if self.notes is not None:
            saved[NOTES] = etree.tostring(self.notes)
        return packed(self.parts | saved)

    # What there is to edit

    def paragraphs(self) -> list[etree._Element]:
        """The numbered and unnumbered paragraphs that stand in a hidden bookmark."""
        return [p for p in self.document.iter(f"{W}p") if source_of(p) and style(p) == "SingleTxt" and texts(p)]

    def places(self) -> list[etree._Element]:
        """All words that may be edited, those of lists, tables and quotations among them."""
        wanted = STYLES | {"TableText", "TableHead"}
        body = [p for p in self.document.iter(f"{W}p") if style(p) in wanted and not frozen(p)]
        return [t for p in body for t in texts(p)]

    def note_texts(self) -> list[etree._Element]:
        """The words of the notes that are called in the text."""
        called = {element.get(f"{W}id") for element in self.document.iter(f"{W}footnoteReference")}
        marked = {call.get(f"{W}id") for call in self.document.iter(f"{W}footnoteReference") if len(call.attrib) > 1}
        notes = [] if self.notes is None else list(self.notes.iter(f"{W}footnote"))
        return [t for note in notes if note.get(f"{W}id") in called - marked for t in texts(note) if t.text.strip()]

    # Changes

    def _mark(self, kind: str, *children: etree._Element) -> etree._Element:
        self.number += 1
        made = etree.Element(f"{W}{kind}", {f"{W}id": str(self.number), **BY})
        made.extend(children)
        return made

    def replace(self, t: etree._Element, start: int, end: int, words: str) -> None:
        """Other words in the place of some."""
        text = t.text or ""
        if not self.tracked:
            t.text = text[:start] + words + text[end:]
            keep_space(t)
            return
        run = alone(t)
        before, old, new, after = (copy_of(run, t, part) for part in (text[:start], text[start:end], words, text[end:]))
        made = [before] if text[:start] else []
        if text[start:end]:
            for element in old.iter(f"{W}t"):
                element.tag = f"{W}delText"
            made.append(self._mark("del", old))
        made += [self._mark("ins", new)] if words else []
        made += [after] if text[end:] else []
        put_instead(run, made)

    def split(self, t: etree._Element, start: int) -> None:
        """A new paragraph from a place on."""
        paragraph, run = paragraph_of(t), alone(t)
        head, tail = copy_of(run, t, t.text[:start]), copy_of(run, t, t.text[start:])
        put_instead(run, [head, tail])
        following = etree.Element(f"{W}p")
        form = paragraph.find(f"{W}pPr")
        following.append(deepcopy(form))
        for sibling in list(tail.itersiblings()):
            following.append(sibling)
        following.insert(1, tail)
        paragraph.addnext(following)
        if self.tracked:
            self._mark_end(paragraph, "ins")

    def _mark_end(self, paragraph: etree._Element, kind: str) -> None:
        form = paragraph.find(f"{W}pPr")
        own = form.find(f"{W}rPr")
        if own is None:
            own = etree.SubElement(form, f"{W}rPr")
        own.insert(0, self._mark(kind))

    def join(self, paragraph: etree._Element) -> bool:
        """Joins a paragraph with the next one, where that is a paragraph too; says whether it did."""
        between, following = following_of(paragraph)
        if following is None:
            return False
        if self.tracked:
            for element in (paragraph, *between):
                self._mark_end(element, "del")
            for element in between:
                self._strike(element)
            return True
        for child in list(following)[1:]:
            paragraph.append(child)
        for element in (*between, following):
            element.getparent().remove(element)
        return True

    def _strike(self, paragraph: etree._Element, kind: str = "del") -> None:
        for run in list(paragraph.iter(f"{W}r")):
            for element in run.iter(f"{W}t"):
                element.tag = f"{W}delText" if kind == "del" else element.tag
            put_instead(run, [self._mark(kind, deepcopy(run))])

    def delete(self, paragraph: etree._Element) -> None:
        """Takes a paragraph away, with the source beside it."""
        for element in (*sources_before(paragraph), paragraph):
            if self.tracked:
                self._strike(element)
                self._mark_end(element, "del")
            else:
                element.getparent().remove(element)

    def insert(self, paragraph: etree._Element, words: str) -> None:
        """A new paragraph behind one."""
        made = etree.Element(f"{W}p")
        made.append(deepcopy(paragraph.find(f"{W}pPr")))
        run = etree.Element(f"{W}r")
        t = etree.SubElement(run, f"{W}t")
        t.text = words
        keep_space(t)
        made.append(self._mark("ins", run) if self.tracked else run)
        paragraph.addnext(made)
        if self.tracked:
            self._mark_end(made, "ins")

    def move(self, paragraph: etree._Element, behind: etree._Element) -> None:
        """Moves a paragraph behind another one."""
        parts = [*sources_before(paragraph), paragraph]
        if not self.tracked:
            for piece in reversed(parts):
                behind.addnext(piece)
            return
        copies = [deepcopy(block) for block in parts]
        for copy in copies:
            for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                mark.getparent().remove(mark)
        for copy in reversed(copies):
            behind.addnext(copy)
        for copy in copies:
            self._strike(copy, "moveTo")
            self._mark_end(copy, "moveTo")
        for part in parts:
            self._strike(part, "moveFrom")
            self._mark_end(part, "moveFrom")

    def drop_note(self, call: etree._Element) -> None:
        """Takes the call of a note away."""
        run = call.getparent()
        put_instead(run, [self._mark("del", deepcopy(run))] if self.tracked else [])

    def add_note(self, t: etree._Element, words: str) -> None:
        """A note behind some words."""
        assert self.notes is not None
        self.number += 1
        note = etree.SubElement(self.notes, f"{W}footnote", {f"{W}id": str(self.number)})
        paragraph = etree.SubElement(note, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", {f"{W}val": "FootnoteText"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}footnoteRef")
        said = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        said.text = f" {words}"
        keep_space(said)
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": str(self.number)})
        t.getparent().addnext(self._mark("ins", run) if self.tracked else run)


# Looking at the file


def style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def source_of(paragraph: etree._Element) -> str:
    """The first hidden bookmark that begins in a paragraph."""
    names = (bookmark.get(f"{W}name") for bookmark in paragraph.iter(f"{W}bookmarkStart"))
    return next((name for name in names if name.startswith("_src_")), "")


def frozen(paragraph: etree._Element) -> bool:
    """Whether nobody edits a paragraph: it is in the opening, or a placeholder."""
    return any(bookmark.get(f"{W}name").startswith("_plc_") for bookmark in paragraph.iter(f"{W}bookmarkStart"))


def texts(element: etree._Element) -> list[etree._Element]:
    """The words outside of fields, links, references and other changes."""
    found: list[etree._Element] = []
    fields, hidden = 0, set()
    for child in element.iter():
        if child.tag == f"{W}fldChar":
            fields += {"begin": 1, "end": -1}.get(child.get(f"{W}fldCharType"), 0)
        elif child.tag == f"{W}bookmarkStart" and child.get(f"{W}name").startswith(("_xrf_", "_plc_")):
            hidden.add(child.get(f"{W}id"))
        elif child.tag == f"{W}bookmarkEnd":
            hidden.discard(child.get(f"{W}id"))
        elif child.tag == f"{W}t" and not fields and not hidden and is_open(child) and is_alone(child):
            found.append(child)
    return found


def is_alone(t: etree._Element) -> bool:
    """Whether these are words, and all that their run holds."""
    return len(t.text or "") > 1 and len(list(t.getparent().iter(t.tag))) == 1


def is_open(t: etree._Element) -> bool:
    """Whether words stand in no link and no change."""
    return t.getparent().getparent().tag == f"{W}p"


def paragraph_of(t: etree._Element) -> etree._Element:
    return next(element for element in t.iterancestors() if element.tag == f"{W}p")


def sources_before(paragraph: etree._Element) -> list[etree._Element]:
    before = paragraph.getprevious()
    return [before] if before is not None and before.tag == f"{W}p" and style(before) == "DraftSource" else []


def following_of(paragraph: etree._Element) -> tuple[list[etree._Element], etree._Element | None]:
    """The next paragraph, and the source beside it; none where something else follows."""
    between: list[etree._Element] = []
    following = paragraph.getnext()
    while following is not None and following.tag == f"{W}p" and style(following) == "DraftSource":
        between.append(following)
        following = following.getnext()
    follows = (
        following is not None
        and following.tag == f"{W}p"
        and style(following) == "SingleTxt"
        and source_of(following)
        and not frozen(following)
    )
    return between, following if follows and texts(following) else None


def is_followed_by_list(paragraph: etree._Element) -> bool:
    following = paragraph.getnext()
    while following is not None and following.tag == f"{W}p" and style(following) == "DraftSource":
        following = following.getnext()
    if following is None:
        return False
    level = following.find(f"{W}pPr/{W}numPr/{W}ilvl")
    listed = level is not None and level.get(f"{W}val") != "0"
    return (
        following.tag == f"{W}tbl"
        or style(following) in ("Quote", "Bullet1", "RepTableTitle", "RepTableNumber")
        or listed
    )


def alone(t: etree._Element) -> etree._Element:
    """The run of some words, with nothing else in it: what stands before and behind them gets runs of its own."""
    run = t.getparent()
    form = run.find(f"{W}rPr")
    before, behind = (list(t.itersiblings(preceding=way)) for way in (True, False))
    for others, put in ((before[::-1], run.addprevious), (behind, run.addnext)):
        content = [child for child in others if child is not form]
        if content:
            made = etree.Element(run.tag, run.attrib)
            made.extend([deepcopy(form)] if form is not None else [])
            made.extend(content)
            put(made)
    return run


def copy_of(run: etree._Element, t: etree._Element, text: str) -> etree._Element:
    """The run with other words in the place of those of `t`, its only content."""
    made = deepcopy(run)
    (other,) = made.iter(f"{W}t")
    other.text = text
    keep_space(other)
    del t
    return made


def keep_space(t: etree._Element) -> None:
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def put_instead(element: etree._Element, others: list[etree._Element]) -> None:
    for child in reversed(others):
        element.addnext(child)
    element.getparent().remove(element)


# Random scripts


@dataclass(frozen=True)
class Step:
    """An edit, told by the place of what it concerns."""

    kind: str
    place: int
    start: float
    words: str


KINDS = ("replace", "replace", "replace", "add", "drop", "split", "join", "delete", "insert", "move", "note", "notes")


def script(chance: Random, length: int) -> list[Step]:
    """Some edits, each of which concerns paragraphs of its own."""
    places = chance.sample(range(10_000), length)
    return [Step(chance.choice(KINDS), place, chance.random(), chance.choice(NEW_WORDS)) for place in places]


def play(opened: Opened, steps: list[Step]) -> set[str]:
    """Makes the edits; gives the bookmarks of the paragraphs concerned. No paragraph is edited twice."""
    paragraphs = [p for p in opened.paragraphs() if not frozen(p)]
    names = {source_of(p): p for p in paragraphs}
    touched: set[str] = set()
    for step in steps:
        free = [name for name in names if name not in touched]
        if free:
            name = free[step.place % len(free)]
            touched |= _play(opened, step, name, names, touched)
    return touched


def _play(opened: Opened, step: Step, name: str, names: dict[str, etree._Element], touched: set[str]) -> set[str]:
    paragraph = names[name]
    words = texts(paragraph)
    t = words[step.place % len(words)]
    start, end = piece(t.text, step.start)
    match step.kind:
        case "replace":
            opened.replace(t, start, end, step.words)
        case "add":
            opened.replace(t, start, start, f"{step.words} ")
        case "drop":
            opened.replace(t, start, end, "")
        case "split" if 0 < start < len(t.text) and not is_followed_by_list(paragraph):
            opened.split(t, start)
        case "join":
            following = following_of(paragraph)[1]
            other = "" if following is None else source_of(following)
            if not other or other in touched:
                return set()
            opened.join(paragraph)
            return {name, other}
        case "delete" if not is_followed_by_list(paragraph) and not is_cited(opened, name):
            opened.delete(paragraph)
        case "insert" if not is_followed_by_list(paragraph):
            opened.insert(paragraph, f"A new paragraph with {step.words} stands here {step.place}.")
        case "move" if not is_followed_by_list(paragraph) and not is_cited(opened, name):
            others = [
                candidate
                for candidate in names
                if candidate not in touched and candidate != name and not is_followed_by_list(names[candidate])
            ]
            if not others:
                return set()
            other = others[step.place % len(others)]
            opened.move(paragraph, names[other])
            return {name, other}
        case "note":
            note_words = opened.note_texts()
            calls = list(paragraph.iter(f"{W}footnoteReference"))
            theirs = {c.get(f"{W}id") for c in calls}
            mine = [x for x in note_words if any(up.get(f"{W}id") in theirs for up in x.iterancestors(f"{W}footnote"))]
            if not mine:
                return set()
            chosen = mine[step.place % len(mine)]
            opened.replace(chosen, *piece(chosen.text, step.start), step.words)
        case "notes":
            calls = list(paragraph.iter(f"{W}footnoteReference"))
            if calls and step.start < 0.5:
                opened.drop_note(calls[0])
            else:
                opened.add_note(t, f"A note with {step.words} {step.place}.")
        case _:
            return set()
    return {name}


def is_cited(opened: Opened, name: str) -> bool:
    """Whether a field shows the number of a paragraph."""
    return any(name in (instruction.text or "") for instruction in opened.document.iter(f"{W}instrText"))


def piece(text: str, where: float) -> tuple[int, int]:
    """Where a word of a text begins and ends."""
    found = [match.span() for match in re.finditer(r"\S+", text)]
    return found[int(where * len(found))] if found else (0, 0)


# What the file says


def said(data: bytes) -> list[str]:
    """The paragraphs with their notes in brackets, each with the style; numbers that Word counts are signs."""
    parts = parts_of(data)
    notes = {}
    if NOTES in parts:
        for note in etree.fromstring(parts[NOTES]).iter(f"{W}footnote"):
            notes[note.get(f"{W}id")] = " ".join(words_in(p, {}) for p in note.iter(f"{W}p")).strip()
    document = etree.fromstring(parts[DOCUMENT])
    found = [(style(p), tidy(words_in(p, notes))) for p in document.iter(f"{W}p")]
    kept = [(kind, words) for kind, words in found if words and kind not in ("DraftSource", "SmallX")]
    # An organization of which nothing is said any more has no heading.
    empty = {place for place, (kind, _) in enumerate(kept[:-1]) if kind == kept[place + 1][0] == "H1"}
    return [f"{kind}: {words}" for place, (kind, words) in enumerate(kept) if place not in empty]


def tidy(words: str) -> str:
    # At which spaces no line ends is a matter of the words around them, which an edit may change; so is the comma
    # between two notes.
    return re.sub("[ \u00a0]+", " ", words.replace("],[", "][")).strip()


def words_in(paragraph: etree._Element, notes: dict[str, str]) -> str:
    return "".join(_words_in(paragraph, notes))


def _words_in(paragraph: etree._Element, notes: dict[str, str]) -> Iterator[str]:
    fields = 0
    for element in paragraph.iter():
        if element.tag == f"{W}fldChar":
            fields += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType"), 0)
            yield "#" if element.get(f"{W}fldCharType") == "end" else ""
        elif element.tag == f"{W}t" and not fields:
            yield element.text or ""
        elif element.tag == f"{W}noBreakHyphen" and not fields:
            yield "-"
        elif element.tag == f"{W}footnoteReference" and not element.get(f"{W}customMarkFollows"):
            yield f"[{notes.get(element.get(f'{W}id'), '')}]"
