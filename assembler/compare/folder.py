"""Compares two states of a report: as a redline, in figures, or as a corrigendum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from assembler.assemble import assemble
from assembler.compare.change_counts import Figures, as_json, figures, total
from assembler.compare.comparison import compare, comparison_words
from assembler.compare.corrigendum import corrigendum, next_number
from assembler.compare.git_revisions import files_at
from assembler.errors import NoPlan, Unreadable
from assembler.load import Loaded, load
from assembler.model.comparison import Comparison, ComparisonWords
from assembler.model.json_archive import NoReport, canonical, read_report
from assembler.model.nodes import Deletion, Insertion, Query
from assembler.model.progress import Tell
from assembler.model.report import Report
from assembler.model.text.traversal import walk_report_inlines
from assembler.model.value import Value
from assembler.pipeline import load_folder
from assembler.runtime.pdf_worker import press
from assembler.storage.files import read_bytes
from assembler.storage.outputs import check_output_folder, write_folder
from assembler.storage.report_files import read_templates
from assembler.storage.report_folder import PLAN, find_root
from assembler.storage.templates import (
    comparison_templates,
    comparison_words_file,
    form_templates,
    read_template,
    with_emblem,
)
from assembler.write import write, write_comparison

__all__ = ["Compared", "as_json", "compare_states", "total", "write_corrigendum", "write_redline"]

COMPARE = "build/compare"
"""Where comparisons lie, in the folder of the report."""
CORRIGENDUM = "build/corrigendum"
"""Where corrigenda lie."""
REVISION = "git:"
"""What stands before a revision of the report's repository."""
_REPORT = "report.json"
_FIGURES = "comparison.json"
_ISSUED = "corrigendum.json"


class Compared(Value):
    """What came of a comparison."""

    comparison: Comparison
    """What became of every unit."""
    figures: tuple[Figures, ...]
    """The same in figures, by section and organization."""
    folder: Path | None = None
    """Where the outputs lie; none where nothing was written."""
    names: tuple[str, ...] = ()
    """The files in it."""
    proposals: bool = False
    """Whether one of the states holds queries or proposals, which are not compared."""


class _State(Value):
    """One state of a report."""

    report: Report
    emblem: bytes | None = None


def compare_states(start: Path, old: str, new: str) -> Compared:
    """What changed from one state to the other: a folder with report.json, a report's folder, or git:REVISION.

    Raises Unreadable, or NoPlan where a revision is asked for outside of a report.
    """
    return _compared(*_states(start, old, new))


def write_redline(start: Path, old: str, new: str, formats: Iterable[str], out: Path | None, step: Tell) -> Compared:
    """Writes what changed as a redline in these forms, with its figures.

    Raises Unreadable, NoPlan, NoTemplate, Unprintable or Unwritable.
    """
    wanted = tuple(formats)
    root = _root(start)
    folder = out or root / COMPARE
    check_output_folder(folder, root)
    own = read_templates(root)
    with press(["pdf"] if "pdf" in wanted else []) as printing:
        step("reading")
        states = _states(start, old, new)
        step("comparing")
        compared = _compared(*states)
        words = _words(own, compared.comparison)
        templates = with_emblem(comparison_templates(own), states[1].emblem)
        stem = f"{states[1].report.masthead.file_stem}-comparison"
        outputs = write_comparison(compared.comparison, words, stem, wanted, templates, step, printing)
    outputs[_FIGURES] = canonical(as_json(compared.comparison))
    write_folder(folder, outputs, _FIGURES)
    return Compared(compared.comparison, compared.figures, folder, tuple(sorted(outputs)), compared.proposals)


