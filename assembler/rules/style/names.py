"""Names: countries, bodies and instruments as they are officially called; words that leave nobody out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.vocabulary import Entity, Organization
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.known_names import match_one_of, read_known_names, select_present, sort_longest_first
from assembler.rules.grammar.letter_case import find_in_other_case
from assembler.rules.grammar.official_names import OfficialNames

_WORD = Pattern(r"[^\W\d_]+")
_NO_NOUN_AFTER = Pattern(
    r"\s*(?:[.,;:)?!]|\Z)|\s(?:and|are|as|at|by|can|could|for|from|had|has|have|in|is|may|must|of|on|or|should|through|to|was|were"
    r"|who|whose|will|with|without)\b"
)
"""After an adjective that stands for people: the poor in cities."""
_BOTH = {"he": "he or she", "his": "his or her", "him": "him or her", "himself": "himself or herself"}
_OF_SMALL = Pattern(r" of (?:the |an? )?[a-z]")
"""After a name in small letters: the human rights council of the city."""
_BEFORE_LAND = frozenset(
    (
        "of",
        "in",
        "from",
        "to",
        "by",
        "with",
        "between",
        "and",
        "or",
        "for",
        "at",
        "against",
        "on",
        "as",
        "including",
        "namely",
        "into",
        "across",
        "throughout",
        "visited",
    )
)
"""After one of these a country stands as in a sentence; after a comma it may follow its city."""
_COVID = Pattern(r"\bCOVID-19\b")
_DISEASE = Pattern(r"coronavirus disease \(\Z")
_LONGEST_BODY = 90
"""In how many characters after a title the name of the body stands."""
_HEAD = r"(?:Executive )?Secretary[- ]General"


def find_country_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A country is called otherwise than in the terminology database of the United Nations.

    Why: names of countries follow UNTERM (Editorial Manual, Country names). List `country_variants`; articles are those
    of the lists `country_with_article` and `country_without_article`.

    Wrong: “Vietnam and South Korea”, “in Sudan”, “to the Ukraine”
    Right: “Viet Nam and the Republic of Korea”, “in the Sudan”, “to Ukraine”
    """
    variants = collection.word_lists.pairs("country_variants")
    sought = runs.present(variants)
    around = match_one_of(collection.word_lists.words("country_context"))
    pattern = Pattern(rf"(?P<name>{match_one_of(sought, after=r'(?<![\w-])')})(?![\w-])(?!\s{around})")
    before = Pattern(rf"(?:^|\W){around}\s?\Z")
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            begins = match.group().startswith("The ") and run.text[: match.start()].rstrip()[-1:] in ("", ".")
            if not begins and not before.search(run.text[max(0, match.start() - 40) : match.start()]):
                yield _make_name_fault(run, match.span(), match.group(), variants[" ".join(match.group().split())])
    yield from _find_articles(runs, collection.word_lists)


def _find_articles(runs: Prose, word_lists: WordLists) -> Iterator[Fault]:
    """A fault for each country without the article that it has in a sentence, or with one that it has not."""
    for land in runs.present(word_lists.pairs("country_with_article")):
        for run in runs.with_any((land,)):
            if run.part not in (Part.CELL, Part.HEADING):
                for start, end in _find_lands(run, land):
                    yield _make_name_fault(run, (start, end), land, f"the {land}")
    for land in runs.present(word_lists.pairs("country_without_article")):
        for run in runs.having(f"the {land}", f"The {land}"):
            for start, end in _find_whole(run.text, f"he {land}"):
                if not _is_name_after(run.text, end):
                    yield _make_name_fault(run, (start - 1, end), f"the {land}", land)


