"""What was understood of a settings file: values with their places, asked for by key and kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assembler.model.finding import NO_PLACE, Source
from assembler.readers.words import Content
from assembler.value import Value


class Entry(Value):
    """A value that fits its description."""

    content: Content | tuple[Entry, ...] | Record
    """The value itself."""
    source: Source
    """Where it stands."""


class Record(Value):
    """A group of keys as far as it was understood."""

    values: Mapping[str, Entry]
    """The values that fit, by key."""
    keys: Mapping[str, Source]
    """Where each known key stands."""
    places: Mapping[str, Source]
    """Where the value of each known key stands, whether it fits or not."""
    source: Source
    """Where the group begins."""

    def place(self, key: str) -> Source:
        """Where the value of the key stands, or the group where the key is missing."""
        return self.places.get(key, self.source)

    def text(self, key: str, default: str = "") -> str:
        """The text under the key."""
        content = self._content(key)
        return content if isinstance(content, str) else default

    def day(self, key: str) -> date | None:
        """The day under the key."""
        content = self._content(key)
        return content if isinstance(content, date) else None

    def number(self, key: str) -> int | None:
        """The whole number under the key."""
        content = self._content(key)
        return content if isinstance(content, int) and not isinstance(content, bool) else None

    def truth(self, key: str, default: bool = False) -> bool:
        """What is true or false under the key."""
        content = self._content(key)
        return content if isinstance(content, bool) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts listed under the key."""
        content = self._content(key)
        if not isinstance(content, tuple):
            return ()
        return tuple(item.content for item in content if isinstance(item.content, str))

    def items(self, key: str) -> tuple[Entry, ...]:
        """The values listed under the key."""
        content = self._content(key)
        return content if isinstance(content, tuple) else ()

    def record(self, key: str) -> Record | None:
        """The group under the key."""
        content = self._content(key)
        return content if isinstance(content, Record) else None

    def records(self, key: str) -> tuple[Record, ...]:
        """The groups listed under the key."""
        return tuple(item.content for item in self.items(key) if isinstance(item.content, Record))

    def groups(self) -> tuple[tuple[str, Record], ...]:
        """The keys under which groups stand, with the groups."""
        return tuple((key, value.content) for key, value in self.values.items() if isinstance(value.content, Record))

    def _content(self, key: str) -> Content | tuple[Entry, ...] | Record | None:
        value = self.values.get(key)
        return value.content if value else None


NOTHING = Record({}, {}, {}, NO_PLACE)
"""A group without keys."""
