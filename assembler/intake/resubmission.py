"""A text that comes again: how it is kept as it came, and what is said of its merge with the text in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

from assembler.intake.file_identity import make_error
from assembler.intake.header_and_body import replace_header
from assembler.model.contribution import Contribution, Header, Status
from assembler.model.finding import Finding, Severity, Source, make_text, place_text
from assembler.model.nodes import Block, Footnote, Paragraph, Query
from assembler.model.text.phrases import count_noun, shorten, write_day
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.text.word_count import count_words
from assembler.model.value import Value, replace
from assembler.readers.contribution_paths import find_earlier_place, find_received_place, find_unsettled_place
from assembler.readers.unsettled_changes import read_unsettled
from assembler.writers.markdown.blocks import print_blocks
from assembler.writers.markdown.header import print_header, quote_value

if TYPE_CHECKING:
    from assembler.merge.result import Change, Conflict, MergeResult

CONFLICT = "IN-DOC-15"
"""The code of findings on words that both the entity and the editor have changed."""
_WIDEST = 400
"""How many characters of a text a sentence shows."""
_NOTHING = "(nothing)"
_EDITED = (
    "{file} changes words that have been edited here, so this change was not made. Received before: “{base}” "
    "Here now: “{ours}” In the file: “{theirs}”"
)
_EDITED_HINT = "Write the words to be kept here. Then import the file again with --settled."
_OLDER = (
    "{file} has older words, which a later file had changed, so this change was not made. In the later file: “{base}” "
    "Here now: “{ours}” In this file: “{theirs}”"
)
_WHOLE = "{file} has an earlier text on {organization} without any change. A later text has come since, and stays."
_WHOLE_HINT = "To use the earlier text, import the file again with --replace."
_OLDER_HINT = (
    "Ask the entity which words to keep, and write those words here. Then import the file again with --settled."
)

type Blocks = tuple[Block, ...]
type MergeText = Callable[[str, Blocks, Blocks, Sequence[Blocks]], MergeResult | None]
"""Merges what has changed from the base to theirs into the text with that key; None where the report cannot be read.
Last come the texts that came before the base."""


class Resubmission(Value):
    """What came of a text that came again."""

    data: bytes | None
    """The contribution as it is to stand; None where it stays as it is."""
    sentences: tuple[str, ...]
    """What was done, in sentences."""
    findings: tuple[Finding, ...]
    """The changes that were not made (IN-DOC-15)."""
    is_received: bool
    """Whether the next file is to be compared with this one; where words are in conflict, once they are settled."""


def finish_merge(
    result: MergeResult,
    before: Contribution,
    now: Contribution,
    title: str,
    name: str,
    settled: bool,
    has_text: bool,
) -> Resubmission:
    """What came of merging the text of a Word file of that name, which reads as `now`, into the contribution `before`.

    Sentences begin with the `title`. `has_text` says whether words remain.
    """
    sentences: list[str] = []
    data = result.files.get(before.path)
    if data:
        status = Status.SUBMITTED if has_text else now.header.status
        submitted = before.header.submitted or now.header.submitted  # late is who was late the first time
        data = replace_header(data, replace(now.header, status=status, submitted=submitted))
        sentences.append(f"{title}{_count_changes(result)} into {before.path}.")
        sentences += [*_describe_changes(result), describe_void_clearance(before)]
    else:
        if not result.conflicts:
            edited = f"{before.path} has been edited since this text came, and stays as it is."
            sentences.append(f"{title}the file brings nothing new. {edited}")
        sentences += result.remarks
    more_lines = data.count(b"\n") - result.files[before.path].count(b"\n") if data else 0  # of the header
    conflicts = () if settled else tuple(_shift(conflict, more_lines) for conflict in result.conflicts)
    sentences += (f"{title}{sentence}" for sentence in _count_unmade(conflicts, before.path))
    if settled:
        sentences += map(_describe_settled, result.conflicts)
    findings = tuple(_report_conflict(conflict, name) for conflict in conflicts)
    return Resubmission(data, tuple(filter(None, sentences)), findings, not conflicts)


def print_received(header: Header, name: str, data: bytes, blocks: Iterable[Block]) -> bytes:
    """A text as it came in the bytes of a Word file of that name, to be kept for comparison with the next one."""
    first, _, _ = print_header(header).rpartition("---\n")
    # A name that is no UTF-8 is kept as it can be read.
    shown = PurePath(name).name.encode("utf-8", "backslashreplace").decode()
    file = f"# The text as it came in {quote_value(shown)}, sha256:{sha256(data).hexdigest()}\n"
    body = print_blocks(blocks, f"{header.entity}/{header.organization}")
    return f"{first}{file}---\n\n{body}".encode()


def settle(path: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is to be written, by its place, so that the text at the path stands as it is in spite of a Word file.

    The text of that file becomes the base of the next one. Nothing where no change waits.
    """
    place, record = find_received_place(path), find_unsettled_place(path)
    if record not in files:
        return {}
    try:
        received = read_unsettled(files[record]).received.encode()
    except (ValueError, RecursionError):
        received = b""
    former = files.get(place)
    if not received or received == former:
        return {record: b""}
    earlier = next(free for number in count(1) if (free := find_earlier_place(path, number)) not in files)
    return {record: b"", place: received, **({earlier: former} if former is not None else {})}


def report_earlier_version(name: str, organization: str) -> Finding:
    """That the text on an organization in the file of that name came before the one that came last (IN-DOC-15)."""
    text = make_text(_WHOLE, _WHOLE_HINT, file=PurePath(name).name, organization=organization)
    return place_text(CONFLICT, Severity.ERROR, Source(name), text)


