"""Walks a report's folder, picks a reader for each file, and gives everything as one collection.

It also says which files would be read, and by what may be told that one of them has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path

from assembler.errors import Vanished
from assembler.model.contribution import Collection, Contribution, InputFile, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.plan import Plan
from assembler.model.value import Growing, Value, field, replace
from assembler.model.vocabulary import Labels, Vocabulary
from assembler.model.word_lists import Lexicon
from assembler.readers.emblem import read_emblem
from assembler.readers.file_places import alike, misplaced, not_read, place_of, word_file_of_editor
from assembler.readers.markdown.contribution import read_markdown, unusable
from assembler.readers.settings.name_lists import read_entities, read_labels, read_organizations, read_plan
from assembler.readers.settings.word_lists import read_wording
from assembler.readers.text import counted_text, read_text
from assembler.readers.text_file import TextFile
from assembler.runtime.parallel import MANY, alongside
from assembler.storage.files import entries, leads_out, read_bytes
from assembler.storage.parse_cache import Memory
from assembler.storage.report_folder import FOLDER, PLAN
from assembler.storage.templates import (
    OWN,
    is_packaged,
    label_file,
    read_path,
    read_template,
    template_path,
    wording_paths,
)

_READ = {PLAN, f"{FOLDER}/organizations.yaml", f"{FOLDER}/entities.yaml"}
_SETTINGS = _READ | {f"{FOLDER}/README.md"}
_WORTH_TEXTS = 60
"""As long as that many texts, the word lists of a language take to be read."""
_READINGS = 5
"""How often all is read anew where a file vanishes meanwhile: editors take one away for a moment as they save."""
_LEFT_BEHIND = ("Thumbs.db", "desktop.ini")  # by Windows, in every folder that somebody looks into
_LEADS_OUT = ("This link, which leads out of the report,", "Put the file itself in the place of the link.")


class Loaded(Value):
    """What came of reading a report's folder."""

    collection: Collection | None
    """Everything that was read; none where the plan can't be used."""
    findings: tuple[Finding, ...]
    """What the readers found."""
    files: tuple[InputFile, ...]
    """Every file that was read."""
    data: Mapping[str, bytes]
    """Its bytes, by its place."""
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


class _Reading(Growing):
    """The files and findings of one run, as they come."""

    root: Path
    instead: Mapping[str, bytes]
    memory: Memory
    data: dict[str, bytes] = field(default_factory=dict)
    files: list[InputFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, path: str) -> bytes:
        """The bytes of a file, noted as read."""
        data = self.data[path] = self.bytes_of(path)
        self.files.append(self.memory.recall(path, _input_file, path, data))
        return data

    def bytes_of(self, path: str) -> bytes:
        """The bytes of a file, or those that it is read as if it had."""
        return self.instead[path] if path in self.instead else read_bytes(f"{self.root}/{path}")

    def text(self, path: str) -> str | None:
        """The text of a settings file, or none with a finding."""
        if path not in self.instead and not (self.root / path).is_file():
            self.findings.append(_not_there(self.root, path))
            return None
        if leads_out(self.root, path):
            self.findings.append(not_read(path, *_LEADS_OUT))
            return None
        text, findings = self.memory.recall(path, read_text, self.take(path), path)
        self.findings.extend(findings)
        return text


def _not_there(root: Path, path: str) -> Finding:
    """That a settings file is missing (IN-PLC-05), or that something else stands in its place (IN-PLC-07)."""
    if os.path.lexists(root / path):
        return not_read(path, "This link, folder or device", "Put the file itself in its place.")
    hint = "Every report has it; “assembler new report FOLDER” makes one from which to copy it."
    return Finding("IN-PLC-05", Severity.ERROR, Source(path), "The file is missing.", hint)


