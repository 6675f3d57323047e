"""A focal point's Word file into contributions: one Markdown file for each organization on which it says something.

Touches no disk: it is told what lies where, and gives what is to be written. A contribution that says something else
is never replaced unasked, and when it is, the old file is kept. What is printed is read back before it is given out,
and every word of the Word file must be in it or in the list of what was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assembler.intake.questionnaire_recognition import recognized
from assembler.model.contribution import Contribution, Header, Kind, Status
from assembler.model.finding import Finding, Severity, Source
from assembler.model.nodes import Footnote, Paragraph, Query
from assembler.model.plan import Plan
from assembler.model.progress import counted
from assembler.model.questionnaire import Form
from assembler.model.text.walk import block_inlines, passage_text, words
from assembler.model.value import Growing, Value, field, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.docx.blocks import Section
from assembler.readers.docx.contribution import WordFile, WordTexts, read_docx, texts_of
from assembler.readers.docx.word_account import lost_words, words_of_blocks
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_blocks
from assembler.writers.markdown.header import print_header

FOLDER = "contributions"
KEPT = "build/replaced"
"""Where the files lie that were replaced."""

type Look = Callable[[str], bytes | None]
"""What lies in a place of the report, none where nothing does."""


class Wish(Value):
    """What the editor says of a file."""

    entity: str = ""
    """Whose it is, where it does not say so itself."""
    organization: str = ""
    """What it is about, where it does not say so itself."""
    replace: bool = False
    """Whether contributions that say something else are replaced."""


class Put(Value):
    """A file that is to be written."""

    path: str
    """Its place in the report."""
    data: bytes
    """Its bytes."""
    old: bytes | None = None
    """The bytes of the file that it replaces."""
    kept: str = ""
    """The place in which that file is kept."""


class Imported(Growing):
    """What came of one Word file."""

    puts: list[Put] = field(default_factory=list)
    """What is to be written."""
    said: list[str] = field(default_factory=list)
    """What was done, a sentence for each organization."""
    findings: list[Finding] = field(default_factory=list)
    """What was found."""
    lines: str = ""
    """The paragraphs of the file, for the excerpts of findings."""
    entity: str = ""
    """Whose file it is; empty where nobody knows."""
    organizations: list[str] = field(default_factory=list)
    """Those on which its text now stands in the report."""


def imported(
    data: bytes,
    path: str,
    wish: Wish,
    plan: Plan,
    vocabulary: Vocabulary,
    look: Look,
    form_of: Callable[[str], Form | None] | None = None,
) -> Imported:
    """What came of the bytes of a Word file; nothing is to be written where it can't be used (IN-DOC-02, IN-DOC-14).

    `form_of` gives the form that an entity was sent, by which a file is known again that does not say what it is.
    """
    file, findings = read_docx(data, path, plan.language)
    if file is None:
        return Imported(findings=list(findings), entity=wish.entity)
    form = form_of(wish.entity) if form_of and wish.entity and not file.own else None
    made = contributions_of(recognized(file, form) if form else file, wish, plan, vocabulary, look)
    return replace(made, findings=[*findings, *made.findings], lines=file.lines)


def contributions_of(file: WordFile, wish: Wish, plan: Plan, vocabulary: Vocabulary, look: Look) -> Imported:
    """The contributions of a Word file, and what was found in it; with an error in it, none is to be written.

    Finds a file that does not say whose it is (IN-DOC-13), a form of another report (IN-DOC-11), contributions that
    are there already (IN-DOC-12), and whatever the reader finds.
    """
    made = Imported()
    entity = _entity(file, wish, vocabulary, made)
    made.findings += _of_another_report(file, plan)
    if not entity:
        return made
    made.entity = entity
    text = texts_of(file, entity, vocabulary, plan.themes, wish.organization)
    made.findings += text.findings
    if any(it.severity is Severity.ERROR and it.rule != "IN-THM-01" for it in made.findings):
        return made
    _Importer(file, entity, wish, plan, vocabulary, look, made).take(text)
    return made


# Whose file it is


def _entity(file: WordFile, wish: Wish, vocabulary: Vocabulary, made: Imported) -> str:
    said = file.identity.entity
    if said and wish.entity and said != wish.entity:
        message = f"The file says that it is {said}'s, not {wish.entity}'s."
        made.findings.append(_error("IN-DOC-13", file.path, message, "Leave out --entity, or look for the right file."))
        return ""
    entity = said or wish.entity
    if not entity:
        hint = "Name the entity with --entity ID; the ids are in contributions/entities.yaml."
        made.findings.append(_error("IN-DOC-13", file.path, "The file does not say whose text it is.", hint))
    elif entity not in vocabulary.entities:
        message = f"The file says that it is {entity}'s, and no entity of this report has that id."
        hint = "The ids are in contributions/entities.yaml; was the form made for another report?"
        made.findings.append(_error("IN-DOC-13", file.path, message, hint))
        return ""
    return entity


def _error(rule: str, path: str, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, Source(path), message, hint)


def _of_another_report(file: WordFile, plan: Plan) -> Iterator[Finding]:
    """That a form was made for another report: an error where neither symbol nor round agree."""
    said, here = file.identity, (plan.deadline or plan.date).isoformat()
    other_report = bool(said.report) and said.report != plan.symbol
    other_round = bool(said.round) and said.round != here
    if not other_report and not other_round:
        return
    parts = [f"the report {said.report}, not {plan.symbol}"] if other_report else []
    parts += [f"the deadline of {said.round}, not of {here}"] if other_round else []
    severity = Severity.ERROR if len(parts) > 1 else Severity.WARNING
    message = f"The form was made for {' and for '.join(parts)}."
    hint = "Look whether it is meant for this report; if it is not, ask for an answer on the form of this one."
    yield Finding("IN-DOC-11", severity, Source(file.path), message, hint)


# What is written


class _Importer(Growing):
    """Makes the contributions of one file."""

    file: WordFile
    entity: str
    wish: Wish
    plan: Plan
    vocabulary: Vocabulary
    look: Look
    made: Imported

    def take(self, text: WordTexts) -> None:
        """Makes the contribution on each organization, and the account at the end."""
        printed: list[Contribution] = []
        for organization in self._in_order(text):
            section = text.sections.get(organization, Section((), ()))
            printed.append(self._one(organization, section))
        self._account(printed, text)
        asked = self.file.identity.organizations if not self.wish.organization else ()
        for organization in (it for it in asked if it in self.vocabulary.organizations):
            if organization not in text.sections and organization not in text.nothing:
                self.made.said.append(f"{self._name(organization)}: no answer, so no file was written.")
        if not printed and not asked:
            self.made.said.append("The file has no text, so no file was written.")

    def _in_order(self, text: WordTexts) -> list[str]:
        said = {*text.sections, *text.nothing} & self.vocabulary.organizations.keys()
        return sorted(said, key=self._name)

    def _one(self, organization: str, section: Section) -> Contribution:
        path = f"{FOLDER}/{self.entity}/{organization}.md"
        old = self.look(path)
        before = self._read(path, organization, old) if old is not None else None
        header = self._header(organization, section, before)
        data = (print_header(header) + print_blocks(section.blocks, f"{self.entity}/{organization}")).encode()
        now = self._read(path, organization, data)
        if self.look(f"{FOLDER}/{self.entity}/{organization}.docx") is not None:
            self._twice(path, organization)
        elif old is None:
            self._put(Put(path, data), organization, now)
        elif before is not None and _says_the_same(before, now):
            self.made.organizations.append(organization)
            self.made.said.append(f"{self._name(organization)}: nothing changed; {path} already says this.")
        elif self.wish.replace or (before is not None and not before.answers):
            self._put(Put(path, data, old, self._free(organization)), organization, now)
        else:
            self._refuse(path, organization)
        return now

    def _read(self, path: str, organization: str, data: bytes) -> Contribution:
        key, plan = f"{self.entity}/{organization}", self.plan
        text_file = TextFile(path, Kind.ENTITY, key, plan.language, plan.themes, self.vocabulary)
        return read_markdown(data, text_file)[0]

    def _header(self, organization: str, section: Section, before: Contribution | None) -> Header:
        """The header; what somebody has written into the old one stays, but for the clearance, which is void."""
        old = before.header if before else Header()
        return Header(
            entity=self.entity,
            organization=organization,
            status=Status.SUBMITTED if section.blocks else Status.NOTHING,
            focal_point=self.file.contact or old.focal_point,
            also=old.also,
            waivers=old.waivers,
        )

    def _free(self, organization: str) -> str:
        """A place for the old file in which nothing lies."""
        number = 1
        while self.look(path := f"{KEPT}/{self.entity}/{organization}-{number}.md") is not None:
            number += 1
        return path

    def _put(self, put: Put, organization: str, now: Contribution) -> None:
        self.made.puts.append(put)
        self.made.organizations.append(organization)
        sentence = f"{self._name(organization)}: {_amount(now)}, in {put.path}"
        self.made.said.append(f"{sentence}; the old file is kept as {put.kept}." if put.kept else f"{sentence}.")

    def _refuse(self, path: str, organization: str) -> None:
        message = f"{path} is already there and says something else, so it was left alone."
        hint = "With --replace the Word file takes its place; the old file is then kept in build/replaced/."
        self.made.findings.append(_error("IN-DOC-12", self.file.path, message, hint))
        self.made.said.append(f"{self._name(organization)}: not taken.")

    def _twice(self, path: str, organization: str) -> None:
        there = path.removesuffix(".md") + ".docx"
        message = f"{there} is read where it lies, so {path} was not written beside it."
        hint = "If this file is to take its place, move that one out of contributions/ first."
        self.made.findings.append(_error("IN-DOC-12", self.file.path, message, hint))
        self.made.said.append(f"{self._name(organization)}: not taken.")

    def _account(self, printed: list[Contribution], text: WordTexts) -> None:
        """Looks for every word of the file in what was printed and read back; where one is lost, nothing is written."""
        taken = [words_of_blocks(it.blocks) for it in printed]
        lost = lost_words(self.file.words, (*taken, *(it.words for it in text.left)))
        if lost:
            message = f"Words of the file would be lost on the way: “{' '.join(lost[:20])}”; nothing was written."
            hint = "This is a fault of the program. Send the file to those who keep the program."
            self.made.findings.append(_error("IN-DOC-09", self.file.path, message, hint))
            self.made.puts.clear()
            self.made.organizations.clear()
            self.made.said.clear()

    def _name(self, organization: str) -> str:
        return self.vocabulary.organizations[organization].name


def _says_the_same(before: Contribution, now: Contribution) -> bool:
    nothing = (before.header.status is Status.NOTHING, now.header.status is Status.NOTHING)
    return before.usable and before.hash == now.hash and nothing[0] == nothing[1]


def _amount(text: Contribution) -> str:
    """How much there is, in words."""
    if not text.blocks:
        return "nothing to report"
    notes = sum(isinstance(it, Footnote) for it in block_inlines(text.blocks))
    queries = sum(isinstance(it, Query) for it in block_inlines(text.blocks))
    paragraphs = sum(isinstance(it, Paragraph) for it in text.blocks)
    parts = [
        counted(paragraphs, "paragraph"),
        *([counted(notes, "note")] if notes else []),
        *([counted(queries, "comment")] if queries else []),
        counted(words(passage_text(text.blocks)), "word"),
    ]
    return ", ".join(parts)
