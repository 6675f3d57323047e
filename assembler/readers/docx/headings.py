"""Finds the organization or theme that a heading of a Word file names: exactly, in another spelling, nearly, or none.

Nothing is guessed. A heading may bear a number, an article, a colon, and the acronym after the name. Hyphens, accents
and British or American spelling make no difference, and an acronym in brackets settles what a name nearly says; both
are reported. A name that several organizations share stands for none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assembler.model.finding import FindingText, make_text
from assembler.model.text.name_keys import list_names, make_name_key
from assembler.model.text.suggestions import suggest_identifier, suggest_value
from assembler.model.value import Value
from assembler.model.vocabulary import Organization

_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})*)[.)]\s+")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_BESIDE = re.compile(r"(.+?)(?:\s*:|\s+[–—-])\s+(.+)")
"""A name and an acronym with a colon or dash between them."""
_ENDS = (".", ";", ",")
"""What sentences and items end with, and no name does."""
_SHORTEST = 5
"""The fewest letters that a name must have to be looked for inside a longer heading."""


class OrganizationNames(Value):
    """The names of all organizations."""

    listed: Mapping[str, Organization]
    """The organizations by identifier."""
    full: Mapping[str, str]
    """Identifiers by official name, in every language, in small letters."""
    short: Mapping[str, str]
    """Identifiers by acronym, short form and other name, in small letters."""
    keys: Mapping[str, str]
    """Identifiers by the key of an official name, which is the same however the name is spelled."""
    acronyms: Mapping[str, str]
    """Identifiers by acronym and short form, in the capitals that these have."""

    def find_exact(self, heading: str, *, styled: bool) -> str:
        """The organization that a heading names; what is not styled as one must be an official name."""
        bare = strip_heading(heading)
        bracketed = _BRACKETED.fullmatch(bare)
        if bracketed:
            first, second = self._find_name(bracketed[1], short=True), self._find_name(bracketed[2], short=True)
            if first and first == second:
                return first
        return self._find_name(bare, short=styled)

    def find_written(self, heading: str) -> str:
        """The organization whose name a heading has in another spelling, or nearly and beside its acronym."""
        bare = strip_heading(heading)
        spelled = self.keys.get(make_name_key(bare), "")
        confirmed = (self._find_confirmed(name, acronym) for name, acronym in _divide(bare))
        return spelled or next(filter(None, confirmed), "")

    def find_by_acronym(self, heading: str) -> str:
        """The organization whose acronym stands in brackets after words that name no other organization."""
        bracketed = _BRACKETED.fullmatch(strip_heading(heading))
        named = self.acronyms.get(bracketed[2], "") if bracketed else ""
        if not bracketed or not named or any(sign in bracketed[1] for sign in "([])"):
            return ""
        others = {self._find_owner(bracketed[1]), self.find_inside(bracketed[1])} - {"", named}
        return "" if others else named

    def _find_confirmed(self, name: str, acronym: str) -> str:
        """The organization whose acronym confirms a name that is nearly its own, and nobody else's."""
        named = self.acronyms.get(acronym, "")
        if not named or self._find_owner(name) not in ("", named):
            return ""
        own = {make_name_key(spelling): named for spelling in list_names(self.listed[named])}
        return suggest_value(make_name_key(name), own)

    def _find_owner(self, name: str) -> str:
        """The organization that has this name, acronym or other name, in any spelling."""
        return self._find_name(name, short=True) or self.keys.get(make_name_key(name), "")

    def find_near(self, heading: str) -> str:
        """The organization that a heading seems to name."""
        bare = strip_heading(heading)
        return suggest_identifier(bare, self.listed) or self.find_inside(bare)

    def find_alone(self, line: str) -> str:
        """The organization of which a line without the form of a heading says the name, short, in full or nearly."""
        nearly = "" if line.endswith(_ENDS) else suggest_value(strip_heading(line), self.full)
        return self.find_exact(line, styled=True) or nearly

    def find_inside(self, heading: str) -> str:
        """The organization whose official name stands in a longer heading."""
        bare = f" {heading.casefold()} "
        names = (name for name in self.full if len(name) >= _SHORTEST and re.search(rf"\W{re.escape(name)}\W", bare))
        return self.full.get(max(names, key=len, default=""), "")

    def _find_name(self, written: str, *, short: bool) -> str:
        name = _ARTICLE.sub("", written, count=1) if _ARTICLE.match(written) else written
        name = name.casefold().strip()
        return self.full.get(name) or (self.short.get(name, "") if short else "")


