"""The board of the preview: what its page shows now, hung by one hand and read by everyone who looks."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Condition

from assembler.model.report import Report
from assembler.model.value import Value, replace


class Shown(Value):
    """What the page shows."""

    html: str = ""
    """The page: the report, or why it can't be shown."""
    page: int = 0
    """The number of this page: each new one has the next."""
    report: Report | None = None
    """The report on it; none where it can't be shown."""
    templates: Mapping[str, bytes] | None = None
    """The templates with which it was written."""
    file: str = ""
    """The name of its PDF; empty where there is no report."""
    findings: str = ""
    """The findings as the page is told of them; empty while they are looked for."""
    told: int = 0
    """The number of these findings."""


class Board:
    """What is shown now."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._condition = Condition()
        self._shown = Shown()

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        with self._condition:
            return self._shown

    def show(
        self, html: str, report: Report | None = None, templates: Mapping[str, bytes] | None = None, file: str = ""
    ) -> bool:
        """Shows a page, and says whether it is another one; the findings on the former stay until there are others."""
        with self._condition:
            changed = html != self._shown.html
            number = self._shown.page + changed
            self._shown = replace(self._shown, html=html, page=number, report=report, templates=templates, file=file)
            self._condition.notify_all()
        return changed

    def tell(self, findings: str) -> None:
        """Tells the findings on the page that is shown."""
        with self._condition:
            self._shown = replace(self._shown, findings=findings, told=self._shown.told + 1)
            self._condition.notify_all()

    def await_other(self, page: int, told: int, seconds: float) -> Shown:
        """What is shown as soon as it is another page or other findings than these, or when the time is over."""
        with self._condition:
            self._condition.wait_for(lambda: (self._shown.page, self._shown.told) != (page, told), seconds)
            return self._shown
