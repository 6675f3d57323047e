"""The library: files in, values out.

A report is a mapping of places to bytes, as in its folder: `contributions/report.yaml`, `contributions/unhcr/au.md`,
and the report's own templates, such as `templates/report.css`. Nothing here reads or writes a disk but for the packaged
templates, takes a lock, prints, or keeps anything of a report between two calls. So any number of threads may call
these functions at the same time. No process is started but the PDF worker, which a caller may switch off.

    >>> import assembler
    >>> files = assembler.example_files()
    >>> loaded = assembler.load(files)
    >>> for finding in assembler.check(loaded).findings:
    ...     if not finding.rule.startswith(("IN-CLR", "IN-SCF")):
    ...         print(finding.source.path, finding.rule, finding.message)
    contributions/report.yaml IN-JOB-01 The plan has no job number yet.
    >>> report = assembler.assemble(loaded)
    >>> report.masthead.symbol
    'A/81/1–S/2027/1'
    >>> assembler.render(report, "docx")[:2]
    b'PK'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from assembler.assemble import assemble as assemble_collection
from assembler.build import BuildOptions, BuildResult, build_report
from assembler.check import CheckResult, sort_findings
from assembler.check import check as check_collection
from assembler.errors import UnknownName, UnusablePlan
from assembler.load import Loaded, load, refuse_unusable_templates
from assembler.model.finding import Extent
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.runtime.pdf_worker import PdfWorker, start_pdf_worker
from assembler.storage.templates import add_emblem, read_example_report, read_report_templates, read_sample_report
from assembler.write import render as render_here
from assembler.writers.formats import FORMATS, PDF_FORMATS

if TYPE_CHECKING:
    from assembler.clearance.operations import clear, clear_entities, excerpt, excerpt_entities
    from assembler.clearance.review_operations import PrintedPassage, WordsToClear, read_words_to_clear
    from assembler.compare.compare import ComparisonResult, compare
    from assembler.consolidation.consolidate import consolidate
    from assembler.consolidation.general_texts import GeneralText, GeneralTexts, read_general_texts
    from assembler.consolidation.organization_text import OrganizationText, read_organization
    from assembler.consolidation.paragraph_names import keep_names
    from assembler.consolidation.take_over import take_over
    from assembler.consolidation.text_units import EditResult, TextUnit, UnitEdit, edit_unit
    from assembler.consolidation.unit_findings import UnitFinding
    from assembler.consolidation.unit_history import UnitVersion, list_unit_versions
    from assembler.fix import fix
    from assembler.intake.batch_import import import_words
    from assembler.intake.form_operations import begin_forms
    from assembler.intake.imported_text import TextState
    from assembler.intake.operations import answer_entity as answer
    from assembler.intake.operations import import_word
    from assembler.intake.report_operations import Body, ReportFacts, begin_report, describe
    from assembler.intake.review_operations import Review, review
    from assembler.intake.settings_operations import SettingFault, SettingsEdit, edit_settings
    from assembler.intake.statement_operations import (
        StatementResult,
        reopen,
        report_nothing,
        settle_changes,
        submit,
        write_body,
    )
    from assembler.merge.merge import merge
    from assembler.provenance.operations import trace, verify
    from assembler.runtime.fonts import Font, find_fonts
    from assembler.status.operations import read_status as status

__all__ = [
    "Body",
    "BuildOptions",
    "BuildResult",
    "CheckResult",
    "EditResult",
    "Extent",
    "GeneralText",
    "GeneralTexts",
    "Loaded",
    "OrganizationText",
    "PdfWorker",
    "PrintedPassage",
    "Report",
    "ReportFacts",
    "Review",
    "SettingFault",
    "SettingsEdit",
    "StatementResult",
    "TextState",
    "TextUnit",
    "UnitEdit",
    "UnitFinding",
    "UnitVersion",
    "WordsToClear",
    "answer",
    "assemble",
    "begin_forms",
    "begin_report",
    "build_files",
    "check",
    "clear",
    "clear_entities",
    "compare",
    "consolidate",
    "describe",
    "edit_settings",
    "edit_unit",
    "example_files",
    "excerpt",
    "excerpt_entities",
    "find_fonts",
    "fix",
    "import_word",
    "import_words",
    "keep_names",
    "list_unit_versions",
    "load",
    "make_corrigendum",
    "make_redline",
    "merge",
    "read_general_texts",
    "read_organization",
    "read_words_to_clear",
    "render",
    "reopen",
    "report_nothing",
    "report_templates",
    "review",
    "settle_changes",
    "start_pdf_worker",
    "status",
    "submit",
    "take_over",
    "trace",
    "verify",
    "write_body",
]

_OPERATIONS = {
    "describe": ("assembler.intake.report_operations", "describe"),
    "answer": ("assembler.intake.operations", "answer_entity"),
    "begin_forms": ("assembler.intake.form_operations", "begin_forms"),
    "begin_report": ("assembler.intake.report_operations", "begin_report"),
    "clear": ("assembler.clearance.operations", "clear"),
    "clear_entities": ("assembler.clearance.operations", "clear_entities"),
    "compare": ("assembler.compare.compare", "compare"),
    "consolidate": ("assembler.consolidation.consolidate", "consolidate"),
    "edit_settings": ("assembler.intake.settings_operations", "edit_settings"),
    "edit_unit": ("assembler.consolidation.text_units", "edit_unit"),
    "excerpt": ("assembler.clearance.operations", "excerpt"),
    "excerpt_entities": ("assembler.clearance.operations", "excerpt_entities"),
    "find_fonts": ("assembler.runtime.fonts", "find_fonts"),
    "keep_names": ("assembler.consolidation.paragraph_names", "keep_names"),
    "list_unit_versions": ("assembler.consolidation.unit_history", "list_unit_versions"),
    "fix": ("assembler.fix", "fix"),
    "import_word": ("assembler.intake.operations", "import_word"),
    "import_words": ("assembler.intake.batch_import", "import_words"),
    "merge": ("assembler.merge.merge", "merge"),
    "read_general_texts": ("assembler.consolidation.general_texts", "read_general_texts"),
    "read_organization": ("assembler.consolidation.organization_text", "read_organization"),
    "reopen": ("assembler.intake.statement_operations", "reopen"),
    "read_words_to_clear": ("assembler.clearance.review_operations", "read_words_to_clear"),
    "report_nothing": ("assembler.intake.statement_operations", "report_nothing"),
    "settle_changes": ("assembler.intake.statement_operations", "settle_changes"),
    "review": ("assembler.intake.review_operations", "review"),
    "take_over": ("assembler.consolidation.take_over", "take_over"),
    "submit": ("assembler.intake.statement_operations", "submit"),
    "write_body": ("assembler.intake.statement_operations", "write_body"),
    "status": ("assembler.status.operations", "read_status"),
    "trace": ("assembler.provenance.operations", "trace"),
    "verify": ("assembler.provenance.operations", "verify"),
}
"""What is done with a report beside building it, by public name: each is loaded when it is first used."""
_RESULTS = {
    "Body": ("assembler.intake.report_operations", "Body"),
    "EditResult": ("assembler.consolidation.text_units", "EditResult"),
    "GeneralText": ("assembler.consolidation.general_texts", "GeneralText"),
    "GeneralTexts": ("assembler.consolidation.general_texts", "GeneralTexts"),
    "OrganizationText": ("assembler.consolidation.organization_text", "OrganizationText"),
    "PrintedPassage": ("assembler.clearance.review_operations", "PrintedPassage"),
    "ReportFacts": ("assembler.intake.report_operations", "ReportFacts"),
    "Review": ("assembler.intake.review_operations", "Review"),
    "SettingFault": ("assembler.intake.settings_operations", "SettingFault"),
    "SettingsEdit": ("assembler.intake.settings_operations", "SettingsEdit"),
    "StatementResult": ("assembler.intake.statement_operations", "StatementResult"),
    "TextUnit": ("assembler.consolidation.text_units", "TextUnit"),
    "UnitEdit": ("assembler.consolidation.text_units", "UnitEdit"),
    "UnitFinding": ("assembler.consolidation.unit_findings", "UnitFinding"),
    "UnitVersion": ("assembler.consolidation.unit_history", "UnitVersion"),
    "TextState": ("assembler.intake.imported_text", "TextState"),
    "WordsToClear": ("assembler.clearance.review_operations", "WordsToClear"),
}
"""Types of what operations give, loaded likewise."""

type Worker = PdfWorker | Literal[True] | None
"""What makes a PDF: a worker that the caller has started; True for one of its own; None for the caller's thread."""


