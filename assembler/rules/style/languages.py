"""Typography of single languages."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose

_NO_BREAK_SPACES = ("\u00a0", "\u202f")
_FRENCH_HIGH = Pattern(r"(?<=[^\s:;?!\d/])([ ]?)([:;?!])(?=\s|\Z)")
_FRENCH_OPENING, _FRENCH_CLOSING = Pattern(r"«(?![\u00a0\u202f])[ ]?"), Pattern(r"(?<![\u00a0\u202f])[ ]?»")
_FRENCH_ORDINAL = Pattern(r"\b1(?:ère|ere)\b|\b(\d+)(?:ème|eme|ième)\b")
_FRENCH_FIRST_DAY = Pattern(
    r"(?<![\d.,/-])(?<!\d )1(?= (?:janvier|février|mars|avril|mai|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre)\b)"
)
_CHINESE = Pattern(r"(?<=[\u4e00-\u9fff])([,;:?!])(?=\s?[\u4e00-\u9fff]|\Z)")
_FULL_WIDTH = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"}


def find_french_spaces(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A French text lacks the no-break space before : ; ? ! or inside « », or writes 1ère or 1 mai.

    Why: French typography asks for the space, which must not break; ordinals are 1re and 2e, and the first day of a
    month is 1er (observed in French mastheads; not read in the Manual).

    Wrong: `Original: anglais`, `« paix »` with ordinary spaces, `1ère séance`, `1 mai 2027`
    Right: the same with no-break spaces, `1re séance`, `1er mai 2027`
    """
    for run in runs:
        for match in _FRENCH_HIGH.finditer(run.text):
            if run.shown.startswith(_NO_BREAK_SPACES, match.start()):
                continue
            right = f"\u00a0{match[2]}"
            yield run.fault(
                *match.span(),
                "A no-break space is missing at “{mark}”.",
                "Put a no-break space before the mark.",
                instead=right,
                safe=True,
                mark=match[2],
            )
        for pattern, right in ((_FRENCH_OPENING, "«\u00a0"), (_FRENCH_CLOSING, "\u00a0»")):
            for match in pattern.finditer(run.shown):
                message = "A no-break space is missing at “{mark}”."
                yield run.fault(
                    *match.span(),
                    message,
                    "Put a no-break space inside the quotation marks.",
                    instead=right,
                    safe=True,
                    mark=right.strip(chr(0xA0)),
                )
        for match in _FRENCH_ORDINAL.finditer(run.text):
            right = f"{match[1]}e" if match[1] else "1re"
            yield run.fault(
                *match.span(),
                "The ordinal “{words}” has the wrong ending.",
                "Write “{instead}”.",
                instead=right,
                safe=True,
            )
        for match in _FRENCH_FIRST_DAY.finditer(run.text):
            yield run.fault(
                *match.span(),
                "The first day of a month has no ending.",
                "Write “{instead}” before the month.",
                instead="1er",
            )


def find_chinese_marks(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A Chinese text has a narrow punctuation mark.

    Why: Chinese sets full-width marks (observed in Chinese versions; not read in the Manual).

    Wrong: 联合国,区域组织
    Right: 联合国，区域组织
    """
    for run in runs:
        for match in _CHINESE.finditer(run.text):
            right = _FULL_WIDTH[match.group()]
            yield run.fault(
                *match.span(), "“{words}” is a half-width mark.", "Write “{instead}”.", instead=right, safe=True
            )
