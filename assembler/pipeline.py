"""The verbs in order: load, assemble, check, write. The first file to read; the first three are in `examining`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.check import Checked, accept
from assembler.examine import Examined as Examined
from assembler.examine import assembled, examination
from assembler.examine import examine as examine
from assembler.examine import load_folder as load_folder
from assembler.fix import fixable, with_fixes
from assembler.load import Loaded, load
from assembler.model.contribution import Collection, Contribution
from assembler.model.finding import Extent, Finding
from assembler.model.json_archive import canonical
from assembler.model.paragraph_sources import carried_hash
from assembler.model.progress import Tell, silent
from assembler.model.report import Report
from assembler.model.text.unified_diff import format_unified_diff
from assembler.model.value import Value, field, replace
from assembler.provenance.manifest import ReportRecord, TemplateHashes, hash_files, make_manifest, record_report
from assembler.provenance.signature import SIGNATURE, check_signing_key, sign
from assembler.runtime.parallel import MANY, alongside
from assembler.runtime.pdf_worker import Press, is_printed, press
from assembler.storage.edited_outputs import back_up_edited_outputs
from assembler.storage.lock import lock_report
from assembler.storage.outputs import MANIFEST, check_output_folder, write_folder
from assembler.storage.report_folder import find_root
from assembler.storage.templates import form_templates, language_templates, own_templates, with_emblem
from assembler.storage.texts import replace_texts
from assembler.write import printed, tell, unprinted

if TYPE_CHECKING:
    from assembler.runtime.fonts import Face

_ROUNDS = 8
"""How often a text may be mended in one run, since rules may contradict each other."""


class Mended(Value):
    """A report whose texts were mended, or might be."""

    examined: Examined
    """What was read and found, as things stand now."""
    changed: tuple[str, ...] = ()
    """The texts that have changed, or would change."""
    left: tuple[str, ...] = ()
    """Which texts were left alone and why, in sentences."""


class Built(Value):
    """What came of a build."""

    examined: Examined
    """What was read and found."""
    folder: Path | None
    """Where the outputs lie; none where nothing was written."""
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    """The files in it, by name."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each of them."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each template that was used, by name."""
    faces: tuple[Face, ...] = ()
    """The faces of the PDF, where there is one; the first is that of the text."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it."""
        return tuple(sorted(self.outputs))


def mend(
    start: Path, among: Callable[[Finding], bool], *, keep: bool, tell: Tell = silent, wait: Tell = silent
) -> Mended:
    """Makes the safe replacements of findings in the texts of the report, and tells the difference in each text.

    Without `keep` no file is touched. A text that stands as it was cleared never is, since a change would void its
    clearance. Says on whom it waits. Raises NoPlan, Unreadable, Busy, or Unwritable, where no text has been replaced.
    """
    root = find_root(start)
    with lock_report(root, wait) if keep else nullcontext():
        return _mend(root, among, keep=keep, tell=tell)


def _mend(root: Path, among: Callable[[Finding], bool], *, keep: bool, tell: Tell) -> Mended:
    examined = examine(root)
    if examined.collection is None:
        return Mended(examined, left=("Nothing can be replaced before the plan can be used.",))
    cleared = {text.path for text in examined.collection.contributions if _is_cleared(text)}
    spared = sorted(cleared & set(fixable(filter(among, examined.checked.findings))))
    left = tuple(f"{path} is cleared word for word and was left alone." for path in spared)
    new = _mended(examined, lambda finding: among(finding) and finding.source.path not in cleared)
    replacements = {path: (examined.data[path], data) for path, data in sorted(new.items())}
    refused = replace_texts(root, replacements) if keep else {}
    left += tuple(f"{path} {reason} and was left alone." for path, reason in refused.items())
    changed = sorted(new.keys() - refused.keys())
    for path in changed:
        tell(format_unified_diff(path, examined.data[path].decode("utf-8"), new[path].decode("utf-8")))
    return Mended(examine(root) if keep and new else examined, tuple(changed), left)


def _is_cleared(text: Contribution) -> bool:
    """Whether these very words were cleared, all of them or those that an entity stands by."""
    record = text.header.cleared
    by_entity = text.header.clearances.items()
    whole = record is not None and record.hash == text.hash
    return whole or any(record.hash == carried_hash(text, entity) for entity, record in by_entity)


def _mended(examined: Examined, among: Callable[[Finding], bool]) -> dict[str, bytes]:
    """The new bytes of each text: round after round, since one replacement may make way for another."""
    new: dict[str, bytes] = {}
    for _ in range(_ROUNDS):
        changed = _round(examined, among)
        if not changed:
            break
        new |= changed
        loaded = load({**examined.data, **changed})
        examined = examination(loaded, assembled(loaded))
    return new


def _round(examined: Examined, among: Callable[[Finding], bool]) -> dict[str, bytes]:
    changed: dict[str, bytes] = {}
    for path, findings in fixable(filter(among, examined.checked.findings)).items():
        data = with_fixes(examined.data[path].decode("utf-8"), findings).encode("utf-8")
        if data != examined.data[path]:
            changed[path] = data
    return changed


