"""Compares names of organizations and entities, however capitals, accents, hyphens and spelling are written.

“The Centre for Co-operation” and “center for cooperation” have the same key. A key is for comparing alone: it is no
word of any language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assembler.model.vocabulary import Entity, Organization

_ARTICLE = re.compile(r"the\s+")
_AMERICAN = (
    (re.compile(r"is(?=(?:e[drs]?|ers|ing|ations?|ational)\b)"), "iz"),
    (re.compile(r"our(?=s?\b)"), "or"),
    (re.compile(r"tre(?=s?\b)"), "ter"),
    (re.compile(r"ence(?=s?\b)"), "ense"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"&"), " and "),
)
"""British endings and their American forms, where only the spelling differs."""


def make_name_key(name: str) -> str:
    """What two writings of one name have in common; empty for a name without letters and digits."""
    folded = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    for british, american in _AMERICAN:
        folded = british.sub(american, folded)
    return "".join(sign for sign in _ARTICLE.sub("", folded, count=1) if sign.isalnum())


def list_names(item: Organization | Entity) -> Iterator[str]:
    """The acronym, the names in every language and the other names of an organization or entity."""
    short = (item.short,) if isinstance(item, Organization) else ()
    yield from filter(None, (item.acronym, *short, item.name, *item.names.values(), *item.aliases))
