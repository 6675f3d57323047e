"""Reads the path of a file below contributions/: whose text it is, on which organization, or why it is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assembler.model.contribution import Header, Kind
from assembler.model.finding import Finding, FindingText, Severity, Source, make_finding, make_text, place_text
from assembler.model.text.suggestions import suggest
from assembler.model.vocabulary import Vocabulary

MOST_CHARACTERS = 40
"""How many characters an identifier may have."""
LONGEST_NAME = 100
"""How many characters the name of a general text may have."""

SETTINGS = ("contributions/report.yaml", "contributions/organizations.yaml", "contributions/entities.yaml")
"""The places of the plan and the name lists."""
RECEIVED = "contributions/.received"
"""The folder of the texts as they last came: what comes again is compared with them."""
UNSETTLED = f"{RECEIVED}/.unsettled"
"""The folder of the records of changes that imports did not make, and that nobody has settled yet."""
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


_NAME_OF_DEVICE = "The {kind} “{name}” is not read: Windows reserves this name."
_LONG_NAME = "The {kind} “{name}” is not read: it has {count} characters, and a name has at most {most}."
_NO_NAME = "The {kind} “{name}” is not read: its name is empty."
_NAME_IN_CAPITALS = "The {kind} “{name}” is not read: a name has no capital letters."
_NAME_WITH_SPACE = "The {kind} “{name}” is not read: a name has no spaces."
_OTHER_LETTER = (
    "The {kind} “{name}” is not read: “{character}” ({character_name}) is none of the letters a to z, even if it "
    "looks like one."
)
_OTHER_SIGN = (
    "The {kind} “{name}” is not read: “{character}” ({character_name}) cannot stand in a name, which has small "
    "letters, figures and hyphens only."
)
_KNOWN_ENTITIES = (
    "The ids are in contributions/entities.yaml. An annex and other texts of the lead department lie in "
    "contributions/general."
)
_KNOWN_ORGANIZATIONS = "The ids are in contributions/organizations.yaml."


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


def find_received_place(path: str) -> str:
    """The place in which a text lies as it last came, such as contributions/.received/unhcr/au.md."""
    return f"{RECEIVED}/{path.removeprefix('contributions/')}"


def find_earlier_place(path: str, number: int) -> str:
    """The place of a text as it came before it last came, such as contributions/.received/unhcr/au.1.md."""
    return f"{find_received_place(path).removesuffix('.md')}.{number}.md"


def find_unsettled_place(path: str) -> str:
    """The place of the record of changes of a text that are not settled, such as …/.unsettled/unhcr.au.json."""
    return f"{UNSETTLED}/{path.removeprefix('contributions/').removesuffix('.md').replace('/', '.')}.json"


def is_received(path: str) -> bool:
    """Whether a place is that of a text as it last came, and so of no text of the report."""
    return path.startswith(f"{RECEIVED}/")


def report_misplaced(path: str) -> Finding:
    """The finding on a file that is no text of the report (IN-PLC-04)."""
    text = _find_fault(path) or make_text("The file is not read.")
    return place_text("IN-PLC-04", Severity.ERROR, Source(escape_path(path)), text)


def report_unread(path: str, message: str, hint: str) -> Finding:
    """The finding on something below contributions/ that is not read, though somebody may expect it (IN-PLC-07)."""
    return make_finding("IN-PLC-07", Severity.ERROR, Source(escape_path(path)), message, hint)


def report_editor_word_file(path: str) -> Finding:
    """The finding on a Word file in a folder of the editor's own texts, which are Markdown (IN-DOC-01)."""
    hint = "Copy the text into a file that ends in .md. To import edits made in a draft, use “assembler merge”."
    message = "Only an entity's contribution may be a Word file, so this file is not read."
    return make_finding("IN-DOC-01", Severity.ERROR, Source(path), message, hint)


def report_similar_names(paths: Iterable[str]) -> Iterator[Finding]:
    """The findings on files whose names differ by capital letters or the form of accents only (IN-PLC-06)."""
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            message = "The name of this file differs from {other} by capital letters or accents only."
            hint = "Rename one of the two files: on Windows and macOS only one can exist."
            source = Source(escape_path(path))
            yield make_finding("IN-PLC-06", Severity.ERROR, source, message, hint, other=escape_path(other))


