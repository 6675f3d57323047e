"""What is said of a text or written in it, and how it is sent back or settled: files in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assembler.clearance.header_edits import set_status
from assembler.intake.header_and_body import replace_body, replace_header
from assembler.intake.resubmission import settle
from assembler.load import load_settings
from assembler.model.contribution import FocalPoint, Header, Status, read_body
from assembler.model.value import Value, field
from assembler.readers.settings.known_names import resolve_entity, resolve_organization


class StatementResult(Value):
    """A text with what was said of it."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The text as it is to stand, by its place; nothing where it stays as it is."""
    obstacle: str = ""
    """Why nothing was recorded, in a sentence."""


def submit(files: Mapping[str, bytes], entity: str, organization: str, on: date) -> StatementResult:
    """Records in its header that the text of the entity on the organization was submitted on that day.

    Raises UnknownName.

    >>> text = b"---\\nentity: unhcr\\norganization: au\\nstatus: draft\\n---\\n\\nThey met.\\n"
    >>> from assembler.api import example_files
    >>> result = submit(example_files() | {"contributions/unhcr/au.md": text}, "unhcr", "au", date(2027, 6, 1))
    >>> result.files["contributions/unhcr/au.md"].decode().splitlines()[3:5]
    ['status: submitted', 'submitted: 2027-06-01']
    """
    place = _find_place(files, entity, organization)
    data = files.get(place)
    if data is None:
        return StatementResult(obstacle="There is no text that could be submitted.")
    return _change(place, data, set_status(data, Status.SUBMITTED, on))


def reopen(files: Mapping[str, bytes], entity: str, organization: str) -> StatementResult:
    """Records that the text is a draft again, since the editor has sent it back; no final prints a draft.

    Raises UnknownName.

    >>> text = b"---\\nentity: unhcr\\norganization: au\\nstatus: submitted\\n---\\n\\nThey met.\\n"
    >>> from assembler.api import example_files
    >>> reopen(example_files() | {"contributions/unhcr/au.md": text}, "unhcr", "au").files["contributions/unhcr/au.md"]
    b'---\\nentity: unhcr\\norganization: au\\nstatus: draft\\n---\\n\\nThey met.\\n'
    """
    place = _find_place(files, entity, organization)
    data = files.get(place)
    return StatementResult() if data is None else _change(place, data, set_status(data, Status.DRAFT))


def report_nothing(
    files: Mapping[str, bytes], entity: str, organization: str, on: date, focal_point: FocalPoint | None = None
) -> StatementResult:
    """Records that the entity has nothing to report on the organization, in the place of a text. Raises UnknownName."""
    place = _find_place(files, entity, organization)
    keys = place.split("/")
    header = Header(keys[1], keys[2].removesuffix(".md"), Status.NOTHING, focal_point, on)
    return _change(place, files.get(place), replace_header(b"", header).rstrip() + b"\n")


def write_body(
    files: Mapping[str, bytes], entity: str, organization: str, body: str, focal_point: FocalPoint | None = None
) -> StatementResult:
    """Writes the body of the text of the entity on the organization, in Markdown; a new text is a draft.

    Raises UnknownName.
    """
    place = _find_place(files, entity, organization)
    data = files.get(place)
    keys = place.split("/")
    if data is None or not data.strip():
        data = replace_header(b"", Header(keys[1], keys[2].removesuffix(".md"), Status.DRAFT, focal_point))
    elif read_body(data.decode()).strip() != body.strip():
        data = set_status(data, Status.DRAFT)
    return _change(place, files.get(place), replace_body(data, body))


def settle_changes(files: Mapping[str, bytes], entity: str, organization: str) -> StatementResult:
    """Lets the words of the report stand where a Word file of the entity on the organization has others.

    Gives the text of that file, with which the next one is compared, the text that came before it, and an empty record.
    Nothing where no change waits. Raises UnknownName.
    """
    return StatementResult(settle(_find_place(files, entity, organization), files))


def _find_place(files: Mapping[str, bytes], entity: str, organization: str) -> str:
    vocabulary = load_settings(files).vocabulary
    key = f"{resolve_entity(vocabulary, entity)}/{resolve_organization(vocabulary, organization)}"
    return f"contributions/{key}.md"


def _change(place: str, former: bytes | None, data: bytes) -> StatementResult:
    return StatementResult({place: data} if data != former else {})
