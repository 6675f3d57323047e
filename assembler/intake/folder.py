"""Imports Word files into a report's folder, writes answers, and begins reports, contributions and questionnaires."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from itertools import chain, count
from pathlib import Path

from assembler.errors import Unreadable, Unwritable
from assembler.intake.answer import SentFile
from assembler.intake.batch_import import BatchImport, import_words, withhold
from assembler.intake.form_operations import FormsResult, ScaffoldResult, begin_forms
from assembler.intake.operations import answer_entity
from assembler.intake.word_import import KEPT
from assembler.model.progress import Progress, no_progress
from assembler.model.value import Value, replace
from assembler.storage.atomic import remove
from assembler.storage.files import list_names, read_bytes
from assembler.storage.outputs import check_outside_inputs, write_new_file, write_new_folder, write_output
from assembler.storage.received_texts import read_received_texts
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import FOLDER, find_folder_with_contributions, find_root
from assembler.storage.staging import check_free
from assembler.storage.templates import read_example_report, read_git_files, read_sample_report
from assembler.storage.text_changes import TextChanges, change_texts

ANSWERS = "build/answers"
"""The folder of answers to focal points in a report's folder."""
_DOCUMENTS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf")
"""The ends of the names of files in a folder that are imported, or named as not taken with the way out."""
_LOCK_FILE = "~$"