def collect_names(organizations: Mapping[str, Organization]) -> OrganizationNames:
    """The names of the organizations, without those that several share."""
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    keys: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    for organization in organizations.values():
        for name in (organization.name, *organization.names.values()):
            _add(full, name, organization.id)
            _add_owner(keys, make_name_key(name), organization.id)
        for name in (organization.acronym, organization.short, *organization.aliases, organization.id):
            _add(short, name, organization.id)
        for acronym in (organization.acronym, organization.short):
            _add_owner(acronyms, acronym, organization.id)
    return OrganizationNames(organizations, *map(_drop_shared, (full, short, keys, acronyms)))


def _add(names: dict[str, str], name: str, identifier: str) -> None:
    key = _ARTICLE.sub("", " ".join(name.split()), count=1) if _ARTICLE.match(name) else " ".join(name.split())
    _add_owner(names, key.casefold(), identifier)


def _add_owner(names: dict[str, str], key: str, identifier: str) -> None:
    if key:
        names[key] = identifier if names.get(key, identifier) == identifier else ""


def _drop_shared(names: Mapping[str, str]) -> dict[str, str]:
    return {name: identifier for name, identifier in names.items() if identifier}


def _divide(heading: str) -> list[tuple[str, str]]:
    """The name and the acronym of a heading: in brackets, or on either side of a colon or dash."""
    bracketed, beside = _BRACKETED.fullmatch(heading), _BESIDE.fullmatch(heading)
    pairs = [(bracketed[1], bracketed[2])] if bracketed else []
    return [*pairs, (beside[1], beside[2]), (beside[2], beside[1])] if beside else pairs


def strip_heading(heading: str) -> str:
    """The words of a heading without its number, and without the colon or full stop after it."""
    return _NUMBER.sub("", " ".join(heading.split()), count=1).rstrip(" :.–-") if heading else ""


# What is said of headings


def describe_taken(heading: str, name: str) -> FindingText:
    """That a heading was taken for the name of an organization, though the heading is written otherwise."""
    message = "The heading “{heading}” was understood as {name}."
    hint = "If the text below is about another organization, write the name of that organization as the heading."
    return make_text(message, hint, heading=heading, name=name)


def describe_near(heading: str, name: str, organization: str) -> FindingText:
    """That a heading names no organization, but nearly one."""
    message = "The heading “{heading}” names no organization of this report."
    hint = "Did you mean “{name}”? Write this name exactly, or import the file with --organization {organization}."
    word_hint = "Did you mean “{name}”? Write this name exactly."
    return make_text(message, hint, word_hint=word_hint, heading=heading, name=name, organization=organization)


def describe_lone(line: str, name: str) -> FindingText:
    """That a line without the form of a heading says nothing but the name of an organization, short or nearly."""
    message = "“{quoted}” stands on a line of its own, but does not have the style of a heading."
    hint = "If the text on {name} begins here, write the full name as a heading."
    return make_text(message, hint, quoted=line, name=name)


def find_theme(heading: str, themes: tuple[str, ...]) -> str:
    """The theme of the plan that a heading names, empty for none."""
    known = {" ".join(theme.split()).casefold(): theme for theme in themes}
    whole = " ".join(heading.split()).casefold()
    return known.get(whole) or known.get(strip_heading(heading).casefold(), "")
