"""The verbs in order: load, check, assemble, write. The first file to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assembler.assemble import assemble
from assembler.check import Checked, check, in_order
from assembler.editing.manifest import canonical, manifest
from assembler.load import find_root, load
from assembler.model.archive import to_json
from assembler.model.contribution import Collection, InputFile
from assembler.model.report import Report
from assembler.templates import form_templates
from assembler.write import MANIFEST, put, write

type Step = Callable[[str], None]
"""Told the name of each piece of work before it begins."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A report read and checked."""

    collection: Collection | None
    """What was read; none where the plan can't be used."""
    report: Report | None
    """The assembled report; none where the plan can't be used."""
    checked: Checked
    """What was found."""
    files: tuple[InputFile, ...]
    """Every file that was read, for the excerpts of findings."""
    emblem: bytes | None = None
    """The user's own picture of the emblem."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build."""

    examined: Examined
    """What was read and found."""
    folder: Path | None
    """Where the outputs lie; none where nothing was written."""
    names: tuple[str, ...] = ()
    """The files in it."""


def silent(_: str) -> None:
    """A step that tells nobody."""


def examine(start: Path, *, draft: bool = True, step: Step = silent) -> Examined:
    """The report around `start`, loaded, assembled and checked. Raises NoPlan or Unreadable."""
    step("reading")
    loaded = load(find_root(start))
    if loaded.collection is None:
        return Examined(None, None, Checked(in_order(loaded.findings)), loaded.files)
    step("assembling")
    report = assemble(loaded.collection, draft=draft)
    step("checking")
    return Examined(loaded.collection, report, check(loaded.collection, report), loaded.files, loaded.emblem)


def build(start: Path, *, final: bool, formats: Iterable[str], out: Path | None = None, step: Step = silent) -> Built:
    """Builds a draft around whatever is wrong, or a final when nothing blocks it.

    Raises NoPlan, Unreadable, NoTemplate, Unprintable or Unwritable.
    """
    root = find_root(start)
    examined = examine(root, draft=not final, step=step)
    if examined.collection is None or examined.report is None or (final and examined.checked.blockers):
        return Built(examined, None)
    folder = out or root / "build" / ("final" if final else "draft")
    templates = dict(form_templates(root)) | ({"emblem": examined.emblem} if examined.emblem else {})
    outputs = _outputs(examined.collection, examined.report, examined.checked, templates, formats, step)
    step("putting the outputs in place")
    put(folder, outputs)
    return Built(examined, folder, tuple(sorted(outputs)))


def _outputs(
    collection: Collection,
    report: Report,
    checked: Checked,
    templates: Mapping[str, bytes],
    formats: Iterable[str],
    step: Step,
) -> dict[str, bytes]:
    outputs = write(report, collection.plan.file_stem, formats, templates, step)
    outputs["report.json"] = canonical(to_json(report))
    outputs[MANIFEST] = manifest(collection, report, templates, outputs, checked.waived)
    return outputs
