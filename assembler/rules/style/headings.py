"""Headings and titles: sentence case, no numbers of their own, no marks at the end, never one alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assembler.model.contribution import Collection, Kind
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Block, Heading, Strong, Symbol, Table
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_printed_inlines, walk_sections
from assembler.model.value import Value

_SMALL_WORDS = Pattern(r"(?<=[a-zA-Z,;:] )(?:The|A|An|And|Or|Of|Between|In|For|To|With|On|By|At|From|As)\b(?= )")
_NUMBERED = Pattern(r"(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.)](?:\s|\Z)|\d+\.\d+\s")
_ENDING = Pattern(r"(?<!D\.C)[.:;,]\s*\Z")
_ASKS = Pattern(r"(?:I|It is) (?:\w+ )?(?:recommend|urge|invite|call|encourage)(?:ed|s)?\b")
_RECOMMENDS = Pattern(r"\brecommendations?\b", re.IGNORECASE)


_CONCLUDES = Pattern(r"conclu|observation|recommendation|way forward|outlook|next steps", re.IGNORECASE)
_SECTIONS = 3
"""A plan of fewer sections has no form yet."""
_GERUND = Pattern(r"(?:[A-Z][a-z]{2,}ing) (?!of\b|and\b|for\b|in\b|on\b|at\b|to\b|activities\b)(?:[a-z]|[A-Z][a-z])")
_NO_GERUND = frozenset(
    ("Peacekeeping", "Peacebuilding", "Training", "Funding", "Housing", "Meeting", "During", "Ongoing")
)
_SENTENCE = Pattern(
    r"(?:How|What|Why|When|Where|Who)\b|.*\?\Z|.*\b(?:is|are|was|were|has|have|had|must|should|will|can)\b"
)
_LEAST = 3
"""So many headings of one level show a form."""


class _Title(Value):
    """A heading or title, wherever it stands."""

    text: str
    source: Source
    kind: str = "heading"
    """What a message calls it."""


def find_title_case(report: Report, collection: Collection) -> Iterator[Fault]:
    """A title, a heading or the title of a table has capitals in small words.

    Why: titles of documents, headings and titles of tables take sentence case: a capital for the first word and for
    names alone (Editorial Manual, Capitalization; Instructions).

    Wrong: “Cooperation Between The United Nations And Regional Organizations”
    Right: “Cooperation between the United Nations and regional organizations”
    """
    for title in _list_titles(report, collection):
        match = _SMALL_WORDS.search(title.text)
        if match:
            message = "“{words}” has a capital in “{small_word}”."
            yield make_fault(
                title.source,
                message,
                "Use capitals only for the first word and for names.",
                words=title.text,
                small_word=match.group(),
            )


def find_number_in_heading(report: Report, collection: Collection) -> Iterator[Fault]:
    """A heading brings its own number.

    Why: the program numbers headings: I., A., 1. (Editorial Manual, Headings and subheadings); a typed one doubles it
    or is wrong when a section is added.

    Wrong: `## 2.1 Regional offices`
    Right: `## Regional offices`
    """
    for title in _list_titles(report, collection):
        match = _NUMBERED.match(title.text)
        if match:
            message = "The heading “{words}” begins with a number."
            yield make_fault(
                title.source, message, "Delete the number: the program numbers headings.", words=title.text
            )


def find_mark_after_heading(report: Report, collection: Collection) -> Iterator[Fault]:
    """A heading or the title of a table ends with a full stop, colon, semicolon or comma, or a heading is set in bold.

    Why: headings and titles of tables have no mark at the end and no weight of their own (observed in A/80/590).

    Wrong: `## Regional offices:`
    Right: `## Regional offices`
    """
    for title in _list_titles(report, collection):
        if _ENDING.search(title.text):
            message = "The {kind} “{words}” ends with a punctuation mark."
            yield make_fault(title.source, message, "Delete the mark.", words=title.text, kind=title.kind)
    for heading in _list_headings(report):
        if any(isinstance(inline, Strong) for inline in walk_printed_inlines(heading.content)):
            message = "The heading “{heading}” is set in bold by hand."
            yield make_fault(
                heading.source,
                message,
                "Delete the double asterisks.",
                word_hint="Remove the bold.",
                heading=extract_text(heading.content),
            )


def find_single_subheading(report: Report, collection: Collection) -> Iterator[Fault]:
    """A text has one sub-heading alone at some level.

    Why: where there is an A, there must be a B (Editorial Manual, Headings and subheadings). What stands directly over
    a table is its title, and no sub-heading.

    Wrong: a section with “Recommendations” as its only sub-heading
    Right: two sub-headings or none
    """
    texts = [section.blocks for section in walk_sections(report)] + [annex.blocks for annex in report.annexes]
    on_organizations = {text.path for text in collection.contributions if text.kind is not Kind.GENERAL}
    for blocks in texts:
        for heading in _find_single(blocks):
            if heading.source.path in on_organizations:
                continue  # it is no theme of the plan, which is a finding of its own (IN-THM-01)
            message = "“{words}” is the only sub-heading here."
            yield make_fault(
                heading.source,
                message,
                "Add a second sub-heading, or delete this one.",
                words=extract_text(heading.content),
            )


def find_form_of_headings(report: Report, collection: Collection) -> Iterator[Fault]:
    """One heading has another grammatical form than those beside it: a sentence or a verb in -ing among nouns.

    Why: headings of one level share one form (Editorial Manual, Headings and subheadings). Three headings of one level
    and more are compared, in texts and among the sections; more a machine does not see, and a person says the rest.

    Wrong: “Training”, “Equipment”, “How offices were moved”
    Right: “Training”, “Equipment”, “Offices”
    """
    names = {item.name for item in collection.vocabulary.organizations.values()}
    sections = [
        _Title(section.title, section.source) for section in collection.plan.sections if section.title not in names
    ]
    groups = [sections, *_group_headings(report)]
    for titles in groups:
        forms = [_get_form(title.text) for title in titles]
        for form in ("sentence", "gerund"):
            unlike = [title for title, its_form in zip(titles, forms, strict=True) if its_form == form]
            if len(titles) >= _LEAST and 2 * len(unlike) < len(titles):
                for title in unlike:
                    message = "The heading “{words}” differs in form from the other headings of its level."
                    yield make_fault(
                        title.source,
                        message,
                        "Give all headings of one level the same grammatical form.",
                        words=title.text,
                    )


def _group_headings(report: Report) -> Iterator[list[_Title]]:
    """The headings of each level in each text of the report that is no contribution."""
    for section in walk_sections(report):
        levels: dict[int, list[_Title]] = {}
        for block in section.blocks:
            if isinstance(block, Heading):
                levels.setdefault(block.level, []).append(_Title(extract_text(block.content), block.source))
        yield from levels.values()


def _get_form(title: str) -> str:
    if _SENTENCE.match(title):
        return "sentence"
    return "gerund" if _GERUND.match(title) and title.split()[0] not in _NO_GERUND else "noun"


def _find_single(blocks: Iterable[Block]) -> Iterator[Heading]:
    """The headings that have no other of their level beside them."""
    groups: list[list[Heading]] = []
    open_groups: dict[int, list[Heading]] = {}
    for heading in _list_over_text(tuple(blocks)):
        for level in [level for level in open_groups if level > heading.level]:
            del open_groups[level]
        if heading.level not in open_groups:
            open_groups[heading.level] = []
            groups.append(open_groups[heading.level])
        open_groups[heading.level].append(heading)
    yield from (group[0] for group in groups if len(group) == 1)


def _list_over_text(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """The headings below which anything stands but a table, whose title they would be."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            below = next((other for other in blocks[place:] if not isinstance(other, Heading)), None)
            if not isinstance(below, Table):
                yield block


