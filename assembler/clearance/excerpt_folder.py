"""Writes the excerpt that an entity is to clear."""

from __future__ import annotations

from pathlib import Path

from assembler.clearance.clearance import find_words, list_obstacles
from assembler.clearance.excerpt import make_excerpt
from assembler.errors import UnknownName
from assembler.intake.new_files import Made
from assembler.model.finding import Extent
from assembler.model.progress import Tell, silent
from assembler.pipeline import examine
from assembler.runtime.pdf_worker import press
from assembler.storage.lock import lock_report
from assembler.storage.outputs import write_into_folder
from assembler.storage.report_folder import find_root
from assembler.storage.templates import form_templates, with_emblem
from assembler.write import write

EXCERPTS = "build/excerpts"
"""Where the excerpts for clearance letters lie, in the folder of the report."""


def export_excerpt(
    start: Path, entity: str, organization: str | None = None, step: Tell = silent, on_wait: Tell = silent
) -> Made:
    """Writes the printed paragraphs that carry words of the entity as Word and PDF, for its clearance letter.

    All of them, or those on one organization. Says on whom it waits. Raises NoPlan, Unreadable, UnknownName,
    NoTemplate, Unprintable, Busy or Unwritable.
    """
    root = find_root(start)
    forms = ("docx", "pdf")
    with lock_report(root, on_wait), press(forms) as printing:
        examined = examine(root, step=step, extent=Extent.ERRORS)
        if examined.collection is None or examined.report is None:
            return Made(root, findings=examined.checked.findings, files=examined.files)
        words = find_words(examined.collection, entity, organization)
        about = examined.collection.vocabulary.entities[entity]
        report = make_excerpt(
            examined.report, about, examined.collection.labels, {entity_words.text.key for entity_words in words}
        )
        if report is None:
            raise UnknownName(f"No printed paragraph carries words of {entity}, so there is no excerpt.")
        templates = with_emblem(form_templates(examined.data), examined.emblem)
        printing.begin(report, templates, forms)
        stem = f"{entity}-{organization}" if organization else entity
        outputs = write(report, stem, forms, templates, step, printing)
    write_into_folder(root / EXCERPTS, outputs)
    reasons = tuple(
        reason for entity_words in words for reason in list_obstacles(entity_words, examined.checked.findings)
    )
    return Made(root, tuple(f"{EXCERPTS}/{name}" for name in sorted(outputs)), reasons)
