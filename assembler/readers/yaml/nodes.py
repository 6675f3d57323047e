"""Reads YAML to nodes with positions; every scalar is a string. The schemas of settings say what the keys mean.

PyYAML turns a text into events: a scalar, the beginning or end of a list or of a group of keys. The nodes are made here
and not by `yaml.compose`: the composer in C keeps neither the name nor the position of an anchor or alias and gives up
at the first; the one in Python keeps both, but takes 2.4 times as long, a twelfth of `check --structure`, and saves
no line. Events are read one by one, so that reading stops at the first one that is nested too deep. Parts of YAML that
nobody needs here are refused: anchors and aliases, tags, merge keys, a second document.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, batched

import yaml

from assembler.model.finding import Finding, Severity, Source, place_text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import MutableValue, Value, field
from assembler.readers.settings.fault_codes import Complaint
from assembler.readers.yaml import faults as yaml_faults

MOST_BYTES = 64 * 1024
"""The size of YAML that is read, in bytes of UTF-8; longer text is no settings file."""
MOST_DEPTH = 20
"""How many lists and groups may stand inside each other."""
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast parser, where PyYAML was built with it."""

# Characters that YAML does not allow (its specification, 5.1), and the byte order mark, which is no part of a text.
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
_UNPRINTABLE = Pattern(f"[{_FORBIDDEN}]")
_FORBIDDEN_CODES = Pattern(f"[{_FORBIDDEN}\x85]")
"""Characters that no escape code may stand for."""
_LINE_END = Pattern("\r\n|\r|\n")
_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))


class _PositionedNode(Value):
    """A node with its position."""

    page: _SourceText
    """The text in which it stands."""
    start: int
    """The index of its first character in that text."""
    end: int
    """The index after its last; 0 where only its beginning is known."""

    @property
    def source(self) -> Source:
        """Its position, computed on request, since most positions are never needed."""
        return _locate(self.page, self.start, self.end)


class Scalar(_PositionedNode):
    """A single value, as it was written."""

    text: str
    """Its text."""
    plain: bool
    """Whether it stood without quotation marks."""

    @property
    def absent(self) -> bool:
        """Whether it means that there is no value: empty, ~ or null."""
        return self.plain and self.text in _ABSENT


class Sequence(_PositionedNode):
    """A list; its end is known where it stands in brackets."""

    items: tuple[Node, ...]
    """Its items."""


class Mapping(_PositionedNode):
    """A group of keys with values; its end is known where it stands in braces."""

    entries: tuple[tuple[Scalar, Node], ...]
    """Each key, once, with its value, in the order of the file."""


type Node = Scalar | Sequence | Mapping


class _SourceText(Value):
    """A text whose characters have positions in a file."""

    text: str
    path: str
    first_line: int
    line_starts: tuple[int, ...]


class _Reading(MutableValue):
    """The state of reading one text."""

    page: _SourceText
    depth: int = 0
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)


