"""manifest.json: every input and output with its hash, every printed paragraph with its sources, counts, versions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from assembler import __version__
from assembler.model.archive import Json
from assembler.model.contribution import Collection, Contribution, InputFile
from assembler.model.finding import Finding
from assembler.model.nodes import Block, Paragraph
from assembler.model.plan import Counted
from assembler.model.report import Report
from assembler.model.walk import count_words, passage_hash, passages, sections_of

_LIBRARIES = ("jinja2", "lxml", "markdown", "python-docx", "pyyaml", "weasyprint")


def manifest(
    collection: Collection,
    report: Report,
    templates: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
    waived: Iterable[Finding],
) -> bytes:
    """The manifest of a build as canonical JSON: sorted keys, two spaces, one line end at the close."""
    data: dict[str, Json] = {
        "version": 1,
        "symbol": report.masthead.symbol,
        "draft": report.draft,
        "label": report.label,
        "inputs": {file.path: file.sha256 for file in collection.files},
        "templates": {name: sha256(data).hexdigest() for name, data in templates.items()},
        "outputs": {name: sha256(data).hexdigest() for name, data in outputs.items()},
        "paragraphs": _paragraphs(collection, report),
        "words": _words(collection, report),
        "waived": [_waived(finding) for finding in waived],
        "versions": _versions(),
    }
    return canonical(data)


def canonical(data: Json) -> bytes:
    """The data as JSON that is always the same for the same data."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _paragraphs(collection: Collection, report: Report) -> list[Json]:
    texts = {text.key: text for text in collection.contributions}
    files = {file.path: file for file in collection.files}
    parts = [("body", section.blocks) for section in sections_of(report)]
    parts += [(annex.label, annex.blocks) for annex in report.annexes]
    return [
        _paragraph(part, passage, texts, files)
        for part, blocks in parts
        for passage in passages(blocks)
        if isinstance(passage[0], Paragraph) and passage[0].number
    ]


def _paragraph(
    part: str, passage: tuple[Block, ...], texts: Mapping[str, Contribution], files: Mapping[str, InputFile]
) -> Json:
    paragraph = passage[0]
    assert isinstance(paragraph, Paragraph)
    sources: list[Json] = [_source(origin.paragraph, texts, files) for origin in paragraph.origins]
    return {
        "number": paragraph.number,
        "in": part,
        "id": paragraph.id,
        "file": paragraph.source.path,
        "line": paragraph.source.line,
        "hash": passage_hash(passage),
        "entities": list(paragraph.entities),
        "sources": sources,
    }


def _source(identifier: str, texts: Mapping[str, Contribution], files: Mapping[str, InputFile]) -> Json:
    text = texts.get(identifier.partition("#")[0])
    if text is None:
        return {"id": identifier}
    return {"id": identifier, "file": text.path, "sha256": files[text.path].sha256}


def _words(collection: Collection, report: Report) -> Json:
    counts = count_words(report)
    limit = collection.plan.word_limit
    parts: dict[str, Json] = {part.value: counts[part] for part in Counted}
    counted: list[Json] = [part.value for part in limit.count]
    return {"parts": parts, "counted": counted, "total": sum(counts[p] for p in limit.count), "limit": limit.words}


def _waived(finding: Finding) -> Json:
    return {"rule": finding.rule, "path": finding.source.path, "line": finding.source.line, "message": finding.message}


def _versions() -> Json:
    versions: dict[str, Json] = {"assembler": __version__, "python": python_version()}
    for name in _LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = ""
    return versions