def load(
    root: Path, instead: Mapping[str, bytes] | None = None, memory: Memory | None = None, style: bool = True
) -> Loaded:
    """Everything in the report's folder; `instead` gives the bytes of files that are read as if they had these, and of
    texts that are read as if they were there. With a memory, files that are as they were last time are not read anew.
    Who leaves style aside needs no word lists: then only those are read that may hold faults, the report's own.

    Raises Unreadable where the machine refuses to read.
    """
    for _ in range(_READINGS - 1):
        with suppress(Vanished):
            return _loaded(root, instead or {}, memory, style)
    return _loaded(root, instead or {}, memory, style)


def _loaded(root: Path, instead: Mapping[str, bytes], memory: Memory | None, style: bool) -> Loaded:
    """Everything in the report's folder. Raises Vanished where a file has gone since its folder was looked into."""
    once, memory = memory is None, memory or Memory()
    reading = _Reading(root, instead, memory)
    vocabulary = _vocabulary(reading)
    plan = _plan(reading, vocabulary)
    tasks = tuple(_tasks(reading, vocabulary, plan))
    here = max(0, len(tasks) - (_WORTH_TEXTS if style else 0)) // 2
    with alongside(lambda: _texts(reading, tasks[here:]), worth=once and len(tasks) >= MANY) as others:
        labels = _labels(reading, plan) if plan else None
        lexicon = _lexicon(reading, plan, style) if plan else Lexicon()
        emblem = _emblem(reading, plan) if plan else None
        texts = _texts(reading, tasks[:here]) + others()
    contributions = tuple(_contributions(reading, texts))
    files = tuple(sorted(reading.files, key=lambda file: file.path))
    findings = tuple(reading.findings)
    memory.end_round()
    if plan is None or labels is None:
        return Loaded(None, findings, files, reading.data)
    collection = Collection(plan, vocabulary, labels, contributions, findings, files, lexicon)
    return Loaded(collection, findings, files, reading.data, emblem)


def load_settings(root: Path) -> Settings:
    """The plan and the name lists alone. Raises Unreadable where the machine refuses to read."""
    reading = _Reading(root, {}, Memory())
    vocabulary = _vocabulary(reading)
    plan = _plan(reading, vocabulary)
    return Settings(plan, vocabulary, tuple(reading.findings), tuple(reading.files))


def stamps(root: Path) -> Mapping[str, tuple[int, int, int]]:
    """By its place, from what may be told without reading that a text, setting or own template has changed."""
    found: dict[str, tuple[int, int, int]] = {}
    for at, _, names in chain.from_iterable(os.walk(root / folder) for folder in (FOLDER, OWN)):
        for path in (os.path.join(at, name) for name in names if not name.startswith(".")):
            with suppress(OSError):
                state = os.stat(path)
                found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def input_paths(root: Path) -> tuple[str, ...]:
    """The files of the report that are read, by their place, in order; the emblem is not among them."""
    settings = (path for path in _READ if (root / path).is_file())
    return tuple(sorted([*settings, *(path for path in _walk(_Reading(root, {}, Memory())) if place_of(path))]))


def _input_file(path: str, data: bytes) -> InputFile:
    text = counted_text(data) if path.endswith((".md", ".yaml")) else ""
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
    shown = _shown(template_path(name, reading.root), name, reading.root)
    text, findings = recall(shown, read_text, read_template(name, reading.root), shown)
    labels, faults = recall(shown, read_labels, text, shown) if text else (None, ())
    reading.findings.extend((*findings, *faults))
    return labels


def _lexicon(reading: _Reading, plan: Plan, style: bool) -> Lexicon:
    recall = reading.memory.recall
    lists: dict[str, Mapping[str, str]] = {}
    for path in wording_paths(plan.language, reading.root):
        name, data = f"wording/{plan.language}/{path.name}", read_path(path)
        if not style and is_packaged(name, data):
            continue
        shown = _shown(path, name, reading.root)
        text, findings = recall(shown, read_text, data, shown)
        found, faults = recall(shown, read_wording, text, shown) if text else ({}, ())
        reading.findings.extend((*findings, *faults))
        for key, words in found.items():  # a file of another name adds to the lists, and never hides them
            lists[key] = {**lists.get(key, {}), **words}
    return Lexicon(lists)


