"""The form of abbreviations: points, articles, possessives and plurals; and what is never abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Heading
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.rules.grammar.known_names import match_one_of, read_known_names
from assembler.rules.grammar.short_forms import SHORT, USED, group_short_forms, skip_headings

_FULL_STOPS = Pattern(
    r"[A-Z](?<![\w.].)\.(?:(?:[A-Z]\.)+(?:s\b|(?![\w.])(?!\s[A-Z][a-z]+\b))|(?:[A-Z]\.)+[A-Z](?![\w.]))"
)
_WITH_DOTS = frozenset(("D.C.",))
_LATIN = Pattern(r"\b(?:(?:e\.g|i\.e|viz|vs)\.|etc(?:\.|\b(?=[,;)]| |\Z))|(?:eg|ie)(?=[ ,]))")
_POSSESSIVE = Pattern(r"’s\b|s’\s")
_CAPITALIZED = r"(?:(?!The )[A-Z][\w’-]+\s(?:(?:of|for|and|on|against|to|in|the)\s){0,3}){1,12}"
"""The words of a name before its last, no more than a name has: a row of capitals ends here, too."""
_SMALL_WORDS = r"(?:(?:of|for|and|on|in|the)\s){0,3}"
_NAME_BEFORE = Pattern(rf"[A-Z][\w’-]+\s{_SMALL_WORDS}[A-Z][\w’-]+\s\((?:the )?\Z")
_WITH_APOSTROPHE = Pattern(r"(?<![\w-])([A-Z][A-Za-z]*[A-Z])’s\b(?: ([a-z]+))?")
_MANY = Pattern(
    r"\b(?:\d[\d,]*|[Mm]any|[Ss]everal|[Ss]ome|[Oo]ther|[Aa]ll|[Bb]oth|[Ff]ew|[Tt]hese|[Tt]hose|[Vv]arious|[Ll]ocal"
    r"|between|among|as|and|or|two|three|four|five|six|seven|eight|nine|more|most|numerous|different|national|of) \Z"
)
_ARE = Pattern(r"’s (?:are|were|have|and other)\b")
_ROMAN = Pattern(r"[IVXLC]+\Z")


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
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<![\w/.])')}{not_of_another}")
    for run in skip_headings(runs.with_any(sought)):
        for match in pattern.finditer(run.text):
            name = wanted[match.group()]
            yield run.fault(*match.span(), "“{words}” stands for {instead}.", "Write the name in full.", instead=name)


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
    names = read_known_names(collection).names.keys() | _find_introduced_bodies(runs)
    shorts = runs.present(names - collection.word_lists.words("with_article"))
    verbs = match_one_of(runs.present(collection.word_lists.words("after_a_noun")))
    joined = r"\s(?:and|or|as well as)\s(?:a|an|at|by|for|from|in|its|on|other|others|several|the|their|to|two|with)\b"
    short, end = match_one_of(shorts), rf"(?:\s?[,.;:)]|\s(?:{verbs}|[a-z]{{3,}}ed)\b|{joined})"
    pattern = re.compile(rf"[Tt](?<!\w.)he\s({short})(?={end}|\s(?:and|or)\s(?:the\s)?{short}{end})")
    for run in skip_headings(runs.with_any(shorts)):
        for match in pattern.finditer(run.text):
            message = "“{words}” has an article, but no noun follows."
            yield run.fault(*match.span(), message, "Write “{instead}” alone.", instead=match[1])


def _find_introduced_bodies(runs: Prose) -> set[str]:
    """The short forms that are introduced in the singular after names in capitals: they are of bodies."""
    uses = (use for short_uses in runs.cached(group_short_forms).values() for use in short_uses if use.introduced)
    singular = [use for use in uses if use.end - use.start == len(use.short)]
    return {use.short for use in singular if _NAME_BEFORE.search(use.run.cut_before(use.start))}


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
    names = _select_owners({*of_lists.short, *of_lists.organizations, *countries, "United Nations"}, runs)
    organs = frozenset(collection.word_lists.pairs("never_abbreviated").values()) - {"United Nations"}
    body = rf"{_CAPITALIZED}(?:{match_one_of(_select_owners(collection.word_lists.words('body_nouns'), runs))})"
    pattern = Pattern(rf"(?<![\w-])({match_one_of(names)}|{body}|[A-Z]{{2,}}s?)’(?:s\b|(?<=s’)(?=\s))")
    for run in skip_headings(runs.having("’")):
        for match in pattern.finditer(run.text) if _POSSESSIVE.search(run.text) else ():
            short = match[1].removesuffix("s")
            is_plural = short in plural or (short.isupper() and short not in of_lists.names and _is_plural(run, match))
            if not is_plural and match[1] not in organs:
                article = "the " if run.text[: match.start()].lower().endswith("the ") else ""
                message = "“{words}” is a possessive of a name."
                yield run.fault(
                    *match.span(),
                    message,
                    "Write “the … of {article}{short}”.",
                    article=article,
                    short=match[1],
                )


def _select_owners(names: Iterable[str], runs: Prose) -> list[str]:
    """The names that stand before an apostrophe, which are few."""
    before = runs.joined.split("’")[:-1]
    return [name for name in runs.present(names) if any(words.endswith(name) for words in before)]


def find_abbreviation_in_heading(report: Report, collection: Collection) -> Iterator[Fault]:
    """A heading has an abbreviation.

    Why: titles and headings have none (Editorial Manual, Abbreviations). What belongs to an official name may stay, and
    so may UN-Women and UN-Habitat. Only English headings are read: the lists of names that stay as they are known are
    in English, and other languages write names in other capitals.

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


