"""Checks a settings file against its schema: valid values with their positions, and every fault in one run.

The readers of the single files check what values mean together, such as a period that ends before it begins.
"""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.finding import Finding, Parameter, Parameters, Severity, Source, make_text, place_text
from assembler.model.text.suggestions import suggest
from assembler.model.value import MutableValue, field
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.fault_codes import (
    EMPTY,
    MISSING_KEY,
    MISTYPED,
    REPEATED_VALUE,
    UNKNOWN_KEY,
    Complaint,
    Subject,
    add_facts,
    quote,
)
from assembler.readers.settings.scalar_conversion import capitalize, convert_scalar
from assembler.readers.settings.schema_types import (
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
    describe_shape,
    list_facts,
)
from assembler.readers.settings.validated_record import Entry, Record
from assembler.readers.yaml import nodes as yaml
from assembler.readers.yaml.nodes import Node, Scalar, read_yaml


class Reading(MutableValue):
    """One run over a file."""

    title: str
    """What the file is called in messages."""
    vocabulary: Vocabulary
    """The identifiers that are known."""
    findings: list[Finding] = field(default_factory=list)
    """The faults so far."""


def read_settings(
    text: str, path: str, schema: FileSchema, vocabulary: Vocabulary, first_line: int = 1
) -> tuple[Record | None, Reading]:
    """The values of the file, or none where it is no group of keys, and the run with its findings."""
    node, faults = read_yaml(text, path, first_line)
    reading = Reading(schema.title, vocabulary)
    value = None
    if node is not None and not (isinstance(node, Scalar) and node.absent):
        value = validate(node, schema.shape, Subject(schema.title), reading)
    elif not faults:
        hint, example = _show_example(schema.shape.example), schema.shape.example
        source = Source(path, first_line)
        add_finding(
            reading,
            EMPTY,
            source,
            "Nothing is written in {title}.",
            hint,
            title=schema.title,
            start="",
            example=example,
        )
    # A fault of YAML says more than what follows from it at the same place.
    positions = {(fault.source.line, fault.source.column) for fault in faults}
    others = [fault for fault in reading.findings if (fault.source.line, fault.source.column) not in positions]
    reading.findings = [*faults, *others]
    return (value.content if value and isinstance(value.content, Record) else None), reading


def read_labels_file(text: str, path: str, schema: FileSchema) -> tuple[Record | None, tuple[Finding, ...]]:
    """The values of a file of fixed words, and the findings; no values where a single one is faulty."""
    record, reading = read_settings(text, path, schema, Vocabulary())
    findings = sorted_findings(reading)
    return None if findings else record, findings


def sorted_findings(reading: Reading) -> tuple[Finding, ...]:
    """The findings of the run in the order of their positions."""
    return tuple(sorted(reading.findings, key=lambda finding: finding.key))


def add_finding(
    reading: Reading,
    rule: str,
    source: Source,
    message: str,
    hint: str,
    facts: Parameters = (),
    **parameters: Parameter,
) -> None:
    """Adds a finding to the run; its sentences are templates, as in `make_finding`. Facts are further parameters."""
    text = add_facts(make_text(message, hint, word_hint="", **parameters), facts)
    reading.findings.append(place_text(rule, Severity.ERROR, source, text))


def validate(node: Node, shape: Shape, subject: Subject, reading: Reading) -> Entry | None:
    """The value of the node, or none where it is not valid; messages speak of it as the subject."""
    match shape:
        case RecordOf():
            return _validate_record(node, shape, subject, reading)
        case MappingOf():
            return _validate_mapping(node, shape, subject, reading)
        case ListOf():
            return _validate_list(node, shape, subject, reading)
        case OneOf():
            return _validate_one_of(node, shape, subject, reading)
        case _:
            return _validate_word(node, shape, subject, reading)


