"""Reads a settings file by its description: typed values with their places, and every fault in one run.

What the values mean together (a period that ends before it begins) is left to the readers of the single files.
"""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.finding import Finding, Parameter, Severity, Source, make_text, place_text
from assembler.model.value import Growing, field
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.fault_codes import (
    EMPTY,
    MISSING_KEY,
    MISTYPED,
    REPEATED_VALUE,
    UNKNOWN_KEY,
    Complaint,
    shown,
)
from assembler.readers.settings.record import Entry, Record
from assembler.readers.settings.scalars import capitalized, typed
from assembler.readers.settings.schema import (
    Choice,
    DocumentSymbol,
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Shape,
    Text,
    Word,
    in_words,
)
from assembler.readers.suggestions import nearest
from assembler.readers.yaml import nodes as yaml
from assembler.readers.yaml.nodes import Node, Scalar, read_yaml


class Reading(Growing):
    """One run over a file."""

    title: str
    """What the file is called in messages."""
    vocabulary: Vocabulary
    """The identifiers that are known."""
    found: list[Finding] = field(default_factory=list)
    """The faults so far."""


def read_file(
    text: str, path: str, schema: FileSchema, vocabulary: Vocabulary, first_line: int = 1
) -> tuple[Record | None, Reading]:
    """What the file says, or none where it is no group of keys, and the run with the faults found."""
    node, faults = read_yaml(text, path, first_line)
    reading = Reading(schema.title, vocabulary)
    value = None
    if node is not None and not (isinstance(node, Scalar) and node.absent):
        value = understand(node, schema.shape, schema.title, reading)
    elif not faults:
        hint, example = _as_in(schema.shape.example), schema.shape.example
        source = Source(path, first_line)
        report(
            reading, EMPTY, source, "Nothing is written in {title}.", hint, title=schema.title, key="", example=example
        )
    # A fault of YAML says more than what follows from it.
    told = {(fault.source.line, fault.source.column) for fault in faults}
    follow = [fault for fault in reading.found if (fault.source.line, fault.source.column) not in told]
    reading.found = [*faults, *follow]
    return (value.content if value and isinstance(value.content, Record) else None), reading


def sorted_findings(reading: Reading) -> tuple[Finding, ...]:
    """The faults of the run in the order of their places."""
    return tuple(sorted(reading.found, key=lambda finding: finding.key))


def report(reading: Reading, rule: str, source: Source, message: str, hint: str, **parameters: Parameter) -> None:
    """Adds a fault to the run; its sentences are templates, as in `make_finding`."""
    text = make_text(message, hint, word_hint="", **parameters)
    reading.found.append(place_text(rule, Severity.ERROR, source, text))


def understand(node: Node, shape: Shape, name: str, reading: Reading) -> Entry | None:
    """The value of the node, or none where it does not fit; name is what the messages call it."""
    match shape:
        case RecordOf():
            return _record(node, shape, name, reading)
        case MappingOf():
            return _mapping(node, shape, name, reading)
        case ListOf():
            return _list(node, shape, name, reading)
        case OneOf():
            return _one_of(node, shape, name, reading)
        case _:
            return _word(node, shape, name, reading)


def _record(node: Node, shape: RecordOf, name: str, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Mapping):
        _mistyped(node, shape, name, reading)
        return None
    written: dict[str, tuple[Scalar, Node]] = {}
    values: dict[str, Entry] = {}
    absent: dict[str, Scalar] = {}
    for entry in node.entries:
        key, below = entry
        field = shape.by_name.get(key.text)
        if field is None:
            _unknown_key(key, shape.by_name, name, reading)
        elif isinstance(below, Scalar) and below.absent:
            absent[key.text] = key
        else:
            written[key.text] = entry
            value = understand(below, field.shape, f"“{field.name}”", reading)
            if value:
                values[key.text] = value
    for one in shape.fields:
        if one.required and one.name not in written:
            _missing_key(one, absent.get(one.name, node).source, name, reading)
    return Entry(Record(values, written, node), node)


def _unknown_key(key: Scalar, fields: Mapping[str, Field], name: str, reading: Reading) -> None:
    meant = nearest(key.text, fields)
    hint = "Did you mean “{meant}”?" if meant else "The keys that can stand here are {keys}."
    parameters = {"meant": meant} if meant else {"keys": ", ".join(fields)}
    message = "The key {key} is not known in {name}."
    report(reading, UNKNOWN_KEY, key.source, message, hint, key=shown(key.text), name=name, **parameters)


def _missing_key(one: Field, source: Source, name: str, reading: Reading) -> None:
    hint = "Add “{key}: …”. {documentation}"
    message = "The key “{key}” is missing in {name}."
    report(reading, MISSING_KEY, source, message, hint, key=one.name, name=name, documentation=one.documentation)


def _mapping(node: Node, shape: MappingOf, name: str, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Mapping):
        _mistyped(node, shape, name, reading)
        return None
    written: dict[str, tuple[Scalar, Node]] = {}
    values: dict[str, Entry] = {}
    for key, below in node.entries:
        known = understand(key, shape.key, f"a key of {name}", reading)
        value = _item(below, shape.value, shown(key.text), reading)
        if known:
            written[key.text] = key, below
        if known and value:
            values[key.text] = value
    return Entry(Record(values, written, node), node)


