"""Compares two states of a report: files in, comparison, redline or corrigendum out.

A state is a report's files by their paths, such as contributions/report.yaml, or the report.json of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assembler.assemble import assemble
from assembler.compare.change_counts import ChangeCounts, count_changes, make_json
from assembler.compare.comparison import compare_reports
from assembler.compare.corrigendum import find_next_number, make_corrigendum_report
from assembler.compare.redline import write_redline
from assembler.errors import Unreadable
from assembler.load import Loaded, load, usable_files
from assembler.model.canonical_json import encode_json
from assembler.model.comparison import Comparison, ComparisonWords
from assembler.model.nodes import Deletion, Insertion, Query
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.report_json import NoReport, read_report
from assembler.model.text.traversal import walk_report_inlines
from assembler.model.value import Value, field, replace
from assembler.readers.settings.comparison_labels import read_comparison_labels
from assembler.storage.report_folder import PLAN
from assembler.storage.templates import (
    add_emblem,
    comparison_words_file,
    read_comparison_templates,
    read_report_templates,
    read_template,
)
from assembler.write import write, write_here

if TYPE_CHECKING:
    from assembler.runtime.pdf_worker import PdfWorker

REPORT_JSON = "report.json"
"""The file of a build from which its report is read."""
COMPARISON_JSON = "comparison.json"
"""The file with the counts of a redline."""
CORRIGENDUM_JSON = "corrigendum.json"
"""The file with a corrigendum as data."""


class ComparisonResult(Value):
    """What came of comparing two states of a report."""

    comparison: Comparison
    """The change of every unit."""
    counts: tuple[ChangeCounts, ...]
    """The changes in numbers, by section and organization."""
    has_proposals: bool = False
    """Whether one of the states holds queries or proposals, which are not compared."""
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    """The redline or corrigendum by file name; none where only a comparison was asked for."""


class State(Value):
    """One state of a report."""

    report: Report
    """The report."""
    emblem: bytes | None = None
    """The report's own picture of the emblem."""
    name: str = ""
    """What people call it, such as the name of its folder; empty where only its files are known."""


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> ComparisonResult:
    """The changes from the old state of a report to the new one.

    Raises Unreadable if a state is no report, if its plan cannot be used, or if the languages differ.
    """
    return compare_states(*_assemble(old, new))


def make_redline(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    formats: Iterable[str] = ("docx", "html"),
    names: tuple[str, str] = ("", ""),
    *,
    worker: PdfWorker | None = None,
) -> ComparisonResult:
    """The changes from the old state to the new one, with a redline in these formats and comparison.json.

    The PDF worker makes the PDF; without one it is made in this thread. The templates are those of the new state.
    The redline calls the states by these names. Raises NoTemplate, Unprintable, or Unreadable as `compare` does.
    """
    return write_comparison(*_assemble(old, new, names), formats, new, worker=worker)


def make_corrigendum(
    issued: Mapping[str, bytes],
    corrected: Mapping[str, bytes],
    formats: Iterable[str] = ("docx",),
    number: int | None = None,
    *,
    worker: PdfWorker | None = None,
) -> ComparisonResult:
    """The changes from the issued state to the corrected one, with a corrigendum in these formats and as JSON.

    Without a number, the corrigendum has number 1, or one more than the number in the issued symbol. Arguments and
    errors are otherwise those of `make_redline`.
    """
    return write_corrigendum(*_assemble(issued, corrected), formats, corrected, number, worker=worker)


def _assemble(
    old: Mapping[str, bytes], new: Mapping[str, bytes], titles: tuple[str, str] = ("", "")
) -> tuple[State, State]:
    names = ("the old state", "the new state")
    sources = [_read_source(files, name) for files, name in zip((old, new), names, strict=True)]
    return assemble_states((sources[0], sources[1]), names, titles)


def _read_source(files: Mapping[str, bytes], name: str) -> Report | Loaded:
    return read_build(files[REPORT_JSON], name.capitalize()) if REPORT_JSON in files else load(files)


def read_build(data: bytes, name: str) -> Report:
    """The report in the report.json of a build. Raises Unreadable, with the name of the file."""
    try:
        return read_report(data)
    except NoReport as error:
        raise Unreadable(f"{name} holds no report that this program has written.") from error


