"""How cross references are typed in merged texts, and their new targets where a name is lost."""

from __future__ import annotations

import pytest

from assembler.merge.normal_form import Blocks
from assembler.merge.references import (
    find_unique_names,
    map_typed_references,
    print_with_references,
    retarget_lost_names,
    retarget_shifted_places,
)
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Paragraph
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from tests.builders import t

KEY = "general/x"


def read(text: str) -> Blocks:
    text_file = TextFile("x.md", Kind.GENERAL, KEY, "en", None, Vocabulary({}, {}))
    return read_markdown(text.encode(), text_file)[0].blocks


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
    assert print_with_references([reference(first, last)], KEY, names, {"peace", "last"})[0] == (f"[para.]({typed})",)


def test_name_that_is_typed_before_is_kept_even_where_a_bare_one_would_do() -> None:
    names = {("who/au#peace", ""): ("who/au#peace", "")}
    assert print_with_references([reference("who/au#peace")], KEY, names, {"peace"})[0] == ("[para.](who/au#peace)",)


def test_blocks_and_notes_are_written_apart() -> None:
    assert print_with_references(read("One.[^a]\n\n- two\n\n[^a]: A.\n"), KEY, {}, ()) == (
        ("One.[^a]", "- two"),
        {"a": "[^a]: A."},
    )


def test_names_of_paragraphs_that_one_alone_has() -> None:
    found = find_unique_names(["a/b#peace", "c/d#peace", "a/b#last", "a/b#p1", "c/d#p12", "a/b#p1a", "a/b#hp1"])
    assert found == {"last", "p1a", "hp1"}


def test_references_of_a_text_with_what_they_mean_where_they_mean_anything() -> None:
    typed = [*read("See [para.](#peace), [paras.](who/au#p1..p2) and [para.](#nowhere).\n")]
    meant = CrossReference(t("para."), "consolidated/au#peace", numbers=(1,))
    both = CrossReference(t("paras."), "who/au#p1", "who/au#p2", numbers=(2, 3))
    nowhere = CrossReference(t("para."), "general/x#nowhere")
    assert map_typed_references(typed, [Paragraph((meant, both, nowhere))]) == {
        ("consolidated/au#peace", ""): ("general/x#peace", ""),
        ("who/au#p1", "who/au#p2"): ("who/au#p1", "who/au#p2"),
    }
    with pytest.raises(ValueError, match="shorter"):
        map_typed_references(typed, [])


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
    assert retarget_lost_names({meant: typed}, KEY, lost) == found


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
    assert retarget_shifted_places({("m#1", "m#2"): typed}, KEY, places) == found
