"""How a report stands, in each form in which it is printed; each of its writers is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.status import Overview

FORMATS = ("table", "json", "csv", "html")
"""The forms in which it can be printed."""
PAGE = "status.html.j2"
"""The template that the form html needs."""


def print_overview(overview: Overview, form: str, templates: Mapping[str, bytes], *, colour: bool = False) -> str:
    """The overview in one of FORMATS. Raises ValueError where the template of the page can't be used."""
    match form:
        case "json":
            from assembler.writers.status.json_csv import to_json

            return to_json(overview)
        case "csv":
            from assembler.writers.status.json_csv import to_csv

            return to_csv(overview)
        case "html":
            from assembler.writers.status import page as status_page

            return status_page.write(overview, templates)
        case _:
            from assembler.writers.status import terminal as status_text

            return status_text.write(overview, colour=colour)
