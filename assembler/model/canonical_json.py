"""Writes data as JSON that is always the same bytes for the same data."""

from __future__ import annotations

from msgspec import Raw as EncodedJson
from msgspec import json

__all__ = ["EncodedJson", "Json", "decode_json", "encode_json", "encode_part"]

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None


def encode_json(data: object) -> bytes:
    """The data as JSON: sorted keys, two spaces, one line end at the close.

    Raises ValueError or OverflowError for half a character and for a number of more than 64 bits.
    """
    return json.format(_encode_sorted(data), indent=2) + b"\n"


def decode_json(data: bytes) -> Json:
    """The data that these bytes hold. Raises ValueError where they are no JSON."""
    decoded: Json = json.decode(data)
    return decoded


def encode_part(data: object) -> EncodedJson:
    """The data as a part of larger data. Raises as `encode_json` does."""
    return EncodedJson(_encode_sorted(data))


def _encode_sorted(data: object) -> bytes:
    return json.encode(data, order="sorted")
