"""report.json: the assembled report written out, and read back as the same value.

Every node is an object whose "kind" is the name of its class; fields that hold their default are left out.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from assembler.model import nodes, report
from assembler.model.finding import Source
from assembler.model.report import Report
from assembler.value import REQUIRED, Value, defaults

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

_KINDS = {
    name: value
    for module in (nodes, report)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, Value)
} | {"Source": Source}


def to_json(value: object) -> Json:
    """The value as JSON data. Raises TypeError for what is no part of a report."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [to_json(member) for member in value]
        case Value():
            written: dict[str, Json] = {"kind": type(value).__name__}
            for name, default in _defaults(type(value)):
                member = getattr(value, name)
                if default is REQUIRED or default != member:
                    written[name] = to_json(member)
            return written
    raise TypeError(f"{type(value).__name__} is no part of a report")


@cache  # a report has thousands of nodes of some thirty kinds
def _defaults(kind: type[Value]) -> tuple[tuple[str, object], ...]:
    """The fields of a kind with what each is by default, if anything."""
    return tuple(defaults(kind).items())


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
