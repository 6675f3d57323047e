"""The job that runtime/pdf_worker.py hands to worker_process.py, which makes the PDFs."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from assembler.model.value import Value

TIME_LIMIT = 300
"""How long the process may compute; a report of 100 pages takes about 10 seconds."""
MEMORY_LIMIT = 4 * 1024**3
"""How many bytes it may ask for; a report of 100 pages takes about 200 MB."""


class UsedFont(Value):
    """A font with which a PDF was drawn, in one of its weights and styles."""

    family: str
    """Its family."""
    characters: str
    """The characters that were drawn with it, in order."""
    missing: str = ""
    """The characters in whose place it has drawn an empty box, since no font of the machine has them."""


class PdfJob(Value):
    """What is to be made."""

    pages: Mapping[str, Element]
    """By form, some of `PDF_FORMATS`: the report as one HTML page, as `html_tree` reads it."""
    sources: Mapping[str, bytes]
    """By format: report and templates, pickled, for a page with footnote placements, which is seldom needed."""