def write_corrigendum(
    start: Path,
    final: str,
    corrected: str,
    formats: Iterable[str],
    out: Path | None,
    number: int | None,
    step: Tell,
) -> Compared:
    """Writes the corrigendum that makes the corrected state of the issued one.

    Its number is 1, or one more than that which the issued symbol bears, where none is given. Raises as
    `write_redline` does.
    """
    wanted = tuple(formats)
    root = _root(start)
    folder = out or root / CORRIGENDUM
    check_output_folder(folder, root)
    own = read_templates(root)
    with press(wanted) as printing:
        step("reading")
        states = _states(start, final, corrected)
        step("comparing")
        compared = _compared(*states)
        words = _words(own, compared.comparison)
        issued = states[0].report.masthead.symbols
        report = corrigendum(compared.comparison, words, number or next_number(issued))
        templates = with_emblem(form_templates(own), states[1].emblem)
        printing.begin(report, templates, wanted)
        outputs = write(report, report.masthead.file_stem, wanted, templates, step, printing)
    outputs[_ISSUED] = canonical(report)
    write_folder(folder, outputs, _ISSUED)
    return Compared(compared.comparison, compared.figures, folder, tuple(sorted(outputs)), compared.proposals)


def _compared(old: _State, new: _State) -> Compared:
    comparison = compare(old.report, new.report)
    proposals = any(_has_proposals(it.report) for it in (old, new))
    return Compared(comparison, figures(comparison), proposals=proposals)


def _has_proposals(report: Report) -> bool:
    return any(isinstance(it, Query | Insertion | Deletion) for it in walk_report_inlines(report))


def _root(start: Path) -> Path:
    """The folder of the report around; where there is none, the folder to start from."""
    try:
        return find_root(start)
    except NoPlan:
        return start


def _words(own: Mapping[str, bytes], comparison: Comparison) -> ComparisonWords:
    name = comparison_words_file(comparison.new.language)
    text = read_template(name, own).decode("utf-8", "replace")
    return comparison_words(text, name)


# States


def _states(start: Path, old: str, new: str) -> tuple[_State, _State]:
    """Both states; what is assembled for this is a draft, unless the other one is a final."""
    built = [_built(name) for name in (old, new)]
    draft = not any(it is not None and not it.draft for it in built)
    states = [
        _State(report) if report is not None else _assembled(start, name, draft=draft)
        for name, report in zip((old, new), built, strict=True)
    ]
    languages = [it.report.language for it in states]
    if languages[0] != languages[1]:
        raise Unreadable(f"The two states are in different languages, {languages[0]} and {languages[1]}.")
    return states[0], states[1]


def _built(name: str) -> Report | None:
    """The report of a build; none where the name means another kind of state. Raises Unreadable."""
    path = Path(name)
    if name.startswith(REVISION):
        return None
    if path.is_dir() and not (path / _REPORT).is_file():
        return None
    file = path / _REPORT if path.is_dir() else path
    if not file.is_file():
        raise Unreadable(
            f"There is no folder {name}. Name a build, the folder of a report, or git:REVISION, such as git:HEAD."
        )
    try:
        return read_report(read_bytes(file))
    except NoReport as error:
        raise Unreadable(f"{file} holds no report that this program has written.") from error


def _assembled(start: Path, name: str, *, draft: bool) -> _State:
    """A report assembled from its files. Raises Unreadable or NoPlan."""
    if not name.startswith(REVISION):
        folder = Path(name)
        if not (folder / PLAN).is_file():
            raise Unreadable(f"{name} holds neither a build ({_REPORT}) nor a report ({PLAN}).")
        return _state(load_folder(folder.resolve()), name, draft=draft)
    root = find_root(start)
    files = dict(files_at(root, name.removeprefix(REVISION)))
    if PLAN not in files:
        raise Unreadable(f"There is no {PLAN} at {name}.")
    return _state(load(files), name, draft=draft)


def _state(loaded: Loaded, name: str, *, draft: bool) -> _State:
    if loaded.collection is None:
        first = next((it for it in loaded.findings if it.source.path == PLAN), loaded.findings[0])
        raise Unreadable(f"The plan of {name} can't be used: {first.source.path}:{first.source.line}: {first.message}")
    return _State(assemble(loaded.collection, draft=draft), loaded.emblem)
