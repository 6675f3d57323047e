"""The valid values of a settings file with their positions, to be asked for by key and type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from assembler.model.finding import NO_PLACE, Source
from assembler.model.value import Value
from assembler.readers.settings.scalar_conversion import Content
from assembler.readers.yaml.nodes import Node, Scalar

if TYPE_CHECKING:  # few callers write JSON
    from assembler.model.canonical_json import Json


class Entry(Value):
    """A value that is valid by its schema."""

    content: Content | tuple[Entry, ...] | Record
    """The value itself."""
    node: Node
    """Its node in the file."""

    @property
    def source(self) -> Source:
        """Where it stands."""
        return self.node.source

    @property
    def plain(self) -> Json:
        """The value as JSON has it; a day is text."""
        match self.content:
            case Record() as record:
                return record.plain
            case tuple() as items:
                return [item.plain for item in items]
            case date() as day:
                return day.isoformat()
            case content:
                return content


class Record(Value):
    """A group of keys as far as it is valid."""

    values: Mapping[str, Entry]
    """The valid values by key."""
    written: Mapping[str, tuple[Scalar, Node]]
    """Each known key with its value as they stand in the file, whether the value is valid or not."""
    node: Node | None = None
    """The group in the file."""

    @property
    def source(self) -> Source:
        """Where the group begins."""
        return self.node.source if self.node else NO_PLACE

    @property
    def plain(self) -> dict[str, Json]:
        """The value of each key, as JSON has it."""
        return {key: value.plain for key, value in self.values.items()}

    @property
    def sources(self) -> dict[str, Source]:
        """Where the value of each known key stands."""
        return {key: node.source for key, (_, node) in self.written.items()}

    def source_of(self, key: str) -> Source:
        """Where the value of the key stands, or the group where the key is missing."""
        return self.written[key][1].source if key in self.written else self.source

    def source_of_key(self, key: str) -> Source:
        """Where the key itself stands."""
        return self.written[key][0].source

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

    def boolean(self, key: str, default: bool = False) -> bool:
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


NOTHING = Record({}, {})
"""A group without keys."""
