"""Reads the path of a file below contributions/: whose text it is, on which organization, or why it is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assembler.model.contribution import Header, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.text.suggestions import suggest
from assembler.model.vocabulary import Vocabulary

MOST_CHARACTERS = 40
"""How many characters an identifier may have."""
LONGEST_NAME = 100
"""How many characters the name of a general text may have."""

SETTINGS = ("contributions/report.yaml", "contributions/organizations.yaml", "contributions/entities.yaml")
"""The places of the plan and the name lists."""
_NO_TEXTS = (*SETTINGS, "contributions/README.md")
_LEFT_BEHIND = ("Thumbs.db", "desktop.ini")  # by Windows, in every folder that somebody looks into
_KEPT = 1 << 14
"""For how many files the result is kept: one run asks for it several times."""
_IDENTIFIER = re.compile(rf"[a-z0-9-]{{1,{MOST_CHARACTERS}}}")
_OTHERS = re.compile(r"[^a-z0-9-]")
_FOLDERS = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}
_ENDINGS = (".md", ".docx")
# Names that Windows keeps for its devices, whatever the ending: a colleague there could not even fetch the report.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{number}" for name in ("com", "lpt") for number in range(10)}


@lru_cache(_KEPT)
def identify_path(path: str) -> tuple[Kind, str] | None:
    """Whose text the file is and the first part of its identifiers; none for a file that is no text of the report."""
    if _find_fault(path):
        return None
    _, folder, file = path.split("/")
    name, _ = _split_ending(file)
    return _FOLDERS.get(folder, Kind.ENTITY), f"{folder}/{name}"


def may_be_text(path: str) -> bool:
    """Whether somebody may mean the file of that place as a text: settings, hidden files and what programs leave behind
    are none."""
    names = path.split("/")
    hidden = any(name.startswith((".", "~$")) for name in names)
    return not hidden and path not in _NO_TEXTS and names[-1] not in _LEFT_BEHIND


def report_misplaced(path: str) -> Finding:
    """The finding on a file that is no text of the report (IN-PLC-04)."""
    message, hint = _find_fault(path) or ("The file is not read.", "")
    return Finding("IN-PLC-04", Severity.ERROR, Source(escape_path(path)), message, hint)


def report_unread(path: str, what: str, hint: str) -> Finding:
    """The finding on something below contributions/ that is not read, though somebody may expect it (IN-PLC-07)."""
    return Finding("IN-PLC-07", Severity.ERROR, Source(escape_path(path)), f"{what} is not read.", hint)


def report_editor_word_file(path: str) -> Finding:
    """The finding on a Word file in a folder of the editor's own texts, which are Markdown (IN-DOC-01)."""
    hint = "Copy its text into a file that ends in .md; edits made in a draft come back with “assembler merge”."
    message = "Only an entity's contribution may be a Word file, so this one is not read."
    return Finding("IN-DOC-01", Severity.ERROR, Source(path), message, hint)


def report_similar_names(paths: Iterable[str]) -> Iterator[Finding]:
    """The findings on files whose names differ by capital letters or the form of accents only (IN-PLC-06)."""
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            message = f"The name of this file differs from {escape_path(other)} by capital letters or accents only."
            hint = "Give one of them another name: on Windows and macOS only one of the two can exist."
            yield Finding("IN-PLC-06", Severity.ERROR, Source(escape_path(path)), message, hint)


