"""Content controls: fields of a form that Word finds again by their tag, around paragraphs or between words.

A control is `w:sdt`: what it is, then what stands in it. Words that only invite to fill it in are marked as such; Word
takes them away with the first sign typed. A check box is an extension of 2010 (`w14`): its sign is text like any other,
so that programs which know no check boxes show it as it was left. Controls lock and protect nothing. Some programs drop
them and keep the words: hidden bookmarks around them tell where they stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.ooxml.elements import Element, element, parse, properties, run, text
from assembler.value import Value

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
"""The namespace of what Word has known since 2010; the root of the document declares it as one to be ignored."""
CHECKED = "\u2612"
UNCHECKED = "\u2610"
"""The signs of a check box."""

_SIGN_FONT = "MS Gothic"
_BOX = (
    f'<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="0"/>'
    f'<w14:checkedState w14:val="{ord(CHECKED):04X}" w14:font="{_SIGN_FONT}"/>'
    f'<w14:uncheckedState w14:val="{ord(UNCHECKED):04X}" w14:font="{_SIGN_FONT}"/></w14:checkbox>'
)


class Control(Value):
    """What a content control says of itself."""

    tag: str
    """By what programs find it."""
    title: str
    """What Word shows at its edge, and reads aloud."""
    number: int
    """Its own number in the whole document."""


def area(control: Control, *paragraphs: Element, hint: bool) -> Element:
    """A field for text of any kind, around whole paragraphs; `hint` where these only invite to fill it in."""
    return _control(control, paragraphs, [element("richText")], hint=hint)


def line(control: Control, *runs: Element, hint: bool) -> Element:
    """A field for plain words, inside a paragraph."""
    return _control(control, runs, [element("text")], hint=hint)


def check_box(control: Control, form: Sequence[Element] = ()) -> Element:
    """A box to tick, inside a paragraph, not ticked yet; form: further properties of its sign."""
    fonts = element("rFonts", ascii=_SIGN_FONT, hAnsi=_SIGN_FONT, eastAsia=_SIGN_FONT, hint="eastAsia")
    return _control(control, [run(text(UNCHECKED), form=[fonts, *form])], [parse(_BOX)], hint=False)


def _control(control: Control, content: Sequence[Element], kind: Sequence[Element], *, hint: bool) -> Element:
    said = [
        element("alias", val=control.title),
        element("tag", val=control.tag),
        element("id", val=control.number),
        *([element("showingPlcHdr")] if hint else []),
    ]
    about = properties("sdtPr", said)
    about.extend(kind)
    return element("sdt", about, element("sdtContent", *content))
