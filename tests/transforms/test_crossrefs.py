"""References and the paragraphs that they mean: by name, by place, by source, and where nobody can tell."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.contribution import Collection, Contribution, Header, Kind
from assembler.model.nodes import CrossReference, Origin, Paragraph
from assembler.model.plan import Plan
from assembler.model.report import Report, Section
from assembler.model.text.traversal import walk_block_inlines, walk_blocks
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.labels import read_labels
from assembler.transforms.crossrefs import settle_references
from tests.builders import WORDING, masthead, t
from tests.conftest import ROOT

LABELS, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
PLAN = Plan("", "", (), date(2020, 9, 11), (), ())


def text(key: str, *names: str) -> Contribution:
    """A text of paragraphs with these names."""
    blocks = tuple(Paragraph(t(name), f"{key}#{name}" if name else "") for name in names)
    return Contribution(f"contributions/{key}.md", Kind.GENERAL, key, Header(), blocks)


def printed(id: str, number: int | None, *sources: str) -> Paragraph:
    return Paragraph(t(id), id, number=number, origins=tuple(map(Origin, sources)))


TEXTS = (
    text("general/a", "p1", "", "two", "p3", "both"),
    text("consolidated/au", "p1", "p2", "both", "four"),
    text("who/au", "p1", "own", "p3", "two", "last"),
    text("general/c", "one", "p1"),
)
PRINTED = (
    *(printed(f"general/a#{name}", number) for number, name in enumerate(("p1", "two", "p3", "both"), 1)),
    printed("consolidated/au#p1", 5, "who/au#p1", "who/au#own"),
    printed("consolidated/au#p2", 6, "who/au#p3"),
    printed("consolidated/au#both", 7, "who/au#p3"),
    printed("consolidated/au#four", None),
    printed("general/c#one", 8, "who/au#p5"),
    printed("general/c#p1", 9),
)


def settled(first: str, last: str = "") -> tuple[str, str, tuple[int, ...]]:
    """What a reference comes to mean, with its numbers."""
    assert LABELS is not None
    here = Paragraph((CrossReference(t("para."), first, last),))
    report = Report("en", "ltr", True, masthead(), None, (Section("s", "", 1, blocks=(*PRINTED, here)),), (), WORDING)
    made = settle_references(report, Collection(PLAN, Vocabulary(), LABELS, TEXTS))
    (found,) = (one for one in walk_block_inlines(walk_blocks(made)) if isinstance(one, CrossReference))
    return found.first, found.last, found.numbers


@pytest.mark.parametrize(
    ("first", "means", "number"),
    [
        ("general/a#two", "general/a#two", 2),
        ("general/a#p2", "general/a#two", 2),
        ("general/a#p3", "general/a#p3", 3),
        ("consolidated/au#p3", "consolidated/au#both", 7),
        ("consolidated/au#both", "consolidated/au#both", 7),
        ("consolidated/au#two", "general/a#two", 2),  # of its own text none has that name
        ("who/au#p1", "consolidated/au#p1", 5),  # what was made of a contribution
        ("who/au#own", "consolidated/au#p1", 5),
        ("who/au#p2", "consolidated/au#p1", 5),
        ("who/au#p5", "general/c#one", 8),
        ("who/au#p3", "consolidated/au#p2", 6),  # the first of several that were made of it
    ],
)
def test_reference_means_the_paragraph_of_that_name_or_what_was_made_of_it(first: str, means: str, number: int) -> None:
    assert settled(first) == (means, "", (number,))
    assert settled("general/a#p1", first) == ("general/a#p1", means, tuple(dict.fromkeys((1, number))))
    assert settled(first, "general/a#p1") == (means, "general/a#p1", tuple(dict.fromkeys((number, 1))))


@pytest.mark.parametrize(
    "first",
    [
        "general/a#nowhere",
        "general/a#p9",
        "general/b#both",  # two texts have a paragraph of that name
        "general/b#p1",  # a place means something in its own file only
        "general/c#p1",  # one paragraph has that name, and another that place
        "general/a#own",  # only what is printed is known by its bare name
        "consolidated/au#four",  # which is not printed with a number
        "who/au#p9",
    ],
)
def test_reference_that_leads_nowhere_or_to_several_stays_as_it_is(first: str) -> None:
    assert settled(first) == (first, "", ())
    assert settled("general/a#p1", first) == ("general/a#p1", first, ())
    assert settled(first, "general/a#p1") == (first, "general/a#p1", ())


def test_range_of_one_paragraph_has_one_number() -> None:
    assert settled("general/a#two", "general/a#p2") == ("general/a#two", "general/a#two", (2,))
