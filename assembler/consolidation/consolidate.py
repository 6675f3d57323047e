"""Consolidates the contributions on organizations: files in, new or extended consolidated texts out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assembler.assemble import assemble
from assembler.check import sort_findings
from assembler.consolidation.consolidated_text import ConsolidatedText, append_text, make_consolidated_text
from assembler.load import Loaded, load
from assembler.model.contribution import Collection, InputFile, Kind
from assembler.model.finding import Finding
from assembler.model.text.phrases import count_noun
from assembler.model.value import Value, field, replace
from assembler.readers.settings.known_names import resolve_organization


class ConsolidationResult(Value):
    """What came of consolidating the contributions on some organizations."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of each consolidated text that is new or has new paragraphs, by its path in the report's folder."""
    remarks: tuple[str, ...] = ()
    """What the editor should know of each text, in sentences."""
    findings: tuple[Finding, ...] = ()
    """The findings where the plan cannot be used and nothing was consolidated."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def consolidate(files: Mapping[str, bytes], organizations: Iterable[str]) -> ConsolidationResult:
    """Makes one text of the contributions on each organization, from the files by their paths in the report.

    A text that exists stays as it is, and what is new in the contributions is added at its end. Raises UnknownName for
    an organization that is not in the name lists.
    """
    return consolidate_loaded(load(files), organizations)


def consolidate_loaded(loaded: Loaded, organizations: Iterable[str]) -> ConsolidationResult:
    """The same for a report that is loaded."""
    if loaded.collection is None:
        return ConsolidationResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    changed: dict[str, bytes] = {}
    remarks: list[str] = []
    names = loaded.collection.vocabulary
    for organization in dict.fromkeys(resolve_organization(names, name) for name in organizations):
        text = consolidate_contributions(loaded.collection, organization)
        old = loaded.files.get(text.path)
        remarks += [*text.remarks, _format_count(text, exists=old is not None)]
        if text.text and not text.empty:
            changed[text.path] = text.text.encode() if old is None else append_text(old, text.text)
    return ConsolidationResult(changed, tuple(remarks), inputs=loaded.inputs)


def consolidate_contributions(collection: Collection, organization: str) -> ConsolidatedText:
    """The text on an organization from all contributions."""
    texts = tuple(text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    report = assemble(replace(collection, contributions=texts), draft=False)
    return make_consolidated_text(collection, report, organization)


def _format_count(text: ConsolidatedText, *, exists: bool) -> str:
    """How many paragraphs were taken over, in a sentence."""
    if text.empty:
        return f"No contribution has text to take over; {text.path} was not written."
    count = count_noun(len(text.added), "paragraph") if text.added else "No paragraph"
    verb = "was" if len(text.added) < 2 else "were"
    if exists:
        return f"{count} {verb} added to {text.path}; what stood there was not touched."
    return f"{count} {verb} taken over; a build now prints {text.path} in place of the contributions."
