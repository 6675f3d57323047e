"""The footnotes of one file: which text belongs to a label, how often it may be printed, and which nobody cites."""

from __future__ import annotations

import pytest

from assembler.model.finding import Finding, Severity, Source
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown import footnotes as notes
from assembler.readers.markdown.blocks import take_out_footnotes
from assembler.readers.markdown.footnotes import Footnotes
from assembler.readers.markdown.source_text import Line
from tests.builders import spoken

PATH = "contributions/unhcr/au.md"


def read(text: str) -> tuple[Footnotes, Diagnostics]:
    """The notes of a text, and what is found in it."""
    diagnostics = Diagnostics()
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    return Footnotes(take_out_footnotes(lines)[1], PATH, diagnostics), diagnostics


def fault(rule: str, place: tuple[int, int, int, int], message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, Source(PATH, *place), message, hint)


def cites(found: Footnotes, label: str) -> bool:
    """Cites a note; whether there is still room to print it."""
    definition = found.find(label)
    assert definition is not None
    return found.cite(definition)


def test_note_that_every_sentence_needs_is_there_and_nothing_is_found() -> None:
    found, diagnostics = read("A.[^a] B.[^b]\n\n[^a]: One.\n[^b]: Two\n    lines.\n")
    assert cites(found, "a")
    assert cites(found, "b")
    assert found.find("c") is None
    found.report_uncited()
    assert diagnostics.findings == ()


def test_second_text_of_a_label_is_found_and_the_first_is_used() -> None:
    found, diagnostics = read("A.[^a]\n\n[^a]: One.\n\n[^a]: Two\n    lines.\n")
    message = "The note “a” has two texts; the first stands on line 3."
    hint = "Give this note another label, here and in the sentence that cites the note."
    assert spoken(*diagnostics.findings) == (fault("IN-FN-03", (5, 1, 6, 11), message, hint),)
    definition = found.find("a")
    assert definition is not None
    assert definition.mark.number == 3


def test_note_that_no_sentence_cites_is_found_from_its_label_to_its_end() -> None:
    found, diagnostics = read("A.[^b]\n\n[^a]: Two\n    lines.\n[^b]: One.\n")
    cites(found, "b")
    found.report_uncited()
    message = "No sentence cites the note “a”, so it is not printed."
    hint = "Write [^a] where the note belongs, or delete its text."
    assert spoken(*diagnostics.findings) == (fault("IN-FN-02", (3, 1, 4, 11), message, hint),)


def test_attributes_behind_a_note_are_found() -> None:
    _, diagnostics = read("[^a]: One.\n{: #one }\n")
    (finding,) = diagnostics.findings
    assert (finding.rule, finding.source) == ("IN-ATR-01", Source(PATH, 2, 1, 2, 10))
    assert finding.message == "“{: #one }” stands after a note, where attributes have no effect."


@pytest.mark.parametrize(("room", "times"), [(17, 1), (18, 2), (35, 2), (36, 3)])
def test_note_is_printed_again_while_there_is_room(monkeypatch: pytest.MonkeyPatch, room: int, times: int) -> None:
    """Each time but the first, its lines as typed and its label count: 18 characters."""
    monkeypatch.setattr(notes, "MOST_REPEATED", room)
    found, _ = read("[^note]: Words\n    more\n[^other]: Words.\n")
    assert cites(found, "other")
    assert [cites(found, "note") for _ in range(4)] == [place < times for place in range(4)]
