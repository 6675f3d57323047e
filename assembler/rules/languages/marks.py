"""Quotation marks, apostrophes, dashes and marks of another language, and spaces beside marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Quotation, Symbol, Text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.languages.conventions import ARABIC_LETTER, CHINESE_LETTER, get_conventions

_PAIRS = Pattern(
    '“(?P<curly>[^“”]*)”|«(?P<angle>[^«»]*)»|„(?P<low>[^„“”]*)[“”]|(?<!\\w)"(?=\\S)(?P<straight>[^"]*)(?<!\\s)"(?!\\w)'
    f'|(?<=[{CHINESE_LETTER}])"(?P<between>[^"]+)"|「(?P<corner>[^「」]*)」'
)
_APOSTROPHE = Pattern(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_HYPHEN = Pattern(r"(?<=[^\s\d]) (?P<hyphen>-{1,3}) (?=[^\s\d])|(?<=[^\W\d_])(?P<double>--)(?=[^\W\d_])")
_SHOWN = 40
"""How many characters of a quotation a message shows."""

_END = r"(?=\s|\Z|[)»”])"
_SPACE_BEFORE = Pattern(rf"(?<=[^\s.,;:?!(\[«“¿¡–—-]) +(?P<mark>[,;:?!.\u060c\u061b\u061f)\]]{_END}|[,;](?=[^\W\d_]))")
_SPACE_BEFORE_FRENCH = Pattern(rf"(?<=[^\s.,;:?!(\[«“–—-]) +(?P<mark>[,.)\]]{_END}|,(?=[^\W\d_]))")
_SPACE_BEFORE_ARABIC = Pattern(
    rf"(?<=[^\s.,;:?!(\[«“–—-]) +(?P<mark>[:!.\u060c\u061b\u061f)\]]{_END}|\u060c(?=[^\W\d_]))"
)
_SPACE_AFTER = Pattern(r"(?P<mark>[(\[¿¡]) +(?=\S)")
_NO_SPACE = Pattern(r"(?<=[^\W\d_])(?P<mark>[,;])(?=[^\W\d_])")
_NO_SPACE_ARABIC = Pattern(r"(?<=[^\W\d_])(?P<mark>[\u060c\u061b])(?=[^\W\d_])")
_DOUBLED = Pattern(r"(?P<mark>[,;:\u060c\u061b，；：。])(?P=mark)+")
_ARABIC = Pattern(rf"(?<=[{ARABIC_LETTER}]) ?(?P<mark>[,;?])(?=\s|\Z|(?P<next>[{ARABIC_LETTER}]))")
_ARABIC_MARKS = {",": "\u060c", ";": "\u061b", "?": "\u061f"}
_CHINESE = Pattern(
    rf"(?<=[{CHINESE_LETTER}])(?P<mark>\.)(?=\s|\Z|[{CHINESE_LETTER}])"
    rf"|(?<=[{CHINESE_LETTER}])(?P<before_latin>[,;:?!])(?= ?[A-Za-z0-9“《])"
    rf"|(?<=[”》])(?P<after_quotation>[,;:?!.])(?=\s|\Z|[{CHINESE_LETTER}A-Za-z0-9“《])"
)
_CHINESE_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CHINESE_SPACE = Pattern(rf"(?<=[{CHINESE_LETTER}，。；：、？！]) +(?=[{CHINESE_LETTER}，。；：、？！])")
_PAIRED = (("(", ")"), ("[", "]"), ("«", "»"), ("（", "）"), ("《", "》"), ("【", "】"))
"""Opening and closing marks; a closing bracket may be that of an item, such as a)."""
_YEAR_BESIDE_WORD = Pattern(r"(?<=\d)(?P<mark>гг?\.)")
_SPANISH_QUESTION = Pattern(r"(?:\A|[.?!…] |[“(])[^.?!…¿¡“(]+(?P<mark>[?!])")
_SPANISH_OPENING = {"?": "¿", "!": "¡"}


def find_quotation_mark_of_another_language(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Quotation marks, an apostrophe or a dash have the form of another language, or are typed straight.

    Why: each language has its marks: « » in French and Russian, “ ” in Spanish and Chinese, ”…“ in Arabic (observed in
    issued documents). Marks inside a quotation are left alone.

    Wrong: the French text: le thème "Paix et sécurité", l'Union
    Right: le thème « Paix et sécurité », l’Union
    """
    language = collection.plan.language
    for run in runs:
        if run.part is not Part.QUOTATION:
            yield from _find_pairs(run, language)
        if language in ("fr", "es") and "'" in run.shown:
            for match in _APOSTROPHE.finditer(run.shown):
                message = "An apostrophe is typed straight."
                yield run.fault(*match.span(), message, "Write ’.", instead="’", safe=True)
        if language != "ar":
            dash = get_conventions(language).dash
            for match in _HYPHEN.finditer(run.text) if " -" in run.text or "--" in run.text else ():
                name = match.lastgroup or ""
                message = "The break in the sentence is marked by “{words}”."
                yield run.fault(*match.span(name), message, "Write {dash}.", instead=dash, dash=dash)


