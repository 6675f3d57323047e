"""References to documents, paragraphs and resolutions in the form of another language."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Part, Prose, Run
from assembler.rules.languages.conventions import Conventions, get_conventions

_ENGLISH = Pattern(r"(?<![\w/])(?:[Pp]aras?\.|[Pp]aragraphs?|[Ss]ee|[Ii]bid|[Rr]esolutions?)(?= ?[\d\ufffc(])")
_PARAGRAPH = Pattern(r"(?i:para)")
_SYMBOL = Pattern(r"(?<![A-Za-z0-9/])(?:A/RES/(?P<assembly>\d+/\d+)|S/RES/(?P<council>\d+)\s?\((?P<year>\d{4})\))")
_NO_SPACE = Pattern(r"(?<![\w/.,-])(?P<number>\d{3,4})(?P<year>\((?:19|20)\d\d\))")
_CHINESE_SPACE = Pattern(r"第\s?(?P<number>\d{3,4})\s?[(（]\s?(?P<year>(?:19|20)\d\d)\s?[)）]\s?号")
_TYPED_WORD = r"(?<!\w)(?:par\.|paragraphes?|párrs?\.|párrafos?|пп?\.|пункт[а-я]*|(?:ال|لل)?فقر(?:ة|تان|تين|ات))"
_LETTER = {
    "fr": Pattern(r"\b(?P<word>alinéas?|points?|(?:paragraphe|article) \d+) \((?P<letter>[a-z])\)"),
    "es": Pattern(r"\b(?P<word>apartados?|incisos?|(?:párrafo|artículo|tema) \d+) \((?P<letter>[a-z])\)"),
    "ru": Pattern(r"\b(?P<word>(?:под)?пункт[а-я]*(?: \d+)?|стат[а-я]+ \d+) \((?P<letter>[a-zа-я])\)"),
}
_ARABIC_ITEM = Pattern(r"(?:البند|الفقرة|المادة) \d+ \((?P<letter>[a-z])\)")
_ABJAD = (
    "أ",
    "ب",
    "ج",
    "د",
    "هـ",
    "و",
    "ز",
    "ح",
    "ط",
    "ي",
    "ك",
    "ل",
    "م",
    "ن",
    "س",
    "ع",
    "ف",
    "ص",
    "ق",
    "ر",
    "ش",
    "ت",
    "ث",
    "خ",
    "ذ",
    "ض",
)
"""The letters of items in their Arabic order: the seventh is (g)."""


def find_reference_of_another_language(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A resolution lacks its year, a page is cited, a number of the report is typed by hand, or a reference has English
    words or the form of another language.

    Why: a resolution of the Security Council is cited with its year, documents by paragraph, since pages differ from
    language to language; numbers of paragraphs move with every paragraph that is added. Letters of subparagraphs have
    one bracket in French, Spanish and Russian (Editorial Manual, Paragraphs; observed in issued documents). In Chinese
    the year stands without spaces.

    Wrong: the French text: la résolution 2457 du Conseil, A/74/12, p. 5, (see A/74/12), l’alinéa (a)
    Right: la résolution 2457 (2019) du Conseil, A/74/12, par. 12, (voir A/74/12), l’alinéa a)
    """
    language = collection.plan.language
    forms = get_conventions(language)
    yearless = Pattern(
        rf"(?:{forms.resolution_word})(?P<number>\d{{3,4}})(?![\d/(（]|\s?[(（])" + "(?=号)" * (language == "zh")
    )
    places = f"{collection.labels.above}|{collection.labels.below}"
    typed = Pattern(rf"{_TYPED_WORD} ?\d+,? (?:{places})(?!\w)|(?:{places}) ?第 ?\d+ ?段")
    page = Pattern(rf"{MASK}[)»”]?[,，،]? ?(?P<page>{forms.page_word}|pp?\. ?\d+)(?!\d)")
    for run in runs:
        for match in yearless.finditer(run.plain):
            form = forms.resolution.format(number=match["number"], year="…")
            message = "Resolution {words} stands without its year."
            yield run.fault(*match.span("number"), message, "Write “{form}” with its year.", form=form)
        for match in page.finditer(run.text):
            form = forms.paragraph.format(number="…")
            message = "A document is cited by page: “{words}”."
            yield run.fault(*match.span("page"), message, "Cite the paragraph: “{form}”.", form=form)
        for match in _ENGLISH.finditer(run.text):
            form = forms.paragraph.format(number="…") if _PARAGRAPH.match(match.group()) else forms.see
            form = forms.resolution.format(number="…", year="…") if "esol" in match.group() else form
            yield run.fault(*match.span(), "“{words}” is an English word of reference.", "Write “{form}”.", form=form)
        for match in typed.finditer(run.text):
            message = "“{words}” is typed by hand and does not change when paragraphs are renumbered."
            hint = "Write {{: #NAME }} on the line after that paragraph, and refer to that name."
            word_hint = (
                "Say in a comment which paragraph is meant. The editor inserts a reference with the right number."
            )
            yield run.fault(*match.span(), message, hint, word_hint=word_hint)
        for match in _ARABIC_ITEM.finditer(run.text) if language == "ar" else ():
            letter = _ABJAD[ord(match["letter"]) - ord("a")]
            message = "“{words}” is a Latin letter of an item."
            yield run.fault(*match.span("letter"), message, "Write “{instead}”.", instead=letter, safe=False)
        yield from _find_symbols(run, forms, language)
        if item := _LETTER.get(language):
            for match in item.finditer(run.text):
                instead = f"{match['word']} {match['letter']})"
                message = "“{words}” has two brackets around its letter."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=instead, safe=True)


def _find_symbols(run: Run, forms: Conventions, language: str) -> Iterator[Fault]:
    """Symbols in the place of a resolution in the sentence, and years that have a space too many or too few."""
    for match in _SYMBOL.finditer(run.plain) if run.part in (Part.PARAGRAPH, Part.ITEM) else ():
        if run.plain.count("(", 0, match.start()) <= run.plain.count(")", 0, match.start()):
            form = forms.assembly.format(number=match["assembly"])
            if match["council"]:
                form = forms.resolution.format(number=match["council"], year=match["year"])
            yield run.fault(*match.span(), "The symbol “{words}” stands in the sentence.", "Write “{form}”.", form=form)
    if language == "zh":
        for match in _CHINESE_SPACE.finditer(run.plain):
            instead = f"第{match['number']}({match['year']})号"
            if match.group() != instead:
                message = "The number “{words}” has spaces or brackets of another form."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=instead, safe=True)
        return
    for match in _NO_SPACE.finditer(run.plain):
        instead = f"{match['number']} {match['year']}"
        yield run.fault(
            *match.span(), "A space is missing in “{words}”.", "Write “{instead}”.", instead=instead, safe=True
        )
