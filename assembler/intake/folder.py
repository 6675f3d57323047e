"""Brings Word files of focal points into contributions, and tells them what was found."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

from assembler.check import in_order
from assembler.errors import Unwritable
from assembler.intake.answer import Sent
from assembler.intake.answer_folder import answer
from assembler.intake.scaffold_folder import form_sent
from assembler.intake.word_import import Imported, Put, Wish, imported
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


class Taken(Value):
    """What came of Word files that were brought in."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The contributions written, by their place in it."""
    said: tuple[str, ...] = ()
    """What was done, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found in the files, or in the plan and the lists of names where they can't be used."""
    files: tuple[InputFile, ...] = ()
    """The files that were read, for the excerpts of findings."""
    sent: tuple[tuple[str, Sent], ...] = ()
    """The files whose entity is known, each after that entity, for the answer to it."""


def import_files(
    start: Path,
    paths: Sequence[Path],
    *,
    entity: str,
    organization: str,
    replaces: bool,
    wait: Tell,
) -> Taken:
    """Brings Word files of focal points into contributions, file by file; a file with an error in it is left out whole.

    Entity and organization are for files that don't carry them; what says something else is replaced only if asked.

    Says on whom it waits. Raises NoPlan, Unreadable, UnknownName, Busy, or Unwritable, where the files told before have
    been brought in.
    """
    root = find_root(start)
    given = [(path, read_bytes(path)) for path in paths]  # before the others wait: who writes into a pipe may be slow
    with lock_report(root, wait):
        return _import_files(root, given, Wish(entity, organization, replaces))


def _import_files(root: Path, given: Sequence[tuple[Path, bytes]], wish: Wish) -> Taken:
    read = read_settings(root)
    settings = load_settings(read.files, read.findings)
    if settings.plan is None or _lacks_names(settings):
        return Taken(root, findings=in_order(settings.findings), files=settings.files)
    refuse_unknown(settings.vocabulary, wish.entity or None, wish.organization or None)
    taken = Taken(root)
    for path, data in given:
        taken = _with_one(taken, path, data, wish, settings, settings.plan, read.files)
    return replace(taken, findings=in_order(taken.findings))


def _lacks_names(settings: Settings) -> bool:
    """Whether a list of names can't be read, so that nobody can tell whose a file is, or on whom."""
    has_both = settings.vocabulary.organizations and settings.vocabulary.entities
    return not has_both and any(it.severity is Severity.ERROR for it in settings.findings)


def _with_one(
    taken: Taken, path: Path, data: bytes, wish: Wish, settings: Settings, plan: Plan, templates: Mapping[str, bytes]
) -> Taken:
    shown = str(path)
    vocabulary = settings.vocabulary
    form_of = partial(form_sent, templates, plan, vocabulary)
    made = imported(data, shown, wish, plan, vocabulary, lambda name: _there(taken.root / name), form_of)
    _put(taken.root, made.puts)
    read = InputFile(shown, sha256(data).hexdigest(), made.lines)
    said = made.said or [f"{shown}: nothing was taken."]
    return replace(
        taken,
        names=(*taken.names, *(put.path for put in made.puts)),
        said=(*taken.said, *said),
        findings=(*taken.findings, *made.findings),
        files=(*taken.files, read),
        sent=(*taken.sent, *_sent(path, data, made)),
    )


def _sent(path: Path, data: bytes, made: Imported) -> tuple[tuple[str, Sent], ...]:
    sent = Sent(path.name, data, tuple(made.organizations), in_order(made.findings), made.lines)
    return ((made.entity, sent),) if made.entity else ()


def write_answers(taken: Taken, form: str) -> tuple[str, ...]:
    """Writes what is to be told to those who have sent files into build/answers/, and gives the places.

    As `html` or `text` one for each entity; as `docx` each file with comments, under its own name in a folder of the
    entity. Raises as `answer` does, or Unwritable.
    """
    names: list[str] = []
    taken_places = {Path(it.path).resolve() for it in taken.files}
    for name, entity, files in _answers(taken, form):
        made = answer(taken.root, entity, form, files)
        if made.data:
            place = _free(taken.root / name, taken_places)
            taken_places.add(place.resolve())
            write_output(place, made.data)
            names.append(place.relative_to(taken.root).as_posix())
    return tuple(names)


def _answers(taken: Taken, form: str) -> Iterator[tuple[str, str, list[Sent]]]:
    """The answers to be written: place, entity, and the files that they are about."""
    for entity in dict.fromkeys(entity for entity, _ in taken.sent):
        files = [sent for whose, sent in taken.sent if whose == entity]
        if form == "docx":
            yield from ((f"{ANSWERS}/{entity}/{it.name}", entity, [it]) for it in files)
        else:
            yield f"{ANSWERS}/{entity}.{'txt' if form == 'text' else form}", entity, files


def _free(place: Path, taken: Container[Path]) -> Path:
    """The place, or one with a number, that is neither a file that came in nor an answer of this run."""
    numbered = (place.with_stem(f"{place.stem}-{number}") for number in count(2))
    return next(it for it in chain([place], numbered) if it.resolve() not in taken)


def _put(root: Path, puts: Sequence[Put]) -> None:
    """Writes the contributions of one file, all or none; those that they replace are kept."""
    kept = {put.kept: (None, put.old) for put in puts if put.old is not None}
    left = replace_texts(root, {**kept, **{put.path: (put.old, put.data) for put in puts}}, whole=True)
    for path, reason in left.items():
        raise Unwritable(f"{path} {reason} and was left alone.")


def _there(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None
