"""Brings Word files of focal points into contributions, and tells them what was found."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

from assembler.check import in_order
from assembler.errors import Unwritable
from assembler.intake.answer import SentFile
from assembler.intake.answer_folder import write_answer
from assembler.intake.scaffold_folder import make_sent_questionnaire
from assembler.intake.word_import import FileChange, FileImport, ImportOptions, import_file
from assembler.load import Settings, load_settings
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding, Severity
from assembler.model.plan import Plan
from assembler.model.progress import Tell
from assembler.model.value import Value, replace
from assembler.readers.settings.known_names import refuse_unknown
from assembler.storage.files import read_bytes
from assembler.storage.lock import lock_report
from assembler.storage.outputs import write_output
from assembler.storage.report_files import read_settings
from assembler.storage.report_folder import find_root
from assembler.storage.texts import replace_texts

ANSWERS = "build/answers"
"""Where the answers to focal points lie."""


class ImportResult(Value):
    """What came of Word files that were brought in."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The contributions written, by their place in it."""
    sentences: tuple[str, ...] = ()
    """What was done, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found in the files, or in the plan and the lists of names where they can't be used."""
    files: tuple[InputFile, ...] = ()
    """The files that were read, for the excerpts of findings."""
    sent: tuple[tuple[str, SentFile], ...] = ()
    """The files whose entity is known, each after that entity, for the answer to it."""


def import_files(
    start: Path,
    paths: Sequence[Path],
    *,
    entity: str,
    organization: str,
    replace_existing: bool,
    on_wait: Tell,
) -> ImportResult:
    """Brings Word files of focal points into contributions, file by file; a file with an error in it is left out whole.

    Entity and organization are for files that don't carry them; what says something else is replaced only if asked.

    Says on whom it waits. Raises NoPlan, Unreadable, UnknownName, Busy, or Unwritable, where the files told before have
    been brought in.
    """
    root = find_root(start)
    given = [(path, read_bytes(path)) for path in paths]  # before the others wait: who writes into a pipe may be slow
    with lock_report(root, on_wait):
        return _import_files(root, given, ImportOptions(entity, organization, replace_existing))


def _import_files(root: Path, given: Sequence[tuple[Path, bytes]], options: ImportOptions) -> ImportResult:
    read = read_settings(root)
    settings = load_settings(read.files, read.findings)
    if settings.plan is None or _lacks_name_list(settings):
        return ImportResult(root, findings=in_order(settings.findings), files=settings.files)
    refuse_unknown(settings.vocabulary, options.entity or None, options.organization or None)
    result = ImportResult(root)
    for path, data in given:
        result = _import_one(result, path, data, options, settings, settings.plan, read.files)
    return replace(result, findings=in_order(result.findings))


def _lacks_name_list(settings: Settings) -> bool:
    """Whether a list of names can't be read, so that nobody can tell whose a file is, or on whom."""
    has_both = settings.vocabulary.organizations and settings.vocabulary.entities
    return not has_both and any(finding.severity is Severity.ERROR for finding in settings.findings)


def _import_one(
    result: ImportResult,
    path: Path,
    data: bytes,
    options: ImportOptions,
    settings: Settings,
    plan: Plan,
    templates: Mapping[str, bytes],
) -> ImportResult:
    shown = str(path)
    vocabulary = settings.vocabulary
    questionnaire_of = partial(make_sent_questionnaire, templates, plan, vocabulary)
    made = import_file(
        data, shown, options, plan, vocabulary, lambda name: _read_if_there(result.root / name), questionnaire_of
    )
    _write_changes(result.root, made.changes)
    read = InputFile(shown, sha256(data).hexdigest(), made.lines)
    sentences = made.sentences or [f"{shown}: nothing was taken."]
    return replace(
        result,
        names=(*result.names, *(put.path for put in made.changes)),
        sentences=(*result.sentences, *sentences),
        findings=(*result.findings, *made.findings),
        files=(*result.files, read),
        sent=(*result.sent, *_list_sent(path, data, made)),
    )


def _list_sent(path: Path, data: bytes, made: FileImport) -> tuple[tuple[str, SentFile], ...]:
    sent = SentFile(path.name, data, tuple(made.organizations), in_order(made.findings), made.lines)
    return ((made.entity, sent),) if made.entity else ()


def write_answers(result: ImportResult, format: str) -> tuple[str, ...]:
    """Writes what is to be told to those who have sent files into build/answers/, and gives the places.

    As `html` or `text` one for each entity; as `docx` each file with comments, under its own name in a folder of the
    entity. Raises as `answer` does, or Unwritable.
    """
    names: list[str] = []
    taken_places = {Path(file.path).resolve() for file in result.files}
    for name, entity, files in _list_answers(result, format):
        made = write_answer(result.root, entity, format, files)
        if made.data:
            place = _find_free_place(result.root / name, taken_places)
            taken_places.add(place.resolve())
            write_output(place, made.data)
            names.append(place.relative_to(result.root).as_posix())
    return tuple(names)


def _list_answers(result: ImportResult, format: str) -> Iterator[tuple[str, str, list[SentFile]]]:
    """The answers to be written: place, entity, and the files that they are about."""
    for entity in dict.fromkeys(entity for entity, _ in result.sent):
        files = [sent for whose, sent in result.sent if whose == entity]
        if format == "docx":
            yield from ((f"{ANSWERS}/{entity}/{file.name}", entity, [file]) for file in files)
        else:
            yield f"{ANSWERS}/{entity}.{'txt' if format == 'text' else format}", entity, files


def _find_free_place(place: Path, taken: Container[Path]) -> Path:
    """The place, or one with a number, that is neither a file that came in nor an answer of this run."""
    numbered = (place.with_stem(f"{place.stem}-{number}") for number in count(2))
    return next(free for free in chain([place], numbered) if free.resolve() not in taken)


def _write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Writes the contributions of one file, all or none; those that they replace are kept."""
    kept = {change.kept: (None, change.old) for change in changes if change.old is not None}
    left = replace_texts(root, {**kept, **{change.path: (change.old, change.data) for change in changes}}, whole=True)
    for path, reason in left.items():
        raise Unwritable(f"{path} {reason} and was left alone.")


def _read_if_there(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None