def _list(node: Node, shape: ListOf, name: str, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Sequence):
        _mistyped(node, shape, name, reading)
        return None
    _count(node, shape, name, reading)
    values: list[Entry] = []
    seen: set[object] = set()
    for item in node.items[: shape.most]:
        value = _item(item, shape.item, f"an item of {name}", reading)
        if value and shape.distinct and value.content in seen:
            hint = "Take one of them out."
            message = "“{value}” stands twice in {name}."
            report(reading, REPEATED_VALUE, value.source, message, hint, value=str(value.content), name=name)
        elif value:
            values.append(value)
        if value and shape.distinct:
            seen.add(value.content)
    return Entry(tuple(values), node)


def _count(node: yaml.Sequence, shape: ListOf, name: str, reading: Reading) -> None:
    count = len(node.items)
    if not count and shape.least:
        report(reading, EMPTY, node.source, "The list {name} is empty.", "Write at least one item.", name=name)
    elif count < shape.least:
        message = "The list {name} must have {least} items or more and has {count}."
        report(reading, MISTYPED, node.source, message, "Write all of them.", name=name, least=shape.least, count=count)
    elif count > shape.most:
        message, hint = (
            "The list {name} can have {most} items at most and has {count}.",
            "Take out what stands from here on.",
        )
        source = node.items[shape.most].source
        report(reading, MISTYPED, source, message, hint, name=name, most=shape.most, count=count)


def _item(node: Node, shape: Shape, name: str, reading: Reading) -> Entry | None:
    """As understand, where nothing may be left empty."""
    if isinstance(node, Scalar) and node.absent:
        hint = "Write what is meant or take the line out."
        report(reading, EMPTY, node.source, "Nothing is written for {name}.", hint, name=name)
        return None
    return understand(node, shape, name, reading)


def _one_of(node: Node, shape: OneOf, name: str, reading: Reading) -> Entry | None:
    for one in shape.shapes:
        if isinstance(node, yaml.Sequence) and isinstance(one, ListOf):
            return understand(node, one, name, reading)
        if isinstance(node, yaml.Mapping) and isinstance(one, RecordOf | MappingOf):
            return understand(node, one, name, reading)
        if isinstance(node, Scalar) and not isinstance(one, ListOf | RecordOf | MappingOf):
            attempt = Reading(reading.title, reading.vocabulary)
            value = understand(node, one, name, attempt)
            if value:
                return value
    _mistyped(node, shape, name, reading)
    return None


def _word(node: Node, shape: Word, name: str, reading: Reading) -> Entry | None:
    if not isinstance(node, Scalar):
        _mistyped(node, shape, name, reading)
        return None
    content = typed(node.text, shape, name, reading.vocabulary)
    if not isinstance(content, Complaint):
        return Entry(content, node)
    reading.found.append(place_text(content.rule, Severity.ERROR, node.source, content.text))
    return None


def _mistyped(node: Node, shape: Shape, name: str, reading: Reading) -> None:
    message = "{name} must be {form}, but {value} stands here."
    hint, parameters = _how(node, shape, name)
    parameters |= {"name": capitalized(name), "form": in_words(shape), "value": _standing(node)}
    report(reading, MISTYPED, node.source, message, hint, **parameters)


def _standing(node: Node) -> str:
    match node:
        case Scalar():
            return shown(node.text)
        case yaml.Sequence():
            return "a list"
        case yaml.Mapping():
            return "a group of keys with values"


def _how(node: Node, shape: Shape, name: str) -> tuple[str, dict[str, str]]:
    """The hint on how the value would be written rightly, and its parameters."""
    key = f"{name.strip('“”')}: " if name.startswith("“") else ""
    match shape:
        case RecordOf():
            hint = f"{_as_in(shape.example)} {{note}}" if shape.note else _as_in(shape.example)
            return hint, {"key": key, "example": shape.example, "note": shape.note}
        case MappingOf():
            return _as_in(shape.example), {"key": key, "example": shape.example}
        case ListOf():
            hint = "Put the items in square brackets with commas between them, as in “{key}{example}”."
            return hint, {"key": key, "example": _listed(node, shape)}
        case OneOf():
            meant = _find_near_word(node, shape)
            return ("Did you mean “{meant}”?", {"meant": meant}) if meant else ("Write it in one of these ways.", {})
        case _:
            return "Write a single value, without brackets, braces or lines below.", {}


def _as_in(example: str) -> str:
    """The hint that shows an example."""
    if example.startswith("{"):
        return "Write it as in “{key}{example}”."
    return "Write each key on a line of its own, with its value, as in “{example}”."


def _listed(node: Node, shape: ListOf) -> str:
    """The single value as a list, or any list."""
    single = isinstance(shape.item, Text | Identifier | Choice | DocumentSymbol)
    return f"[{node.text}]" if single and isinstance(node, Scalar) and len(node.text) <= 40 else "[first, second]"


def _find_near_word(node: Node, shape: OneOf) -> str:
    """The word of the choices that was probably meant."""
    words = [word for one in shape.shapes if isinstance(one, Choice) for word in one.words]
    return nearest(node.text, words) if isinstance(node, Scalar) else ""
