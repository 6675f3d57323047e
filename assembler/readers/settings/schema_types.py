"""The types of which schemas of settings files are made: shapes of values, and keys of records.

A schema is plain data, so that the same one serves the reader, the JSON Schema and the table of keys in the guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from assembler.model.finding import Parameters
from assembler.model.value import Value

type NameList = Literal["organization", "entity"]
"""The two lists of names to which an identifier may belong."""


class Text(Value):
    """Words in one line."""

    pattern: str = ""
    """The regular expression that the whole text must match; empty where any text will do."""
    form: str = "text"
    """What must stand there, in plain words."""
    exact: bool = False
    """Whether spaces at the ends belong to the text."""


class Phrase(Value):
    """A fixed phrase with places in braces."""

    needed: tuple[str, ...]
    """The places that must stand in it."""
    possible: tuple[str, ...] = ()
    """The places that may stand in it."""


class Identifier(Value):
    """A name of small letters, figures and hyphens, at most 40."""

    of: NameList | None = None
    """The list in which it must stand; none where it is made here."""
    reserved: tuple[str, ...] = ()
    """The names that cannot be used."""


class Day(Value):
    """A day of the calendar, YYYY-MM-DD."""


class Whole(Value):
    """A whole number in figures."""

    least: int = 0
    """The smallest."""
    most: int = 999_999_999
    """The greatest."""


class Choice(Value):
    """One of several words."""

    words: tuple[str, ...]
    """The words."""


class YesNo(Value):
    """true or false."""


class DocumentSymbol(Value):
    """The symbol of a United Nations document."""


class ListOf(Value):
    """A list."""

    item: Shape
    """What each item is."""
    least: int = 0
    """How many there must be."""
    most: int = 999
    """How many there may be."""
    distinct: bool = False
    """Whether no item may stand twice; for single values."""


class MappingOf(Value):
    """A group of keys that the user chooses."""

    key: Shape
    """What each key is."""
    value: Shape
    """What stands under each key."""
    example: str = "key: value"
    """How an entry is written."""


class RecordOf(Value, dict=True):
    """A group of keys that are known."""

    fields: tuple[Field, ...]
    """The keys."""
    example: str
    """How it is written in one line."""
    note: str = ""
    """What must also be known to write it."""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The keys by name: computed once and used for every file."""
        return {one.name: one for one in self.fields}


class OneOf(Value):
    """One of several shapes."""

    shapes: tuple[Shape, ...]
    """The shapes."""
    example: str
    """How it is written, in a few words."""


type Word = Text | Phrase | Identifier | Day | Whole | Choice | YesNo | DocumentSymbol
"""The shapes of a single value."""
type Shape = Word | ListOf | MappingOf | RecordOf | OneOf
"""The shapes of any value."""


class Field(Value):
    """A key of a record."""

    name: str
    """The key."""
    shape: Shape
    """What stands under it."""
    documentation: str
    """What it means, in a line of plain words."""
    required: bool = False
    """Whether it must be there."""
    default: str = ""
    """The value where the key is absent, as it would be written."""


class FileSchema(Value):
    """The schema of a settings file."""

    title: str
    """What it is called in messages."""
    documentation: str
    """What it is for."""
    shape: RecordOf | MappingOf
    """What it holds."""


_NAMES: Mapping[type[Value], str] = {
    Text: "text",
    Phrase: "phrase",
    Identifier: "identifier",
    Day: "day",
    Whole: "whole number",
    Choice: "choice",
    YesNo: "true or false",
    DocumentSymbol: "document symbol",
    ListOf: "list",
    MappingOf: "mapping",
    RecordOf: "record",
    OneOf: "one of several",
}
"""What each shape is called in the parameters of findings."""


def describe_shape(shape: Shape) -> str:
    """What the shape asks for, in words that follow “must be”."""
    match shape:
        case Text():
            return shape.form
        case Phrase():
            return "text with " + _join_series(tuple(f"{{{place}}}" for place in shape.needed), "and")
        case Identifier():
            return _describe_identifier(shape)
        case Day():
            return "a day written as year, month and day, such as 2020-06-30"
        case Whole():
            return f"a whole number from {shape.least} to {shape.most}"
        case Choice():
            return _join_series(tuple(f"“{word}”" for word in shape.words), "or")
        case YesNo():
            return "true or false"
        case DocumentSymbol():
            return "a document symbol such as A/75/345"
        case ListOf():
            return "a list"
        case MappingOf() | RecordOf():
            return "a group of keys with values"
        case OneOf():
            return shape.example


def list_facts(shape: Shape) -> Parameters:
    """What the shape asks for, as parameters of a finding for programs."""
    facts: Parameters = (("shape", _NAMES[type(shape)]),)
    match shape:
        case Whole():
            return (*facts, ("least", shape.least), ("most", shape.most))
        case Choice():
            return (*facts, ("choices", ", ".join(shape.words)))
        case Identifier(of=str(names)):
            return (*facts, ("list", names))
        case _:
            return facts


def _describe_identifier(shape: Identifier) -> str:
    match shape.of:
        case "organization":
            return "the identifier of an organization"
        case "entity":
            return "the identifier of an entity"
        case None:
            return "a name of small letters a to z, figures and hyphens"


def _join_series(members: tuple[str, ...], last: str) -> str:
    if len(members) < 2:
        return "".join(members)
    return f"{', '.join(members[:-1])} {last} {members[-1]}"
