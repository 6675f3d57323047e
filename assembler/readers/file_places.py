"""What a file's place says about it: whose text it is, and on which organization."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assembler.model.contribution import Header, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.vocabulary import Vocabulary
from assembler.readers.suggestions import nearest

MOST_CHARACTERS = 40
"""How many characters an identifier may have."""
LONGEST_NAME = 100
"""How many characters the name of a general text may have."""

SETTINGS = ("contributions/report.yaml", "contributions/organizations.yaml", "contributions/entities.yaml")
"""The places of the plan and the name lists."""
_NO_TEXTS = (*SETTINGS, "contributions/README.md")
_LEFT_BEHIND = ("Thumbs.db", "desktop.ini")  # by Windows, in every folder that somebody looks into
_KEPT = 1 << 14
"""Of how many files the place is kept in mind: it is asked for several times in a run."""
_IDENTIFIER = re.compile(rf"[a-z0-9-]{{1,{MOST_CHARACTERS}}}")
_OTHERS = re.compile(r"[^a-z0-9-]")
_FOLDERS = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}
_ENDINGS = (".md", ".docx")
# Names that Windows keeps for its devices, whatever the ending: a colleague there could not even fetch the report.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{number}" for name in ("com", "lpt") for number in range(10)}


@lru_cache(_KEPT)
def place_of(path: str) -> tuple[Kind, str] | None:
    """Whose text the file is and the first part of its identifiers; none for a file that is no text of the report."""
    if _fault(path):
        return None
    _, folder, file = path.split("/")
    name, _ = _stem_and_ending(file)
    return _FOLDERS.get(folder, Kind.ENTITY), f"{folder}/{name}"


def may_be_text(path: str) -> bool:
    """Whether somebody may mean the file of that place as a text: settings, hidden files and what programs leave behind
    are none."""
    names = path.split("/")
    hidden = any(name.startswith((".", "~$")) for name in names)
    return not hidden and path not in _NO_TEXTS and names[-1] not in _LEFT_BEHIND


def misplaced(path: str) -> Finding:
    """What is wrong with a file that is no text of the report (IN-PLC-04)."""
    message, hint = _fault(path) or ("The file is not read.", "")
    return Finding("IN-PLC-04", Severity.ERROR, Source(printable(path)), message, hint)


def not_read(path: str, what: str, hint: str) -> Finding:
    """That something below contributions/ is not read, though somebody may believe it is (IN-PLC-07)."""
    return Finding("IN-PLC-07", Severity.ERROR, Source(printable(path)), f"{what} is not read.", hint)


def word_file_of_editor(path: str) -> Finding:
    """That a Word file lies where the editor's own texts lie, which are Markdown (IN-DOC-01)."""
    hint = "Copy its text into a file that ends in .md; edits made in a draft come back with “assembler merge”."
    message = "Only an entity's contribution may be a Word file, so this one is not read."
    return Finding("IN-DOC-01", Severity.ERROR, Source(path), message, hint)


def alike(paths: Iterable[str]) -> Iterator[Finding]:
    """Files whose names differ by capital letters or the form of accents only (IN-PLC-06)."""
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            message = f"The name of this file differs from {printable(other)} by capital letters or accents only."
            hint = "Give one of them another name: on Windows and macOS only one of the two can exist."
            yield Finding("IN-PLC-06", Severity.ERROR, Source(printable(path)), message, hint)


def printable(path: str) -> str:
    """A path as it can be printed: what is no character of a line stands in its code."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def _fault(path: str) -> tuple[str, str] | None:
    """What keeps a file from being a text of the report, and the way out."""
    *folders, file = path.split("/")
    if len(folders) < 2:
        hint = "A contribution lies in the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        return "The file lies beside the folders of the entities, so it is not read.", hint
    if len(folders) > 2:
        hint = "A contribution lies directly in the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        return f"The file lies too deep, in {printable('/'.join(folders))}, so it is not read.", hint
    stem, ending = _stem_and_ending(file)
    if ending not in _ENDINGS:
        return _of_ending(stem, ending)
    for what, name in (("folder", folders[1]), ("file", stem)):
        fault = _of_general(name) if folders[1] in _FOLDERS else _of_identifier(what, name)
        if fault:
            return fault
    return None


def _stem_and_ending(file: str) -> tuple[str, str]:
    """The name of a file in two: what stands before its last point, and the ending with it."""
    point = file.rfind(".")
    return (file[:point], file[point:]) if 0 < point < len(file) - 1 else (file, "")


def _of_ending(stem: str, ending: str) -> tuple[str, str]:
    if ending.lower() in _ENDINGS:
        hint = f"Rename it to {stem}{ending.lower()}."
        return f"The ending {ending} is written with capital letters, so the file is not read.", hint
    hint = "Save it as Word (.docx) or as Markdown (.md), or take it out of contributions/."
    said = f"The file ends in “{printable(ending)}”" if ending else "The name of the file has no ending"
    return f"{said}, so it is not read: a contribution ends in .md or .docx.", hint


def _of_general(name: str) -> tuple[str, str] | None:
    if not name.isprintable() or len(name) > LONGEST_NAME or name.lower() in _DEVICES:
        hint = f"Choose a short name of letters, figures and hyphens, at most {LONGEST_NAME} characters."
        return f"The name “{printable(name[:MOST_CHARACTERS])}” can't be used, so the file is not read.", hint
    return None


def _of_identifier(what: str, name: str) -> tuple[str, str] | None:
    """What is wrong with the name of an entity's folder, or of a file in it."""
    if _IDENTIFIER.fullmatch(name) and name not in _DEVICES:
        return None
    wished = _wished(name)
    hint = (
        f"Rename it to “{wished}”; if that is there already, keep the one that is meant."
        if wished
        else f"Name it as in contributions/{'entities' if what == 'folder' else 'organizations'}.yaml."
    )
    return f"The {what} “{printable(name[:MOST_CHARACTERS])}” is not read: {_reason(name)}.", hint


def _reason(name: str) -> str:
    if name.lower() in _DEVICES:
        return "Windows keeps this name for itself"
    if len(name) > MOST_CHARACTERS:
        return f"it has {len(name)} characters, and a name has at most {MOST_CHARACTERS}"
    other = _OTHERS.search(name)
    if other is None:
        return "it has no name"
    character = other.group()
    if character.isascii() and character.isupper():
        return "a name has no capital letters"
    if character == " ":
        return "a name has no spaces"
    named = unicodedata.name(character, f"U+{ord(character):04X}")
    if character.isalpha():
        return f"“{character}” ({named}) is none of the letters a to z, even where it looks like one"
    return (
        f"“{printable(character)}” ({named}) can't stand in a name, which has small letters, figures and hyphens only"
    )


def _wished(name: str) -> str:
    """The identifier that the name was probably meant to be, or empty."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    wished = re.sub(r"[\s_]+", "-", bare.strip())
    asked = _IDENTIFIER.fullmatch(wished) and wished != name and wished not in _DEVICES
    return wished if asked and all(c.isascii() or unicodedata.decomposition(c) for c in name) else ""


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
