"""Spelling and hyphens: one form of each word in the whole report.

The lists stand in spelling.yaml and slips.yaml. A word with a capital inside a sentence is taken for part of a name,
which keeps its form, unless the corrected words are part of a name in the report's own lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run, cut_before, find_quotations
from assembler.model.value import Value
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.compounds import PreferredForms
from assembler.rules.grammar.known_names import match_one_of
from assembler.rules.grammar.mistaken_phrases import compile_mistaken_phrases, list_mistaken_phrases
from assembler.rules.grammar.phrasal_words import find_phrasal_words
from assembler.rules.grammar.respelling import SUFFIX, copy_capitals, list_american_forms, make_respelling
from assembler.rules.grammar.sentences import Abbreviations, find_first_words, read_abbreviations

_DOUBLED = Pattern(r"\b([^\W\d_]++)(\s++)\1\b", re.IGNORECASE)
_DETERMINER = Pattern(r" (?:the|a|an|its|their|all|both|each|they|it|no|any)\b")
_WORD = Pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADVERB = Pattern(r"(?<![\w-])([A-Za-z]+ly)-([a-z]+)(?![\w-])")
_NAME_GOES_ON = Pattern(r" (?:(?:of|for|and|on|in|the|to|de|des|du|la) )*[A-Z]")
_BESIDE = Pattern(r"(\S+ )?(\S+ )?\Z")

type Finder = Callable[[Run], Iterator[tuple[int, int, str]]]


class _Names(Value):
    """What tells a name from a word."""

    abbreviations: Abbreviations
    """By which the first word of a sentence is told."""
    names: str
    """The names of organizations and entities, one a line."""
    exceptions: tuple[str, ...]
    """Words beside which a spelling is right."""
    capitals: frozenset[str]
    """Words that always have a capital, such as months, so that it makes no name of them."""


def find_doubled_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word stands twice in a row.

    Why: such slips are left when texts are joined; a reader takes them for carelessness (observed in A/75/345).

    Wrong: “The commission worked with the the African Court.”
    Right: “The commission worked with the African Court.”
    """
    exceptions = collection.word_lists.words("doubled")
    for run in runs:
        for match in _DOUBLED.finditer(run.text):
            words = match.group().casefold()
            is_that = words == "that that" and _DETERMINER.match(run.text, match.end()) is not None
            if words not in exceptions or is_that:
                message = "“{word}” stands twice in a row."
                yield run.fault(
                    *match.span(), message, "Keep one of the two.", instead=match[1], safe=True, word=match[1]
                )


