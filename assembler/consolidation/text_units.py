"""A consolidated or general text as units between empty lines, each of which an editor can change by itself.

A change names the hash of the unit from which it starts, so that nobody overwrites what somebody else has written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

from assembler.clearance.header_edits import add_left_out
from assembler.consolidation.unit_findings import fix_words
from assembler.model.consolidation_sources import parse_origin
from assembler.model.contribution import Kind, split_header
from assembler.model.nodes import Origin
from assembler.model.value import Value, field, replace
from assembler.readers.contribution_paths import identify_path
from assembler.readers.decoding import decode_leniently

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+(?![ \t])")
_ATTRIBUTES = re.compile(r"^\{:.*\}[ \t]*$", re.MULTILINE)
_SOURCES = re.compile(r'\sfrom="([^"]*)"')
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"#[\w-]+")
_LIKE = 0.5
"""The share of words by which a unit is taken for another one in another version of the text."""
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_COMMENT = re.compile(r" ?\{>>\s*(.*?)\s*<<\}", re.DOTALL)
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]|\([a-z]+\))\s")


class UnitKind(StrEnum):
    """What a unit is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    COMMENT = "comment"


class TextUnit(Value):
    """What stands between two empty lines of a text."""

    number: int
    """Its place, from 1."""
    kind: UnitKind
    text: str
    """Its words in Markdown, without the line that names its sources."""
    attributes: str
    """That line, as {: #id from="…" }; empty where there is none."""
    hash: str
    """The first 12 digits of the hash of both."""
    line: int = 1
    """The line of the text on which it begins; lines count from 1."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The contributed paragraphs from which it was made."""
        sources = _SOURCES.search(self.attributes)
        return tuple(map(parse_origin, sources[1].split())) if sources else ()

    @property
    def comments(self) -> tuple[str, ...]:
        """The words of the queries and comments in it, which drafts carry as comments of Word."""
        return tuple(match[1] for match in _COMMENT.finditer(self.text))


class UnitEdit(Value):
    """What an editor does with one unit."""

    act: str
    """One of rewrite, add, join, up, down, move, leave-out, fix, comment and settle."""
    number: int
    """The unit; a new one is added after it, and 0 is before the first."""
    hash: str
    """The hash of the unit as the editor has read it; of the unit before where one is added."""
    text: str = ""
    """The new words, a new place, the reason for leaving it out, the code of the rule whose findings are mended, or a
    comment.

    Without words, settle takes all comments out."""


class EditResult(Value):
    """A text after an edit."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The text, by its place; nothing where it stays as it is."""
    obstacle: str = ""
    """Why nothing was changed, in a sentence."""
    is_stale: bool = False
    """Whether somebody else has changed the unit since it was read."""
    number: int = 0
    """Where the unit stands now that somebody else has changed; 0 where that is not known."""


def split_units(body: str, line: int = 1) -> tuple[TextUnit, ...]:
    """The units of a text's body, which begins on that line; lines that are set in belong to the unit above them."""
    text = body.strip()
    units: list[TextUnit] = []
    begin, line = 0, line + body[: body.find(text)].count("\n")
    for end, after in [*(match.span() for match in _EMPTY_LINES.finditer(text)), (len(text), len(text))]:
        if part := text[begin:end].strip("\n"):
            units.append(_make_unit(len(units) + 1, part, line))
        line += text.count("\n", begin, after)
        begin = after
    return tuple(units)


def find_unit(units: Iterable[TextUnit], wanted: TextUnit) -> TextUnit | None:
    """The unit in another version of the text: the same one, one with its name or sources, or the most similar one."""
    rest = [unit for unit in units if unit.kind is wanted.kind]
    same = next((unit for unit in rest if unit.hash == wanted.hash), None)
    if same:
        return same
    names = {*_NAME.findall(wanted.attributes.partition("from=")[0])}
    sources = {origin.paragraph for origin in wanted.origins}
    for unit in rest:
        own = {origin.paragraph for origin in unit.origins}
        if (names and names & {*_NAME.findall(unit.attributes.partition("from=")[0])}) or (own and own == sources):
            return unit
    shares = [(_measure_likeness(unit.text, wanted.text), unit) for unit in rest]
    share, likely = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return likely if share >= _LIKE else None


def _measure_likeness(one: str, other: str) -> float:
    """The share of the words that both texts have."""
    words, others = {*_WORD.findall(one)}, {*_WORD.findall(other)}
    return 2 * len(words & others) / ((len(words) + len(others)) or 1)


def read_units(data: bytes) -> tuple[TextUnit, ...]:
    """The units of a text, from the content of its file."""
    header, body = split_header(decode_leniently(data))
    return split_units(body, header.count("\n") + 1)


