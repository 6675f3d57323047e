"""What a paragraph bears whatever becomes of its words: its name, its order, and the sources of a consolidated text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.merge.context import Around
from assembler.merge.units import Unit
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.value import replace


def attributed(unit: Unit, blocks: Iterable[Block], key: str, around: Around) -> Iterator[Block]:
    """The blocks of an edited unit as they are to stand in a text.

    Every paragraph bears the sources of what the unit holds, the first one its order, and its name if that begins here.
    """
    held = _held(unit, around)
    origins = _origins(held) if key.startswith("consolidated/") else ()
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            yield block
        elif place:
            yield replace(block, origins=origins)
        else:
            yield replace(block, id=_name(unit, key, around), order=_order(held), origins=origins)


def _held(unit: Unit, around: Around) -> list[Paragraph]:
    """The paragraphs that a unit holds, as they stand in the texts."""
    base = around.held.get(unit) or [it for it in around.base if it.words == unit.words][:1]
    held = [it.block for one in base for it in around.now.get(one, ())]
    return [block for block in held if isinstance(block, Paragraph)]


def _origins(held: Iterable[Paragraph]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for block in held for origin in block.origins))


def _order(held: Iterable[Paragraph]) -> int | None:
    return next((block.order for block in held if block.order is not None), None)


def _name(unit: Unit, key: str, around: Around) -> str:
    """The identifier with the name of the first of the paragraphs that begin in this unit."""
    for it in around.held.get(unit, ()):
        begins = around.matches[it][0] is unit
        for other in around.now.get(it, ()) if begins else ():
            first = other.block
            name = first.id.partition("#")[2] if isinstance(first, Paragraph) else ""
            if name and not (name[:1] == "p" and name[1:].isdecimal()):
                return f"{key}#{name}"
    return ""
