"""Takes over in a consolidated text what the entities have changed since it was made, and what is new.

Three states meet: each contributed paragraph as it was taken over (base), as it is now (theirs), and the paragraph that
the editor has made of it (ours). The changes are merged word by word. A paragraph of which the entity and the editor
have changed the same words stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.consolidation.source_matching import Sources, match_sources
from assembler.consolidation.source_passages import (
    PassagesByHash,
    collect_base_passages,
    index_by_hash,
    list_current_passages,
    read_passages,
    read_text,
)
from assembler.load import Loaded
from assembler.merge.line_buffer import LineBuffer
from assembler.merge.matching import Matches
from assembler.merge.resubmission import make_units, merge_units
from assembler.merge.result import Change, Conflict, format_units
from assembler.merge.units import Unit
from assembler.model.consolidation_sources import (
    Passage,
    get_origins,
    hash_carried,
    list_origins,
    parse_origin,
)
from assembler.model.contribution import Collection, Contribution
from assembler.model.nodes import Block, Inline, Origin, Paragraph, Text
from assembler.model.reference_names import is_place_name
from assembler.model.text.hashes import hash_passage
from assembler.model.text.phrases import write_day
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.traversal import split_passages
from assembler.model.text.word_count import separate_words
from assembler.model.text.word_diff import format_word_diff
from assembler.model.value import MutableValue, Value, field, replace
from assembler.readers.unsettled_changes import BETWEEN_UNITS

_NOT_KNOWN = "(not known: the words were taken over before the program kept them)"
_MARK = "<!-- {event} from {sources}. Read the paragraph, then delete this line. -->"


class UpdateResult(Value):
    """What came of taking over what the entities have changed."""

    data: bytes
    """The consolidated text as it is to stand."""
    changes: tuple[Change, ...]
    """What was taken over, word by word."""
    conflicts: tuple[Conflict, ...]
    """What was not taken over, since the editor has changed the same words."""
    remarks: tuple[str, ...]
    """What the editor should know, in sentences."""
    passages: PassagesByHash
    """The passages from which the text is made now, and those from which it was made."""


def update_text(loaded: Loaded, text: Contribution, *, settled: bool) -> UpdateResult:
    """The consolidated text with what its sources say now, and with what is new in the contributions.

    With `settled`, paragraphs in conflict count as compared: they stay, and their sources are those of now. The files
    of the report have the passages that were kept when they were taken over.
    """
    assert loaded.collection is not None  # the text is one of the collection
    state = _collect_state(loaded.collection, loaded.files, text)
    plan = _UpdatePlan()
    for passage in split_passages(text.blocks):
        plan.add_passage(passage, state)
    plan.add_new(state)
    result = merge_units(loaded, text.key, tuple(plan.base), tuple(plan.theirs), plan.matches)
    conflicts = (*result.conflicts, *plan.conflicts)
    open_sources = set() if settled else _find_open_sources(conflicts, plan, state)
    data = _mark_passages(result.files.get(text.path, loaded.files[text.path]), state)
    data = _renew_sources(data, state, open_sources)
    new_text = read_text(data, text.path, loaded.collection.plan)
    conflicts = tuple(replace(conflict, line=_find_line(conflict, new_text)) for conflict in conflicts)
    remarks = (*result.remarks, *_describe_vanished(state, new_text), *_describe_left_out(state))
    void_clearances = _describe_void_clearances(text, new_text)
    passages = {**state.base_passages, **index_by_hash(state.current_passages.values())}
    return UpdateResult(data, result.changes, conflicts, (*remarks, *void_clearances), passages)


# What is known of the sources


class _State(Value):
    """The sources of a consolidated text, as they were and as they are."""

    text: Contribution
    collection: Collection
    sources: Sources
    """The contributed passage that each source means now."""
    base_passages: PassagesByHash
    """The passages as they were when they were taken over."""
    current_passages: Mapping[str, Passage]
    """The passages as a new consolidated text has them, by the names of their sources, in printed order."""

    def find_current(self, origin: Origin) -> Passage:
        """The passage of a source as it is now."""
        return self.current_passages.get(self.sources[origin].id) or self.sources[origin].passage

    def has_changed(self, origin: Origin) -> bool:
        """Whether the entity has changed the passage since it was taken over."""
        return origin in self.sources and bool(origin.hash) and not self.sources[origin].hash.startswith(origin.hash)

    def renew(self, origin: Origin) -> Origin:
        """The source as it is called now."""
        return self.sources[origin].origin if origin in self.sources else origin


def _collect_state(collection: Collection, files: Mapping[str, bytes], text: Contribution) -> _State:
    organization = text.header.organization
    passages = collect_base_passages(files, organization, collection.plan)
    current = list_current_passages(collection, organization)
    return _State(text, collection, match_sources(collection, text, passages), passages, current)


# The units of the merge


class _UpdatePlan(MutableValue):
    """Base and theirs in the order of the consolidated text, and what cannot be compared."""

    base: list[Unit] = field(default_factory=list)
    theirs: list[Unit] = field(default_factory=list)
    matches: Matches = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    """After how many units of theirs each contributed passage ends, by its name."""
    origins_by_words: dict[str, tuple[Origin, ...]] = field(default_factory=dict)
    """The sources of each unit of the base, by its words."""

    def add_passage(self, passage: Passage, state: _State) -> None:
        """A passage of the consolidated text: its sources as they were, and as they are."""
        all_origins = [origin for origin in get_origins(passage[0]) if origin in state.sources]
        origins = [origin for origin in all_origins if state.sources[origin].id not in self.ends]
        if not origins:
            return  # what the entity has changed there is merged with the first passage that has these sources
        origins = sorted(origins, key=lambda origin: _find_position(passage, _find_base(origin, passage, state)))
        base_passages = [_find_base(origin, passage, state) for origin in origins]
        their_passages = [state.find_current(origin) for origin in origins]
        if len(origins) < len(all_origins) or not all(base_passages):
            self.conflicts += _report_conflict(passage, origins, base_passages, state)
            base_passages = their_passages = [passage]
        names = tuple(state.renew(origin) for origin in origins)
        base = list(make_units(_join_passages(base_passages, names), state.text.key))
        theirs = list(make_units(_join_passages(their_passages, names), state.text.key))
        self.base += base
        self.theirs += theirs
        self.matches |= _match_blocks(base, theirs)
        self.ends |= dict.fromkeys((name.paragraph for name in names), len(self.theirs))
        self.origins_by_words |= {format_units([unit]): get_origins(passage[0]) for unit in base}

    def add_new(self, state: _State) -> None:
        """The contributed passages that no text uses, each after the one that stands before it in print."""
        used_names = {passage.names[0] for passage in state.sources.values()}
        paragraph_ids = {block.id for block in state.text.blocks if isinstance(block, Paragraph)}
        place = 0
        for name, passage in state.current_passages.items():
            if name in used_names:
                place = self.ends.get(name, place)
                continue
            units = list(make_units(_keep_free_name(passage, paragraph_ids), state.text.key))
            self.theirs[place:place] = units
            self.ends = {other: end + len(units) * (end > place) for other, end in self.ends.items()}
            place += len(units)


def _find_base(origin: Origin, passage: Passage, state: _State) -> Passage:
    """The passage of a source as it was taken over; empty where that is unknown."""
    if base := state.base_passages.get(origin.hash):
        return base
    if not state.has_changed(origin):
        return state.find_current(origin)
    is_alone = len(get_origins(passage[0])) == 1
    return passage if is_alone and hash_passage(passage) == origin.hash else ()


def _find_position(passage: Passage, source: Passage) -> int:
    """Where in a passage the longest run of words of one of its sources begins."""
    words, parts = (separate_words(extract_passage_text(of)) for of in (passage, source))
    runs = (step for step in diff_sequences(words, parts) if step[0] == "equal")
    longest = max(runs, key=lambda step: step[2] - step[1], default=("", len(words), 0, 0, 0))
    return longest[1]


def _report_conflict(
    passage: Passage, origins: Iterable[Origin], base_passages: Iterable[Passage], state: _State
) -> Iterator[Conflict]:
    """That the changes of some sources of a passage cannot be merged into it."""
    pairs = zip(origins, base_passages, strict=True)
    changes = [(origin, former) for origin, former in pairs if state.has_changed(origin)]
    if changes:
        base = " ¶ ".join(_format_passage(former, state) or _NOT_KNOWN for _, former in changes)
        theirs = " ¶ ".join(_format_passage(state.find_current(origin), state) for origin, _ in changes)
        names = tuple(origin.paragraph for origin, _ in changes)
        yield Conflict(state.text.path, passage[0].source.line, base, _format_passage(passage, state), theirs, names)


def _format_passage(passage: Passage, state: _State) -> str:
    return format_units(make_units(passage, state.text.key))


def _join_passages(passages: Iterable[Passage], origins: tuple[Origin, ...]) -> Iterator[Block]:
    """Passages as one: the words of their paragraphs in one paragraph, as the editor joins them, then the rest."""
    parts = list(passages)
    words: list[Inline] = []
    for first, *_ in parts:
        content = first.content if isinstance(first, Paragraph) else ()
        words += [*([Text(" ")] if words else []), *content]
    first = parts[0][0]
    theme = first.theme if isinstance(first, Paragraph) else ""
    yield Paragraph(tuple(words), theme=theme, origins=origins)
    for _, *rest in parts:
        yield from rest


def _match_blocks(base: Iterable[Unit], theirs: Iterable[Unit]) -> Matches:
    """The blocks of a passage by their order; its paragraph comes first."""
    return {one: (other,) for one, other in zip(base, theirs, strict=False) if type(one.block) is type(other.block)}


def _keep_free_name(passage: Passage, paragraph_ids: set[str]) -> Passage:
    first, *rest = passage
    assert isinstance(first, Paragraph)
    is_free = first.id not in paragraph_ids and not is_place_name(first.id)
    paragraph_ids.add(first.id)
    return (replace(first, id=first.id if is_free else "", order=None), *rest)


# What is written beside the merge


def _find_open_sources(conflicts: Iterable[Conflict], plan: _UpdatePlan, state: _State) -> set[Origin]:
    """The sources of the passages in which a conflict stands: all of them where the passage is not known."""
    all_origins = list_origins(state.text)
    open_sources: set[Origin] = set()
    for conflict in conflicts:
        passages = [passage for passage in split_passages(state.text.blocks) if _begins_before(passage, conflict.line)]
        origins = get_origins(passages[-1][0]) if passages else plan.origins_by_words.get(conflict.base, all_origins)
        names = conflict.sources
        open_sources |= {origin for origin in all_origins if origin in origins or origin.paragraph in names}
    return open_sources


def _begins_before(passage: Passage, line: int) -> bool:
    return passage[0].source.line <= line


def _renew_sources(data: bytes, state: _State, open_sources: set[Origin]) -> bytes:
    """The text with its sources as they are called now, also those that are left out, but for the open ones."""
    new_names = {
        f"{origin.paragraph}@{origin.hash}": f"{current.paragraph}@{current.hash}"
        for origin in list_origins(state.text)
        if origin.hash and origin not in open_sources and (current := state.renew(origin)) != origin
    }
    if not new_names:
        return data
    pattern = re.compile(rf"(?<![\w/-])({'|'.join(map(re.escape, new_names))})(?!\w)")
    return pattern.sub(lambda match: new_names[match[1]], data.decode()).encode()


def _mark_passages(data: bytes, state: _State) -> bytes:
    """The text with a comment above each paragraph that has other words, or is new."""
    passages = split_passages(state.text.blocks)
    words_by_origins = {(get_origins(passage[0]), extract_passage_text(passage)) for passage in passages}
    all_origins = {origins for origins, _ in words_by_origins}
    lines = LineBuffer(data)
    for passage in read_passages(data, state.text.path, state.collection.plan):
        origins = get_origins(passage[0])
        if origins and (origins, extract_passage_text(passage)) not in words_by_origins:
            sources = ", ".join(state.renew(origin).paragraph for origin in origins)
            event = "Taken over" if origins in all_origins else "New"
            lines.insert_before(passage[0].source.line, _MARK.format(event=event, sources=sources))
    return lines.to_bytes()


# What is said


def _find_line(conflict: Conflict, text: Contribution) -> int:
    """The line on which the words of a conflict stand in the text as it is to stand."""
    first = conflict.ours.partition(BETWEEN_UNITS)[0]
    units = (unit for unit in make_units(text.blocks, text.key) if format_units([unit]) == first)
    lines = [unit.block.source.line for unit in units]
    return min(lines, key=lambda line: abs(line - conflict.line), default=conflict.line)


def _describe_vanished(state: _State, text: Contribution) -> Iterator[str]:
    """The sources of the text that no contribution has any more."""
    vanished = {origin for origin in list_origins(state.text) if origin not in state.sources}
    unusable = {text.key for text in state.collection.contributions if not text.usable}
    for passage in split_passages(text.blocks):
        for origin in get_origins(passage[0]):
            if origin in vanished and origin.paragraph.partition("#")[0] not in unusable:
                words = extract_passage_text(state.base_passages.get(origin.hash, passage))
                place = f"{text.path}:{passage[0].source.line}"
                yield (
                    f"{place}: {origin.paragraph} is no longer in its contribution: “{' '.join(words.split())}” "
                    "The paragraph stays. Delete the paragraph, or take this source out of it."
                )


def _describe_left_out(state: _State) -> Iterator[str]:
    """The sources that are left out and have changed since."""
    for name, reason in state.text.header.left_out.items():
        origin = parse_origin(name)
        if state.has_changed(origin):
            theirs = extract_passage_text(state.find_current(origin))
            base = state.base_passages.get(origin.hash)
            words = format_word_diff(extract_passage_text(base), theirs) if base else " ".join(theirs.split())
            yield (
                f"{origin.paragraph} was left out ({reason}) and has changed since: {words} The paragraph stays left "
                "out. To take the paragraph over, delete its entry under left_out."
            )


def _describe_void_clearances(text: Contribution, new_text: Contribution) -> Iterator[str]:
    for entity, record in text.header.clearances.items():
        if record.hash == hash_carried(text, entity) != hash_carried(new_text, entity):
            yield (
                f"The clearance of the words of {entity} in {text.path} by {record.by} of {write_day(record.on)} is "
                "void, since words have changed. "
                f"“assembler clear {entity} {text.header.organization} --by NAME” records a new clearance."
            )
