"""The three-way merge of all texts: makes the edits of a draft edited in Word, and finds the conflicts.

Three states meet: the draft as built (base), which the Word file carries along, the draft as edited (theirs), and the
texts as they stand now (ours). Where ours equals the base, the edit is made; where ours equals theirs, nothing is to
do; where all three differ, the conflict is reported and the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.merge.context import MergeContext, OurText, Selection
from assembler.merge.earlier_versions import EarlierVersion
from assembler.merge.edits_outside_texts import list_edits_outside_texts
from assembler.merge.groups import drop_edits, name_edits
from assembler.merge.left_out import record_left_out
from assembler.merge.line_buffer import LineBuffer
from assembler.merge.matching import (
    Matches,
    find_lost_names,
    match_moved,
    match_ours,
    match_rewritten,
    match_theirs,
    match_versions,
)
from assembler.merge.normal_form import Blocks, normalize_blocks
from assembler.merge.references import find_unique_names, keep_references
from assembler.merge.result import Conflict, MergeResult, TextResult, format_units
from assembler.merge.text_merge import merge_text
from assembler.merge.units import Unit, list_base_units, list_our_units, list_their_units
from assembler.model.contribution import Collection, Contribution
from assembler.model.nodes import CrossReference, Paragraph
from assembler.model.plan import Plan
from assembler.model.report import Report
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import Value, replace
from assembler.readers.decoding import decode_leniently
from assembler.readers.markdown.outline import read_outline
from assembler.readers.report_docx.edited_draft import EditedDraft

UNUSABLE = "(this file cannot be used as it stands; “assembler check” says why)"


class WordEdits(Value):
    """What an editor has changed in a draft."""

    language: str
    """The language of the report."""
    base: tuple[Unit, ...]
    """The units of the draft as built."""
    theirs: tuple[Unit, ...]
    """The units of the draft as edited."""
    matches: Matches
    """What each unit of the base has become in Word."""
    touched: tuple[str, ...]
    """The keys of the texts in which something was edited, such as consolidated/au."""
    remarks: tuple[str, ...]
    """What cannot be merged, in sentences."""
    editor: str = ""
    """Who made the edits, where one person is known."""
    is_resubmission: bool = False
    """Whether theirs is a text that came again: its themes are known, and edits of one block are merged by words."""
    earlier: tuple[EarlierVersion, ...] = ()
    """The texts that came before the base of a text that came again."""
    selection: Selection | None = None
    """The names of the edits, and the conflicts in which theirs is to stand; None for the edits as they come."""

    def name_edits(self) -> Selection:
        """The names of the edits."""
        return self.selection or name_edits(self.base, self.theirs, self.matches, self.language)

    def select(self, dropped: Some[str], overrides: Some[str]) -> WordEdits:
        """The edits without those of the dropped keys; conflicts of the other keys are decided for theirs."""
        selection = replace(self.name_edits(), overrides=frozenset(overrides))
        theirs, matches = drop_edits(self.base, self.theirs, self.matches, selection, dropped)
        own = name_edits(self.base, theirs, matches, self.language)
        return replace(self, theirs=theirs, matches=matches, selection=replace(own, overrides=selection.overrides))


def find_edits(returned: EditedDraft, plan: Plan, templates: Mapping[str, bytes]) -> WordEdits:
    """The edits in a draft that has come back; the templates are those of the writers."""
    base = list_base_units(returned.base)
    theirs = list_their_units(returned.text, returned.base, base, plan)
    language = returned.base.language
    return WordEdits(
        language,
        tuple(base),
        tuple(theirs),
        match_theirs(base, theirs),
        _find_touched_texts(base, theirs, language),
        list_edits_outside_texts(returned, theirs, templates),
        returned.editor,
    )


def _find_touched_texts(base: Iterable[Unit], theirs: Iterable[Unit], language: str) -> tuple[str, ...]:
    before, after = _group_by_owner(base), _group_by_owner(theirs)

    def normalize(units: Iterable[Unit]) -> Blocks:
        return normalize_blocks((unit.block for unit in units), language, _get_names)

    def differ(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
        pairs = zip(old, new, strict=False)
        has_other_theme = any(current.theme not in ("", former.theme) for former, current in pairs)
        return has_other_theme or normalize(old) != normalize(new)

    owners = (owner for owner in before | after if owner)
    return tuple(owner for owner in owners if differ(before.get(owner, ()), after.get(owner, ())))


def _group_by_owner(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    owned: dict[str, list[Unit]] = {}
    for unit in units:
        owned.setdefault(unit.owner, []).append(unit)
    return owned


def _get_names(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last


def merge_edits(edits: WordEdits, report: Report, collection: Collection, data: Mapping[str, bytes]) -> MergeResult:
    """The texts with the edits; the report, the collection and the bytes of its files are those that stand now."""
    units = list_our_units(_list_texts(edits, collection), report, collection)
    texts = {text.key: _make_our_text(text, text_units, data) for text, text_units in units}
    base, theirs = _group_by_owner(edits.base), _group_by_owner(edits.theirs)
    ours = _match_texts(edits, base, texts)
    lost = find_lost_names(edits.matches, ours)
    context = _make_context(edits, ours, texts, lost, report)
    context = replace(context, blocked=_find_blocked(context, texts))
    results: list[TextResult] = []
    paths = {text.key: text.path for text in collection.contributions}
    for key in edits.touched:
        edited = [unit for unit in theirs.get(key, ()) if unit not in context.blocked]
        if key in paths and key not in texts:
            results.append(_refuse_unusable(paths[key], base.get(key, ()), edited))
        else:
            text = texts.setdefault(key, _make_new_text(key))
            results.append(merge_text(text, edited, context))
    shifted = keep_references(texts, collection, edits.language, lost)
    usable = (text for text in collection.contributions if text.usable)
    files = _collect_changed_files(texts.values(), data)
    files = record_left_out(files, usable, edits.language, edits.editor, _find_moved_sources(edits, ours))
    remarks = (remark for result in results for remark in result.remarks)
    return MergeResult(
        files,
        tuple(change for result in results for change in result.changes if change.path in files),
        tuple(conflict for result in results for conflict in result.conflicts),
        tuple(dict.fromkeys((*edits.remarks, *remarks, *shifted))),
    )


def _match_texts(edits: WordEdits, base: Mapping[str, Sequence[Unit]], texts: Mapping[str, OurText]) -> Matches:
    ours: Matches = {}
    for key, text in texts.items():
        former = base.get(key, ())
        direct = (
            match_versions(former, _drop_new(text, edits)) if edits.is_resubmission else match_ours(former, text.units)
        )
        ours |= direct | match_rewritten(base.get(key, ()), direct, edits.matches, text.units)
    return ours


def _drop_new(text: OurText, edits: WordEdits) -> list[Unit]:
    """The units of a text without those that an earlier merge has added: they have the words of new ones of theirs."""
    known = {other for others in edits.matches.values() for other in others}
    new = {unit.words for unit in edits.theirs if unit not in known}
    return [unit for unit in text.units if unit.words not in new]


def _collect_changed_files(texts: Iterable[OurText], data: Mapping[str, bytes]) -> dict[str, bytes]:
    ordered = sorted(texts, key=lambda text: text.path)
    return {text.path: new for text in ordered if (new := text.lines.to_bytes()) != data.get(text.path, b"")}


def _find_blocked(context: MergeContext, texts: Mapping[str, OurText]) -> frozenset[Unit]:
    """The units that moved as a whole from another text, where their words have changed since: they stay there.

    A unit that stands in the text to which it was moved is there since an earlier merge, and not blocked.
    """
    present = {(text.key, unit.words) for text in texts.values() for unit in text.units}
    whole = {unit for unit, origins in context.origins.items() if all(former.owner != unit.owner for former in origins)}
    blocked: set[Unit] = set()
    for unit, matches in context.theirs.items():
        moved = [other for other in matches if other in whole and (other.owner, other.words) not in present]
        blocks = [current.block for current in context.ours.get(unit, ())]
        ours = normalize_blocks(blocks, context.language, context.name_our_reference)
        if moved and normalize_blocks([unit.block], context.language, context.name_base_reference) != ours:
            blocked.update(moved)
    return frozenset(blocked)


def _find_moved_sources(edits: WordEdits, ours: Matches) -> dict[str, str]:
    """The text to which words from a contributed paragraph have moved, by the name of the paragraph."""
    moved: dict[str, str] = {}
    for unit, matches in edits.matches.items():
        owner = next((other.owner for other in matches if other.owner != unit.owner), "")
        sources = (name for each in (unit, *ours.get(unit, ())) for name in each.sources)
        moved |= dict.fromkeys(sources, owner) if owner else {}
    return moved


def _list_texts(edits: WordEdits, collection: Collection) -> Iterator[Contribution]:
    """The text files to which units of the draft belong."""
    owners = {unit.owner for unit in (*edits.base, *edits.theirs)}
    texts = (text for text in collection.contributions if text.key in owners and text.usable)
    return (text for text in texts if text.path.endswith(".md"))


def _make_our_text(text: Contribution, units: tuple[Unit, ...], data: Mapping[str, bytes]) -> OurText:
    outline = read_outline(decode_leniently(data[text.path]), text.blocks)
    spans = {block.source: span for block, span in zip(text.blocks, outline.blocks, strict=True)}
    lines = LineBuffer(data[text.path], outline.crossing_comments)
    return OurText(text.path, text.key, lines, text.blocks, units, spans, outline.footnotes)


def _make_new_text(key: str) -> OurText:
    return OurText(f"contributions/{key}.md", key, LineBuffer(b""), (), (), {}, {})


def _refuse_unusable(path: str, base: Iterable[Unit], theirs: Iterable[Unit]) -> TextResult:
    """The edits of a text that is no Markdown or cannot be read, as one conflict."""
    return TextResult(conflicts=[Conflict(path, 1, format_units(base), UNUSABLE, format_units(theirs))])


def _make_context(
    edits: WordEdits, ours: Matches, texts: Mapping[str, OurText], lost: Mapping[str, str], report: Report
) -> MergeContext:
    known = {block.id for block in walk_blocks(report) if isinstance(block, Paragraph)}
    moved = match_moved(edits.base, ours, (unit for text in texts.values() for unit in text.units))
    pairs = (ours | moved).items()
    current = {unit.names[0]: others[0].names[0] for unit, others in pairs if unit.names and others[0].names}
    renamed = {former: lost.get(name, name) for former, name in current.items()}

    def find_identifier(name: str) -> str:
        name = lost.get(name, name)
        return name if name in known or not name else f"#{name.partition('#')[2]}"

    def name_base_reference(reference: CrossReference) -> tuple[str, str]:
        first, last = (renamed.get(name, name) for name in (reference.first, reference.last))
        return find_identifier(first), find_identifier(last)

    def name_our_reference(reference: CrossReference) -> tuple[str, str]:
        return find_identifier(reference.first), find_identifier(reference.last)

    origins: dict[Unit, list[Unit]] = {}
    for unit in edits.base:
        for other in edits.matches.get(unit, ()):
            origins.setdefault(other, []).append(unit)
    return MergeContext(
        edits.language,
        edits.base,
        edits.matches,
        origins,
        ours,
        name_base_reference,
        name_our_reference,
        renamed,
        find_unique_names(known),
        edits.name_edits(),
        edits.is_resubmission,
        edits.earlier,
    )
