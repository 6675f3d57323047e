"""Abbreviations: introduced once, at the first mention in print, then used alone; and what is never abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Parameter, Source, make_fault
from assembler.model.nodes import Heading
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.model.value import Value
from assembler.rules.grammar.known_names import match_one_of, read_known_names
from assembler.rules.grammar.short_forms import (
    INTRODUCED,
    SHORT,
    USED,
    find_listed_short_forms,
    is_short_for_words_before,
)

_FULL_STOPS = Pattern(r"[A-Z](?<![\w.].)\.(?:[A-Z]\.)+(?:s\b|(?![\w.])(?!\s[A-Z][a-z]+\b))")
_WITH_DOTS = frozenset(("D.C.",))
_LATIN = Pattern(r"\b(?:e\.g\.|i\.e\.|etc\.)")
_POSSESSIVE = Pattern(r"’s\b|s’\s")
_CAPITALIZED = r"(?:(?!The )[A-Z][\w’-]+\s(?:(?:of|for|and|on|against|to|in|the)\s){0,3}){1,12}"
"""The words of a name before its last, no more than a name has: a row of capitals ends here, too."""
_ROMAN = Pattern(r"[IVXLC]+\Z")
_NOT_INTRODUCED = "{words} is used here without having been introduced."
_NAMED_BEFORE = "{words} is used here without having been introduced; para. {number} has the name without it."
_INTRODUCED_LATER = "{words} is used here without having been introduced; its introduction stands in para. {number}."
_INTRODUCED_BEFORE = "{words} was introduced before already."
_USED_ONCE_MORE = "{words} is introduced here and used only once more."
_FEW = 3
"""A name that occurs less often needs no short form (Editorial Manual, Abbreviations)."""


class _Use(Value):
    """A short form at one place of the text."""

    short: str
    run: Run
    start: int
    end: int
    introduced: bool
    """Whether it stands in brackets after the name."""


def find_abbreviation_not_introduced(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form is used before, or without, the name that it stands for.

    Why: a name is given in full at its first mention, with the short form in brackets (Editorial Manual, Abbreviations
    and acronyms). What each office had introduced in its own text is lost when fifty texts become one; so the whole
    report is read in printed order. The summary is read by itself. The list `well_known` has what needs none. A list of
    the report headed “Abbreviations” introduces what it has, wherever it stands.

    Wrong: “OHCHR trained 40 officers”, where no earlier paragraph has the name in full.
    Right: “The Office of the United Nations High Commissioner for Human Rights (OHCHR) trained 40 officers.”
    """
    names = read_known_names(collection)
    for uses in runs.cached(_group_by_short_form).values():
        first = uses[0]
        if first.introduced or first.short not in names.names or first.short in names.well_known:
            continue
        if first.short in runs.cached(find_listed_short_forms):
            continue
        name = names.names[first.short]
        message, number = _find_introduction(name, uses, runs)
        instead = f"{name} ({first.short})"
        yield _make_fault(first, message, "Write “{instead}” here.", instead=instead, number=number or 0)


