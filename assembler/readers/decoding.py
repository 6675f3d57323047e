"""Decodes bytes to text: UTF-8, one kind of line end, composed characters, nothing that cannot be printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.text.lazy_regex import Pattern

MAX_BYTES = 1 << 20
"""The largest text file that is read: 1 MiB."""

_BEGINNING = 4096
"""How many bytes are enough to recognize the encoding."""
_UNPRINTABLE = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_CONFLICT_BEGIN, _CONFLICT_END = "<<<<<<< ", ">>>>>>> "
"""How the lines begin that Git writes around two versions that it cannot merge."""
_LOST = "\ufffd"
"""The sign that programs put in the place of a character that they cannot read."""


def read_text(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file, or none where it cannot be read.

    Reports bytes that are no UTF-8 (IN-TXT-01), control characters (IN-TXT-02), an empty file (IN-TXT-03), a file that
    is too large (IN-TXT-04), invisible characters (IN-TXT-05) and conflicts of a Git merge (IN-TXT-06).
    """
    if len(data) > MAX_BYTES:
        return None, (_report_size(len(data), path),)
    if _is_wide(data):
        return None, (_report_encoding(b"", path),)
    try:
        text = _compose(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, (_report_encoding(error.object[: error.start], path),)  # `object` holds no byte order mark
    if not text.strip():
        return None, (_report_empty(path),)
    if _CONFLICT_BEGIN in text and (conflicts := tuple(_find_conflicts(text, path))):
        return None, conflicts
    findings = find_unprintable(text, path)
    return (_UNPRINTABLE.sub(_LOST, text) if findings else text), findings


def find_unprintable(text: str, path: str) -> tuple[Finding, ...]:
    """Reports characters that cannot be printed (IN-TXT-02), and invisible ones where none belongs (IN-TXT-05)."""
    if text.replace("\n", "").isprintable() and _LOST not in text:  # then it has no tab or no-break space either
        return ()
    from assembler.readers.invisible_characters import find_invisible_characters  # only here: most texts have none

    escape_path = _UNPRINTABLE.sub(_LOST, text)
    return (*_find_control_characters(text, path), *find_invisible_characters(escape_path, path))


def _is_wide(data: bytes) -> bool:
    """Whether two or four bytes stand for each character, as in UTF-16: then every second byte or more is zero."""
    beginning = data[:_BEGINNING]
    return beginning.count(0) * 3 > len(beginning)


def decode_leniently(data: bytes) -> str:
    """The text in which the positions of findings count, whatever the bytes are."""
    return _compose(data.decode("utf-8-sig", errors="replace"))


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def locate(text: str, offset: int, path: str) -> Source:
    """The position of the character at `offset` of the text of a file."""
    before = text.rfind("\n", 0, offset)
    return Source(path, 1 + text.count("\n", 0, offset), offset - before)


def _report_encoding(sound: bytes, path: str) -> Finding:
    """The finding that the file is no UTF-8 after the bytes that are sound."""
    before = sound.decode("utf-8")
    hint = "Save the file again as UTF-8 (in most editors: Save as, Encoding, UTF-8)."
    source = locate(before, len(before), path)
    return make_finding("IN-TXT-01", Severity.ERROR, source, "The file is not UTF-8 text.", hint)


def _report_size(size: int, path: str) -> Finding:
    message, hint = (
        "The file has {size:,} bytes; a text may have at most {most:,}.",
        "Divide the text into several files.",
    )
    return make_finding("IN-TXT-04", Severity.ERROR, Source(path), message, hint, size=size, most=MAX_BYTES)


def _report_empty(path: str) -> Finding:
    hint = "Write the text or delete the file. Without news, write “status: nothing-to-report” in the header."
    if path.endswith(".yaml"):
        hint = "Restore an earlier copy of the file, or copy the one that “assembler new report DIR” writes."
    return make_finding("IN-TXT-03", Severity.ERROR, Source(path), "The file is empty.", hint)


def _find_conflicts(text: str, path: str) -> Iterator[Finding]:
    """Each place in which Git has left two versions."""
    begin = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICT_BEGIN):
            begin = number
        elif begin and line.startswith(_CONFLICT_END):
            message = "Git could not merge two versions of these lines, so the file has both."
            hint = "Keep the right words, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
            yield make_finding("IN-TXT-06", Severity.ERROR, Source(path, begin), message, hint)
            begin = 0


def _find_control_characters(text: str, path: str) -> list[Finding]:
    return [
        _report_unprintable(match.group(), Source(path, number, match.start() + 1))
        for number, line in enumerate(text.split("\n"), 1)
        for match in _UNPRINTABLE.finditer(line)
    ]


def _report_unprintable(character: str, source: Source) -> Finding:
    message = "This character cannot be printed (U+{code:04X})."
    hint = "Delete the character and type the word again. Such characters come from text copied from other programs."
    if character == _LOST:
        message = "A character was lost here and replaced by “\ufffd” (U+FFFD)."
        hint = "Type the missing character. Another program has saved the text in a wrong encoding."
    return make_finding("IN-TXT-02", Severity.ERROR, source, message, hint, code=ord(character))
