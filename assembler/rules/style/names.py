"""Names: countries, bodies and instruments as they are officially called; words that leave nobody out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import MutableValue, Value, field
from assembler.rules.grammar.known_names import match_one_of, read_known_names, select_present

_WORD = Pattern(r"[^\W_]+(?:’[^\W_]+)*")
_LETTERS = Pattern(r"[^\w]+")
_AFTER_HEAD = Pattern(r"\s(?:of|for|on|to|against|in)\s")
_LANDS = ("Sudan", "Gambia")
"""Names of countries with an article."""
_ARTICLE_LANDS = Pattern(rf"(?<!the )(?<!South )\b({'|'.join(_LANDS)})\b")
_COVID = Pattern(r"\bCOVID-19\b")
_DISEASE = Pattern(r"coronavirus disease \(\Z")
_HEAD = r"(?:Executive )?Secretary[- ]General"
_MOST_EDITS = 2
"""How many letters a near miss of a name may differ (rule book, UN-NAM-02)."""
_MOST_WORDS = 16
"""How many words the longest names have."""
_BEGINNING = 4
"""How many letters of a word tell which names may be meant."""
_SHORTEST = 12
"""A shorter name is too like other words."""


def find_country_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A country is called otherwise than in the terminology database of the United Nations.

    Why: names of countries follow UNTERM (Editorial Manual, Country names). List `country_variants`.

    Wrong: “Vietnam and South Korea”, “in Sudan”
    Right: “Viet Nam and the Republic of Korea”, “in the Sudan”
    """
    variants = collection.word_lists.pairs("country_variants")
    sought = runs.present(variants)
    around = match_one_of(collection.word_lists.words("country_context"))
    pattern = Pattern(rf"(?P<name>{match_one_of(sought, after=r'(?<![\w-])')})(?![\w-])(?!\s{around})")
    before = Pattern(rf"(?:^|\W){around}\s?\Z")
    for run in runs.with_any((*sought, *_LANDS)):
        for match in pattern.finditer(run.text):
            if not before.search(run.text[max(0, match.start() - 40) : match.start()]):
                yield _make_name_fault(run, match.span(), match.group(), variants[" ".join(match.group().split())])
        for match in _ARTICLE_LANDS.finditer(run.text):
            if run.part not in (Part.CELL, Part.HEADING):
                yield _make_name_fault(run, match.span(), match.group(), f"the {match.group()}")


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


class _Name(Value):
    """An official name, ready to be compared."""

    name: str
    """The name."""
    letters: str
    """Its letters alone, small."""
    words: int
    """How many words it has."""
    parts: tuple[str, ...]
    """Its letters in so many parts that each near miss has one of them whole."""


