"""Footnotes of a text while its paragraphs change: their labels and their lines."""

from __future__ import annotations

import pytest

from assembler.merge.footnotes import FootnoteEditor, find_unchanged_labels, list_footnotes
from assembler.merge.line_buffer import LineBuffer
from assembler.merge.normal_form import Blocks
from assembler.merge.references import print_with_references
from assembler.model.contribution import Kind
from assembler.model.nodes import CrossReference
from assembler.model.vocabulary import Vocabulary
from assembler.readers.decoding import decode_leniently
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.outline import read_outline
from assembler.readers.text_file import TextFile

KEY = "general/x"


def read(text: str) -> Blocks:
    text_file = TextFile("x.md", Kind.GENERAL, KEY, "en", None, Vocabulary({}, {}))
    return read_markdown(text.encode(), text_file)[0].blocks


def naming(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last


class Text:
    """A text whose notes change."""

    def __init__(self, text: str) -> None:
        self.blocks = read(text)
        found = read_outline(decode_leniently(text.encode()), self.blocks)
        self.lines = LineBuffer(text.encode(), found.crossing_comments)
        self.notes = FootnoteEditor(self.lines, found.footnotes, self.blocks)

    def labels(self, place: int, wished: str) -> list[str]:
        """The labels of the notes where a block says something else."""
        new = self.notes.assign_labels(self.blocks[place : place + 1], read(wished), "en", naming)
        return [note.label for note in list_footnotes(new)]

    def becomes(self, place: int, wished: str) -> str:
        """The notes of the file where a block says something else."""
        new = self.notes.assign_labels(self.blocks[place : place + 1], read(wished), "en", naming)
        same = find_unchanged_labels(self.blocks[place : place + 1], new, "en", naming)
        self.notes.replace_texts(print_with_references(new, KEY, {}, ())[1], same)
        return self.closed()

    def closed(self) -> str:
        self.notes.finish()
        return self.lines.to_bytes().decode()


# Labels of notes

TWO = "One[^a] and two.[^2]\n\n[^a]: First.\n\n[^2]: Second.\n"


def test_note_with_the_same_words_keeps_its_label_and_new_ones_take_free_ones() -> None:
    wished = "One[^p] more[^q] and two[^r] again.[^s]\n\n[^p]: First.\n[^q]: New.\n[^r]: Second.\n[^s]: Newer.\n"
    assert Text(TWO).labels(0, wished) == ["a", "1", "2", "3"]


@pytest.mark.parametrize(
    ("wished", "labels"),
    [
        ("One.[^p]\n\n[^p]: Second.\n", ["2"]),
        ("One.[^p]\n\n[^p]: Other.\n", ["a"]),
        ("One[^p] two.[^q]\n\n[^p]: Other.\n[^q]: Another.\n", ["a", "2"]),
        ("One[^p] two.[^q]\n\n[^p]: Other.\n[^q]: Second.\n", ["a", "2"]),
        ("One[^p] two[^q] three.[^r]\n\n[^p]: Other.\n[^q]: Another.\n[^r]: Third.\n", ["a", "2", "1"]),
        ("One.\n", []),
    ],
)
def test_changed_note_keeps_the_label_of_the_one_in_its_place(wished: str, labels: list[str]) -> None:
    assert Text(TWO).labels(0, wished) == labels


def test_changed_note_takes_another_label_where_another_sentence_cites_the_former_words() -> None:
    text = Text("One.[^a]\n\nTwo.[^a]\n\n[^a]: First.\n")
    assert text.labels(0, "One.[^a]\n\n[^a]: Other.\n") == ["1"]
    assert text.labels(1, "Two.[^a]\n\n[^a]: Third.\n") == ["a"]
    assert Text("One.[^a]\n\nTwo.[^a]\n\n[^a]: First.\n").labels(0, "More.[^a]\n\n[^a]: First.\n") == ["a"]


def test_no_label_is_taken_that_stands_anywhere_in_the_file() -> None:
    text = Text("One.\n\nTwo.[^1]\n\n<!-- [^2] -->\n\n[^1]: First.\n\n[^3]: Nobody cites it.\n")
    assert text.labels(0, "One.[^a]\n\n[^a]: New.\n") == ["4"]
    assert text.labels(0, "One.[^a]\n\n[^a]: Newer.\n") == ["5"]
    assert Text("<!-- [^1] -->\n\nOne.\n\n<!-- [^2] -->\n").labels(0, "One.[^a]\n\n[^a]: New.\n") == ["3"]


def test_notes_whose_words_are_the_same_under_their_labels() -> None:
    new = read("One[^a] and two.[^2]\n\n[^a]: First.\n\n[^2]: Other.\n")
    assert find_unchanged_labels(read(TWO), new, "en", naming) == {"a"}
    assert find_unchanged_labels((), new, "en", naming) == set()


# Lines of notes


def test_guidance_over_empty_lines_stays_where_the_note_goes_on_whose_line_it_begins() -> None:
    made = Text("One[^a] two.\n\n[^a]: First. <!-- why?\n\nso? -->\n\nTwo.\n").becomes(0, "One two.\n")
    assert made == "One[^a] two.\n\n<!-- why?\n\nso? -->\n\nTwo.\n"


def test_changed_note_is_written_in_its_place_and_the_others_stay_as_they_are() -> None:
    text = "One[^a] two.[^b]\n\n[^a]: First\n    on two lines.\n\n[^b]:  Second\n    too.\n"
    made = Text(text).becomes(0, "One[^a] two.[^b]\n\n[^a]: Other.\n\n[^b]: Second too.\n")
    assert made == text.replace("First\n    on two lines.", "Other.")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("One.\n\nTwo.\n", "One.\n\nTwo.\n\n[^1]: New.\n"),
        (
            "One.\n\n[^b]: B.\n\n[^a]: A\n    a.\n\nTwo.[^b][^a]\n",
            "One.\n\n[^b]: B.\n\n[^a]: A\n    a.\n\n[^1]: New.\n\nTwo.[^b][^a]\n",
        ),
    ],
)
def test_new_note_stands_behind_the_last_one_or_at_the_end(text: str, made: str) -> None:
    assert Text(text).becomes(0, "One.[^x]\n\n[^x]: New.\n") == made


def test_note_goes_that_nobody_cites_any_more() -> None:
    text = "One.[^a][^b]\n\nTwo.[^b]\n\n[^a]: A\n    a.\n\n[^b]: B.\n\n[^c]: Nobody ever cited it.\n"
    assert Text(text).becomes(0, "One.\n") == text.replace("[^a]: A\n    a.\n\n", "")
    assert Text(text).closed() == text
    made = Text("One.[^a]\n\n[^a]: A.\n").becomes(0, "One.[^x] Two.[^y]\n\n[^x]: New.\n[^y]: A.\n")
    assert made == "One.[^a]\n\n[^a]: A.\n\n[^1]: New.\n"
