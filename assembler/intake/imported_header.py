"""The header of a contribution that was taken from a Word file, as YAML."""

from __future__ import annotations

import re

from assembler.clearance.header_records import quoted
from assembler.model.contribution import FocalPoint, Header

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\Z")


def printed_header(header: Header) -> str:
    """The header between its two lines of three hyphens, with the blank line after it."""
    lines = [f"entity: {header.entity}", f"organization: {header.organization}", f"status: {header.status.value}"]
    if header.focal_point:
        lines.append(f"focal_point: {{{_focal_point(header.focal_point)}}}")
    if header.also:
        lines.append(f"also: [{', '.join(header.also)}]")
    if header.waivers:
        lines.append("waive:")
        lines += [f"  - {{rule: {it.rule}, reason: {quoted(it.reason)}}}" for it in header.waivers]
    return "\n".join(("---", *lines, "---", "", ""))


def _focal_point(person: FocalPoint) -> str:
    """Name and address; what is no address stands with the name."""
    if not person.email or _ADDRESS.match(person.email):
        name, email = person.name or person.email, person.email
    else:
        name, email = f"{person.name} {person.email}".strip(), ""
    return f"name: {quoted(name)}" + (f", email: {quoted(email)}" if email else "")
