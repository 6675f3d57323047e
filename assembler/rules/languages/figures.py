"""Numbers in the form of another language."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.languages.conventions import Conventions, get_conventions

_COMMAS = Pattern(r"(?<![\w.,/-])(?<!\d )\d{1,3}(?:,\d{3})+(?![\d,/]|\.\d{3}|-\d)")
_POINTS = Pattern(r"(?<![\w.,/-])(?<!\d )\d{1,3}(?:\.\d{3})+(?![\d/]|[.,]\d{3}|-\d)")
_CLOSED_UP = Pattern(r"(?<![\w.,/-])\d{5,9}(?![\w.,/-]*\d)(?= [^\W\d_])")
_PER_CENT = Pattern(r"(?<=\d)(?P<space> ?)%")
_EASTERN = Pattern(r"[\u0660-\u0669\u06f0-\u06f9]+|[\uff10-\uff19]+")
_NUMBER_RANGE = Pattern(r"(?<![\w./-])(?:19|20)\d\d(?P<hyphen> ?- ?)(?:19|20)\d\d(?![\w/-])")
_NO_BREAK_SPACES = ("\u00a0", "\u202f")


def find_figure_of_another_language(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A number has the separator, decimal sign, per cent sign or digits of another language.

    Why: French and Russian have a space between thousands, Spanish a point, and all three a decimal comma; Arabic and
    Chinese have a decimal point (CLDR; observed in issued Arabic documents). Per cent is a sign after a space in French
    and Spanish, a word in Russian and Arabic, a sign without a space in Chinese.

    Wrong: the French text: 1,250 personnes, 3.5 millions, 35%
    Right: 1 250 personnes, 3,5 millions, 35 %
    """
    language = collection.plan.language
    forms = get_conventions(language)
    decimal = Pattern(rf"(?<![\w.,/-])\d+[.,]\d{{1,2}}(?=[ \u00a0]?(?:%|(?:{forms.million or '(?!)'})(?!\w)))")
    for run in runs:
        if run.part is Part.CELL:
            continue
        text = run.text
        for match in (*_COMMAS.finditer(text), *_POINTS.finditer(text), *_CLOSED_UP.finditer(text)):
            yield from _check_thousands(run, match.start(), match.end(), forms)
        for match in decimal.finditer(text):
            right = match.group().replace(",", ".").replace(".", forms.decimal)
            if right != match.group():
                message = "{words} has the decimal sign of another language."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)
        for match in _PER_CENT.finditer(text):
            yield from _check_per_cent(run, match.start(), match.end(), forms)
        for match in _EASTERN.finditer(text):
            right = "".join(str(int(digit)) for digit in match.group())
            message = "{words} has digits that issued documents do not use."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)
        if language == "ru":
            for match in _NUMBER_RANGE.finditer(text):
                yield run.fault(*match.span("hyphen"), "A hyphen stands between years.", "Write –.", instead="–")


def _check_thousands(run: Run, start: int, end: int, forms: Conventions) -> Iterator[Fault]:
    """The fault of a number whose groups are parted otherwise; one group after a decimal sign may be a fraction."""
    words = run.text[start:end]
    digits = words.replace(",", "").replace(".", "")
    has_sign = digits != words
    if not forms.thousands or (has_sign and forms.thousands in words):
        return
    groups = f"{int(digits):,}".replace(",", forms.thousands)
    is_sure = words.count(",") + words.count(".") > 1 or not has_sign
    message = (
        "{words} has the thousands separator of another language."
        if has_sign
        else "{words} has no thousands separator."
    )
    yield run.fault(start, end, message, "Write “{instead}”.", instead=groups, safe=is_sure)


def _check_per_cent(run: Run, start: int, end: int, forms: Conventions) -> Iterator[Fault]:
    """The fault of a per cent sign that the language writes otherwise."""
    shown = run.shown[start:end]
    is_right = shown.startswith(_NO_BREAK_SPACES) if forms.per_cent == "\u00a0%" else shown == forms.per_cent
    if forms.per_cent and not is_right:
        message = "The percentage is not written as this language writes it, with “{form}”."
        yield run.fault(
            start,
            end,
            message,
            "Write “{form}”.",
            instead=forms.per_cent,
            safe="%" in forms.per_cent,
            form=forms.per_cent.strip(),
        )
