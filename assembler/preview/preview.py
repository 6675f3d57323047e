"""Keeps the preview of a report: reads the report at every save, shows the page first, then checks the report.

The page is there long before the findings, since the rules take most of the time; a save while they are at work ends
their work, and everything begins anew with what was saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from assembler.api import Loaded, PdfWorker, Report, assemble, check, report_templates, start_pdf_worker
from assembler.errors import ReportError, Unprintable, explain_os_error, wrap_writer_errors
from assembler.model.finding import Finding
from assembler.pipeline import load_folder
from assembler.preview.page_state import PageState
from assembler.preview.server import Addresses, Site, serve_site
from assembler.rules.registry import RULES, Rule
from assembler.rules.rule_remarks import write_remarks
from assembler.storage.file_watcher import FileWatcher, watch_files
from assembler.storage.parse_cache import ParseCache
from assembler.storage.templates import read_preview_templates
from assembler.writers.html.preview import (
    add_bar,
    describe_tally,
    make_notes,
    render_fault_page,
    render_report_page,
    render_rule,
    write_findings_json,
)

_PLAN = "The plan or the fixed words cannot be used. Correct what stands here, and the report comes back by itself."
_MACHINE = "When that is mended, the report comes back by itself."
_SCRIPTS = ("preview.css", "preview.js")
_HEAD_START = 0.02
"""How many seconds those who send the page have before the rules begin, which would take the processor from them."""
_FIRST_PAGE_TIMEOUT = 60
"""How many seconds a browser waits for the first page."""
_MAX_TRIES = 50
"""How often, at the end, a PDF worker that has just begun is looked for; a tenth of a second each time."""


class _Outdated(Exception):
    """Something was saved while the rules were at work."""


class Preview:
    """The preview of the report in one folder. Made by `run_preview`."""

    def __init__(self, root: Path, watcher: FileWatcher) -> None:
        """Shows nothing before the first round. Raises NoTemplate or Unreadable where the installation is damaged."""
        self.addresses = Addresses("", "")
        self._root = root
        self._watcher = watcher
        self._state = PageState()
        self._templates = read_preview_templates()
        self._cache = ParseCache()
        self._checked: Loaded | None = None
        self._printing = Lock()
        self._pdf_worker: PdfWorker | None = None

    @property
    def site(self) -> Site:
        """What its address shows."""
        rules = {f"rules/{code}": partial(_render_rule, rule) for code, rule in RULES.items()}
        files = {name: self._templates[f"preview/{name}"] for name in _SCRIPTS}
        return Site(self._state, {"": self._render_page, **rules}, self._make_pdf, files)

    def follow(self) -> None:
        """Shows the report as it stands after every save, until the program is interrupted."""
        while True:
            self.show()
            self._watcher.changed.wait()

    def show(self) -> None:
        """Shows the report as it stands now, or why it cannot be shown; then what is found in it."""
        self._watcher.changed.clear()
        try:
            loaded = load_folder(self._root, cache=self._cache)
            if loaded.collection is None:
                self._show_fault(_PLAN, loaded)
            else:
                self._watcher.watch_emblem(loaded.collection.plan.emblem)
                self._show_report(loaded)
        except _Outdated:
            return
        except ReportError as error:
            self._show_fault(f"{error} {_MACHINE}", None)
        except OSError as error:  # of a file that no reader has named
            self._show_fault(
                f"{error.filename or 'A file'} cannot be read: {explain_os_error(error)}. {_MACHINE}", None
            )

    def end(self) -> None:
        """Leaves nothing behind: a PDF that is being made is abandoned."""
        for _ in range(_MAX_TRIES):
            if self._pdf_worker is not None:
                self._pdf_worker.abandon()
            if self._printing.acquire(timeout=0.1):
                return

    def _show_report(self, loaded: Loaded) -> None:
        templates = report_templates(loaded)
        report = assemble(loaded)
        with wrap_writer_errors("The page"):
            page = render_report_page(report, templates)
        is_new = self._state.show_page(page, report, templates, f"{report.masthead.file_stem}.pdf")
        self._watcher.changed.wait(_HEAD_START)
        if loaded != self._checked:
            self._check_report(loaded, report)
        elif is_new:
            self._state.show_findings(self._state.current.findings)

    def _check_report(self, loaded: Loaded, report: Report) -> None:
        findings = check(loaded, report=report, progress=self._stop_if_outdated).findings
        notes = make_notes(findings, report, _map_texts(loaded))
        self._state.show_findings(write_findings_json(describe_tally(findings), notes))
        self._checked = loaded

    def _stop_if_outdated(self, _: str) -> None:
        if self._watcher.changed.is_set():
            raise _Outdated

    def _show_fault(self, reason: str, loaded: Loaded | None) -> None:
        self._checked = None
        findings = sorted(check(loaded).findings if loaded else (), key=_is_about_text)
        notes = make_notes(findings, None, _map_texts(loaded) if loaded else {})
        self._state.show_page(render_fault_page(reason, notes, self._templates))
        self._state.show_findings(write_findings_json("The report cannot be shown.", ()))

    def _render_page(self) -> str:
        shown = self._state.wait_for_change(0, 0, _FIRST_PAGE_TIMEOUT)
        return add_bar(shown.html, shown.page, shown.file, self._templates)

    def _make_pdf(self) -> bytes:
        """The PDF of the report that is shown. Raises Unprintable."""
        shown = self._state.current
        if shown.report is None or shown.templates is None:
            raise Unprintable("The PDF cannot be made as long as the report cannot be shown.")
        if not self._printing.acquire(blocking=False):
            raise Unprintable("The PDF is being made already; it comes when it is ready.")
        try:
            with start_pdf_worker(("pdf",)) as self._pdf_worker:
                self._pdf_worker.begin(shown.report, shown.templates, ("pdf",))
                return self._pdf_worker.finish()["pdf"]
        finally:
            self._pdf_worker = None
            self._printing.release()


@contextmanager
def run_preview(root: Path, port: int) -> Iterator[Preview]:
    """The preview of the report in this folder, at a port of its own or at this one, until the block ends.

    Raises Unservable where the port is not free.
    """
    with watch_files(root) as watcher:
        preview = Preview(root, watcher)
        with serve_site(preview.site, port) as preview.addresses:
            try:
                yield preview
            finally:
                preview.end()


def _render_rule(rule: Rule) -> str:
    return render_rule((rule.page, write_remarks(rule)))


def _is_about_text(finding: Finding) -> bool:
    """Whether it is about a text: what keeps the report from being shown stands in the settings, and comes first."""
    return not finding.source.path.endswith(".yaml")


def _map_texts(loaded: Loaded) -> Mapping[str, str]:
    return {file.path: file.text for file in loaded.inputs}