def build(
    start: Path,
    *,
    final: bool,
    formats: Iterable[str],
    out: Path | None = None,
    line_numbers: bool = False,
    label: str = "",
    accepted: Mapping[str, str] | None = None,
    key: bytes | None = None,
    step: Tell = silent,
    printing: Press | None = None,
    wait: Tell = silent,
) -> Built:
    """Builds a draft around whatever is wrong, or a final when nothing blocks it; in Word with line numbers if wanted.

    The label stands on every page of a draft, and takes the place of the plan's own. What is accepted, with its reason
    by the code of its rule, blocks no final. With a private key, the manifest is signed.

    A press that was opened before takes the PDF, else one is opened here. One build at a time works on a report; says
    on whom it waits, and what somebody has edited among the outputs that it replaces: a copy of that is kept. Raises
    NoPlan, Unreadable, NoTemplate, UnusableKey, Unprintable, Busy or Unwritable.
    """
    if key is not None:
        check_signing_key(key)
    root = find_root(start)
    wish = _Wish(final, tuple(formats), line_numbers, label, accepted or {}, key)
    folder = out.absolute() if out else root / "build" / ("final" if final else "draft")
    check_output_folder(folder, root)
    with lock_report(root, wait):
        return _built(root, wish, folder, step, printing, wait)


class _Wish(Value):
    """What is asked of a build; the arguments of `build` say what each means."""

    final: bool
    formats: tuple[str, ...]
    line_numbers: bool
    label: str
    accepted: Mapping[str, str]
    key: bytes | None


def _built(root: Path, wish: _Wish, folder: Path, step: Tell, printing: Press | None, say: Tell) -> Built:
    with nullcontext(printing) if printing else press(wish.formats) as printer:
        read = _read(root, step)
        collection, report = read.loaded.collection, assembled(read.loaded, not wish.final, step)
        if collection is None or report is None:
            return Built(examination(read.loaded, None), None)
        report = replace(report, line_numbers=wish.line_numbers, label=wish.label or report.label)
        templates = with_emblem(read.form, read.loaded.emblem)
        # Before the rules are at work, since a PDF takes the longest of all; that of a blocked final is thrown away.
        printer.begin(report, templates, wish.formats)
        found = _faces(read.form) if is_printed(wish.formats) else ()
        extent = Extent.ALL if wish.final else Extent.ERRORS
        with alongside(lambda: _written(report, collection, wish, templates), worth=_is_worth(collection, wish)) as it:
            examined = examination(read.loaded, report, step, found, extent)
            examined = replace(examined, checked=accept(examined.checked, wish.accepted))
            if wish.final and examined.checked.blockers:
                return Built(examined, None)
            tell(wish.formats, step)
            written = it()
        pressed = printed(report.masthead.file_stem, printer)
    outputs, hashed = {**written.outputs, **pressed}, {**written.hashes, **hash_files(pressed)}
    records = _records(read, collection, written.account, report, examined.checked, hashed, wish.key)
    step("putting the outputs in place")
    back_up_edited_outputs(folder, root, say)
    write_folder(folder, outputs | records)
    return Built(examined, folder, outputs | records, hashed | hash_files(records), read.used.used, found)


class _Written(Value):
    """What is made of a report while the rules are at work on it."""

    outputs: Mapping[str, bytes]
    """The outputs that need no press."""
    hashes: Mapping[str, str]
    """The sha256 of each of them."""
    account: ReportRecord
    """What the manifest says of it."""


def _written(report: Report, collection: Collection, wish: _Wish, templates: Mapping[str, bytes]) -> _Written:
    outputs = unprinted(report, report.masthead.file_stem, wish.formats, templates)
    outputs["report.json"] = canonical(report)
    return _Written(outputs, hash_files(outputs), record_report(collection, report))


def _is_worth(collection: Collection, wish: _Wish) -> bool:
    """Whether to write while the rules are at work; where something is printed, the press has the second processor."""
    return len(collection.contributions) >= MANY and not is_printed(wish.formats)


def _faces(form: Mapping[str, bytes]) -> tuple[Face, ...]:
    from assembler.runtime.fonts import faces  # only for those who print

    return faces(form["report.css"].decode(errors="replace"))


class _Read(Value):
    """All that a build is made from."""

    form: Mapping[str, bytes]
    """The templates of the writers."""
    loaded: Loaded
    """What the folder of the report holds."""
    used: TemplateHashes
    """What of the templates, those of the language among them, the manifest says."""


def _read(root: Path, step: Tell) -> _Read:
    """Everything as it stands at one moment."""
    step("reading")
    loaded = load_folder(root, parallel=True)
    form = form_templates(loaded.data)
    further = language_templates(loaded.data, loaded.collection.plan.language) if loaded.collection else {}
    used = {**form, **further}
    return _Read(form, loaded, TemplateHashes(hash_files(used), own_templates(loaded.data, used)))


def _records(
    read: _Read,
    collection: Collection,
    told: ReportRecord,
    report: Report,
    checked: Checked,
    outputs: Mapping[str, str],
    key: bytes | None,
) -> dict[str, bytes]:
    """The manifest, and with a key its signature."""
    data = make_manifest(collection, report, told, read.used, outputs, checked.waived, checked.accepted)
    return {MANIFEST: data} | ({} if key is None else {SIGNATURE: sign(data, key)})
