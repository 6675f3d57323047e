"""Consolidated texts and the contributions that they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.consolidation_sources import (
    ContributedPassage,
    find_sources,
    find_unused,
    get_origins,
    list_origins,
    parse_origin,
    parse_record_of_merge,
)
from assembler.model.contribution import Collection, Kind
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import split_passages, walk_blocks
from assembler.model.text.unprinted_texts import find_lost_sentences, is_left_out

_TAKES_OVER = (
    "“assembler consolidate {organization} --update” copies the change, or shows where you have changed the same words."
)
_COMPARED = _TAKES_OVER + " Here and in the source now: {difference}"
_STANDS_HERE = "The text here already has the change. “assembler consolidate {organization} --update” records that."

_STEM = 5
"""How many letters of a word are compared, so that its forms count as one word."""
_TELLING_WORD = re.compile(r"\b(?!(?:19|20)\d\d\b)(?:[^\W\d]{5,}|\d+)")
_FEWEST_STEMS = 3
"""How many such words a source must have to be judged by them."""
_STEMS_FOR_CHANCE = 8
"""Of how many words one may stand in any other paragraph."""

_QUOTED = 60
"""How many characters of a paragraph a message quotes."""

_UNKNOWN = "The source “{origin}” does not exist."
_UNKNOWN_HINT = "Write a source as ENTITY/ORGANIZATION#NAME, or with #p and the number of the paragraph in that file."
_GONE = "The contribution no longer has {origin}, from which this paragraph was consolidated."
_GONE_HINT = (
    "If the entity has deleted the paragraph, delete its words here, too. Otherwise delete the source in from=."
)

type Passage = tuple[Block, ...]


def find_unknown_source(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated paragraph names a source that no contribution holds.

    Why: every sentence must be traceable to who wrote it.

    Wrong: `{: from="unhcr/au#p9" }`, when contributions/unhcr/au.md has two paragraphs.
    Right: `{: from="unhcr/au#p2" }`.
    """
    origins, sources = collection.cached(_list_all_origins), collection.cached(_find_all_sources)
    for passage, origin in origins:
        if origin not in sources:
            message, hint = (_GONE, _GONE_HINT) if origin.hash else (_UNKNOWN, _UNKNOWN_HINT)
            yield make_fault(passage[0].source, message, hint, origin=origin.paragraph)


def find_changed_source(report: Report, collection: Collection) -> Iterator[Fault]:
    """An entity changed a paragraph after the editor had consolidated it.

    Why: the consolidated text may now say what the entity no longer says. A final waits until the editor has looked.

    Wrong: `from="unhcr/au#p1@3f9a0c1d2e4b"`, and the first paragraph of unhcr/au.md has other words by now.
    Right: `assembler consolidate au --update`, which takes the change over and renews the hash. Where the editor has
    changed the same words, the editor writes what is to stand and adds `--settled`.
    """
    origins, sources = collection.cached(_list_all_origins), collection.cached(_find_all_sources)
    for passage, origin in origins:
        now = sources.get(origin)
        if now and origin.hash and not now.hash.startswith(origin.hash):
            message = "The entity has changed {origin} since the paragraph was consolidated here."
            difference = _show_difference(passage, now)
            yield make_fault(
                passage[0].source,
                message,
                _COMPARED if difference else _STANDS_HERE,
                origin=origin.paragraph,
                organization=_name_organization(passage[0].source),
                difference=difference,
            )
    yield from _find_changed_since_left_out(collection)


def _find_changed_since_left_out(collection: Collection) -> Iterator[Fault]:
    """The paragraphs that a header leaves out by their hash, and that have other words by now."""
    for text in collection.of_kind(Kind.CONSOLIDATED):
        left_out = tuple(map(parse_origin, text.header.left_out))
        for origin, now in find_sources(collection, left_out).items():
            if origin.hash and not now.hash.startswith(origin.hash):
                source = text.header.places.get("left_out", Source(text.path))
                message = "The entity has changed {origin} since the paragraph was left out here."
                hint = (
                    "“assembler consolidate {organization} --update” shows the change and leaves the paragraph out. "
                    "To use the paragraph, delete its entry under left_out first."
                )
                organization = text.header.organization
                yield make_fault(source, message, hint, origin=origin.paragraph, organization=organization)


def _name_organization(source: Source) -> str:
    """The organization of the consolidated text in which a passage stands."""
    return source.path.rpartition("/")[2].removesuffix(".md")


def _show_difference(passage: Passage, now: ContributedPassage) -> str:
    """What the source says now against what stands here, of which each of several sources is a part at most."""
    from assembler.model.text.word_diff import format_word_diff  # only where something differs

    first = passage[0]
    alone = isinstance(first, Paragraph) and len(first.origins) == 1
    return format_word_diff(extract_passage_text(passage), extract_passage_text(now.passage), dropped=alone)