def find_abbreviation_introduced_again(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form is introduced a second time.

    Why: after its introduction the short form stands alone (Editorial Manual, Abbreviations and acronyms). A second
    introduction is left where two offices had introduced the same name, each in its own text.

    Wrong: “the Organization for Security and Cooperation in Europe (OSCE)”, when an earlier paragraph has the same.
    Right: “OSCE”
    """
    for uses in runs.cached(_group_by_short_form).values():
        introductions = [use for use in uses if use.introduced]
        for use in introductions[1:]:
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
    for uses in runs.cached(_group_by_short_form).values():
        first = uses[0]
        if not first.introduced or len(uses) >= _FEW or first.short in known_better:
            continue
        if is_short_for_words_before(first.short, first.run.plain[: first.start - 1]):
            message = _USED_ONCE_MORE if len(uses) > 1 else "{words} is introduced here and not used again."
            hint = "Leave the short form and its brackets out, and write the name in full where it comes again."
            yield _make_fault(first, message, hint)


def find_never_abbreviated(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A name is abbreviated that never is in English: United Nations, General Assembly, Security Council and others.

    Why: it is the style of the Organization (Editorial Manual, Abbreviations; list `never_abbreviated`). Names such as
    UN-Women and UN-Habitat stand as they are.

    Wrong: “UN agencies supported the ECOSOC forum.”
    Right: “United Nations agencies supported the Economic and Social Council forum.”
    """
    wanted = collection.word_lists.pairs("never_abbreviated")
    names = read_known_names(collection)
    others = {*names.names, *names.organizations, "African Union", "European Union"} - {"UN"}
    sought = runs.present(wanted)
    not_of_another = rf"(?![\w/]|-(?!{match_one_of(runs.present(others))}\b)[A-Z])"
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<![\w/.(-])')}{not_of_another}")
    for run in _skip_headings(runs.with_any(sought)):
        for match in pattern.finditer(run.text):
            name = wanted[match.group()]
            yield run.fault(*match.span(), "“{words}” stands for {instead}.", "Write it out.", instead=name)


def find_full_stops_in_abbreviation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Full stops stand between the letters of an abbreviated name.

    Why: names are abbreviated without full stops (Editorial Manual, Abbreviations and acronyms).

    Wrong: “U.N.D.P. opened an office.”
    Right: “UNDP opened an office.”
    """
    for run in runs:
        for match in _FULL_STOPS.finditer(run.text):
            if match.group() not in _WITH_DOTS and match.group() != "U.N.":
                bare = match.group().replace(".", "")
                at_end = match.end() >= len(run.text.rstrip())
                yield run.fault(
                    *match.span(),
                    "“{words}” has full stops between its letters.",
                    "Write {bare}.",
                    instead=bare + "." * at_end,
                    safe=True,
                    bare=bare,
                )


def find_article_before_abbreviation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An article stands before a short form that is used as a noun.

    Why: short forms take no article (Editorial Manual, Abbreviations), except where it belongs to a noun that follows:
    “the OSCE Mission”.

    Wrong: “UNHCR and the OSCE jointly organized a course.”
    Right: “UNHCR and OSCE jointly organized a course.”
    """
    shorts = runs.present(read_known_names(collection).names.keys() - collection.word_lists.words("with_article"))
    verbs = match_one_of(runs.present(collection.word_lists.words("after_a_noun")))
    pattern = re.compile(rf"[Tt](?<!\w.)he\s({match_one_of(shorts)})(?=\s?[,.;:)]|\s{verbs}\b|\sand\sits\b)")
    for run in _skip_headings(runs.with_any(shorts)):
        for match in pattern.finditer(run.text):
            message = "“{words}” has an article, and no noun follows."
            yield run.fault(*match.span(), message, "Write {instead} alone.", instead=match[1])


def find_possessive_of_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form, or the name of an organization or country, has a possessive.

    Why: these names take none (Editorial Manual, Punctuation; Abbreviations). Short titles such as “the Council’s” may
    have one. The list `body_nouns` has the nouns with which names of bodies end.

    Wrong: “UNMIL’s Commander”
    Right: “the Commander of UNMIL”
    """
    plural = collection.word_lists.words("abbreviated_nouns")
    countries = collection.word_lists.words("countries")
    of_lists = read_known_names(collection)
    names = runs.present({*of_lists.short, *of_lists.organizations, *countries, "United Nations"})
    organs = frozenset(collection.word_lists.pairs("never_abbreviated").values()) - {"United Nations"}
    body = rf"{_CAPITALIZED}(?:{match_one_of(runs.present(collection.word_lists.words('body_nouns')))})"
    pattern = Pattern(rf"(?<![\w-])({match_one_of(names)}|{body}|[A-Z]{{2,}}s?)’(?:s\b|(?<=s’)(?=\s))")
    for run in _skip_headings(runs.having("’")):
        for match in pattern.finditer(run.text) if _POSSESSIVE.search(run.text) else ():
            if match[1].rstrip("s") not in plural and match[1] not in organs:
                article = "the " if run.text[: match.start()].lower().endswith("the ") else ""
                message = "“{words}” is a possessive of a name."
                yield run.fault(
                    *match.span(),
                    message,
                    "Turn it round: “the … of {article}{short}”.",
                    article=article,
                    short=match[1],
                )


def find_abbreviation_in_heading(report: Report, collection: Collection) -> Iterator[Fault]:
    """A heading has an abbreviation.

    Why: titles and headings have none (Editorial Manual, Abbreviations). What belongs to an official name may stay, and
    so may UN-Women and UN-Habitat.

    Wrong: heading “INTERPOL”
    Right: heading “International Criminal Police Organization”
    """
    names = read_known_names(collection)
    official = " ".join(item.name for item in collection.vocabulary.organizations.values())
    better_known = {short for short in names.well_known if short.startswith("UN-") or short not in names.names}
    allowed = {*re.findall(SHORT, official), *better_known}
    for title, source in _list_headings(report, collection):
        for match in USED.finditer(title):
            if match[1] not in allowed and not _ROMAN.match(match[1]):
                message = "The heading “{words}” has the abbreviation {short}."
                yield make_fault(source, message, "Write the name in full.", words=title, short=match[1])


def _list_headings(report: Report, collection: Collection) -> Iterator[tuple[str, Source]]:
    """The titles of sections and annexes, and the headings of texts."""
    titles = [section.title for section in walk_sections(report)] + [annex.title for annex in report.annexes]
    yield from ((title, collection.plan.source) for title in titles)
    for block in walk_blocks(report):
        if isinstance(block, Heading):
            yield extract_text(block.content), block.source


def find_name_after_its_short_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A name is written out again after its short form was introduced.

    Why: after its introduction the short form stands alone (Editorial Manual, Abbreviations and acronyms). It is
    advice, since far from the introduction an editor may prefer the name. In titles of items and instruments, such as
    the Charter of an organization, the name stays; the list `full_name_after` has how they begin.

    Wrong: “the Economic Commission for Europe helped”, after “the Economic Commission for Europe (ECE)”
    Right: “ECE helped”
    """
    names = read_known_names(collection)
    uses = runs.cached(_group_by_short_form)
    introduced = {short for short, its_uses in uses.items() if any(use.introduced for use in its_uses)}
    wanted = {name: short for name, short in names.short.items() if short in introduced - names.well_known}
    sought = runs.present(wanted)
    pattern = re.compile(rf"({match_one_of(sought, after=r'(?<!\w)')})(?!\w)(\s\()?")
    in_title = re.compile(rf"(?<!\w){match_one_of(collection.word_lists.words('full_name_after'))}\s(?:the\s)?\Z")
    done: set[str] = set()
    for run in _skip_headings(runs.with_any(sought)):
        if run.section == "summary" or run.part in (Part.CELL, Part.CAPTION):
            continue
        for match in pattern.finditer(run.text):
            short = wanted[" ".join(match[1].split())]
            if run.text.startswith(f"{short})", match.end()):
                done.add(short)
            elif short in done and not in_title.search(run.cut_before(match.start())):
                message = "“{words}” was introduced as {instead} before."
                yield run.fault(*match.span(1), message, "Write {instead}.", instead=short)


def find_name_beside_its_short_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A short form stands directly before the name that it stands for.

    Why: one of the two is left over from a replacement (observed in A/75/345: “the PIF Pacific Islands Forum”).

    Wrong: “the PIF Pacific Islands Forum secretariat”
    Right: “the Pacific Islands Forum secretariat”
    """
    names = read_known_names(collection)
    pairs = {f"{short} {name}": name for short, name in names.names.items()}
    pairs |= {f"{name} {short}": name for short, name in names.names.items()}
    sought = runs.present(pairs)
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<!\w)')}(?!\w)")
    for run in _skip_headings(runs.with_any(sought)):
        for match in pattern.finditer(run.text):
            name = pairs[" ".join(match.group().split())]
            yield run.fault(*match.span(), "“{words}” says the name twice.", "Keep one.", instead=name)


def find_latin_abbreviation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A sentence has e.g., i.e. or etc. outside brackets.

    Why: in running text they are written out; in brackets, notes and tables they may stand (Editorial Manual,
    Abbreviations; not read in the original).

    Wrong: “It trained officials, e.g. judges, in four countries.”
    Right: “It trained officials, for example judges, in four countries.”
    """
    instead = {"e.g.": "for example", "i.e.": "that is", "etc.": "and so on"}
    for run in runs.having(*instead):
        if run.part in (Part.PARAGRAPH, Part.ITEM):
            for match in _LATIN.finditer(run.text):
                if run.text.count("(", 0, match.start()) <= run.text.count(")", 0, match.start()):
                    message = "“{words}” stands in running text."
                    hint = "Write “{instead}”."
                    yield run.fault(*match.span(), message, hint, instead=instead[match.group()])


def find_apostrophe_in_plural(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An abbreviated noun has an apostrophe in its plural.

    Why: the plural of an abbreviation takes none (Editorial Manual, Abbreviations; list `abbreviated_nouns`).

    Wrong: “It supported 14 NGO’s.”
    Right: “It supported 14 NGOs.”
    """
    verbs = match_one_of(collection.word_lists.words("after_a_noun"))
    pattern = Pattern(
        rf"\b({match_one_of(collection.word_lists.words('abbreviated_nouns'))})’s\b(?!\s(?!{verbs}\b)[a-z]+)"
    )
    for run in runs.having("’s"):
        for match in pattern.finditer(run.text):
            instead = f"{match[1]}s"
            yield run.fault(
                *match.span(), "“{words}” has an apostrophe.", "Write {instead}.", instead=instead, safe=True
            )


def _skip_headings(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs of the text itself: headings follow rules of their own."""
    return (run for run in runs if run.part is not Part.HEADING)


def _group_by_short_form(runs: Prose) -> Mapping[str, list[_Use]]:
    """All uses of each short form in printed order; the summary is no part of it, since it is read by itself."""
    uses: dict[str, list[_Use]] = {}
    for run in _skip_headings(runs):
        if run.section == "summary":
            continue
        introduced = {match.start(1) for match in INTRODUCED.finditer(run.text)}
        for match in USED.finditer(run.text):
            use = _Use(match[1], run, *match.span(1), match.start(1) in introduced)
            uses.setdefault(use.short, []).append(use)
    return uses


def _find_introduction(name: str, uses: list[_Use], runs: Prose) -> tuple[str, int | None]:
    """The message on a short form without introduction, and the number of the paragraph that has the name or the
    introduction.
    """
    bare = next((run.number for run in _skip_headings(runs) if name in run.text and run.number), None)
    first = uses[0].run.number
    if bare and first and bare <= first:
        return _NAMED_BEFORE, bare
    later = next((use.run.number for use in uses if use.introduced), None)
    if later:
        return _INTRODUCED_LATER, later
    return _NOT_INTRODUCED, None


def _make_fault(use: _Use, message: str, hint: str, *, instead: str | None = None, **parameters: Parameter) -> Fault:
    """The fault of a short form."""
    return use.run.fault(use.start, use.end, message, hint, word_hint="", instead=instead, safe=False, **parameters)
