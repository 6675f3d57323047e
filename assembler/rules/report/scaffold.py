"""Scaffold text: sentences and placeholders of forms and of new reports that nobody has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection, Contribution
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.report import Report
from assembler.model.text.edited_scaffold import find_scaffold_passages
from assembler.model.text.scaffold_text import is_no_reason

_TEXT_HINT = "Write the text of the report in its place, or delete the sentence."


def find_scaffold_text_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A sentence of a form, or of what `assembler new` writes, still stands in a text or a title, or most of its words.

    Why: such a sentence tells the author what to write and is nobody's text. A draft shows it; a final is refused, and
    neither the plan nor the editor can let it pass. A text of nothing else has not arrived, and cannot be cleared.

    Wrong: `Say here in one sentence who asked for the present report and why.`
    Right: `The present report is submitted pursuant to General Assembly resolution 73/267.`
    """
    for text in collection.contributions:
        for words, source in text.scaffold_sentences:
            yield make_fault(source, "“{words}” is sample text, and no text of the report.", _TEXT_HINT, words=words)
    for title, source in _list_titles(collection):
        for words in find_scaffold_passages(title, collection.scaffold):
            yield make_fault(
                source,
                "The title “{words}” is sample text, and no title of the report.",
                "Write the title in its place.",
                words=words,
            )


def _list_titles(collection: Collection) -> Iterator[tuple[str, Source]]:
    plan = collection.plan
    yield plan.title, plan.source
    yield plan.author, plan.source
    yield from ((section.title, section.source) for section in plan.sections)
    yield from ((annex.title, annex.source) for annex in plan.annexes)


def find_scaffold_value_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A symbol of the report that `assembler new report` writes, or a placeholder such as YOUR NAME, still stands.

    Why: the symbol would be printed on every page of another document, and a reminder would go to nobody. A final is
    refused. Where the symbol is really that of the report, the plan lets the rule pass, with that reason.

    Wrong: `symbols: [A/81/1, S/2027/1]`, or `focal_point: {name: YOUR NAME, email: YOUR ADDRESS}`
    Right: `symbols: [A/75/345, S/2020/898]`, and the name and address of the officer
    """
    plan = collection.plan
    for symbol in plan.symbols:
        if symbol in collection.scaffold.symbols:
            yield make_fault(
                plan.source,
                "The symbol {words} is that of the sample report.",
                "Write the symbol of this report under symbols in contributions/report.yaml.",
                words=symbol,
            )
    if plan.job_number in collection.scaffold.symbols:
        yield make_fault(
            plan.source,
            "The job number {words} is that of the sample report.",
            "Write the job number of this report, or take the line out until there is one.",
            words=plan.job_number,
        )
    for setting in plan.rules:
        if is_no_reason(setting.reason):
            yield make_fault(
                setting.source,
                "“{value}” is a placeholder, and says nothing about the reason for {rule}.",
                "Write under rules why the report decides so, or take the rule out.",
                value=setting.reason,
                rule=setting.rule,
            )
    for text in collection.contributions:
        for key, value in _list_values(text):
            if value and (collection.scaffold.has_name(value) or is_no_reason(value)):
                yield make_fault(
                    text.header.places.get(key, Source(text.path)),
                    "“{value}” is a placeholder, and says nothing about {key}.",
                    "Write the right words in its place, or take {key} out.",
                    word_hint="Write the right words in its place.",
                    value=value,
                    key=key,
                )


def _list_values(text: Contribution) -> Iterator[tuple[str, str]]:
    """What a header says of people and reasons, each with its key."""
    header = text.header
    if header.focal_point:
        yield "focal_point", header.focal_point.name
        yield "focal_point", header.focal_point.email
    if header.approved:
        yield "approved", header.approved.by
    if header.cleared:
        yield "cleared", header.cleared.by
    yield from (("clearances", record.by) for record in header.clearances.values())
    yield from (("left_out", reason) for reason in header.left_out.values())
    yield from (("waive", waiver.reason) for waiver in header.waivers)
