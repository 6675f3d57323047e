"""Reads a Word file that somebody has written to the text on each organization.

A Word file comes from anywhere: from Word of any version, LibreOffice, Google Docs or Pages, as a questionnaire that
the program has made or as free text. Its words are taken or listed as dropped. The organization of each part is found
in a second step, since the same file may be read for one organization alone, by its place, or for all that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assembler.model.contribution import Contribution, FocalPoint, Header, Status
from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.finding_limit import limit_findings
from assembler.model.nodes import Block, Footnote
from assembler.model.text.hashes import hash_text
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Vocabulary
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import (
    APPROVED_BY,
    APPROVED_ON,
    CONTACT_EMAIL,
    CONTACT_NAME,
    Owner,
    Property,
    read_own_words,
)
from assembler.readers.approvals import StatedApproval, read_approval
from assembler.readers.contribution_paths import check_place
from assembler.readers.decoding import find_unprintable
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.blocks import SectionText, read_section
from assembler.readers.docx.body import BodyEntry, BodyReader
from assembler.readers.docx.context import (
    DroppedContent,
    ImportContext,
    Reason,
    find_unread_in_comment,
    is_own,
    read_context,
)
from assembler.readers.docx.dropped import find_dropped
from assembler.readers.docx.headings import collect_names
from assembler.readers.docx.inlines import read_note
from assembler.readers.docx.sections import AssignmentBasis, SectionAssignment, assign_sections
from assembler.readers.docx.word_account import (
    collect_block_words,
    collect_file_words,
    find_lost_words,
    find_note_separators,
    find_unread_words,
)
from assembler.readers.markdown.contribution import make_unusable
from assembler.readers.ooxml.package import WordPackage, open_package
from assembler.readers.text_file import TextFile

MAX_TEXT = 3 << 18
"""The most text that is read: 768 KiB; as Markdown it must stay below the limit for text files."""
MAX_PARAGRAPHS = 20_000
"""The most paragraphs that are read."""

_LOST_WORDS = "IN-DOC-09"
_OWNERS = {Owner.FORM: Reason.OWN, Owner.LAST: Reason.LAST}


class Identity(Value):
    """What a questionnaire says of itself; all empty in a file that is none."""

    version: str
    """The version of the questionnaire."""
    report: str
    """The joint symbol of the report for which it was made."""
    round: str
    """The deadline or date of that report."""
    entity: str
    """The entity that it is for."""
    organizations: tuple[str, ...]
    """The organizations that it asks about."""


class WordFile(Value):
    """A Word file as it was read, before anybody has said whose text is whose."""

    path: str
    """The file."""
    identity: Identity
    """What it says of itself as a questionnaire."""
    entries: tuple[BodyEntry, ...]
    """Its paragraphs and tables, in order."""
    own_words: Mapping[str, Reason]
    """The questionnaire's own words and last time's text, paragraph by paragraph."""
    contact: FocalPoint | None
    """Who answers for it."""
    approval: StatedApproval | None
    """Who approved its texts, as somebody wrote it."""
    has_answers: bool
    """Whether it has fields for answers, filled or not."""
    nothing: Mapping[str, bool]
    """Whether the box “nothing to report” is checked, by organization."""
    boxes: Mapping[str, str]
    """The titles of those boxes."""
    dropped: tuple[DroppedContent, ...]
    """What was dropped while it was read."""
    words: str
    """Every word of the file, gathered by another way, for the account at the end."""

    @property
    def lines(self) -> str:
        """Its paragraphs, each on the line of its place, for the excerpts of findings."""
        texts: dict[int, str] = {}
        for entry in (part for outer in self.entries for part in (outer, *outer.parts)):
            texts[entry.place] = " ".join(filter(None, (texts.get(entry.place, ""), entry.text)))
        return "\n".join(texts.get(place, "") for place in range(1, max(texts, default=0) + 1))


def read_docx(data: bytes, path: str = "", language: str = "en") -> tuple[WordFile | None, tuple[Finding, ...]]:
    """A Word file from anybody, or none where it cannot be used, and what was found in it.

    Finds a file that cannot be opened safely (IN-DOC-02), the report itself (IN-DOC-14), pictures (IN-DOC-04) and what
    cannot be read in it, such as macros and embedded files (IN-DOC-06). Nothing in it is run, and nothing outside it is
    opened.
    """
    package, findings = open_package(data, path)
    if package is None:
        return None, findings
    if package.records is not None:
        return None, (_describe_report(path),)
    if sum(1 for _ in package.document.root.iter(qualified("p"))) > MAX_PARAGRAPHS:
        return None, (_describe_length(path, f"{MAX_PARAGRAPHS:,} paragraphs"),)
    context = read_context(package, path, language)
    context.own_words = dict(_read_own_words(package))
    words = collect_file_words(package, context.comments.values())
    if len(words.encode()) > MAX_TEXT:
        return None, (_describe_length(path, f"{MAX_TEXT:,} bytes of text"),)
    file = _read_file(package, context, words)
    return file, (*_find_macros(package, path), *context.diagnostics.findings)


def _describe_report(path: str) -> Finding:
    message = "The file is a draft of the report, or the report itself, and holds the words of many entities."
    hint = "To import edits in a draft, use “assembler merge”. A contribution needs its form or a new document."
    word_hint = "Write your text in the form or in a new document, and send that file."
    return make_finding("IN-DOC-14", Severity.ERROR, Source(path), message, hint, word_hint=word_hint)


def _describe_length(path: str, most: str) -> Finding:
    message = "The file has more than {most}; a whole report has far less."
    return make_finding(
        "IN-DOC-02", Severity.ERROR, Source(path), message, "Divide the file into several files.", most=most
    )


def _read_file(package: WordPackage, context: ImportContext, words: str) -> WordFile:
    entries = tuple(BodyReader(context).read_entries(package.document.root))
    context.place = 0
    _drop_uncalled(context)
    for unread in find_unread_words(package):
        context.drop(Reason.ODD, unread)
    _drop_margins(package, context)
    _drop_parts_of_comments(package, context)
    return WordFile(
        path=context.path,
        identity=_read_identity(package.properties),
        entries=entries,
        own_words=context.own_words,
        contact=make_focal_point(context.contact),
        approval=make_stated_approval(context.contact, context.contact_places),
        has_answers=context.has_answers,
        nothing=dict(context.nothing),
        boxes=dict(context.labels),
        dropped=tuple(context.dropped),
        words=words,
    )


def _read_identity(properties: Mapping[str, str]) -> Identity:
    return Identity(
        version=properties.get(Property.VERSION, ""),
        report=properties.get(Property.REPORT, ""),
        round=properties.get(Property.ROUND, ""),
        entity=properties.get(Property.ENTITY, ""),
        organizations=tuple(properties.get(Property.ORGANIZATIONS, "").split()),
    )


def _read_own_words(package: WordPackage) -> Iterator[tuple[str, Reason]]:
    for own in () if package.questionnaire is None else read_own_words(package.questionnaire) or ():
        yield " ".join(own.words.replace("\u00a0", " ").split()), _OWNERS[own.owner]


def make_focal_point(names: Mapping[str, str]) -> FocalPoint | None:
    """Who answers for a file, of what stands in fields by their tag; None where they are empty."""
    name, email = names.get(CONTACT_NAME, ""), names.get(CONTACT_EMAIL, "")
    return FocalPoint(name, email) if name or email else None


def make_stated_approval(words: Mapping[str, str], sources: Mapping[str, Source]) -> StatedApproval | None:
    """Who approved the texts of a file, of what stands in fields and where, by tag; None where they are empty."""
    by, on = words.get(APPROVED_BY, ""), words.get(APPROVED_ON, "")
    return StatedApproval(by, on, sources[APPROVED_ON if on else APPROVED_BY]) if by or on else None


def _drop_uncalled(context: ImportContext) -> None:
    """Notes that no sentence calls, and comments at no place."""
    for key in sorted(context.notes.keys() - context.called_notes):
        for paragraph in read_note(key, context):
            context.drop(Reason.UNCALLED, extract_text(paragraph))
    for identifier, words in context.comments.items():
        if identifier not in context.placed_comments:
            context.drop(Reason.UNCALLED, words)


def _drop_margins(package: WordPackage, context: ImportContext) -> None:
    """Notes the words in heads and feet; the foot of a questionnaire bears the symbol of its report."""
    known: set[str] = set()
    report = _read_identity(package.properties).report
    for root in (*package.margins, *find_note_separators(package)):
        for paragraph in root.iter(qualified("p")):
            words = " ".join(_plain(paragraph).split())
            if words not in known and words not in context.own_words:
                known.add(words)
                own = bool(report) and report in words
                context.drop(Reason.OWN if own else Reason.MARGIN, words)


def _drop_parts_of_comments(package: WordPackage, context: ImportContext) -> None:
    """What is deleted in comments, and words that stand where no words of a comment belong."""
    for comment in () if package.comments is None else package.comments:
        if not is_own(comment):
            deleted, odd = find_unread_in_comment(comment)
            context.drop(Reason.DELETED, deleted)
            context.drop(Reason.ODD, odd)


def _plain(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qualified("t"), qualified("delText")))


def _find_macros(package: WordPackage, path: str) -> Iterator[Finding]:
    if package.macros:
        message = "The file contains macros, which are not run and not kept."
        hint = "Nothing needs to be done: a contribution needs none."
        yield make_finding("IN-DOC-06", Severity.ADVICE, Source(path), message, hint)


# The text on each organization


class WordTexts(Value):
    """What a Word file says, by organization."""

    sections: Mapping[str, SectionText]
    """The text on each organization on which it has any."""
    nothing: tuple[str, ...]
    """The organizations on which there is nothing to report."""
    dropped: tuple[DroppedContent, ...]
    """What was dropped."""
    findings: tuple[Finding, ...]
    """What was found."""


def collect_texts(
    file: WordFile, entity: str, vocabulary: Vocabulary, themes: tuple[str, ...], only: str = ""
) -> WordTexts:
    """The texts of an entity in a file; with `only`, the whole file is about that organization.

    Finds headings that name no organization or text on another one (IN-DOC-07), text beside an answer or under a
    checked box (IN-DOC-10), typed numbers (IN-DOC-08), headings that are no theme (IN-THM-01), what was dropped
    (IN-DOC-05), and words that are nowhere (IN-DOC-09).
    """
    assigned = assign_sections(file.entries, _make_basis(file, vocabulary, themes, only))
    diagnostics = Diagnostics()
    read = {
        organization: read_section(entries, f"{entity}/{organization}", file.path, themes, diagnostics)
        for organization, entries in assigned.sections.items()
    }
    sections = {organization: section for organization, section in read.items() if section.blocks}
    nothing = _find_nothing(file, assigned, only)
    dropped = (*file.dropped, *assigned.dropped, *(left for section in read.values() for left in section.dropped))
    text_words = " ".join(collect_block_words(section.blocks) for section in sections.values())
    findings = (
        *assigned.findings,
        *diagnostics.findings,
        *_find_contradictions(file, assigned, nothing, vocabulary),
        *find_dropped(dropped, file.path, text_words),
        *(() if _has_errors(assigned.findings) else _find_lost(file, text_words, dropped)),
    )
    without_text = tuple(organization for organization in nothing if organization not in sections)
    return WordTexts(sections, without_text, dropped, findings)


def _make_basis(file: WordFile, vocabulary: Vocabulary, themes: tuple[str, ...], only: str) -> AssignmentBasis:
    is_questionnaire = bool(file.identity.version) or file.has_answers
    names = collect_names(vocabulary.organizations)
    checked = tuple(organization for organization, is_checked in file.nothing.items() if is_checked)
    return AssignmentBasis(
        file.path, names, themes, file.own_words, is_questionnaire, file.has_answers, checked, file.boxes, only
    )


def _has_errors(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _find_nothing(file: WordFile, assigned: SectionAssignment, only: str) -> tuple[str, ...]:
    checked = {organization for organization, is_checked in file.nothing.items() if is_checked} | assigned.checked
    return tuple(sorted(organization for organization in checked if only in ("", organization)))


def _find_contradictions(
    file: WordFile, assigned: SectionAssignment, nothing: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for organization in nothing:
        if assigned.sections.get(organization):
            place = assigned.sections[organization][0].place
            known = vocabulary.organizations.get(organization)
            name = known.name if known else organization
            message = "The box “nothing to report” on {name} is ticked, but there is text, which was imported."
            hint = "Ask the entity which of the two is meant."
            word_hint = "If the text is to be printed, clear the box. Otherwise delete the text."
            source = Source(file.path, max(place, 1))
            yield make_finding("IN-DOC-10", Severity.WARNING, source, message, hint, word_hint=word_hint, name=name)


def _find_lost(file: WordFile, text_words: str, dropped: tuple[DroppedContent, ...]) -> Iterator[Finding]:
    lost = find_lost_words(file.words, (text_words, *(one.words for one in dropped)))
    if lost:
        shown = " ".join(lost[:20]) + (" …" if len(lost) > 20 else "")
        message = "Words of the file are neither in the text nor among what was left out: “{shown}”."
        hint = "This is an error of the program. Nothing was imported. Send the file to the people who maintain it."
        word_hint = "You need to do nothing: the editor of the report will deal with the error."
        yield make_finding(
            _LOST_WORDS, Severity.ERROR, Source(file.path), message, hint, word_hint=word_hint, shown=shown
        )


# A file that lies in the place of a text


def read_word_contribution(data: bytes, text_file: TextFile) -> tuple[Contribution, tuple[Finding, ...], str]:
    """The contribution of a Word file in an entity's folder, what was found in it, and its paragraphs as lines."""
    path, key = text_file.path, text_file.key
    entity, _, organization = key.partition("/")
    header = Header(entity=entity, organization=organization, status=Status.SUBMITTED)
    file, findings = read_docx(data, path, text_file.language)
    if file is None:
        return make_unusable(text_file), findings, ""
    places = tuple(check_place(path, text_file.kind, key, header, text_file.vocabulary))
    text = collect_texts(file, entity, text_file.vocabulary, text_file.themes or (), organization)
    blocks = text.sections[organization].blocks if organization in text.sections else ()
    status = Status.NOTHING if organization in text.nothing else header.status
    approval, unclear = read_approval(file.approval, None) if file.approval else (None, ())
    header = replace(header, focal_point=file.contact, status=status, approved=approval)
    contribution = Contribution(
        path=path,
        kind=text_file.kind,
        key=key,
        header=header,
        blocks=blocks,
        hash=hash_text(extract_passage_text(blocks)),
        usable=not places and not any(finding.rule == _LOST_WORDS for finding in text.findings),
    )
    further = (*_find_unprintable_characters(file.lines, blocks, path), *_find_empty(contribution))
    return contribution, limit_findings((*findings, *places, *text.findings, *unclear, *further)), file.lines


def _find_unprintable_characters(lines: str, blocks: Sequence[Block], path: str) -> Iterator[Finding]:
    """The characters that nobody sees, in paragraphs at their places, in notes at the place of the note."""
    yield from find_unprintable(lines, path)
    for note in (node for node in walk_block_inlines(blocks) if isinstance(node, Footnote)):
        for finding in find_unprintable("\n".join(map(extract_text, note.content)), path):
            yield replace(finding, source=note.source)


def _find_empty(contribution: Contribution) -> Iterator[Finding]:
    if contribution.usable and not contribution.answers:
        hint = "Write the text, or delete the file; an entity without news says so in the form, or with a text file."
        yield make_finding("IN-TXT-03", Severity.ERROR, Source(contribution.path), "The file is empty.", hint)
