"""Computes how many words each contribution may have: its share of what the texts of the lead department leave."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.plan import Counted, Plan
from assembler.model.text.word_count import count_block_words, count_words


def count_words_each(plan: Plan, general_words: int) -> int:
    """How many words each contribution may have, in full tens; 0 where that is unknown or nothing is left.

    The limit less the words of the general texts is shared out evenly: every contribution asked for counts the same,
    whoever writes it and on whatever organization.
    """
    requested = count_requested(plan)
    each = max(0, plan.word_limit.words - general_words) // requested if requested else 0
    return each // 10 * 10 or each


def count_requested(plan: Plan) -> int:
    """How many contributions the plan asks for."""
    return sum(len(organizations) for organizations in plan.requested.values())


def count_general_words(collection: Collection) -> int:
    """The words of summary, introduction, observations and other texts of the lead department, as the limit counts."""
    return sum(_count_general_texts(collection))


def _count_general_texts(collection: Collection) -> Iterator[int]:
    plan = collection.plan
    named = [(plan.summary, collection.labels.summary, Counted.SUMMARY)] if plan.summary else []
    named += [(section.text, section.title, Counted.BODY) for section in plan.sections if section.text]
    for name, title, part in named:
        text = collection.general(name)
        if text and text.blocks:
            headings = count_words(title) if Counted.HEADINGS in plan.word_limit.count else 0
            yield plan.word_limit.total(count_block_words(text.blocks, part)) + headings
    label = collection.labels.annex if len(plan.annexes) == 1 else collection.labels.annex_numbered
    for annex in plan.annexes if Counted.ANNEXES in plan.word_limit.count else ():
        text = collection.general(annex.text)
        counts = count_block_words(text.blocks, Counted.ANNEXES) if text else {}
        yield count_words(label) + count_words(annex.title) + sum(counts.values())
