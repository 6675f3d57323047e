"""The file of a text: its header, then its body; each replaced without a change of the other."""

from __future__ import annotations

from assembler.model.contribution import Header, split_header
from assembler.writers.markdown.header import print_header


def replace_header(data: bytes, header: Header) -> bytes:
    """The text with another header, in the line ends that it has."""
    text = data.decode()
    former, body = split_header(text)
    first = former.splitlines(keepends=True)[0] if former else "\n"
    end = first[len(first.rstrip("\r\n")) :]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return (mark + print_header(header).replace("\n", end) + body).encode()


def replace_body(data: bytes, body: str) -> bytes:
    """The text with another body, below the header as it stands; without a header, the body alone."""
    former, _body = split_header(data.decode())
    head = former.rstrip("\r\n \t") + "\n\n" if former else ""
    return (head + body.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").encode()
