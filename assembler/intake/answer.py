"""Makes the answer to an entity: what was found in its texts, in its author's terms, and the texts as they will print.

It leaves out findings that concern the editor alone: clearances, which are asked for separately, waivers, and findings
on consolidated texts. Missing texts are told by the state of their part.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from assembler.intake.place_descriptions import find_words, list_places, shorten
from assembler.intake.resubmission import CONFLICT
from assembler.model.answer import Answer, AnswerLabels, AnswerPart, Remark, State
from assembler.model.consolidation_sources import find_changed_texts, get_origins
from assembler.model.contribution import Collection, Contribution, Kind, Status
from assembler.model.finding import Finding, Severity
from assembler.model.nodes import Block
from assembler.model.report import Report
from assembler.model.text.scaffold_text import is_scaffold
from assembler.model.text.traversal import split_passages, walk_blocks
from assembler.model.text.unprinted_texts import UNPRINTED
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Organization
from assembler.readers.settings.answer_labels import read_answer_labels
from assembler.readers.settings.labels import require_labels
from assembler.readers.unsettled_changes import UNSETTLED_CHANGE

HTML_TEMPLATE = "answer.html.j2"
TEXT_TEMPLATE = "answer.txt.j2"
"""The templates of the two formats."""

_FOLDER = "contributions"
_EDITORS_OWN = ("IN-CLR-", "IN-COV-01", "IN-COV-02", "IN-COV-03", UNPRINTED, "IN-SRC-", "IN-WVR-", UNSETTLED_CHANGE)
_OF_FILES = "IN-DOC-"
"""What is found in a Word file and no longer in the text that was made of it."""
_LEFT_OUT = ("IN-DOC-04", "IN-DOC-05", "IN-DOC-06", "IN-DOC-12", CONFLICT, "IN-DOC-17")
"""What says that something of a Word file was not taken."""
_OTHER_TEXT = "IN-DOC-12"
_OTHER_TEXT_STANDS = (
    "The report has another text of yours in the place of one in this file, which was not taken.",
    "You need to do nothing: the editor of the report decides which of the two stands.",
    Severity.ADVICE,
)
"""What the author is told of a text whose place another one has: that is for the editor to settle."""


class SentFile(Value):
    """A Word file that the entity has sent, and what was found in it."""

    name: str
    """Its name, without folders."""
    data: bytes
    """Its bytes."""
    organizations: tuple[str, ...]
    """The organizations on which a text was imported from it."""
    findings: tuple[Finding, ...] = ()
    """What was found in it."""
    lines: str = ""
    """Its paragraphs, one a line, in the order of the file."""
    state: State = State.TAKEN
    """What came of it: taken, taken in part, not taken, or without text."""


class CheckedReport(Value):
    """A report that was read, assembled and checked."""

    collection: Collection
    """The report as it was read."""
    report: Report
    """The assembled report."""
    findings: Sequence[Finding]
    """What was found."""
    blockers: Container[Finding] = ()
    """What of it keeps a final back."""

    def weigh(self, finding: Finding) -> Severity:
        """How grave a finding is for the author: what keeps a final back must be changed."""
        return Severity.ERROR if finding in self.blockers else finding.severity

    @property
    def findings_for_entities(self) -> list[Finding]:
        """The findings that entities are told of."""
        return [finding for finding in self.findings if not finding.rule.startswith(_EDITORS_OWN)]


def drop_outdated_editors_texts(entity: str, collection: Collection) -> Collection | None:
    """The collection without the editor's texts that do not hold what the entity says now; None where all hold it."""
    ahead = {key.partition("/")[2] for key in find_changed_texts(collection) if key.startswith(f"{entity}/")}
    if not ahead:
        return None
    held_back = [text for text in collection.of_kind(Kind.CONSOLIDATED) if text.header.organization in ahead]
    return replace(collection, contributions=tuple(text for text in collection.contributions if text not in held_back))


def make_answer(
    entity: str, checked: CheckedReport, ahead: CheckedReport | None = None, sent: Iterable[SentFile] = ()
) -> Answer:
    """The answer to the entity, and on the files that it has sent.

    `ahead` is the report without the editor's texts that do not hold what the entity says now.
    """
    collection, report = checked.collection, checked.report
    plan, recipient = collection.plan, collection.vocabulary.entities[entity]
    language = recipient.choose_language(plan.language)
    on_texts = tuple(_answer_on_organizations(entity, checked, ahead, language))
    stated = {(remark.rule, remark.message) for part in on_texts for remark in part.remarks}
    return Answer(
        entity=recipient.full_name(language),
        title=plan.title,
        symbol=plan.symbol,
        language=plan.language,
        direction=collection.labels.direction,
        deadline=plan.deadline,
        wording=report.wording,
        parts=(
            *(_answer_on_file(file, stated) for file in sent),
            *on_texts,
            *_answer_on_other_files(entity, collection, checked.findings_for_entities),
        ),
    )


