"""Consolidates the contributions on organizations: files in, new or extended consolidated texts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from assembler.check import sort_findings
from assembler.consolidation.consolidated_text import ConsolidatedText, append_text, consolidate_contributions
from assembler.consolidation.source_passages import (
    PassagesByHash,
    collect_base_passages,
    index_by_hash,
    keep_passages,
    read_passages,
    read_text,
)
from assembler.errors import UnknownName
from assembler.load import Loaded, load
from assembler.model.contribution import Collection, Contribution, InputFile, Kind
from assembler.model.finding import Finding
from assembler.model.text.phrases import count_noun
from assembler.model.text.unified_diff import format_unified_diff
from assembler.model.value import Value, field, replace
from assembler.readers.contribution_paths import may_be_text
from assembler.readers.settings.known_names import resolve_organization

if TYPE_CHECKING:
    from assembler.consolidation.update import UpdateResult
    from assembler.merge.result import Change, Conflict


class ConsolidationResult(Value):
    """What came of consolidating the contributions on some organizations."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of each consolidated text that is new or changes, and of what is kept of the contributions as they were
    taken over (contributions/.received/consolidated/), by their paths in the report's folder."""
    remarks: tuple[str, ...] = ()
    """What the editor should know of each text, in sentences."""
    findings: tuple[Finding, ...] = ()
    """The findings where the plan cannot be used and nothing was consolidated."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
    changes: tuple[Change, ...] = ()
    """What was taken over of what the entities have changed, word by word."""
    conflicts: tuple[Conflict, ...] = ()
    """What was not taken over, since the editor has changed the same words."""
    diffs: tuple[str, ...] = ()
    """The unified diff of each consolidated text that is new or changes."""
    parts: Mapping[str, ConsolidationResult] = field(default_factory=dict)
    """The same for each organization, by its identifier."""
    obstacles: tuple[str, ...] = ()
    """Which texts could not be used or written and why, in sentences."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The paths of the consolidated texts that are new or change."""
        return tuple(path for path in self.files if may_be_text(path))


def consolidate(
    files: Mapping[str, bytes],
    organizations: Iterable[str] = (),
    *,
    all_organizations: bool = False,
    update: bool = False,
    settled: bool = False,
) -> ConsolidationResult:
    """Makes one text of the contributions on each organization, from the files by their paths in the report.

    With `all_organizations`, it makes a text for every organization on which a contribution has text; with `update`,
    also for every organization that already has a consolidated text.

    An existing text is not changed, except that new contributions are added at its end. With `update`, changes by the
    entities are also made in the text, and new paragraphs are added in their places. If the editor has changed the same
    words, the result has a conflict and the paragraph stays; with `settled`, the conflict counts as decided. Raises
    UnknownName for an organization that is not in the name lists.
    """
    loaded = load(files)
    return consolidate_loaded(
        loaded, organizations, all_organizations=all_organizations, update=update, settled=settled
    )


def consolidate_loaded(
    loaded: Loaded,
    organizations: Iterable[str] = (),
    *,
    all_organizations: bool = False,
    update: bool = False,
    settled: bool = False,
) -> ConsolidationResult:
    """The same for a report that is loaded."""
    collection = loaded.collection
    if collection is None:
        return ConsolidationResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    ids = dict.fromkeys(resolve_organization(collection.vocabulary, name) for name in organizations)
    if all_organizations:
        ids = dict.fromkeys(_list_organizations(collection, update=update))
    parts = {id: _consolidate_organization(loaded, collection, id, update, settled) for id in ids}
    return replace(join_results(parts), inputs=loaded.inputs)


def _list_organizations(collection: Collection, *, update: bool) -> Iterator[str]:
    """The organizations of all texts, in the order of the list. Raises UnknownName where there are none."""
    kind = Kind.CONSOLIDATED if update else Kind.ENTITY
    texts = (
        text for text in collection.of_kind(kind) if update or (text.usable and text.blocks and not text.is_scaffold)
    )
    written = {text.key.partition("/")[2] for text in texts}
    if written.isdisjoint(collection.vocabulary.organizations):
        what = "a consolidated text" if update else "a contribution with text"
        raise UnknownName(f"No organization of the report has {what}, so there is nothing to consolidate.")
    yield from (id for id in collection.vocabulary.organizations if id in written)


