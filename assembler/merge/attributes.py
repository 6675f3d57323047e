"""Attributes of merged paragraphs: the name, the order, and the sources of a paragraph of a consolidated text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.merge.context import MergeContext
from assembler.merge.units import Unit
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.reference_names import is_place_name
from assembler.model.value import replace


def add_attributes(unit: Unit, blocks: Iterable[Block], key: str, context: MergeContext) -> Iterator[Block]:
    """The blocks of an edited unit with the attributes that they are to have in a text.

    Every paragraph has the sources of all that the unit holds. The first one has its order, and its name if the named
    paragraph begins here.
    """
    paragraphs = _list_our_paragraphs(unit, context)
    is_new = context.is_resubmission and unit not in context.origins
    stated = unit.block if is_new and isinstance(unit.block, Paragraph) else Paragraph(())
    origins = stated.origins or _list_origins(paragraphs) if key.startswith("consolidated/") else ()
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            yield block
        elif place:
            yield replace(block, origins=origins)
        else:
            name = "" if is_place_name(stated.id) else stated.id
            id = name or _find_name(unit, key, context)
            yield replace(block, id=id, order=_find_order(paragraphs), origins=origins)


def _list_our_paragraphs(unit: Unit, context: MergeContext) -> list[Paragraph]:
    """The paragraphs that a unit in Word holds, as they stand in the texts."""
    base = context.origins.get(unit) or [other for other in context.base if other.words == unit.words][:1]
    blocks = [current.block for former in base for current in context.ours.get(former, ())]
    return [block for block in blocks if isinstance(block, Paragraph)]


def _list_origins(paragraphs: Iterable[Paragraph]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for paragraph in paragraphs for origin in paragraph.origins))


def _find_order(paragraphs: Iterable[Paragraph]) -> int | None:
    return next((paragraph.order for paragraph in paragraphs if paragraph.order is not None), None)


def _find_name(unit: Unit, key: str, context: MergeContext) -> str:
    """The identifier with the name of the first paragraph that begins in this unit; empty where none has a name."""
    for former in context.origins.get(unit, ()):
        begins_here = context.theirs[former][0] is unit
        for current in context.ours.get(former, ()) if begins_here else ():
            block = current.block
            name = block.id.partition("#")[2] if isinstance(block, Paragraph) else ""
            if name and not is_place_name(name):
                return f"{key}#{name}"
    return ""
