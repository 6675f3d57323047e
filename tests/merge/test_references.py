"""New words for a text that is there: the labels and the places of notes, and how references are typed."""

from __future__ import annotations

import pytest

from assembler.merge.line_buffer import Lines
from assembler.merge.normal_form import Blocks
from assembler.merge.references import (
    Notes,
    notes_of,
    same_notes,
    shifted_targets,
    targets,
    typed_names,
    unique_words,
    written,
)
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Paragraph
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.outline import read_outline
from assembler.readers.text import counted_text
from assembler.readers.text_file import TextFile
from tests.builders import t

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
        found = read_outline(counted_text(text.encode()), self.blocks)
        self.lines = Lines(text.encode(), found.crossing_comments)
        self.notes = Notes(self.lines, found.footnotes, self.blocks)

    def labels(self, place: int, wished: str) -> list[str]:
        """The labels of the notes where a block says something else."""
        return [
            it.label for it in notes_of(self.notes.labelled(self.blocks[place : place + 1], read(wished), "en", naming))
        ]

    def becomes(self, place: int, wished: str) -> str:
        """The notes of the file where a block says something else."""
        new = self.notes.labelled(self.blocks[place : place + 1], read(wished), "en", naming)
        same = same_notes(self.blocks[place : place + 1], new, "en", naming)
        self.notes.settle(written(new, KEY, {}, ())[1], same)
        return self.closed()

    def closed(self) -> str:
        self.notes.close()
        return self.lines.data().decode()


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
    assert same_notes(read(TWO), new, "en", naming) == {"a"}
    assert same_notes((), new, "en", naming) == set()


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


# How references are typed


def reference(first: str, last: str = "") -> Block:
    return Paragraph((CrossReference(t("para."), first, last),))


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("who/au#p1", "", "unhcr/au#other"),
        ("who/au#p1", "who/au#p2", "#p7..p8"),
        ("who/au#p2", "", "who/au#p2"),
        ("who/au#peace", "", "#peace"),
        ("who/au#peace", "general/x#last", "#peace..last"),
        ("who/au#peace", "who/au#p2", "who/au#peace..p2"),
        ("who/au#p2", "who/au#peace", "who/au#p2..peace"),
        ("general/x#p3", "", "#p3"),
    ],
)
def test_reference_is_typed_as_before_or_by_a_name_that_means_one_paragraph_alone(
    first: str, last: str, typed: str
) -> None:
    names = {
        ("who/au#p1", ""): ("unhcr/au#other", ""),
        ("who/au#p1", "who/au#p2"): ("general/x#p7", "general/x#p8"),
    }
    assert written([reference(first, last)], KEY, names, {"peace", "last"})[0] == (f"[para.]({typed})",)


def test_name_that_is_typed_before_is_kept_even_where_a_bare_one_would_do() -> None:
    names = {("who/au#peace", ""): ("who/au#peace", "")}
    assert written([reference("who/au#peace")], KEY, names, {"peace"})[0] == ("[para.](who/au#peace)",)


def test_blocks_and_notes_are_written_apart() -> None:
    assert written(read("One.[^a]\n\n- two\n\n[^a]: A.\n"), KEY, {}, ()) == (("One.[^a]", "- two"), {"a": "[^a]: A."})


def test_names_of_paragraphs_that_one_alone_has() -> None:
    found = unique_words(["a/b#peace", "c/d#peace", "a/b#last", "a/b#p1", "c/d#p12", "a/b#p1a", "a/b#hp1"])
    assert found == {"last", "p1a", "hp1"}


def test_references_of_a_text_with_what_they_mean_where_they_mean_anything() -> None:
    typed = [*read("See [para.](#peace), [paras.](who/au#p1..p2) and [para.](#nowhere).\n")]
    meant = CrossReference(t("para."), "consolidated/au#peace", numbers=(1,))
    both = CrossReference(t("paras."), "who/au#p1", "who/au#p2", numbers=(2, 3))
    nowhere = CrossReference(t("para."), "general/x#nowhere")
    assert typed_names(typed, [Paragraph((meant, both, nowhere))]) == {
        ("consolidated/au#peace", ""): ("general/x#peace", ""),
        ("who/au#p1", "who/au#p2"): ("who/au#p1", "who/au#p2"),
    }
    with pytest.raises(ValueError, match="shorter"):
        typed_names(typed, [])


@pytest.mark.parametrize(
    ("meant", "typed", "found"),
    [
        (("general/x#b", ""), ("general/x#b", ""), {"general/x#b": "#a", "#b": "#a"}),
        (("who/au#b", ""), ("general/x#b", ""), {"general/x#b": "#a", "#b": "#a"}),
        (("who/au#b", ""), ("who/au#b", ""), {"who/au#b": "who/au#a"}),
        (
            ("general/x#first", "general/x#b"),
            ("general/x#first", "general/x#b"),
            {"general/x#first..b": "#first..a", "#first..b": "#first..a"},
        ),
        (
            ("general/x#b", "general/x#last"),
            ("general/x#b", "general/x#last"),
            {"general/x#b..last": "#a..last", "#b..last": "#a..last"},
        ),
        (
            ("general/x#a", "general/x#b"),
            ("general/x#a", "general/x#b"),
            {"general/x#a..b": "#a", "#a..b": "#a"},
        ),
        (("who/au#c", "who/au#b"), ("who/au#c", "who/au#b"), {"who/au#c..b": "who/au#c..a"}),
        (("who/au#b", "unhcr/au#z"), ("who/au#b", "who/au#z"), {"who/au#b..z": "#a..z"}),
        (("who/au#c", ""), ("who/au#c", ""), {}),
    ],
)
def test_references_to_a_name_that_is_lost_are_typed_by_the_one_that_took_it(
    meant: tuple[str, str], typed: tuple[str, str], found: dict[str, str]
) -> None:
    lost = {"general/x#b": "general/x#a", "who/au#b": "who/au#a"}
    assert targets({meant: typed}, KEY, lost) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("general/x#p1", ""), {"general/x#p1": "#p2", "#p1": "#p2"}),
        (("general/x#p1", "general/x#p2"), {"general/x#p1..p2": "#p2..p3", "#p1..p2": "#p2..p3"}),
        (("general/x#a", "general/x#p2"), {"general/x#a..p2": "#a..p3", "#a..p2": "#a..p3"}),
        (("who/au#p2", ""), {"who/au#p2": "who/au#p9"}),
        (("general/x#a", "general/x#b"), {}),
    ],
)
def test_references_to_a_place_that_has_shifted_are_typed_by_the_new_one(
    typed: tuple[str, str], found: dict[str, str]
) -> None:
    places = {"general/x#p1": "general/x#p2", "general/x#p2": "general/x#p3", "who/au#p2": "who/au#p9"}
    assert shifted_targets({("m#1", "m#2"): typed}, KEY, places) == found
