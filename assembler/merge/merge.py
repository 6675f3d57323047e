"""Merges a draft that was edited in Word into the texts of a report: files in, changed files and conflicts out."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Mapping, Sequence

from assembler.assemble import assemble
from assembler.check import sort_findings
from assembler.consolidation.consolidated_text import consolidate_contributions
from assembler.consolidation.source_passages import keep_current_passages
from assembler.load import Loaded, load
from assembler.merge.result import Conflict, MergeResult
from assembler.merge.three_way import WordEdits, find_edits, merge_edits
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Finding
from assembler.model.nodes import Paragraph
from assembler.model.text.unified_diff import format_unified_diff
from assembler.model.value import replace
from assembler.readers.report_docx.edited_draft import read_edited_draft
from assembler.readers.report_docx.revisions import Tracked
from assembler.storage.parse_cache import ParseCache
from assembler.storage.report_folder import FOLDER
from assembler.storage.templates import read_report_templates

_CONSOLIDATED = "contributions/consolidated/"
_NOTHING = "Nothing was merged."


def merge(
    files: Mapping[str, bytes],
    edited: bytes,
    name: str,
    tracked: Tracked = "accept",
    *,
    unread: Sequence[Finding] = (),
    only: Some[str] | None = None,
    overrides: Some[str] = (),
) -> MergeResult:
    """Merges the edits in a Word file of that name into the texts among the files, given by their paths in the report.

    `tracked` says what to do with tracked changes: accept them, keep them as marks in the texts, or reject them.
    `unread` are the findings on files that could not be read. With `only`, the keys of `Edit`, all other edits are left
    out. `overrides` are the keys of conflicts in which the words of the file take the place of those that stand now. If
    nothing can be merged, `refusal` in the result says why.
    """
    cache = ParseCache()
    loaded = load(files, unread=unread, cache=cache)
    if loaded.collection is None:
        return MergeResult(refusal=_NOTHING, findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    returned, findings = read_edited_draft(edited, name, tracked)
    if returned is None:
        return MergeResult(refusal=_NOTHING, findings=findings)
    symbols = returned.base.masthead.symbols
    if symbols != loaded.collection.plan.symbols:
        ours = ", ".join(loaded.collection.plan.symbols)
        return MergeResult(refusal=f"{name} is a draft of {', '.join(symbols)}, and this report is {ours}.")
    edits = find_edits(returned, loaded.collection.plan, read_report_templates(loaded.files))
    result = _merge_selected(loaded, edits, cache, only, overrides)
    diffs = tuple(
        format_unified_diff(path, files.get(path, b"").decode(), data.decode()) for path, data in result.files.items()
    )
    passages = _keep_passages(loaded.collection, files, result.files)
    return replace(result, passages=passages, diffs=diffs, findings=findings, inputs=loaded.inputs)


def _merge_selected(
    loaded: Loaded, edits: WordEdits, cache: ParseCache, only: Some[str] | None, overrides: Some[str]
) -> MergeResult:
    """Merges the edits that are wanted."""
    if only is None and not overrides:
        return merge_twice(loaded, edits, cache)
    shown = merge_twice(loaded, edits, cache).changes if only is not None else ()
    dropped = {edit.key for change in shown for edit in change.edits} - set(only or ())
    return merge_twice(loaded, edits.select(dropped, overrides), cache)


def _keep_passages(collection: Collection, files: Mapping[str, bytes], merged: Mapping[str, bytes]) -> dict[str, bytes]:
    """For each consolidated text that the merge begins, the contributed passages from which it is made."""
    new = {path: data for path, data in merged.items() if path.startswith(_CONSOLIDATED) and path not in files}
    return dict(keep_current_passages(collection, path, data) for path, data in new.items())


def merge_twice(loaded: Loaded, edits: WordEdits, cache: ParseCache) -> MergeResult:
    """Merges the edits, then again into the merged texts: what changes again could not be merged as it was edited.

    Conflicts have their lines in the merged texts.
    """
    result = _merge_once(loaded, {}, edits, cache)
    if not result.files:
        return result
    again = _merge_once(_load_with(loaded, result.files, cache), result.files, edits, cache)
    remarks = (
        f"{path}: not everything could be brought in as it was edited; compare the two." for path in sorted(again.files)
    )
    lines = {replace(conflict, line=0): conflict.line for conflict in again.conflicts}
    conflicts = (replace(one, line=lines.get(replace(one, line=0), one.line)) for one in result.conflicts)
    return replace(result, conflicts=tuple(conflicts), remarks=(*result.remarks, *remarks))


def _merge_once(loaded: Loaded, changed: Mapping[str, bytes], edits: WordEdits, cache: ParseCache) -> MergeResult:
    """Merges the edits into the report as it was loaded with `changed` texts.

    An organization without a consolidated text gets one where it was edited.
    """
    assert loaded.collection is not None  # the edits are those of a report that could be read
    keys = {text.key for text in loaded.collection.contributions}
    missing = [key for key in edits.touched if key.startswith("consolidated/") and key not in keys]
    names = [name for key in missing if (name := key.partition("/")[2]) in loaded.collection.vocabulary.organizations]
    new = [consolidate_contributions(loaded.collection, name) for name in names]
    texts = {text.path: text.text.encode() for text in new} | dict(changed)
    current = _load_with(loaded, texts, cache) if new else loaded
    assert current.collection is not None
    result = merge_edits(edits, assemble(current.collection, draft=True), current.collection, current.files)
    unused = {text.path for text in new} - result.files.keys()
    contributions = current.collection.of_kind(Kind.ENTITY)
    conflicts = tuple(
        _move_to_source(conflict, contributions) if conflict.path in unused else conflict
        for conflict in result.conflicts
    )
    return replace(result, conflicts=conflicts)


def _load_with(loaded: Loaded, texts: Mapping[str, bytes], cache: ParseCache) -> Loaded:
    """The report with these texts."""
    return load({**loaded.files, **texts}, cache=cache)


def _move_to_source(conflict: Conflict, contributions: Sequence[Contribution]) -> Conflict:
    """The conflict in the file of the contributed paragraph, where no consolidated text is written."""
    paths = {text.key: text.path for text in contributions}
    blocks = (block for text in contributions for block in text.blocks)
    lines = {block.id: block.source.line for block in blocks if isinstance(block, Paragraph)}
    name = next(iter(conflict.sources), "")
    key = name.partition("#")[0]
    path = paths.get(key, f"{FOLDER}/{key}.md") if key else FOLDER
    return replace(conflict, path=path, line=lines.get(name, 1) if conflict.line else 0)
