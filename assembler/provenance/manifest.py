"""Makes manifest.json: the hash of every input and output, the sources of every paragraph, counts, versions.

`inputs` are files of the report’s folder, its own templates among them; `templates` are those that were used, by name;
`outputs` lie beside the manifest.
"""

from __future__ import annotations

import sys
from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping
from hashlib import sha256

from assembler import __version__
from assembler.model.canonical_json import EncodedJson, Json, encode_json, encode_part
from assembler.model.contribution import Collection, Kind
from assembler.model.finding import Acceptance, Finding
from assembler.model.nodes import Footnote, Table
from assembler.model.plan import Counted
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage
from assembler.model.text.traversal import walk_block_inlines, walk_blocks
from assembler.model.text.word_count import count_report_words
from assembler.model.value import Value
from assembler.provenance.printed_sources import (
    BODY,
    SUMMARY,
    CitedSource,
    PrintedParagraph,
    Sources,
    collect_sources,
    list_printed_paragraphs,
)

VERSION = 1
"""The version of the manifest's format."""
SEAL = "seal"
"""The key of its own hash."""
TEMPLATES = "templates"
"""The folder of a report's own templates."""
_LIBRARIES = (
    "cryptography",
    "jinja2",
    "lxml",
    "msgspec",
    "pillow",
    "python-docx",
    "pyyaml",
    "qrcodegen",
    "weasyprint",
)
"""Those by which the same inputs may give other bytes."""


class TemplateHashes(Value):
    """The templates of a build."""

    used: Mapping[str, str]
    """The hash of each that was used, by name."""
    own: Names[str] = ()
    """The names of those that are the report's own."""


def hash_files(files: Mapping[str, bytes]) -> dict[str, str]:
    """The sha256 of each file, by name."""
    return {name: sha256(data).hexdigest() for name, data in files.items()}


type BuildRecord = Mapping[str, EncodedJson]
"""What a manifest says of a build but for its outputs, as JSON by key."""


def record_build(
    collection: Collection,
    report: Report,
    templates: TemplateHashes,
    waived: Iterable[Finding] = (),
    accepted: Iterable[Acceptance] = (),
) -> BuildRecord:
    """What is known of a build before its outputs are written, every printed paragraph with its sources among it."""
    sources = collect_sources(collection)
    paragraphs = tuple(list_printed_paragraphs(report))
    inputs: dict[str, Json] = {file.path: file.sha256 for file in collection.files}
    data: dict[str, Json] = {
        "version": VERSION,
        "symbol": report.masthead.symbol,
        "draft": report.draft,
        "label": report.label,
        "inputs": inputs | {f"{TEMPLATES}/{name}": templates.used[name] for name in templates.own},
        "templates": {**templates.used},
        "waived": [_record_waived(finding, collection) for finding in waived],
        "accepted": [_record_accepted(acceptance) for acceptance in accepted],
        "versions": _list_versions(),
        "words": _count_words(collection, report),
        "summary": [_record_paragraph(printed, sources) for printed in paragraphs if printed.part == SUMMARY],
        "paragraphs": [_record_paragraph(printed, sources) for printed in paragraphs if printed.part != SUMMARY],
        "counts": _count_parts(collection, report, paragraphs),
    }
    return {key: encode_part(value) for key, value in data.items()}


def make_manifest(record: BuildRecord, outputs: Mapping[str, str]) -> bytes:
    """The manifest of a build as canonical JSON, with the hash of each output by name."""
    whole: dict[str, object] = {**record, "outputs": {**outputs}}
    return encode_json(whole | {SEAL: make_seal(whole)})


def make_seal(data: Mapping[str, object]) -> str:
    """The hash of all that a manifest says but its seal: it shows a slip; against a forger only a signature helps."""
    return sha256(encode_json({key: value for key, value in data.items() if key != SEAL})).hexdigest()


def _record_paragraph(printed: PrintedParagraph, sources: Sources) -> Json:
    paragraph = printed.paragraph
    cited: list[Json] = [_record_source(source) for source in sources.of(paragraph)]
    number: dict[str, Json] = {"number": paragraph.number} if paragraph.number else {}
    entry: dict[str, Json] = {
        "in": printed.part,
        "id": paragraph.id,
        "file": paragraph.source.path,
        "line": paragraph.source.line,
        "hash": hash_passage(printed.passage),
        "entities": list(paragraph.entities),
        "sources": cited,
    }
    return number | entry


def _record_source(cited: CitedSource) -> Json:
    entry: dict[str, Json] = {"id": cited.origin.paragraph}
    if cited.origin.hash:
        entry["noted"] = cited.origin.hash
    if cited.contributed:
        entry |= {"file": cited.contributed.text.path, "line": cited.contributed.line, "hash": cited.contributed.hash}
    return entry


def _count_parts(collection: Collection, report: Report, paragraphs: tuple[PrintedParagraph, ...]) -> Json:
    blocks = tuple(walk_blocks(report))
    texts = collection.of_kind(Kind.ENTITY)
    return {
        "paragraphs": sum(printed.part == BODY for printed in paragraphs),
        "paragraphs of annexes": sum(printed.part not in (BODY, SUMMARY) for printed in paragraphs),
        "footnotes": sum(isinstance(inline, Footnote) for inline in walk_block_inlines(blocks)),
        "tables": sum(isinstance(block, Table) for block in blocks),
        "contributions": len(texts),
        "entities": len({text.header.entity for text in texts}),
    }


def _count_words(collection: Collection, report: Report) -> Json:
    counts = count_report_words(report)
    limit = collection.plan.word_limit
    parts: dict[str, Json] = {part.value: counts[part] for part in Counted}
    counted: list[Json] = [part.value for part in limit.count]
    total = limit.total(counts)
    return {"parts": parts, "counted": counted, "total": total, "limit": limit.words, "waiver": limit.waiver}


def _record_waived(finding: Finding, collection: Collection) -> Json:
    return {"rule": finding.rule, "reason": _find_reason(finding, collection)} | _record_finding(finding)


def _find_reason(finding: Finding, collection: Collection) -> str:
    """Why it was waived, as the header of the text says, or else the plan."""
    texts = (text for text in collection.contributions if text.path == finding.source.path)
    own = [waiver.reason for text in texts for waiver in text.header.waivers if waiver.rule == finding.rule]
    return next(
        iter([*own, *(setting.reason for setting in collection.plan.rules if setting.rule == finding.rule)]), ""
    )


def _record_accepted(acceptance: Acceptance) -> Json:
    findings: list[Json] = [_record_finding(finding) for finding in acceptance.findings]
    return {"rule": acceptance.rule, "reason": acceptance.reason, "findings": findings}


def _record_finding(finding: Finding) -> dict[str, Json]:
    source = finding.source
    return {"path": source.path, "line": source.line, "column": source.column, "message": finding.message}


def _list_versions() -> Json:
    libraries: dict[str, Json] = {name: _find_version(name) for name in _LIBRARIES}
    return {"assembler": __version__, "python": sys.version.split()[0]} | libraries


def _find_version(package: str) -> str:
    """The version of an installed package; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # takes time to import

    try:
        return version(package)
    except PackageNotFoundError:
        return ""