def find_near_miss_of_name(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Words are a near miss of an official name: another hyphen, another capital, one or two letters.

    Why: official names are exact at every mention (observed in A/75/345: “Community of Portuguese Speaking Countries”
    under the heading “… Portuguese-speaking Countries”). Names come from the name lists and the list `official_names`.
    One of several, “a United Nations Volunteer”, is right.

    Wrong: “Department of Global Communication”
    Right: “Department of Global Communications”
    """
    names = _group_names(collection)
    exact = frozenset(name.name for group in names.values() for near in group.values() for name in near)
    for run in runs:
        words = [match.span() for match in _WORD.finditer(run.text)]
        for place, (start, end) in enumerate(words):
            group = names.get(_take_beginning(run.text[start:end])) if run.text[start].isupper() else None
            if not group:
                continue
            following = words[place : place + _MOST_WORDS]
            windows = _Windows(run.text, start, [last for _, last in following])
            for name in _select_by_endings(
                group, [_take_beginning(run.text[first:last]) for first, last in following[1:]]
            ):
                end_of_name = windows.find_end(name, exact)
                if end_of_name:
                    message = "“{words}” is nearly “{instead}”, but not quite."
                    yield run.fault(start, end_of_name, message, "Write the name exactly.", instead=name.name)


def _select_by_endings(group: Mapping[str, list[_Name]], begun: Iterable[str]) -> list[_Name]:
    """The names of a group of which one of the last two words begins like the word at its place, or beside it."""
    names: dict[str, _Name] = {}
    for place, beginning in enumerate(begun, 2):
        for name in group.get(beginning, ()):
            if name.words - 2 <= place <= name.words + 1:
                names[name.name] = name
    return [names[name] for name in sorted(names)]


class _Windows(MutableValue):
    """The words from one place on, of which the first one, two or more may be a name."""

    text: str
    start: int
    ends: list[int]
    letters: dict[int, str] = field(default_factory=dict)

    def find_end(self, name: _Name, exact: frozenset[str]) -> int:
        """Where a near miss of the name ends, or 0."""
        if self.text.startswith(name.name, self.start):
            return 0
        edits = {end: self._count_edits(end, name) for end in self._list_ends(name)}
        end = min(edits, key=lambda place: edits[place], default=0)
        shown = self.text[self.start : end]
        if edits.get(end, _MOST_EDITS + 1) > _MOST_EDITS or shown in exact:
            return 0
        if _is_plural(shown, name.name) or _is_singular(shown, name.name):
            return 0
        return end if _count_capitals(shown) >= _count_capitals(name.name) - 1 else 0

    def _list_ends(self, name: _Name) -> list[int]:
        return [self.ends[n - 1] for n in (name.words, name.words - 1, name.words + 1) if 0 < n <= len(self.ends)]

    def _count_edits(self, end: int, name: _Name) -> int:
        letters = self._get_letters(end)
        if abs(len(letters) - len(name.letters)) > _MOST_EDITS or not any(part in letters for part in name.parts):
            return _MOST_EDITS + 1
        from rapidfuzz.distance import Levenshtein  # only where something may be found

        return Levenshtein.distance(letters, name.letters, score_cutoff=_MOST_EDITS)

    def _get_letters(self, end: int) -> str:
        if end not in self.letters:
            self.letters[end] = _keep_letters(self.text[self.start : end])
        return self.letters[end]


def _group_names(collection: Collection) -> Mapping[str, Mapping[str, list[_Name]]]:
    """The official names by the beginning of their first word, and by those of their last two."""
    listed = {*read_known_names(collection).short, *collection.word_lists.words("official_names")}
    listed |= {item.name for item in collection.vocabulary.organizations.values()}
    groups: dict[str, dict[str, list[_Name]]] = {}
    for name in sorted(listed):
        words = _WORD.findall(name)
        if len(name) >= _SHORTEST and len(words) > 1 and name[0].isupper():
            letters = _keep_letters(name)
            group = groups.setdefault(_take_beginning(words[0]), {})
            for ending in dict.fromkeys(map(_take_beginning, words[1:][-2:])):
                group.setdefault(ending, []).append(_Name(name, letters, len(words), _split_letters(letters)))
    return groups


def _split_letters(letters: str) -> tuple[str, ...]:
    """The letters cut in one part more than a near miss has edits, of which each spoils one part at most."""
    length = len(letters) // (_MOST_EDITS + 1)
    return tuple(letters[place * length : (place + 1) * length] for place in range(_MOST_EDITS + 1))


def _take_beginning(word: str) -> str:
    return word[:_BEGINNING].casefold()


def _is_plural(shown: str, name: str) -> bool:
    """Whether several bodies are meant: “the Departments of …”."""
    return shown.split()[0] == name.split()[0] + "s"


def _is_singular(shown: str, name: str) -> bool:
    """Whether one of several is meant, “a United Nations Volunteer”: a name in the plural without its ending.

    A name of which “of” or the like is a part, such as League of Arab States, is no plural by its last word.
    """
    return name.endswith("s") and shown in (name[:-1], f"{name[:-3]}y") and _AFTER_HEAD.search(name) is None


def _count_capitals(text: str) -> int:
    return len([word for word in _WORD.findall(text) if word[0].isupper()])


def _keep_letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def find_two_forms_of_a_title(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The head of one organization is Secretary-General here and Secretary General there.

    Why: the title is written as that organization writes it, in one way throughout the report (observed in A/75/345).
    The form that is used less often is found.

    Wrong: “the Secretary General of the African Union” and, elsewhere, “the Secretary-General of the African Union”
    Right: one of the two throughout
    """
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
            if city not in cities_before and country.split()[-1] not in run.text[match.end() : match.end() + 60]:
                yield run.fault(
                    *match.span(1),
                    "{city} stands without its country.",
                    "Write “{city}, {country}”.",
                    city=city,
                    country=country,
                )
            cities_before.add(city)


def find_exclusive_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word marks sex, age or disability where there is no need; list `inclusive`.

    Why: the Organization writes so that nobody is left out (Editorial Manual, Inclusive language). The terms of
    treaties and names of offices in the list `inclusive_kept` stay.

    Wrong: “the chairman of the working group”, “the disabled”
    Right: “the Chair of the working group”, “persons with disabilities”
    """
    wanted = collection.word_lists.pairs("inclusive")
    sought = runs.present(wanted)
    pattern = re.compile(rf"(?<![\w-]){match_one_of(sought)}(?![\w-])", re.IGNORECASE)
    inclusive = Pattern(match_one_of(collection.word_lists.words("inclusive_kept")))
    for run in runs.with_any(sought):
        spared = [match.span() for match in inclusive.finditer(run.text)]
        for match in pattern.finditer(run.text):
            if any(start <= match.start() < end for start, end in spared):
                continue
            right = wanted.get(" ".join(match.group().split()).casefold())
            if right:
                yield run.fault(*match.span(), "“{words}” is not inclusive.", "Better: “{instead}”.", instead=right)