def escape_path(path: str) -> str:
    """A path in printable form: its code stands in place of a character that cannot be printed."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def _find_fault(path: str) -> tuple[str, str] | None:
    """What keeps a file from being a text of the report, and what to do."""
    *folders, file = path.split("/")
    if len(folders) < 2:
        hint = "A contribution lies in the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        return "The file lies beside the folders of the entities, so it is not read.", hint
    if len(folders) > 2:
        hint = "A contribution lies directly in the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        return f"The file lies too deep, in {escape_path('/'.join(folders))}, so it is not read.", hint
    stem, ending = _split_ending(file)
    if ending not in _ENDINGS:
        return _check_ending(stem, ending)
    for what, name in (("folder", folders[1]), ("file", stem)):
        fault = _check_general_name(name) if folders[1] in _FOLDERS else _check_identifier(what, name)
        if fault:
            return fault
    return None


def _split_ending(file: str) -> tuple[str, str]:
    """The name of a file in two: what stands before its last point, and the ending with it."""
    point = file.rfind(".")
    return (file[:point], file[point:]) if 0 < point < len(file) - 1 else (file, "")


def _check_ending(stem: str, ending: str) -> tuple[str, str]:
    if ending.lower() in _ENDINGS:
        hint = f"Rename it to {stem}{ending.lower()}."
        return f"The ending {ending} is written with capital letters, so the file is not read.", hint
    hint = "Save it as Word (.docx) or as Markdown (.md), or take it out of contributions/."
    said = f"The file ends in “{escape_path(ending)}”" if ending else "The name of the file has no ending"
    return f"{said}, so it is not read: a contribution ends in .md or .docx.", hint


def _check_general_name(name: str) -> tuple[str, str] | None:
    if not name.isprintable() or len(name) > LONGEST_NAME or name.lower() in _DEVICES:
        hint = f"Choose a short name of letters, figures and hyphens, at most {LONGEST_NAME} characters."
        return f"The name “{escape_path(name[:MOST_CHARACTERS])}” can't be used, so the file is not read.", hint
    return None


def _check_identifier(what: str, name: str) -> tuple[str, str] | None:
    """What is wrong with the name of an entity's folder, or of a file in it."""
    if _IDENTIFIER.fullmatch(name) and name not in _DEVICES:
        return None
    suggestion = _suggest_identifier(name)
    hint = (
        f"Rename it to “{suggestion}”; if that is there already, keep the one that is meant."
        if suggestion
        else f"Name it as in contributions/{'entities' if what == 'folder' else 'organizations'}.yaml."
    )
    return f"The {what} “{escape_path(name[:MOST_CHARACTERS])}” is not read: {_explain_fault(name)}.", hint


def _explain_fault(name: str) -> str:
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
        f"“{escape_path(character)}” ({named}) can't stand in a name, which has small letters, figures and hyphens only"
    )


def _suggest_identifier(name: str) -> str:
    """The identifier that was probably meant, or empty."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    identifier = re.sub(r"[\s_]+", "-", bare.strip())
    usable = _IDENTIFIER.fullmatch(identifier) and identifier != name and identifier not in _DEVICES
    return identifier if usable and all(c.isascii() or unicodedata.decomposition(c) for c in name) else ""


def check_place(path: str, kind: Kind, key: str, header: Header, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The findings where the path of a text contradicts its header or the name lists (IN-PLC-01 to IN-PLC-03)."""
    if kind is Kind.GENERAL:
        return
    folder, _, name = key.partition("/")
    source = Source(path)
    if kind is Kind.ENTITY and vocabulary.entities and folder not in vocabulary.entities:
        yield _report_unknown(
            "IN-PLC-01", source, f"No entity has the id “{folder}”", folder, tuple(vocabulary.entities)
        )
    if vocabulary.organizations and name not in vocabulary.organizations:
        message = f"No organization has the id “{name}”"
        yield _report_unknown("IN-PLC-02", source, message, name, tuple(vocabulary.organizations))
    in_header = {"entity": header.entity, "organization": header.organization}
    in_path = {"entity": folder if kind is Kind.ENTITY else "", "organization": name}
    for word in in_header:
        if in_header[word] and in_path[word] and in_header[word] != in_path[word]:
            message = f"The header says {word}: {in_header[word]}, but the file lies where {word} is {in_path[word]}."
            hint = f"Write {word}: {in_path[word]} in the header, or move the file."
            yield Finding("IN-PLC-03", Severity.ERROR, header.places.get(word, source), message, hint)


def _report_unknown(rule: str, source: Source, message: str, given: str, known: tuple[str, ...]) -> Finding:
    suggestion = suggest(given, known)
    file = "entities.yaml" if rule == "IN-PLC-01" else "organizations.yaml"
    hint = f"Did you mean “{suggestion}”?" if suggestion else f"The ids are in contributions/{file}."
    return Finding(rule, Severity.ERROR, source, f"{message}, so this file is not used.", hint)
