"""Reads the content controls of a Word file: whose answer, which box, whose name stands in them.

A control (`w:sdt`) stands around blocks, rows, cells or runs. A control may show a placeholder (`w:showingPlcHdr`); in
a questionnaire these are the questionnaire's own words. A box to check is a control of its own kind.
"""

from __future__ import annotations

from assembler.model.finding import FindingText, make_text
from assembler.model.text.phrases import shorten
from assembler.model.value import Value
from assembler.ooxml.elements import Element
from assembler.ooxml.questionnaire import ANSWER, CONTACT, NOTHING
from assembler.readers.docx.context import ImportContext, Reason
from assembler.readers.ooxml.attributes import get_child, get_local_name, get_value, is_on, is_on_value

_CHECKED = "☒☑✓✗xX"
_SIGNS = "☐☒☑✓✗"
QUOTED = 80
"""How many characters of a paragraph a message quotes."""


class Control(Value):
    """What a control says of itself."""

    tag: str
    """Its tag."""
    title: str
    """Its title."""
    placeholder: bool
    """Whether it shows words that wait for others."""
    checked: bool | None
    """Whether its box is checked; none where it is no box."""

    @property
    def is_answer(self) -> bool:
        """Whether it is the field for the answer on an organization."""
        return self.tag.startswith(ANSWER)

    @property
    def is_no_text(self) -> bool:
        """Whether what stands in it is no text of the report."""
        return self.is_contact or self.is_box

    @property
    def is_contact(self) -> bool:
        """Whether it holds a name or address of the focal point, or who approved the texts and when."""
        return self.tag.startswith(CONTACT)

    @property
    def is_box(self) -> bool:
        """Whether it is the box “nothing to report” of an organization."""
        return self.tag.startswith(NOTHING)

    def note(self, words: str, context: ImportContext) -> None:
        """Notes what stands in it, where that is no text."""
        bare = " ".join(words.split())
        # LibreOffice keeps the flag when somebody has written; then the words are none of the questionnaire's own.
        waits = bare in context.own_words or (self.placeholder and not context.own_words)
        if self.is_contact and waits:
            context.drop(Reason.OWN, words)
        elif self.is_contact:
            context.contact[self.tag] = bare
            context.contact_places.setdefault(self.tag, context.source)
            context.drop(Reason.CONTACT, words)
        if self.is_box:
            organization = self.tag.removeprefix(NOTHING)
            context.nothing[organization] = self.checked if self.checked is not None else _is_checked(words)
            context.labels[organization] = self.title
            rest = bare.strip(f"{_SIGNS} ")
            is_label = rest in context.own_words or rest == " ".join(self.title.split())
            context.drop(Reason.OWN if is_label else Reason.OUTSIDE, rest)


def _is_checked(words: str) -> bool:
    return any(sign in words for sign in _CHECKED)


def warn_of_placeholder(control: Control, words: str, context: ImportContext) -> None:
    """Says that the words of a control are taken though they look as if they waited for others (IN-DOC-10)."""
    if control.placeholder and not control.is_answer and words.strip():
        context.warn_text("IN-DOC-10", describe_placeholder(" ".join(words.split())))


def describe_placeholder(words: str) -> FindingText:
    """What is said of words that were taken though they look as if they waited for others, and what to do."""
    message = "“{quoted}” looks like placeholder text, but was imported."
    return make_text(message, "Delete these words if they are not part of the text.", quoted=shorten(words, QUOTED))


def read_control(element: Element) -> Control:
    """What the control says of itself."""
    properties = get_child(element, "sdtPr")
    if properties is None:
        return Control("", "", False, None)
    shows = is_on(get_child(properties, "showingPlcHdr"))
    return Control(get_value(properties, "tag"), get_value(properties, "alias"), shows, _read_checkbox(properties))


def _read_checkbox(properties: Element) -> bool | None:
    """Whether a box is checked: its elements stand in a namespace that changes with the versions of Word."""
    boxes = [child for child in properties if get_local_name(child) == "checkbox"]
    if not boxes:
        return None
    mark = next((child for child in boxes[0] if get_local_name(child) == "checked"), None)
    if mark is None:
        return False
    return next((is_on_value(str(value)) for name, value in mark.attrib.items() if str(name).endswith("val")), True)
