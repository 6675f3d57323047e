"""Abbreviations: introduced once, at the first mention in print, then used alone; the summary is read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Parameter
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.dictionary import Dictionary
from assembler.rules.grammar.known_names import match_one_of, read_known_names
from assembler.rules.grammar.short_forms import (
    ShortFormUse,
    find_listed_short_forms,
    find_words_of_short_form,
    group_short_forms,
    group_short_forms_of_summary,
    skip_headings,
)

_NOT_INTRODUCED = "{words} is used here without having been introduced."
_NAMED_BEFORE = "{words} is used here without having been introduced; para. {number} has the name without it."
_INTRODUCED_LATER = "{words} is used here without having been introduced; its introduction stands in para. {number}."
_INTRODUCED_BEFORE = "{words} was introduced before already."
_USED_ONCE_MORE = "{words} is introduced here and used only once more."
_INTRODUCE = "Write the name in full here, and the short form after the name in brackets."
_ALL_CAPITALS = Pattern(r"(?!(?:[IVXLC]+|[XYZ]+|TODO|TB[ACD]|FIXME)\Z)[A-Z]{3,}")
_NAMED = Pattern(
    r"(?:\b(?:[Nn]ames?|named|called|known as|codes?|[Oo]peration|entitled|[Mm]odel|acronym|abbreviation|brand|version)"
    r"|[A-Z]{2,}|[&/@#-]) ?\Z"
)
_IN_CAPITALS = Pattern(r"(?: (?:[A-Z]{2,}\b|[IVX]+\b|\d)|[&@#/\d])")
_IN_NAME = Pattern(r" [A-Z][a-z]+ (?:[a-z]+ )?[A-Z]")
"""What follows a short form that belongs to the name of another body."""
_SMALL_WORDS = frozenset(("of", "and", "the", "for", "on", "in", "to"))
_FEW = 3
"""A name that occurs less often needs no short form (Editorial Manual, Abbreviations)."""


def find_abbreviation_not_introduced(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form is used before, or without, the name that it stands for.

    Why: a name is given in full at its first mention, with the short form in brackets (Editorial Manual, Abbreviations
    and acronyms). What each office had introduced in its own text is lost when fifty texts become one; so the whole
    report is read in printed order. In the portal an entity's texts are read by themselves: there, a name of the lists
    may be introduced by another entity. The summary is read by itself. The list `well_known` has what needs none. A
    list of the report headed “Abbreviations” introduces what it has, wherever it stands. Three letters in capitals and
    more that no list and no dictionary has are taken for a short form, unless they are called a name.

    Wrong: “OHCHR trained 40 officers”, where no earlier paragraph has the name in full.
    Right: “The Office of the United Nations High Commissioner for Human Rights (OHCHR) trained 40 officers.”
    """
    names, lists = read_known_names(collection), collection.word_lists
    without = runs.cached(find_listed_short_forms) | names.well_known
    terms, unknown = lists.pairs("abbreviated_term"), []
    for uses in _list_uses(runs):
        first, short = uses[0], uses[0].short
        if first.introduced or short in without or (len(uses) == 1 and _IN_NAME.match(first.run.text, first.end)):
            continue
        name = names.names.get(short) or terms.get(short)
        if collection.is_part and short in names.names:  # another entity may introduce it
            continue
        if name is None and not _is_introduced(uses):
            is_name = any(_NAMED.search(use.run.cut_before(use.start)) for use in uses)
            unknown += [] if is_name else [use for use in uses if _can_be_short_form(use)][:1]
            continue
        message, number = _find_introduction(name, uses, runs)
        if name is None:
            yield _make_fault(first, message, _INTRODUCE, number=number or 0)
            continue
        instead = f"{name} ({short})"
        yield _make_fault(first, message, "Write “{instead}” here.", instead=instead, number=number or 0)
    better_known = lists.words("better_known") | lists.pairs("never_abbreviated").keys()
    if not unknown or not lists.dictionary:
        return
    dictionary = Dictionary(lists, ())
    for use in unknown:
        if use.short not in better_known and not dictionary.has(use.short.lower()):
            yield _make_fault(use, _NOT_INTRODUCED, _INTRODUCE)


