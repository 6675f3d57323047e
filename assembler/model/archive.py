"""report.json: the assembled report written out, and read back as the same value.

Every node is an object whose "kind" is the name of its class; fields that hold their default are left out.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import cast

from assembler.model import nodes, report
from assembler.model.finding import Source
from assembler.model.report import Report

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

_KINDS = {
    name: value
    for module in (nodes, report)
    for name, value in vars(module).items()
    if isinstance(value, type) and is_dataclass(value)
} | {"Source": Source}


def to_json(value: object) -> Json:
    """The value as JSON data. Raises TypeError for what is no part of a report."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [to_json(member) for member in value]
        case _ if is_dataclass(value):
            return {"kind": type(value).__name__} | {
                field.name: to_json(getattr(value, field.name))
                for field in fields(value)
                if not _is_default(field, getattr(value, field.name))
            }
    raise TypeError(f"{type(value).__name__} is no part of a report")


def _is_default(field: Field[object], value: object) -> bool:
    return field.default is not MISSING and bool(field.default == value)


def from_json(data: Json) -> object:
    """The value that `to_json` wrote. Raises KeyError or TypeError for other data."""
    match data:
        case list():
            return tuple(from_json(member) for member in data)
        case dict():
            kind = _KINDS[cast("str", data["kind"])]
            return kind(**{name: from_json(member) for name, member in data.items() if name != "kind"})
    return data


def read_report(data: Json) -> Report:
    """The report that was written out. Raises TypeError where the data are none."""
    value = from_json(data)
    if not isinstance(value, Report):
        raise TypeError("the data hold no report")
    return value
