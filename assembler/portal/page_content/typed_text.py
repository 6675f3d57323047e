"""A text as a person types it on a page, where a theme stands as “Theme: …” on a line of its own."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_HEADING = re.compile(r"(?m)^##[ \t]+(\S.*?)[ \t]*$")
_THEME = re.compile(r"(?mi)^th[eè]me[ \xa0\u202f]?:[ \xa0\u202f]*(\S.{0,200}?)[ \t]*$")
_ANCHOR = re.compile(r"(?m)\n?^\{: [^\n}]*\}[ \t]*$")


def show_typed(body: str) -> str:
    """The body of a text as it stands in the field in which it is typed."""
    return _HEADING.sub(lambda heading: f"{_('Theme:')} {heading[1]}", body)


def read_typed(text: str) -> str:
    """The body of a text that was typed, in whichever language of the pages."""
    return _THEME.sub(lambda theme: f"## {theme[1]}", text)


def show_words(body: str) -> str:
    """The body as it is compared with another one: without names of paragraphs, which nobody reads."""
    return show_typed(_ANCHOR.sub("", body))
