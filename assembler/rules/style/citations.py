"""How documents, resolutions and paragraphs are cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import Footnote, Symbol
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Part, Prose, Run
from assembler.model.text.traversal import walk_inlines

_PAGE = Pattern(r"(?<=[\d)])(?P<gap>,? ?\(?(?:at |on )?)(?P<page>pp?\.? ?\d+|pages? \d+)")
_MAY_BE_PAGE = Pattern(r"p(?:p?\.? ?\d|ages?\s\d)")
_PAGE_OF = Pattern(rf"\b(?P<page>pages?\s\d+(?:[–-]\d+)?) of [a-z][^.,;()]{{0,60}}\({MASK}")
_SHORT = {
    f"{short}.": full
    for short, full in (
        *(("para", "paragraph"), ("paras", "paragraphs"), ("sect", "section"), ("sects", "sections")),
        *(("chap", "chapter"), ("chaps", "chapters"), ("art", "article"), ("arts", "articles")),
        *(("subpara", "subparagraph"), ("subparas", "subparagraphs")),
    )
}
_OTHER_SHORT = {"par.": "para.", "pars.": "paras.", "§": "para.", "§§": "paras.", "¶": "para.", "¶¶": "paras."}
_ABBREVIATED = Pattern(
    r"(?<![\w.])((?:sub)?paras?\.?|Paras?\.|pars?\.|[Ss]ects?\.?|[Cc]haps?\.?|[Aa]rts?\.|§§?|¶¶?)"
    r"(?= ?(?:\d|\ufffc|[IVX]+\b))"
)
_FULL = Pattern(r"(?<!\w)(paragraphs?|sections?|chapters?)(?= (?:\d|\ufffc|[IVX]+\b))")
_IN_BRACKETS = Pattern(r"\((?:see (?:also )?)?\Z|\([^()]*\ufffc, (?:[^()]* and )?\Z")
_SHORT_WORDS = (
    *("para", "Para", "par.", "pars.", "sect", "Sect", "chap", "Chap", "rt.", "rts.", "§", "¶"),
    *("ection ", "ections ", "OP", "PP", "op."),
)
_OPERATIVE = Pattern(
    r"\b(?:[Oo]perative paragraphs?|(?:OP|PP)s? ?(?=\d)|(?:op|oper)\. ?paras?\.?|preambular paras?\.?)(?= ?\d)"
)
_OPERATIVE_BEFORE = Pattern(r"(?:op\.|oper\.|preambular) ?\Z")
_CLOSED_UP = Pattern(r"\b(paras?\.|paragraphs?)( ?)(\d+)(\([a-z]+\))|\b(paras?\.)(\d+)\b")
_PART = (
    r"(?:[Pp]ara(?:s?\.?|graphs?) \d+(?:[–-]\d+| (?:and|to) \d+)?"
    r"|(?:[Ss]ect(?:s?\.|ions?)|[Cc]hapters?|[Cc]hap\.) [IVX]+(?:\.[A-Z])?)"
)
_HERE = r"the present report|this (?:report|document)"
_TYPED = Pattern(
    rf"\b{_PART},? (?:above|below|supra|infra)\b|\b{_PART}(?= of (?:{_HERE})\b)"
    rf"|\b(?:above|below|supra|infra),? (?:in )?{_PART}"
)
_BESIDE = (
    *("previous ", "preceding ", "next ", "above ", "foregoing "),
    *("aph before", "aph above", "tion before", "tion above"),
)
_PREVIOUS = Pattern(
    r"\b(?:the )?(?:previous|preceding|next|above|foregoing) (?:section|paragraph|chapter)\b"
    r"(?! of (?!the present report))|\bin the (?:section|paragraph|chapter) (?:before|after|above|below)\b"
)
_ABOVE = ("above", "below", "supra", "infra")
_THE_ANNEX = Pattern(rf"\b[Tt]he annex to (?:{_HERE})\b|\(see (?:the )?annex\)|\b[Ss]ee the annex(?=[.;,)])")
_BARE_RES = Pattern(r"(?<![\w/])(?:A/(?:RES|DEC)/(\d+/\d+)|S/RES/(\d+) ?\((\d{4})\))")
_ABBREVIATED_RES = Pattern(r"(?<!\w)([Rr]es\.?)(?= \d)")
_NUMBERED = Pattern(
    r"(?<!\w)[Rr]esolutions? (?P<word>(?:[Nn]os?\.?|[Nn]umbers?|№|#) ?)(?P<number>\d{1,4}(?P<slash>/)?)"
)
_HYPHENED = Pattern(r"(?<!\w)resolutions? ((?:[3-9]\d)-\d{1,3})(?![\w/-])")
_SLASHED = Pattern(r"(?<!\w)resolutions? (\d{3,4})/((?:19|20)\d\d)(?![\w/])")
_SEVERAL = Pattern(r"(?<!\w)resolutions (?:\d{3,4}(?: \(\d{4}\))?(?:, | and |, and ))+\d{3,4}(?![\d/]| ?\()")
_WITHOUT_YEAR = Pattern(r"(?<![\w(])\d{3,4}(?![\d/]| ?\()")
_SHORT_COUNCIL = Pattern(r"\b(?:UNSCRs?|SCRs?|SC [Rr]es\.?|Security Council [Rr]es\.?) (\d{3,4})(?! ?\()(?![\d/])")
_LETTER = Pattern(r"(?<![\w/.])(\d{1,2}/\d{1,3})([A-Z])(?![\w/])")
_COUNCIL = Pattern(r"(?<!\w)resolution (\d{3,4})(?![\d/]| ?\()(?! [A-Z]\b)")
_YEARLESS = Pattern(r"(?<![\w/])S/RES/(\d{1,4})(?!\d| ?\()")
_NO_SPACE = Pattern(r"(?<!\w)resolutions? (?:\d{3,4} \(\d{4}\)(?:, | and ))*(\d{3,4})(\(\d{4}\))")
_OFFICIAL = (
    r"(?:Secretary-General|President|Chair|Committee|Commission|Council|Board|High Commissioner|Special Rapporteur)"
)
_SYMBOL_FIRST = Pattern(
    r"\b[Ii]n (?:document )?(?P<symbol>\ufffc+), (?:the|a|his|her|my) (?:[Rr]eport|[Nn]ote|[Ll]etter)\b"
)
_DESCRIPTIONS = (" Report ", " Note ", " Letter ")
_CAPITAL_DESCRIPTION = Pattern(
    rf"(?:(?<=[a-z,] )(?:the|a|his|her|my)|The|His|Her|A) (Report|Note|Letter) (?:of|by|from) the {_OFFICIAL}\b"
)
_THIS = Pattern(
    r"\b(?:([Tt])his|([Tt])he (?:present|current)) "
    r"((?:consolidated |joint |biennial |interim )?([Rr]eport|document|paper|summary|annex))\b"
)
_STATEMENT = Pattern(
    r"\b[Pp]residential [Ss]tatements?\b|\bPRST\b(?!/)|\bstatements? by the President of the (?:Security )?Council\b"
    r"|\bPresident of the Security Council (?:made|issued|read out|delivered) a statement\b"
    r"|\bstatements? (?:by|of|from|made by|issued by) its President\b(?= of \d| on \d|, the (?:Security )?Council)"
)
_PRST = Pattern(r"S/PRST/")
_LACKS_YEAR = "Resolution {words} stands without its year."
_ADD_YEAR = "Add the year in brackets, after a space."
_MOST = 3
"""A symbol that is cited more often in one section is probably repeated without need."""


def find_page_cited(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A United Nations document is cited by page.

    Why: pages differ from language to language, paragraphs do not (Editorial Manual, Quotations; Instructions).

    Wrong: “(A/78/744, p. 5)”
    Right: “(A/78/744, para. 12)”
    """
    for run in runs:
        if not _MAY_BE_PAGE.search(run.plain):
            continue
        for match in _PAGE.finditer(run.plain):
            before = run.text[: match.start()]
            if before.endswith(MASK):
                yield _make_page_fault(run, match)
        for match in _PAGE_OF.finditer(run.text):
            yield _make_page_fault(run, match)