def _find_lands(run: Run, land: str) -> Iterator[tuple[int, int]]:
    """Where a country stands in a sentence without its article."""
    for start, end in _find_whole(run.text, land):
        *others, before = run.cut_before(start).split()[-2:] or [""]
        is_in_list = before.endswith(",") and run.text[end : end + 5] == " and "
        is_first = run.part is Part.PARAGRAPH and (not before or before.endswith("."))
        is_sentence = before.lower() in _BEFORE_LAND and others != ["Republic"]
        is_alone = _NO_NOUN_AFTER.match(run.text, end) if land[:6] == "United" else not _is_name_after(run.text, end)
        if (is_sentence or is_in_list or is_first) and is_alone:  # United States dollars
            yield start, end


def _find_whole(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Each place where some words stand that are part of no other word."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if text[end : end + 1] not in ("-", "’") and not text[end : end + 1].isalpha():
            yield start, end
        start = text.find(words, end)


def _is_name_after(text: str, end: int) -> bool:
    """Whether a name goes on: the Niger Delta."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _make_name_fault(run: Run, span: tuple[int, int], wrong: str, right: str) -> Fault:
    article = run.text[: span[0]].casefold().endswith("the ") and right.startswith("the ")
    instead = right.removeprefix("the ") if article else right
    return run.fault(
        *span,
        "The United Nations writes “{right}” for {wrong}.",
        "Write “{instead}”.",
        instead=instead,
        right=right,
        wrong=wrong,
    )


def find_near_miss_of_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Words are nearly an official name: another hyphen, capital, preposition or article, or one word mistaken.

    Why: official names are exact at every mention (observed in A/75/345: “Community of Portuguese Speaking Countries”
    under the heading “… Portuguese-speaking Countries”). Names come from the name lists and the list `official_names`.
    One of several, “a United Nations Volunteer”, is right. Where a body has a name that is like that of another, a line
    in `official_names` says so.

    Wrong: “Department of Global Communication”, “Convention of the Law of the Sea”, “Human rights council”
    Right: “Department of Global Communications”, “Convention on the Law of the Sea”, “Human Rights Council”
    """
    missing = _count_missing_words(runs, _list_official_names(collection))
    index = OfficialNames(name for name, count in missing.items() if count <= 1)
    message, hint = "“{words}” differs slightly from the name “{instead}”.", "Write the name exactly."
    for run in runs:
        for start, end, name in index.find_near_misses(run.text):
            yield run.fault(start, end, message, hint, instead=name)
    generic = collection.word_lists.words("before_generic_name")
    fixed = collection.word_lists.words("fixed_names")
    for run, match, name in find_in_other_case(runs, (name for name, count in missing.items() if not count)):
        before = run.cut_before(match.start()).split(" ")[-2:-1]
        is_generic = generic.intersection(word.lower() for word in before) or _OF_SMALL.match(run.text, match.end())
        if match.group() not in fixed and not (match.group().islower() and is_generic):
            yield run.fault(*match.span(), "“{words}” does not have the capitals of the name.", hint, instead=name)


def _count_missing_words(runs: Prose, names: Iterable[str]) -> Mapping[str, int]:
    """How many words of each name of several words stand nowhere in the report."""
    words = {name: _WORD.findall(name) for name in names if " " in name}
    present = frozenset(runs.present({word for of_name in words.values() for word in of_name}))
    return {name: sum(word not in present for word in of_name) for name, of_name in words.items()}


def _list_official_names(collection: Collection) -> set[str]:
    """The names of the word lists, and of the two name lists with what else these bodies are called."""
    vocabulary = collection.vocabulary
    items: tuple[Organization | Entity, ...] = (*vocabulary.organizations.values(), *vocabulary.entities.values())
    names = {name for item in items for name in (item.name, *item.aliases)}
    names |= set(read_known_names(collection).short) | collection.word_lists.words("official_names")
    return {name for name in names if name[:1].isupper()}


def find_two_forms_of_a_title(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The head of one organization is Secretary-General here and Secretary General there, or has the title of another.

    Why: the title is written as that organization writes it, in one way throughout the report (observed in A/75/345).
    The form that is used less often is found. The titles of heads are the list `head_of_body`.

    Wrong: “the Secretary General of the African Union” and, elsewhere, “the Secretary-General of the African Union”
    Right: one of the two throughout
    """
    yield from _find_titles_of_others(runs, collection.word_lists)
    titled = list(runs.having("Secretary-General", "Secretary General"))
    names = match_one_of(select_present(read_known_names(collection).organizations, titled))
    of = re.compile(rf"({_HEAD}) of (?:the )?({names})(?!\w)")
    before = re.compile(rf"(?<!\w)({names}) ({_HEAD})")
    uses: dict[str, list[tuple[Run, int, int]]] = {}
    for run in titled:
        for match in of.finditer(run.text):
            uses.setdefault(match[2], []).append((run, *match.span(1)))
        for match in before.finditer(run.text):
            uses.setdefault(match[1], []).append((run, *match.span(2)))
    for name, forms in uses.items():
        hyphened = [use for use in forms if "-" in use[0].text[use[1] : use[2]]]
        plain = [use for use in forms if use not in hyphened]
        if hyphened and plain:
            article = "the " if " " in name else ""
            for run, start, end in min(plain, hyphened, key=len):
                message = "The report writes the title of the head of {article}{name} in two ways."
                yield run.fault(
                    start, end, message, "Use the form of that organization throughout.", article=article, name=name
                )


def _find_titles_of_others(runs: Prose, word_lists: WordLists) -> Iterator[Fault]:
    """A fault for each head of a body with a title that the head of another has: the Administrator of UNICEF."""
    heads = {body: tuple(titles.split(", ")) for body, titles in word_lists.pairs("head_of_body").items()}
    titles = sort_longest_first({title for of_body in heads.values() for title in of_body})
    for title in runs.present(titles):
        for run in runs.having(f"{title} of "):
            for start, end in _find_whole(run.text, title):
                following = run.text[end : end + _LONGEST_BODY].removeprefix(" of ").removeprefix("the ")
                body = next((body for body in heads if following.startswith(body)), "")
                is_longer = run.text[:start].endswith(("Assistant ", "Deputy ", "Executive ", "Former ", "-", "Vice-"))
                goes_on = following[len(body) : len(body) + 1].isalnum() or following[len(body) :].startswith(
                    " Commission"
                )
                if body and not goes_on and not is_longer and title not in heads[body]:
                    message = "The head of {body} is not its “{words}”."
                    right = heads[body][0]
                    yield run.fault(start, end, message, "Write “{instead}”.", instead=right, body=body)


def find_fixed_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An agenda, an instrument or a body is called otherwise than its fixed name; list `fixed_names`.

    Why: “2030 Agenda for Sustainable Development” and others are names and not to be turned round (observed in
    A/75/345, para. 105). At its first mention COVID-19 stands in brackets after “coronavirus disease”.

    Wrong: “Agenda 2030”
    Right: “2030 Agenda for Sustainable Development”
    """
    wanted = collection.word_lists.pairs("fixed_names")
    sought = runs.present(wanted)
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<![\w-])')}(?![\w-])")
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            right = wanted[" ".join(match.group().split())]
            if not (right.startswith(match.group()) and run.text.startswith(right, match.start())) and not (
                right.endswith(match.group()) and run.text.endswith(right, 0, match.end())
            ):
                message = "The name is “{instead}”."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
    if not collection.is_part:  # another entity may introduce it
        yield from _check_first_covid(run for run in runs.having("COVID-19") if run.part is not Part.HEADING)


def _check_first_covid(runs: Iterable[Run]) -> Iterator[Fault]:
    for run in runs:
        match = _COVID.search(run.text)
        if match:
            if not _DISEASE.search(run.cut_before(match.start())):
                hint = "Write “coronavirus disease (COVID-19)” here, and COVID-19 after that."
                yield run.fault(*match.span(), "COVID-19 is not introduced at its first mention.", hint)
            return


def find_city_without_country(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A city that is no capital stands without its country at its first mention; list `cities`.

    Why: readers of all countries must know where it is (Editorial Manual, Country names). Seats of the United Nations,
    such as Geneva, need none.

    Wrong: “a meeting in Strasbourg in June”
    Right: “a meeting in Strasbourg, France, in June”
    """
    cities = collection.word_lists.pairs("cities")
    sought = runs.present(cities)
    pattern = re.compile(rf"\b(?:in|at|from|to) ({match_one_of(sought)})\b(?!-)")
    cities_before: set[str] = set()
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            city, country = match[1], cities[match[1]]
            if city not in cities_before and country.split()[-1] not in run.text:
                yield run.fault(
                    *match.span(1),
                    "{city} stands without its country.",
                    "Write “{city}, {country}”.",
                    city=city,
                    country=country,
                )
            cities_before.add(city)


def find_exclusive_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word marks sex, age or disability where there is no need (list `inclusive`), or “his” stands for anybody.

    Why: the Organization writes so that nobody is left out (Editorial Manual, Inclusive language). The terms of
    treaties and names of offices in the list `inclusive_kept` stay. “Anybody” is one of the list `anybody` with each,
    every, any or no, or one of the list `anyone`.

    Wrong: “the chairman of the working group”, “the disabled”, “each delegate and his adviser”
    Right: “the Chair of the working group”, “persons with disabilities”, “each delegate and his or her adviser”
    """
    wanted = collection.word_lists.pairs("inclusive")
    sought = runs.present(wanted)
    pattern = re.compile(rf"(?<![\w-]){match_one_of(sought)}(?![\w-])", re.IGNORECASE)
    inclusive = Pattern(match_one_of(collection.word_lists.words("inclusive_kept")))
    for run in runs.with_any(sought):
        spared = [match.span() for match in inclusive.finditer(run.text)]
        for match in pattern.finditer(run.text):
            words = " ".join(match.group().split()).lower()
            is_adjective = words.startswith("the ") and not _NO_NOUN_AFTER.match(run.text, match.end())
            if is_adjective or any(start <= match.start() < end for start, end in spared):
                continue
            yield run.fault(*match.span(), "“{words}” is not inclusive.", "Better: “{instead}”.", instead=wanted[words])
    yield from _find_his_for_anybody(runs, collection.word_lists)


def _find_his_for_anybody(runs: Prose, word_lists: WordLists) -> Iterator[Fault]:
    """A fault for each “he” or “his” in the same sentence after somebody who may be a woman."""
    people = runs.present(word_lists.pairs("anybody"))
    of_any_sex = rf"(?:[Ee]ach|[Ee]very|[Aa]ny|[Nn]o)(?: [a-z-]+)?? {match_one_of(people)}"
    some_of_any_sex = (
        rf"(?:[Ii]f|[Ww]hen|[Ww]here|[Uu]nless) an? (?:[a-z-]+ )??{match_one_of(people)}"
        rf"|(?:\A|[.] )An? (?:[a-z-]+ )??{match_one_of(people)}(?= (?:must|should|may|shall|can|who|is|has)\b)"
    )
    anyone = rf"(?i:{match_one_of(word_lists.words('anyone'))})"
    he = r"(?<! or )\b(he|his|him|himself)\b(?!(?: or |/)(?:she|her)| (?:added|noted|said|stressed))"
    pattern = re.compile(rf"(?:\b(?:{of_any_sex}|{anyone})|{some_of_any_sex})\b[^.;]*?{he}")
    for run in runs.with_any(("he", "his", "him", "himself")):
        for match in pattern.finditer(run.text):
            message = "“{words}” is used for a person who may be a man or a woman."
            hint = "Write “{both}”, or put the sentence in the plural."
            yield run.fault(*match.span(1), message, hint, both=_BOTH[match[1]])
