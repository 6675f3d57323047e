"""Names, short forms and persons that two texts give in two forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.known_names import read_known_names
from assembler.rules.grammar.proper_names import CAPITALIZED, find_all_names, find_names, make_key
from assembler.rules.grammar.short_forms import INTRODUCED, find_words_of_short_form
from assembler.rules.statements.offices import TITLES, list_offices
from assembler.rules.statements.statement import Attribute, find_contradictions

_FEWEST = 3
"""Words of a name, beside those as short as “of”, that is looked for in other spellings and capitals."""
_LONGEST_NAME = 200
"""In characters."""
_VERY_LONG = 9
"""Letters of a word that may differ by more than one."""
_NEAR = 2
"""By how many letters the name of one person may differ in two texts."""
_TEXTS = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
_LONG = 5
"""Letters of a word that two may spell in two ways."""
_MOST_WORDS = 4
"""Words of a name that is compared with others letter by letter."""
_PLAIN = Pattern(rf"(?!(?:{'|'.join(TITLES)})\b){CAPITALIZED}(?: {CAPITALIZED}){{1,3}}")
"""Words in capitals in a row without an office before them, such as the name of a person within a longer name."""
_WHOLE = Pattern(r".+", re.DOTALL)
_OF_MANY = Pattern(
    rf"\b(?!The |In |For |By |At |With ){CAPITALIZED}(?: {CAPITALIZED}){{0,4}}s’(?: (?:of |for )?{CAPITALIZED}){{1,5}}"
)
"""A name with the possessive of several: the African Women Leaders’ Network."""
_TURNED = 4
"""Words of a name that two may put in another order: the Network of African Women Judges."""


_MESSAGES_ON_OFFICES = {
    Attribute.TITLE: "{name} is “{words}” here and “{other_words}” in {where}.",
    Attribute.HOLDER: "“{name}” is {words} here and {other_words} in {where}.",
    Attribute.CHAIR: "“{name}” is chaired by {words} here and by {other_words} in {where}.",
}


class _Introduction(Value):
    """A name with its short form in brackets."""

    short: str
    name: str
    """The words whose letters the short form has."""
    full: str
    """The same with the words in capitals before them."""
    run: Run
    start: int
    end: int


def find_short_form_of_two_names(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One short form is introduced for two different names, or one name with two short forms.

    Why: one body, one short form, in the whole report; two bodies never share one (observed in the reports; Editorial
    Manual, Abbreviations). Only the whole report shows it, since each office is right in its own text. The names need
    not be on a list: the program takes the words before the brackets whose initials the short form has.

    Wrong: “European Union (EU)” in one text and “Economic Union (EU)” in another
    Right: the second name is written out.
    """
    known = read_known_names(collection)
    by_short: dict[str, _Introduction] = {}
    by_name: dict[str, _Introduction] = {}
    for introduction in _list_introductions(runs, known.short):
        key = make_key(introduction.name)
        earlier = by_short.setdefault(introduction.short, introduction)
        if not _is_same_name(make_key(earlier.name), key):
            yield introduction.run.fault(
                introduction.start,
                introduction.end,
                "{words} stands for “{name}” here and for “{earlier}” in {where}.",
                "If both names mean one body, use one name. If they mean two, use {words} for one of them only.",
                name=introduction.name,
                earlier=earlier.name,
                elsewhere=earlier.run,
            )
        other = by_name.setdefault(make_key(introduction.full), introduction)
        if other.short != introduction.short:
            yield introduction.run.fault(
                introduction.start,
                introduction.end,
                "“{name}” is {words} here and {other} in {where}.",
                "If both mean one body, use one short form. If they mean two, give each its own name.",
                name=introduction.full,
                other=other.short,
                elsewhere=other.run,
            )


def _list_introductions(runs: Prose, known: Mapping[str, str]) -> Iterator[_Introduction]:
    for run in runs.having("("):
        if run.part is Part.HEADING or run.section == "summary":
            continue
        for match in INTRODUCED.finditer(run.text):
            before = run.text[: match.start()].rstrip()
            name = max((name for name in known if before.endswith(name)), key=len, default="")
            name = name or find_words_of_short_form(match[1], before) or _find_name_at_end(before)
            if " " in name:
                whole = _find_name_at_end(before)
                yield _Introduction(match[1], name, whole if whole.endswith(f" {name}") else name, run, *match.span(1))