def _validate_record(node: Node, shape: RecordOf, subject: Subject, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Mapping):
        _report_type(node, shape, subject, reading)
        return None
    written: dict[str, tuple[Scalar, Node]] = {}
    values: dict[str, Entry] = {}
    absent: dict[str, Scalar] = {}
    for entry in node.entries:
        key, below = entry
        field = shape.by_name.get(key.text)
        if field is None:
            _report_unknown_key(key, shape.by_name, subject, reading)
        elif isinstance(below, Scalar) and below.absent:
            absent[key.text] = key
        else:
            written[key.text] = entry
            value = validate(below, field.shape, Subject(f"“{field.name}”", field.name), reading)
            if value:
                values[key.text] = value
    for one in shape.fields:
        if one.required and one.name not in written:
            _report_missing_key(one, absent.get(one.name, node).source, subject, reading)
    return Entry(Record(values, written, node), node)


def _report_unknown_key(key: Scalar, fields: Mapping[str, Field], subject: Subject, reading: Reading) -> None:
    suggestion = suggest(key.text, fields)
    hint = "Did you mean “{suggestion}”?" if suggestion else "The keys that can stand here are {keys}."
    parameters = {"suggestion": suggestion} if suggestion else {"keys": ", ".join(fields)}
    message = "The key {key} is not known in {name}."
    facts = (("group", subject.key),)
    add_finding(
        reading, UNKNOWN_KEY, key.source, message, hint, facts, key=quote(key.text), name=subject.name, **parameters
    )


def _report_missing_key(one: Field, source: Source, subject: Subject, reading: Reading) -> None:
    hint = "Add “{key}: …”. {documentation}"
    message = "The key “{key}” is missing in {name}."
    parameters = {"key": one.name, "name": subject.name, "documentation": one.documentation}
    add_finding(reading, MISSING_KEY, source, message, hint, (("group", subject.key),), **parameters)


def _validate_mapping(node: Node, shape: MappingOf, subject: Subject, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Mapping):
        _report_type(node, shape, subject, reading)
        return None
    written: dict[str, tuple[Scalar, Node]] = {}
    values: dict[str, Entry] = {}
    for key, below in node.entries:
        valid_key = validate(key, shape.key, subject._replace(name=f"a key of {subject.name}"), reading)
        value = _validate_item(below, shape.value, Subject(quote(key.text), key.text), reading)
        if valid_key:
            written[key.text] = key, below
        if valid_key and value:
            values[key.text] = value
    return Entry(Record(values, written, node), node)


def _validate_list(node: Node, shape: ListOf, subject: Subject, reading: Reading) -> Entry | None:
    if not isinstance(node, yaml.Sequence):
        _report_type(node, shape, subject, reading)
        return None
    _check_length(node, shape, subject, reading)
    values: list[Entry] = []
    earlier: set[object] = set()
    item_subject = subject._replace(name=f"an item of {subject.name}")
    for item in node.items[: shape.most]:
        value = _validate_item(item, shape.item, item_subject, reading)
        if value and shape.distinct and value.content in earlier:
            hint = "Delete one of them."
            message = "“{value}” stands twice in {name}."
            parameters = {"value": str(value.content), "name": subject.name}
            add_finding(reading, REPEATED_VALUE, value.source, message, hint, (("key", subject.key),), **parameters)
        elif value:
            values.append(value)
        if value and shape.distinct:
            earlier.add(value.content)
    return Entry(tuple(values), node)


def _check_length(node: yaml.Sequence, shape: ListOf, subject: Subject, reading: Reading) -> None:
    count, name, facts = len(node.items), subject.name, (("key", subject.key),)
    if not count and shape.least:
        message = "The list {name} is empty."
        add_finding(reading, EMPTY, node.source, message, "Write at least one item.", facts, name=name)
    elif count < shape.least:
        message = "The list {name} must have at least {least} items, but has {count}."
        hint = "Write all the items."
        add_finding(reading, MISTYPED, node.source, message, hint, facts, name=name, least=shape.least, count=count)
    elif count > shape.most:
        message, hint = (
            "The list {name} can have at most {most} items, but has {count}.",
            "Delete the items from here on.",
        )
        source = node.items[shape.most].source
        add_finding(reading, MISTYPED, source, message, hint, facts, name=name, most=shape.most, count=count)


