"""What the preview shows: a report with a bar, or what keeps it from being shown; rules; findings as JSON.

The report's page is that of `build --to html`, with one element put at the beginning of its body. Which paragraph a
finding belongs to is settled here, by the lines of the files; preview.js only looks for the anchor.
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
from assembler.model.nodes import Block, Footnote, Heading, Paragraph, Table
from assembler.model.report import Report
from assembler.model.text.traversal import walk_block_inlines, walk_blocks
from assembler.model.value import Value
from assembler.writers.findings import tally, visible
from assembler.writers.html.page import SCREEN_STYLE, anchors_of, fill, page, text_of

BAR = "preview/bar.html.j2"
FAULT = "preview/fault.html.j2"

_MOST_WORDS = 80
"""How many characters of the words that a finding is about are shown."""
_LANDMARKS = re.compile(
    r"<!--.*?-->|<(?P<name>style|script|title)\b[^>]*>(?P<words>.*?)</(?P=name)|<(?P<body>body)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""Where the body begins, and elements that hold words and no elements; what a comment names begins nothing."""


class Note(Value):
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


def report_page(report: Report, templates: Mapping[str, bytes]) -> str:
    """The page of the report as a build writes it. Raises KeyError or ValueError where a template can't be used."""
    return page(report, templates)


def with_bar(html: str, number: int, file: str, templates: Mapping[str, bytes]) -> str:
    """A page with the bar of the preview: the page's number, and the name of the PDF, empty where there is none."""
    bar = fill(templates, BAR, page=number, file=file, styles=style_hashes(html))
    place = next((it.end() for it in _LANDMARKS.finditer(html) if it["body"]), 0)
    return html[:place] + bar + html[place:]


def fault_page(said: str, notes: Sequence[Note], templates: Mapping[str, bytes]) -> str:
    """The page for a report that can't be shown: why, and what to do."""
    style = Markup(text_of(templates, SCREEN_STYLE))
    return fill(templates, FAULT, title="The report can't be shown", said=said, notes=notes, style=style)


def rule_words(paragraphs: Sequence[str]) -> str:
    """What a rule says, in Markdown, as it is shown below a finding."""
    from markdown import markdown  # only here, since few look a rule up

    # Each example is one line; Markdown would make one paragraph of both.
    return markdown("\n\n".join(paragraphs).replace("\nRight: ", "\n\nRight: "))


def style_hashes(html: str) -> str:
    """The hashes of the styles inside a page, as a Content-Security-Policy names them."""
    # A browser makes one line end of the two of Windows before it looks.
    found = (it["words"] for it in _LANDMARKS.finditer(html) if (it["name"] or "").lower() == "style")
    styles = (style.replace("\r\n", "\n").replace("\r", "\n") for style in found)
    digests = (sha256(style.encode()).digest() for style in styles)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def notes_on(findings: Sequence[Finding], report: Report | None, texts: Mapping[str, str]) -> tuple[Note, ...]:
    """The findings with the anchors of their paragraphs; `texts` are the read files by path."""
    places = _places(report) if report else {}
    lines = {path: texts.get(path, "").split("\n") for path in {finding.source.path for finding in findings}}
    return tuple(_note(finding, places, lines[finding.source.path]) for finding in findings)


def told(said: str, notes: Sequence[Note]) -> str:
    """What preview.js is told of the findings, as JSON: a sentence on all of them, and each one."""
    listed: list[Json] = [_record(note) for note in notes]
    return json.dumps({"findings": listed, "said": said}, ensure_ascii=False)


def in_all(findings: Sequence[Finding]) -> str:
    """How many there are, as a sentence."""
    counts = tally(findings)
    return f"{counts[:1].upper()}{counts[1:]}."


def _record(note: Note) -> Json:
    return {
        "anchor": note.anchor,
        "severity": note.severity,
        "rule": note.rule,
        "where": note.where,
        "message": note.message,
        "hint": note.hint,
        "words": note.words,
    }


type _Places = Mapping[str, Sequence[tuple[int, str]]]
"""For each file the lines on which something printed begins, in order, with the anchors of its paragraphs."""


def _note(finding: Finding, places: _Places, lines: Sequence[str]) -> Note:
    source = finding.source
    line = lines[source.line - 1] if source.line <= len(lines) else ""
    return Note(
        anchor=_anchor(source, places, line),
        severity=finding.severity.word,
        rule=finding.rule,
        where=visible(f"{source.path}:{source.line}:{source.column}"),
        message=visible(finding.message),
        hint=visible(finding.help),
        words=_words(finding, line),
        line=visible(line.strip()),
    )


def _words(finding: Finding, line: str) -> str:
    source = finding.source
    words = line[source.column - 1 : source.end_column - 1] if source.end_line == source.line else ""
    return visible(words) if len(words) <= _MOST_WORDS and words not in finding.message else ""


def _anchor(source: Source, places: _Places, line: str) -> str:
    """The anchor of what was begun last on that line or above it; a heading of a text belongs to what follows it."""
    begun = places.get(source.path, ())
    place = bisect_right(begun, source.line, key=lambda it: it[0])
    if line.startswith("#"):
        place += 1
    return begun[place - 1][1] if 0 < place <= len(begun) else ""


def _places(report: Report) -> _Places:
    anchors = anchors_of(report)
    found: dict[str, list[tuple[int, str]]] = {}
    anchor = ""
    for block in walk_blocks(report):
        if isinstance(block, Heading | Paragraph | Table):
            anchor = anchors.get(block.id, "")
            _stand_in(block, anchor, found)
        for source in _sources(block):
            found.setdefault(source.path, []).append((source.line, anchor))
    return {path: sorted(begun) for path, begun in found.items()}


def _stand_in(block: Block, anchor: str, found: dict[str, list[tuple[int, str]]]) -> None:
    """Notes that a placeholder stands for a whole file."""
    if isinstance(block, Paragraph) and block.id.endswith("#missing"):
        for ending in ("md", "docx"):
            found.setdefault(f"contributions/{block.id.removesuffix('#missing')}.{ending}", []).append((1, anchor))


def _sources(block: Block) -> Iterator[Source]:
    """Where a block and its notes begin."""
    if block.source.path:
        yield block.source
        yield from (
            note.source for note in walk_block_inlines((block,)) if isinstance(note, Footnote) and note.source.path
        )
