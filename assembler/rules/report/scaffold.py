"""Scaffold text: sentences and placeholders of forms and of new reports that nobody has replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from assembler.model.contribution import Collection, Header
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.plan import Plan
from assembler.model.report import Report
from assembler.model.text.edited_scaffold import find_scaffold_passages
from assembler.model.text.scaffold_text import is_no_reason
from assembler.model.vocabulary import Vocabulary
from assembler.rules.grammar.dummy_names import is_dummy_acronym, is_dummy_name

_TESTS = {
    **dict.fromkeys(("left_out", "waive", "waiver"), is_no_reason),
    **dict.fromkeys(("acronym", "short"), is_dummy_acronym),
}
"""What a placeholder is for keys that hold no names."""
_TEXT_HINT = "Replace the sample text by your text, or delete the sentence."


def find_scaffold_text_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A sentence of a form, or of what `assembler new` writes, still stands in a text or a title, or most of its words.

    Why: such a sentence tells the author what to write and is nobody's text. A draft shows it; a final is refused, and
    neither the plan nor the editor can let it pass. A text of nothing else has not arrived, and cannot be cleared.

    Wrong: `Say here in one sentence who asked for the present report and why.`
    Right: `The present report is submitted pursuant to General Assembly resolution 73/267.`
    """
    for text in collection.contributions:
        for words, source in text.scaffold_sentences:
            yield make_fault(source, "“{words}” is sample text, not text of the report.", _TEXT_HINT, words=words)
    for title, source in _list_titles(collection):
        for words in find_scaffold_passages(title, collection.scaffold):
            yield make_fault(
                source,
                "The title “{words}” is sample text, not the title of the report.",
                "Replace the sample title by the title of the report.",
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
                "Write the symbol of this report under “symbols” in contributions/report.yaml.",
                words=symbol,
            )
    if plan.job_number in collection.scaffold.symbols:
        yield make_fault(
            plan.source,
            "The job number {words} is that of the sample report.",
            "Write the job number of this report, or delete the line until the number is known.",
            words=plan.job_number,
        )
    for setting in plan.rules:
        if is_no_reason(setting.reason):
            yield make_fault(
                setting.source,
                "“{value}” is a placeholder, not a reason for the setting of {rule}.",
                "Write the reason under “rules”, or delete the line of this rule.",
                value=setting.reason,
                rule=setting.rule,
            )

    @cache  # since few people write many texts
    def is_placeholder(value: str, is_dummy: Callable[[str], bool]) -> bool:
        return collection.scaffold.has_name(value) or is_dummy(value)

    for key, value, source in _list_values(collection):
        if value and is_placeholder(value, _TESTS.get(key, is_dummy_name)):
            yield make_fault(
                source,
                "“{value}” is a placeholder, not a value for {key}.",
                "Replace the placeholder by the right words, or delete {key}.",
                word_hint="Replace the placeholder by the right words.",
                value=value,
                key=key,
            )


def _list_values(collection: Collection) -> Iterator[tuple[str, str, Source]]:
    """What headers, name lists and the plan say of people, names and reasons, each with its key and place."""
    for text in collection.contributions:
        for key, value in _list_values_of_header(text.header):
            yield key, value, text.header.places.get(key, Source(text.path))
    yield "waiver", collection.plan.word_limit.waiver, collection.plan.source
    yield from _list_names(collection.plan, collection.vocabulary)


def _list_values_of_header(header: Header) -> Iterator[tuple[str, str]]:
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


def _list_names(plan: Plan, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Source]]:
    """What the lists call entities and organizations, but for the names that are printed: titles are looked at."""
    for entity in vocabulary.entities.values():
        yield from (("name", name, entity.source) for name in (entity.name, *entity.names.values()))
        yield "acronym", entity.acronym, entity.source
        for contact in entity.contacts:
            yield from (("contacts", value, entity.source) for value in (contact.name, contact.email))
    for item in vocabulary.organizations.values():
        others = (name for language, name in item.names.items() if language != plan.language)
        yield from (("names", name, item.source) for name in others)
        yield from (("short", item.short, item.source), ("acronym", item.acronym, item.source))
    if plan.contact:
        contact_values = (plan.contact.email, plan.contact.department, plan.contact.name, plan.contact.return_to)
        yield from (("contact", value, plan.source) for value in contact_values)
