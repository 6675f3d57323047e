"""How long a report is against its limit: by section, organization and entity, and by how much each is to be cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assembler.model.value import Value
from assembler.portal.models import Pair, Report
from assembler.portal.page_content.names import Names


class PartLength(Value):
    """How long a part of a report is."""

    key: str
    """The id of the section, organization or entity."""
    name: str
    words: int
    cut: int = 0
    """How many words it has to lose, so that the report keeps its limit and each part its share."""


class ReportLength(Value):
    """How long a report is."""

    words: int
    """The words that count."""
    limit: int
    """How many there may be; 0 where there is no limit."""
    sections: tuple[PartLength, ...]
    """In printed order."""
    organizations: tuple[PartLength, ...]
    """Those with words, the longest first."""
    entities: tuple[PartLength, ...]
    """Those that wrote, the longest first, by what they wrote."""

    @property
    def excess(self) -> int:
        """By how many words the report is too long."""
        return max(0, self.words - self.limit) if self.limit else 0


class Share(Value):
    """How long the text on an organization may be, as a part of a report with a limit."""

    words: int
    """The words that it has."""
    share: int
    """The words that it may have; 0 where the report has no limit."""
    total: int
    """The words of the report."""
    limit: int
    """How many these may be; 0 where there is no limit."""

    @property
    def cut(self) -> int:
        """How many words it has to lose."""
        return max(0, self.words - self.share) if self.share else 0


def make_share(length: ReportLength, organization: str) -> Share:
    """The share of an organization: of the limit, the part that it has of all words of the report."""
    words = next((part.words for part in length.organizations if part.key == organization), 0)
    share = words * length.limit // length.words if length.words and length.limit else 0
    return Share(words, share, length.words, length.limit)


def make_length(report: Report, status: Mapping[str, Any]) -> ReportLength:
    """The length of a report, from its status as the library gives it."""
    length = status["words"]
    total, limit = length["total"], length["limit"] or 0
    excess = max(0, total - limit) if limit else 0
    organizations = [(line["id"], line["name"], line["words"]) for line in status["organizations"]]
    return ReportLength(
        words=total,
        limit=limit,
        sections=tuple(
            PartLength(part["id"], part["title"], part["words"], _find_cut(part["words"], excess, total))
            for part in length["sections"]
        ),
        organizations=_sort(
            PartLength(key, name, words, _find_cut(words, excess, total)) for key, name, words in organizations if words
        ),
        entities=_sort(_list_entities(report)),
    )


def _find_cut(words: int, excess: int, total: int) -> int:
    """The part of the excess that falls to so many of all words, rounded up."""
    return -(-words * excess // total) if total else 0


def _list_entities(report: Report) -> Iterator[PartLength]:
    names, words, pairs = Names([report.pk]), Counter[str](), {}
    for pair in Pair.objects.filter(report=report):
        words[pair.entity] += pair.words
        pairs[pair.entity] = pair
    for entity, pair in pairs.items():
        if words[entity]:
            yield PartLength(entity, names.name_entity(pair), words[entity])


def _sort(parts: Iterable[PartLength]) -> tuple[PartLength, ...]:
    return tuple(sorted(parts, key=lambda part: (-part.words, part.name)))
