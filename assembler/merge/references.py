"""Cross references of merged texts: how their targets are typed, and new targets where a name is lost or shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping

from assembler.merge.context import OurText
from assembler.merge.normal_form import list_references
from assembler.model.contribution import Collection, Kind
from assembler.model.nodes import Block, CrossReference, Inline, Inlines, Paragraph
from assembler.model.reference_names import is_place_name
from assembler.model.text.rewriting import rewrite_block
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_each_block

type TypedReferences = Mapping[tuple[str, str], tuple[str, str]]
"""The names that are typed in a reference, by the identifiers of the first and the last paragraph that it means."""


def print_with_references(
    blocks: Iterable[Block], key: str, typed: TypedReferences, unique: Some[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Each block in Markdown, and the footnotes by label.

    References are printed as they are typed in the text; new ones by the name alone, where it is unique.
    """

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        first, last = typed.get((inline.first, inline.last), (inline.first, inline.last))
        if (inline.first, inline.last) not in typed and all(
            _get_word(name) in unique for name in (first, last) if name
        ):
            first, last = f"{key}#{_get_word(first)}", f"{key}#{_get_word(last)}" if last else ""
        return (replace(inline, first=first, last=last),)

    return print_each_block((rewrite_block(block, change) for block in blocks), key)


def keep_references(
    texts: Mapping[str, OurText], collection: Collection, language: str, lost: Mapping[str, str]
) -> list[str]:
    """Changes targets so that references keep their meaning where a name is lost or a place has shifted.

    Gives a remark for each text outside of the merge that refers to a place that has shifted.
    """
    typed = {key: map_typed_references(text.parsed, [unit.block for unit in text.units]) for key, text in texts.items()}
    for key, text in texts.items():
        text.lines.replace_targets(retarget_lost_names(typed[key], key, lost))
    places: dict[str, str] = {}
    for text in texts.values():
        places |= _find_shifted_places(text, language)
    for key, text in texts.items():
        text.lines.replace_targets(retarget_shifted_places(typed[key], key, places))
    others = (text for text in collection.contributions if text.key not in texts)
    return [
        f"{text.path} refers to a paragraph by its place, which has shifted: look at its references."
        for text in others
        if any(reference.first in places or reference.last in places for reference in list_references(text.blocks))
    ]


def _find_shifted_places(text: OurText, language: str) -> dict[str, str]:
    """The paragraphs without a name of their own whose place in the text has changed, each with the new place."""
    text_file = TextFile(text.path, Kind.GENERAL, text.key, language, None, Vocabulary())
    blocks = read_markdown(text.lines.to_bytes(), text_file)[0].blocks
    new = {block.source.line: block.id for block in blocks if isinstance(block, Paragraph)}
    former = [block for block in text.parsed if isinstance(block, Paragraph)]
    lines = {block.id: text.lines.find_new_number(block.source.line) for block in former}
    return {name: new[line] for name, line in lines.items() if new.get(line, name) != name}


def retarget_lost_names(typed: TypedReferences, key: str, lost: Mapping[str, str]) -> dict[str, str]:
    """New targets, by the typed ones, of references to a paragraph whose name is lost: they name the remaining one."""
    targets: dict[str, str] = {}
    for (first, last), names in typed.items():
        if not lost.keys().isdisjoint((first, last)):
            targets |= _retarget(names, (lost.get(first, first), lost.get(last, last)), key)
    return targets


def retarget_shifted_places(typed: TypedReferences, key: str, places: Mapping[str, str]) -> dict[str, str]:
    """New targets, by the typed ones, of references that name a paragraph by a place that has shifted."""
    targets: dict[str, str] = {}
    for names in typed.values():
        if not places.keys().isdisjoint(names):
            targets |= _retarget(names, (places.get(names[0], names[0]), places.get(names[1], names[1])), key)
    return targets


def _retarget(old: tuple[str, str], new: tuple[str, str], key: str) -> dict[str, str]:
    """The two ways in which a target may be typed, with and without the key of its own text, each with the new one."""
    first, last = new[0], "" if new[1] in ("", new[0]) else new[1]
    is_bare = old[0].partition("#")[0] == key  # as it was typed, whatever text it means
    if is_bare or (last and first.partition("#")[0] != last.partition("#")[0]):
        first = f"{key}#{_get_word(first)}"
    return {_format_target(old, owner): _format_target((first, last), key) for owner in (key, "")}


def _format_target(names: tuple[str, str], key: str) -> str:
    """What stands between the round brackets of a reference."""
    owner, _, word = names[0].partition("#")
    last = f"..{_get_word(names[1])}" if names[1] else ""
    return f"{'' if owner == key else owner}#{word}{last}"


def find_unique_names(identifiers: Iterable[str]) -> frozenset[str]:
    """The names, without the key of the text, that only one paragraph has; a place in a file is no name."""
    counted = Counter(map(_get_word, identifiers))
    return frozenset(word for word, count in counted.items() if count == 1 and not is_place_name(word))


def _get_word(identifier: str) -> str:
    """The name in an identifier, without the key of the text."""
    return identifier.partition("#")[2]


def map_typed_references(parsed: Iterable[Block], printed: Iterable[Block]) -> TypedReferences:
    """How references are typed in a text, from its blocks as they were read and the same blocks as they are printed."""
    pairs = zip(list_references(parsed), list_references(printed), strict=True)
    return {(target.first, target.last): (typed.first, typed.last) for typed, target in pairs if target.numbers}