def _find_name_at_end(before: str) -> str:
    """The name in capitals with which a text ends; empty where there is none."""
    last = before[-_LONGEST_NAME:]
    return next((name.text for name in find_names(last) if name.end == len(last)), "")


def _is_same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one with further words before it, as “United Nations” before a name."""
    return one.endswith(other) or other.endswith(one) or one.rstrip("s") == other.rstrip("s")


class _Form(Value):
    """A form of a name at a place."""

    run: Run
    start: int
    end: int


type Forms = Mapping[str, Mapping[str, Sequence[_Form]]]
"""The places of each form of a name."""
type _Pair = tuple[_Form, _Form]
"""A form and the one that stands more often."""


def find_name_in_two_forms(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One name stands in two forms, which differ in capitals, hyphens, accents, apostrophes, small words or the order
    of words. A name of two words or more, such as that of a person, is also compared by spelling.

    Why: a reader takes two forms for two bodies or two persons. Each office is right in its own text; only the whole
    report shows it. The form that stands less often is named. Other small words are looked for in names of three words
    and more.

    Wrong: “the Cross-Border Livestock Initiative” in one text, “the Cross Border Livestock Initiative” in another
    Right: one form throughout
    """
    forms, parts = _group_forms(runs, _WHOLE), _group_forms(runs, _PLAIN)
    pairs = (
        *(pair for by_text in forms.values() for pair in _compare_forms(by_text)),
        *_find_other_capitals(runs, forms),
        *(pair for key, by_text in parts.items() if key not in forms for pair in _compare_forms(by_text)),
        *_find_other_possessives(runs),
        *_find_turned_names(forms),
        *_find_near_names(runs, {**forms, **{key: parts[key] for key in parts if key not in forms}}),
    )
    done: dict[int, list[range]] = defaultdict(list)
    for form, usual in pairs:
        words = range(form.start, form.end)
        if not any(words.start < other.stop and other.start < words.stop for other in done[id(form.run)]):
            done[id(form.run)].append(words)
            yield _make_form_fault(form, usual)


def _group_forms(runs: Prose, part: Pattern) -> dict[str, dict[str, list[_Form]]]:
    """The forms of each part of a name that a pattern matches, with their places."""
    forms: dict[str, dict[str, list[_Form]]] = defaultdict(lambda: defaultdict(list))
    names = runs.cached(find_all_names)
    for run in runs:
        if run.part in _TEXTS:
            for name in names[id(run)]:
                for match in part.finditer(name.text):
                    form = _Form(run, name.start + match.start(), name.start + match.end())
                    forms[make_key(match.group())][match.group()].append(form)
    return forms


def _compare_forms(by_text: Mapping[str, Sequence[_Form]]) -> Iterator[_Pair]:
    """The forms of one name that stand less often than another."""
    if len(by_text) > 1:
        usual, *others = sorted(by_text, key=lambda text: -len(by_text[text]))
        for text in others:
            if _count_words(text) >= _FEWEST:
                yield by_text[text][0], by_text[usual][0]


def _make_form_fault(form: _Form, usual: _Form) -> Fault:
    return form.run.fault(
        form.start,
        form.end,
        "“{words}” is written “{other}” in {where}.",
        "If both are the same thing, write the name in one way throughout.",
        other=usual.run.text[usual.start : usual.end],
        elsewhere=usual.run,
    )


def _count_words(name: str) -> int:
    return make_key(name).count(" ") + 1


def _find_other_capitals(runs: Prose, forms: Forms) -> Iterator[_Pair]:
    """Where the words of a long name stand with other capitals, some of them or after “the”."""
    usual = {
        text.lower(): (text, places[0])
        for by_text in forms.values()
        for text, places in by_text.items()
        if _count_words(text) >= _FEWEST and not text.isupper()
    }
    lower_texts = {id(run): run.text.lower() for run in runs if run.part in _TEXTS}
    for small in runs.present(usual):
        text, usual_form = usual[small]
        places = ((run, lower_texts.get(id(run), "").find(small)) for run in runs.with_any((small,)))
        for run, start in places:
            form = _Form(run, start, start + len(small))
            if start >= 0 and _has_other_capitals(form, text):
                yield form, usual_form
                break


