"""Job number, emblem and templates: what makes a report look as it is issued, kept in its plan and among its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from assembler.api import SettingsEdit
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import Changes, change_files
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import (
    AppearanceRequest,
    DocumentAnswer,
    Files,
    JsonAnswer,
    SettingsRequest,
    TemplateRequest,
)
from assembler.portal.models import Person, Report
from assembler.portal.models.texts import Tree
from assembler.portal.permissions import Action, may, require
from assembler.portal.problems import Invalid, Stale, require_size

TEMPLATES: dict[str, Promise] = {
    "report.docx": gettext_lazy("Look of the Word file"),
    "report.css": gettext_lazy("Look of the PDF"),
    "report.html.j2": gettext_lazy("Order of the elements in PDF and web page"),
    "screen.css": gettext_lazy("Look of the web page"),
    "crop-marks.css": gettext_lazy("What the PDF for the printer adds"),
}
"""The templates that a person can send, by name."""
PLAN = "contributions/report.yaml"
_FOLDER = "templates/"
_EMBLEM = f"{_FOLDER}emblem"
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"BM": "bmp", b"II*": "tiff", b"MM": "tiff"}
"""The ending of a picture's name by its first bytes; any other is SVG."""
_LACKS = "IN-TPL-02"
"""The rule on styles that a template lacks: the template can be used, and prints less than it should."""

type Finding = Mapping[str, Any]


class Template(Value):
    """A template that the report may have of its own."""

    name: str
    label: str | Promise
    sha256: str
    """The hash of the report's own file; empty where the template of the program serves."""
    findings: tuple[Finding, ...]
    """What the file lacks."""


class Appearance(Value):
    """What a report has of its own for its looks."""

    job_number: str
    emblem: str
    """The place of the picture; empty where there is none."""
    emblem_findings: tuple[Finding, ...]
    templates: tuple[Template, ...]


def read_appearance(person: Person, report: Report) -> Appearance:
    """What the report has of its own. Raises Http404 where the person may not read the plan."""
    _require_reader(person, report)
    tree = _select(text_tree.read_tree(report))
    files = text_tree.read_files(tree)
    fields = _edit_plan(files, {}).fields
    findings = _check(files).findings
    return Appearance(
        job_number=str(fields.get("job_number", "")),
        emblem=str(fields.get("emblem", "")),
        emblem_findings=tuple(finding for finding in findings if finding["rule"] == "IN-EMB-01"),
        templates=tuple(
            Template(name, label, tree.get(f"{_FOLDER}{name}", ""), _select_findings(findings, f"{_FOLDER}{name}"))
            for name, label in TEMPLATES.items()
        ),
    )


def read_template(person: Person, report: Report, name: str) -> bytes:
    """A template as it serves now: the report's own, or that of the program. Raises Http404."""
    _require_reader(person, report)
    if name not in TEMPLATES:
        raise Http404
    own = text_tree.read_file(report, f"{_FOLDER}{name}")
    if own is not None:
        return own
    return run_job("read_template", TemplateRequest({}, name), DocumentAnswer).data


def read_emblem(person: Person, report: Report) -> bytes:
    """The picture of the emblem. Raises Http404 where there is none, or none that can be used."""
    appearance = read_appearance(person, report)
    data = text_tree.read_file(report, appearance.emblem) if appearance.emblem else None
    if data is None or appearance.emblem_findings:
        raise Http404
    return data


def set_job_number(person: Person, report: Report, number: str, before: str | None = None) -> None:
    """Writes the job number into the plan, or takes an empty one out.

    `before` is the number that the person has read. Raises Forbidden, Invalid where the number cannot be used, or Stale
    where another one stands now.
    """
    require(person, Action.SET_APPEARANCE, report)

    def change(base: Tree) -> Changes:
        files = text_tree.read_files(_select(base))
        if before is not None and str(_edit_plan(files, {}).fields.get("job_number", "")) != before:
            raise Stale({})
        return _change_plan(files, {"job_number": " ".join(number.split())})

    change_files(person, report, change, gettext_noop("Job number set"), "set job number", PLAN)


