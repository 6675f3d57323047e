"""Prints the header of a contribution as YAML."""

from __future__ import annotations

import json
import re

from assembler.model.contribution import Approval, FocalPoint, Header

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\Z")


def print_header(header: Header) -> str:
    """The header between its two lines of three hyphens, with the blank line after it."""
    lines = [f"entity: {header.entity}", f"organization: {header.organization}", f"status: {header.status.value}"]
    if header.focal_point:
        lines.append(f"focal_point: {{{_print_focal_point(header.focal_point)}}}")
    if header.submitted:
        lines.append(f"submitted: {header.submitted.isoformat()}")
    if header.approved:
        lines.append(f"approved: {print_approval(header.approved)}")
    if header.also:
        lines.append(f"also: [{', '.join(header.also)}]")
    if header.waivers:
        lines.append("waive:")
        lines += [f"  - {{rule: {waiver.rule}, reason: {quote_value(waiver.reason)}}}" for waiver in header.waivers]
    return "\n".join(("---", *lines, "---", "", ""))


def print_approval(approval: Approval) -> str:
    """The statement of an approval, in braces."""
    values = {"by": quote_value(approval.by), "on": approval.on.isoformat() if approval.on else ""}
    values["text"] = approval.text
    return f"{{{', '.join(f'{key}: {value}' for key, value in values.items() if value)}}}"


def quote_value(words: str) -> str:
    """The words as a value of a header, whatever signs stand in them: what JSON quotes is quoted for YAML."""
    return json.dumps(words, ensure_ascii=False)


def _print_focal_point(person: FocalPoint) -> str:
    """Name and address; an address that is none is printed with the name."""
    if not person.email or _ADDRESS.match(person.email):
        name, email = person.name or person.email, person.email
    else:
        name, email = f"{person.name} {person.email}".strip(), ""
    return f"name: {quote_value(name)}" + (f", email: {quote_value(email)}" if email else "")
