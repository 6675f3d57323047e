"""The file of a text: its header, then its body; each replaced without a change of the other."""

from __future__ import annotations

import re

from assembler.model.contribution import Header
from assembler.writers.markdown.header import print_header

_HEADER = re.compile(r"\ufeff?---[ \t]*(\r\n|\r|\n).*?(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)[ \t\r\n]*", re.DOTALL)


def replace_header(data: bytes, header: Header) -> bytes:
    """The text with another header, in the line ends that it has."""
    text = data.decode()
    former = _HEADER.match(text)
    end = former[1] if former else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[former.end() :] if former else text
    return (mark + print_header(header).replace("\n", end) + body).encode()


def replace_body(data: bytes, body: str) -> bytes:
    """The text with another body, below the header as it stands; without a header, the body alone."""
    former = _HEADER.match(data.decode())
    head = former[0].rstrip("\r\n \t") + "\n\n" if former else ""
    return (head + body.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").encode()


def read_body(data: bytes) -> str:
    """The body of a text, without its header."""
    text = data.decode()
    former = _HEADER.match(text)
    return text[former.end() :] if former else text