def _shown(path: Path, name: str, root: Path) -> str:
    """The place of a template as findings name it, the report's own or the packaged one."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else f"templates/{name}"


def _emblem(reading: _Reading, plan: Plan) -> bytes | None:
    """The picture that the plan names; only a file below the root is one."""
    if not plan.emblem:
        return None
    path = reading.root / plan.emblem
    # os.path, since no name that somebody types may stop the program: it says of one that is too long that it is none.
    inside = os.path.isfile(path) and path.resolve().is_relative_to(reading.root.resolve())
    emblem, findings = read_emblem(reading.take(plan.emblem) if inside else None, plan.emblem, plan.emblem_source)
    reading.findings.extend(findings)
    return emblem


class _Text(Value):
    """A text as it was read."""

    data: bytes
    file: InputFile
    contribution: Contribution
    findings: tuple[Finding, ...]


type _Task = tuple[TextFile, Callable[[bytes, TextFile], _Read]]
"""A text that is to be read, and what reads it."""


def _contributions(reading: _Reading, texts: Iterable[_Text]) -> Iterator[Contribution]:
    """The texts that were read, with their files and findings noted."""
    for text in texts:
        reading.data[text.file.path] = text.data
        reading.files.append(text.file)
        reading.findings.extend(text.findings)
        yield text.contribution


def _tasks(reading: _Reading, vocabulary: Vocabulary, plan: Plan | None) -> Iterator[_Task]:
    paths = dict.fromkeys(_walk(reading))
    for path in paths:
        place = reading.memory.recall(path, place_of, path)
        if place is None:
            reading.findings.append(misplaced(path))
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
        doubled = path.endswith(".docx") and path.removesuffix(".docx") + ".md" in paths
        # Of two files with the same identifiers one is used; a rule says that there are two.
        yield text_file, _unread if doubled else _read_contribution


def _texts(reading: _Reading, tasks: Iterable[_Task]) -> list[_Text]:
    """What is read of these, with nothing noted."""
    recall = reading.memory.recall
    texts: list[_Text] = []
    for text_file, read in tasks:
        data = reading.bytes_of(text_file.path)
        file = recall(text_file.path, _input_file, text_file.path, data)
        contribution, findings, lines = recall(text_file.path, read, data, text_file)
        texts.append(_Text(data, replace(file, text=lines) if lines else file, contribution, findings))
    return texts


def _walk(reading: _Reading) -> list[str]:
    """The files below contributions/ that are no settings, in order; hidden ones are nobody's text.

    Finds what somebody may take for a text and is none: links out of the report, links to folders, devices.
    """
    found: list[str] = []
    folders = [FOLDER]
    while folders:
        folder = folders.pop()
        for entry in entries(reading.root / folder):
            path = f"{folder}/{entry.name}"
            if entry.name.startswith((".", "~$")) or entry.name in _LEFT_BEHIND or path in _SETTINGS:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.is_file(follow_symlinks=False):
                found.append(path)
            elif leads_out(reading.root, path):
                reading.findings.append(not_read(path, *_LEADS_OUT))
            elif (reading.root / path).is_file():
                found.append(path)
            else:
                hint = "Put a file, or a folder with files, in its place."
                reading.findings.append(not_read(path, "This link or device", hint))
    found += [path for path in reading.instead if path not in found and path not in _SETTINGS]
    reading.findings.extend(alike(path for path in sorted(found) if place_of(path)))
    return sorted(found)


type _Read = tuple[Contribution, tuple[Finding, ...], str]
"""A text, what was found in it, and the lines of a Word file for excerpts."""


def _read_contribution(data: bytes, text_file: TextFile) -> _Read:
    if not text_file.path.endswith(".docx"):
        return (*read_markdown(data, text_file), "")
    if text_file.kind is not Kind.ENTITY:
        return unusable(text_file), (word_file_of_editor(text_file.path),), ""
    # Loaded here, since a report without Word files needs no reader of XML.
    from assembler.readers.docx.contribution import read_word_contribution

    return read_word_contribution(data, text_file)


def _unread(_: bytes, text_file: TextFile) -> _Read:
    return unusable(text_file), (), ""
