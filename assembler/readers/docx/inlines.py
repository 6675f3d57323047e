"""Reads one paragraph of a Word file from outside to inline nodes; what is not shown is noted as dropped.

Tracked insertions are taken, deletions are not; of a moved passage the new place is read. Content controls, smart tags
and fields are looked through. A text box stands inside a run and holds paragraphs of its own, which are handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import override
from urllib.parse import quote

from assembler.model.nodes import Footnote, Inlines, Query, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.value import MutableValue, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import BOOKMARK
from assembler.readers.docx.content_controls import Control, read_control, warn_of_placeholder
from assembler.readers.docx.context import DROPPED, FILES_INSIDE, ImportContext, Reason
from assembler.readers.docx.fields import find_reason, read_choice
from assembler.readers.docx.inline_spacing import Shown, make_content
from assembler.readers.docx.note_marks import drop_brackets
from assembler.readers.docx.pictures import describe_picture, find_text_boxes
from assembler.readers.docx.preparation import WHOLE, take_text
from assembler.readers.docx.superscripts import drop_meaningless_superscripts
from assembler.readers.markdown.links import find_link_fault
from assembler.readers.ooxml.attributes import get_attribute, get_style_identifier
from assembler.readers.ooxml.context import NoteKey
from assembler.readers.ooxml.fields import Field, find_target
from assembler.readers.ooxml.inline_nesting import Leaf, get_wrappers
from assembler.readers.ooxml.runs import RunWalker
from assembler.readers.ooxml.styles import PLAIN, LetterFormat, get_property
from assembler.readers.ooxml.symbol_fonts import get_symbol, replace_symbols
from assembler.readers.ooxml.visibility import is_marked, is_pale, is_tiny

_NO_TEXT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "ctrlPr", "fldChar"}
_STYLE, _UNDERLINE, _FONTS, _LINE_BREAK = map(qualified, ("rStyle", "u", "rFonts", "br"))
_PLACEHOLDER = "placeholder text"
_DOUBT_STRUCK = (
    "“{words}” is struck through, but not deleted, and was imported.",
    "If the words are to be deleted, delete them in Word and send the file again.",
)
_DOUBT_PALE = (
    "“{words}” has the colour of the page and cannot be seen, but was imported.",
    "Delete the words in Word, or set the colour of the font to automatic if the words belong to the text.",
)
_DOUBT_TINY = (
    "“{words}” is too small to be read, but was imported.",
    "Delete the words in Word, or give the words the size of the text if they belong to it.",
)
_DOUBT_MARKED = (
    "“{words}” is highlighted, as open points often are, and was imported without the highlighting.",
    "Check whether a decision on these words is still open. If so, decide before the text is cleared.",
)
_BREAK: Shown = (Leaf(Text("\n")), "")


class ReadParagraph(MutableValue):
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


class ParagraphReader(RunWalker[Field]):
    """Reads the paragraphs of one story, whose fields may reach over several of them."""

    spaces = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}  # noqa: RUF012

    def __init__(self, context: ImportContext, links: Mapping[str, str], *, in_note: bool = False) -> None:
        """Takes the context, and the addresses of the links in this part."""
        super().__init__(Field)
        self._context = context
        self._links = links
        self._in_note = in_note
        self._begin_paragraph(ReadParagraph())

    def _begin_paragraph(self, paragraph: ReadParagraph) -> None:
        self._paragraph = paragraph
        self._shown: list[Shown] = []
        self._target = ""
        self._dropping: Reason | None = None
        self._dropped: list[tuple[Reason, str]] = []
        self._looks: list[tuple[bool, bool]] = []
        self._doubt: tuple[str, str] | None = None
        self._doubtful: list[str] = []
        self._base = PLAIN
        self._in_answer = False

    def read(self, paragraph: Element) -> ReadParagraph:
        """The words of a paragraph and what was met in it."""
        self._begin_paragraph(ReadParagraph())
        self._element = paragraph
        self._base = self._context.styles.get_format(get_style_identifier(paragraph))
        self.walk(paragraph)
        self._note_dropped()
        self._warn_of_doubtful()
        result = self._paragraph
        shown, brackets = drop_brackets(drop_meaningless_superscripts(self._shown))
        for pair in brackets:
            self._context.drop(Reason.BRACKET, pair)
        contents = [make_content(row, self._context.language) for row in _split_at_breaks(shown)]
        result.content, result.further = contents[0], tuple(filter(None, contents[1:]))
        result.emphatic = bool(self._looks) and all(emphatic for emphatic, _ in self._looks)
        result.placeholder |= bool(self._looks) and all(waiting for _, waiting in self._looks)
        return result

    # What stands around and between runs

    def read_change(self, element: Element, tag: str) -> None:
        """A tracked change; the words of some are dropped."""
        outside, self._dropping = self._dropping, self._dropping or DROPPED.get(tag)
        self.walk(element)
        self._dropping = outside

    def read_link(self, element: Element) -> None:
        """A link; one whose address is unknown leads where the one around it leads."""
        outside = self._target
        self._target = self._links.get(get_attribute(element, "r:id"), "") or outside
        self.walk(element)
        self._target = outside

    def begin_bookmark(self, identifier: str, name: str) -> None:
        """The beginning of a bookmark, perhaps of an answer."""
        self._paragraph.begun.append((identifier, name))
        self._context.has_answers |= name.startswith(BOOKMARK)

    def end_bookmark(self, identifier: str) -> None:
        """The end of a bookmark."""
        self._paragraph.ended.append(identifier)

    def read_other(self, element: Element, tag: str) -> None:
        """A content control; words in a formula; anything else is looked through."""
        if tag == "sdt":
            self._read_control(element)
        elif tag == "t":
            self.add_words(take_text(element))  # formulas have runs of their own
        elif tag == "delText":
            self.read_deleted_text(element)
        elif tag in FILES_INSIDE:
            self._context.warn_of_file_inside()
        else:
            self.read_other_part(element, tag)

    def _read_control(self, element: Element) -> None:
        control = read_control(element)
        if control.is_no_text:
            self._read_apart(element, control)
            return
        self._paragraph.tags += [control.tag] if control.tag else []
        before, in_answer = len(self._shown), self._in_answer
        self._in_answer |= control.is_answer
        self._context.has_answers |= control.is_answer
        self._paragraph.placeholder |= control.is_answer and control.placeholder
        self.walk(element)
        self._in_answer = in_answer
        warn_of_placeholder(control, extract_text(leaf.node for leaf, _ in self._shown[before:]), self._context)

    def _read_apart(self, element: Element, control: Control) -> None:
        """What stands in a control whose words are no text."""
        before, self._shown = self._shown, []
        looks, self._looks = self._looks, []
        self.walk(element)
        words = extract_text(leaf.node for leaf, _ in self._shown)
        self._shown, self._looks = before, looks
        self._paragraph.tags += [control.tag] if control.tag else []
        control.note(words, self._context)
        self._paragraph.control = control.title if control.is_box else self._paragraph.control

    # What stands in runs

    @property
    def _format(self) -> LetterFormat:
        """The format of the run, over that of its style."""
        style = get_property(self.properties, _STYLE)
        return self.letters.over(self._context.styles.get_format(style)) if style else self.letters

    def read_text(self, text: Element) -> None:
        """Words, or the own mark of a note, which is set anew."""
        written = take_text(text)
        if self.has_own_mark:
            self._context.drop(Reason.MARK, written)
            return
        style = get_property(self.properties, _STYLE)
        waits = bool(style) and (self._context.styles.get_name(style) or style).lower() == _PLACEHOLDER
        if waits and self._context.own_words.get(" ".join(written.split())) is Reason.OWN:
            self._context.drop(Reason.OWN, written)  # somebody may have written on in the same paragraph
            return
        if written.strip() and self._find_reason() is None:
            underlined = get_property(self.properties, _UNDERLINE) not in ("", "none")
            self._looks.append((bool(self._format.over(self._base).bold) or underlined, waits))
        fonts = self.properties.get(_FONTS)
        self.add_words(replace_symbols(written, "" if fonts is None else get_attribute(fonts, "ascii")))

    def read_deleted_text(self, text: Element) -> None:
        """Words that are deleted, wherever they stand."""
        self._drop(take_text(text), Reason.DELETED)

    def read_space(self, element: Element, written: str) -> None:
        """A space, but for line breaks in answers; words beside a deleted break stay apart."""
        if element.tag == _LINE_BREAK and self._in_answer and self._find_reason() is None:
            self._shown.append(_BREAK)
        elif element.tag == _LINE_BREAK and self._dropping is Reason.DELETED:
            self._shown.append((Leaf(Text(written)), ""))
        else:
            self.add_words(written)

    def read_sign(self, font: str, code: str) -> None:
        """A sign of a symbol font as a character (IN-DOC-06)."""
        if get_symbol(font, code) == "\ufffd":
            message, hint = (
                "A character of the font {font} could not be imported and was replaced by “\ufffd”.",
                "Type the character again, or say in words what it means.",
            )
            self._context.warn("IN-DOC-06", message, hint, font=font or "of symbols")
        super().read_sign(font, code)

    def read_other_part(self, element: Element, tag: str) -> None:
        """Anything else in a run is looked through."""
        outside = self.properties, self.letters
        self.properties, self.letters = {}, PLAIN
        if tag not in _NO_TEXT:
            self.walk(element)
        self.properties, self.letters = outside

    def read_field_mark(self, mark: Element) -> None:
        """The mark of a field that has both ends, with what is chosen in it; others say nothing."""
        if mark.get(WHOLE) is not None:
            super().read_field_mark(mark)
            self.add_words(read_choice(mark))

    def read_instruction(self, written: str) -> None:
        """A part of an instruction; outside of fields it is dropped."""
        super().read_instruction(written)
        if not self.fields:
            self._context.drop(Reason.FIELD, written)

    def _find_reason(self) -> Reason | None:
        """Why words are dropped here, none where they are shown."""
        hidden = self._format.hidden
        is_hidden = self._base.hidden if hidden is None else hidden
        return self._dropping or find_reason(self.fields) or (Reason.HIDDEN if is_hidden else None)

    def add_words(self, written: str) -> None:
        """Adds words that are shown; others are dropped."""
        if not written:
            return
        reason = self._find_reason()
        if reason:
            self._drop(written, reason)
            return
        self._note_dropped()
        letters = self._format
        self._gather_doubtful(written, letters.over(self._base))
        self._add_leaf(Leaf(Text(written), get_wrappers(letters, self._context.language)))

    def _gather_doubtful(self, written: str, letters: LetterFormat) -> None:
        doubt = _find_doubt(letters, self._element, self._context)
        if doubt != self._doubt and written.strip():
            self._warn_of_doubtful()
            self._doubt = doubt
        if self._doubt:
            self._doubtful.append(written)

    def _warn_of_doubtful(self) -> None:
        """Says that words were taken whose look lets doubt whether they belong to the text, as one passage."""
        words = " ".join("".join(self._doubtful).split())
        self._doubtful = []
        if words and self._doubt:
            self._context.warn("IN-DOC-10", *self._doubt, words=words)

    def _add_leaf(self, leaf: Leaf) -> None:
        self._shown.append((leaf, self._read_target() if leaf.shown else ""))

    def _read_target(self) -> str:
        """The address on the web to which words here lead, empty for none."""
        target = (self._target or find_target(self.fields)).strip()
        if not target or target.startswith("#"):
            return ""
        written = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        if find_link_fault(written) is None:
            return written
        self._context.drop(Reason.ADDRESS, target)
        return ""

    def _drop(self, written: str, reason: Reason) -> None:
        if self._dropped and self._dropped[-1][0] is not reason:
            self._note_dropped()
        self._dropped.append((reason, written))

    def _note_dropped(self) -> None:
        """Notes the words that were dropped since the last ones that were not, as one passage."""
        if self._dropped:
            self._context.drop(self._dropped[0][0], "".join(written for _, written in self._dropped))
            self._dropped = []

    # Notes, comments, pictures

    @override
    def read_note(self, call: Element, key: NoteKey) -> None:
        """A note where it is called first; in a note or where nothing shows, only its words."""
        if key not in self._context.notes or key in self._context.called_notes:
            self._warn_of_note(key)
            return
        self._context.called_notes.add(key)
        paragraphs = read_note(key, self._context)
        words = " ".join(extract_text(paragraph) for paragraph in paragraphs)
        if self._in_note or self._find_reason() is not None:
            self.add_words(f" [{words}]" if self._in_note else words)
        elif paragraphs:
            self._note_dropped()
            self._add_leaf(Leaf(Footnote(paragraphs, source=self._context.source), shown=False))

    def _warn_of_note(self, key: NoteKey) -> None:
        if key in self._context.called_notes:
            message = "The same note is cited again here; its text stands at the first citation."
            self._context.warn("IN-DOC-10", message, "Check whether another note was intended.")
        else:
            message = "A note is cited here, but the file does not contain its text."
            hint = "Ask the entity for the text of the note."
            self._context.warn("IN-DOC-06", message, hint, word_hint="Type the text of the note again, in a footnote.")

    def read_comment(self, identifier: str) -> None:
        """A comment where it is met first."""
        if identifier in self._context.comments and identifier not in self._context.placed_comments:
            self._context.placed_comments.add(identifier)
            self._add_leaf(Leaf(Query(self._context.comments[identifier], self._context.source), shown=False))

    def read_picture(self, element: Element) -> None:
        """The text boxes in a shape, and what it shows that is no text."""
        if self._dropping is not None:
            texts = element.iter(qualified("t"), qualified("delText"))
            self._drop(" ".join(map(take_text, texts)), self._dropping)
            return
        self._paragraph.boxes += find_text_boxes(element)
        left_out = describe_picture(element)
        if left_out:
            self._context.warn_text(*left_out)


def _find_doubt(letters: LetterFormat, paragraph: Element, context: ImportContext) -> tuple[str, str] | None:
    """What is said of words that look as if they did not belong to the text, none of all others (IN-DOC-10)."""
    if letters.struck:
        return _DOUBT_STRUCK
    if is_tiny(letters):
        return _DOUBT_TINY
    if is_pale(letters, paragraph, context.styles):
        return _DOUBT_PALE
    return _DOUBT_MARKED if is_marked(letters) else None


def _split_at_breaks(shown: Sequence[Shown]) -> Iterator[list[Shown]]:
    """The leaves between line breaks."""
    row: list[Shown] = []
    for one in shown:
        if one is _BREAK:
            yield row
            row = []
        else:
            row.append(one)
    yield row


def read_note(key: NoteKey, context: ImportContext) -> tuple[Inlines, ...]:
    """The paragraphs of a note, without empty ones."""
    note = context.notes[key]
    reader = ParagraphReader(context, note.links, in_note=True)
    read = (reader.read(paragraph).content for paragraph in note.root.iter(qualified("p")))
    return tuple(content for content in read if content)
