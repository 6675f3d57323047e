"""The editor's desk: what is done with a report beside checking and building it. Each part works in `editing`.

The verbs are called in the same order as in `pipeline`; nothing here knows how a file is read or written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assembler.check import in_order
from assembler.editing.scaffold import FORM, blank_form, last_text, place_of_form
from assembler.load import FOLDER, find_root, load
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.templates import read_template, report_files
from assembler.write import put_new_file, put_new_folder


@dataclass(frozen=True, slots=True)
class Made:
    """What was newly made in a report."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The files made, by their place in it; none where the plan can't be used."""
    remarks: tuple[str, ...] = ()
    """What is to be said of them, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def new_report(root: Path) -> Made:
    """Makes a small complete report in the folder. Raises Unwritable where there is one, NoTemplate or Unreadable."""
    files = report_files()
    put_new_folder(root / FOLDER, files)
    return Made(root, tuple(f"{FOLDER}/{name}" for name in files))


def new_contribution(start: Path, entity: str, organization: str, earlier: Path | None = None) -> Made:
    """Makes the form for what the entity reports on the organization, with its text in the report in `earlier`.

    Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, or Unwritable where the text is already there.
    """
    root = find_root(start)
    loaded = load(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    name = place_of_form(loaded.collection, entity, organization)
    last_time = _last_time(earlier, entity, organization) if earlier else ""
    put_new_file(root / name, blank_form(read_template(FORM, root), loaded.collection, entity, organization, last_time))
    missing = f"There is no text of {entity} on {organization} in {earlier}, so the form has none."
    return Made(root, (name,), (missing,) if earlier and not last_time else ())


def _last_time(earlier: Path, entity: str, organization: str) -> str:
    loaded = load(earlier)
    contributions = loaded.collection.contributions if loaded.collection else ()
    return last_text(loaded.files, contributions, entity, organization)
