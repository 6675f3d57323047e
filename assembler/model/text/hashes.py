"""Hashes of texts and passages, by which clearances and sources recognize words that have changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from assembler.model.nodes import Block
from assembler.model.text.plain_text import extract_passage_text

_KEPT_HASHES = 1 << 15
"""Of how many texts the hash is kept: more than all paragraphs of the longest report."""


@lru_cache(_KEPT_HASHES)  # since most paragraphs print as they were contributed
def hash_text(text: str) -> str:
    """The sha256 of a text in NFC, runs of white space as one space, ends trimmed, in 64 hexadecimal digits."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def hash_passage(passage: Iterable[Block]) -> str:
    """The first 12 digits of the hash of a passage's words: what a consolidated text notes of its source."""
    return hash_text(extract_passage_text(passage))[:12]
