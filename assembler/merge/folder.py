"""Takes a draft that was edited in Word back into the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assembler.assemble import assemble
from assembler.check import in_order
from assembler.consolidation.folder import consolidated_text
from assembler.fix import difference
from assembler.load import Loaded, load
from assembler.model.contribution import Contribution, InputFile, Kind
from assembler.model.finding import Finding
from assembler.model.nodes import Paragraph
from assembler.model.progress import Tell, silent
from assembler.model.value import Value, replace
from assembler.storage.files import read_bytes
from assembler.storage.lock import lock_report
from assembler.storage.parse_cache import Memory
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import FOLDER, find_root
from assembler.storage.texts import replace_texts

if TYPE_CHECKING:
    from assembler.merge.result import Conflict
    from assembler.merge.three_way import Edit, Merged

type Tracked = Literal["accept", "mark", "reject"]
"""What becomes of tracked changes."""


class Taken(Value):
    """What came of taking back a draft that was edited in Word."""

    merged: Merged | None = None
    """What was merged; none where the file or the plan can't be used."""
    differences: tuple[str, ...] = ()
    """What is new in each text, as unified differences."""
    refusal: str = ""
    """Why nothing can be merged here, in a sentence."""
    findings: tuple[Finding, ...] = ()
    """What was found in the file, or in the plan where that can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def take_back(start: Path, edited: Path, tracked: Tracked, *, keep: bool, wait: Tell = silent) -> Taken:
    """Brings the edits of a draft that was edited in Word into the texts; without `keep` no file is touched.

    Says on whom it waits. Raises NoPlan, Unreadable, Busy, or Unwritable where the machine or somebody else is in the
    way.
    """
    root = find_root(start)
    data = read_bytes(edited)  # before the others wait: who writes into a pipe may be slow
    with lock_report(root, wait) if keep else nullcontext():
        return _take_back(root, data, edited.name, tracked, keep=keep)


def _take_back(root: Path, edited: bytes, name: str, tracked: Tracked, *, keep: bool) -> Taken:
    # Loaded here, since nothing else at the desk reads Word files.
    from assembler.merge.three_way import followed, read_edited

    memory = Memory()
    read = read_folder(root)
    loaded = load(read.files, unread=read.findings, memory=memory)
    if loaded.collection is None:
        return Taken(findings=in_order(loaded.findings), files=loaded.files)
    returned, findings = read_edited(edited, name, tracked)
    if returned is None:
        return Taken(findings=findings)
    symbols = returned.base.masthead.symbols
    if symbols != loaded.collection.plan.symbols:
        ours = ", ".join(loaded.collection.plan.symbols)
        return Taken(refusal=f"{name} is a draft of {', '.join(symbols)}, and this report is {ours}.")
    merged = _merged(loaded, followed(returned, loaded.collection.plan), memory)
    differences = tuple(
        difference(path, loaded.data.get(path, b"").decode(), data.decode()) for path, data in merged.files.items()
    )
    left = _put(root, loaded, merged) if keep else {}
    if left:
        named = ", ".join(f"{path} {reason}" for path, reason in left.items())
        return Taken(refusal=f"{named}, so that no text was changed.")
    return Taken(merged, differences, findings=findings, files=loaded.files)


def _merged(loaded: Loaded, edit: Edit, memory: Memory) -> Merged:
    """The edits in the texts; what can't be brought in as it was edited shows when it is tried again."""
    merged = _merged_once(loaded, {}, edit, memory)
    left: list[str] = []
    if merged.files:
        again = _with_other_texts(loaded, merged.files, memory)
        left = sorted(_merged_once(again, merged.files, edit, memory).files)
    said = tuple(f"{path}: not everything could be brought in as it was edited; compare the two." for path in left)
    return replace(merged, remarks=(*merged.remarks, *said))


def _merged_once(loaded: Loaded, instead: Mapping[str, bytes], edit: Edit, memory: Memory) -> Merged:
    """The same, tried once, where `loaded` was read with other bytes `instead`.

    An organization without a consolidated text gets one where it was edited.
    """
    from assembler.merge.three_way import merge

    assert loaded.collection is not None  # the edits are those of a report that could be read
    texts = {text.key for text in loaded.collection.contributions}
    missing = [key for key in edit.touched if key.startswith("consolidated/") and key not in texts]
    names = [name for key in missing if (name := key.partition("/")[2]) in loaded.collection.vocabulary.organizations]
    made = [consolidated_text(loaded.collection, name) for name in names]
    new = {it.path: it.text.encode() for it in made} | dict(instead)
    now = _with_other_texts(loaded, new, memory) if made else loaded
    assert now.collection is not None
    merged = merge(edit, assemble(now.collection, draft=True), now.collection, now.data)
    unmade = {it.path for it in made} - merged.files.keys()
    contributed = now.collection.of_kind(Kind.ENTITY)
    conflicts = tuple(_of_source(it, contributed) if it.path in unmade else it for it in merged.conflicts)
    return replace(merged, conflicts=conflicts)


def _with_other_texts(loaded: Loaded, texts: Mapping[str, bytes], memory: Memory) -> Loaded:
    """The report with these texts."""
    return load({**loaded.data, **texts}, memory=memory)


def _of_source(conflict: Conflict, contributed: Sequence[Contribution]) -> Conflict:
    """The conflict in the file of the contributed paragraph, where the text that would be made of it is not made."""
    paths = {text.key: text.path for text in contributed}
    blocks = (block for text in contributed for block in text.blocks)
    lines = {block.id: block.source.line for block in blocks if isinstance(block, Paragraph)}
    name = next(iter(conflict.sources), "")
    key = name.partition("#")[0]
    path = paths.get(key, f"{FOLDER}/{key}.md") if key else FOLDER
    return replace(conflict, path=path, line=lines.get(name, 1) if conflict.line else 0)


def _put(root: Path, loaded: Loaded, merged: Merged) -> dict[str, str]:
    """Writes the texts, all or none, since words may move from one to another; says which can't be written and why."""
    return replace_texts(root, {path: (loaded.data.get(path), data) for path, data in merged.files.items()}, whole=True)
