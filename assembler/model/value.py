"""The base classes of the program's values: a few named fields; two values are equal where their fields are.

    class Text(Value):
        text: str

msgspec makes such a class in C: importing the program's 200 classes costs a fiftieth of what the dataclasses of the
standard library cost, and making a value a fifth. To type checkers they are dataclasses.
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

__all__ = ["CachedValue", "MutableValue", "StoredValue", "Value", "as_dict", "convert", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True):
    """A value that never changes."""


class StoredValue(Value, frozen=True, tag=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """A value that is stored in report.json, as an object with the name of its class under “kind”."""


class CachedValue(Value, frozen=True, dict=True):
    """A value that keeps what was computed from it; these results are no part of the value."""

    @cached_property
    def _results(self) -> dict[Callable[[Self], Any], Any]:
        return {}

    def cached[T](self, make: Callable[[Self], T]) -> T:
        """What `make` gives for this value, computed once."""
        if make not in self._results:
            self._results[make] = make(self)
        result: T = self._results[make]
        return result


@dataclass_transform(field_specifiers=(field,))
class MutableValue(Struct):
    """A value that changes while something is read or made."""