def _make_page_fault(run: Run, match: re.Match[str]) -> Fault:
    message = "A document is cited by page: “{words}”."
    return run.fault(*match.span("page"), message, "Cite the number of the paragraph instead of the page.")


def find_word_of_reference(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """“para.” stands in a running sentence, or “paragraph” in brackets or a note; or a space is missing.

    Why: in brackets and notes the word is abbreviated, in the sentence it is written out; the number keeps its distance
    from the letter in brackets (observed in A/75/345 and A/80/596; Editorial Manual, Abbreviations).

    Wrong: “in para. 4(l) of the annex”, “(see paragraph 12)”
    Right: “in paragraph 4 (l) of the annex”, “(see para. 12)”
    """
    for run in runs.having(*_SHORT_WORDS):
        if run.part is Part.NOTE:
            yield from _check_words_in_note(run)
        if run.part not in (Part.PARAGRAPH, Part.ITEM):
            continue
        for match in _OPERATIVE.finditer(run.text):
            message = "A paragraph of a resolution is cited as “{words}”."
            instead = None if match.group().startswith(("PP", "pre")) else "paragraph"
            hint = "Write “{instead}”." if instead else "Write it out: the third preambular paragraph."
            yield run.fault(*match.span(), message, hint, instead=instead)
        for match in _ABBREVIATED.finditer(run.text):
            yield from _check_short_word(run, match)
        for match in _FULL.finditer(run.text) if "(" in run.text else ():
            if _IN_BRACKETS.search(run.cut_before(match.start())):
                right = next(short for short, full in _SHORT.items() if full == match[1])
                message = "“{word}” stands in brackets."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True, word=match[1])
        for match in _CLOSED_UP.finditer(run.text):
            right = f"{match[1]} {match[3]} {match[4]}" if match[1] else f"{match[5]} {match[6]}"
            yield run.fault(
                *match.span(), "A space is missing in “{words}”.", "Write “{instead}”.", instead=right, safe=True
            )