def _has_other_capitals(form: _Form, usual: str) -> bool:
    """Whether words are a name in other capitals: some of them, or none after “the”."""
    text, start, end = form.run.text, form.start, form.end
    words = text[start:end]
    if words[1:] == usual[1:] or words.isupper() or text[:start][-1:].isalnum() or text[end : end + 1].isalnum():
        return False
    after_article = text[:start].lower().endswith("the ")
    return after_article or any(word[0].isupper() for word in words.split()[1:])


def _find_other_possessives(runs: Prose) -> Iterator[_Pair]:
    """Where a name with the possessive of several stands with none, or with that of one."""
    names = {
        match.group(): _Form(run, *match.span())
        for run in runs.having("s’ ")
        if run.part in _TEXTS
        for match in _OF_MANY.finditer(run.text)
    }
    for name, usual in names.items():
        for other in (name.replace("s’ ", "s "), name.replace("s’ ", "’s ")):
            for run in runs.having(other):
                start = run.text.find(other)
                if start >= 0:
                    yield _Form(run, start, start + len(other)), usual


def _find_turned_names(forms: Forms) -> Iterator[_Pair]:
    """Names of the same words in another order."""
    by_words: dict[str, list[_Form]] = defaultdict(list)
    for key, by_text in forms.items():
        if key.count(" ") + 1 >= _TURNED and " and " not in key:
            by_words[" ".join(sorted(key.split()))].append(next(iter(by_text.values()))[0])
    for usual, *others in by_words.values():
        yield from ((form, usual) for form in others)


def _find_near_names(runs: Prose, forms: Forms) -> Iterator[_Pair]:
    """Names of the same words but for one, which two spell in two ways and nobody writes in small letters."""
    from rapidfuzz.distance import OSA  # only where a report has names

    by_rest: dict[tuple[str, int, str], list[tuple[str, _Form]]] = defaultdict(list)
    by_frequency = sorted(
        ((text, places) for by_text in forms.values() for text, places in by_text.items()),
        key=lambda form: -len(form[1]),
    )
    for text, places in by_frequency:
        words = text.split()
        is_person = all(word[0].isupper() for word in words) and len(words) <= _MOST_WORDS
        if not is_person and _count_words(text) < _FEWEST:
            continue
        for index, word in enumerate(words):
            rest = " ".join(words[:index] + words[index + 1 :])
            if len(word) >= _LONG and word[0].isupper():
                by_rest[rest, index, word[0]].append((word, places[0]))
    for near in by_rest.values():
        (first, usual), *others = near
        for word, form in others:
            length = len(word.rpartition("-")[2])
            is_near = 0 < OSA.distance(first.lower(), word.lower()) <= (1 if length < _VERY_LONG else _NEAR)
            is_slip = is_near and not _is_inflected(first, word)
            if _is_american(first, word) or (is_slip and not (_has_small(runs, first) and _has_small(runs, word))):
                yield form, usual


def _is_american(one: str, other: str) -> bool:
    """Whether two words are one in two spellings that differ by more than a letter: programme, program."""
    return one != other and one.removesuffix("me") == other.removesuffix("me") and one.endswith(("am", "amme"))


def _is_inflected(one: str, other: str) -> bool:
    """Whether two words are forms of one: the Union, the Unions; Africa, African."""
    return one.startswith(other) or other.startswith(one) or one.endswith("s") != other.endswith("s")


def _has_small(runs: Prose, word: str) -> bool:
    """Whether a word stands somewhere in small letters."""
    return any(word.lower() in run.text for run in runs.with_any((word,)))


def find_person_with_two_titles(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A person has two offices in two texts, an office has two persons, or a body two chairs, in the same year.

    Why: one of the two may be wrong, or a former office. Texts that name different years may both be right.

    Wrong: “the Executive Secretary of the Commission, Amina Traoré,” and “the Deputy Chair of the Commission, Amina
    Traoré,”
    Right: the office that she held at the time
    """
    for statement, earlier in find_contradictions(list_offices(runs)):
        hint = "One of the two may be wrong, or may be a former office."
        yield statement.contradict(earlier, _MESSAGES_ON_OFFICES[statement.attribute], hint)
