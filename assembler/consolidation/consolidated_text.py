"""The editor's text on an organization, made from the contributions; each paragraph names the one it comes from.

A text that is there already is the editor's: it stays byte for byte, and only what is new is added at its end, under a
comment that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, CrossReference, Inline, Paragraph
from assembler.model.paragraph_sources import Contributed, contributed, meant, origins_of_text
from assembler.model.report import Report
from assembler.model.text.walk import passages, rewrite_block, sections_of
from assembler.model.value import Value, replace
from assembler.readers.settings.known_names import refuse_unknown
from assembler.writers.markdown.blocks import print_blocks
from assembler.writers.markdown.header import quote_value

NEW_MARK = "<!-- New in the contributions since this text was made: work it in, then take this line out. -->"
"""What stands over the paragraphs that a further consolidation adds."""

_PLACE = re.compile(r"(?:\A|#)p\d+\Z")
_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")

type Passage = tuple[Block, ...]


class Consolidated(Value):
    """What becomes of a consolidated text."""

    path: str
    """Its file, relative to the report's root."""
    text: str
    """The whole file, or for one that is there already what is added at its end."""
    added: tuple[str, ...]
    """The contributed paragraphs taken over."""
    remarks: tuple[str, ...]
    """What is to be said of it, in sentences."""


def consolidated(collection: Collection, report: Report, organization: str) -> Consolidated:
    """The text on the organization from the contributions, in the order in which they are printed in the report.

    Raises UnknownName where the name lists lack the organization.
    """
    refuse_unknown(collection.vocabulary, None, organization)
    key = f"consolidated/{organization}"
    there = next((it for it in collection.of_kind(Kind.CONSOLIDATED) if it.key == key), None)
    texts = [it for it in collection.of_kind(Kind.ENTITY) if it.header.organization == organization]
    remarks = tuple(f"{it.path} can't be used, so nothing of it was taken over." for it in texts if not it.usable)
    units = _units(report, texts)
    if there is None:
        body = _printed(units, key)
        header = f"---\norganization: {organization}\n{_waivers(texts)}---\n"
        return Consolidated(f"contributions/{key}.md", f"{header}\n{body}" if body else header, _names(units), remarks)
    used = _used(collection)
    new = [(passage, it) for passage, it in units if it and it.names not in used]
    typed = next((file.text for file in collection.files if file.path == there.path), "")
    names = {block.id.partition("#")[2] for block in there.blocks if isinstance(block, Paragraph)}
    body = _printed(new, key, names, set(_LABEL.findall(typed)))
    return Consolidated(there.path, f"{NEW_MARK}\n\n{body}" if body else "", _names(new), remarks)


def _waivers(texts: Iterable[Contribution]) -> str:
    """The line of the header with what the texts waive of the rules of style; the rest is a matter of their files."""
    reasons = {it.rule: it.reason for text in texts for it in text.header.waivers if it.rule.startswith("UN-")}
    items = (f"{{rule: {rule}, reason: {quote_value(reason)}}}" for rule, reason in reasons.items())
    return f"waive: [{', '.join(items)}]\n" if reasons else ""


# What is taken over

type _Unit = tuple[Passage, Contributed | None]
"""Blocks that stand together, and the contributed paragraph that they are."""


def _units(report: Report, texts: Iterable[Contribution]) -> list[_Unit]:
    """What the usable texts hold, in the order in which the report prints it."""
    printed = (block.source for section in sections_of(report) for block in section.blocks)
    order = {source: place for place, source in enumerate(printed)}
    units = [unit for text in texts if text.usable for unit in _units_of(text)]
    return sorted(units, key=lambda unit: order.get(unit[0][0].source, len(order)))


def _units_of(text: Contribution) -> Iterator[_Unit]:
    known = {it.passage: it for it in contributed(text)}
    for passage in passages(text.blocks):
        yield passage, known.get(passage)


def _names(units: Iterable[_Unit]) -> tuple[str, ...]:
    return tuple(it.names[0] for _, it in units if it)


def _used(collection: Collection) -> set[tuple[str, ...]]:
    """The contributed paragraphs that some consolidated text names."""
    texts = collection.of_kind(Kind.CONSOLIDATED)
    return {it.names for it in meant(collection, (o for text in texts for o in origins_of_text(text))).values()}


# How it is written


def _printed(units: Iterable[_Unit], key: str, names: Iterable[str] = (), labels: Iterable[str] = ()) -> str:
    """The paragraphs in Markdown, under their themes; names and labels that stand there already are not given again."""
    units, taken = list(units), set(names)
    known = {name for _, it in units if it for name in it.names}
    blocks: list[Block] = []
    for passage, it in units:
        first, *rest = (rewrite_block(block, lambda inline: (_as_meant(inline, known, key),)) for block in passage)
        if isinstance(first, Paragraph) and it:
            first = replace(first, id=_identifier(first, key, taken), order=None, origins=(it.origin,))
        blocks += [first, *rest]
    return print_blocks(blocks, key, labels)


def _identifier(paragraph: Paragraph, key: str, taken: set[str]) -> str:
    """The identifier of a paragraph in its new text; a name that stands there already gets a number."""
    wished, number = paragraph.id.partition("#")[2], 1
    name = wished
    while name in taken:
        number += 1
        name = f"{wished}-{number}"
    if _PLACE.match(name):
        return ""
    taken.add(name)
    return f"{key}#{name}"


def _as_meant(inline: Inline, known: set[str], key: str) -> Inline:
    """A reference as it is to be typed here: one that means another text by a bare name keeps that bare."""
    if not isinstance(inline, CrossReference) or not inline.source.path.endswith(
        f"{inline.first.partition('#')[0]}.md"
    ):
        return inline
    names = (inline.first, *((inline.last,) if inline.last else ()))
    if any(name in known or _PLACE.search(name) for name in names):
        return inline
    return replace(inline, first=_bare(inline.first, key), last=_bare(inline.last, key) if inline.last else "")


def _bare(identifier: str, key: str) -> str:
    return f"{key}#{identifier.partition('#')[2]}"


def with_added(old: bytes, added: str) -> bytes:
    """A file with text at its end, after an empty line and with the line ends that it has."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    closed = old if old.endswith((b"\n", b"\r")) else old + end
    between = b"" if closed.endswith(end * 2) else end
    return closed + between + added.encode().replace(b"\n", end)
