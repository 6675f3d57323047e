"""What a report is and which texts it has, for pages and lists, and a report that follows another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from assembler.intake.answer import make_answer
from assembler.intake.review_operations import check_entity
from assembler.intake.settings_operations import edit_settings
from assembler.intake.word_target import count_general_words, count_words_each
from assembler.load import load
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import count_words
from assembler.model.value import Value
from assembler.status.contribution_status import make_matrix
from assembler.storage.templates import read_sample_report

_PLAN = "contributions/report.yaml"
_TEMPLATES = "templates/"
_OF_ALL_REPORTS = (_PLAN, "contributions/entities.yaml", "contributions/organizations.yaml", "contributions/README.md")
"""The files that a report takes from the one before it."""
_OF_ONE_REPORT = ("job_number", "stamp", "draft", "word_limit.waiver")
"""The fields of the plan that belong to one report alone."""
_TEXT_KEYS = ("summary", "text")
"""The keys of the plan that name general texts."""


class Body(Value):
    """A body of a name list."""

    key: str
    """Its id."""
    name: str
    """Its official name."""
    acronym: str
    """Its acronym."""


class TextFacts(Value):
    """The text of an entity on an organization, asked for or there."""

    entity: str
    """The id of the entity."""
    organization: str
    """The id of the organization."""
    standing: str
    """How far it has got, in the words of the status command: missing, draft, submitted, cleared and others."""
    words: int = 0
    """How many words it has."""
    hash: str = ""
    """The hash of its words, as sha256:…; empty where there is none."""
    is_consolidated: bool = False
    """Whether the editor's text on the organization takes its place."""
    findings: int | None = None
    """How many findings its entity is told of; None where nobody asked to count them."""


class ReportFacts(Value, kw_only=True):
    """What a report is."""

    symbols: tuple[str, ...] = ()
    """Its symbols."""
    title: str = ""
    """Its title."""
    language: str = "en"
    """The language in which it is written."""
    deadline: date | None = None
    """The day by which contributions were asked for."""
    words_each: int = 0
    """How many words each contribution may have; 0 where the plan sets no limit."""
    themes: tuple[str, ...] = ()
    """The themes of the plan, under which the texts stand."""
    entities: tuple[Body, ...] = ()
    """The entities in protocol order."""
    organizations: tuple[Body, ...] = ()
    """The organizations in printed order."""
    texts: tuple[TextFacts, ...] = ()
    """The texts that were asked for or are there."""
    obstacles: tuple[str, ...] = ()
    """Why the plan or the name lists cannot be used, in sentences."""


def describe(files: Mapping[str, bytes], *, with_findings: bool = False) -> ReportFacts:
    """What the report is, with every text that was asked for or is there.

    With `with_findings`, the texts of each entity are checked by themselves, as `review` does, and the findings on each
    text are counted. Raises NoTemplate or
    Unreadable.

    >>> from assembler.api import example_files
    >>> facts = describe(example_files())
    >>> facts.symbols, facts.texts[0].entity, facts.texts[0].standing
    (('A/81/1', 'S/2027/1'), 'dppa', 'missing')
    """
    loaded = load(files)
    collection = loaded.collection
    if collection is None:
        return ReportFacts(obstacles=tuple(finding.message for finding in loaded.findings))
    plan, vocabulary = collection.plan, collection.vocabulary
    organizations = sorted(vocabulary.organizations.values(), key=lambda one: (one.order, one.id))
    return ReportFacts(
        symbols=tuple(map(str, plan.symbols)),
        title=plan.title,
        language=plan.language,
        deadline=plan.deadline,
        words_each=count_words_each(plan, count_general_words(collection)),
        themes=plan.themes,
        entities=tuple(Body(one.id, one.name_in(plan.language), one.acronym) for one in vocabulary.entities.values()),
        organizations=tuple(Body(one.id, one.name_in(plan.language), one.acronym) for one in organizations),
        texts=tuple(_list_texts(collection, _count_findings(collection) if with_findings else {})),
    )


def begin_report(earlier: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a new report that follows an earlier one.

    The plan, the name lists, README.md and the report's own templates are those of the earlier report. The plan loses
    what belongs to that report alone: job number, stamp, name of the draft, reference of a waiver. The general texts
    are those with which `new report` begins; nothing that an entity wrote is there. Raises NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> sorted(begin_report(example_files()))[:3]
    ['contributions/entities.yaml', 'contributions/general/introduction.md', 'contributions/general/observations.md']
    """
    edit = edit_settings(earlier, _PLAN, dict.fromkeys(_OF_ONE_REPORT, ""))
    names = {str(edit.fields.get("emblem", "")), *_OF_ALL_REPORTS}
    files = {path: data for path, data in earlier.items() if path in names or path.startswith(_TEMPLATES)}
    texts = {f"general/{value}.md" for name, value in edit.fields.items() if name.rpartition(".")[2] in _TEXT_KEYS}
    sample = {f"contributions/{path}": data for path, data in read_sample_report().items() if path in texts}
    return {**files, **sample, _PLAN: edit.text.encode()}


def _count_findings(collection: Collection) -> dict[tuple[str, str], int]:
    """How many findings the answer to each entity has on each organization."""
    return {
        (entity, part.organization): len(part.remarks)
        for entity in sorted({text.header.entity for text in collection.of_kind(Kind.ENTITY)})
        for part in make_answer(entity, check_entity(collection, entity)[0]).parts
    }


def _list_texts(collection: Collection, findings: Mapping[tuple[str, str], int]) -> Iterator[TextFacts]:
    texts = {text.path: text for text in collection.of_kind(Kind.ENTITY) if text.has_arrived or not text.is_scaffold}
    consolidated = {text.header.organization for text in collection.of_kind(Kind.CONSOLIDATED)}
    for cell in make_matrix(collection):
        words, hash = _measure(texts.get(cell.path))
        is_consolidated = cell.organization in consolidated
        count = findings.get((cell.entity, cell.organization))
        yield TextFacts(cell.entity, cell.organization, cell.standing.value, words, hash, is_consolidated, count)


def _measure(text: Contribution | None) -> tuple[int, str]:
    return (count_words(extract_passage_text(text.blocks)), f"sha256:{text.hash}") if text else (0, "")