def find_unused_contribution(report: Report, collection: Collection) -> Iterator[Fault]:
    """A contributed paragraph stands in no paragraph of the consolidated text.

    Why: no word of a contribution may disappear without being named. A final waits until the paragraph is taken over or
    left out with a reason, also where the contribution came after the text was made.

    Wrong: contributions/unhcr/au.md has three paragraphs, and consolidated/au.md names two of them.
    Right: all three stand in some `from=`, or the third stands under `left_out:` with the reason.
    """
    consolidated = {text.header.organization: text for text in collection.of_kind(Kind.CONSOLIDATED) if text.usable}
    used = find_sources(
        collection,
        (
            origin
            for text in consolidated.values()
            for origin in list_origins(text)
            if not is_left_out(text, collection) or _names_organization(origin, text.header.organization)
        ),
    )
    texts = [text for text in collection.of_kind(Kind.ENTITY) if text.usable and not text.is_scaffold]
    for text, source in find_unused((text for text in texts if text.header.organization in consolidated), used):
        message = "{paragraph} is not used in {path}."
        hint = (
            "“assembler consolidate {organization} --update” adds the paragraph at its place. Or name the paragraph in "
            "the from= of the one that carries its words, or under left_out: with the reason."
        )
        yield make_fault(
            source.passage[0].source,
            message,
            hint,
            paragraph=source.names[0],
            path=consolidated[text.header.organization].path,
            organization=text.header.organization,
        )


def _names_organization(origin: Origin, organization: str) -> bool:
    """Whether a source is a paragraph on this organization; a text that is left out speaks for no other."""
    return origin.paragraph.partition("#")[0].endswith(f"/{organization}")


