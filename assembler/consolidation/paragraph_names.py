"""Names of paragraphs, such as {: #may }, while somebody edits a text in which they are not shown."""

from __future__ import annotations

from assembler.consolidation.text_units import TextUnit, find_unit, print_units, split_units
from assembler.model.value import replace


def keep_names(former: str, body: str) -> str:
    """The body of a text with the names that its paragraphs had before somebody edited it without their names.

    Each name goes to the paragraph with the same words, else to the most similar one. A paragraph that was taken out
    takes its name along. Without names, the body stays as it is.

    >>> print(keep_names("They met.\\n{: #may }", "They met in Rome.\\n\\nAll was well."))
    They met in Rome.
    {: #may }
    <BLANKLINE>
    All was well.
    """
    names = [unit for unit in split_units(former) if unit.attributes]
    units = list(split_units(body))
    for unit in sorted(names, key=lambda unit: all(unit.text != other.text for other in units)):
        place = _find_place(units, unit)
        if place:
            units[place - 1] = replace(units[place - 1], attributes=unit.attributes)
    return print_units(units).strip() if names else body


def _find_place(units: list[TextUnit], named: TextUnit) -> int:
    """The number of the unit that gets the name; 0 where there is none."""
    free = [unit for unit in units if not unit.attributes]
    same = next((unit for unit in free if unit.text == named.text), None)
    unit = same or find_unit(free, replace(named, attributes=""))
    return unit.number if unit else 0
