"""Spaces at which no line may end: between a number and what it counts, a word of reference and its number, an initial
and a name (UN-PUN-06).

They are typed as any other space. Writers set them so that they hold; the reader of Word files makes them ordinary
again, where the writer has set them.
"""

from __future__ import annotations

import re

from assembler.model.text.plain_text import NO_BREAK_SPACE

_BEFORE_NUMBER = (
    r"[Pp]aras?\.|[Pp]aragraphs?|[Ss]ects?\.|[Ss]ections?|[Cc]hap\.|[Cc]hapters?|[Nn]os?\.|[Aa]rts?\.|[Aa]rticles?|"
    r"[Vv]ols?\.|[Aa]nnex|[Rr]esolutions?|[Dd]ecisions?"
)
_NOT_COUNTED = "and|as|at|by|for|from|had|has|have|in|is|of|on|or|to|was|were|with"
_SPACES = re.compile(
    r"\b(?=[\dA-Zacdnprsv])"  # by which most words are passed over at their first letter
    rf"(?:(?<![.,/-])(?!(?:19|20)\d\d )\d[\d,.]*(?<=\d)(?P<counted> )(?!(?:{_NOT_COUNTED})\b)(?=[^\W\d_]|[%°])"
    rf"|(?:{_BEFORE_NUMBER})(?P<numbered> )(?=\d|[IVXL]+\b)"
    r"|(?:resolutions?|decisions?|documents?)(?P<cited> )\Z"
    r"|(?:Mr|Mrs|Ms|Dr|St)\.(?P<titled> )(?=[A-Z])"
    r"|(?<!\.)[A-Z]\.(?P<initial> )(?=[A-Z][a-z]))"
)
"""The number of a year belongs to no word; what follows “resolution” at the end of some words is its linked number."""
_PER_CENT = re.compile(r"(?<=\d\u00a0per) (?=cent\b)")


def held(text: str) -> str:
    """The text with no-break spaces at these places."""
    bound = _SPACES.sub(lambda match: match.group().replace(" ", NO_BREAK_SPACE), text)
    return _PER_CENT.sub(NO_BREAK_SPACE, bound) if "per cent" in bound else bound


def typed(text: str) -> str:
    """The text with ordinary spaces at these places; a no-break space that stands elsewhere was typed so."""
    if NO_BREAK_SPACE not in text:
        return text
    bound = held(text.replace(NO_BREAK_SPACE, " "))
    return "".join(" " if set_so == NO_BREAK_SPACE else found for found, set_so in zip(text, bound, strict=True))
