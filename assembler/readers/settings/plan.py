"""Reads report.yaml to a plan, and reports values that contradict each other. Rules compare the plan with the texts."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity
from assembler.model.plan import (
    AgendaItem,
    AnnexPlan,
    Counted,
    LeadContact,
    OrganizationChoice,
    OrganPlan,
    Period,
    Plan,
    RuleSetting,
    SectionPlan,
    Stage,
    WordLimit,
)
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.fault_codes import CONFLICT, MISSING_KEY, REPEATED_VALUE
from assembler.readers.settings.plan_schema import COUNTS, LETTERED, REPORT
from assembler.readers.settings.validated_record import Record
from assembler.readers.settings.validation import Reading, add_finding, read_settings, sorted_findings

_LEVELS = {severity.word: severity for severity in Severity}
_NAMED = 5


def read_plan(text: str, path: str, vocabulary: Vocabulary) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan as far as it is valid, and the findings; no plan where title, symbols or date are not valid.

    An empty name list is taken for one that could not be read: identifiers are then not looked up in it.
    """
    record, reading = read_settings(text, path, REPORT, vocabulary)
    if record is None:
        return None, sorted_findings(reading)
    _check_period(record, reading)
    _check_sections(record, reading)
    _check_texts(record, reading)
    _check_organizations(record, reading)
    return _make_plan(record), sorted_findings(reading)


def _make_plan(record: Record) -> Plan | None:
    date = record.day("date")
    if date is None or not record.text("title") or not record.texts("symbols"):
        return None
    return Plan(
        title=record.text("title"),
        author=record.text("author"),
        symbols=record.texts("symbols"),
        date=date,
        organs=tuple(_make_organ(organ) for organ in record.records("organs")),
        sections=tuple(_make_section(section) for section in record.records("sections")),
        distribution=record.text("distribution", "General"),
        language=record.text("language", "en"),
        original_language=record.text("original_language", "en"),
        job_number=record.text("job_number"),
        stamp=record.day("stamp"),
        draft=record.text("draft"),
        period=_make_period(record.record("period")),
        deadline=record.day("deadline"),
        contact=_make_contact(record.record("contact")),
        word_limit=_make_word_limit(record.record("word_limit")),
        themes=record.texts("themes"),
        print_themes=record.boolean("print_themes"),
        words=record.texts("words"),
        summary=record.text("summary"),
        annexes=tuple(AnnexPlan(one.text("title"), one.text("text"), one.source) for one in record.records("annexes")),
        emblem=record.text("emblem"),
        emblem_source=record.source_of("emblem"),
        contents=record.boolean("contents"),
        rules=_make_rule_settings(record.record("rules")),
        requested=_make_requested(record.record("requested")),
        source=record.source,
    )


def _make_organ(record: Record) -> OrganPlan:
    return OrganPlan(
        organ=record.text("organ"),
        session=record.number("session"),
        year=record.number("year"),
        agenda=_make_agenda(record.record("agenda")),
        source=record.source,
        places={"organ": record.source_of("organ")}
        | {key: record.source_of_key(key) for key in COUNTS if key in record.written},
    )


def _make_agenda(record: Record | None) -> AgendaItem | None:
    number = record.number("item") if record else None
    if record is None or number is None:
        return None
    return AgendaItem(
        item=number,
        title=record.text("title"),
        stage=Stage(record.text("stage", Stage.ADOPTED)),
        lead=record.text("lead"),
        note=record.text("note"),
        letters=record.texts("letters"),
    )


def _make_period(record: Record | None) -> Period | None:
    if record is None:
        return None
    first, last = record.day("from"), record.day("to")
    return Period(first, last) if first and last and first <= last else None


def _make_contact(record: Record | None) -> LeadContact | None:
    if record is None or not record.text("email"):
        return None
    department, name = record.text("department"), record.text("name")
    return LeadContact(record.text("email"), department, name, record.text("return_to"))