def edit_unit(files: Mapping[str, bytes], place: str, edit: UnitEdit, former: Sequence[bytes] = ()) -> EditResult:
    """Makes one edit in the consolidated or general text at that place.

    `former` are earlier versions of the text, the newest first. With them, a unit is found where it stands now, and new
    words are merged with those of somebody else, if the two have not changed the same words.

    A general text that is not there yet begins with the unit that is added to it. To mend findings, the files are to be
    those with which they were found; any other edit needs the text alone.

    >>> text = b"---\\norganization: au\\n---\\n\\nThey met.\\n{: from=\\"unhcr/au#p1@0123456789ab\\" }\\n"
    >>> (unit,) = split_units(text.decode().partition("---\\n\\n")[2])
    >>> place = "contributions/consolidated/au.md"
    >>> result = edit_unit({place: text}, place, UnitEdit("rewrite", 1, unit.hash, "They met in May."))
    >>> print(result.files[place].decode().partition("---\\n\\n")[2], end="")
    They met in May.
    {: from="unhcr/au#p1@0123456789ab" }
    """
    kind, _key = identify_path(place) or (None, "")
    data = files.get(place, b"" if kind is Kind.GENERAL and edit.act == "add" else None)
    if data is None or kind not in (Kind.CONSOLIDATED, Kind.GENERAL):
        return EditResult(obstacle=f"There is no text {place} that can be edited.")
    if _has_other_encoding(data):
        return EditResult(obstacle=f"The text {place} is not in UTF-8. Save the file in UTF-8 first.")
    header, body = split_header(decode_leniently(data))
    units = list(split_units(body))
    if edit.act not in ("add", "fix") and (edit.number < 1 or not units):
        return EditResult(obstacle=f"The text {place} has no paragraph {edit.number}.")
    edit = _find_current(units, edit, former)
    if edit.number and edit.hash != units[edit.number - 1].hash:
        obstacle = "Somebody else has changed this paragraph since you read it."
        return EditResult(obstacle=obstacle, is_stale=True, number=edit.number)
    if edit.act == "fix":
        lines = _list_lines(read_units(data), edit.number)
        after = fix_words(files, place, lines, edit.text)
        return EditResult(after.files, obstacle=after.obstacle)
    sources = _list_sources(units)
    obstacle = _ACTS[edit.act](units, edit)
    if obstacle:
        return EditResult(obstacle=obstacle)
    changed = (header + print_units(units)).encode()
    lost = [source for source in sources if source not in _list_sources(units)]
    if lost:
        changed = add_left_out(changed, dict.fromkeys(lost, " ".join(edit.text.split())))
    return EditResult({place: changed} if changed != data else {})


def _find_current(units: Sequence[TextUnit], edit: UnitEdit, former: Iterable[bytes]) -> UnitEdit:
    """The edit, for the unit where it stands now; with the hash that was read where others have changed its words."""
    if not edit.number or (edit.number <= len(units) and units[edit.number - 1].hash == edit.hash):
        return edit
    read = next((unit for data in former if (unit := _find_read(read_units(data), edit))), None)
    now = find_unit(units, read) if read else None
    if read is None or now is None:
        return replace(edit, number=min(edit.number, len(units)))
    if now.hash == edit.hash:
        return replace(edit, number=now.number)
    from assembler.merge.block_merge import merge_typed_words  # loads readers, which no other edit needs

    words = merge_typed_words(read.text, now.text, _clean(edit.text)) if edit.act == "rewrite" else None
    if words is None:
        return replace(edit, number=now.number)
    return replace(edit, number=now.number, hash=now.hash, text=words)


def _find_read(units: Sequence[TextUnit], edit: UnitEdit) -> TextUnit | None:
    """The unit as the editor has read it, in an earlier version of the text that has no other one like it."""
    same = [unit for unit in units if unit.hash == edit.hash]
    return same[0] if len(same) == 1 and same[0].number == edit.number else None


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _list_lines(units: Sequence[TextUnit], number: int) -> range:
    """The lines of a text on which a unit and the empty lines after it stand."""
    first = units[number - 1].line if number else 0
    return range(first, units[number].line if number < len(units) else 1_000_000_000)


