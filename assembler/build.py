"""Builds outputs of a report that was loaded: assembles and checks it, writes each format, the manifest, a signature.

Nothing is put on a disk; `pipeline` does that, and `api` leaves it to its callers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.assemble import assemble
from assembler.check import CheckResult, accept_findings, check, sort_findings
from assembler.load import Loaded
from assembler.model.contribution import Collection
from assembler.model.finding import Extent, Fault, Finding
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.value import Value, field, replace
from assembler.provenance.manifest import TemplateHashes, hash_files, make_manifest, record_build
from assembler.provenance.signature import SIGNATURE, check_signing_key, sign
from assembler.provenance.verification import MANIFEST
from assembler.runtime.parallel import MIN_PARALLEL_TEXTS, run_in_parallel
from assembler.storage.templates import (
    OWN,
    add_emblem,
    find_own_templates,
    read_language_templates,
    read_report_templates,
)
from assembler.write import announce_formats, take_printed, write_here
from assembler.writers.formats import PDF_FORMATS

if TYPE_CHECKING:
    from assembler.runtime.fonts import Font
    from assembler.runtime.pdf_worker import PdfWorker
    from assembler.writers.pdf.worker_job import UsedFont


_MANY_TEXTS = 1_000
"""From how many texts on the rules take longer than a Word file, so that another child process runs half of them."""


class BuildOptions(Value):
    """What a build is asked for."""

    final: bool = False
    """Whether the report is built as it is issued, and not at all while something blocks it."""
    formats: tuple[str, ...] = ("docx", "pdf")
    """The output formats, some of those in `writers/formats.py`; report.json is always written."""
    line_numbers: bool = False
    """Whether the Word file numbers the lines of each page."""
    label: str = ""
    """What stands on every page of a draft, in the place of the plan's own label."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """By the code of a rule, the reason for which its findings block no final."""
    signing_key: bytes | None = None
    """The private key with which the manifest is signed, Ed25519 in PEM."""

    @property
    def is_printed(self) -> bool:
        """Whether a PDF is asked for."""
        return not set(PDF_FORMATS).isdisjoint(self.formats)


class BuildResult(Value):
    """What a build gives."""

    loaded: Loaded
    """What was read."""
    report: Report | None
    """The report; none where the plan cannot be used."""
    checked: CheckResult
    """What was found."""
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    """The outputs by file name, the manifest among them; none where the plan cannot be used or the final is refused."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each output."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each template that was used, by name."""
    fonts: tuple[Font, ...] = ()
    """The fonts that the style sheet names, where there is a PDF; the first is that of the text."""
    used_fonts: tuple[UsedFont, ...] = ()
    """The fonts with which a PDF worker has drawn the PDFs."""
    folder: Path | None = None
    """Where the outputs lie; none where they were not put on a disk."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and stands."""
        return self.checked.findings

    @property
    def input_hashes(self) -> dict[str, str]:
        """The sha256 of each file of the report that was read, by its place.

        Templates that the report has of its own count even where they are copies of the packaged ones.
        """
        own = {f"{OWN}/{name}": digest for name, digest in self.templates.items()}
        read = {file.path: file.sha256 for file in self.loaded.inputs}
        return {place: digest for place, digest in own.items() if place in self.loaded.files} | read

    @property
    def manifest(self) -> bytes:
        """The manifest; empty where nothing was built."""
        return self.outputs.get(MANIFEST, b"")


def build_report(
    loaded: Loaded,
    options: BuildOptions,
    *,
    worker: PdfWorker | None = None,
    fonts: Sequence[Font] = (),
    progress: Progress = no_progress,
    parallel: bool = False,
) -> BuildResult:
    """The outputs of a draft, whatever is wrong, or of a final when nothing blocks it.

    The PDF worker makes the PDFs; without one they are made in this thread. `fonts` are those in which a PDF is set, so
    that a character which none of them has is found. In parallel, a child process writes while rules are at work.

    Raises NoTemplate, Unreadable, UnusableKey or Unprintable.
    """
    if options.signing_key is not None:
        check_signing_key(options.signing_key)
    collection = loaded.collection
    if collection is None:
        return BuildResult(loaded, None, CheckResult(sort_findings(loaded.findings)))
    progress("assembling")
    report = assemble(collection, draft=not options.final)
    report = replace(report, line_numbers=options.line_numbers, label=options.label or report.label)
    form = read_report_templates(loaded.files)
    templates = add_emblem(form, loaded.emblem)
    if worker is not None:
        # Before the rules are at work, since a PDF takes the longest of all; that of a blocked final is thrown away.
        worker.begin(report, templates, options.formats)
    is_worth = parallel and len(collection.contributions) >= MIN_PARALLEL_TEXTS and not options.is_printed
    is_long = len(collection.contributions) >= _MANY_TEXTS
    with run_in_parallel(lambda: _write(report, options, templates, worker), enabled=is_worth) as write:
        progress("checking")
        result = _check(collection, report, options, fonts, parallel=is_worth and is_long)
        checked = accept_findings(result, options.accepted)
        if options.final and checked.blockers:
            return BuildResult(loaded, report, checked, fonts=tuple(fonts))
        used = form | read_language_templates(loaded.files, collection.plan.language)
        hashes = TemplateHashes(hash_files(used), find_own_templates(loaded.files, used))
        record = record_build(collection, report, hashes, checked.waived, checked.accepted)
        announce_formats(options.formats, progress)
        account = write_here(report, report.masthead.file_stem, {"json"}, templates)
        outputs, hashed = write()
    outputs, hashed = {**outputs, **account}, {**hashed, **hash_files(account)}
    if worker is not None:
        printed = take_printed(report.masthead.file_stem, worker)
        outputs, hashed = {**outputs, **printed}, {**hashed, **hash_files(printed)}
    data = make_manifest(record, hashed)
    records = {MANIFEST: data}
    if options.signing_key is not None:
        records[SIGNATURE] = sign(data, options.signing_key)
    return BuildResult(
        loaded,
        report,
        checked,
        {**outputs, **records},
        {**hashed, **hash_files(records)},
        hashes.used,
        tuple(fonts),
        worker.list_fonts() if worker is not None else (),
    )


def _check(
    collection: Collection, report: Report, options: BuildOptions, fonts: Sequence[Font], *, parallel: bool
) -> CheckResult:
    extent = Extent.ALL if options.final else Extent.ERRORS
    further = {"IN-GLY-01": _unprintable(report, fonts, collection)} if fonts else {}
    return check(collection, report, further, extent=extent, parallel=parallel)


def _unprintable(report: Report, fonts: Sequence[Font], collection: Collection) -> Iterator[Fault]:
    from assembler.runtime.fonts import find_missing_glyphs  # only for those who print

    yield from find_missing_glyphs(report, fonts, collection.plan.source)


type _Written = tuple[Mapping[str, bytes], Mapping[str, str]]
"""Outputs by file name, and the sha256 of each."""


def _write(report: Report, options: BuildOptions, templates: Mapping[str, bytes], worker: PdfWorker | None) -> _Written:
    """The outputs that are asked for and that the PDF worker does not make."""
    here = {name for name in options.formats if worker is None or name not in PDF_FORMATS}
    outputs = write_here(report, report.masthead.file_stem, here, templates)
    return outputs, hash_files(outputs)