def find_mandate_not_cited(report: Report, collection: Collection) -> Iterator[Fault]:
    """Neither summary nor first section cites a resolution or document.

    Why: a report states its legislative mandate (Guidelines on the preparation and submission of documentation).

    Wrong: a summary that says “as the Assembly had asked”
    Right: “in accordance with General Assembly resolution 58/316”
    """
    opening = list(report.summary.blocks) if report.summary else []
    opening += report.sections[0].blocks if report.sections else ()
    if opening and not any(isinstance(inline, Symbol) for inline in walk_block_inlines(opening)):
        message = "Neither the summary nor the first section cites the mandate of the report."
        yield make_fault(collection.plan.source, message, "Cite the resolution that asks for the report.")


def find_no_summary(report: Report, collection: Collection) -> Iterator[Fault]:
    """The report has no summary, or no conclusions.

    Why: a report of the Secretary-General has a summary, which also states the mandate, and consolidated conclusions
    and recommendations (Guidelines on the preparation and submission of documentation). Conclusions are expected in
    English reports of three sections and more.

    Wrong: no `summary:` in report.yaml
    Right: `summary: summary`, and the text in contributions/general/summary.md
    """
    if report.summary is None:
        hint = "Add “summary: summary” to the plan, and write the text in general/summary.md."
        yield make_fault(collection.plan.source, "The report has no summary.", hint)
    titles = [section.title for section in collection.plan.sections]
    if report.language == "en" and len(titles) >= _SECTIONS and not any(map(_CONCLUDES.search, titles)):
        message = "The plan has no section for conclusions or recommendations."
        hint = "Add such a section, or switch the rule off in report.yaml and say why."
        yield make_fault(collection.plan.source, message, hint, words="sections:")


