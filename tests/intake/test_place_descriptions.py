"""Where a finding is, in an officer's words, and the words that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.intake.place_descriptions import FindingWords, Place, find_words, list_places
from assembler.model.answer import PlaceName
from assembler.model.finding import Source
from assembler.pipeline import load_folder
from tests.builders import WORDING
from tests.conftest import MakeReport, contribution

BODY = """\
- before anything else;

The *first* paragraph met the African Union in Decmber 2019, and again in Decmber 2020.[^a]

The second paragraph:

1. its first item;
2. its second item:
    1. below it.

> It is quoted.

Table: Meetings held
| Year | Meetings |
| --- | --- |
| 2019 | 4 |

## Human rights

The third paragraph is
of two lines.

[^a]: The note says so.
"""


@pytest.fixture
def pieces(make_report: MakeReport) -> tuple[tuple[Place, ...], list[str]]:
    """The pieces of a text, and its lines."""
    root: Path = make_report(unhcr__au=contribution("unhcr", "au", BODY))
    collection = load_folder(root).collection
    assert collection is not None
    text = next(contribution for contribution in collection.contributions if contribution.key == "unhcr/au")
    return list_places(text, WORDING), (root / text.path).read_text(encoding="utf-8").split("\n")


def found(pieces: tuple[tuple[Place, ...], list[str]], words: str, occurrence: int = 0) -> FindingWords:
    """What is meant by a finding on these words of the file."""
    spotted, lines = pieces
    text = "\n".join(lines)
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    ends = [(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) for at in (start, start + len(words))]
    return find_words(Source("x.md", *ends[0], *ends[1]), spotted, lines)


@pytest.mark.parametrize(
    ("words", "name", "excerpt"),
    [
        ("before", "item 1 at the beginning", "before anything else;"),
        ("first*", "first paragraph", "The first paragraph met the African…"),
        ("Decmber 2019", "first paragraph", "…the African Union in Decmber 2019, and again in…"),
        ("The second", "second paragraph", "The second paragraph:"),
        ("first item", "item (a) after the second paragraph", "its first item;"),
        ("below it", "item (b) (i) after the second paragraph", "below it."),
        ("quoted", "quotation after the second paragraph", "It is quoted."),
        ("2019 |", "table after the second paragraph", "Meetings held Year Meetings 2019 4"),
        ("Human rights", "heading before the third paragraph", "Human rights"),
        ("is\nof two", "third paragraph", "The third paragraph is of two lines."),
        ("says", "footnote in the first paragraph", "The note says so."),
    ],
)
def test_place_and_excerpt(pieces: tuple[tuple[Place, ...], list[str]], words: str, name: str, excerpt: str) -> None:
    finding = found(pieces, words)
    assert finding.place is not None
    assert (finding.place.name.english, finding.excerpt) == (name, excerpt)


def test_the_same_words_are_counted(pieces: tuple[tuple[Place, ...], list[str]]) -> None:
    first, second = found(pieces, "Decmber"), found(pieces, "Decmber", 1)
    assert (first.words, first.earlier, second.words, second.earlier) == ("Decmber", 0, "Decmber", 1)
    assert second.excerpt == "…2019, and again in Decmber 2020."


def test_script_without_spaces_is_cut_by_signs() -> None:
    words = "联合国" * 30 + "错字" + "联合国" * 30
    spot = Place(1, PlaceName(number=1), words)
    finding = find_words(Source("x.md", 1, 91, 1, 93), [spot], [words])
    assert (finding.words, len(finding.excerpt)) == ("错字", 40 + 2 + 40 + 2)
    assert len(find_words(Source("x.md", 1), [spot], [words]).excerpt) == 123


def test_finding_without_end_means_the_piece(pieces: tuple[tuple[Place, ...], list[str]]) -> None:
    line = next(place for place, content in enumerate(pieces[1], 1) if content.startswith("The *first*"))
    finding = find_words(Source("x.md", line), *pieces)
    assert (finding.words, finding.excerpt) == (
        "",
        "The first paragraph met the African Union in … again in Decmber 2020.",
    )


def test_header_means_the_text_as_a_whole(pieces: tuple[tuple[Place, ...], list[str]]) -> None:
    assert find_words(Source("x.md", 3, 1, 3, 5), *pieces) == FindingWords(None)


def test_place_outside_of_the_file_means_its_last_piece(pieces: tuple[tuple[Place, ...], list[str]]) -> None:
    finding = find_words(Source("x.md", 999, 1, 999, 9), *pieces)
    assert finding.place is not None
    assert finding.place.name.english == "footnote in the first paragraph"


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (103, "103rd"), (111, "111th")],
)
def test_paragraphs_are_counted_in_words(make_report: MakeReport, number: int, name: str) -> None:
    body = "\n\n".join(f"Paragraph {place}." for place in range(1, number + 1))
    collection = load_folder(make_report(unhcr__au=contribution("unhcr", "au", body))).collection
    assert collection is not None
    text = next(contribution for contribution in collection.contributions if contribution.key == "unhcr/au")
    assert list_places(text, WORDING)[-1].name.english == f"{name} paragraph"


@pytest.mark.parametrize(
    ("body", "name"), [("- One.", "heading at the beginning"), ("> One.", "heading at the beginning")]
)
def test_heading_before_a_list_stands_where_the_list_stands(make_report: MakeReport, body: str, name: str) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", f"## Human rights\n\n{body}"))
    collection = load_folder(root).collection
    assert collection is not None
    text = next(contribution for contribution in collection.contributions if contribution.key == "unhcr/au")
    lines = (root / text.path).read_text(encoding="utf-8").split("\n")
    finding = find_words(Source("x.md", 7, 4, 7, 9), list_places(text, WORDING), lines)
    assert finding.place is not None
    assert finding.place.name.english == name
