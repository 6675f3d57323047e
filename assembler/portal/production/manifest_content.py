"""What the manifest of a build says of findings that somebody accepted or waived."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assembler.model.value import Value
from assembler.portal.blobs import read_blob
from assembler.portal.models import Build
from assembler.portal.page_content.builds import find_address
from assembler.portal.page_content.file_names import name_path
from assembler.portal.page_content.names import Names

MANIFEST = "manifest.json"
"""The output that names all others with their hashes, and the inputs."""


class Acceptance(Value):
    """Findings of a rule that are let pass for one reason."""

    rule: str
    reason: str
    is_of_build: bool
    """Whether whoever asked for the final gave the reason; else it stands in the plan or in the header of a text."""
    findings: tuple[tuple[Mapping[str, Any], str, str], ...]
    """Each finding, with the page on which it is mended, and what people call its text."""


def read_manifest(build: Build) -> Mapping[str, Any]:
    """The manifest of a build; empty where the build has no outputs."""
    file = build.files.filter(name=MANIFEST).first()
    content: Mapping[str, Any] = json.loads(read_blob(file.blob_id)) if file else {}
    return content


def list_acceptances(build: Build, manifest: Mapping[str, Any]) -> tuple[Acceptance, ...]:
    """The findings that the manifest says were accepted for this final, and those that were waived, by rule."""
    groups: dict[tuple[str, str, bool], list[Mapping[str, Any]]] = {}
    for one in manifest.get("accepted", ()):
        groups.setdefault((one["rule"], one["reason"], True), []).extend(one["findings"])
    for finding in manifest.get("waived", ()):
        groups.setdefault((finding["rule"], finding["reason"], False), []).append(finding)
    names = Names([build.report_id])

    def place(finding: Mapping[str, Any]) -> tuple[Mapping[str, Any], str, str]:
        path = finding["path"]
        return finding, find_address(build, path), name_path(path, names, build.report_id)

    return tuple(Acceptance(*key, tuple(map(place, findings))) for key, findings in groups.items())