def _find_pairs(run: Run, language: str) -> Iterator[Fault]:
    """The pairs of marks that another language has, outside quotations with the right marks."""
    forms = get_conventions(language)
    for match in _PAIRS.finditer(run.shown):
        name = match.lastgroup or ""
        if name == forms.quotes:
            continue
        words = match[name].strip(" \u00a0\u202f")
        right = f"{forms.opening}{words}{forms.closing}"
        yield run.fault(
            *match.span(),
            "“{quoted}” does not stand between the quotation marks of this language.",
            "Write {opening} and {closing}.",
            instead=right if _is_plain(run, match.group()) else None,
            safe=True,
            quoted=shorten(words, _SHOWN),
            opening=forms.opening.strip(),
            closing=forms.closing.strip(),
        )


def _is_plain(run: Run, words: str) -> bool:
    """Whether words are typed as they print: no note, emphasis or link stands among them."""
    for inline in run.content:
        inside = inline.content if isinstance(inline, Quotation) else (inline,)
        if words in extract_text((inline,)) and all(isinstance(each, Text | Symbol) for each in inside):
            return True
    return False


def find_space_beside_mark(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A space stands before a mark or inside brackets, none stands after a comma, or a mark stands twice.

    Why: such slips are left when texts are joined. French has a space before : ; ? ! (UN-LNG-02), Chinese none between
    its characters; a Spanish question begins with ¿, and a Russian г. has a space before it. A bracket or quotation
    mark without its other is found, too.

    Wrong: the Spanish text: La Unión , la Oficina;;y el Consejo ( Nueva York ).
    Right: La Unión, la Oficina y el Consejo (Nueva York).
    """
    language = collection.plan.language
    before = {"fr": _SPACE_BEFORE_FRENCH, "ar": _SPACE_BEFORE_ARABIC}.get(language, _SPACE_BEFORE)
    closed_up = _NO_SPACE_ARABIC if language == "ar" else _NO_SPACE
    for run in runs:
        text = run.text
        for match in before.finditer(text) if " " in text else ():
            message = "A space stands before “{mark}”."
            right = match["mark"] + " " * text[match.end() : match.end() + 1].isalpha()
            yield _make_fault(run, match, message, "Take the space out.", right)
        for match in _SPACE_AFTER.finditer(text) if " " in text else ():
            message = "A space stands after “{mark}”."
            yield _make_fault(run, match, message, "Take the space out.", match["mark"])
        for match in closed_up.finditer(text) if language != "zh" else ():
            yield _make_fault(run, match, "No space follows “{mark}”.", "Add a space.", match["mark"] + " ")
        for match in _DOUBLED.finditer(text):
            yield _make_fault(run, match, "“{mark}” stands twice.", "Delete one.", match["mark"])
        if language == "zh":
            for match in _CHINESE_SPACE.finditer(text):
                message = "A space stands between Chinese characters."
                yield run.fault(*match.span(), message, "Take the space out.", instead="", safe=True)
        if run.part in (Part.PARAGRAPH, Part.NOTE):
            yield from _find_lone_marks(run)
        for match in _YEAR_BESIDE_WORD.finditer(text) if language == "ru" else ():
            yield _make_fault(run, match, "No space stands before “{mark}”.", "Add a space.", " " + match["mark"])
        if language == "es" and ("?" in text or "!" in text):
            yield from _find_open_questions(run)


def _find_lone_marks(run: Run) -> Iterator[Fault]:
    """A fault of a mark whose other is missing in a paragraph."""
    for opening, closing in _PAIRED:
        more = run.shown.count(opening) - run.shown.count(closing)
        if more > 0 or (more < 0 and opening not in "(["):
            mark = opening if more > 0 else closing
            place = run.shown.rfind(mark)
            message = "“{words}” stands alone: the other mark of the pair is missing."
            yield run.fault(place, place + 1, message, "Add the other mark, or delete this one.")


def _make_fault(run: Run, match: re.Match[str], message: str, hint: str, right: str) -> Fault:
    return run.fault(*match.span(), message, hint, instead=right, safe=True, mark=match["mark"])


def _find_open_questions(run: Run) -> Iterator[Fault]:
    for match in _SPANISH_QUESTION.finditer(run.text):
        opening = _SPANISH_OPENING[match["mark"]]
        message = "A sentence ends with “{mark}”, but does not begin with “{opening}”."
        hint = "Put “{opening}” where the question or exclamation begins."
        yield run.fault(*match.span("mark"), message, hint, mark=match["mark"], opening=opening)


def find_mark_of_another_script(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An Arabic text has a comma, semicolon or question mark of Latin script, a Chinese one such a mark or a full stop.

    Why: Arabic has ، ؛ ؟ and Chinese 。 ， ； (observed in issued documents). UN-LNG-07 has marks between two Chinese
    characters.

    Wrong: the Arabic text: عقد الاتحاد, والمكتب
    Right: عقد الاتحاد، والمكتب
    """
    is_arabic = collection.plan.language == "ar"
    for run in runs:
        for match in (_ARABIC if is_arabic else _CHINESE).finditer(run.text):
            mark = match.group().strip()
            right = _CHINESE_MARKS[mark]
            if is_arabic:
                right = _ARABIC_MARKS[mark] + " " * bool(match["next"])
            message, hint = "“{mark}” is a mark of another script.", "Write {right}."
            yield run.fault(*match.span(), message, hint, instead=right, safe=True, mark=mark, right=right.strip())
