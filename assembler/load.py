"""Picks a reader for each file of a report, and gives everything as one collection.

The files come as bytes by their place in the report's folder; nothing is read from a disk but the packaged templates.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from assembler.model.contribution import Collection, Contribution, InputFile, Kind
from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.plan import Plan
from assembler.model.value import MutableValue, Value, field, replace
from assembler.model.vocabulary import Labels, Vocabulary
from assembler.model.word_lists import WordLists
from assembler.readers.contribution_paths import (
    identify_path,
    may_be_text,
    report_editor_word_file,
    report_misplaced,
    report_similar_names,
)
from assembler.readers.decoding import decode_leniently, read_text
from assembler.readers.emblem import read_emblem
from assembler.readers.markdown.contribution import make_unusable, read_markdown
from assembler.readers.settings.labels import read_labels
from assembler.readers.settings.name_lists import read_entities, read_organizations
from assembler.readers.settings.organs import check_organs
from assembler.readers.settings.plan import read_plan
from assembler.readers.settings.word_lists import read_word_lists
from assembler.readers.text_file import TextFile
from assembler.runtime.parallel import MIN_PARALLEL_TEXTS, run_in_parallel
from assembler.storage.parse_cache import Memory
from assembler.storage.report_folder import FOLDER, PLAN
from assembler.storage.templates import OWN, is_packaged, label_file, read_template, word_lists

_WORTH_TEXTS = 60
"""As long as that many texts, the word lists of a language take to be read."""


class Loaded(Value):
    """A report that was read."""

    collection: Collection | None
    """Everything that was read; none where the plan can't be used."""
    findings: tuple[Finding, ...]
    """What the readers found."""
    files: tuple[InputFile, ...]
    """Every file that was read."""
    data: Mapping[str, bytes]
    """The bytes of every file of the report, by its place."""
    emblem: bytes | None = None
    """The user's own picture of the emblem."""


class Settings(Value):
    """The plan and the name lists of a report, without its texts."""

    plan: Plan | None
    """The plan; none where it can't be used."""
    vocabulary: Vocabulary
    """The two name lists."""
    findings: tuple[Finding, ...]
    """What the readers found in them."""
    files: tuple[InputFile, ...]
    """The files that were read."""


class _Reading(MutableValue):
    """The files and findings of one run, as they come."""

    data: Mapping[str, bytes]
    memory: Memory
    findings: list[Finding]
    files: list[InputFile] = field(default_factory=list)

    def take(self, path: str) -> bytes:
        """The bytes of a file, noted as read."""
        data = self.data[path]
        self.files.append(self.memory.recall(path, _input_file, path, data))
        return data

    def text(self, path: str) -> str | None:
        """The text of a settings file, or none with a finding (IN-PLC-05)."""
        if path not in self.data:
            if not any(finding.source.path == path for finding in self.findings):
                self.findings.append(_missing(path))
            return None
        text, findings = self.memory.recall(path, read_text, self.take(path), path)
        self.findings.extend(findings)
        return text


def _missing(path: str) -> Finding:
    hint = "Every report has it; “assembler new report FOLDER” makes one from which to copy it."
    return make_finding("IN-PLC-05", Severity.ERROR, Source(path), "The file is missing.", hint)


def load(
    files: Mapping[str, bytes],
    *,
    unread: Sequence[Finding] = (),
    memory: Memory | None = None,
    style: bool = True,
    parallel: bool = False,
) -> Loaded:
    """The report that these files make, each by its place in the report's folder.

    `unread` names places of that folder whose files are not among these, and why. With a memory, files that are as they
    were last time are not read anew. Who leaves style aside needs no word lists: then only those are read that may hold
    faults, the report's own. In parallel, half of many texts is read by a child process.

    Raises NoTemplate or Unreadable where a packaged template cannot be read.
    """
    once, memory = memory is None, memory or Memory()
    reading = _Reading(files, memory, list(unread))
    vocabulary = _vocabulary(reading)
    plan = _plan(reading, vocabulary)
    tasks = tuple(_tasks(reading, vocabulary, plan))
    here = max(0, len(tasks) - (_WORTH_TEXTS if style else 0)) // 2
    is_worth = parallel and once and len(tasks) >= MIN_PARALLEL_TEXTS
    with run_in_parallel(lambda: _texts(reading, tasks[here:]), enabled=is_worth) as others:
        labels = _labels(reading, plan) if plan else None
        lexicon = _lexicon(reading, plan, style) if plan else WordLists()
        emblem = _emblem(reading, plan) if plan else None
        texts = _texts(reading, tasks[:here]) + others()
    contributions = tuple(_contributions(reading, texts))
    inputs = tuple(sorted(reading.files, key=lambda file: file.path))
    findings = tuple(dict.fromkeys(reading.findings))
    memory.end_round()
    if plan is None or labels is None:
        return Loaded(None, findings, inputs, files)
    collection = Collection(plan, vocabulary, labels, contributions, findings, inputs, lexicon)
    return Loaded(collection, findings, inputs, files, emblem)


def load_settings(files: Mapping[str, bytes], unread: Sequence[Finding] = ()) -> Settings:
    """The plan and the name lists alone, out of the files of a report."""
    reading = _Reading(files, Memory(), list(unread))
    vocabulary = _vocabulary(reading)
    plan = _plan(reading, vocabulary)
    return Settings(plan, vocabulary, tuple(reading.findings), tuple(reading.files))