def __getattr__(name: str) -> object:
    """An operation or a type of its result, loaded when it is first used."""
    place = _OPERATIONS.get(name) or _RESULTS.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = place
    return getattr(import_module(module), attribute)


def example_files(*, whole: bool = False) -> dict[str, bytes]:
    """The files of a small complete report, or of the whole example A/75/345, by their place.

    Raises NoTemplate or Unreadable.

    >>> sorted(example_files())[:3]
    ['contributions/dppa/asean.md', 'contributions/dppa/au.md', 'contributions/entities.yaml']
    """
    files = read_example_report() if whole else read_sample_report()
    return {f"contributions/{name}": data for name, data in files.items()}


def assemble(loaded: Loaded, *, draft: bool = True) -> Report:
    """The whole report with every number settled; a draft has placeholders where text is missing.

    Raises UnusablePlan.

    >>> [section.label for section in assemble(load(example_files())).sections]
    ['I.', 'II.', 'III.']
    >>> assemble(load({}))
    Traceback (most recent call last):
    assembler.errors.UnusablePlan: The plan cannot be used: contributions/report.yaml:1: The file is missing.
    """
    if loaded.collection is None:
        plan = next((finding for finding in loaded.findings if finding.source.path.endswith("report.yaml")), None)
        finding = plan or loaded.findings[0]
        raise UnusablePlan(f"The plan cannot be used: {finding.source.path}:{finding.source.line}: {finding.message}")
    return assemble_collection(loaded.collection, draft=draft)


