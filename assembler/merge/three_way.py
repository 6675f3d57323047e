"""A draft that was edited in Word, taken back into the texts: what was changed, and what stands against it.

Three texts meet: the draft as built, which the Word file carries along, the draft as edited, and the text as it stands
now. Where the last is the first, the edit is made; where the last is the second already, nothing is to do; where all
three differ, both edits are named and the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.context import Around, Standing
from assembler.merge.edits_outside_texts import remarks
from assembler.merge.left_out import noted
from assembler.merge.line_buffer import Lines
from assembler.merge.matching import Matches, edited_matches, elsewhere, lost_names, now_matches, written_anew
from assembler.merge.normal_form import Blocks, form, references_of
from assembler.merge.references import shifted_targets, targets, typed_names, unique_words
from assembler.merge.result import Change, Conflict, Outcome, shown
from assembler.merge.text_merge import merge_text
from assembler.merge.units import Unit, base_units, edited_units, text_units
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Finding
from assembler.model.nodes import CrossReference, Paragraph
from assembler.model.plan import Plan
from assembler.model.report import Report
from assembler.model.text.walk import report_blocks
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.outline import read_outline
from assembler.readers.report_docx.edited_draft import Returned, read_returned_docx
from assembler.readers.report_docx.revisions import Tracked
from assembler.readers.text import counted_text
from assembler.readers.text_file import TextFile

UNUSABLE = "(this file can't be used as it stands; “assembler check” says why)"


class Edit(Value):
    """What an editor has done to a draft."""

    language: str
    """The language of the report."""
    base: tuple[Unit, ...]
    """The units of the draft as built."""
    edited: tuple[Unit, ...]
    """The units of the draft as edited."""
    matches: Matches
    """What has become of each of the former."""
    touched: tuple[str, ...]
    """The texts in which something was edited, such as consolidated/au."""
    remarks: tuple[str, ...]
    """What can't be merged, in sentences."""
    editor: str = ""
    """Who made them, where one person is known."""


class Merged(Value):
    """What came of an edit."""

    files: Mapping[str, bytes]
    """The texts that change, by their place, as they are to be."""
    changes: tuple[Change, ...]
    """What was done to them."""
    conflicts: tuple[Conflict, ...]
    """What was not, since the words have changed since the draft was built."""
    remarks: tuple[str, ...]
    """What can't be merged, in sentences."""


def read_edited(data: bytes, path: str, tracked: Tracked) -> tuple[Returned | None, tuple[Finding, ...]]:
    """The edited draft and what was found in it; none where the file can't be used (IN-DOC-02, IN-DOC-03)."""
    return read_returned_docx(data, path, tracked)


def followed(returned: Returned, plan: Plan) -> Edit:
    """The edits in a draft that has come back."""
    base = base_units(returned.base)
    edited = edited_units(returned.text, returned.base, base, plan)
    language = returned.base.language
    return Edit(
        language,
        tuple(base),
        tuple(edited),
        edited_matches(base, edited),
        _touched(base, edited, language),
        remarks(returned, edited),
        returned.editor,
    )


def _touched(base: Iterable[Unit], edited: Iterable[Unit], language: str) -> tuple[str, ...]:
    before, after = _by_owner(base), _by_owner(edited)

    def formed(units: Iterable[Unit]) -> Blocks:
        return form((unit.block for unit in units), language, _as_named)

    def differ(was: Sequence[Unit], now: Sequence[Unit]) -> bool:
        other_theme = any(it.theme not in ("", one.theme) for one, it in zip(was, now, strict=False))
        return other_theme or formed(was) != formed(now)

    owners = (owner for owner in before | after if owner)
    return tuple(owner for owner in owners if differ(before.get(owner, ()), after.get(owner, ())))


