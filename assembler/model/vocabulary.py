"""Names and fixed words: organizations, entities, and the labels of a language version."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from assembler.model.finding import NO_PLACE, Source
from assembler.model.value import Value, field

SESSION, YEAR = "session", "year"
"""The keys of report.yaml by which organs count."""


class Organization(Value):
    """A regional or other organization with which the United Nations cooperates."""

    id: str
    """Identifier, the name of its files."""
    name: str
    """Official English name."""
    acronym: str = ""
    """Official acronym."""
    short: str = ""
    """The form for running text after the first mention."""
    letter: str = ""
    """The letter of its agenda sub-item."""
    agenda_title: str = ""
    """The title of its agenda sub-item, where it is not made from the name."""
    aliases: tuple[str, ...] = ()
    """Other names under which it is known."""
    sort: str = ""
    """What it is ordered by, where that is not its name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Official names by language."""
    agenda_titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of its agenda sub-item by language."""
    source: Source = NO_PLACE
    """Where the list names it."""

    def name_in(self, language: str) -> str:
        """The official name in a language, in English where the list has none."""
        return self.names.get(language) or self.name

    def full_name(self, language: str) -> str:
        """The name in a language with the short form in brackets."""
        return _in_brackets(self.name_in(language), self.short)

    def heading_name(self, language: str) -> str:
        """The name in a language with the acronym in brackets, as headings over texts on the organization have it."""
        return _in_brackets(self.name_in(language), self.acronym)

    @property
    def order(self) -> tuple[str, ...]:
        """What it is ordered by: the words of its name without accents and capitals, no article, hyphens as spaces."""
        name = unicodedata.normalize("NFKD", (self.sort or self.name).casefold())
        words = re.findall(r"\w+", "".join(sign for sign in name if not unicodedata.combining(sign)))
        return tuple(words[1:] if words[:1] == ["the"] else words)


class Contact(Value):
    """Somebody at an entity to whom the lead department writes."""

    name: str
    """The name of the person or office."""
    email: str
    """The e-mail address."""
    role: str = ""
    """What the person does there, such as focal point or deputy."""


class Entity(Value):
    """An entity of the United Nations that contributes."""

    id: str
    """Identifier, the name of its folder."""
    name: str
    """Official English name."""
    acronym: str = ""
    """Acronym."""
    group: str = ""
    """The group of entities it belongs to."""
    aliases: tuple[str, ...] = ()
    """Other names under which it is known."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Official names by language."""
    contacts: tuple[Contact, ...] = ()
    """To whom reminders go."""
    languages: tuple[str, ...] = ()
    """The languages in which it works, the preferred one first; empty where the list names none."""
    source: Source = NO_PLACE
    """Where the list names it."""

    def name_in(self, language: str) -> str:
        """The official name in a language, in English where the list has none."""
        return self.names.get(language) or self.name

    def choose_language(self, report: str) -> str:
        """The language in which one writes to the entity: that of the report, unless the entity works in others."""
        return report if report in self.languages or not self.languages else self.languages[0]

    def full_name(self, language: str) -> str:
        """The name in a language with the acronym in brackets."""
        return _in_brackets(self.name_in(language), self.acronym)

    @property
    def short_name(self) -> str:
        """The acronym, else the name: what stands in the margin of a draft."""
        return self.acronym or self.name


def _in_brackets(name: str, short: str) -> str:
    return f"{name} ({short})" if short not in ("", name) else name


class Vocabulary(Value):
    """The two name lists of a report."""

    organizations: Mapping[str, Organization] = field(default_factory=dict)
    """Organizations by identifier, in the order of the file."""
    entities: Mapping[str, Entity] = field(default_factory=dict)
    """Entities by identifier, in protocol order."""


class Organ(Value):
    """An organ to which a report may go, in one language version."""

    name: str
    """Its name."""
    symbol: str
    """What its document symbols begin with, such as A."""
    counts_by: str
    """The key of report.yaml that holds its number: session or year."""
    line: str = ""
    """The line of its session or year with {number}; empty where the words of each number are in a list."""


