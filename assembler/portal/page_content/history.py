"""Versions of a text, and the words that differ between two of them."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from assembler.model.contribution import read_body
from assembler.model.text.word_diff import DiffSegment, diff_words
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.models import FileVersion, Pair, Revision
from assembler.portal.page_content.labels import describe_reason
from assembler.portal.page_content.typed_text import show_words


class TextVersion(Value):
    """A text as it stood from a change on."""

    number: int
    """Its number, counted for each text by itself."""
    at: datetime
    """When it came."""
    by: str
    """Who wrote it; empty where it came with the report's folder."""
    reason: str
    """How it came."""


class EarlierText(Value):
    """What the entity wrote on the organization in an earlier report."""

    symbols: str
    """The symbols of that report."""
    words: str


def find_earlier_text(pair: Pair) -> EarlierText | None:
    """The entity's text on the organization in the report before this one; None where the portal has none.

    It is the entity's own text. So whoever answers for the text now may read it, with or without a place in the
    earlier report.
    """
    earlier = (
        Pair.objects.filter(entity=pair.entity, organization=pair.organization, words__gt=0)
        .filter(report__created__lt=pair.report.created, report__language=pair.report.language)
        .select_related("report")
        .order_by("report__created")
        .last()
    )
    words = show_words(read_words(text_tree.read_file(earlier.report, earlier.path))) if earlier else ""
    return EarlierText(earlier.report.symbols, words) if earlier and words else None


def list_versions(pair: Pair) -> tuple[TextVersion, ...]:
    """The versions of a text, the newest first."""
    numbers = _list_revisions(pair)
    revisions = Revision.objects.filter(report=pair.report, number__in=numbers).select_related("by")
    return tuple(
        TextVersion(
            numbers.index(one.number) + 1, one.at, str(one.by) if one.by else "", str(describe_reason(one.reason))
        )
        for one in revisions.order_by("-number")
    )


def compare_versions(pair: Pair, old: int, new: int) -> tuple[DiffSegment, ...]:
    """The words that differ between two versions of a text. Raises Http404 where one of them is none of the text's."""
    return diff_words(show_words(read_version(pair, old)), show_words(read_version(pair, new)))


def read_version(pair: Pair, number: int) -> str:
    """The words of a version, without the header of the file. Raises Http404."""
    revisions = _list_revisions(pair)
    if not 1 <= number <= len(revisions):
        raise Http404
    return read_words(text_tree.read_file(pair.report, pair.path, revisions[number - 1]))


def is_word_file(pair: Pair) -> bool:
    """Whether the text stands in the report as the Word file that it came as."""
    text, word = pair.paths
    paths = FileVersion.objects.filter(report=pair.report, path__in=pair.paths, until=None).values_list(
        "path", flat=True
    )
    return word in paths and text not in paths


def _list_revisions(pair: Pair) -> list[int]:
    return next(iter(text_tree.list_text_revisions(pair.report, pair.paths).values()), [])


def read_words(data: bytes | None) -> str:
    """The words of a text file, without its header."""
    text = (data or b"").decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    return read_body(text).strip()