def find_abbreviation_introduced_again(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form is introduced a second time.

    Why: after its introduction the short form stands alone (Editorial Manual, Abbreviations and acronyms). A second
    introduction is left where two offices had introduced the same name, each in its own text. Where the short form
    stands for two names, IN-CON-02 says so. A summary in a box is read by itself.

    Wrong: “the Organization for Security and Cooperation in Europe (OSCE)”, when an earlier paragraph has the same.
    Right: “OSCE”
    """
    for uses in _list_uses(runs):
        introductions = [use for use in uses if use.introduced and not _is_in_summary_box(use.run)]
        names = {name for use in introductions if _has_initials(name := _find_name(use), use.short)}
        for use in introductions[1:] if len(names) < 2 else ():
            number = introductions[0].run.number
            message = "{words} was introduced in para. {number} already." if number else _INTRODUCED_BEFORE
            yield _make_fault(use, message, "Write the short form alone.", number=number or 0)


def find_abbreviation_hardly_used(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form is introduced and then not used again, or once only.

    Why: a name that occurs once or twice needs no short form, unless it is better known by it (Editorial Manual,
    Abbreviations and acronyms). Those are the lists `better_known` and `well_known`, and short forms whose letters do
    not stand in the words before: MSF, after “Doctors Without Borders”.

    Wrong: “the Caribbean Disaster Emergency Management Agency (CDEMA)”, and never CDEMA again
    Right: “the Caribbean Disaster Emergency Management Agency”
    """
    known_better = read_known_names(collection).well_known | collection.word_lists.words("better_known")
    for uses in () if collection.is_part else _list_uses(runs):  # another entity may use it
        first = uses[0]
        if not first.introduced or len(uses) >= _FEW or first.short in known_better:
            continue
        if _find_name(first):
            message = _USED_ONCE_MORE if len(uses) > 1 else "{words} is introduced here and not used again."
            hint = "Delete the short form and its brackets, and write the name in full elsewhere."
            yield _make_fault(first, message, hint)


def find_name_after_its_short_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A name is written out again after its short form was introduced.

    Why: after its introduction the short form stands alone (Editorial Manual, Abbreviations and acronyms). It is
    advice, since far from the introduction an editor may prefer the name. In titles of items and instruments, such as
    the Charter of an organization, the name stays; the list `full_name_after` has how they begin.

    Wrong: “the Economic Commission for Europe helped”, after “the Economic Commission for Europe (ECE)”
    Right: “ECE helped”
    """
    if collection.is_part:  # in the report, this mention may be the first
        return
    names = read_known_names(collection)
    uses = runs.cached(group_short_forms)
    introduced = {short for short, its_uses in uses.items() if any(use.introduced for use in its_uses)}
    wanted = {name: short for name, short in names.short.items() if short in introduced - names.well_known}
    sought = runs.present(wanted)
    pattern = re.compile(rf"({match_one_of(sought, after=r'(?<!\w)')})(?!\w)(\s\()?")
    in_title = re.compile(rf"(?<!\w){match_one_of(collection.word_lists.words('full_name_after'))}\s(?:the\s)?\Z")
    done: set[str] = set()
    for run in skip_headings(runs.with_any(sought)):
        if run.section == "summary" or run.part in (Part.CELL, Part.CAPTION):
            continue
        for match in pattern.finditer(run.text):
            short = wanted[" ".join(match[1].split())]
            if run.text.startswith(f"{short})", match.end()):
                done.add(short)
            elif short in done and not in_title.search(run.cut_before(match.start())):
                message = "“{words}” was introduced as {instead} before."
                yield run.fault(*match.span(1), message, "Write “{instead}”.", instead=short)


def find_name_beside_its_short_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form stands directly before the name that it stands for.

    Why: one of the two is left over from a replacement (observed in A/75/345: “the PIF Pacific Islands Forum”).

    Wrong: “the PIF Pacific Islands Forum secretariat”
    Right: “the Pacific Islands Forum secretariat”
    """
    names = read_known_names(collection).names
    pairs = {pair: names[short] for short in runs.present(names) for pair in _list_pairs(short, names[short])}
    sought = [pair for pair in pairs if pair in runs.joined]
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<!\w)')}(?!\w)")
    for run in skip_headings(runs.with_any(sought)):
        for match in pattern.finditer(run.text):
            name = pairs[" ".join(match.group().split())]
            yield run.fault(
                *match.span(), "“{words}” has the name in full and in short.", "Keep one of the two.", instead=name
            )


def _list_pairs(short: str, name: str) -> tuple[str, str]:
    """A short form and its name side by side."""
    return f"{short} {name}", f"{name} {short}"


def _list_uses(runs: Prose) -> Iterator[list[ShortFormUse]]:
    """The uses of each short form in the summary, which is read by itself, and in the rest of the report."""
    yield from runs.cached(group_short_forms_of_summary).values()
    yield from runs.cached(group_short_forms).values()


def _is_in_summary_box(run: Run) -> bool:
    """Whether a text stands in a box that is headed as the summary."""
    return run.part is Part.CELL and run.before.lstrip().startswith("Summary\n")


def _find_name(use: ShortFormUse) -> str:
    """The words before an introduction that the short form stands for, in small letters; empty where none do."""
    return find_words_of_short_form(use.short, use.run.plain[: use.start - 1]).strip().casefold()


def _has_initials(name: str, short: str) -> bool:
    """Whether the initials of a name, small words left out, are its short form."""
    words = [word for word in name.split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) == short.casefold()


def _is_introduced(uses: list[ShortFormUse]) -> bool:
    """Whether a short form stands somewhere in brackets after the words of which it has the letters."""
    return any(use.introduced and _find_name(use) for use in uses)


def _can_be_short_form(use: ShortFormUse) -> bool:
    """Whether letters in capitals are no number and no part of a line in capitals."""
    text = use.run.text
    return (
        _ALL_CAPITALS.fullmatch(use.short) is not None
        and use.run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
        and not _IN_CAPITALS.match(text, use.end)
    )


def _find_introduction(name: str | None, uses: list[ShortFormUse], runs: Prose) -> tuple[str, int | None]:
    """The message on a short form without introduction, and the number of the paragraph that has the name or the
    introduction.
    """
    bare = next((run.number for run in skip_headings(runs) if name and name in run.text and run.number), None)
    first = uses[0].run.number
    if bare and first and bare <= first:
        return _NAMED_BEFORE, bare
    later = next((use.run.number for use in uses if use.introduced), None)
    if later:
        return _INTRODUCED_LATER, later
    return _NOT_INTRODUCED, None


def _make_fault(
    use: ShortFormUse, message: str, hint: str, *, instead: str | None = None, **parameters: Parameter
) -> Fault:
    """The fault of a short form."""
    return use.run.fault(
        use.start, use.end, message, hint, word_hint="", instead=instead, safe=False, elsewhere=None, **parameters
    )