def set_emblem(person: Person, report: Report, data: bytes | None) -> None:
    """Puts a picture in the place of the emblem, or takes the emblem away.

    Raises Forbidden, TooLarge, or Invalid where the file is no picture that can be used.
    """
    require(person, Action.SET_APPEARANCE, report)
    require_size(len(data or b""))

    def change(base: Tree) -> Changes:
        files = text_tree.read_files(_select(base))
        old = str(_edit_plan(files, {}).fields.get("emblem", ""))
        path = f"{_EMBLEM}.{_find_ending(data)}" if data is not None else ""
        removed = {old: None} if old in base and old.startswith(_EMBLEM) else {}
        changes = {**removed, **_change_plan(files, {"emblem": path}), **({path: data} if path else {})}
        _refuse(_check(_apply(files, changes)).findings, {"IN-EMB-01"})
        return changes

    change_files(person, report, change, gettext_noop("Emblem changed"), "set emblem", _EMBLEM)


def set_template(person: Person, report: Report, name: str, data: bytes | None) -> None:
    """Puts a template in the place of that of the program, or takes the report's own away.

    Raises Forbidden, TooLarge, Http404 for a name that no template has, or Invalid where the file cannot be used.
    """
    require(person, Action.SET_APPEARANCE, report)
    require_size(len(data or b""))
    if name not in TEMPLATES:
        raise Http404
    path = f"{_FOLDER}{name}"

    def change(base: Tree) -> Changes:
        if data is None:
            return {path: None} if path in base else {}
        checked = _check(_apply(text_tree.read_files(_select(base)), {path: data}), name)
        if checked.obstacle:
            raise Invalid(_("The template was not taken."), checked.obstacle)
        own = _select_findings(checked.findings, path)
        _refuse(own, {finding["rule"] for finding in own if finding["severity"] == "error"} - {_LACKS})
        return {path: data}

    change_files(person, report, change, gettext_noop("Template changed"), "set template", path)


class _Checked(Value):
    """What is wrong with emblem and templates."""

    findings: tuple[Finding, ...]
    obstacle: str
    """Why the report cannot be rendered with them."""


def _check(files: Files, name: str = "") -> _Checked:
    answer = run_job("check_appearance", AppearanceRequest(files, name), JsonAnswer)
    return _Checked(tuple(json.loads(answer.text)["findings"]) if answer.text else (), answer.obstacle)


def _edit_plan(files: Files, changes: dict[str, str]) -> SettingsEdit:
    settings = {path: data for path, data in files.items() if text_tree.is_setting(path)}
    return run_job("edit_settings", SettingsRequest(settings, PLAN, {**changes}), SettingsEdit)


def _change_plan(files: Files, changes: dict[str, str]) -> Changes:
    edit = _edit_plan(files, changes)
    for fault in edit.faults:
        if fault.field in changes and fault.field != "emblem":
            raise Invalid(fault.message, fault.hint)
    return {PLAN: edit.text.encode()}


def _refuse(findings: Iterable[Finding], rules: set[str]) -> None:
    wrong = [finding for finding in findings if finding["rule"] in rules]
    if wrong:
        raise Invalid(_("The file was not taken."), findings=wrong)


def _apply(files: Files, changes: Changes) -> Files:
    return {path: data for path, data in {**files, **changes}.items() if data is not None}


def _select(tree: Tree) -> Tree:
    """The settings and the templates of a report."""
    return {path: digest for path, digest in tree.items() if text_tree.is_setting(path) or path.startswith(_FOLDER)}


def _select_findings(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding["path"] == path)


def _find_ending(data: bytes) -> str:
    return next((ending for start, ending in _PICTURES.items() if data.startswith(start)), "svg")


def _require_reader(person: Person, report: Report) -> None:
    if not may(person, Action.READ_PLAN, report):
        raise Http404