def _check_words_in_note(run: Run) -> Iterator[Fault]:
    """A fault of each word written out after what a note cites."""
    for match in _FULL.finditer(run.text):
        before = run.cut_before(match.start())
        if before.endswith(", "):
            right = next(short for short, full in _SHORT.items() if full == match[1])
            message = "“{word}” stands in a note behind what is cited."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True, word=match[1])


def _check_short_word(run: Run, match: re.Match[str]) -> Iterator[Fault]:
    """A fault of a short word in the sentence, or in another form than para. in brackets."""
    word = match[1]
    short = _OTHER_SHORT.get(word) or word.lower().rstrip(".") + "."
    is_short = _is_in_brackets(run.text, match.start()) or _is_after_symbol(run, match.start())
    right = short if is_short else _SHORT[short]
    right = right.capitalize() if word[0] == "A" else right
    if right == word or _OPERATIVE_BEFORE.search(run.cut_before(match.start())):
        return
    message = "“{word}” is not the short form used in brackets." if is_short else "“{word}” stands in the sentence."
    right += " " * (run.text[match.end() : match.end() + 1] != " ")
    yield run.fault(
        *match.span(), message, "Write “{right}”.", instead=right, safe=True, word=word, right=right.strip()
    )


def _is_after_symbol(run: Run, place: int) -> bool:
    """Whether a symbol and a comma stand before a place."""
    words = run.plain[:place].split()
    return run.text[:place].endswith(f"{MASK}, ") and "/" in words[-1]


def _is_in_brackets(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)


