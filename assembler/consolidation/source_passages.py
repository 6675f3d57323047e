"""The contributed passages as they were when they were taken over, kept for comparison with what came later.

They are kept as a text like the consolidated one, each paragraph with its source and its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.consolidation.consolidated_text import consolidate_contributions
from assembler.model.consolidation_sources import Passage, get_origins, list_origins
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.plan import Plan
from assembler.model.text.hashes import hash_passage
from assembler.model.text.traversal import split_passages
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.contribution_paths import RECEIVED, find_received_place, is_received
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_blocks

type PassagesByHash = Mapping[str, Passage]
"""Passages by the hash of their words when they were taken over."""


def read_text(data: bytes, path: str, plan: Plan) -> Contribution:
    """A consolidated text, or what was kept of contributed passages."""
    key = path.removeprefix("contributions/").removesuffix(".md")
    return read_markdown(data, TextFile(path, Kind.CONSOLIDATED, key, plan.language, plan.themes, Vocabulary()))[0]


def read_passages(data: bytes, path: str, plan: Plan) -> list[Passage]:
    """The passages of such a text."""
    return list(split_passages(read_text(data, path, plan).blocks))


def list_current_passages(collection: Collection, organization: str) -> Mapping[str, Passage]:
    """The contributed passages on an organization as a new consolidated text has them, by name, in printed order."""
    texts = tuple(text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    new_text = consolidate_contributions(replace(collection, contributions=texts), organization)
    passages = read_passages(new_text.text.encode(), new_text.path, collection.plan)
    return {origin.paragraph: passage for passage in passages for origin in get_origins(passage[0])}


def collect_base_passages(files: Mapping[str, bytes], organization: str, plan: Plan) -> PassagesByHash:
    """The passages on an organization that were kept among the files: those taken over, and those that came last."""
    passages: dict[str, Passage] = {}
    for place in sorted(files):
        if not is_received(place) or not place.endswith(f"/{organization}.md"):
            continue
        for passage in read_passages(files[place], place.replace(f"{RECEIVED}/", "contributions/"), plan):
            passages |= {origin.hash: passage for origin in get_origins(passage[0])}
            passages.setdefault(hash_passage(passage), passage)
    return passages


def index_by_hash(passages: Iterable[Passage]) -> PassagesByHash:
    """Passages by the hashes of their sources."""
    return {origin.hash: passage for passage in passages for origin in get_origins(passage[0])}


def keep_passages(text: Contribution, passages: PassagesByHash) -> tuple[str, bytes]:
    """The place and the bytes of the passages from which a consolidated text was made, as they were taken over."""
    blocks = list(_list_blocks(list_origins(text), passages))
    header = f"---\norganization: {text.header.organization}\n---\n\n"
    return find_received_place(text.path), (header + print_blocks(blocks, text.key)).encode()


def keep_current_passages(collection: Collection, path: str, data: bytes) -> tuple[str, bytes]:
    """The same of a consolidated text that is made from the contributions of now."""
    text = read_text(data, path, collection.plan)
    current = list_current_passages(collection, text.header.organization)
    return keep_passages(text, index_by_hash(current.values()))


def _list_blocks(origins: Iterable[Origin], passages: PassagesByHash) -> Iterator[Block]:
    for origin in dict.fromkeys(origins):
        first, *rest = passages.get(origin.hash, (None,))
        if isinstance(first, Paragraph):
            yield replace(first, id="", order=None, origins=(origin,))
            yield from rest
