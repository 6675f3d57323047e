"""Compares two states of a report on a disk, and writes the redline or the corrigendum into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assembler.compare.compare import (
    COMPARISON_JSON,
    CORRIGENDUM_JSON,
    REPORT_JSON,
    ComparisonResult,
    State,
    assemble_states,
    compare_states,
    read_build,
    write_comparison,
    write_corrigendum,
)
from assembler.compare.git_revisions import read_revision
from assembler.errors import NoPlan, Unreadable
from assembler.load import Loaded, load
from assembler.model.progress import Progress
from assembler.model.report import Report
from assembler.model.value import Value
from assembler.pipeline import load_folder
from assembler.runtime.pdf_worker import start_pdf_worker
from assembler.storage.files import read_bytes
from assembler.storage.outputs import check_output_folder, write_folder
from assembler.storage.report_files import read_templates
from assembler.storage.report_folder import PLAN, find_root

COMPARE = "build/compare"
"""The folder for comparisons, in the folder of the report."""
CORRIGENDUM = "build/corrigendum"
"""The folder for corrigenda."""
REVISION = "git:"
"""Stands before a revision of the report's repository."""


class WrittenComparison(Value):
    """A comparison whose outputs were written."""

    result: ComparisonResult
    """The comparison with its outputs."""
    folder: Path
    """The folder in which the outputs lie."""


def compare_folders(start: Path, old: str, new: str) -> ComparisonResult:
    """The changes from one state to the other: the folder of a build, a report's folder, or git:REVISION.

    Raises Unreadable, or NoPlan where a revision is asked for outside of a report.
    """
    return compare_states(*_read_states(start, old, new))


def export_redline(
    start: Path, old: str, new: str, formats: Iterable[str], out: Path | None, progress: Progress
) -> WrittenComparison:
    """Writes the changes as a redline in these formats, with their counts.

    Raises Unreadable, NoPlan, NoTemplate, Unprintable or Unwritable.
    """
    wanted = tuple(formats)
    root = _find_folder(start)
    folder = out or root / COMPARE
    check_output_folder(folder, root)
    own = read_templates(root)
    with start_pdf_worker(["pdf"] if "pdf" in wanted else []) as worker:
        progress("reading")
        states = _read_states(start, old, new)
        result = write_comparison(*states, wanted, own, worker=worker, progress=progress)
    write_folder(folder, result.outputs, COMPARISON_JSON)
    return WrittenComparison(result, folder)


def export_corrigendum(
    start: Path,
    issued: str,
    corrected: str,
    formats: Iterable[str],
    out: Path | None,
    number: int | None,
    progress: Progress,
) -> WrittenComparison:
    """Writes the corrigendum that corrects the issued state to the corrected one.

    Without a number, the corrigendum has number 1, or one more than the number in the issued symbol. Raises as
    `export_redline` does.
    """
    wanted = tuple(formats)
    root = _find_folder(start)
    folder = out or root / CORRIGENDUM
    check_output_folder(folder, root)
    own = read_templates(root)
    with start_pdf_worker(wanted) as worker:
        progress("reading")
        states = _read_states(start, issued, corrected)
        result = write_corrigendum(*states, wanted, own, number, worker=worker, progress=progress)
    write_folder(folder, result.outputs, CORRIGENDUM_JSON)
    return WrittenComparison(result, folder)


def _find_folder(start: Path) -> Path:
    """The folder of the report around; where there is none, the folder to start from."""
    try:
        return find_root(start)
    except NoPlan:
        return start


# States


def _read_states(start: Path, old: str, new: str) -> tuple[State, State]:
    builds = [_read_build(name) for name in (old, new)]
    sources = [build or _load_state(start, name) for build, name in zip(builds, (old, new), strict=True)]
    return assemble_states((sources[0], sources[1]), (old, new), name_states(old, new))


def name_states(old: str, new: str) -> tuple[str, str]:
    """What people call two states: revisions as given, folders by as much of their path as tells them apart."""
    ours, theirs = _list_parts(old), _list_parts(new)
    pairs = enumerate(zip(reversed(ours), reversed(theirs), strict=False), 1)
    needed = next((number for number, (one, other) in pairs if one != other), 1)
    return "/".join(ours[-needed:]), "/".join(theirs[-needed:])


def _list_parts(name: str) -> tuple[str, ...]:
    if name.startswith(REVISION):
        return (name,)
    path = Path(name).resolve()
    return (path.parent if path.name == REPORT_JSON else path).parts[1:]


def _read_build(name: str) -> Report | None:
    """The report of a build; none where the name means another kind of state. Raises Unreadable."""
    path = Path(name)
    if name.startswith(REVISION):
        return None
    if path.is_dir() and not (path / REPORT_JSON).is_file():
        return None
    file = path / REPORT_JSON if path.is_dir() else path
    if not file.is_file():
        raise Unreadable(
            f"There is no folder {name}. Name a build, the folder of a report, or git:REVISION, such as git:HEAD."
        )
    return read_build(read_bytes(file), str(file))


def _load_state(start: Path, name: str) -> Loaded:
    """The report in a folder or at a revision. Raises Unreadable or NoPlan."""
    if not name.startswith(REVISION):
        folder = Path(name)
        if not (folder / PLAN).is_file():
            raise Unreadable(f"{name} holds neither a build ({REPORT_JSON}) nor a report ({PLAN}).")
        return load_folder(folder.resolve())
    files = dict(read_revision(find_root(start), name.removeprefix(REVISION)))
    if PLAN not in files:
        raise Unreadable(f"There is no {PLAN} at {name}.")
    return load(files)