def find_number_typed_by_hand(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A paragraph of the report is named by a number that somebody typed, or by “the previous section”.

    Why: numbers move with every paragraph that is added, and nobody notices (Editorial Manual, Instructions; observed
    in A/80/590). A reference by name is kept right for ever.

    Wrong: “(see para. 26 above)”, “as said in the previous section”
    Right: `(see [para.](#summit) above)`, and `{: #summit }` on the line after that paragraph
    """
    for run in runs.having("annex") if len(collection.plan.annexes) > 1 else ():
        for match in _THE_ANNEX.finditer(run.text):
            message = "The report has {count} annexes, but “{words}” does not say which one."
            yield run.fault(
                *match.span(), message, "Add the roman number of the annex.", count=len(collection.plan.annexes)
            )
    for signs, pattern in (((*_ABOVE, "present report", "this report", "this document"), _TYPED), (_BESIDE, _PREVIOUS)):
        for run in runs.having(*signs):
            for match in pattern.finditer(run.text):
                hint = "Write {{: #NAME }} on the line after that paragraph, and refer to [para.](#NAME)."
                word_hint = (
                    "Say in a comment which paragraph is meant. The editor inserts a reference with the right number."
                )
                message = "“{words}” is typed by hand and does not change when paragraphs are renumbered."
                yield run.fault(*match.span(), message, hint, word_hint=word_hint)


def find_assembly_resolution(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A resolution of the General Assembly is cited by its symbol, abbreviated, or lacks the space before its letter.

    Why: in text it is “resolution 73/267”, with a space before a letter (observed in A/75/345; Editorial Manual,
    Resolutions and other formal decisions).

    Wrong: “resolution A/RES/72/262C”, “Res. 72/262”
    Right: “resolution 72/262 C”
    """
    for run in runs.having("/", "es.", "Res ", " res ", "resolution"):
        for match in _BARE_RES.finditer(run.plain) if "/RES/" in run.plain else ():
            if match[1] and _is_in_sentence(run, match.start()):
                right = match[1] if _is_after_word(run, match.start()) else f"resolution {match[1]}"
                message = "The symbol “{words}” stands in the sentence."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        yield from _find_words_of_resolution(run, of_assembly=True)
        for match in _HYPHENED.finditer(run.plain) if "-" in run.plain else ():
            right = match[1].replace("-", "/")
            message = "The number of resolution {words} has a hyphen instead of a slash."
            yield run.fault(*match.span(1), message, "Write “{instead}”.", instead=right)
        for match in _ABBREVIATED_RES.finditer(run.plain) if "es. " in run.plain or "es " in run.plain else ():
            yield run.fault(*match.span(), "“Res.” is abbreviated.", "Write “resolution”.", instead="resolution")
        for match in _LETTER.finditer(run.plain) if "/" in run.plain else ():
            right = f"{match[1]} {match[2]}"
            yield run.fault(*match.span(), "A space is missing in “{words}”.", "Write “{instead}”.", instead=right)


def find_council_resolution(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A resolution of the Security Council lacks its year, or the space before it.

    Why: it is cited with the year in brackets after a space (observed in A/75/345).

    Wrong: “resolution 1325”, “resolution 1325(2000)”, “resolution S/RES/1325”
    Right: “resolution 1325 (2000)”
    """
    for run in runs.having("resolution", "Resolution", "S/RES/", "SCR", "es. ", "Res "):
        yield from _find_words_of_resolution(run, of_assembly=False)
        for match in _SHORT_COUNCIL.finditer(run.plain):
            yield run.fault(*match.span(1), _LACKS_YEAR, _ADD_YEAR)
        for match in _SLASHED.finditer(run.plain) if "/" in run.plain else ():
            right = f"{match[1]} ({match[2]})"
            message = "The year of resolution {words} stands after a slash."
            yield run.fault(match.start(1), match.end(), message, "Write “{instead}”.", instead=right)
        for several in _SEVERAL.finditer(run.plain):
            for match in _WITHOUT_YEAR.finditer(run.plain, *several.span()):
                yield run.fault(*match.span(), _LACKS_YEAR, _ADD_YEAR)
        for match in _YEARLESS.finditer(run.plain) if "S/RES/" in run.plain else ():
            message = "The symbol “{words}” of a resolution has no year."
            yield run.fault(*match.span(), message, "Write “resolution {number} (YEAR)”.", number=match[1])
        for match in _COUNCIL.finditer(run.plain):
            yield run.fault(*match.span(1), _LACKS_YEAR, _ADD_YEAR)
        for match in _NO_SPACE.finditer(run.plain):
            right = f"{match[1]} {match[2]}"
            start, end = match.start(1), match.end(2)
            yield run.fault(start, end, "A space is missing in “{words}”.", "Write “{instead}”.", instead=right)
        for match in _BARE_RES.finditer(run.plain) if "S/RES/" in run.plain else ():
            if match[2] and _is_in_sentence(run, match.start()):
                right = f"{match[2]} ({match[3]})"
                right = right if _is_after_word(run, match.start()) else f"resolution {right}"
                message = "The symbol “{words}” stands in the sentence."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def _find_words_of_resolution(run: Run, *, of_assembly: bool) -> Iterator[Fault]:
    """A fault of each “No.” before the number of a resolution, of the Assembly or of the Council."""
    for match in _NUMBERED.finditer(run.plain):
        if bool(match["slash"]) == of_assembly:
            message = "“{word}” stands before the number of a resolution."
            yield run.fault(*match.span("word"), message, "Leave “{word}” out.", instead="", word=match["word"].strip())


def _is_in_sentence(run: Run, place: int) -> bool:
    return run.part in (Part.PARAGRAPH, Part.ITEM) and not _is_in_brackets(run.plain, place)


def _is_after_word(run: Run, place: int) -> bool:
    return run.plain[:place].rstrip().endswith(("resolution", "resolutions", "decision", "decisions"))


def find_symbol_before_title(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A report is named by its symbol before it is described, or its description has a capital.

    Why: a symbol stands in brackets after the title or description that it identifies; a description has no quotation
    marks and no capital, an exact title has both (Editorial Manual, Footnotes). Reports, notes and letters of the
    Secretary-General and of other officials are looked at.

    Wrong: “In A/73/328, the Report of the Secretary-General recommends it.”
    Right: “In the report of the Secretary-General on cooperation (A/73/328), it is recommended.”
    """
    for run in runs.having("eport", "ote", "etter"):
        for match in _SYMBOL_FIRST.finditer(run.text) if f"{MASK}, " in run.text else ():
            symbol = run.plain[match.start("symbol") : match.end("symbol")]
            if "/" in symbol:
                message = "The symbol {symbol} stands before the description of the document."
                hint = "Put the symbol after the description, in brackets: ({symbol})."
                yield run.fault(*match.span("symbol"), message, hint, symbol=symbol)
        is_described = any(words in run.text for words in _DESCRIPTIONS)
        for match in _CAPITAL_DESCRIPTION.finditer(run.text) if is_described else ():
            small = match[1].lower()
            message = "“{words}” has a capital in a description."
            hint = "Write “{instead}”, or put an exact title between quotation marks."
            yield run.fault(*match.span(1), message, hint, instead=small)


def find_this_report(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The report speaks of itself as “this report”.

    Why: it is “the present report”, so are its summary, sections and annexes (observed throughout A/75/345).

    Wrong: “This report covers two years.”
    Right: “The present report covers two years.”
    """
    for run in runs.having("this ", "This ", "current report", "present Report"):
        for match in _THIS.finditer(run.text):
            right = f"{'The' if 'T' in (match[1], match[2]) else 'the'} present {match[3].lower()}"
            if right == match.group() or re.search(rf"(?<!present )\b{match[4]}\b", run.text[: match.start()]):
                continue  # it is right, or another one was spoken of, and is meant
            yield run.fault(*match.span(), "The report calls itself “{words}”.", "Write “{instead}”.", instead=right)


def find_statement_without_symbol(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A presidential statement is named without its symbol.

    Why: it is named with date and symbol, since there are several a month (observed in A/75/345).

    Wrong: “in its presidential statement of 12 August 2014”
    Right: “in its presidential statement of 12 August 2014 (S/PRST/2014/17)”
    """
    for run in runs.having("residential ", "PRST", "resident of the ", " its President"):
        match = _STATEMENT.search(run.text)
        if match and not _PRST.search(run.plain):
            message = "The presidential statement has no symbol."
            hint = "Add the symbol of the statement, in the form (S/PRST/year/number)."
            yield run.fault(*match.span(), message, hint)


def find_cited_in_text_and_note(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One symbol stands both in a paragraph and in its footnote.

    Why: the same information is not given twice (Editorial Manual, Footnotes).

    Wrong: “the report (A/73/328)¹” with the note “A/73/328.”
    Right: one of the two
    """
    for run in runs:
        if run.part in (Part.PARAGRAPH, Part.ITEM):
            symbols = {inline.text for inline in run.content if isinstance(inline, Symbol)}
            for note in (inline for inline in run.content if isinstance(inline, Footnote)):
                for symbol in (inline for content in note.content for inline in walk_inlines(content)):
                    if isinstance(symbol, Symbol) and symbol.text in symbols:
                        message = "{words} is cited in the sentence and in its note."
                        yield make_fault(note.source, message, "Cite the document only once.", words=symbol.text)


def find_cited_again_and_again(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One document is cited more than three times in one section.

    Why: a reference is given at the first mention and repeated only for clarity (Editorial Manual, Footnotes).

    Wrong: “(A/73/328)” after every sentence that draws on it
    Right: “(A/73/328)” once
    """
    counts: Counter[tuple[str, str]] = Counter()
    for run in runs:
        end = 0
        for inline in run.content:
            if isinstance(inline, Symbol) and "/" in inline.text and run.section != "summary":
                counts[run.section, inline.text] += 1
                start = run.shown.find(inline.text, end)
                if start < 0:
                    continue
                end = start + len(inline.text)
                if counts[run.section, inline.text] == _MOST + 1:
                    message = "{words} is cited for the fourth time in this section."
                    yield run.fault(
                        start, end, message, "Cite the document again only for another paragraph of it or for clarity."
                    )
