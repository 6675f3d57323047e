"""Finds invisible characters in a text: which are proper where they stand, and which can safely be deleted.

What they are for: The Unicode Standard, chapter 23, and Unicode Standard Annex 9 on the direction of text. Marks,
embeddings and isolates keep words of a right-to-left script in order; joiners shape the letters of Arabic and of the
scripts of India. Any other, such as a separator that breaks a line in the middle, comes from another program, and makes
an id, a name or a search go wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from assembler.model.finding import Finding, FindingText, Replacement, Severity, Source, make_text, place_text
from assembler.model.value import replace

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SEPARATORS = re.compile("[\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_DIRECTING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OVERRIDES = "\u202d\u202e"
_REVERSING = "\u202b\u202d\u202e\u2067"
_PLAIN_NAMES = {
    "\u202c": "end of an embedding or override",
    "\u2069": "end of an isolate",
    "\ufeff": "byte order mark",
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SHAPED = re.compile("[\u0620-\u0dff\ufb50-\ufdff\ufe70-\ufefc]")
_FENCE = re.compile(r"---[ \t]*")
_FIX_HINTS = {
    "": "“assembler check --fix” deletes the character.",
    " ": "“assembler check --fix” replaces the character by a space.",
}
_DELETE = "Delete the character, or type the words again."
_CONTEXT = 40
_NAMED = 3


def find_invisible_characters(text: str, path: str) -> Iterator[Finding]:
    """Reports each run of invisible characters where none belongs (IN-TXT-05), with its deletion for Markdown texts.

    A run is an error where it could change an id, that is in a header or a settings file, and where it overrides the
    direction of the words.
    """
    if not _INVISIBLE.search(text):
        return
    lines = text.split("\n")
    grave = len(lines) if path.endswith(".yaml") else _header_length(lines)
    for number, line in enumerate(lines, 1):
        for start, end in _runs(line):
            yield _report_run(line, start, end, Source(path, number, start + 1, number, end + 1), number <= grave)


def find_escaped_characters(text: str, written: str, source: Source) -> Iterator[Finding]:
    """Reports each run of invisible characters in a value that was written with escape codes such as \\u200b.

    Invisible characters that stand in the file itself are reported by `find_invisible_characters`.
    """
    hint = "Delete the code of the character; the code begins with a backslash."
    for start, end in _runs(text):
        if not set(text[start:end]) <= set(written):
            finding = replace(_describe(text, start, end), hint=hint)
            yield place_text("IN-TXT-05", Severity.ERROR, source, finding)


def _header_length(lines: Sequence[str]) -> int:
    """How many lines the header has, whatever invisible characters hide in its hyphens."""
    fences = [number for number, line in enumerate(lines, 1) if _FENCE.fullmatch(_INVISIBLE.sub("", line))]
    return fences[1] if fences[:1] == [1] and len(fences) > 1 else 0


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of characters that do not belong where they stand."""
    start = end = -1
    for offset in _misplaced(line):
        if offset != end:
            if end > 0:
                yield start, end
            start = offset
        end = offset + 1
    if end > 0:
        yield start, end


def _misplaced(line: str) -> Iterator[int]:
    places = [match.start() for match in _INVISIBLE.finditer(line)]
    foreign = len(_RIGHT_TO_LEFT.findall(line)) if places else 0
    prevails = 2 * foreign > sum(map(str.isalpha, line)) if foreign else False
    for offset in places:
        if not _is_proper(line, offset, foreign > 0, prevails):
            yield offset


def _is_proper(line: str, offset: int, foreign: bool, prevails: bool) -> bool:
    """Whether a character is needed there: a joiner beside a letter that it shapes, a mark of direction in a line with
    right-to-left letters; an override only where these are the majority."""
    character = line[offset]
    if character in _JOINERS:
        return bool(_SHAPED.match(line, offset + 1) or (offset and _SHAPED.match(line, offset - 1)))
    return prevails if character in _OVERRIDES else foreign and character in _DIRECTING


def _report_run(line: str, start: int, end: int, source: Source, grave: bool) -> Finding:
    run = line[start:end]
    severity = Severity.ERROR if grave or any(mark in run for mark in _OVERRIDES) else Severity.WARNING
    doubt = _find_doubt(line, start, end)
    fix = Replacement(_replace_run(line, start, end), safe=not doubt) if source.path.endswith(".md") else None
    hint = doubt or (_FIX_HINTS[fix.text] if fix else _DELETE)
    text = replace(_describe(line, start, end), hint=hint, word_hint=doubt or _DELETE)
    return place_text("IN-TXT-05", severity, source, text, fix)


def _replace_run(line: str, start: int, end: int) -> str:
    """What replaces a run: a space where the run alone separates two words, else nothing."""
    alone = line[max(0, start - 1) : start].strip() and line[end : end + 1].strip()
    return " " if alone and _SEPARATORS.search(line, start, end) else ""


def _find_doubt(line: str, start: int, end: int) -> str:
    """Why a person must decide what should stand there; empty where the words look the same without the run."""
    if line[start - 1 : start].isdigit() and line[end : end + 1].isdigit():
        return "Delete the character, and compare the number with its source."
    if any(mark in line[start:end] for mark in _DIRECTING) and any(mark in line for mark in _REVERSING):
        return "Type the line again: the character shows words or numbers in an order in which nobody wrote them."
    return ""


_HIDE_IN_WORD = "“{word}” contains invisible characters: {characters}."
_STAND_BETWEEN = "Invisible characters stand between the words: {characters}."


def _describe(line: str, start: int, end: int) -> FindingText:
    """The message on a run of characters."""
    several = end - start > 1
    names = list(dict.fromkeys(map(_name, line[start:end])))
    listed = ", ".join(names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")
    word = "" if _SEPARATORS.search(line, start, end) else _word(line, start, end)
    if word:
        message = _HIDE_IN_WORD if several else "“{word}” contains an invisible character: {characters}."
    else:
        message = _STAND_BETWEEN if several else "An invisible character stands between the words: {characters}."
    return make_text(message, word=word, characters=listed)


def _name(character: str) -> str:
    name = _PLAIN_NAMES.get(character) or unicodedata.name(character, "unknown character").lower()
    return f"{name} (U+{ord(character):04X})"


def _word(line: str, start: int, end: int) -> str:
    """The word around a run, as a reader sees it."""
    before = line[max(0, start - _CONTEXT) : start]
    after = line[end : end + _CONTEXT]
    tail = "" if before[-1:].isspace() else (before.split() or [""])[-1]
    head = "" if after[:1].isspace() else (after.split() or [""])[0]
    return _INVISIBLE.sub("", tail + head).strip(".,;:!?()[]{}*_“”‘’\"'`")
