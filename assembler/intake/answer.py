"""The answer to an entity on its texts: findings in an officer's words, and the texts as they will print.

Left out are findings that are the editor's business: clearances, which are asked for separately, waivers, and what
consolidated texts make of a text; and missing texts, which the state of their part tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.intake.place_descriptions import meant, shortened, spots
from assembler.model.answer import Answer, AnswerPart, Remark, State
from assembler.model.contribution import Collection, Contribution, Kind, Status
from assembler.model.finding import Finding, Severity
from assembler.model.nodes import Block
from assembler.model.paragraph_sources import changed_texts, origins_of
from assembler.model.report import Report
from assembler.model.text.walk import passages, report_blocks
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Organization
from assembler.readers.settings.known_names import refuse_unknown

HTML_TEMPLATE = "answer.html.j2"
TEXT_TEMPLATE = "answer.txt.j2"
"""The templates of the two forms."""

_FOLDER = "contributions"
_EDITORS_OWN = ("IN-CLR-", "IN-COV-01", "IN-SRC-", "IN-WVR-")


class Sent(Value):
    """A Word file that the entity has sent."""

    name: str
    """Its name, without folders."""
    data: bytes
    """Its bytes."""
    organizations: tuple[str, ...]
    """The organizations on which something was taken from it."""
    findings: tuple[Finding, ...] = ()
    """What was found in it."""
    lines: str = ""
    """Its paragraphs, each on the line of its place."""


class Seen(Value):
    """A report, read, assembled and checked."""

    collection: Collection
    """What was read."""
    report: Report
    """The assembled report."""
    findings: Sequence[Finding]
    """What was found."""

    @property
    def told(self) -> list[Finding]:
        """What of it is told to entities."""
        return [it for it in self.findings if not it.rule.startswith(_EDITORS_OWN)]


def without_editors_text(entity: str, collection: Collection) -> Collection | None:
    """What was read without the editor's texts that do not hold what the entity says now; none where all hold it."""
    ahead = {key.partition("/")[2] for key in changed_texts(collection) if key.startswith(f"{entity}/")}
    if not ahead:
        return None
    held_back = [it for it in collection.of_kind(Kind.CONSOLIDATED) if it.header.organization in ahead]
    return replace(collection, contributions=tuple(it for it in collection.contributions if it not in held_back))


def answer_to(entity: str, seen: Seen, ahead: Seen | None = None, sent: Iterable[Sent] = ()) -> Answer:
    """The answer to the entity, and on the files that it has sent.

    `ahead` is the report without the editor's texts that do not hold what the entity says now. Raises UnknownName
    where no list has the entity.
    """
    collection, report = seen.collection, seen.report
    refuse_unknown(collection.vocabulary, entity, None)
    plan = collection.plan
    return Answer(
        entity=collection.vocabulary.entities[entity].full_name(plan.language),
        title=plan.title,
        symbol=plan.symbol,
        language=plan.language,
        direction=collection.labels.direction,
        deadline=plan.deadline,
        wording=report.wording,
        parts=(
            *(_on_file(it) for it in sent if it.findings),
            *_on_organizations(entity, seen, ahead),
            *_other_files(entity, collection, seen.told),
        ),
    )


def html(answer: Answer, templates: Mapping[str, bytes]) -> bytes:
    """The answer as a page for the browser and the printer. Raises ValueError for a template that can't be used."""
    from assembler.writers.html.answer import write_html  # the libraries of the page take a while to load

    return write_html(answer, templates, HTML_TEMPLATE)


def text(answer: Answer, templates: Mapping[str, bytes]) -> bytes:
    """The answer as text for a mail. Raises ValueError for a template that can't be used."""
    from assembler.writers.html.answer import write_text

    return write_text(answer, templates, TEXT_TEMPLATE)


def commented(answer: Answer, sent: Sent) -> tuple[bytes, tuple[Finding, ...]]:
    """The entity's Word file with a comment at each remark on it and on the organizations of which it speaks.

    Empty, with what is found, where it can't be opened.
    """
    from assembler.ooxml.added_comments import Annotation, add_comments
    from assembler.readers.ooxml.package import open_package

    package, findings = open_package(sent.data, sent.name)
    if package is None:
        return b"", findings
    told = [(part.organization, it) for part in answer.parts if _is_on(part, sent) for it in part.remarks]
    notes = [
        Annotation(tuple(filter(None, (it.message, it.hint))), section, it.paragraph, it.words, it.earlier)
        for section, it in told
    ]
    headings = {part.organization: part.headings for part in answer.parts if part.organization}
    return add_comments(sent.data, notes, headings), ()


def _is_on(part: AnswerPart, sent: Sent) -> bool:
    return part.organization in sent.organizations or (not part.organization and part.title == sent.name)


