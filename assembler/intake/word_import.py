"""Imports a focal point's Word file: makes one Markdown contribution for each organization on which it has text.

A text that comes again is merged with the contribution, which somebody may have edited since. A contribution that
came in another way is replaced only where that was asked for, and the old file is kept. Each contribution that is made
is read back, and every word of the Word file must be in one or in the list of what was dropped. Nothing here touches
the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import count, takewhile
from pathlib import PurePath
from typing import TYPE_CHECKING

from assembler.intake.approval import add_approval, describe_approval, state_approval
from assembler.intake.file_identity import find_entity, find_other_report, make_error
from assembler.intake.imported_text import ImportedText, list_texts
from assembler.intake.questionnaire_recognition import recognize
from assembler.intake.resubmission import (
    MergeText,
    describe_amount,
    describe_consolidated,
    describe_unanswered,
    describe_void_clearance,
    finish_merge,
    has_same_text,
    print_received,
    report_earlier_version,
    report_other_text,
    report_word_file,
)
from assembler.model.contribution import Approval, Contribution, Header, Kind, Status
from assembler.model.finding import Finding, Severity
from assembler.model.plan import Plan
from assembler.model.questionnaire import Questionnaire
from assembler.model.text.scaffold_text import ScaffoldText, is_scaffold
from assembler.model.value import MutableValue, Value, field, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.approvals import read_approval
from assembler.readers.contribution_paths import find_earlier_place, find_received_place, find_unsettled_place
from assembler.readers.docx.blocks import SectionText
from assembler.readers.docx.contribution import WordFile, WordTexts, collect_texts, read_docx
from assembler.readers.docx.word_account import collect_block_words, find_lost_words
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.readers.unsettled_changes import UnsettledChange, UnsettledFile, print_unsettled
from assembler.writers.markdown.blocks import print_blocks
from assembler.writers.markdown.header import print_header

if TYPE_CHECKING:
    from assembler.merge.result import MergeResult

FOLDER = "contributions"
KEPT = ".assembler/replaced"
"""The folder in which replaced files are kept."""

type FileLookup = Callable[[str], bytes | None]
"""The bytes of the file at a place of the report; None where there is none."""


class ImportOptions(Value):
    """What the editor states about the files, where they do not state it themselves, and what may be replaced."""

    entity: str = ""
    """Whose they are."""
    organization: str = ""
    """What they are about."""
    replace: bool = False
    """Whether contributions are replaced that have another text and did not come by an import."""
    on: date | None = None
    """The day on which the files arrived; none is recorded where it is unknown."""
    settled: bool = False
    """Whether the words of the report stand where they and the file have changed the same words."""


class FileChange(Value):
    """A file that is to be written."""

    path: str
    """Its place in the report."""
    data: bytes
    """Its bytes."""
    old: bytes | None = None
    """The bytes of the file that it replaces."""
    kept: str = ""
    """The place in which the replaced file is kept, where it holds other words of somebody."""


class FileImport(MutableValue):
    """The contributions made of one Word file, as they are made."""

    changes: list[FileChange] = field(default_factory=list)
    """What is to be written."""
    received: dict[str, bytes] = field(default_factory=dict)
    """The texts as they came, by the places in which they are kept for comparison with the next ones, and the records
    of changes that are not settled, empty once they are."""
    sentences: list[str] = field(default_factory=list)
    """What was done, one sentence for each organization."""
    findings: list[Finding] = field(default_factory=list)
    """What was found."""
    lines: str = ""
    """The paragraphs of the file, for the excerpts of findings."""
    entity: str = ""
    """Whose file it is; empty where that is unknown."""
    organizations: list[str] = field(default_factory=list)
    """The organizations on which its text now stands in the report."""
    texts: list[ImportedText] = field(default_factory=list)
    """The text on each organization that it has or was asked for, and what came of it."""
    new_texts: list[Contribution] = field(default_factory=list)
    """The texts that are new or changed, as the Word file has them."""


def import_file(
    data: bytes,
    path: str,
    options: ImportOptions,
    plan: Plan,
    vocabulary: Vocabulary,
    find: FileLookup,
    questionnaire_of: Callable[[str], Questionnaire | None] | None = None,
    merge: MergeText | None = None,
    scaffold: ScaffoldText | None = None,
) -> FileImport:
    """Makes the contributions of the bytes of a Word file; none where it cannot be used (IN-DOC-02, IN-DOC-14).

    `questionnaire_of` gives the questionnaire that an entity was sent, by which a file without labels is recognized;
    `merge` merges a text that comes again into that of the report; by `scaffold` a text is known that nobody wrote.
    """
    file, findings = read_docx(data, path, plan.language)
    if file is None:
        return FileImport(findings=list(findings), entity=options.entity)
    questionnaire = (
        questionnaire_of(options.entity) if questionnaire_of and options.entity and not file.own_words else None
    )
    file = recognize(file, questionnaire) if questionnaire else file
    result = make_contributions(
        file, data, options, plan, vocabulary, find, merge or (lambda *_: None), scaffold or ScaffoldText()
    )
    return replace(result, findings=[*findings, *result.findings], lines=file.lines)


def make_contributions(
    file: WordFile,
    data: bytes,
    options: ImportOptions,
    plan: Plan,
    vocabulary: Vocabulary,
    find: FileLookup,
    merge: MergeText,
    scaffold: ScaffoldText,
) -> FileImport:
    """Makes the contributions of a Word file with these bytes; none where it has an error.

    Finds a file that does not state whose it is (IN-DOC-13), a questionnaire of another report (IN-DOC-11),
    contributions that are there already (IN-DOC-12), changes of words that were changed in the report, too (IN-DOC-15),
    a statement of an approval that is not clear (IN-DOC-18), and whatever the reader finds.
    """
    result = FileImport()
    entity, unknown = find_entity(file, options.entity, vocabulary)
    approval, unclear = read_approval(file.approval, options.on) if file.approval else (None, ())
    result.findings += [*unknown, *find_other_report(file, plan), *unclear]
    if not entity:
        return result
    result.entity = entity
    text = collect_texts(file, entity, vocabulary, plan.themes, options.organization)
    result.findings += text.findings
    if any(finding.severity is Severity.ERROR and finding.rule != "IN-THM-01" for finding in result.findings):
        return result
    _Importer(file, data, entity, approval, options, plan, vocabulary, find, merge, scaffold, result).import_text(text)
    return result


# What is written


class _Importer(MutableValue):
    """Makes the contributions of one file."""

    file: WordFile
    data: bytes
    entity: str
    approval: Approval | None
    options: ImportOptions
    plan: Plan
    vocabulary: Vocabulary
    find: FileLookup
    merge: MergeText
    scaffold: ScaffoldText
    result: FileImport

    def import_text(self, text: WordTexts) -> None:
        """Makes the contribution on each organization; then checks that no word of the file is lost."""
        printed: list[Contribution] = []
        for organization in self._sort_organizations(text):
            section = text.sections.get(organization, SectionText((), ()))
            printed.append(self._make_contribution(organization, section))
        self._check_words(printed, text)
        asked = self.file.identity.organizations if not self.options.organization else ()
        answered = {*text.sections, *text.nothing}
        unanswered = [id for id in asked if id in self.vocabulary.organizations and id not in answered]
        for organization in unanswered:
            path = f"{FOLDER}/{self.entity}/{organization}.md"
            self._add_sentences(describe_unanswered(self._name(organization), path, self.find))
        changed = {change.path for change in self.result.changes}
        self.result.texts += list_texts(printed, unanswered, self.vocabulary, changed, self.result.organizations)
        if not printed and self.approval:
            self._add_sentences(f"The form states that {self.approval.by} approved it, and it has no answer.")
        if not printed and not asked:
            self._add_sentences("The file has no text, so no file was written.")

    def _sort_organizations(self, text: WordTexts) -> list[str]:
        organizations = {*text.sections, *text.nothing} & self.vocabulary.organizations.keys()
        return sorted(organizations, key=self._name)

    def _make_contribution(self, organization: str, section: SectionText) -> Contribution:
        path = f"{FOLDER}/{self.entity}/{organization}.md"
        old = self.find(path)
        before = self._read(path, organization, old) if old is not None else None
        header = self._make_header(organization, section, before)
        body = print_blocks(section.blocks, f"{self.entity}/{organization}")
        now = self._read(path, organization, (print_header(header) + body).encode())
        now = state_approval(now, self.approval)
        data = (print_header(now.header) + body).encode()
        if self.find(f"{FOLDER}/{self.entity}/{organization}.docx") is not None:
            self._refuse(organization, report_word_file(self.file.path, path))
        elif old is None:
            self._add_change(FileChange(path, data), organization, now)
        elif before is not None and has_same_text(before, now):
            self._add_approval(before, old, now)
        elif before is not None and not self._is_written(before):
            self._add_change(FileChange(path, data, old), organization, now)
        elif before is not None and not self.options.replace and self._is_earlier(now):
            self._refuse(organization, report_earlier_version(self.file.path, self._name(organization)))
        elif before is not None and (merged := self._merge(before, now)):
            self._add_merged(before, old, now, merged)
        elif self.options.replace:
            self._add_change(FileChange(path, data, old, self._find_free_place(organization)), organization, now)
            self._add_sentences(describe_void_clearance(before) if before else "")
        else:
            self._refuse(organization, report_other_text(self.file.path, path))
        self._describe_approval(now)
        if any(change.path == path for change in self.result.changes):
            self.result.new_texts.append(replace(now, path=self.file.path, blocks=section.blocks))
            self._add_sentences(describe_consolidated(organization, self.find))
        return now

    def _add_approval(self, before: Contribution, old: bytes, now: Contribution) -> None:
        """Adds the statement of an approval to a contribution that has the same words."""
        organization, stated = now.header.organization, add_approval(old, before, now)
        if stated:
            self.result.changes.append(FileChange(now.path, stated, old))
            self._keep(now, organization, f"the words are the same; the approval was added to {now.path}.")
        else:
            self._keep(now, organization, f"nothing changed; {now.path} already says this.")

    def _describe_approval(self, now: Contribution) -> None:
        """Says who approved the text by the form's own statement, and how the editor confirms that."""
        written = next((change.data for change in self.result.changes if change.path == now.path), None)
        standing = written or self.find(now.path)
        if standing is not None and now.header.organization in self.result.organizations:
            text = self._read(now.path, now.header.organization, standing)
            self._add_sentences(describe_approval(self._name(now.header.organization), now, text))

    def _is_written(self, text: Contribution) -> bool:
        """Whether somebody has written something, and not only a form or a new report."""
        return text.answers and not is_scaffold(text.blocks, self.scaffold)

    def _merge(self, before: Contribution, now: Contribution) -> MergeResult | None:
        """The contribution with what the file changes; None where it cannot be read or did not come by an import."""
        received = self.find(find_received_place(now.path))
        if received is None or not before.usable:
            return None
        base = self._read(now.path, now.header.organization, received)
        is_whole = self._is_earlier(now) or not (base.blocks and now.blocks)  # an older text, or nothing to report
        earlier = [] if is_whole else [text.blocks for text in self._list_earlier(now)]
        return self.merge(now.key, base.blocks, now.blocks, earlier) if base.usable else None

    def _list_earlier(self, now: Contribution) -> list[Contribution]:
        """The texts that came before the one that came last, the first one first."""
        places = map(partial(find_earlier_place, now.path), count(1))
        arrivals = takewhile(lambda data: data is not None, map(self.find, places))
        return [self._read(now.path, now.header.organization, data) for data in arrivals if data]

    def _is_earlier(self, now: Contribution) -> bool:
        """Whether the whole text came before the one that came last, and is another one."""
        last = self.find(find_received_place(now.path))
        is_last = last is not None and self._read(now.path, now.header.organization, last).hash == now.hash
        return not is_last and any(text.hash == now.hash for text in self._list_earlier(now))

    def _add_merged(self, before: Contribution, old: bytes, now: Contribution, merged: MergeResult) -> None:
        path, organization = now.path, now.header.organization
        has_text = path in merged.files and bool(self._read(path, organization, merged.files[path]).blocks)
        result = finish_merge(
            merged, before, now, f"{self._name(organization)}: ", self.file.path, self.options.settled, has_text
        )
        if result.data:
            self.result.changes.append(FileChange(path, result.data, old))
        self.result.organizations.append(organization)
        self.result.findings += result.findings
        self._add_sentences(*result.sentences)
        if result.is_received:
            self._record_received(now)
        else:
            self._record_unsettled(now, merged)

    def _add_sentences(self, *sentences: str) -> None:
        self.result.sentences += filter(None, sentences)

    def _keep(self, now: Contribution, organization: str, reason: str) -> None:
        self.result.organizations.append(organization)
        self._add_sentences(f"{self._name(organization)}: {reason}")
        self._record_received(now)

    def _record_received(self, now: Contribution) -> None:
        """Keeps the text as it came, for comparison with the next one; the first file with these words stays."""
        place = find_received_place(now.path)
        former = self.find(place)
        last = self._read(now.path, now.header.organization, former) if former is not None else None
        if last is None or not has_same_text(last, now):
            self.result.received[place] = print_received(now.header, self.file.path, self.data, now.blocks)
            earlier = self._list_earlier(now)
            if former is not None and last and not any(has_same_text(text, last) for text in earlier):
                self.result.received[find_earlier_place(now.path, len(earlier) + 1)] = former
        if self.find(unsettled := find_unsettled_place(now.path)):
            self.result.received[unsettled] = b""

    def _record_unsettled(self, now: Contribution, merged: MergeResult) -> None:
        """Keeps what was not made, so that it keeps a final back until it is settled."""
        day = self.options.on.isoformat() if self.options.on else ""
        changes = tuple(
            UnsettledChange(conflict.base, conflict.ours, conflict.theirs, conflict.is_older)
            for conflict in merged.conflicts
        )
        name = PurePath(self.file.path).name
        text = print_received(now.header, self.file.path, self.data, now.blocks).decode()
        file = UnsettledFile(name, sha256(self.data).hexdigest(), now.hash, day, changes, text)
        self.result.received[find_unsettled_place(now.path)] = print_unsettled(file)

    def _read(self, path: str, organization: str, data: bytes) -> Contribution:
        key, plan = f"{self.entity}/{organization}", self.plan
        text_file = TextFile(path, Kind.ENTITY, key, plan.language, plan.themes, self.vocabulary)
        return read_markdown(data, text_file)[0]

    def _make_header(self, organization: str, section: SectionText, before: Contribution | None) -> Header:
        """The header. What was written into the old one stays, except the clearance, which is void."""
        old = before.header if before else Header()
        return Header(
            entity=self.entity,
            organization=organization,
            status=Status.SUBMITTED if section.blocks else Status.NOTHING,
            focal_point=self.file.contact or old.focal_point,
            submitted=self.options.on,
            also=old.also,
            waivers=old.waivers,
        )

    def _find_free_place(self, organization: str) -> str:
        """A place for the old file that is still free."""
        places = (f"{KEPT}/{self.entity}/{organization}-{number}.md" for number in count(1))
        return next(path for path in places if self.find(path) is None)

    def _add_change(self, change: FileChange, organization: str, now: Contribution) -> None:
        self.result.changes.append(change)
        self.result.organizations.append(organization)
        self._record_received(now)
        sentence = f"{self._name(organization)}: {describe_amount(now)}, in {change.path}"
        self.result.sentences.append(
            f"{sentence}; the old file is kept as {change.kept}." if change.kept else f"{sentence}."
        )

    def _refuse(self, organization: str, finding: Finding) -> None:
        self.result.findings.append(finding)
        self._add_sentences(f"{self._name(organization)}: not taken.")

    def _check_words(self, printed: list[Contribution], text: WordTexts) -> None:
        """Looks for every word of the file in what was made and read back; where one is lost, nothing is written."""
        imported = [collect_block_words(contribution.blocks) for contribution in printed]
        lost = find_lost_words(self.file.words, (*imported, *(dropped.words for dropped in text.dropped)))
        if lost:
            message = "The import would lose words of the file: “{lost}”. Nothing was written."
            hint = "This is an error of the program. Send the file to the people who maintain the program."
            self.result.findings.append(
                make_error("IN-DOC-09", self.file.path, message, hint, lost=" ".join(lost[:20]))
            )
            self.result.changes.clear()
            self.result.received.clear()
            self.result.organizations.clear()
            self.result.new_texts.clear()
            self.result.sentences.clear()

    def _name(self, organization: str) -> str:
        return self.vocabulary.organizations[organization].name
