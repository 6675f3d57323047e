"""Merges a text that came again into the text that stands there.

The *base* is the text as it last came, *theirs* the text as it comes now, *ours* the text as it stands in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assembler.load import Loaded
from assembler.merge.earlier_versions import EarlierVersion, compare_with_earlier
from assembler.merge.matching import Matches, match_versions
from assembler.merge.merge import merge_twice
from assembler.merge.normal_form import Blocks, list_words
from assembler.merge.result import MergeResult
from assembler.merge.three_way import WordEdits
from assembler.merge.units import Unit
from assembler.model.nodes import Block, Heading, Paragraph
from assembler.storage.parse_cache import ParseCache


def merge_resubmission(
    loaded: Loaded,
    key: str,
    base: Blocks,
    theirs: Blocks,
    earlier: Sequence[Blocks] = (),
    cache: ParseCache | None = None,
) -> MergeResult:
    """The text with that key, such as unhcr/au, with what has changed from base to theirs.

    Edits of one block are merged word by word where they touch different words; else they are a conflict. So are
    words as they were in an `earlier` text, which came before the base. The merged report is read again, with a cache
    only what has changed in it.
    """
    base_units, their_units = tuple(make_units(base, key)), tuple(make_units(theirs, key))
    matches = match_versions(base_units, their_units)
    versions = compare_with_earlier(base_units, [tuple(make_units(blocks, key)) for blocks in earlier])
    return merge_units(loaded, key, base_units, their_units, matches, versions, cache)


def merge_units(
    loaded: Loaded,
    key: str,
    base: tuple[Unit, ...],
    theirs: tuple[Unit, ...],
    matches: Matches,
    earlier: tuple[EarlierVersion, ...] = (),
    cache: ParseCache | None = None,
) -> MergeResult:
    """The same from units, where it is known what each unit of the base has become."""
    assert loaded.collection is not None  # whoever has received a text has read the report
    language = loaded.collection.plan.language
    edits = WordEdits(language, base, theirs, matches, (key,), (), is_resubmission=True, earlier=earlier)
    return merge_twice(loaded, edits, cache or ParseCache())


def make_units(blocks: Iterable[Block], key: str) -> Iterator[Unit]:
    """The blocks of a text with that key in units."""
    for block in blocks:
        names = (block.id,) if isinstance(block, Paragraph | Heading) and block.id else ()
        theme = block.theme if isinstance(block, Paragraph) else ""
        yield Unit(block, names, list_words([block]), owner=key, theme=theme)