def find_suffix_in_ise(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word in -ize is spelled with -ise, one in -yse with -yze, or one such as advise with a z.

    Why: United Nations English writes -ize and -ization, but analyse and catalyse, and -ise where it belongs to the
    root, as in advise, comprise, exercise, supervise (Editorial Manual, Spelling). The verbs are the lists in
    spelling.yaml. Names keep their form: the Organisation for Economic Co-operation and Development wishes it so.

    Wrong: “The Office organised a workshop and analyzed the results.”
    Right: “The Office organized a workshop and analysed the results.”
    """
    respell = make_respelling(collection.word_lists)

    def find_forms(run: Run) -> Iterator[tuple[int, int, str]]:
        for match in SUFFIX.finditer(run.text):
            if form := respell(match):
                yield *match.span(), form

    wrong = (match.group() for match in SUFFIX.finditer("\n".join(runs.words)) if respell(match))
    yield from _find_respelled(runs.with_any(wrong), collection, find_forms, safe=True)


def find_american_spelling(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word has its American form.

    Why: United Nations English has the British forms: programme, labour, defence, centre, judgement, fulfil,
    instalment, travelled, ageing (Editorial Manual, Spelling). Names keep their form, such as Center for Civilians in
    Conflict.

    Wrong: “The program helped centers of the defense forces to fulfill the plan.”
    Right: “The programme helped centres of the defence forces to fulfil the plan.”
    """
    yield from _find_listed_words(runs, collection, list_american_forms(collection.word_lists))


def find_variant_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word is not written as the list of the United Nations has it: in one word, in two, or with a hyphen.

    Why: one form of a word in the whole report; cooperation, peacebuilding, decision-making, long-standing, under way
    and the like are settled (Editorial Manual, Spelling). The lists in spelling.yaml hold them; a new word is a line.
    In names, “Program” and the like are only pointed out: a person looks up how the name is spelled. Words of the list
    `also_right` are found where the report has both forms. A verb has no hyphen where its noun has one: to follow up, a
    follow-up; two words that are one before a noun have one: an evidence-based plan, a two-day seminar.

    Wrong: “Co-operation on peace-building and decision making is underway.”
    Right: “Cooperation on peacebuilding and decision-making is under way.”
    """
    present = runs.words - _find_used_alone(runs, collection.word_lists)
    forms = PreferredForms(collection.word_lists, present)
    yield from _find_respelled(runs.with_any(forms.sought), collection, forms, safe=False)
    for run, start, end, right in find_phrasal_words(runs, collection.word_lists):
        message = "“{words}” is not in the form that belongs here."
        yield run.fault(start, end, message, "Write “{instead}”.", instead=copy_capitals(run.text[start:end], right))
    yield from _find_names_in_doubt(runs, collection)


def _find_used_alone(runs: Prose, word_lists: WordLists) -> frozenset[str]:
    """The words present that are right as long as the form of the list stands nowhere in the report."""
    pairs = [(word, right) for word, right in word_lists.pairs("also_right").items() if word in runs.words]
    text = "\n".join(run.text for run in runs).lower() if pairs else ""
    return frozenset(word for word, right in pairs if not re.search(rf"\b{right.replace(' ', '[ -]')}\b", text))


def find_hyphen_after_adverb(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A hyphen stands between an adverb in -ly and the word that it belongs to.

    Why: the ending already shows what belongs to what (Editorial Manual, Spelling). Family, early, likely and other
    words in -ly that are no adverbs are spared; they are the list `no_adverb`.

    Wrong: “an environmentally-sustainable plan of newly-elected bodies”
    Right: “an environmentally sustainable plan of newly elected bodies”
    """
    spared = collection.word_lists.words("no_adverb")
    for run in runs:
        for match in _ADVERB.finditer(run.text) if "ly-" in run.text else ():
            if match[1].lower() not in spared:
                right = f"{match[1]} {match[2]}"
                message = "“{words}” needs no hyphen, since “{adverb}” is an adverb."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True, adverb=match[1])


def find_misspelled_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word is misspelled: a slip of the pen that the lists in slips.yaml know.

    Why: the authority is the Concise Oxford English Dictionary, first spelling given, and before it the list of the
    United Nations (Editorial Manual, Spelling). Only what is no English word at all is in the list, so that a hit is
    sure. IN-SPL-01 finds what no dictionary has, and IN-SPL-02 words that are wrong only together.

    Wrong: “The Office accomodated the recomendations of the goverment.”
    Right: “The Office accommodated the recommendations of the government.”
    """
    slips = collection.word_lists.pairs("misspelled")
    table = {slip: right for right, wrong in slips.items() for slip in wrong.split()}
    yield from _find_listed_words(runs, collection, table, in_names=True)


def find_slip_in_quotation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Words between quotation marks have a slip of the pen, of those that the lists in slips.yaml and mistaken.yaml
    know.

    Why: a quotation is exact, and obvious misprints alone are corrected in it (Editorial Manual, Quotations). The slip
    may be that of the original, or of whoever copied it; so nothing is replaced, and a person looks.

    Wrong: the theme “Durable solutions to forced displaced in Africa”
    Right: the theme “Durable solutions to forced displacement in Africa”
    """
    lists = collection.word_lists.pairs
    slips = {slip for wrong in lists("misspelled").values() for slip in wrong.split()}
    quotations = [(run, start, end) for run in runs for start, end in find_quotations(run)]
    quoted = "\n".join(run.plain[start:end] for run, start, end in quotations).lower()
    mistaken = compile_mistaken_phrases(list_mistaken_phrases(collection.word_lists, quoted.__contains__))
    for run, start, end in quotations:
        words = (match for match in _WORD.finditer(run.plain, start, end) if match.group().lower() in slips)
        for match in (*words, *mistaken.finditer(run.plain, start, end)):
            message = "“{words}” looks like a mistake in a quotation."
            yield run.fault(*match.span(), message, "Compare the original. Correct only a clear misprint.")