def check(
    loaded: Loaded,
    *,
    report: Report | None = None,
    extent: Extent = Extent.ALL,
    progress: Progress = no_progress,
) -> CheckResult:
    """All findings on a report: on its files, on each text and on the whole; in a draft, also on what is missing.

    If the plan cannot be used, the findings say why. Pass the `report` that `assemble` has given, so that it is not
    assembled again.

    >>> files = example_files()
    >>> files["contributions/unhcr/au.md"] += b"We worked on 5 project's.\\n"
    >>> for finding in check(load(files)).findings:
    ...     if finding.rule == "UN-NUM-01":
    ...         print(finding.source.line, finding.message, finding.hint)
    13 The number 5 stands in figures. Write “five”.
    >>> [finding.rule for finding in check(load({})).findings]
    ['IN-PLC-05', 'IN-PLC-05', 'IN-PLC-05']
    """
    if loaded.collection is None:
        return CheckResult(sort_findings(loaded.findings))
    return check_collection(loaded.collection, report or assemble(loaded), extent=extent, progress=progress)


def report_templates(loaded: Loaded) -> dict[str, bytes]:
    """The templates with which a report is rendered, by name: its own, or else the packaged ones, and its emblem.

    Raises NoTemplate or Unreadable.

    >>> sorted(report_templates(load(example_files())))
    ['crop-marks.css', 'report.css', 'report.docx', 'report.html.j2', 'screen.css']
    """
    return dict(add_emblem(read_report_templates(loaded.files), loaded.emblem))