def _validate_item(node: Node, shape: Shape, subject: Subject, reading: Reading) -> Entry | None:
    """As `validate`, where an empty value is a fault."""
    if isinstance(node, Scalar) and node.absent:
        hint = "Write the value, or delete the line."
        message, facts = "Nothing is written for {name}.", (("key", subject.key),)
        add_finding(reading, EMPTY, node.source, message, hint, facts, name=subject.name)
        return None
    return validate(node, shape, subject, reading)


def _validate_one_of(node: Node, shape: OneOf, subject: Subject, reading: Reading) -> Entry | None:
    for one in shape.shapes:
        if isinstance(node, yaml.Sequence) and isinstance(one, ListOf):
            return validate(node, one, subject, reading)
        if isinstance(node, yaml.Mapping) and isinstance(one, RecordOf | MappingOf):
            return validate(node, one, subject, reading)
        if isinstance(node, Scalar) and not isinstance(one, ListOf | RecordOf | MappingOf):
            attempt = Reading(reading.title, reading.vocabulary)
            value = validate(node, one, subject, attempt)
            if value:
                return value
    _report_type(node, shape, subject, reading)
    return None


def _validate_word(node: Node, shape: Word, subject: Subject, reading: Reading) -> Entry | None:
    if not isinstance(node, Scalar):
        _report_type(node, shape, subject, reading)
        return None
    content = convert_scalar(node.text, shape, subject, reading.vocabulary)
    if not isinstance(content, Complaint):
        return Entry(content, node)
    reading.findings.append(place_text(content.rule, Severity.ERROR, node.source, content.text))
    return None


def _report_type(node: Node, shape: Shape, subject: Subject, reading: Reading) -> None:
    message = "{name} must be {form}, but {value} stands here."
    hint, parameters = _explain_form(node, shape, subject)
    parameters |= {"name": capitalize(subject.name), "form": describe_shape(shape), "value": _describe_node(node)}
    facts = (("key", subject.key), *list_facts(shape))
    add_finding(reading, MISTYPED, node.source, message, hint, facts, **parameters)


def _describe_node(node: Node) -> str:
    match node:
        case Scalar():
            return quote(node.text)
        case yaml.Sequence():
            return "a list"
        case yaml.Mapping():
            return "a group of keys with values"


def _explain_form(node: Node, shape: Shape, subject: Subject) -> tuple[str, dict[str, str]]:
    """The hint on how to write the value, and its parameters."""
    start = f"{subject.name.strip('“”')}: " if subject.name.startswith("“") else ""
    match shape:
        case RecordOf():
            hint = _show_example(shape.example) + (" {note}" if shape.note else "")
            return hint, {"start": start, "example": shape.example, "note": shape.note}
        case MappingOf():
            return _show_example(shape.example), {"start": start, "example": shape.example}
        case ListOf():
            hint = "Put the items in square brackets with commas between them, as in “{start}{example}”."
            return hint, {"start": start, "example": _write_as_list(node, shape)}
        case OneOf():
            suggestion = _suggest_word(node, shape)
            if suggestion:
                return "Did you mean “{suggestion}”?", {"suggestion": suggestion}
            return "Write it in one of these ways.", {}
        case _:
            return "Write a single value, without brackets, braces or lines below.", {}


def _show_example(example: str) -> str:
    """The hint that shows an example."""
    if example.startswith("{"):
        return "Write it as in “{start}{example}”."
    return "Write each key on a line of its own, with its value, as in “{example}”."


def _write_as_list(node: Node, shape: ListOf) -> str:
    """The single value written as a list, or any list."""
    single = isinstance(shape.item, Text | Identifier | Choice | DocumentSymbol)
    return f"[{node.text}]" if single and isinstance(node, Scalar) and len(node.text) <= 40 else "[first, second]"


def _suggest_word(node: Node, shape: OneOf) -> str:
    """The word of the choices that was probably meant, or empty."""
    words = [word for one in shape.shapes if isinstance(one, Choice) for word in one.words]
    return suggest(node.text, words) if isinstance(node, Scalar) else ""