def escape_path(path: str) -> str:
    """A path in printable form: its code stands in place of a character that cannot be printed."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def _find_fault(path: str) -> FindingText | None:
    """What keeps a file from being a text of the report, and what to do."""
    *folders, file = path.split("/")
    if len(folders) < 2:
        hint = "Move the file to the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        return make_text("The file is not in the folder of an entity, so it is not read.", hint)
    if len(folders) > 2:
        hint = "Move the file directly into the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
        message = "The file is in a subfolder, {folder}, so it is not read."
        return make_text(message, hint, folder=escape_path("/".join(folders)))
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


def _check_ending(stem: str, ending: str) -> FindingText:
    if ending.lower() in _ENDINGS:
        message = "The ending {ending} is written with capital letters, so the file is not read."
        return make_text(message, "Rename the file to {wanted}.", ending=ending, wanted=f"{stem}{ending.lower()}")
    hint = "Save the text as Word (.docx) or as Markdown (.md), or move the file out of contributions/."
    message = (
        "The file ends in “{ending}”, so it is not read: a contribution ends in .md or .docx."
        if ending
        else "The name of the file has no ending, so it is not read: a contribution ends in .md or .docx."
    )
    return make_text(message, hint, ending=escape_path(ending))


def _check_general_name(name: str) -> FindingText | None:
    if not name.isprintable() or len(name) > LONGEST_NAME or name.lower() in _DEVICES:
        hint = "Choose a short name of letters, figures and hyphens, at most {most} characters."
        message = "The name “{name}” cannot be used, so the file is not read."
        return make_text(message, hint, name=escape_path(name[:MOST_CHARACTERS]), most=LONGEST_NAME)
    return None


def _check_identifier(what: str, name: str) -> FindingText | None:
    """What is wrong with the name of an entity's folder, or of a file in it."""
    if _IDENTIFIER.fullmatch(name) and name not in _DEVICES:
        return None
    suggestion = _suggest_identifier(name)
    hint = (
        "Rename the {kind} to “{suggestion}”. If that name is taken, keep only one of the two."
        if suggestion
        else "Choose a name from contributions/{file}."
    )
    character = _find_refused_character(name)
    return make_text(
        _choose_message(name, character),
        hint,
        kind=what,
        name=escape_path(name[:MOST_CHARACTERS]),
        count=len(name),
        most=MOST_CHARACTERS,
        character=escape_path(character),
        character_name=unicodedata.name(character, f"U+{ord(character):04X}") if character else "",
        suggestion=suggestion,
        file="entities.yaml" if what == "folder" else "organizations.yaml",
    )


def _find_refused_character(name: str) -> str:
    """The first character that no identifier has, or empty."""
    match = _OTHERS.search(name)
    return match.group() if match else ""


def _choose_message(name: str, character: str) -> str:
    """The message on a name that cannot be an identifier, where this is the first character that none has."""
    if name.lower() in _DEVICES:
        return _NAME_OF_DEVICE
    if len(name) > MOST_CHARACTERS:
        return _LONG_NAME
    if not character:
        return _NO_NAME
    if character.isascii() and character.isupper():
        return _NAME_IN_CAPITALS
    if character == " ":
        return _NAME_WITH_SPACE
    return _OTHER_LETTER if character.isalpha() else _OTHER_SIGN


def _suggest_identifier(name: str) -> str:
    """The identifier that was probably meant, or empty."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    identifier = re.sub(r"[\s_]+", "-", bare.strip("_ \t"))
    usable = _IDENTIFIER.fullmatch(identifier) and identifier != name and identifier not in _DEVICES
    return identifier if usable and all(c.isascii() or unicodedata.decomposition(c) for c in name) else ""


def check_place(path: str, kind: Kind, key: str, header: Header, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The findings where the path of a text contradicts its header or the name lists (IN-PLC-01 to IN-PLC-03)."""
    if kind is Kind.GENERAL:
        return
    folder, _, name = key.partition("/")
    source = Source(path)
    if kind is Kind.ENTITY and vocabulary.entities and folder not in vocabulary.entities:
        yield _report_unknown("IN-PLC-01", source, folder, tuple(vocabulary.entities))
    elif vocabulary.organizations and name not in vocabulary.organizations:
        yield _report_unknown("IN-PLC-02", source, name, tuple(vocabulary.organizations))
    stated = {"entity": header.entity, "organization": header.organization}
    placed = {"entity": folder if kind is Kind.ENTITY else "", "organization": name}
    for key_name in stated:
        if stated[key_name] and placed[key_name] and stated[key_name] != placed[key_name]:
            yield make_finding(
                "IN-PLC-03",
                Severity.ERROR,
                header.places.get(key_name, source),
                "The header says “{key}: {stated}”, but the place of the file says “{key}: {placed}”.",
                "Write “{key}: {placed}” in the header, or move the file.",
                key=key_name,
                stated=stated[key_name],
                placed=placed[key_name],
            )


def _report_unknown(rule: str, source: Source, name: str, names: tuple[str, ...]) -> Finding:
    suggestion = suggest(name, names)
    is_entity = rule == "IN-PLC-01"
    return make_finding(
        rule,
        Severity.ERROR,
        source,
        "No {kind} has the id “{id}”, so this file is not used.",
        "Did you mean “{suggestion}”?" if suggestion else _KNOWN_ENTITIES if is_entity else _KNOWN_ORGANIZATIONS,
        kind="entity" if is_entity else "organization",
        id=name,
        suggestion=suggestion,
    )