def render(
    report: Report, format: str, templates: Mapping[str, bytes] | None = None, *, worker: Worker = True
) -> bytes:
    """The report in a format: docx, html, txt, json, pdf, or print, which is the PDF with crop marks.

    Templates are given by name; packaged templates take the place of those that are not given. Raises UnknownName,
    NoTemplate, Unreadable or Unprintable.

    >>> report = assemble(load(example_files()))
    >>> render(report, "html")[:15]
    b'<!DOCTYPE html>'
    >>> render(report, "pdf", worker=None)[:5]
    b'%PDF-'
    >>> render(report, "odt")
    Traceback (most recent call last):
    assembler.errors.UnknownName: There is no format odt; there are docx, pdf, html, txt, print, json.
    """
    if format not in FORMATS:
        raise UnknownName(f"There is no format {format}; there are {', '.join(FORMATS)}.")
    refuse_unusable_templates(templates or {})
    looks = {**read_report_templates({}), **(templates or {})}
    with _use_worker((format,), worker) as pdf_worker:
        if pdf_worker is None:
            return render_here(report, format, looks)
        pdf_worker.begin(report, looks, (format,))
        return pdf_worker.finish()[format]


def build_files(
    files: Mapping[str, bytes],
    *,
    final: bool,
    formats: Iterable[str],
    line_numbers: bool = False,
    label: str = "",
    accepted: Mapping[str, str] | None = None,
    signing_key: bytes | None = None,
    worker: Worker = True,
    fonts: Sequence[Font] = (),
    progress: Progress = no_progress,
) -> BuildResult:
    """The outputs of a draft, whatever is wrong, or of a final if nothing blocks it; with manifest and findings.

    The other arguments are as in `BuildOptions` and `build_report`. Raises UnknownName, NoTemplate, Unreadable,
    UnusableKey or Unprintable.

    >>> result = build_files(example_files(), final=False, formats=["docx", "txt"])
    >>> sorted(result.outputs)
    ['A-81-1.docx', 'A-81-1.txt', 'manifest.json', 'report.json']
    >>> result.manifest == result.outputs["manifest.json"]
    True
    >>> build_files(example_files(), final=True, formats=["txt"]).outputs
    {}
    """
    options = BuildOptions(final, tuple(formats), line_numbers, label, accepted or {}, signing_key)
    unknown = [name for name in options.formats if name not in FORMATS]
    if unknown:
        raise UnknownName(f"There is no format {unknown[0]}; there are {', '.join(FORMATS)}.")
    with _use_worker(options.formats, worker) as pdf_worker:
        return build_report(load(files), options, worker=pdf_worker, fonts=fonts, progress=progress)


def make_redline(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    formats: Iterable[str] = ("docx", "html"),
    names: tuple[str, str] = ("", ""),
    *,
    worker: Worker = True,
) -> ComparisonResult:
    """The result of `compare`, with the redline as docx, html or pdf and as data, made with the templates of the new
    state.

    A state is the files of a report, or the `report.json` of a build. The redline calls the states by these names.
    Raises NoTemplate, Unprintable, or Unreadable if
    a state cannot be used.

    >>> old, new = example_files(), example_files()
    >>> new["contributions/general/summary.md"] += b"One sentence more.\\n"
    >>> sorted(make_redline(old, new).outputs)
    ['A-81-1-comparison.docx', 'A-81-1-comparison.html', 'comparison.json']
    """
    from assembler.compare.compare import make_redline as make

    wanted = tuple(formats)
    with _use_worker(wanted, worker) as pdf_worker:
        return make(old, new, wanted, names, worker=pdf_worker)


def make_corrigendum(
    issued: Mapping[str, bytes],
    corrected: Mapping[str, bytes],
    formats: Iterable[str] = ("docx",),
    number: int | None = None,
    *,
    worker: Worker = True,
) -> ComparisonResult:
    """The result of `compare`, with the corrigendum that turns the issued state into the corrected one, as docx or pdf.

    Without a number, it is number 1, or one more than the number in the issued symbol. Raises the same errors as
    `make_redline`.
    """
    from assembler.compare.compare import make_corrigendum as make

    wanted = tuple(formats)
    with _use_worker(wanted, worker) as pdf_worker:
        return make(issued, corrected, wanted, number, worker=pdf_worker)


@contextmanager
def _use_worker(formats: Iterable[str], worker: Worker) -> Iterator[PdfWorker | None]:
    """The PDF worker for these formats; none where none is needed or wanted."""
    if worker is None or set(PDF_FORMATS).isdisjoint(formats):
        yield None
    elif worker is True:
        with start_pdf_worker(formats) as own:
            yield own
    else:
        yield worker