def name_labels(entity: str, collection: Collection) -> str:
    """The name of the template with the fixed words of the answer to the entity."""
    return f"answer/{collection.vocabulary.entities[entity].choose_language(collection.plan.language)}.yaml"


def read_labels_of_answer(template: bytes, name: str) -> AnswerLabels:
    """The fixed words in a template. Raises Unprintable with the first fault of a bad one."""
    return require_labels(template, name, read_answer_labels)


def write_html(answer: Answer, labels: AnswerLabels, templates: Mapping[str, bytes]) -> bytes:
    """The answer as a page for the browser and the printer. Raises ValueError for a template that cannot be used."""
    from assembler.writers.html.answer import write_html  # the libraries of the page take a while to load

    return write_html(answer, labels, templates, HTML_TEMPLATE)


def render_parts(answer: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The text of each part as it will print, and its footnotes with their marks, as HTML."""
    from assembler.writers.html.answer import render_texts

    return tuple((str(text.words), text.list_notes()) for text in render_texts(answer))


def write_text(answer: Answer, labels: AnswerLabels, templates: Mapping[str, bytes]) -> bytes:
    """The answer as text for a mail. Raises ValueError for a template that cannot be used."""
    from assembler.writers.html.answer import write_text

    return write_text(answer, labels, templates, TEXT_TEMPLATE)


def write_docx(answer: Answer, sent: SentFile) -> tuple[bytes, tuple[Finding, ...]]:
    """The entity's Word file with a comment at each remark on it and on the organizations of which it speaks.

    Empty, with what is found, where it cannot be opened.
    """
    from assembler.ooxml.added_comments import Annotation, add_comments
    from assembler.readers.ooxml.package import open_package

    package, findings = open_package(sent.data, sent.name)
    if package is None:
        return b"", findings
    remarks = [(part.organization, remark) for part in answer.parts if _concerns(part, sent) for remark in part.remarks]
    annotations = [
        Annotation(
            tuple(filter(None, (remark.message, remark.hint))), section, remark.paragraph, remark.words, remark.earlier
        )
        for section, remark in remarks
    ]
    headings = {part.organization: part.headings for part in answer.parts if part.organization}
    return add_comments(sent.data, annotations, headings), ()


def _concerns(part: AnswerPart, sent: SentFile) -> bool:
    return part.organization in sent.organizations or (not part.organization and part.title == sent.name)


def find_state(organizations: Sequence[str], findings: Sequence[Finding]) -> State:
    """What came of a Word file from which texts on these organizations were taken, and in which this was found."""
    if not organizations:
        return State.NOT_TAKEN if any(finding.severity is Severity.ERROR for finding in findings) else State.EMPTY
    left_out = (
        finding for finding in findings if finding.rule in _LEFT_OUT and finding.severity is not Severity.ADVICE
    )
    return State.TAKEN_IN_PART if any(left_out) else State.TAKEN


def _answer_on_file(sent: SentFile, stated: Container[tuple[str, str]]) -> AnswerPart:
    """What was found while a file was read, but for what is stated of the texts in the report."""
    lines = sent.lines.split("\n")
    is_in_report = sent.state in (State.TAKEN, State.TAKEN_IN_PART)
    findings = [finding for finding in sent.findings if not is_in_report or finding.rule.startswith(_OF_FILES)]
    new = (finding for finding in findings if (finding.rule, finding.message) not in stated)
    return AnswerPart("", sent.name, (), sent.state, tuple(_make_remark_on_file(finding, lines) for finding in new))


def _make_remark_on_file(finding: Finding, lines: Sequence[str]) -> Remark:
    place = finding.source.line
    paragraph = lines[place - 1] if 1 < place <= len(lines) else ""
    facts = (finding.message, finding.word_hint, finding.severity)
    facts = _OTHER_TEXT_STANDS if finding.rule == _OTHER_TEXT else facts
    return Remark("", shorten(paragraph), *facts, finding.rule, "", paragraph)


def _answer_on_organizations(
    entity: str, checked: CheckedReport, ahead: CheckedReport | None, language: str
) -> Iterator[AnswerPart]:
    """One part for each organization that was asked about or that the entity wrote on, in printed order."""
    collection, outdated = checked.collection, _list_outdated(checked, ahead)
    written = (text for text in collection.of_kind(Kind.ENTITY) if text.header.entity == entity)
    texts = {text.header.organization: text for text in written}
    covered = {further for text in texts.values() for further in text.header.also}
    organizations = collection.vocabulary.organizations
    wanted = {*collection.plan.requested.get(entity, ()), *texts} - (covered - set(texts))
    for id in sorted(wanted & set(organizations), key=lambda name: (organizations[name].order, name)):
        title = organizations[id].heading_name(language)
        headings = _list_headings(organizations[id])
        if id not in texts:
            yield AnswerPart(id, title, headings, State.MISSING)
            continue
        text = texts[id]
        answered = ahead if ahead and id in outdated and text.usable and text.blocks else checked
        remarks = () if text.is_scaffold else tuple(_make_remarks(text, answered))  # nobody has written it
        state, printed = _find_printed(text, answered)
        yield AnswerPart(id, title, headings, State.AHEAD if answered is ahead else state, remarks, printed)


def _list_outdated(checked: CheckedReport, ahead: CheckedReport | None) -> set[str]:
    """The organizations on which the editor's text does not hold what the entity says now."""
    if ahead is None:
        return set()
    current = {text.key for text in ahead.collection.of_kind(Kind.CONSOLIDATED)}
    return {
        text.header.organization for text in checked.collection.of_kind(Kind.CONSOLIDATED) if text.key not in current
    }


def _list_headings(organization: Organization) -> tuple[str, ...]:
    """What may stand over the part on the organization in a Word file: its names, with and without acronym."""
    names = (organization.name, *organization.names.values(), *organization.aliases)
    with_acronym = (f"{name} ({organization.acronym})" for name in names) if organization.acronym else ()
    return tuple(dict.fromkeys(filter(None, (*names, *with_acronym, organization.short, organization.acronym))))


def _answer_on_other_files(entity: str, collection: Collection, findings: Sequence[Finding]) -> Iterator[AnswerPart]:
    """What was found in files of the entity's folder that are no text on an organization of the list."""
    known = collection.vocabulary.organizations
    texts = {text.path for text in collection.contributions if text.header.organization in known}
    folder = f"{_FOLDER}/{entity}/"
    remaining = [item for item in findings if item.source.path.startswith(folder) and item.source.path not in texts]
    for path in sorted({finding.source.path for finding in remaining}):
        remarks = tuple(
            Remark("", "", finding.message, finding.word_hint, finding.severity, finding.rule)
            for finding in remaining
            if finding.source.path == path
        )
        yield AnswerPart("", path.rpartition("/")[2], (), State.UNUSABLE, remarks)


def _make_remarks(text: Contribution, checked: CheckedReport) -> Iterator[Remark]:
    source = next((file.text for file in checked.collection.files if file.path == text.path), "")
    lines = source.replace("\r\n", "\n").split("\n")
    places = list_places(text, checked.report.wording)
    for finding in checked.findings_for_entities:
        if finding.source.path != text.path:
            continue
        passage = find_words(finding.source, places, lines)
        name, paragraph = (passage.place.name, passage.place.words) if passage.place else (None, "")
        facts = (finding.message, finding.word_hint, checked.weigh(finding), finding.rule)
        place = name.english if name else ""
        yield Remark(place, passage.excerpt, *facts, passage.words, paragraph, passage.earlier, name)


def _find_printed(text: Contribution, checked: CheckedReport) -> tuple[State, tuple[Block, ...]]:
    """How a text stands in the report, and what of it or of the text made from it prints."""
    if not text.usable:
        return State.UNUSABLE, ()
    if text.is_scaffold:
        return State.MISSING, ()
    if not text.blocks:
        return (State.NOTHING if text.header.status is Status.NOTHING else State.MISSING), ()
    blocks = [*walk_blocks(checked.report)]
    own = tuple(block for block in blocks if block.source.path == text.path)
    if own:
        known = checked.collection.scaffold
        return State.PRINTED, tuple(block for block in own if not is_scaffold((block,), known))
    outcome = tuple(block for group in split_passages(blocks) if _comes_from(group[0], text) for block in group)
    return (State.MERGED if outcome else State.LEFT_OUT), outcome


def _comes_from(block: Block, text: Contribution) -> bool:
    """Whether a paragraph is made of one of the text's."""
    return any(origin.paragraph.partition("#")[0] == text.key for origin in get_origins(block))