def _has_other_encoding(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _list_sources(units: Iterable[TextUnit]) -> tuple[str, ...]:
    """The sources that these units name, as a consolidated text writes them."""
    return tuple(_print_origin(origin) for unit in units for origin in unit.origins)


def _make_unit(number: int, part: str, line: int = 1) -> TextUnit:
    attributes = _ATTRIBUTES.search(part)
    text = _ATTRIBUTES.sub("", part, count=1).strip("\n") if attributes else part
    return TextUnit(number, _find_kind(part), text, attributes[0].rstrip() if attributes else "", _hash(part), line)


def _find_kind(part: str) -> UnitKind:
    if part.startswith("#"):
        return UnitKind.HEADING
    if part.startswith("<!--"):
        return UnitKind.COMMENT
    if part.startswith("|") or "\n|" in part:
        return UnitKind.TABLE
    if _NOTE.match(part):
        return UnitKind.NOTE
    return UnitKind.LIST if _ITEM.match(part) else UnitKind.PARAGRAPH


def _hash(part: str) -> str:
    return sha256(part.encode()).hexdigest()[:12]


def print_units(units: Iterable[TextUnit]) -> str:
    """The body of a text with these units."""
    return "\n\n".join(map(_print_unit, units)) + "\n"


def _print_unit(unit: TextUnit) -> str:
    """The unit with its attributes on the line after its first paragraph."""
    if not unit.attributes:
        return unit.text
    first, *rest = _EMPTY_LINES.split(unit.text)
    return "\n\n".join([f"{first}\n{unit.attributes}", *rest])


# What can be done: each changes the list, or says why not.

type _Act = Callable[[list[TextUnit], UnitEdit], str]


def _rewrite(units: list[TextUnit], edit: UnitEdit) -> str:
    """Gives the unit other words; an empty line divides a paragraph, and both parts bear its sources."""
    text, unit = _clean(edit.text), units[edit.number - 1]
    if not text:
        return "The paragraph is empty. To take the paragraph out of the report, leave it out."
    parts = split_units(text)
    if any(part.kind is not UnitKind.PARAGRAPH for part in (unit, *parts)):
        units[edit.number - 1] = replace(unit, text=text)
        return ""
    sources = _SOURCES.search(unit.attributes)
    written = f"{{:{sources[0]} }}" if sources else ""
    more = [replace(part, attributes=part.attributes or written) for part in parts[1:]]
    units[edit.number - 1 : edit.number] = [replace(unit, text=parts[0].text), *more]
    return ""


def _add(units: list[TextUnit], edit: UnitEdit) -> str:
    text = _clean(edit.text)
    if not text:
        return "The new paragraph is empty."
    units.insert(edit.number, _make_unit(0, text))
    return ""


def _join(units: list[TextUnit], edit: UnitEdit) -> str:
    """Joins the unit to the one before it; the sources of both stay."""
    index = edit.number - 1
    if index < 1 or {units[index].kind, units[index - 1].kind} != {UnitKind.PARAGRAPH}:
        return "Only a paragraph can be joined to the paragraph before it."
    first, second = units[index - 1], units.pop(index)
    attributes = _join_attributes(first.attributes, second)
    units[index - 1] = replace(first, text=f"{first.text} {second.text}", attributes=attributes)
    return ""


def _join_attributes(attributes: str, second: TextUnit) -> str:
    """The attributes of the first with the sources of both; the identifier of the second is given up."""
    own = _SOURCES.search(attributes)
    sources = dict.fromkeys([*(own[1].split() if own else ()), *_list_sources([second])])
    if not sources:
        return attributes
    written = f' from="{" ".join(sources)}"'
    if own:
        return attributes.replace(own[0], written)
    return f"{attributes.removesuffix('}').rstrip()}{written} }}" if attributes else f"{{:{written} }}"


def _print_origin(origin: Origin) -> str:
    return f"{origin.paragraph}@{origin.hash}" if origin.hash else origin.paragraph


def _move_up(units: list[TextUnit], edit: UnitEdit) -> str:
    index = edit.number - 1
    if index < 1:
        return "This paragraph is the first one."
    units[index - 1], units[index] = units[index], units[index - 1]
    return ""


def _move_down(units: list[TextUnit], edit: UnitEdit) -> str:
    index = edit.number - 1
    if index >= len(units) - 1:
        return "This paragraph is the last one."
    units[index + 1], units[index] = units[index], units[index + 1]
    return ""


def _move(units: list[TextUnit], edit: UnitEdit) -> str:
    """Moves the unit to the place of that number."""
    place = edit.text.strip()
    if not (place.isascii() and place.isdigit() and 1 <= int(place[:9]) <= len(units)):
        return "The text has no such place."
    units.insert(int(place) - 1, units.pop(edit.number - 1))
    return ""


def _leave_out(units: list[TextUnit], edit: UnitEdit) -> str:
    unit = units[edit.number - 1]
    if unit.origins and not edit.text.strip():
        return "Say why the paragraph is left out; the entities can read the reason."
    units.pop(edit.number - 1)
    return ""


def _comment(units: list[TextUnit], edit: UnitEdit) -> str:
    """Puts a comment after the last one of the unit, or at the end of its first paragraph."""
    unit, words = units[edit.number - 1], " ".join(edit.text.replace("<<}", "").split())
    if not words:
        return "The comment is empty."
    if unit.kind not in (UnitKind.PARAGRAPH, UnitKind.LIST):
        return "Only a paragraph or a list can have comments."
    places = [match.end() for match in _COMMENT.finditer(unit.text)]
    end = _EMPTY_LINES.search(unit.text)
    place = places[-1] if places else end.start() if end else len(unit.text)
    units[edit.number - 1] = replace(unit, text=f"{unit.text[:place]}{{>> {words} <<}}{unit.text[place:]}")
    return ""


def _settle(units: list[TextUnit], edit: UnitEdit) -> str:
    """Takes comments out of the unit."""
    unit, words = units[edit.number - 1], edit.text.strip()
    text = _COMMENT.sub(lambda match: "" if words in ("", match[1]) else match[0], unit.text).strip()
    if text == unit.text:
        return "The paragraph has no such comment any more."
    units[edit.number - 1] = replace(unit, text=text)
    return ""


_ACTS: Mapping[str, _Act] = {
    "rewrite": _rewrite,
    "add": _add,
    "join": _join,
    "up": _move_up,
    "down": _move_down,
    "move": _move,
    "leave-out": _leave_out,
    "comment": _comment,
    "settle": _settle,
}