def assemble_states(
    sources: tuple[Report | Loaded, Report | Loaded],
    names: tuple[str, str],
    titles: tuple[str, str] = ("", ""),
) -> tuple[State, State]:
    """Both states, from the report of a build or the files of a report each.

    `names` are those for messages, `titles` what people call the states. What is assembled here is a draft, unless the
    other state is a final. Raises Unreadable as `compare` does.
    """
    is_draft = not any(isinstance(source, Report) and not source.draft for source in sources)
    old, new = (_assemble_state(source, name, draft=is_draft) for source, name in zip(sources, names, strict=True))
    if old.report.language != new.report.language:
        languages = f"{old.report.language} and {new.report.language}"
        raise Unreadable(f"The two states are in different languages, {languages}.")
    return replace(old, name=titles[0]), replace(new, name=titles[1])


def _assemble_state(source: Report | Loaded, name: str, *, draft: bool) -> State:
    if isinstance(source, Report):
        return State(source)
    if source.collection is None:
        first = next((finding for finding in source.findings if finding.source.path == PLAN), source.findings[0])
        place = f"{first.source.path}:{first.source.line}"
        raise Unreadable(f"The plan of {name} cannot be used: {place}: {first.message}")
    return State(assemble(source.collection, draft=draft), source.emblem)


def compare_states(old: State, new: State) -> ComparisonResult:
    """The changes from the old state to the new one."""
    comparison = compare_reports(old.report, new.report, (old.name, new.name))
    has_proposals = _has_proposals(old.report) or _has_proposals(new.report)
    return ComparisonResult(comparison, count_changes(comparison), has_proposals)


def _has_proposals(report: Report) -> bool:
    return any(isinstance(inline, Query | Insertion | Deletion) for inline in walk_report_inlines(report))


def write_comparison(
    old: State,
    new: State,
    formats: Iterable[str],
    files: Mapping[str, bytes],
    *,
    worker: PdfWorker | None = None,
    progress: Progress = no_progress,
) -> ComparisonResult:
    """The changes with a redline; `files` may hold own templates. Raises NoTemplate, Unreadable or Unprintable."""
    progress("comparing")
    result = compare_states(old, new)
    words = read_words(files, result.comparison.new.language)
    templates = add_emblem(read_comparison_templates(usable_files(files)[0]), new.emblem)
    stem = f"{new.report.masthead.file_stem}-comparison"
    outputs = write_redline(result.comparison, words, stem, formats, templates, worker=worker, progress=progress)
    return replace(result, outputs=outputs | {COMPARISON_JSON: encode_json(make_json(result.comparison))})


def write_corrigendum(
    old: State,
    new: State,
    formats: Iterable[str],
    files: Mapping[str, bytes],
    number: int | None = None,
    *,
    worker: PdfWorker | None = None,
    progress: Progress = no_progress,
) -> ComparisonResult:
    """The changes with a corrigendum. Arguments and errors are those of `write_comparison`."""
    wanted = tuple(formats)
    progress("comparing")
    result = compare_states(old, new)
    words = read_words(files, result.comparison.new.language)
    number = number or find_next_number(old.report.masthead.symbols)
    report = make_corrigendum_report(result.comparison, words, number)
    templates = add_emblem(read_report_templates(usable_files(files)[0]), new.emblem)
    outputs = _write(report, wanted, templates, worker, progress)
    return replace(result, outputs=outputs | {CORRIGENDUM_JSON: encode_json(report)})


def _write(
    report: Report,
    formats: tuple[str, ...],
    templates: Mapping[str, bytes],
    worker: PdfWorker | None,
    progress: Progress,
) -> dict[str, bytes]:
    stem = report.masthead.file_stem
    if worker is not None:
        worker.begin(report, templates, formats)
        return write(report, stem, formats, templates, progress, worker)
    return write_here(report, stem, formats, templates)


def read_words(files: Mapping[str, bytes], language: str) -> ComparisonWords:
    """The fixed words of comparisons in a language, the report's own or the packaged ones.

    Raises NoTemplate, or Unreadable where a single word is faulty.
    """
    name = comparison_words_file(language)
    return parse_words(read_template(name, files).decode("utf-8", "replace"), name)


def parse_words(template: str, name: str) -> ComparisonWords:
    """The fixed words in a template of that name. Raises Unreadable where a single one is faulty."""
    words, findings = read_comparison_labels(template, name)
    if words is None:
        first = findings[0]
        raise Unreadable(f"The template {name} cannot be used: line {first.source.line}: {first.message}")
    return words