class _TooDeep(Exception):
    """Ends the reading."""


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node that the text describes, or none where the text is empty or broken, and the findings on its YAML."""
    text = text.removeprefix("\ufeff")
    reading = _Reading(_SourceText(text, path, first_line, _find_line_starts(text)))
    if not _check_text(reading):
        return None, tuple(reading.findings)
    try:
        _read_document(reading, iter(LOADER(text).get_event, None))
    except _TooDeep:
        pass  # the finding is there already
    except yaml.MarkedYAMLError as error:
        _report_broken(reading, error)
    except (yaml.YAMLError, ValueError, OverflowError):
        # The parser in Python fails without a position at a code such as \UFFFFFFFF; the one in C gives the position.
        _report(reading, yaml_faults.CODE, 0)
    return reading.root, tuple(sorted(reading.findings, key=lambda finding: finding.key))


def _find_line_starts(text: str) -> tuple[int, ...]:
    """The index at which each line begins."""
    if "\r" in text:
        return (0, *(match.end() for match in _LINE_END.finditer(text)))
    return tuple(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def _check_text(reading: _Reading) -> bool:
    """Whether the parser can read the text; reports a text that is too long, and characters that YAML forbids."""
    text = reading.page.text
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        _report(reading, yaml_faults.TOO_LARGE, 0)
        return False
    if text.replace("\n", "").isprintable():  # then it holds no forbidden character, nor a tab or no-break space
        return True
    match = _UNPRINTABLE.search(text)
    if match:
        _report(reading, yaml_faults.report_unprintable(match.group()), match.start(), match.end())
    return match is None


def _read_document(reading: _Reading, events: Iterator[yaml.Event]) -> None:
    """Reads the events of the first document, and reports the beginning of a second one."""
    documents = 0
    for event in events:
        match event:
            case yaml.NodeEvent():
                reading.root = _read_node(reading, event, events)
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    _report(reading, yaml_faults.SECOND_DOCUMENT, *_span(event))
                    break


def _read_node(reading: _Reading, event: yaml.NodeEvent, events: Iterator[yaml.Event]) -> Node:
    """The node that begins with an event; its items or keys come from the events that follow."""
    match event:
        case yaml.ScalarEvent():
            return _read_scalar(reading, event)
        case yaml.CollectionStartEvent():
            return _read_collection(reading, event, events)
        case _:
            return _read_alias(reading, event)


def _read_scalar(reading: _Reading, event: yaml.ScalarEvent) -> Scalar:
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(reading, event)
    (start, end), text, style = _span(event), event.value, event.style
    if style == '"' and "\\" in reading.page.text[start:end]:
        text = _check_codes(reading, text, start, end)
    return Scalar(reading.page, start, 0 if style and style in "|>" else end, text, not style)


def _check_codes(reading: _Reading, text: str, start: int, end: int) -> str:
    """The text that was written with escape codes; reports codes for forbidden and invisible characters."""
    if _FORBIDDEN_CODES.search(text):
        _report(reading, yaml_faults.CODE, start, end)
        text = _FORBIDDEN_CODES.sub("", text)
    if not text.isprintable():
        from assembler.readers.invisible_characters import (
            find_escaped_characters,  # only here: most texts have none
        )

        reading.findings += find_escaped_characters(
            text, reading.page.text[start:end], _locate(reading.page, start, end)
        )
    return unicodedata.normalize("NFC", text)


def _read_alias(reading: _Reading, event: yaml.NodeEvent) -> Scalar:
    """The alias as the text that was written, so that the key keeps a value."""
    start, end = _span(event)
    _report(reading, yaml_faults.report_alias(event.anchor or ""), start, end)
    return Scalar(reading.page, start, end, f"*{event.anchor}", False)


def _read_collection(reading: _Reading, opening: yaml.CollectionStartEvent, events: Iterator[yaml.Event]) -> Node:
    """A list or group; the children of a group are key and value in turn. Raises _TooDeep."""
    _refuse_properties(reading, opening)
    start, end = _span(opening)
    if reading.depth == MOST_DEPTH:
        _report(reading, yaml_faults.TOO_DEEP, start, end)
        raise _TooDeep
    reading.depth += 1
    children: list[Node] = []
    for event in events:
        if isinstance(event, yaml.ScalarEvent):  # first, since nearly all are
            children.append(_read_scalar(reading, event))
        elif isinstance(event, yaml.NodeEvent):
            children.append(_read_node(reading, event, events))
        else:
            # Without brackets it ends where the next value begins, which is no position of its own.
            end = _span(event)[1] if opening.flow_style else 0
            break
    reading.depth -= 1
    if isinstance(opening, yaml.SequenceStartEvent):
        return Sequence(reading.page, start, end, tuple(children))
    return Mapping(reading.page, start, end, _pair_entries(reading, children))


def _pair_entries(reading: _Reading, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
    """The keys that can be used, with their values; of a key that stands twice the first."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in batched(children, 2):
        if not isinstance(key, Scalar) or (key.plain and not key.text):
            _report_at(reading, yaml_faults.NO_KEY, key.source)
        elif key.plain and key.text == "<<":
            _report_at(reading, yaml_faults.MERGE, key.source)
        elif key.text in entries:
            first = entries[key.text][0].source.line
            _report_at(reading, yaml_faults.report_repeated_key(key.text, first), key.source)
        else:
            entries[key.text] = (key, value)
    return tuple(entries.values())


def _refuse_properties(reading: _Reading, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    """Reports an anchor or a tag before a value; the value itself is used."""
    if event.anchor is not None:
        _report(reading, yaml_faults.report_anchor(event.anchor), _span(event)[0])
    if event.tag is not None:
        _report(reading, yaml_faults.TAG, _span(event)[0])


def _report_broken(reading: _Reading, error: yaml.MarkedYAMLError) -> None:
    """Reports the error of the parser in plain words."""
    reading.root = None
    problem = error.problem_mark.index if error.problem_mark else 0
    context = error.context_mark.index if error.context_mark else problem
    parser_error = yaml_faults.ParserError(error.problem or "", problem, context)
    fault, index = yaml_faults.explain_error(parser_error, reading.page.text)
    _report(reading, fault, index)


def _span(event: yaml.Event) -> tuple[int, int]:
    """The index of the event's first character and of the one after its last."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def _report(reading: _Reading, fault: Complaint, start: int, end: int = 0) -> None:
    _report_at(reading, fault, _locate(reading.page, start, end))


def _report_at(reading: _Reading, fault: Complaint, source: Source) -> None:
    reading.findings.append(place_text(fault.rule, Severity.ERROR, source, fault.text))


def _locate(page: _SourceText, start: int, end: int) -> Source:
    """The position of the characters from start to end; with end 0 only of the first."""
    # Lines are counted here and not taken from the parser, which also counts the line separators of Unicode.
    row = bisect_right(page.line_starts, start) - 1
    line, column = page.first_line + row, start - page.line_starts[row] + 1
    if end <= start:
        return Source(page.path, line, column)
    last = bisect_right(page.line_starts, end) - 1
    return Source(page.path, line, column, page.first_line + last, end - page.line_starts[last] + 1)
