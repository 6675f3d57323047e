"""Renders what the preview shows: the report with a bar, or why it cannot be shown; rules; findings as JSON.

The report's page is that of `build --to html` with one element at the beginning of its body. The paragraph of a finding
is found here, by the lines of the files; preview.js only looks for the anchor.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from markupsafe import Markup

from assembler.model.canonical_json import Json
from assembler.model.finding import Finding, Source
from assembler.model.finding_location import strip_markup
from assembler.model.nodes import Block, Footnote, Heading, Paragraph, Table
from assembler.model.report import Report
from assembler.model.text.traversal import walk_block_inlines, walk_blocks
from assembler.model.value import Value
from assembler.writers.findings import tally, visible
from assembler.writers.html.page import SCREEN_STYLE, decode_template, fill_template, make_anchors, render_page

BAR = "preview/bar.html.j2"
FAULT = "preview/fault.html.j2"

_MOST_WORDS = 80
"""How many characters of the words that a finding is about are shown."""
_MOST_BEFORE = 60
"""How many characters before these words tell one place of the same words from another."""
_LANDMARKS = re.compile(
    r"<!--.*?-->|<(?P<name>style|script|title)\b[^>]*>(?P<words>.*?)</(?P=name)|<(?P<body>body)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""Where the body begins, and elements that hold words and no elements; what a comment names begins nothing."""


class FindingNote(Value):
    """A finding as the page shows it."""

    anchor: str
    """The HTML id of the paragraph that it is about; empty where the page has none."""
    severity: str
    """error, warning or advice."""
    rule: str
    """The code of its rule."""
    where: str
    """File, line and column."""
    message: str
    """What was found."""
    hint: str
    """What to do."""
    words: str
    """The words it is about, where they are few."""
    line: str
    """The line of the file."""
    printed: str = ""
    """The words it is about without spaces and markup, by which they are found on the page; empty where unknown."""
    before: str = ""
    """The end of what prints before them, likewise."""


def render_report_page(report: Report, templates: Mapping[str, bytes]) -> str:
    """The page of the report as a build writes it. Raises KeyError or ValueError where a template cannot be used."""
    return render_page(report, templates)


def add_bar(html: str, number: int, file: str, templates: Mapping[str, bytes]) -> str:
    """A page with the bar of the preview: the page's number, and the name of the PDF, empty where there is none."""
    bar = fill_template(templates, BAR, page=number, file=file, styles=hash_styles(html))
    place = next((match.end() for match in _LANDMARKS.finditer(html) if match["body"]), 0)
    return html[:place] + bar + html[place:]


def render_fault_page(reason: str, notes: Sequence[FindingNote], templates: Mapping[str, bytes]) -> str:
    """The page for a report that cannot be shown: why, and what to do."""
    style = Markup(decode_template(templates, SCREEN_STYLE))
    return fill_template(templates, FAULT, title="The report cannot be shown", said=reason, notes=notes, style=style)


def render_rule(paragraphs: Sequence[str]) -> str:
    """What a rule says, in Markdown, as it is shown below a finding."""
    from markdown import markdown  # only here, since few look a rule up

    # Each example is one line; Markdown would make one paragraph of both.
    return markdown("\n\n".join(paragraphs).replace("\nRight: ", "\n\nRight: "))


def hash_styles(html: str) -> str:
    """The hashes of the styles inside a page, as a Content-Security-Policy names them."""
    # A browser makes one line end of the two of Windows before it looks.
    contents = (match["words"] for match in _LANDMARKS.finditer(html) if (match["name"] or "").lower() == "style")
    styles = (style.replace("\r\n", "\n").replace("\r", "\n") for style in contents)
    digests = (sha256(style.encode()).digest() for style in styles)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def make_notes(findings: Sequence[Finding], report: Report | None, texts: Mapping[str, str]) -> tuple[FindingNote, ...]:
    """The findings with the anchors of their paragraphs; `texts` are the read files by path."""
    places = _find_places(report) if report else {}
    lines = {path: texts.get(path, "").split("\n") for path in {finding.source.path for finding in findings}}
    return tuple(_make_note(finding, places, lines[finding.source.path]) for finding in findings)