def report_other_text(name: str, path: str) -> Finding:
    """That the file of that name is not taken, since another text stands at the path (IN-DOC-12)."""
    message = "{file} says something else and did not come by an import, so it was left alone."
    hint = "To use the Word file instead, add --replace; the old file is then kept in .assembler/replaced/."
    return make_error("IN-DOC-12", name, message, hint, file=path)


def report_word_file(name: str, path: str) -> Finding:
    """That the file of that name is not taken, since a Word file lies beside the path (IN-DOC-12)."""
    message = "{other} is read where it lies, so {file} was not written beside it."
    hint = "To use the new file, first move the old file out of contributions/."
    return make_error("IN-DOC-12", name, message, hint, other=f"{path.removesuffix('.md')}.docx", file=path)


# What is said


def describe_consolidated(organization: str, find: Callable[[str], bytes | None]) -> str:
    """That a consolidated text is printed in place of the contributions; empty where there is none."""
    path = f"contributions/consolidated/{organization}.md"
    update = f"“assembler consolidate {organization} --update” takes over what has changed."
    return f"{path} is printed in place of the contributions. {update}" if find(path) is not None else ""


def describe_unanswered(title: str, path: str, find: Callable[[str], bytes | None]) -> str:
    """That a questionnaire has no answer, and that a text which came before stays."""
    if find(path) is None:
        return f"{title}: no answer, so no file was written."
    return f"{title}: no answer, so {path} stays as it is."


def _describe_changes(result: MergeResult) -> Iterator[str]:
    """Each change word by word, and what could not be merged, in sentences."""
    yield from map(_describe_change, result.changes)
    yield from result.remarks


def _describe_change(change: Change) -> str:
    return f"{change.path}: {change.what}: {shorten(change.words, _WIDEST)}"


def _count_changes(result: MergeResult) -> str:
    """How many changes were merged, such as “2 changes of the file were merged”."""
    number = len(result.changes)
    return f"{count_noun(number, 'change')} of the file {'was' if number == 1 else 'were'} merged"


def _shift(conflict: Conflict, lines: int) -> Conflict:
    return replace(conflict, line=conflict.line + lines) if conflict.line else conflict


def _count_unmade(conflicts: Sequence[Conflict], path: str) -> Iterator[str]:
    """How many changes were not made and why, in sentences."""
    older = sum(conflict.is_older for conflict in conflicts)
    for number, reason in (
        (len(conflicts) - older, f"the same words have been edited in {path}"),
        (older, "this file has older words there, which a later file had changed"),
    ):
        if number:
            was = "was" if number == 1 else "were"
            yield f"{count_noun(number, 'change')} of the file {was} not made, since {reason}."


def describe_void_clearance(before: Contribution) -> str:
    """That the clearance of a text is void, since its words have changed; empty where it has none."""
    header = before.header
    again = f"“assembler clear {header.entity} {header.organization} --by NAME” records a new clearance of the words."
    if header.cleared:
        record = f"The clearance of {before.path} by {header.cleared.by} of {write_day(header.cleared.on)}"
        return f"{record} is void, since words have changed. {again}"
    if header.status is Status.CLEARED:
        return f"{before.path} no longer has the status cleared, since words have changed. {again}"
    return ""


def _report_conflict(conflict: Conflict, name: str) -> Finding:
    """That the file of that name changes words that were changed in the report or by a later file (IN-DOC-15)."""
    text = make_text(
        *((_OLDER, _OLDER_HINT) if conflict.is_older else (_EDITED, _EDITED_HINT)),
        file=PurePath(name).name,
        base=shorten(conflict.base or _NOTHING, _WIDEST),
        ours=shorten(conflict.ours or _NOTHING, _WIDEST),
        theirs=shorten(conflict.theirs or _NOTHING, _WIDEST),
    )
    return place_text(CONFLICT, Severity.ERROR, Source(conflict.path, max(conflict.line, 1)), text)


def _describe_settled(conflict: Conflict) -> str:
    """That words stay as they stand here, though the file has others."""
    place = f"{conflict.path}:{conflict.line}" if conflict.line else conflict.path
    ours, theirs = (shorten(words or _NOTHING, _WIDEST) for words in (conflict.ours, conflict.theirs))
    return f"{place}: settled: “{ours}” stays; the file has “{theirs}”."


def has_same_text(before: Contribution, now: Contribution) -> bool:
    """Whether a text in the report says what a text says that has come, in the same paragraphs."""
    nothing = (before.header.status is Status.NOTHING, now.header.status is Status.NOTHING)
    words = [[extract_passage_text([block]).split() for block in text.blocks] for text in (before, now)]
    return before.usable and before.hash == now.hash and nothing[0] == nothing[1] and words[0] == words[1]


def describe_amount(text: Contribution) -> str:
    """How much there is, in words."""
    if not text.blocks:
        return "nothing to report"
    notes = sum(isinstance(inline, Footnote) for inline in walk_block_inlines(text.blocks))
    queries = sum(isinstance(inline, Query) for inline in walk_block_inlines(text.blocks))
    paragraphs = sum(isinstance(inline, Paragraph) for inline in text.blocks)
    parts = [
        count_noun(paragraphs, "paragraph"),
        *([count_noun(notes, "note")] if notes else []),
        *([count_noun(queries, "comment")] if queries else []),
        count_noun(count_words(extract_passage_text(text.blocks)), "word"),
    ]
    return ", ".join(parts)
