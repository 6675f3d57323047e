"""Makes the tables of keys in the guide to contributors from the schemas of settings files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.readers.settings.schema_types import (
    Day,
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
    Whole,
    describe_shape,
)

_HEAD = "| Key | What it holds | Must it be there |\n| --- | --- | --- |\n"
_PLACE = re.compile(r"(<!-- reference: ([a-z]+) -->\n).*?(<!-- end of reference -->)", re.DOTALL)
_NOTHING = ("", "[]", "{}")


def fill_reference_tables(page: str, schemas: Mapping[str, FileSchema]) -> str:
    """The page, with the table of a settings file between each pair of marks that names one.

    Raises KeyError where a mark names none that is known.
    """
    return _PLACE.sub(lambda place: f"{place[1]}\n{make_reference_table(schemas[place[2]])}\n{place[3]}", page)


def make_reference_table(schema: FileSchema) -> str:
    """A table of all keys of a settings file, those inside others with a dot, in the order of the description."""
    return _HEAD + "".join(f"| {' | '.join(map(_escape_cell, row))} |\n" for row in _make_rows(schema.shape, ""))


def _make_rows(shape: Shape, above: str) -> Iterator[tuple[str, str, str]]:
    match shape:
        case RecordOf():
            for one in shape.fields:
                yield f"`{above}{one.name}`", _describe_content(one), _describe_need(one)
                yield from _make_rows(one.shape, f"{above}{one.name}.")
        case ListOf():
            yield from _make_rows(shape.item, above)
        case MappingOf():
            yield from _make_rows(shape.value, above)
        case OneOf():
            for way in shape.shapes:
                yield from _make_rows(way, above)
        case _:
            return


def _describe_content(field: Field) -> str:
    """The documentation, with the form of the value where it does not say it itself, and an example."""
    description, example = field.documentation, _show_example(field.shape)
    form = "" if ":" in description else _describe_form(field.shape)
    if form:
        description = (
            f"{description} Write {form}."
            if isinstance(field.shape, OneOf)
            else f"{description.removesuffix('.')}: {form}."
        )
    return f"{description} As in `{field.name}: {example}`." if example else description


def _describe_form(shape: Shape) -> str:
    """What may stand there, where that is worth a word."""
    match shape:
        case Text(pattern="") | Identifier() | Whole() | Day() | DocumentSymbol() | RecordOf() | MappingOf():
            return ""
        case ListOf():
            return _describe_form(shape.item)
        case _:
            return describe_shape(shape)


def _show_example(shape: Shape) -> str:
    """A value as it is written, where the form is not plain from the words."""
    match shape:
        case RecordOf() | MappingOf():
            return shape.example
        case ListOf(item=RecordOf() | MappingOf() as item):
            return f"[{item.example}]"
        case ListOf(item=Identifier()):
            return "[au, las]"
        case ListOf(item=DocumentSymbol()):
            return "[A/75/345, S/2020/898]"
        case ListOf(item=Text(pattern="")):
            return "[first, second]"
        case Identifier(of="organization"):
            return "au"
        case Identifier(of="entity"):
            return "unhcr"
        case Day():
            return "2020-06-30"
        case DocumentSymbol():
            return "A/75/345"
        case _:
            return ""


def _describe_need(field: Field) -> str:
    if field.required:
        return "yes"
    return "no" if field.default in _NOTHING else f"no; without it `{field.default}`"


def _escape_cell(text: str) -> str:
    return text.replace("|", r"\|")
