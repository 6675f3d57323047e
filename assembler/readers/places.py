"""What a file's place says about it: whose text it is, and on which organization."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from assembler.model.contribution import Header, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.vocabulary import Vocabulary
from assembler.readers.nearest import nearest

_IDENTIFIER = re.compile(r"[a-z0-9-]{1,40}")
_FOLDERS = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}


def place_of(path: str) -> tuple[Kind, str] | None:
    """Whose text the file is and the first part of its identifiers; none for a file that is no text of the report."""
    parts = PurePosixPath(path)
    if len(parts.parts) != 3 or parts.suffix not in (".md", ".docx"):  # contributions/FOLDER/NAME
        return None
    folder, name = parts.parts[1], parts.stem
    kind = _FOLDERS.get(folder, Kind.ENTITY)
    if kind is Kind.ENTITY and not (_IDENTIFIER.fullmatch(folder) and _IDENTIFIER.fullmatch(name)):
        return None
    return kind, f"{folder}/{name}"


def misplaced(path: str) -> Finding:
    """What is wrong with a file that is no text of the report (IN-PLC-04)."""
    hint = "A contribution is a file contributions/ENTITY/ORGANIZATION.md, each name with small letters and hyphens."
    message = "The file is not read: its place or name is not that of a contribution."
    return Finding("IN-PLC-04", Severity.ERROR, Source(path), message, hint)


def out_of_place(path: str, kind: Kind, key: str, header: Header, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What the place of a text says against its header or the name lists (IN-PLC-01, IN-PLC-02, IN-PLC-03)."""
    if kind is Kind.GENERAL:
        return
    folder, _, name = key.partition("/")
    source = Source(path)
    if kind is Kind.ENTITY and vocabulary.entities and folder not in vocabulary.entities:
        yield _unknown("IN-PLC-01", source, f"No entity has the id “{folder}”", folder, tuple(vocabulary.entities))
    if vocabulary.organizations and name not in vocabulary.organizations:
        message = f"No organization has the id “{name}”"
        yield _unknown("IN-PLC-02", source, message, name, tuple(vocabulary.organizations))
    said = {"entity": header.entity, "organization": header.organization}
    placed = {"entity": folder if kind is Kind.ENTITY else "", "organization": name}
    for word in said:
        if said[word] and placed[word] and said[word] != placed[word]:
            message = f"The header says {word}: {said[word]}, but the file lies where {word} is {placed[word]}."
            hint = f"Write {word}: {placed[word]} in the header, or move the file."
            yield Finding("IN-PLC-03", Severity.ERROR, header.places.get(word, source), message, hint)


def _unknown(rule: str, source: Source, message: str, given: str, known: tuple[str, ...]) -> Finding:
    near = nearest(given, known)
    file = "entities.yaml" if rule == "IN-PLC-01" else "organizations.yaml"
    hint = f"Did you mean “{near}”?" if near else f"The ids are in contributions/{file}."
    return Finding(rule, Severity.ERROR, source, f"{message}, so this file is not used.", hint)