def join_results(parts: Mapping[str, ConsolidationResult]) -> ConsolidationResult:
    """The results on several organizations as one."""
    results = parts.values()
    files = {path: data for result in results for path, data in result.files.items()}
    return ConsolidationResult(
        {path: data for path, data in files.items() if may_be_text(path)} | files,
        tuple(remark for result in results for remark in result.remarks),
        changes=tuple(change for result in results for change in result.changes),
        conflicts=tuple(conflict for result in results for conflict in result.conflicts),
        diffs=tuple(diff for result in results for diff in result.diffs),
        parts=parts,
        obstacles=tuple(obstacle for result in results for obstacle in result.obstacles),
    )


def _consolidate_organization(
    loaded: Loaded, collection: Collection, organization: str, update: bool, settled: bool
) -> ConsolidationResult:
    text = consolidate_contributions(collection, organization)
    old = loaded.files.get(text.path)
    existing = next((other for other in collection.contributions if other.path == text.path), None)
    if old is not None and (existing is None or not existing.usable):
        return ConsolidationResult(obstacles=(_explain_unusable(text.path),))
    if update and existing is not None:
        return _update(loaded, collection, existing, text.remarks, settled)
    remarks = (*text.remarks, _format_count(text, exists=old is not None))
    if not text.text or text.empty:
        return ConsolidationResult(remarks=remarks)
    data = text.text.encode() if old is None else append_text(old, text.text)
    passages = index_by_hash(read_passages(text.text.encode(), text.path, collection.plan))
    if old is not None:
        passages = {**collect_base_passages(loaded.files, organization, collection.plan), **passages}
    return _write(loaded, collection, text.path, data, passages, ConsolidationResult(remarks=remarks))


def _explain_unusable(path: str) -> str:
    return f"{path} cannot be used, so nothing was added; “assembler check {path}” says what is wrong."


def _update(
    loaded: Loaded, collection: Collection, text: Contribution, remarks: tuple[str, ...], settled: bool
) -> ConsolidationResult:
    # Loaded here, since a text that is made needs no merge.
    from assembler.consolidation.update import update_text

    updated = update_text(loaded, text, settled=settled)
    count = _format_changes(updated, text.path)
    result = ConsolidationResult(
        remarks=(*remarks, *updated.remarks, count),
        changes=updated.changes,
        conflicts=() if settled else updated.conflicts,
    )
    return _write(loaded, collection, text.path, updated.data, updated.passages, result)


def _write(
    loaded: Loaded,
    collection: Collection,
    path: str,
    data: bytes,
    passages: PassagesByHash,
    result: ConsolidationResult,
) -> ConsolidationResult:
    """The result with the text and with the passages from which the text was made, as far as the files lack them."""
    place, record = keep_passages(read_text(data, path, collection.plan), passages)
    files = {path: data, place: record}
    old = loaded.files.get(path, b"")
    diffs = (format_unified_diff(path, old.decode(errors="replace"), data.decode(errors="replace")),)
    return replace(
        result,
        files={place: data for place, data in files.items() if loaded.files.get(place) != data},
        diffs=diffs if old != data else (),
    )


def _format_count(text: ConsolidatedText, *, exists: bool) -> str:
    """How many paragraphs were taken over, in a sentence."""
    if text.empty:
        return f"No contribution has text to take over; {text.path} was not written."
    count = count_noun(len(text.added), "paragraph") if text.added else "No paragraph"
    verb = "was" if len(text.added) < 2 else "were"
    if exists:
        return f"{count} {verb} added to {text.path}; what stood there was not touched."
    return f"{count} {verb} taken over; a build now prints {text.path} in place of the contributions."


def _format_changes(updated: UpdateResult, path: str) -> str:
    """How many changes were taken over, in a sentence."""
    changes, conflicts = len(updated.changes), len(updated.conflicts)
    if not changes and not conflicts:
        return f"The contributions have nothing new for {path}."
    amount = count_noun(changes, "change") if changes else "No change"
    sentence = f"{amount} {'was' if changes < 2 else 'were'} taken over in {path}."
    if not conflicts:
        return sentence
    verb = "was" if conflicts == 1 else "were"
    return f"{sentence} {count_noun(conflicts, 'change')} of words that you have changed, too, {verb} not made."
