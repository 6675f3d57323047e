"""The general texts of a report, for who works on them: summary, introduction, observations, annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assembler.consolidation.text_units import TextUnit, read_units
from assembler.consolidation.unit_findings import UnitFinding, find_in_units
from assembler.load import load
from assembler.model.contribution import Collection, Kind
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import count_words
from assembler.model.value import Value


class GeneralText(Value):
    """A text that the report has from its editor, not from an entity."""

    name: str
    """The name by which the plan calls it, such as introduction."""
    title: str
    """The heading under which it prints; empty for a text that the plan does not name."""
    is_printed: bool
    """Whether the plan names it."""
    exists: bool
    """Whether somebody has begun it."""
    words: int
    """How many words it has."""
    units: tuple[TextUnit, ...]
    """Its units, in their order."""
    findings: tuple[UnitFinding, ...] = ()
    """What was found in its units, in their order."""

    @property
    def place(self) -> str:
        """The file in which it stands."""
        return _name_place(self.name)


class GeneralTexts(Value):
    """The general texts of a report."""

    texts: tuple[GeneralText, ...] = ()
    """Those that the plan names in printed order, then the others by name."""
    obstacle: str = ""
    """Why nothing can be shown, in a sentence."""


def read_general_texts(files: Mapping[str, bytes], *, with_findings: bool = True) -> GeneralTexts:
    """The general texts that the plan names or that are there; with what was found in them, which takes longer.

    >>> from assembler.api import example_files
    >>> [(text.name, text.title) for text in read_general_texts(example_files()).texts][:2]
    [('summary', 'Summary'), ('introduction', 'Introduction')]
    """
    collection = load(files).collection
    if collection is None:
        return GeneralTexts(obstacle="The plan or the name lists cannot be used.")
    planned: dict[str, str] = {}
    for name, title in _list_planned(collection):
        planned.setdefault(name, title)
    present = {text.key.partition("/")[2] for text in collection.of_kind(Kind.GENERAL)}
    names = [*planned, *sorted(present - planned.keys())]
    units = {name: read_units(files[place]) for name in names if (place := _name_place(name)) in files}
    lines = {_name_place(name): [unit.line for unit in own] for name, own in units.items()}
    findings = find_in_units(collection, lines) if with_findings else {}
    return GeneralTexts(
        tuple(
            _read_text(collection, name, planned.get(name), units.get(name), findings.get(_name_place(name), ()))
            for name in names
        )
    )


def _list_planned(collection: Collection) -> Iterator[tuple[str, str]]:
    """The texts that the plan names, each with its heading, in printed order."""
    plan = collection.plan
    if plan.summary:
        yield plan.summary, collection.labels.summary
    yield from ((section.text, section.title) for section in plan.sections if section.text)
    yield from ((annex.text, annex.title) for annex in plan.annexes)


def _read_text(
    collection: Collection,
    name: str,
    title: str | None,
    units: tuple[TextUnit, ...] | None,
    findings: tuple[UnitFinding, ...],
) -> GeneralText:
    text = collection.general(name)
    return GeneralText(
        name=name,
        title=title or "",
        is_printed=title is not None,
        exists=units is not None,
        words=count_words(extract_passage_text(text.blocks)) if text else 0,
        units=units or (),
        findings=findings,
    )


def _name_place(name: str) -> str:
    return f"contributions/general/{name}.md"