def _make_word_limit(record: Record | None) -> WordLimit:
    usual = WordLimit()
    if record is None:
        return usual
    count = tuple(Counted(word) for word in record.texts("count")) if "count" in record.values else usual.count
    return WordLimit(record.number("words") or usual.words, count, record.text("waiver"))


def _make_section(record: Record) -> SectionPlan:
    return SectionPlan(
        title=record.text("title"),
        text=record.text("text"),
        organizations=_choose_organizations(record),
        headings=LETTERED if record.text("headings") else "names" if record.boolean("headings", True) else "none",
        source=record.source,
    )


def _choose_organizations(record: Record) -> OrganizationChoice | None:
    value = record.values.get("organizations")
    if value is None:
        return None
    left_out = record.record("organizations")
    if left_out:
        return OrganizationChoice(excluded=left_out.texts("except")) if "except" in left_out.values else None
    return OrganizationChoice() if isinstance(value.content, str) else OrganizationChoice(record.texts("organizations"))


def _make_rule_settings(record: Record | None) -> tuple[RuleSetting, ...]:
    """The settings that have both a level and a reason."""
    if record is None:
        return ()
    return tuple(
        RuleSetting(code, _LEVELS.get(setting.text("level")), setting.text("reason"), record.source_of_key(code))
        for code, setting in record.groups()
        if setting.text("level") and setting.text("reason")
    )


def _make_requested(record: Record | None) -> dict[str, tuple[str, ...]]:
    return {entity: record.texts(entity) for entity in record.values} if record else {}


def _check_period(record: Record, reading: Reading) -> None:
    period = record.record("period")
    first, last = (period.day("from"), period.day("to")) if period else (None, None)
    if period and first and last and first > last:
        message, hint = (
            "The reporting period ends on {last}, before it begins on {first}.",
            "Put the two days in their order.",
        )
        add_finding(reading, CONFLICT, period.source_of("to"), message, hint, first=str(first), last=str(last))


def _check_sections(record: Record, reading: Reading) -> None:
    """Reports a section that consists of nothing, or of two things at once."""
    for section in record.records("sections"):
        title = section.text("title")
        if "text" not in section.written and "organizations" not in section.written:
            message = "The section “{title}” has neither “text” nor “organizations”."
            hint = "Add “text: NAME” for general/NAME.md, or “organizations: all”."
            add_finding(reading, MISSING_KEY, section.source, message, hint, title=title)
        elif "text" in section.written and "organizations" in section.written:
            message = "The section “{title}” has both “text” and “organizations”."
            hint = "Divide the section into two, or delete one of the two keys."
            add_finding(reading, CONFLICT, section.source_of_key("organizations"), message, hint, title=title)


def _check_texts(record: Record, reading: Reading) -> None:
    """Reports a general text that would be printed twice."""
    texts = {record.text("summary")}
    for part in (*record.records("sections"), *record.records("annexes")):
        name = part.text("text")
        if name and name in texts:
            message, hint = "The text “{name}” would be printed twice.", "Name each general text in one place only."
            add_finding(reading, REPEATED_VALUE, part.source_of("text"), message, hint, name=name)
        texts.add(name)


def _check_organizations(record: Record, reading: Reading) -> None:
    """Reports an organization that two sections report on."""
    earlier: set[str] = set()
    for section in record.records("sections"):
        here = _list_organizations(section, tuple(reading.vocabulary.organizations))
        twice = [name for name in here if name in earlier]
        if twice:
            names = ", ".join(f"“{name}”" for name in twice[:_NAMED]) + (" and others" if twice[_NAMED:] else "")
            message = "An earlier section also reports on {names}."
            hint = "Let only one section report on each: name them in a list, or leave them out with {{except: […]}}."
            add_finding(reading, REPEATED_VALUE, section.source_of("organizations"), message, hint, names=names)
        earlier.update(here)


def _list_organizations(section: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    """The organizations of a section."""
    choice = _choose_organizations(section)
    if choice is None:
        return ()
    if choice.listed is not None:
        return choice.listed
    return tuple(name for name in names if name not in choice.excluded)
