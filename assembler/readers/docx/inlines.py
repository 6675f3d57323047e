"""One paragraph of a Word file from outside to inline nodes: what is shown is taken, what is not is noted.

Tracked insertions are taken, deletions are not; of a moved passage the new place is read. Content controls, smart tags
and fields are looked through. A text box stands inside a run and holds paragraphs of its own, which are handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from assembler.model.nodes import Footnote, Query, Text
from assembler.model.text.walk import Inlines, plain_text
from assembler.model.value import Growing, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import BOOKMARK
from assembler.readers.docx.alternatives import taken
from assembler.readers.docx.content_controls import Control, control_of, warn_of_waiting
from assembler.readers.docx.context import DROPPED, Around, Reason
from assembler.readers.docx.fields import Fields
from assembler.readers.docx.inline_spacing import Shown, content_of
from assembler.readers.docx.pictures import boxes_in, no_text
from assembler.readers.markdown.links import find_link_fault
from assembler.readers.ooxml.attributes import value_of
from assembler.readers.ooxml.inline_nesting import NOTHING, RAISED, STRONG, Leaf, Wrappers, emphasis
from assembler.readers.ooxml.styles import PLAIN, Face, Properties, face_of, properties_of, said
from assembler.readers.ooxml.symbol_fonts import sign_of, with_signs

_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_NO_TEXT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "ctrlPr", "fldChar"}
_FORM, _STYLE, _UNDERLINE, _FONTS = map(qualified, ("rPr", "rStyle", "u", "rFonts"))
_MARK_FOLLOWS = qualified("customMarkFollows")
_PLACEHOLDER = "placeholder text"
_BREAK: Shown = (Leaf(Text("\n")), "")


class Row(Growing):
    """What was read of a paragraph."""

    content: Inlines = ()
    """Its words as nodes."""
    further: tuple[Inlines, ...] = ()
    """What follows each line break in the field of an answer: there LibreOffice makes no paragraphs."""
    boxes: list[Element] = field(default_factory=list)
    """The text boxes that hang on it."""
    tags: list[str] = field(default_factory=list)
    """The tags of the controls among its words."""
    begun: list[tuple[str, str]] = field(default_factory=list)
    """Identifier and name of the bookmarks that begin in it."""
    ended: list[str] = field(default_factory=list)
    """Identifiers of the bookmarks that end in it."""
    emphatic: bool = False
    """Whether all its words are in bold or underlined."""
    placeholder: bool = False
    """Whether all its words look like those that wait for others."""
    control: str = ""
    """The title of the control of a box in it."""


class ParagraphReader:
    """Reads the paragraphs of one story, whose fields may reach over several of them."""

    def __init__(self, around: Around, links: Mapping[str, str], *, in_note: bool = False) -> None:
        """Takes what is around, and the addresses of the links in this part."""
        self._around = around
        self._links = links
        self._in_note = in_note
        self._fields = Fields()
        self._begin(Row())

    def _begin(self, row: Row) -> None:
        self._row = row
        self._shown: list[Shown] = []
        self._target = ""
        self._dropping: Reason | None = None
        self._dropped: list[tuple[Reason, str]] = []
        self._looks: list[tuple[bool, bool]] = []
        self._struck: list[str] = []
        self._base = PLAIN
        self._in_answer = False

    def read(self, paragraph: Element) -> Row:
        """The words of a paragraph and what was met in it."""
        self._begin(Row())
        form = paragraph.find(qualified("pPr"))
        self._base = self._around.styles.face("" if form is None else value_of(form, "pStyle"))
        self._children(paragraph)
        self._leave_dropped()
        self._warn_of_struck()
        row = self._row
        language = self._around.language
        contents = [content_of(shown, language) for shown in _parted(self._shown)]
        row.content, row.further = contents[0], tuple(filter(None, contents[1:]))
        row.emphatic = bool(self._looks) and all(emphatic for emphatic, _ in self._looks)
        row.placeholder |= bool(self._looks) and all(waiting for _, waiting in self._looks)
        return row

    def _children(self, parent: Element) -> None:
        for child in parent:
            self._child(child, child.tag.rpartition("}")[2])

    def _child(self, child: Element, tag: str) -> None:
        if tag == "r" and child.tag == qualified("r"):
            self._run(child)
        elif tag in DROPPED:
            self._without(child, DROPPED[tag])
        elif tag == "hyperlink":
            self._link(child)
        elif tag == "bookmarkStart":
            self._bookmark(child)
        elif tag == "bookmarkEnd":
            self._row.ended.append(child.get(qualified("id"), ""))
        elif tag == "fldSimple":
            self._fields.begin(child.get(qualified("instr"), ""))
            self._children(child)
            self._fields.end()
        elif tag == "sdt":
            self._control(child)
        elif tag == "t":
            self._words(taken(child), PLAIN)  # formulas have runs of their own
        elif tag == "delText":
            self._without_words(taken(child), Reason.DELETED)
        elif tag not in _NO_TEXT:
            self._children(child)

    def _bookmark(self, element: Element) -> None:
        name = element.get(qualified("name"), "")
        self._row.begun.append((element.get(qualified("id"), ""), name))
        self._around.has_answers |= name.startswith(BOOKMARK)

    def _without(self, element: Element, reason: Reason) -> None:
        before, self._dropping = self._dropping, self._dropping or reason
        self._children(element)
        self._dropping = before

    def _link(self, element: Element) -> None:
        before = self._target
        self._target = self._links.get(element.get(qualified("r:id"), ""), "") or before
        self._children(element)
        self._target = before

    # Controls

    def _control(self, element: Element) -> None:
        control = control_of(element)
        if control.is_no_text:
            self._apart(element, control)
            return
        self._row.tags += [control.tag] if control.tag else []
        before, in_answer = len(self._shown), self._in_answer
        self._in_answer |= control.is_answer
        self._around.has_answers |= control.is_answer
        self._row.placeholder |= control.is_answer and control.placeholder
        self._content_of(element)
        self._in_answer = in_answer
        warn_of_waiting(control, plain_text(leaf.node for leaf, _ in self._shown[before:]), self._around)

    def _content_of(self, element: Element) -> None:
        for content in element:
            self._child(content, content.tag.rpartition("}")[2])

    def _apart(self, element: Element, control: Control) -> None:
        """What stands in a control whose words are no text."""
        before, self._shown = self._shown, []
        looks, self._looks = self._looks, []
        self._content_of(element)
        words = plain_text(leaf.node for leaf, _ in self._shown)
        self._shown, self._looks = before, looks
        self._row.tags += [control.tag] if control.tag else []
        control.note(words, self._around)
        self._row.control = control.title if control.is_box else self._row.control

    # Runs

    def _run(self, run: Element) -> None:
        parts = [(child, child.tag.rpartition("}")[2]) for child in run]
        form = properties_of(next((child for child, _ in parts if child.tag == _FORM), None))
        style = said(form, _STYLE)
        face = face_of(form).over(self._around.styles.face(style)) if style else face_of(form)
        marked = any(tag in _NOTES and child.get(_MARK_FOLLOWS) for child, tag in parts)
        for child, tag in parts:
            if tag == "t" and marked:
                self._around.leave(Reason.MARK, taken(child))
            elif tag == "t":
                self._text(form, taken(child), face)
            else:
                self._part_of_run(child, tag, face)

    def _part_of_run(self, child: Element, tag: str, face: Face) -> None:
        if tag == "delText":
            self._without_words(taken(child), Reason.DELETED)
        elif tag == "br" and self._in_answer and self._is_shown(face):
            self._shown.append(_BREAK)
        elif tag in _SIGNS:
            self._words(_SIGNS[tag], face)
        elif tag == "sym":
            self._sign(child, face)
        elif tag == "fldChar":
            self._words(self._fields.mark(child), face)
        elif tag in ("instrText", "delInstrText"):
            self._instruction(child)
        elif tag in _NOTES:
            self._note(_NOTES[tag], child, face)
        elif tag == "commentReference":
            self._comment(child.get(qualified("id"), ""))
        elif tag in ("drawing", "pict", "object", "AlternateContent"):
            self._picture(child, tag)
        elif tag not in _NO_TEXT:
            self._children(child)

    def _text(self, form: Properties, written: str, face: Face) -> None:
        style = said(form, _STYLE)
        waits = bool(style) and self._around.styles.name(style).lower() == _PLACEHOLDER
        if waits and self._around.own.get(" ".join(written.split())) is Reason.FORM:
            self._around.leave(Reason.FORM, written)  # somebody may have written on in the same paragraph
            return
        if written.strip() and self._is_shown(face):
            underlined = said(form, _UNDERLINE) not in ("", "none")
            self._looks.append((bool(face.over(self._base).bold) or underlined, waits))
        self._words(with_signs(written, _symbol_face(form)), face)

    def _sign(self, child: Element, face: Face) -> None:
        font = child.get(qualified("font"), "")
        sign = sign_of(font, child.get(qualified("char"), ""))
        if sign == "\ufffd":
            message = f"A sign of the face {font or 'of symbols'} can't be taken; “\ufffd” stands in its place."
            self._around.warn("IN-DOC-06", message, "Write the sign as a character or in words.")
        self._words(sign, face)

    def _is_shown(self, face: Face) -> bool:
        return self._dropping is None and self._fields.dropped is None and not self._is_hidden(face)

    def _is_hidden(self, face: Face) -> bool | None:
        return self._base.hidden if face.hidden is None else face.hidden

    def _words(self, written: str, face: Face) -> None:
        if not written:
            return
        reason = self._dropping or self._fields.dropped
        if reason is None and self._is_hidden(face):
            reason = Reason.HIDDEN
        if reason:
            self._without_words(written, reason)
            return
        self._leave_dropped()
        if face.over(self._base).struck:
            self._struck.append(written)
        else:
            self._warn_of_struck()
        self._add(Leaf(Text(written), self._wrappers(face)))

    def _warn_of_struck(self) -> None:
        """Says that words were taken that somebody has struck through (IN-DOC-10), as one passage."""
        words = " ".join("".join(self._struck).split())
        self._struck = []
        if words:
            message = f"“{words}” is struck through by hand, which deletes nothing, and was taken."
            self._around.warn("IN-DOC-10", message, "Take it out if that is meant.")

    def _wrappers(self, face: Face) -> Wrappers:
        found = NOTHING
        if face.bold:
            found |= {STRONG}
        if face.italic:
            found |= {emphasis("", self._around.language)}
        return found | {RAISED} if face.raised else found

    def _add(self, leaf: Leaf) -> None:
        self._shown.append((leaf, self._web_target() if leaf.shown else ""))

    def _web_target(self) -> str:
        target = (self._target or self._fields.target).strip()
        if not target or target.startswith("#"):
            return ""
        written = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        if find_link_fault(written) is None:
            return written
        self._around.leave(Reason.ADDRESS, target)
        return ""

    def _without_words(self, written: str, reason: Reason) -> None:
        if self._dropped and self._dropped[-1][0] is not reason:
            self._leave_dropped()
        self._dropped.append((reason, written))

    def _leave_dropped(self) -> None:
        """Notes the words that were dropped since the last ones that were not, as one passage."""
        if self._dropped:
            self._around.leave(self._dropped[0][0], "".join(written for _, written in self._dropped))
            self._dropped = []

    def _instruction(self, child: Element) -> None:
        if not self._fields.instruct(child.text or ""):
            self._around.leave(Reason.FIELD, child.text or "")

    # Notes, comments, pictures

    def _note(self, kind: str, call: Element, face: Face) -> None:
        key = (kind, call.get(qualified("id"), ""))
        if key not in self._around.notes or key in self._around.called:
            self._not_read(key)
            return
        self._around.called.add(key)
        paragraphs = read_note(key, self._around)
        words = " ".join(plain_text(paragraph) for paragraph in paragraphs)
        if self._in_note or not self._is_shown(face):
            self._words(f" [{words}]" if self._in_note else words, face)
        elif paragraphs:
            self._leave_dropped()
            self._add(Leaf(Footnote(paragraphs, source=self._around.source), shown=False))

    def _not_read(self, key: tuple[str, str]) -> None:
        if key in self._around.called:
            message = "A note is called again here; its words stand where it was called first."
            self._around.warn("IN-DOC-10", message, "Look whether another note is meant.")
        else:
            message = "A note is called here, and the file does not hold its words."
            self._around.warn("IN-DOC-06", message, "Look in the file of the entity for what the note says.")

    def _comment(self, identifier: str) -> None:
        if identifier in self._around.comments and identifier not in self._around.asked:
            self._around.asked.add(identifier)
            self._add(Leaf(Query(self._around.comments[identifier], self._around.source), shown=False))

    def _picture(self, element: Element, tag: str) -> None:
        if self._dropping is not None:
            texts = element.iter(qualified("t"), qualified("delText"))
            self._without_words(" ".join(map(taken, texts)), self._dropping)
            return
        self._row.boxes += boxes_in(element)
        code, message = no_text(element, tag)
        if code:
            self._around.warn(code, message, "Only words are taken; write what it says as text.")


def _symbol_face(form: Properties) -> str:
    """The face of a run, which may be one of symbols."""
    fonts = form.get(_FONTS)
    return "" if fonts is None else fonts.get(qualified("ascii"), "")


def _parted(shown: Sequence[Shown]) -> Iterator[list[Shown]]:
    """The leaves between line breaks."""
    row: list[Shown] = []
    for it in shown:
        if it is _BREAK:
            yield row
            row = []
        else:
            row.append(it)
    yield row


def read_note(key: tuple[str, str], around: Around) -> tuple[Inlines, ...]:
    """The paragraphs of a note, without empty ones."""
    note, links = around.notes[key]
    reader = ParagraphReader(around, links, in_note=True)
    read = (reader.read(paragraph).content for paragraph in note.iter(qualified("p")))
    return tuple(content for content in read if content)
