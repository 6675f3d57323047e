"""Settings of the document: what Word must know before it lays out the first page.

Heads of even pages, the two rules above footnotes, and the ways of the version of Word that the file is meant for
belong here. The official template asks for no extra room at the top and the bottom of pages.
"""

from __future__ import annotations

from assembler.ooxml.markup import Markup, element
from assembler.ooxml.notes import SEPARATORS

_WORD = "http://schemas.microsoft.com/office/word"
_WAYS = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def plain_settings(tab_step: int) -> list[Markup]:
    """What the settings part of a file without notes and without heads of even pages must hold."""
    ways = [element("compatSetting", name="compatibilityMode", uri=_WORD, val=_WAYS["compatibilityMode"])]
    return [
        element("zoom", percent=100),
        element("defaultTabStop", val=tab_step),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", *ways),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]


def settings(tab_step: int) -> list[Markup]:
    """What the settings part must hold; the step of tabs beyond the last stop is in twips."""
    ways = [element("compatSetting", name=name, uri=_WORD, val=value) for name, value in _WAYS.items()]
    return [
        element("zoom", percent=100),
        element("defaultTabStop", val=tab_step),
        element("doNotHyphenateCaps"),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("footnotePr", *(element("footnote", id=number) for number in SEPARATORS)),
        element("compat", element("suppressBottomSpacing"), element("suppressTopSpacing"), *ways),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]