def _on_file(sent: Sent) -> AnswerPart:
    """What was found while a file was read: what was left out of it, or why it can't be used."""
    lines = sent.lines.split("\n")
    faulty = any(it.severity is Severity.ERROR for it in sent.findings)
    remarks = []
    for it in sent.findings:
        paragraph = lines[it.source.line - 1] if 1 < it.source.line <= len(lines) else ""
        remarks.append(Remark("", shortened(paragraph), it.message, it.hint, it.severity, it.rule, "", paragraph))
    return AnswerPart("", sent.name, (), State.UNUSABLE if faulty else State.PRINTED, tuple(remarks))


def _on_organizations(entity: str, seen: Seen, ahead: Seen | None) -> Iterator[AnswerPart]:
    """One part for each organization that was asked about or that the entity wrote on, in printed order."""
    collection, waiting = seen.collection, _waiting(seen, ahead)
    texts = {it.header.organization: it for it in collection.of_kind(Kind.ENTITY) if it.header.entity == entity}
    covered = {further for it in texts.values() for further in it.header.also}
    organizations = collection.vocabulary.organizations
    wanted = {*collection.plan.requested.get(entity, ()), *texts} - (covered - set(texts))
    for it in sorted(wanted & set(organizations), key=lambda name: (organizations[name].order, name)):
        title = organizations[it].heading_name(collection.plan.language)
        headings = _headings(organizations[it])
        if it not in texts:
            yield AnswerPart(it, title, headings, State.MISSING)
            continue
        there = ahead if ahead and it in waiting and texts[it].usable and texts[it].blocks else seen
        remarks = tuple(_remarks(texts[it], there))
        state, printed = _printed(texts[it], there.report)
        yield AnswerPart(it, title, headings, State.AHEAD if there is ahead else state, remarks, printed)


def _waiting(seen: Seen, ahead: Seen | None) -> set[str]:
    """The organizations on which the editor's text does not hold what the entity says now."""
    if ahead is None:
        return set()
    kept = {it.key for it in ahead.collection.of_kind(Kind.CONSOLIDATED)}
    return {it.header.organization for it in seen.collection.of_kind(Kind.CONSOLIDATED) if it.key not in kept}


def _headings(organization: Organization) -> tuple[str, ...]:
    """What may stand over the part on the organization in a Word file: its names, with and without acronym."""
    names = (organization.name, *organization.names.values(), *organization.aliases)
    with_acronym = (f"{name} ({organization.acronym})" for name in names) if organization.acronym else ()
    return tuple(dict.fromkeys(filter(None, (*names, *with_acronym, organization.short, organization.acronym))))


def _other_files(entity: str, collection: Collection, findings: Sequence[Finding]) -> Iterator[AnswerPart]:
    """What was found in files of the entity's folder that are no text on an organization of the list."""
    texts = {
        it.path for it in collection.contributions if it.header.organization in collection.vocabulary.organizations
    }
    found = [it for it in findings if it.source.path.startswith(f"{_FOLDER}/{entity}/") and it.source.path not in texts]
    for path in sorted({it.source.path for it in found}):
        remarks = tuple(
            Remark("", "", it.message, it.hint, it.severity, it.rule) for it in found if it.source.path == path
        )
        yield AnswerPart("", path.rpartition("/")[2], (), State.UNUSABLE, remarks)


def _remarks(text: Contribution, seen: Seen) -> Iterator[Remark]:
    typed = next((it.text for it in seen.collection.files if it.path == text.path), "")
    lines = typed.replace("\r\n", "\n").split("\n")
    pieces = spots(text, seen.report.wording)
    for finding in (it for it in seen.told if it.source.path == text.path):
        it = meant(finding.source, pieces, lines)
        place, paragraph = (it.spot.name, it.spot.words) if it.spot else ("", "")
        said = (finding.message, finding.hint, finding.severity, finding.rule)
        yield Remark(place, it.excerpt, *said, it.words, paragraph, it.earlier)


def _printed(text: Contribution, report: Report) -> tuple[State, tuple[Block, ...]]:
    """How a text stands in the report, and what of it or of the text made from it prints."""
    if not text.usable:
        return State.UNUSABLE, ()
    if not text.blocks:
        return (State.NOTHING if text.header.status is Status.NOTHING else State.MISSING), ()
    own = tuple(block for block in report_blocks(report) if block.source.path == text.path)
    if own:
        return State.PRINTED, own
    made = tuple(block for group in passages(report_blocks(report)) if _stems(group[0], text) for block in group)
    return (State.MERGED if made else State.LEFT_OUT), made


def _stems(block: Block, text: Contribution) -> bool:
    """Whether a paragraph is made of one of the text's."""
    return any(it.paragraph.partition("#")[0] == text.key for it in origins_of(block))
