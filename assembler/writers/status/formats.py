"""Writes the status of a report in the format that is asked for; only the writer of that format is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.status import Overview

FORMATS = ("table", "json", "csv", "html")
"""The formats of the status."""
PAGE = "status.html.j2"
"""The template that the format html needs."""


def write_overview(
    overview: Overview,
    format: str,
    templates: Mapping[str, bytes],
    *,
    colour: bool = False,
    width: int = 0,
    folder: str = "",
) -> str:
    """The overview in one of FORMATS: a table of this width, or a page that `folder` leads to that of the report.

    Raises ValueError where the template of the page cannot be used.
    """
    match format:
        case "json":
            from assembler.writers.status.json_csv import to_json

            return to_json(overview)
        case "csv":
            from assembler.writers.status.json_csv import to_csv

            return to_csv(overview)
        case "html":
            from assembler.writers.status import page as status_page

            return status_page.write_page(overview, templates, folder)
        case _:
            from assembler.writers.status import terminal as status_text

            return status_text.write_table(overview, colour=colour, width=width)