def _find_respelled(
    runs: Iterable[Run], collection: Collection, find_forms: Finder, *, safe: bool, in_names: bool = False
) -> Iterator[Fault]:
    """A fault for each word that has another form than it should have; names are spared, or left to a person."""
    spared: _Names | None = None
    for run in runs:
        for start, end, right in find_forms(run):
            word = run.text[start:end]
            spared = spared or _read_names(collection)
            kind = _classify(run, start, end, right, spared)
            if kind or (in_names and word.istitle()):
                message = "“{word}” is not spelled as the United Nations spells the word."
                yield run.fault(
                    start, end, message, "Write “{instead}”.", instead=right, safe=safe and kind == "word", word=word
                )


def _find_names_in_doubt(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A fault for each word of a name whose spelling is seldom the name's own."""
    doubtful = collection.word_lists.pairs("name_in_doubt")
    abbreviations = read_abbreviations(collection.word_lists)
    sought = runs.present(doubtful)
    pattern = re.compile(match_one_of(sought))
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            is_word = (
                not re.match(r"[\w-]", run.text[match.end() :]) and run.text[match.start() - 1 : match.start()] == " "
            )
            if is_word and match.start() not in find_first_words(run, abbreviations):
                right = doubtful[match.group()]
                message = "The official name may have “{instead}” instead of “{words}”."
                hint = "Look up the official name. If it has “{words}”, waive this rule with the reason."
                word_hint = "Look up the official name. If it has “{words}”, nothing needs to be done."
                yield run.fault(*match.span(), message, hint, word_hint=word_hint, instead=right)


def _classify(run: Run, start: int, end: int, right: str, spared: _Names) -> str:
    """What a word is: a word, part of a name that the report's lists know, or nothing to change."""
    around = run.text[max(0, start - 30) : end + 30].lower()
    if any(words in around for words in spared.exceptions):
        return ""
    if run.text[start].islower() or right in spared.capitals:
        return "word"
    if start in find_first_words(run, spared.abbreviations) and not _NAME_GOES_ON.match(run.text, end):
        return "word"
    return "name" if _is_in_name(run.text, start, end, right, spared.names) else ""


def _is_in_name(text: str, start: int, end: int, right: str, names: str) -> bool:
    """Whether the corrected word with the two words before it, or the two after it, is part of a known name."""
    before = _BESIDE.search(cut_before(text, start))
    after = text[end:].split(" ")[1:3] if text[end : end + 1] == " " else []
    beginning = before.group() if before and before[2] else ""
    return bool(beginning and f"{beginning}{right}" in names) or (
        len(after) == 2 and " ".join([right, *after]) in names
    )


def _read_names(collection: Collection) -> _Names:
    vocabulary = collection.vocabulary
    organizations = (organization.name for organization in vocabulary.organizations.values())
    names = "\n".join((*organizations, *(entity.name for entity in vocabulary.entities.values())))
    capitals = frozenset(right for right in collection.word_lists.pairs("misspelled") if right[0].isupper())
    return _Names(
        read_abbreviations(collection.word_lists), names, tuple(collection.word_lists.pairs("spelling_kept")), capitals
    )


def _find_listed_words(
    runs: Prose, collection: Collection, table: Mapping[str, str], *, in_names: bool = False
) -> Iterator[Fault]:
    """A fault for each word of a table, in any case of its letters; names are spared, or left to a person."""

    def find_forms(run: Run) -> Iterator[tuple[int, int, str]]:
        for match in _WORD.finditer(run.text):
            small = match.group().lower()
            right = table.get(small) or (
                "-".join(table.get(part, part) for part in small.split("-")) if "-" in small else ""
            )
            if right and right != small:
                yield *match.span(), copy_capitals(match.group(), right)

    sought = runs.with_any(runs.present(table))
    yield from _find_respelled(sought, collection, find_forms, safe=True, in_names=in_names)
