"""The chart of README.md shows the figures of the page on performance, and no others."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.documents.chart import PAGE, draw_charts, write_charts

PICTURES = ROOT / "docs/pictures"


def test_chart_shows_the_figures_of_the_page(pytestconfig: pytest.Config) -> None:
    charts = draw_charts(PAGE.read_text(encoding="utf-8"))
    drawn = {name: (PICTURES / name).read_text(encoding="utf-8") for name in charts if (PICTURES / name).exists()}
    if pytestconfig.getoption("renew"):
        write_charts()
    assert drawn == charts, "“pytest --renew tests/documents/test_chart.py” draws the chart anew."


def test_chart_follows_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith("| pandoc | 50× |"))
    changed = draw_charts(page.replace(row, "| pandoc | 50× | 9.99 | 5.00 | 777 |"))
    assert all("9.99 s, pandoc" in chart and "777 MiB, pandoc" in chart for chart in changed.values())
