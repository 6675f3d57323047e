"""The jobs of the producer's room: builds, comparisons, and what is wrong with emblem and templates."""

from __future__ import annotations

import json

from assembler import __version__, api
from assembler.errors import ReportError
from assembler.model.progress import Progress
from assembler.model.value import replace
from assembler.portal.isolated.values import (
    AppearanceRequest,
    BuildAnswer,
    BuildRequest,
    ComparisonRequest,
    DocumentAnswer,
    JsonAnswer,
    TemplateRequest,
    VerificationRequest,
    decode,
    encode,
    to_plain,
)
from assembler.writers.findings import print_findings


def check_appearance(data: bytes) -> bytes:
    """What is wrong with the emblem and the templates, as `check --format json` gives it: a `JsonAnswer`."""
    request = decode(data, AppearanceRequest)
    try:
        loaded = api.load(request.files)
        if request.name.endswith(".j2"):
            api.render(api.assemble(loaded), "html", api.report_templates(loaded))
    except ReportError as error:
        return encode(JsonAnswer("", str(error)))
    findings = [one for one in loaded.findings if one.rule == "IN-EMB-01" or one.source.path.startswith("templates/")]
    return encode(JsonAnswer(print_findings(findings, "json", {}, __version__)))


def read_template(data: bytes) -> bytes:
    """A template: the report's own, or that of the program: a `DocumentAnswer`."""
    request = decode(data, TemplateRequest)
    return encode(DocumentAnswer(data=api.report_templates(api.load(request.files))[request.name]))


def compare(data: bytes) -> bytes:
    """What changed between two states of a report, with redlines: a `BuildAnswer`."""
    request = decode(data, ComparisonRequest)
    try:
        result = api.make_redline(request.old, request.new, request.formats, request.names)
    except ReportError as error:
        return encode(BuildAnswer(obstacle=str(error)))
    return encode(BuildAnswer(outputs=dict(result.outputs)))


def build(data: bytes, progress: Progress) -> bytes:
    """The outputs of a report: a `BuildAnswer`."""
    request = decode(data, BuildRequest)
    try:
        result = api.build_files(
            request.files,
            final=request.final,
            formats=request.formats,
            label=request.label,
            accepted=request.accepted,
            fonts=api.find_fonts(_read_style(request)) if {"pdf", "print"} & {*request.formats} else (),
            progress=progress,
        )
    except ReportError as error:
        return encode(BuildAnswer(obstacle=str(error)))
    return encode(BuildAnswer(outputs=dict(result.outputs), findings=print_result(result.checked)))


def _read_style(request: BuildRequest) -> str:
    """The style sheet of the PDF, which names its fonts."""
    templates = {path: data for path, data in request.files.items() if path.startswith("templates/")}
    return api.report_templates(api.load(templates))["report.css"].decode(errors="replace")


def verify(data: bytes) -> bytes:
    """Whether outputs and inputs of a build are what its manifest says: a `JsonAnswer`."""
    request = decode(data, VerificationRequest)
    try:
        result = api.verify(request.outputs, request.files)
    except ReportError as error:
        return encode(JsonAnswer("", str(error)))
    return encode(JsonAnswer(json.dumps(to_plain(replace(result, remarks=())))))


def print_result(result: api.CheckResult | None) -> str:
    """The findings of a check, as `check --format json` gives them; nothing without a check."""
    if result is None:
        return ""
    return print_findings(result.findings, "json", {}, __version__, blocking=result.blockers)
