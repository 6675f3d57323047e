"""The length of the report and what a final must have."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.plan import Counted
from assembler.model.report import Report
from assembler.model.walk import count_words


def word_limit_exceeded(report: Report, collection: Collection) -> Iterator[Fault]:
    """The report has more words than its limit, and no waiver is named.

    Why: a report originating in the Secretariat may not exceed 8,500 words; more needs a waiver (Editorial Manual,
    Instructions for the preparation of official documents). What counts is said by `count` in report.yaml.

    Wrong: 9,100 words with `word_limit: {words: 8500}`.
    Right: 8,430 words, or `waiver:` names the decision that allows more.
    """
    limit = collection.plan.word_limit
    counts = count_words(report)
    total = sum(counts[part] for part in limit.count)
    if total > limit.words and not limit.waiver:
        parts = ", ".join(f"{part} {counts[part]:,}" for part in Counted if part in limit.count)
        message = (
            f"The report has {total:,} words, {total - limit.words:,} more than its limit of {limit.words:,} ({parts})."
        )
        hint = "Shorten the text, or name the waiver under word_limit in report.yaml."
        yield Fault(collection.plan.source, message, hint, words="word_limit:")


def job_number_missing(report: Report, collection: Collection) -> Iterator[Fault]:
    """The plan has no job number.

    Why: a final prints it in every footer and as barcode; a draft does without.

    Wrong: no `job_number` in report.yaml when the final is built.
    Right: `job_number: 20-11922`.
    """
    if not collection.plan.job_number:
        hint = "Write it into contributions/report.yaml when document processing has given it."
        yield Fault(collection.plan.source, "The plan has no job number yet.", hint)
