"""Writes the schema of a settings file as JSON Schema 2020-12, for editors.

An editor reads YAML 1.2 before it looks at the schema: 75 reaches it as a number, true as a boolean, an empty value as
null, while a day stays text. Our own reader takes every value as text first, so that the schema accepts numbers and
booleans where text is asked for. What our reader accepts must be valid here too, but for blanks that it trims; it
finds more than a schema can say, such as an identifier that is in no list. Only keywords are used that editors know.
"""

from __future__ import annotations

import json
import re
from typing import assert_never

from assembler.model.canonical_json import Json
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.fault_codes import Subject
from assembler.readers.settings.scalar_conversion import DAY, IDENTIFIER, SYMBOL, TRUTH, capitalize
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    DocumentSymbol,
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    Phrase,
    RecordOf,
    Shape,
    Text,
    Whole,
    Word,
    YesNo,
    describe_shape,
)
from assembler.readers.settings.validation import Reading, validate
from assembler.readers.yaml.nodes import read_yaml

type Schema = dict[str, Json]
"""A schema or a part of one."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The edition of JSON Schema."""
_MOST = ListOf(Text()).most
_SAMPLES = {"number": "0", "boolean": "true"}
"""Texts that an editor takes for a value of another kind."""


def make_json_schema(name: str, schema: FileSchema) -> Schema:
    """The JSON Schema of a settings file; name is that under which a user asks for it."""
    head: Schema = {
        "$schema": DRAFT,
        "$id": f"urn:report-assembler:schema:{name}",
        "title": capitalize(schema.title),
        "description": schema.documentation,
    }
    return head | _convert_shape(schema.shape)


def write_schema_file(name: str, schema: FileSchema) -> bytes:
    """The JSON Schema as a file: the same bytes for the same description, keys in the order of the description."""
    return (json.dumps(make_json_schema(name, schema), ensure_ascii=False, indent=2) + "\n").encode()


def _convert_shape(shape: Shape) -> Schema:
    match shape:
        case RecordOf():
            return _convert_record(shape)
        case MappingOf():
            return _convert_mapping(shape)
        case ListOf():
            return _convert_list(shape)
        case OneOf():
            return {"anyOf": [_convert_shape(one) for one in shape.shapes]}
        case _:
            return _convert_word(shape)


def _convert_record(shape: RecordOf) -> Schema:
    required: list[Json] = [one.name for one in shape.fields if one.required]
    return {
        "type": "object",
        "properties": {one.name: _convert_field(one) for one in shape.fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _convert_field(field: Field) -> Schema:
    below = _convert_shape(field.shape)
    head: Schema = {"description": field.documentation}
    if field.default:
        head["default"] = _convert_default(field)
    return head | (below if field.required else _allow_null(below))


def _allow_null(schema: Schema) -> Schema:
    """The schema of a value that may also be left empty."""
    if "anyOf" in schema:
        return schema | {"anyOf": [*_to_list(schema["anyOf"]), {"type": "null"}]}
    wider: Schema = {"type": [*_to_list(schema["type"]), "null"]}
    if "enum" in schema:
        wider["enum"] = [*_to_list(schema["enum"]), None]
    return schema | wider


def _to_list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _convert_default(field: Field) -> Json:
    """What holds where the key is absent, as JSON."""
    node, _ = read_yaml(field.default, "")
    value = validate(node, field.shape, Subject(field.name), Reading(field.name, Vocabulary())) if node else None
    return value.plain if value else None


def _convert_mapping(shape: MappingOf) -> Schema:
    below = _convert_shape(shape.value)
    if isinstance(shape.key, Choice):
        return {"type": "object", "properties": dict.fromkeys(shape.key.words, below), "additionalProperties": False}
    # Some editors take the key 75 for a number: without a type, the form of a text lets it pass.
    name = {keyword: value for keyword, value in _convert_shape(shape.key).items() if keyword != "type"}
    return {"type": "object", "propertyNames": name, "additionalProperties": below}


def _convert_list(shape: ListOf) -> Schema:
    schema: Schema = {"type": "array", "items": _convert_shape(shape.item)}
    if shape.least:
        schema["minItems"] = shape.least
    if shape.most < _MOST:
        schema["maxItems"] = shape.most
    if shape.distinct:
        schema["uniqueItems"] = True
    return schema


def _convert_word(shape: Word) -> Schema:
    match shape:
        case Text(pattern=""):
            return _allow_types(".*") | {"minLength": 1}
        case Text():
            return _allow_types(shape.pattern) | _make_pattern(shape.pattern, shape)
        case Phrase():
            types: Schema = {"type": "string"} if shape.needed else _allow_types(".*")
            return types | _make_pattern(_make_phrase_pattern(shape), shape)
        case Identifier():
            return (
                _allow_types(IDENTIFIER.pattern) | _make_pattern(IDENTIFIER.pattern, shape) | _exclude_reserved(shape)
            )
        case Day():
            return {"type": "string", "format": "date"} | _make_pattern(DAY.pattern, shape)
        case Whole():
            bounds: Schema = {"type": ["integer", "string"], "minimum": shape.least, "maximum": shape.most}
            return bounds | _make_pattern(_make_number_pattern(shape), shape)
        case Choice():
            return {"type": "string", "enum": [str(word) for word in shape.words]}
        case YesNo():
            truth: Schema = {"type": ["boolean", "string"]}
            return truth | _make_pattern("|".join(map(_make_any_case_pattern, TRUTH)), shape)
        case DocumentSymbol():
            return {"type": "string"} | _make_pattern(SYMBOL.pattern, shape)
        case _:
            assert_never(shape)


def _allow_types(pattern: str) -> Schema:
    """The kinds for which an editor may take a text of the form."""
    kinds: list[Json] = [kind for kind, text in _SAMPLES.items() if re.fullmatch(pattern, text)]
    return {"type": ["string", *kinds] if kinds else "string"}


def _make_pattern(pattern: str, shape: Word) -> Schema:
    """The form that a text must have as a whole; the message is a keyword of editors, which others pass over."""
    whole = f"^(?:{pattern})$" if "|" in pattern else f"^{pattern}$"
    return {"pattern": whole, "patternErrorMessage": f"This must be {describe_shape(shape)}."}


def _exclude_reserved(shape: Identifier) -> Schema:
    return {"not": {"enum": [*shape.reserved]}} if shape.reserved else {}


def _make_phrase_pattern(shape: Phrase) -> str:
    """Every needed place somewhere, and no other brace."""
    needed = "".join(rf"(?=[\s\S]*\{{{place}\}})" for place in shape.needed)
    places = "|".join((*shape.needed, *shape.possible))
    return rf"{needed}(?:[^{{}}]|\{{(?:{places})\}})*"


def _make_number_pattern(shape: Whole) -> str:
    """As many figures as the greatest number has, without noughts before them."""
    more = len(str(shape.most)) - 1
    number = f"[1-9][0-9]{{0,{more}}}" if more else "[1-9]"
    return number if shape.least else f"0|{number}"


def _make_any_case_pattern(word: str) -> str:
    return re.sub("[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", word)
