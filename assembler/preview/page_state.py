"""What the page of the preview shows now: set by the preview, read by every thread that answers a browser."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Condition

from assembler.model.report import Report
from assembler.model.value import Value, replace


class PageSnapshot(Value):
    """What the page shows at one moment."""

    html: str = ""
    """The page: the report, or why it cannot be shown."""
    page: int = 0
    """The number of this page: each new one has the next."""
    report: Report | None = None
    """The report on the page; none where it cannot be shown."""
    templates: Mapping[str, bytes] | None = None
    """The templates with which the page was written."""
    file: str = ""
    """The name of the PDF; empty where there is no report."""
    findings: str = ""
    """The findings, as JSON for the page; empty until the first check is done."""
    findings_number: int = 0
    """The number of these findings: each new set has the next."""


class PageState:
    """What the page shows now."""

    def __init__(self) -> None:
        """An empty page."""
        self._condition = Condition()
        self._current = PageSnapshot()

    @property
    def current(self) -> PageSnapshot:
        """What the page shows now."""
        with self._condition:
            return self._current

    def show_page(
        self, html: str, report: Report | None = None, templates: Mapping[str, bytes] | None = None, file: str = ""
    ) -> bool:
        """Shows a page, with the findings of the last one until there are others; whether the page is another one."""
        with self._condition:
            is_new = html != self._current.html
            page = self._current.page + is_new
            self._current = replace(self._current, html=html, page=page, report=report, templates=templates, file=file)
            self._condition.notify_all()
        return is_new

    def show_findings(self, findings: str) -> None:
        """Shows findings on the current page."""
        with self._condition:
            number = self._current.findings_number + 1
            self._current = replace(self._current, findings=findings, findings_number=number)
            self._condition.notify_all()

    def wait_for_change(self, page: int, findings_number: int, seconds: float) -> PageSnapshot:
        """What the page shows as soon as it is another page or has other findings, or when the time is over."""
        former = (page, findings_number)
        with self._condition:
            self._condition.wait_for(lambda: (self._current.page, self._current.findings_number) != former, seconds)
            return self._current
