"""Reads the plan and the name lists of a report, and says what is wrong with a version of one."""

from __future__ import annotations

import json
from typing import Any

from assembler.portal import text_tree
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import JsonAnswer, ReportRequest
from assembler.portal.models import Report


def read_settings_file(report: Report, name: str) -> tuple[str, str]:
    """The words of a settings file, by its name without ending, and their hash; both empty where there is none."""
    path = f"contributions/{name}.yaml"
    digest = text_tree.read_tree(report).get(path, "")
    data = text_tree.read_files({path: digest})[path] if digest else b""
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n"), digest


def check_settings_file(report: Report, name: str, text: str) -> tuple[dict[str, Any], ...]:
    """What would be wrong with a settings file if these were its words, by line, as `check --format json` says it."""
    path = f"contributions/{name}.yaml"
    tree = {place: digest for place, digest in text_tree.read_tree(report).items() if text_tree.is_setting(place)}
    files = text_tree.read_files(tree) | {path: text.encode()}
    answer = run_job("check_settings", ReportRequest(files), JsonAnswer)
    findings = json.loads(answer.text)["findings"] if answer.text else []
    return tuple(sorted((finding for finding in findings if finding["path"] == path), key=lambda own: own["line"]))