def find_recommendation_not_bold(report: Report, collection: Collection) -> Iterator[Fault]:
    """A recommendation to an organ is not set in bold.

    Why: conclusions and recommendations put to an intergovernmental body are in bold (Editorial Manual, Italics and
    bold print, after resolution 52/214). A/75/345 prints them in roman: the plan may switch the rule off.

    Wrong: “I recommend that the General Assembly take note of it.” in roman
    Right: `**I recommend that the General Assembly take note of it.**`
    """
    for section in walk_sections(report):
        if _RECOMMENDS.search(section.title):
            for block in section.blocks:
                content = next(iter(getattr(block, "content", ())), None)
                text = extract_text(getattr(block, "content", ())) if content and not isinstance(content, tuple) else ""
                if _ASKS.match(text) and not isinstance(content, Strong):
                    words = " ".join(text.split()[:4])
                    yield make_fault(
                        block.source,
                        "A recommendation is not set in bold.",
                        "Set the recommendation in bold.",
                        words=words,
                    )


def _list_titles(report: Report, collection: Collection) -> Iterator[_Title]:
    """Every title of the plan, and every heading of the texts; names of organizations are names."""
    plan = collection.plan
    names = {item.name for item in collection.vocabulary.organizations.values()}
    yield _Title(plan.title, plan.source)
    sections = [section.title for section in walk_sections(report)] + [annex.title for annex in report.annexes]
    yield from (_Title(title, plan.source) for title in sections if title not in names)
    for blocks in _list_blocks(report):
        for block in blocks:
            if isinstance(block, Heading):
                yield _Title(extract_text(block.content), block.source)
            elif isinstance(block, Table) and block.caption:
                yield _Title(extract_text(block.caption), block.source, "title of the table")


def _list_headings(report: Report) -> Iterator[Heading]:
    for blocks in _list_blocks(report):
        yield from (block for block in blocks if isinstance(block, Heading))


def _list_blocks(report: Report) -> Iterator[Sequence[Block]]:
    """The blocks of each section and annex."""
    yield from (section.blocks for section in walk_sections(report))
    yield from (annex.blocks for annex in report.annexes)