def write_findings_json(summary: str, notes: Sequence[FindingNote]) -> str:
    """The findings for preview.js as JSON: a sentence on all of them, and each one."""
    listed: list[Json] = [_note_json(note) for note in notes]
    return json.dumps({"findings": listed, "said": summary}, ensure_ascii=False)


def describe_tally(findings: Sequence[Finding]) -> str:
    """How many there are, as a sentence."""
    counts = tally(findings)
    return f"{counts[:1].upper()}{counts[1:]}."


def _note_json(note: FindingNote) -> Json:
    return {
        "anchor": note.anchor,
        "severity": note.severity,
        "rule": note.rule,
        "where": note.where,
        "message": note.message,
        "hint": note.hint,
        "words": note.words,
        "printed": note.printed,
        "before": note.before,
    }


type _Places = Mapping[str, Sequence[tuple[int, str]]]
"""For each file the lines on which something printed begins, in order, with the anchors of its paragraphs."""


def _make_note(finding: Finding, places: _Places, lines: Sequence[str]) -> FindingNote:
    source = finding.source
    line = lines[source.line - 1] if source.line <= len(lines) else ""
    before, printed = _find_printed_words(source, lines)
    return FindingNote(
        anchor=_find_anchor(source, places, line),
        severity=finding.severity.word,
        rule=finding.rule,
        where=visible(f"{source.path}:{source.line}:{source.column}"),
        message=visible(finding.message),
        hint=visible(finding.help),
        words=_find_words(finding, line),
        line=visible(line.strip()),
        printed=printed,
        before=before,
    )


def _find_words(finding: Finding, line: str) -> str:
    source = finding.source
    words = line[source.column - 1 : source.end_column - 1] if source.end_line == source.line else ""
    return visible(words) if len(words) <= _MOST_WORDS and words not in finding.message else ""


def _find_printed_words(source: Source, lines: Sequence[str]) -> tuple[str, str]:
    """What prints before the words of a finding, and these words; both empty where its end is unknown."""
    last = source.end_line
    if not last or last > len(lines):
        return "", ""
    passage = [*lines[source.line - 1 : last - 1], lines[last - 1][: source.end_column - 1]]
    passage[0] = passage[0][source.column - 1 :]
    before = lines[source.line - 1][: source.column - 1]
    return strip_markup(before)[-_MOST_BEFORE:], strip_markup("\n".join(passage))


def _find_anchor(source: Source, places: _Places, line: str) -> str:
    """The anchor of what was begun last on that line or above it; a heading of a text belongs to what follows it."""
    starts = places.get(source.path, ())
    place = bisect_right(starts, source.line, key=lambda place_of_line: place_of_line[0])
    if line.startswith("#"):
        place += 1
    return starts[place - 1][1] if 0 < place <= len(starts) else ""


def _find_places(report: Report) -> _Places:
    anchors = make_anchors(report)
    places: dict[str, list[tuple[int, str]]] = {}
    anchor = ""
    for block in walk_blocks(report):
        if isinstance(block, Heading | Paragraph | Table):
            anchor = anchors.get(block.id, "")
            _add_placeholder(block, anchor, places)
        for source in _list_sources(block):
            places.setdefault(source.path, []).append((source.line, anchor))
    return {path: sorted(starts) for path, starts in places.items()}


def _add_placeholder(block: Block, anchor: str, places: dict[str, list[tuple[int, str]]]) -> None:
    """Notes that a placeholder stands for a whole file."""
    if isinstance(block, Paragraph) and block.id.endswith("#missing"):
        for ending in ("md", "docx"):
            places.setdefault(f"contributions/{block.id.removesuffix('#missing')}.{ending}", []).append((1, anchor))


def _list_sources(block: Block) -> Iterator[Source]:
    """Where a block and its notes begin."""
    if block.source.path:
        yield block.source
        yield from (
            note.source for note in walk_block_inlines((block,)) if isinstance(note, Footnote) and note.source.path
        )
