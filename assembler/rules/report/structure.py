"""The length of the report and what a final must have."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.plan import Counted
from assembler.model.report import Report
from assembler.model.text.word_count import count_report_words

_NEAR = 0.95


def find_word_limit_exceeded(report: Report, collection: Collection) -> Iterator[Fault]:
    """The report has more words than its limit, and no waiver is named.

    Why: a report originating in the Secretariat may not exceed 8,500 words; more needs a waiver (Editorial Manual,
    Instructions for the preparation of official documents). What counts is said by `count` in report.yaml.

    Wrong: 9,100 words with `word_limit: {words: 8500}`.
    Right: 8,430 words, or `waiver:` names the decision that allows more.
    """
    limit = collection.plan.word_limit
    counts = count_report_words(report)
    total = limit.total(counts)
    if total > limit.words and not limit.waiver:
        parts = ", ".join(f"{part} {counts[part]:,}" for part in Counted if part in limit.count)
        message = "The report has {total:,} words, {surplus:,} more than its limit of {limit:,} ({parts})."
        hint = "Shorten the text, or name the waiver under word_limit in report.yaml."
        yield make_fault(
            collection.plan.source,
            message,
            hint,
            words="word_limit:",
            total=total,
            surplus=total - limit.words,
            limit=limit.words,
            parts=parts,
        )


def find_word_limit_near(report: Report, collection: Collection) -> Iterator[Fault]:
    """The report has 95 per cent of its words or more, and may still grow.

    Why: corrections and late contributions add words, and past the limit a final is refused (UN-STR-01).

    Wrong: 8,100 words with `word_limit: {words: 8500}` while contributions still come in.
    Right: 8,000 words; or, once the text is final, `rules: {IN-STR-02: {level: "off", reason: the text is final}}`
    """
    limit = collection.plan.word_limit
    total = limit.total(count_report_words(report))
    if _NEAR * limit.words <= total <= limit.words and not limit.waiver:
        message = "The report has {total:,} of its {limit:,} words; {rest:,} are left."
        hint = "Shorten the text while there is time; “assembler status” shows the share of each section."
        yield make_fault(
            collection.plan.source,
            message,
            hint,
            words="word_limit:",
            total=total,
            limit=limit.words,
            rest=limit.words - total,
        )


def find_job_number_missing(report: Report, collection: Collection) -> Iterator[Fault]:
    """The plan has no job number.

    Why: a final prints it in every footer and as barcode; a draft does without.

    Wrong: no `job_number` in report.yaml when the final is built.
    Right: `job_number: 20-11922`.
    """
    if not collection.plan.job_number:
        hint = (
            "When document processing has given the number, write it under “job_number” in contributions/report.yaml."
        )
        yield make_fault(collection.plan.source, "The plan has no job number yet.", hint)