class Labels(Value):
    """The fixed words of one language version, as templates/labels/LANGUAGE.yaml gives them."""

    language: str
    """ar, zh, en, fr, ru or es."""
    direction: str
    """ltr or rtl."""
    united_nations: str
    """Name of the Organization in the masthead."""
    organs: Mapping[str, Organ]
    """Organs by their English name."""
    distribution: Mapping[str, str]
    """The whole line by English category: General, Limited, Restricted."""
    version: str
    """The line that names the language of the version; empty in English."""
    original: Mapping[str, str]
    """The whole line by original language."""
    sessions: Mapping[int, str]
    """The session line by number."""
    years: Mapping[int, str]
    """The line of the Council's year by number."""
    agenda: Mapping[str, str]
    """The agenda line by stage, with {lead} where it can be replaced and {item} for number and letters."""
    leads: Mapping[str, str]
    """The usual lead words by stage."""
    letters: tuple[str, ...]
    """The letters of agenda sub-items and lettered lists, in order."""
    letter_form: str
    """A letter in its parentheses, with {letter}."""
    item_form: str
    """Number and letters, with {number} and {letters}."""
    joiners: tuple[str, str]
    """What stands between the members of a series, and before the last."""
    sub_item_title: str
    """The title of a sub-item made from a name, with {name}."""
    summary: str
    """Heading of the summary."""
    contents: str
    """Heading of the table of contents."""
    page: str
    """The word over its page numbers."""
    annex: str
    """Heading of a single annex."""
    annex_numbered: str
    """Heading of one of several annexes, with {numeral}."""
    table: str
    """The line over the title of a table, with {number}."""
    numerals: tuple[str, ...]
    """Numerals of sections and annexes, in order."""
    numeral_form: str
    """A section's numeral with its mark, with {numeral}."""
    capitals: tuple[str, ...]
    """Letters of headings below a section, in order."""
    capital_form: str
    """A heading's letter with its mark, with {letter}."""
    paragraph_form: str
    """A paragraph's number with its mark, with {number}."""
    sub_numerals: tuple[str, ...]
    """Numerals of the second degree of lists, in order."""
    sub_numeral_form: str
    """A numeral of the second degree with its mark, with {numeral}."""
    months: tuple[str, ...]
    """Names of the months."""
    date_form: str
    """A day in running text, with {day}, {month} and {year}."""
    job_form: str
    """The first page's job line with the letter of the language, with {job} and {stamp}."""
    above: str
    """The word for an earlier place."""
    below: str
    """The word for a later place."""
    draft: str
    """The mark of a draft."""
    excerpt: str
    """The mark of an excerpt for clearance, with {entity}."""
    missing: str
    """The placeholder for a missing contribution, with {entity} and {organization}."""
    unusable: str
    """The placeholder for a file that cannot be read, with {path}."""
    unprinted: str
    """The placeholder for a text that is not printed, with {path}."""
    qr_code: str
    """What the QR code is, for those who do not see it, with {symbol}."""
    emblem: str
    """What the emblem is, for those who do not see it."""
    skip: str
    """On the web page, the link that leads past the masthead."""
    notes: str
    """On the web page, the heading over the footnotes."""
    back: str
    """On the web page, the link from a footnote to its place."""
    masthead_months: tuple[str, ...] = ()
    """Names of the months in the masthead's date, where they are others: Arabic, Chinese, Russian have English ones."""
    masthead_date_form: str = ""
    """The masthead's date, where its form is another."""
    list_title: str = "{title}:"
    """The title of an agenda item over the titles of its sub-items, with {title} and the mark after it."""
    estimates: Mapping[str, str] = field(default_factory=dict)
    """The words that the file marks as estimates, by key; a dot stands before the key below another."""
    first_day: str = ""
    """The first day of a month, where a date has more than its number: French has 1er."""

    def session_line(self, organ: Organ, number: int | None) -> str:
        """The line of an organ's session or year; empty where the file has no words for the number."""
        if number is None:
            return ""
        if organ.line:
            return organ.line.format(number=number)
        return (self.sessions if organ.counts_by == SESSION else self.years).get(number, "")

    def print_date(self, day: date) -> str:
        """The day as running text has it."""
        number = self.first_day if self.first_day and day.day == 1 else str(day.day)
        return _fill_date(self.date_form, self.months, day, number)

    def print_masthead_date(self, day: date) -> str:
        """The day as the masthead has it."""
        if not self.masthead_date_form:
            return self.print_date(day)
        return _fill_date(self.masthead_date_form, self.masthead_months or self.months, day, str(day.day))

    def series(self, members: tuple[str, ...]) -> str:
        """The members joined as a series: a, b and c."""
        if len(members) < 2:
            return "".join(members)
        between, last = self.joiners
        return between.join(members[:-1]) + last + members[-1]


def _fill_date(form: str, months: tuple[str, ...], day: date, number: str) -> str:
    return form.format(day=number, month=months[day.month - 1], year=day.year)
