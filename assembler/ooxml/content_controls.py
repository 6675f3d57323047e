"""Content controls: fields of a form that Word finds again by their tag, around paragraphs or between words.

A control is `w:sdt`: what it is, then what stands in it. Words that only invite to fill it in are marked as such; Word
takes them away with the first sign typed. A check box is an extension of 2010 (`w14`): its sign is text like any other,
so that programs which know no check boxes show it as it was left. Controls lock and protect nothing. Some programs drop
them and keep the words: hidden bookmarks around them tell where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assembler.model.value import Value
from assembler.ooxml.markup import Markup, element, properties, run, text

CHECKED = "\u2612"
UNCHECKED = "\u2610"
"""The signs of a check box."""

_DAY_FORMS = {"zh": "yyyy'年'M'月'd'日'", "es": "d 'de' MMMM 'de' yyyy"}
"""How Word writes a day from its calendar, with the month in words."""
_SIGN_FONT = "MS Gothic"


class Control(Value):
    """What a content control says of itself."""

    tag: str
    """By what programs find it."""
    title: str
    """What Word shows at its edge, and reads aloud."""
    number: int
    """Its own number in the whole document."""


def area(control: Control, *paragraphs: Markup, hint: bool) -> Markup:
    """A field for text of any kind, around whole paragraphs; `hint` where these only invite to fill it in."""
    return _control(control, paragraphs, element("richText"), hint=hint)


def line(control: Control, *runs: Markup, hint: bool) -> Markup:
    """A field for plain words, inside a paragraph."""
    return _control(control, runs, element("text"), hint=hint)


def day(control: Control, *runs: Markup, language: str) -> Markup:
    """A field for a day, which only invites to fill it in, inside a paragraph: typed, or chosen from a calendar."""
    form = _DAY_FORMS.get(language.partition("-")[0], "d MMMM yyyy")
    kind = element(
        "date",
        element("dateFormat", val=form),
        element("lid", val=language),
        element("storeMappedDataAs", val="dateTime"),
        element("calendar", val="gregorian"),
    )
    return _control(control, runs, kind, hint=True)


def check_box(control: Control, formatting: Iterable[Markup]) -> Markup:
    """A box to tick, inside a paragraph, not ticked yet; form: further properties of its sign."""
    fonts = element("rFonts", ascii=_SIGN_FONT, hAnsi=_SIGN_FONT, eastAsia=_SIGN_FONT, hint="eastAsia")
    box = element(
        "w14:checkbox",
        element("w14:checked", **{"w14:val": 0}),
        element("w14:checkedState", **_sign(CHECKED)),
        element("w14:uncheckedState", **_sign(UNCHECKED)),
    )
    return _control(control, [run(text(UNCHECKED), formatting=(fonts, *formatting))], box, hint=False)


def _sign(sign: str) -> dict[str, str]:
    return {"w14:val": f"{ord(sign):04X}", "w14:font": _SIGN_FONT}


def _control(control: Control, content: Sequence[Markup], kind: Markup, *, hint: bool) -> Markup:
    control_properties = (
        element("alias", val=control.title),
        element("tag", val=control.tag),
        element("id", val=control.number),
        *((element("showingPlcHdr"),) if hint else ()),
        kind,
    )
    return element("sdt", properties("sdtPr", control_properties), element("sdtContent", *content))
