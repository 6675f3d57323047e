"""Changes fields of a settings file, unless somebody else has changed the same fields meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import ReportFacts, SettingFault, SettingsEdit
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import Changes, change_files
from assembler.portal.blobs import read_blob
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import SettingsRequest
from assembler.portal.models import FileVersion, Person, Report
from assembler.portal.models.texts import Tree
from assembler.portal.permissions import Action, require
from assembler.portal.planning.form_values import Setting, Settings
from assembler.portal.problems import Invalid, NeedsVersion, Stale, TooMany

type FindChanges = Callable[[SettingsEdit], Mapping[str, Setting]]
"""Gives the fields that differ from those of a file, each with its new value."""
_ATTEMPTS = 5


class _Outdated(Exception):
    """Somebody has written the file since it was read."""


class SettingsFile(Value):
    """A settings file of a report."""

    path: str
    version: str
    """The hash of the file; empty where there is none."""
    edit: SettingsEdit
    """The file as it stands."""

    @property
    def name(self) -> str:
        """Its name without folder and ending."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")


class Conflict(Stale):
    """Others have changed the same fields of the file as this person."""

    def __init__(self, path: str, changes: Mapping[str, Setting], standing: Settings) -> None:
        """Keeps what was typed, and what stands in the same fields now."""
        super().__init__({path: (None, None)})
        self.changes, self.standing = changes, standing


class Faulty(Invalid):
    """An edit of a settings file with which the file could not be used."""

    def __init__(self, edit: SettingsEdit) -> None:
        """Keeps the file as it would be."""
        super().__init__(_("The values cannot be used yet."), _("Nothing was saved. Mend the fields that are named."))
        self.edit = edit


def edit_text(files: Mapping[str, bytes], path: str, changes: Mapping[str, Setting]) -> SettingsEdit:
    """A settings file of these files as it would be with the changes."""
    return run_job("edit_settings", SettingsRequest(dict(files), path, dict(changes)), SettingsEdit)


def read_settings(report: Report, path: str) -> SettingsFile:
    """The file as it stands now."""
    tree = _read_settings_tree(report)
    return SettingsFile(path, tree.get(path, ""), _edit(tree, path, {}))


def save_settings(
    person: Person,
    report: Report,
    file: SettingsFile,
    find_changes: FindChanges,
    version: str,
    *,
    move: str = "",
    steps: int = 0,
    after: Callable[[ReportFacts], object] = lambda _facts: None,
) -> bool:
    """Changes the fields of the file that differ from the version that the person has read; whether any did.

    `find_changes` gives these fields, of the file as that person has read it. What others have changed in other fields
    meanwhile stays. `after` is called in the transaction. Raises Forbidden, NeedsVersion, Conflict, or Faulty where the
    file could not be used with the new values.
    """
    require(person, Action.WRITE_ANY_FILE, report)
    if not version:
        raise NeedsVersion
    for _attempt in range(_ATTEMPTS):
        edit = _apply(report, file, find_changes, version, move, steps)

        def replace(base: Tree, file: SettingsFile = file, edit: SettingsEdit = edit) -> Changes:
            if base.get(file.path, "") != file.version:
                raise _Outdated
            return {file.path: edit.text.encode()}

        try:
            reason = gettext_noop("File written")
            return change_files(person, report, replace, reason, "write", file.path, after) is not None
        except _Outdated:
            file = read_settings(report, file.path)
    raise TooMany(_("Many people are writing in this report at the moment."), _("Send the file again."))


def _apply(
    report: Report, file: SettingsFile, find_changes: FindChanges, version: str, move: str, steps: int
) -> SettingsEdit:
    """The file with the changes. Raises Conflict or Faulty."""
    changes = find_changes(file.edit)
    if version != file.version:
        base = _read_version(report, file, version)
        changes = find_changes(base)
        standing = _find_conflicts(changes, base.fields, file.edit.fields)
        if standing:
            raise Conflict(file.path, changes, standing)
    edit = _edit(_read_settings_tree(report), file.path, changes, move, steps)
    if _list_new_faults(file.edit.faults, edit.faults):
        raise Faulty(edit)
    return edit


def edit_file(file: SettingsFile, report: Report, changes: Mapping[str, Setting]) -> SettingsEdit:
    """The file as it would be with these changes; nothing is kept."""
    return _edit(_read_settings_tree(report), file.path, changes)


def _list_new_faults(before: tuple[SettingFault, ...], after: tuple[SettingFault, ...]) -> list[SettingFault]:
    """The faults with which the file cannot be used, and which it did not have before."""
    known = {(fault.field, fault.message) for fault in before}
    return [fault for fault in after if fault.blocks and (fault.field, fault.message) not in known]


def _find_conflicts(changes: Mapping[str, Setting], base: Settings, now: Settings) -> dict[str, Setting]:
    """The fields among the changed ones that somebody else has changed, too, each with its value now."""
    return {
        name: now.get(name, "")
        for name, value in changes.items()
        if now.get(name) != base.get(name) and now.get(name, "") != value
    }


def _read_version(report: Report, file: SettingsFile, version: str) -> SettingsEdit:
    """The file as the person has read it; as an empty one where the report never had that version."""
    is_known = FileVersion.objects.filter(report=report, path=file.path, blob_id=version).exists()
    text = read_blob(version) if is_known else b""
    return run_job("edit_settings", SettingsRequest({file.path: text}, file.path, {}), SettingsEdit)


def _read_settings_tree(report: Report) -> dict[str, str]:
    return {path: digest for path, digest in text_tree.read_tree(report).items() if text_tree.is_setting(path)}


def _edit(tree: Tree, path: str, changes: Mapping[str, Setting], move: str = "", steps: int = 0) -> SettingsEdit:
    request = SettingsRequest(text_tree.read_files(tree), path, dict(changes), move, steps)
    return run_job("edit_settings", request, SettingsEdit)