def _by_owner(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    owned: dict[str, list[Unit]] = {}
    for unit in units:
        owned.setdefault(unit.owner, []).append(unit)
    return owned


def _as_named(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last


def merge(edit: Edit, report: Report, collection: Collection, data: Mapping[str, bytes]) -> Merged:
    """The texts with the edits; the report, the collection and the bytes are those that stand now."""
    read = text_units(_texts(edit, collection), report, collection)
    standing = {text.key: _standing(text, units, data) for text, units in read}
    base, edited = _by_owner(edit.base), _by_owner(edit.edited)
    now: Matches = {}
    for key, text in standing.items():
        found = now_matches(base.get(key, ()), text.units)
        now |= found | written_anew(base.get(key, ()), found, edit.matches, text.units)
    moved = elsewhere(edit.base, now, (unit for text in standing.values() for unit in text.units))
    lost = lost_names(edit.matches, now)
    around = _around(edit, now, moved, lost, report)
    opposed = _opposed(edit.matches, around, standing)
    around = replace(around, opposed=opposed)
    edited = {key: [it for it in those if it not in opposed] for key, those in edited.items()}
    outcomes: list[Outcome] = []
    there = {text.key: text.path for text in collection.contributions}
    for key in edit.touched:
        if key in there and key not in standing:
            outcomes.append(_barred(there[key], base.get(key, ()), edited.get(key, ())))
            continue
        text = standing.setdefault(key, _new_text(key))
        outcomes.append(merge_text(text, edited.get(key, ()), around))
    said = _settle_references(standing, collection, edit.language, lost)
    texts = sorted(standing.values(), key=lambda text: text.path)
    files = {text.path: new for text in texts if (new := text.lines.data()) != data.get(text.path, b"")}
    usable = (text for text in collection.contributions if text.usable)
    files = noted(files, usable, edit.language, edit.editor, _moved_to(edit, now))
    return Merged(
        files,
        tuple(it for outcome in outcomes for it in outcome.changes if it.path in files),
        tuple(it for outcome in outcomes for it in outcome.conflicts),
        tuple(dict.fromkeys((*edit.remarks, *(it for outcome in outcomes for it in outcome.remarks), *said))),
    )


def _opposed(matches: Matches, around: Around, standing: Mapping[str, Standing]) -> frozenset[Unit]:
    """The units that came from other texts as a whole, where their words have changed since: they stay where they are.

    What stands in the text to which it was moved is there since an earlier merge.
    """
    there = {(text.key, it.words) for text in standing.values() for it in text.units}
    whole = {it for it, held in around.held.items() if all(one.owner != it.owner for one in held)}
    found: set[Unit] = set()
    for unit, those in matches.items():
        came = [it for it in those if it in whole and (it.owner, it.words) not in there]
        now = form([it.block for it in around.now.get(unit, ())], around.language, around.naming_now)
        if came and form([unit.block], around.language, around.naming) != now:
            found.update(came)
    return frozenset(found)


def _moved_to(edit: Edit, now: Matches) -> dict[str, str]:
    """The text to which words from a contributed paragraph have moved, by its name."""
    moved: dict[str, str] = {}
    for unit, those in edit.matches.items():
        place = next((it.owner for it in those if it.owner != unit.owner), "")
        sources = (name for it in (unit, *now.get(unit, ())) for name in it.sources)
        moved |= dict.fromkeys(sources, place) if place else {}
    return moved


def _settle_references(
    standing: Mapping[str, Standing], collection: Collection, language: str, lost: Mapping[str, str]
) -> list[str]:
    """Lets references mean what they meant: where a name is lost, or a place has shifted; says where that can't be."""
    names = {key: typed_names(text.read, [unit.block for unit in text.units]) for key, text in standing.items()}
    for key, text in standing.items():
        text.lines.substitute(targets(names[key], key, lost))
    places: dict[str, str] = {}
    for text in standing.values():
        places |= _shifted(text, language)
    for key, text in standing.items():
        text.lines.substitute(shifted_targets(names[key], key, places))
    others = (it for it in collection.contributions if it.key not in standing)
    return [
        f"{it.path} refers to a paragraph by its place, which has shifted: look at its references."
        for it in others
        if any(ref.first in places or ref.last in places for ref in references_of(it.blocks))
    ]


def _shifted(text: Standing, language: str) -> dict[str, str]:
    """The paragraphs without a name of their own whose place in the text has become another one."""
    text_file = TextFile(text.path, Kind.GENERAL, text.key, language, None, Vocabulary())
    blocks = read_markdown(text.lines.data(), text_file)[0].blocks
    now = {block.source.line: block.id for block in blocks if isinstance(block, Paragraph)}
    was = {block.id: text.lines.place(block.source.line) for block in text.read if isinstance(block, Paragraph)}
    return {name: now[line] for name, line in was.items() if now.get(line, name) != name}


def _texts(edit: Edit, collection: Collection) -> Iterable[Contribution]:
    owners = {unit.owner for unit in (*edit.base, *edit.edited)}
    texts = (text for text in collection.contributions if text.key in owners and text.usable)
    return (text for text in texts if text.path.endswith(".md"))


def _standing(text: Contribution, units: tuple[Unit, ...], data: Mapping[str, bytes]) -> Standing:
    found = read_outline(counted_text(data[text.path]), text.blocks)
    places = {block.source: stretch for block, stretch in zip(text.blocks, found.blocks, strict=True)}
    lines = Lines(data[text.path], found.crossing_comments)
    return Standing(text.path, text.key, lines, text.blocks, units, places, found.footnotes)


def _barred(path: str, base: Iterable[Unit], edited: Iterable[Unit]) -> Outcome:
    """The edits of a text that can't be used, or is no Markdown: all stand against it."""
    return Outcome(conflicts=[Conflict(path, 1, shown(base), UNUSABLE, shown(edited))])


def _new_text(key: str) -> Standing:
    return Standing(f"contributions/{key}.md", key, Lines(b""), (), (), {}, {})


def _around(edit: Edit, now: Matches, moved: Matches, lost: Mapping[str, str], report: Report) -> Around:
    """How the paragraphs of the draft are called now, and so what references mean."""
    known = {block.id for block in report_blocks(report) if isinstance(block, Paragraph)}
    pairs = (now | moved).items()
    called_now = {unit.names[0]: those[0].names[0] for unit, those in pairs if unit.names and those[0].names}
    meant = {name: lost.get(new, new) for name, new in called_now.items()}

    def called(name: str) -> str:
        name = lost.get(name, name)
        return name if name in known or not name else f"#{name.partition('#')[2]}"

    def naming(reference: CrossReference) -> tuple[str, str]:
        return called(meant.get(reference.first, reference.first)), called(meant.get(reference.last, reference.last))

    def naming_now(reference: CrossReference) -> tuple[str, str]:
        return called(reference.first), called(reference.last)

    held: dict[Unit, list[Unit]] = {}
    for unit in edit.base:
        for it in edit.matches.get(unit, ()):
            held.setdefault(it, []).append(unit)
    return Around(edit.language, edit.base, edit.matches, held, now, naming, naming_now, meant, unique_words(known))
