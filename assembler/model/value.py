"""What all values of the program are: a few named fields, equal to another where these are.

    class Text(Value):
        text: str

Such a class is made by msgspec, in C: importing the program's 200 kinds of values costs a fiftieth of what the
dataclasses of the standard library cost, and making a value a fifth. To type checkers they are dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, dataclass_transform

from msgspec import Struct
from msgspec import convert as convert
from msgspec import field as field
from msgspec.structs import asdict as as_dict

if TYPE_CHECKING:
    from dataclasses import replace as replace  # of which type checkers know what it takes
else:
    from msgspec.structs import replace as replace

__all__ = ["Archived", "Asked", "Growing", "Value", "as_dict", "convert", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True):
    """A value, which never changes."""


class Archived(Value, frozen=True, tag=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """A value that is written out with the report, as an object of JSON with the name of its kind."""


class Asked(Value, frozen=True, dict=True):
    """A value of which many ask for the same; what was made of it is no part of it."""

    @cached_property
    def _made(self) -> dict[Callable[[Self], Any], Any]:
        return {}

    def once[T](self, make: Callable[[Self], T]) -> T:
        """What a function makes of this value; made once, however many ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made


@dataclass_transform(field_specifiers=(field,))
class Growing(Struct):
    """What is filled while something is read or made."""
