"""Makes the editor's text on an organization from the contributions; each paragraph names its source.

A text that exists is the editor's: it stays byte for byte, and only what is new is added at its end, under a comment
that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.assemble import assemble
from assembler.model.consolidation_sources import ContributedPassage, find_sources, list_contributed, list_origins
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, CrossReference, Inline, Paragraph
from assembler.model.reference_names import is_place_name
from assembler.model.report import Report
from assembler.model.text.rewriting import rewrite_block
from assembler.model.text.traversal import split_passages, walk_sections
from assembler.model.value import Value, replace
from assembler.writers.markdown.blocks import print_blocks
from assembler.writers.markdown.header import quote_value

NEW_MARK = "<!-- New in the contributions since this text was made: work it in, then take this line out. -->"
"""Stands above the paragraphs that a further consolidation adds."""

_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")

type Passage = tuple[Block, ...]


class ConsolidatedText(Value):
    """A new consolidated text, or what is added to one that exists."""

    path: str
    """Its file, relative to the report's root."""
    text: str
    """The whole file; for a text that exists, what is added at its end."""
    added: tuple[str, ...]
    """The contributed paragraphs that were taken over."""
    remarks: tuple[str, ...]
    """What the editor should know, in sentences."""
    empty: bool = False
    """Whether it is new and has nothing below its header."""


def consolidate_contributions(collection: Collection, organization: str) -> ConsolidatedText:
    """The text on an organization from all contributions."""
    texts = tuple(text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    report = assemble(replace(collection, contributions=texts), draft=False)
    return make_consolidated_text(collection, report, organization)


def make_consolidated_text(collection: Collection, report: Report, organization: str) -> ConsolidatedText:
    """The text on the organization from the contributions, in the order in which they are printed in the report."""
    key = f"consolidated/{organization}"
    existing = next((text for text in collection.of_kind(Kind.CONSOLIDATED) if text.key == key), None)
    texts = [text for text in collection.of_kind(Kind.ENTITY) if text.header.organization == organization]
    remarks = tuple(
        f"{text.path} {'has sample text alone' if text.usable else 'cannot be used'}, so nothing of it was taken over."
        for text in texts
        if text.is_scaffold or not text.usable
    )
    texts = [text for text in texts if not text.is_scaffold]
    units = _list_units(report, texts)
    if existing is None:
        body = _print_units(units, key)
        header = f"---\norganization: {organization}\n{_print_waivers(texts)}---\n"
        path, content = f"contributions/{key}.md", f"{header}\n{body}" if body else header
        return ConsolidatedText(path, content, _list_names(units), remarks, empty=not body)
    used = _list_used(collection)
    new = [(passage, source) for passage, source in units if source and source.names not in used]
    typed = next((file.text for file in collection.files if file.path == existing.path), "")
    names = {block.id.partition("#")[2] for block in existing.blocks if isinstance(block, Paragraph)}
    body = _print_units(new, key, names, set(_LABEL.findall(typed)))
    return ConsolidatedText(existing.path, f"{NEW_MARK}\n\n{body}" if body else "", _list_names(new), remarks)


def append_text(old: bytes, added: str) -> bytes:
    """A file with text at its end, after an empty line and with the line ends that it has."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    closed = old if old.endswith((b"\n", b"\r")) else old + end
    between = b"" if closed.endswith(end * 2) else end
    return closed + between + added.encode().replace(b"\n", end)


# What is taken over

type _Unit = tuple[Passage, ContributedPassage | None]
"""Blocks that belong together, and the contributed paragraph that they are."""


def _list_units(report: Report, texts: Iterable[Contribution]) -> list[_Unit]:
    """The content of the usable texts, in the order in which the report prints it."""
    printed = (block.source for section in walk_sections(report) for block in section.blocks)
    order = {source: place for place, source in enumerate(printed)}
    units = [unit for text in texts if text.usable for unit in _split_text(text)]
    return sorted(units, key=lambda unit: order.get(unit[0][0].source, len(order)))


def _split_text(text: Contribution) -> Iterator[_Unit]:
    known = {source.passage: source for source in list_contributed(text)}
    for passage in split_passages(text.blocks):
        yield passage, known.get(passage)


def _list_names(units: Iterable[_Unit]) -> tuple[str, ...]:
    return tuple(source.names[0] for _, source in units if source)


def _list_used(collection: Collection) -> set[tuple[str, ...]]:
    """The contributed paragraphs that some consolidated text names."""
    texts = collection.of_kind(Kind.CONSOLIDATED)
    origins = (origin for text in texts for origin in list_origins(text))
    return {source.names for source in find_sources(collection, origins).values()}


# How it is written


def _print_waivers(texts: Iterable[Contribution]) -> str:
    """The line of the header with the waived rules of style; other waivers concern the files of the contributions."""
    waivers = (waiver for text in texts for waiver in text.header.waivers if waiver.rule.startswith("UN-"))
    reasons = {waiver.rule: waiver.reason for waiver in waivers}
    items = (f"{{rule: {rule}, reason: {quote_value(reason)}}}" for rule, reason in reasons.items())
    return f"waive: [{', '.join(items)}]\n" if reasons else ""


def _print_units(units: Iterable[_Unit], key: str, names: Iterable[str] = (), labels: Iterable[str] = ()) -> str:
    """The paragraphs in Markdown, under their themes; `names` and `labels` that the text has are not given again."""
    units, reserved = list(units), set(names)
    known = {name for _, source in units if source for name in source.names}
    blocks: list[Block] = []
    for passage, source in units:
        first, *rest = (rewrite_block(block, lambda inline: (_rename_target(inline, known, key),)) for block in passage)
        if isinstance(first, Paragraph) and source:
            first = replace(first, id=_make_identifier(first, key, reserved), order=None, origins=(source.origin,))
        blocks += [first, *rest]
    return print_blocks(blocks, key, labels)


def _make_identifier(paragraph: Paragraph, key: str, reserved: set[str]) -> str:
    """The identifier of a paragraph in its new text; a name that is taken gets a number."""
    former, number = paragraph.id.partition("#")[2], 1
    name = former
    while name in reserved:
        number += 1
        name = f"{former}-{number}"
    if is_place_name(name):
        return ""
    reserved.add(name)
    return f"{key}#{name}"


def _rename_target(inline: Inline, known: set[str], key: str) -> Inline:
    """A reference as it is typed in the new text: one that means another text by a bare name keeps the bare name."""
    if not isinstance(inline, CrossReference) or not inline.source.path.endswith(
        f"{inline.first.partition('#')[0]}.md"
    ):
        return inline
    names = (inline.first, *((inline.last,) if inline.last else ()))
    if any(name in known or is_place_name(name) for name in names):
        return inline
    return replace(inline, first=_replace_key(inline.first, key), last=_replace_key(inline.last, key))


def _replace_key(identifier: str, key: str) -> str:
    return f"{key}#{identifier.partition('#')[2]}" if identifier else ""