def find_latin_abbreviation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A sentence has e.g., i.e. or etc. outside brackets.

    Why: in running text they are written out; in brackets, notes and tables they may stand (Editorial Manual,
    Abbreviations; not read in the original).

    Wrong: “It trained officials, e.g. judges, in four countries.”
    Right: “It trained officials, for example judges, in four countries.”
    """
    instead = {"eg": "for example", "ie": "that is", "etc": "and so on", "viz": "namely", "vs": "against"}
    for run in runs.having("e.g.", "i.e.", "etc", "eg ", "eg,", "ie ", "ie,", "viz.", "vs."):
        if run.part in (Part.PARAGRAPH, Part.ITEM):
            for match in _LATIN.finditer(run.text):
                if run.text.count("(", 0, match.start()) <= run.text.count(")", 0, match.start()):
                    message = "“{words}” stands in running text."
                    hint = "Write “{instead}”."
                    yield run.fault(*match.span(), message, hint, instead=instead[match.group().replace(".", "")])


def find_apostrophe_in_plural(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An abbreviated noun has an apostrophe in its plural.

    Why: the plural of an abbreviation takes none (Editorial Manual, Abbreviations; list `abbreviated_nouns`).

    Wrong: “It supported 14 NGO’s.”
    Right: “It supported 14 NGOs.”
    """
    nouns, names = collection.word_lists.words("abbreviated_nouns"), read_known_names(collection).names
    verbs = collection.word_lists.words("after_a_noun") | {"and", "or"}
    for run in runs.having("’s"):
        for match in _WITH_APOSTROPHE.finditer(run.text):
            is_plural = match[1] not in names and _is_plural(run, match)
            is_noun = is_plural or match[1] in nouns or f"{match[1]}s".lower() in runs.words
            if is_noun and (is_plural or match[2] is None or match[2] in verbs):
                instead, end = f"{match[1]}s", match.end(1) + 2
                message = "“{words}” has an apostrophe."
                yield run.fault(match.start(), end, message, "Write “{instead}”.", instead=instead, safe=True)


def _is_plural(run: Run, match: re.Match[str]) -> bool:
    """Whether the words around a short form with ’s, of which no list knows whose it is, say that it is a plural."""
    return _MANY.search(run.cut_before(match.start())) is not None or _ARE.match(run.text, match.end(1)) is not None