def _input_file(path: str, data: bytes) -> InputFile:
    text = decode_leniently(data) if path.endswith((".md", ".yaml")) else ""
    return InputFile(path, sha256(data).hexdigest(), text)


def _vocabulary(reading: _Reading) -> Vocabulary:
    recall = reading.memory.recall
    paths = (f"{FOLDER}/organizations.yaml", f"{FOLDER}/entities.yaml")
    texts = [reading.text(path) for path in paths]
    # Lists that differ in their order alone are equal as values, but not to whoever looks for the nearest name.
    reading.memory.rest_on(*texts)
    organizations, found = recall(paths[0], read_organizations, texts[0], paths[0]) if texts[0] else ({}, ())
    entities, further = recall(paths[1], read_entities, texts[1], paths[1]) if texts[1] else ({}, ())
    reading.findings.extend((*found, *further))
    return Vocabulary(organizations, entities)


def _plan(reading: _Reading, vocabulary: Vocabulary) -> Plan | None:
    text = reading.text(PLAN)
    plan, findings = reading.memory.recall(PLAN, read_plan, text, PLAN, vocabulary) if text else (None, ())
    reading.findings.extend(findings)
    return plan


def _labels(reading: _Reading, plan: Plan) -> Labels | None:
    recall = reading.memory.recall
    name = label_file(plan.language)
    shown = f"{OWN}/{name}"
    text, findings = recall(shown, read_text, read_template(name, reading.data), shown)
    labels, faults = recall(shown, read_labels, text, shown) if text else (None, ())
    reading.findings.extend((*findings, *faults))
    if labels:
        reading.findings.extend(check_organs(plan, labels.organs, shown))
    return labels


def _lexicon(reading: _Reading, plan: Plan, style: bool) -> WordLists:
    recall = reading.memory.recall
    lists: dict[str, Mapping[str, str]] = {}
    for name, data in word_lists(plan.language, reading.data).items():
        if not style and is_packaged(name, data):
            continue
        shown = f"{OWN}/{name}"
        text, findings = recall(shown, read_text, data, shown)
        found, faults = recall(shown, read_word_lists, text, shown) if text else ({}, ())
        reading.findings.extend((*findings, *faults))
        for key, words in found.items():  # a file of another name adds to the lists, and never hides them
            lists[key] = {**lists.get(key, {}), **words}
    return WordLists(lists)


def _emblem(reading: _Reading, plan: Plan) -> bytes | None:
    """The picture that the plan names."""
    if not plan.emblem:
        return None
    data = reading.data.get(posixpath.normpath(plan.emblem))
    if data is not None:
        reading.files.append(reading.memory.recall(plan.emblem, _input_file, plan.emblem, data))
    emblem, findings = read_emblem(data, plan.emblem, plan.emblem_source)
    reading.findings.extend(findings)
    return emblem


class _Text(Value):
    """A text as it was read."""

    file: InputFile
    contribution: Contribution
    findings: tuple[Finding, ...]


type _Task = tuple[TextFile, Callable[[bytes, TextFile], _Read]]
"""A text that is to be read, and what reads it."""


def _contributions(reading: _Reading, texts: Iterable[_Text]) -> Iterator[Contribution]:
    """The texts that were read, with their files and findings noted."""
    for text in texts:
        reading.files.append(text.file)
        reading.findings.extend(text.findings)
        yield text.contribution


def _tasks(reading: _Reading, vocabulary: Vocabulary, plan: Plan | None) -> Iterator[_Task]:
    paths = sorted(path for path in reading.data if path.startswith(f"{FOLDER}/") and may_be_text(path))
    reading.findings.extend(report_similar_names(path for path in paths if identify_path(path)))
    for path in paths:
        place = reading.memory.recall(path, identify_path, path)
        if place is None:
            reading.findings.append(report_misplaced(path))
            continue
        kind, key = place
        text_file = TextFile(
            path=path,
            kind=kind,
            key=key,
            language=plan.language if plan else "en",
            themes=plan.themes if plan else None,
            vocabulary=vocabulary,
        )
        doubled = path.endswith(".docx") and path.removesuffix(".docx") + ".md" in reading.data
        # Of two files with the same identifiers one is used; a rule says that there are two.
        yield text_file, _unread if doubled else _read_contribution


def _texts(reading: _Reading, tasks: Iterable[_Task]) -> list[_Text]:
    """What is read of these, with nothing noted."""
    recall = reading.memory.recall
    texts: list[_Text] = []
    for text_file, read in tasks:
        data = reading.data[text_file.path]
        file = recall(text_file.path, _input_file, text_file.path, data)
        contribution, findings, lines = recall(text_file.path, read, data, text_file)
        texts.append(_Text(replace(file, text=lines) if lines else file, contribution, findings))
    return texts


type _Read = tuple[Contribution, tuple[Finding, ...], str]
"""A text, what was found in it, and the lines of a Word file for excerpts."""


def _read_contribution(data: bytes, text_file: TextFile) -> _Read:
    if not text_file.path.endswith(".docx"):
        return (*read_markdown(data, text_file), "")
    if text_file.kind is not Kind.ENTITY:
        return make_unusable(text_file), (report_editor_word_file(text_file.path),), ""
    # Loaded here, since a report without Word files needs no reader of XML.
    from assembler.readers.docx.contribution import read_word_contribution

    return read_word_contribution(data, text_file)


def _unread(_: bytes, text_file: TextFile) -> _Read:
    return make_unusable(text_file), (), ""