def find_left_out_of_nothing(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated text leaves out a paragraph that no contribution holds, or that it prints.

    Why: the entry is a slip, or the contribution has changed.

    Wrong: `left_out: {unhcr/au#p9: repeated in WHO's text}`, when unhcr/au.md has two paragraphs.
    Right: the entry names a paragraph that is there, or is taken out.
    """
    for text in collection.of_kind(Kind.CONSOLIDATED):
        sources = find_sources(collection, list_origins(text))
        paragraphs = {source.paragraph for source in sources}
        printed = {sources[origin].names for block in text.blocks for origin in get_origins(block) if origin in sources}
        for name in text.header.left_out:
            if name.partition("@")[0] not in paragraphs:
                source = text.header.places.get("left_out", Source(text.path))
                yield make_fault(
                    source,
                    "The paragraph “{name}” under left_out does not exist.",
                    "Correct the name, or delete the entry.",
                    name=name,
                )
            elif (now := sources.get(parse_origin(name))) and now.names in printed:
                yield make_fault(
                    text.header.places.get("left_out", Source(text.path)),
                    "The paragraph “{name}” stands under left_out, and {path} prints the paragraph.",
                    "Delete the entry, or delete the paragraph from the text.",
                    name=name,
                    path=text.path,
                )


def find_left_out_without_reason(report: Report, collection: Collection) -> Iterator[Fault]:
    """A contributed paragraph was deleted in Word, and nobody says why; or moved in Word, and does not stand there.

    Why: no word of a contribution may disappear without a reason. A merge records under `left_out` what was done to the
    draft; why, only the editor knows. A final waits for the reason.

    Wrong: `left_out: {unhcr/au#p4: deleted in Word by Jane Rowe}`
    Right: `left_out: {unhcr/au#p4: WHO reports the same meeting}`, or the paragraph in the text again.
    """
    for text in collection.of_kind(Kind.CONSOLIDATED):
        reasons = {parse_origin(name): reason for name, reason in text.header.left_out.items()}
        for origin, now in find_sources(collection, reasons).items():
            place, words = parse_record_of_merge(reasons[origin]), extract_passage_text(now.passage)
            if place is None or (place and _stands_in(place, words, report)):
                continue
            message = "{origin} was deleted in Word, and no reason is given: “{words}”"
            if place:
                message = "{origin} was moved to {place} in Word, and does not stand there: “{words}”"
            yield make_fault(
                text.header.places.get("left_out", Source(text.path)),
                message,
                "Under left_out, write the reason in place of “{reason}”. To print the paragraph, delete its "
                "entry under left_out, then run “assembler consolidate {organization} --update”.",
                origin=origin.paragraph,
                words=shorten(" ".join(words.split()), _QUOTED),
                place=place,
                reason=reasons[origin],
                organization=text.header.organization,
            )


def _stands_in(place: str, words: str, report: Report) -> bool:
    """Whether the report prints these words, or a good part of them, from the text with that key."""
    blocks = (block for block in walk_blocks(report) if block.source.path.startswith(f"contributions/{place}."))
    printed = extract_passage_text(tuple(blocks))
    stems = _list_stems(words)
    return words in printed or 2 * len(stems & _list_stems(printed)) > len(stems)


def find_source_without_words(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated paragraph names a source, and has hardly any words of this source.

    Why: no word of a contribution may disappear without being named. By its `from=` the source counts as printed. Word
    forms count as one word; short words, years and words of names do not count. A version in another language than the
    original is left alone.

    Wrong: `Three staff were trained. {: from="unhcr/au#p1 who/au#p2" }`, when who/au#p2 is about vaccines for Chad.
    Right: `from="unhcr/au#p1"`, and the paragraph of WHO in a paragraph of its own, or under `left_out:` with the
    reason.
    """
    plan = collection.plan
    if plan.language != plan.original_language or plan.language == "zh":
        return
    origins, sources = collection.cached(_list_all_origins), collection.cached(_find_all_sources)
    for passage, origin in origins:
        now = sources.get(origin)
        if now is None or not now.hash.startswith(origin.hash) or now.hash == hash_passage(passage):
            continue
        if _has_hardly_any_words(passage, now, collection):
            message = "This paragraph names {origin} as a source, but has hardly any of its words."
            hint = (
                "Write its words here. Or take {origin} out of the from=, and name the paragraph under left_out: with "
                "the reason."
            )
            yield make_fault(passage[0].source, message, hint, origin=origin.paragraph)


def find_sentence_not_taken_over(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated paragraph prints a paragraph of an entity without one of its sentences.

    Why: no word of a contribution may disappear without being named. An editor may shorten, and the entity clears the
    shorter words; neither sees in them what is missing. The sentence is named in each draft and each final until its
    words stand somewhere on this organization, or somebody gives a reason:
    `waive: [{rule: IN-SRC-07, reason: why}]` in the header of the consolidated text. A version in another language than
    the original is left alone.

    Wrong: `UNHCR trained judges. {: from="unhcr/au#p1" }`, when unhcr/au#p1 also says that 400 families returned to
    Chad.
    Right: `UNHCR trained judges, and 400 families returned to Chad.`
    """
    for lost in find_lost_sentences(collection):
        if not _has_hardly_any_words(lost.passage, lost.contributed, collection):
            yield make_fault(
                lost.passage[0].source,
                "This paragraph prints {origin} without this sentence: “{words}”",
                "Write what the sentence says here. Or waive IN-SRC-07 in the header of this text, with the reason.",
                origin=lost.contributed.id,
                words=shorten(lost.words, _QUOTED),
            )


def _has_hardly_any_words(passage: Passage, source: ContributedPassage, collection: Collection) -> bool:
    """Whether a consolidated passage has no more words of its source than any other passage would have."""
    contributed, printed = extract_passage_text(source.passage), extract_passage_text(passage)
    stems = _list_stems(contributed) - collection.cached(_list_name_stems)
    return len(stems) >= _FEWEST_STEMS and not _has_more_than_chance(contributed, printed, stems)


def _has_more_than_chance(contributed: str, printed: str, stems: set[str]) -> bool:
    """Whether what is printed has more of these words of the contribution than any other paragraph."""
    chance = len(stems) // _STEMS_FOR_CHANCE
    same = set(contributed.split()).intersection(printed.split())  # nearly always enough, in a fifth of the time
    whole = {word.casefold()[:_STEM] for word in same if len(word) >= _STEM and word.isalpha()}
    return len(stems & whole) > chance or len(stems & _list_stems(printed)) > chance


def _list_name_stems(collection: Collection) -> frozenset[str]:
    """The stems of the words in the names of all organizations and entities."""
    vocabulary = collection.vocabulary
    names = (name for known in (vocabulary.organizations, vocabulary.entities) for name in known.values())
    return frozenset(_list_stems("\n".join(words for name in names for words in (name.name, *name.names.values()))))


def _list_stems(text: str) -> set[str]:
    """The beginnings of the long words of a text, and its numbers but for years."""
    return {word.casefold()[:_STEM] for word in _TELLING_WORD.findall(text)}


def _list_all_origins(collection: Collection) -> list[tuple[Passage, Origin]]:
    """What the passages of all consolidated texts say of their sources."""
    groups = (group for text in collection.of_kind(Kind.CONSOLIDATED) for group in split_passages(text.blocks))
    return [(group, origin) for group in groups if isinstance(group[0], Paragraph) for origin in group[0].origins]


def _find_all_sources(collection: Collection) -> Mapping[Origin, ContributedPassage]:
    """The passages that the consolidated texts name as their sources."""
    return find_sources(collection, (origin for _, origin in collection.cached(_list_all_origins)))
