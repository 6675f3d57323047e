"""Finds the organization or theme that a heading of a Word file names: exactly, nearly, or none.

Nothing is guessed. A heading may bear a number, an article, a colon, and the acronym after the name. A name that
several organizations share stands for none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assembler.model.text.suggestions import suggest_identifier, suggest_value
from assembler.model.value import Value
from assembler.model.vocabulary import Organization

_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})*)[.)]\s+")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
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

    def find_exact(self, heading: str, *, styled: bool) -> str:
        """The organization that a heading names; what is not styled as one must be an official name."""
        bare = strip_heading(heading)
        bracketed = _BRACKETED.fullmatch(bare)
        if bracketed:
            first, second = self._find_name(bracketed[1], short=True), self._find_name(bracketed[2], short=True)
            if first and first == second:
                return first
        return self._find_name(bare, short=styled)

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
        found = (name for name in self.full if len(name) >= _SHORTEST and re.search(rf"\W{re.escape(name)}\W", bare))
        return self.full.get(max(found, key=len, default=""), "")

    def _find_name(self, written: str, *, short: bool) -> str:
        name = _ARTICLE.sub("", written, count=1) if _ARTICLE.match(written) else written
        name = name.casefold().strip()
        return self.full.get(name) or (self.short.get(name, "") if short else "")


def collect_names(organizations: Mapping[str, Organization]) -> OrganizationNames:
    """The names of the organizations, without those that several share."""
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    for organization in organizations.values():
        for name in (organization.name, *organization.names.values()):
            _add(full, name, organization.id)
        for name in (organization.acronym, organization.short, *organization.aliases, organization.id):
            _add(short, name, organization.id)
    return OrganizationNames(organizations, {k: v for k, v in full.items() if v}, {k: v for k, v in short.items() if v})


def _add(names: dict[str, str], name: str, identifier: str) -> None:
    key = _ARTICLE.sub("", " ".join(name.split()), count=1) if _ARTICLE.match(name) else " ".join(name.split())
    key = key.casefold()
    if key:
        names[key] = identifier if names.get(key, identifier) == identifier else ""


def strip_heading(heading: str) -> str:
    """The words of a heading without its number, and without the colon or full stop after it."""
    return _NUMBER.sub("", " ".join(heading.split()), count=1).rstrip(" :.–-") if heading else ""


def find_theme(heading: str, themes: tuple[str, ...]) -> str:
    """The theme of the plan that a heading names, empty for none."""
    known = {" ".join(theme.split()).casefold(): theme for theme in themes}
    whole = " ".join(heading.split()).casefold()
    return known.get(whole) or known.get(strip_heading(heading).casefold(), "")