def import_files(
    start: Path,
    paths: Sequence[Path],
    *,
    entity: str,
    organization: str,
    replace_existing: bool,
    on: date | None,
    on_wait: Progress,
    settled: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> BatchImport:
    """Imports Word files into the report around `start` as `import_words` does.

    Of several files, one that cannot be read, or whose contributions cannot be written, does not stop the others.
    With `dry_run` nothing is written. `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName,
    NoTemplate or Busy; and Unwritable where there is one file only.
    """
    root = find_root(start)
    word_files, obstacles = _read_all(paths)  # before the others wait: who writes into a pipe may be slow
    with nullcontext(TextChanges(root)) if dry_run else change_texts(root, on_wait) as changes:
        read = read_folder(root)
        files = dict(read.files) | read_received_texts(root) | dict.fromkeys(_list_kept(root), b"")
        batch = import_words(
            files,
            word_files,
            entity=entity,
            organization=organization,
            replace_existing=replace_existing,
            on=on,
            settled=settled,
            unread=read.findings,
            progress=progress,
        )
        imports = dict(batch.imports)
        for name, result in () if dry_run else batch.imports.items():
            try:
                _write_files(changes, files, result.files)
                files |= result.files
            except Unwritable as error:
                if len(paths) == 1:
                    raise
                imports[name], obstacles[name] = withhold(result), str(error)
    return BatchImport(imports, obstacles)


def list_word_files(paths: Iterable[Path], notify: Progress) -> tuple[Path, ...]:
    """The paths, each file once; in the place of a folder, the documents in it by name.

    Whatever else lies in a folder, such as what Word keeps beside an open document (~$...), is left out, and `notify`
    is told. Raises Unreadable where a folder cannot be read or has no document.
    """
    listed = {file.resolve(): file for path in reversed([*paths]) for file in reversed(_list_documents(path, notify))}
    documents = [file for file in reversed(listed.values()) if not file.name.startswith(_LOCK_FILE)]
    for file in listed.values() if documents else ():
        if file.name.startswith(_LOCK_FILE):
            notify(f"{file} was left out: Word keeps that file while the document is open, and it has no text.")
    return tuple(documents or listed.values())


def _list_documents(path: Path, notify: Progress) -> list[Path]:
    """The path of a file; for a folder, the documents in it. Raises Unreadable where there is none."""
    if not path.is_dir():
        return [path]
    entries = [path / name for name in list_names(path) if not name.startswith(".")]
    documents = [entry for entry in entries if entry.suffix.casefold() in _DOCUMENTS and not entry.is_dir()]
    if not documents:
        raise Unreadable(f"There is no Word file in {path}.")
    for entry in entries:
        if entry.is_dir():
            notify(f"{entry} was left out: it is a folder. “assembler import” takes the files in it if you name it.")
        elif entry not in documents:
            notify(f"{entry} was left out: it is no Word file.")
    return documents


def _read_all(paths: Sequence[Path]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The bytes of each file by its name, and why a file of several cannot be read."""
    files: dict[str, bytes] = {}
    obstacles: dict[str, str] = {}
    for path in paths:
        try:
            files[str(path)] = read_bytes(path)
        except Unreadable as error:
            if len(paths) == 1:
                raise
            obstacles[str(path)] = str(error)
    return files, obstacles


def _list_kept(root: Path) -> Iterator[str]:
    """The places of the files that earlier imports have replaced."""
    return (path.relative_to(root).as_posix() for path in (root / KEPT).glob("*/*"))


def _write_files(changes: TextChanges, before: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    """Writes the files of one import, all or none. Raises Unwritable."""
    replacements = {place: (before.get(place), data) for place, data in files.items()}
    for place, reason in changes.replace(replacements, whole=True).items():
        raise Unwritable(f"{place} {reason} and was left alone.")


def write_answers(start: Path, batch: BatchImport, format: str) -> tuple[Path, ...]:
    """Writes the answers to the entities whose files were imported into build/answers/, and gives their paths.

    As `html` or `text` there is one for each entity; as `docx` each file with comments, under its own name in a folder
    of the entity. Raises Unwritable, and what `answer_entity` raises.
    """
    root = find_root(start)
    paths: list[Path] = []
    used = {Path(file.path).resolve() for file in batch.inputs}
    for place, entity, sent in _list_answers(batch, format):
        read = read_folder(root)
        answer = answer_entity(read.files, entity, format, sent, unread=read.findings)
        if answer.data:
            path = _find_free_path(root / place, used)
            used.add(path.resolve())
            write_output(path, answer.data)
            paths.append(path)
    return tuple(paths)


def _list_answers(batch: BatchImport, format: str) -> Iterator[tuple[str, str, list[SentFile]]]:
    """The answers to be written: place, entity, and the files that they are about."""
    sent = [pair for result in batch.results for pair in result.sent]
    for entity in dict.fromkeys(entity for entity, _ in sent):
        files = [file for sender, file in sent if sender == entity]
        if format == "docx":
            yield from ((f"{ANSWERS}/{entity}/{file.name}", entity, [file]) for file in files)
        else:
            yield f"{ANSWERS}/{entity}.{'txt' if format == 'text' else format}", entity, files


def _find_free_path(path: Path, used: Container[Path]) -> Path:
    """The path, or one with a number, that is neither a file that was sent nor an answer of this run."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(free for free in chain([path], numbered) if free.resolve() not in used)


class NewReport(Value):
    """What was made for a new report."""

    files: tuple[Path, ...]
    """The paths of its files, those for Git first."""
    missing_lines: Mapping[Path, tuple[str, ...]]
    """The lines that files for Git lack which were there before, by path; such a file is left as it is."""
    is_in_repository: bool
    """Whether the report lies in a Git repository."""


def new_report(root: Path, *, example: bool = False) -> NewReport:
    """Makes a report in the folder, with .gitignore and .gitattributes where there are none: a small complete one with
    sample text, or the whole example.

    Raises Unwritable where a report is there, NoTemplate or Unreadable.
    """
    files = read_example_report() if example else read_sample_report()
    around = find_folder_with_contributions(root)
    if around:
        check_outside_inputs(root, around)
    check_free(root / FOLDER)
    for_git = {root / name: data for name, data in read_git_files().items()}
    missing = {path: _find_missing_lines(path, data) for path, data in for_git.items() if os.path.lexists(path)}
    new = {path: data for path, data in for_git.items() if path not in missing}
    try:
        for path, data in new.items():
            write_new_file(path, data)
        write_new_folder(root / FOLDER, files)
    except Unwritable:
        for path in new:
            remove(path)
        raise
    return NewReport(
        files=(*new, *(root / FOLDER / name for name in files)),
        missing_lines={path: lines for path, lines in missing.items() if lines},
        is_in_repository=any((folder / ".git").exists() for folder in (root, *root.parents)),
    )


def _find_missing_lines(path: Path, wanted: bytes) -> tuple[str, ...]:
    """The lines of a file for Git that the file at the path lacks."""
    present = set(read_bytes(path).decode("utf-8", "replace").splitlines())
    return tuple(line for line in wanted.decode().splitlines() if line not in present and not line.startswith("#"))


def new_contributions(
    start: Path, names: Sequence[str], *, all_entities: bool, earlier: Path | None, on_wait: Progress
) -> tuple[FormsResult, tuple[Path, ...]]:
    """Makes blank contributions as `begin_forms` does, with the texts in the report in `earlier`; gives their paths.

    `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable or Busy; where
    only one is asked for, Unwritable where the text is already there.
    """
    root = find_root(start)
    with change_texts(root, on_wait) as changes:
        result = _begin_forms(root, names, all_entities=all_entities, as_word=False, earlier=earlier)
        return _write_forms(result, root, lambda place, data: _write_files(changes, {}, {place: data}))


def new_questionnaires(
    start: Path, names: Sequence[str], *, all_entities: bool, earlier: Path | None, path: Path | None
) -> tuple[FormsResult, tuple[Path, ...]]:
    """Makes the questionnaires as `begin_forms` does, with the texts in the report in `earlier`; gives their paths.

    They lie in build/forms/, or a single one at the path, never among the contributions. Raises NoPlan, Unreadable,
    UnknownName, NoTemplate, Unprintable; where only one is asked for, Unwritable where a file is there.
    """
    root = find_root(start)
    result = _begin_forms(root, names, all_entities=all_entities, as_word=True, earlier=earlier)
    if path is None or not result.forms:
        return _write_forms(result, root, lambda place, data: write_new_file(root / place, data))
    if len(result.forms) + len(result.obstacles) > 1:
        raise Unwritable(f"{path} is one file, and several forms are asked for; leave out -o.")
    write_new_file(_refuse_contributions(root, path), result.forms[0].data)
    return result, (path,)


def _begin_forms(
    root: Path, names: Sequence[str], *, all_entities: bool, as_word: bool, earlier: Path | None
) -> FormsResult:
    read = read_folder(root)
    return begin_forms(
        read.files,
        names,
        all_entities=all_entities,
        as_word=as_word,
        earlier=read_folder(earlier).files if earlier else None,
        earlier_name=str(earlier),
        unread=read.findings,
    )


def _write_forms(
    result: FormsResult, root: Path, write: Callable[[str, bytes], None]
) -> tuple[FormsResult, tuple[Path, ...]]:
    """Writes each form at its place; of several, one that cannot be written does not stop the others."""
    written: list[ScaffoldResult] = []
    obstacles = [*result.obstacles]
    for form in result.forms:
        try:
            write(form.place, form.data)
            written.append(form)
        except Unwritable as error:
            if len(result.forms) + len(result.obstacles) == 1:
                raise
            obstacles.append(str(error))
    forms = replace(result, forms=tuple(written), obstacles=tuple(obstacles))
    return forms, tuple(root / form.place for form in written)


def _refuse_contributions(root: Path, path: Path) -> Path:
    """The path of a questionnaire. Raises Unwritable inside the contributions: an empty questionnaire is none."""
    if (root / FOLDER).resolve() in path.resolve().parents:
        raise Unwritable(f"{path} is among the contributions, and an empty form is none; name a place elsewhere.")
    return path
