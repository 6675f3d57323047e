"""Findings as text for people, and as JSON, SARIF 2.1.0 and GitHub annotations for programs."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from assembler.model.finding import Finding, Severity, Source

if TYPE_CHECKING:
    from assembler.model.canonical_json import Json

FORMATS = ("full", "concise", "json", "sarif", "github")
"""The forms in which findings can be printed."""

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.ADVICE: "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_WIDEST = 110
_ON_OTHERS = ("Mn", "Me")
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")


def print_findings(
    findings: Sequence[Finding],
    form: str,
    texts: Mapping[str, str],
    version: str,
    *,
    colour: bool = False,
    blocking: Container[Finding] = (),
    more: Mapping[str, Json] = MappingProxyType({}),
) -> str:
    """The findings in one of FORMATS; `texts` are the read files by path, for the excerpts; JSON says `more`, too.

    Those that are `blocking` are marked as such: a final is refused while they stand.
    """
    match form:
        case "json":
            return _json(findings, blocking, more)
        case "sarif":
            return _sarif(findings, blocking, version)
        case "github":
            return "".join(_github(finding, blocking) for finding in findings)
        case "concise":
            return "".join(f"{_head(finding, blocking, colour)}\n" for finding in findings)
        case _:
            lines = {path: texts.get(path, "").split("\n") for path in {finding.source.path for finding in findings}}
            return "".join(f"{_full(finding, blocking, lines[finding.source.path], colour)}\n" for finding in findings)


def _head(finding: Finding, blocking: Container[Finding], colour: bool) -> str:
    source, word = finding.source, finding.severity.word
    if colour:
        word = f"{_COLOURS[finding.severity]}{word}{_PLAIN}"
    place = f"{visible(source.path)}:{source.line}:{source.column}"
    return f"{place}: {word} {finding.rule} {visible(finding.message)}{_mark(finding, blocking)}"


def _mark(finding: Finding, blocking: Container[Finding]) -> str:
    """What is said of a finding that blocks a final; of an error everybody knows."""
    return " [keeps a final back]" if finding.severity is not Severity.ERROR and finding in blocking else ""


def _full(finding: Finding, blocking: Container[Finding], text: Sequence[str], colour: bool) -> str:
    lines = [_head(finding, blocking, colour), *_excerpt(finding.source, text)]
    if finding.help:
        word = f"{_BOLD}help:{_PLAIN}" if colour else "help:"
        lines.append(f"  {word} {visible(finding.help)}")
    return "\n".join(lines) + "\n"


def _excerpt(source: Source, text: Sequence[str]) -> list[str]:
    """The line of the finding with a caret under its place; a long line is cut around it."""
    if source.line > len(text) or not text[source.line - 1].strip():
        return []
    line = text[source.line - 1]
    start = max(0, source.column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = visible(line[start : start + _WIDEST])
    place = source.column - 1 - start
    length = source.end_column - source.column if source.end_line == source.line else 1
    caret = "^" * max(1, breadth(shown[place : place + length]))
    gutter = f"{source.line:>5} | "
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + " " * breadth(shown[:place]) + caret]


def tally(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, in words."""
    counts = [(sum(f.severity is severity for f in findings), severity) for severity in sorted(Severity, reverse=True)]
    parts = [f"{count} {_plural(count, severity)}" for count, severity in counts if count]
    return ", ".join(parts) or "no findings"


def _plural(count: int, severity: Severity) -> str:
    return severity.word if count == 1 or severity is Severity.ADVICE else severity.word + "s"


def visible(line: str) -> str:
    """The line with a sign for each character that nobody sees, or that would make the terminal do something."""
    if line.isprintable():
        return line
    return "".join(" " if c == "\t" else "\ufffd" if category(c) in _INVISIBLE else c for c in line)


def breadth(text: str) -> int:
    """How many columns of a terminal it takes: a Chinese sign two, an accent on the sign before it none."""
    if text.isascii():
        return len(text)
    return sum(0 if category(c) in _ON_OTHERS else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _json(findings: Sequence[Finding], blocking: Container[Finding], more: Mapping[str, Json]) -> str:
    import json  # only here: who reads findings waits for nothing that programs need

    listed: list[Json] = [_record(finding, finding in blocking) for finding in findings]
    return json.dumps({"version": 1, "findings": listed, **more}, ensure_ascii=False, indent=2) + "\n"


def _record(finding: Finding, blocks: bool) -> Json:
    source, fix = finding.source, finding.fix
    return {
        "path": source.path,
        "line": source.line,
        "column": source.column,
        "end_line": source.end_line or source.line,
        "end_column": source.end_column or source.column,
        "severity": finding.severity.word,
        "blocks": blocks,
        "rule": finding.rule,
        "message": finding.message,
        "hint": finding.hint,
        "word_hint": finding.word_hint,
        "parameters": dict(finding.parameters),
        "fix": {"text": fix.text, "safe": fix.safe} if fix else None,
    }


def _sarif(findings: Sequence[Finding], blocking: Container[Finding], version: str) -> str:
    import json

    rules: list[Json] = [{"id": code} for code in sorted({finding.rule for finding in findings})]
    results: list[Json] = [_result(finding, finding in blocking) for finding in findings]
    run: Json = {
        "tool": {"driver": {"name": "assembler", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    data: Json = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, blocks: bool) -> Json:
    from urllib.parse import quote

    source = finding.source
    region: dict[str, Json] = {"startLine": source.line, "startColumn": source.column}
    if source.end_line:
        region |= {"endLine": source.end_line, "endColumn": source.end_column}
    place: Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(source.path, errors="surrogateescape")},
            "region": region,
        }
    }
    message = f"{finding.message} {finding.help}".strip()
    return {
        "ruleId": finding.rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [place],
        "properties": {"parameters": dict(finding.parameters), "blocks": blocks},
    }


def _github(finding: Finding, blocking: Container[Finding]) -> str:
    source = finding.source
    message = _escaped(f"{finding.message}{_mark(finding, blocking)} {finding.help}".strip())
    path = _escaped(source.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={source.line},col={source.column},title={finding.rule}"
    return f"::{_GITHUB_LEVELS[finding.severity]} {place}::{message}\n"


def _escaped(text: str) -> str:
    """The text as a command of a GitHub runner can carry it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
