"""The blocks of a report, of an edited draft and of texts as units: their names, words and owners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from assembler.merge.normal_form import list_words
from assembler.merge.units import Unit, list_base_units, list_our_units, list_their_units
from assembler.model.contribution import Collection, Contribution, Header, Kind
from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BulletedList,
    Emphasis,
    Heading,
    Inlines,
    ListItem,
    Origin,
    Paragraph,
    Placeholder,
    Text,
)
from assembler.model.plan import AnnexPlan, Plan, SectionPlan
from assembler.model.report import Annex, Report, Section, Summary
from assembler.model.text.hashes import hash_passage
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.report_docx.report import WordText
from assembler.readers.settings.labels import read_labels
from tests.builders import WORDING, masthead, t
from tests.conftest import ROOT

INTRODUCTION, AU, WHO_AU = (
    "contributions/general/introduction.md",
    "contributions/consolidated/au.md",
    "contributions/who/au.md",
)
PLAN = Plan(
    "",
    "",
    (),
    date(2020, 9, 11),
    (),
    (SectionPlan("First", "introduction"), SectionPlan("Second"), SectionPlan("Third", "observations")),
    annexes=(AnnexPlan("Annex", "table"),),
    summary="summary",
)


def para(
    words: str, id: str = "", path: str = INTRODUCTION, line: int = 1, origins: tuple[Origin, ...] = ()
) -> Paragraph:
    return Paragraph(t(words), id, origins=origins, source=Source(path, line))


def came_back(words: str, id: str = "", *sources: str) -> Paragraph:
    """A paragraph as it is read from Word, with the further names that it holds."""
    return Paragraph(t(words), id, origins=tuple(map(Origin, sources)))


def report(*sections: Section, summary: Iterable[Block] = (), annexes: tuple[Annex, ...] = ()) -> Report:
    boxed = Summary("Summary", tuple(summary)) if summary else None
    return Report("en", "ltr", True, masthead(), boxed, sections, annexes, WORDING)


def section(id: str, *blocks: Block, below: tuple[Section, ...] = ()) -> Section:
    return Section(id, "", 1, blocks=blocks, sections=below)


def bullets(words: str, path: str = INTRODUCTION) -> BulletedList:
    return BulletedList((ListItem(t(words)),), source=Source(path, 3))


def word_text(*sections: Section, summary: Summary | None = None, annexes: tuple[Annex, ...] = ()) -> WordText:
    return WordText("en", summary, sections, annexes)


def edited(base: Report, *sections: Section) -> list[Unit]:
    return list_their_units(word_text(*sections), base, list_base_units(base), PLAN)


def owners(base: Report, *sections: Section) -> dict[str, str]:
    """The text to which each unit of an edited draft belongs, by its words."""
    return {" ".join(unit.words): unit.owner for unit in edited(base, *sections)}


# One unit


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("peace", True),
        ("p2", False),
        ("h12", False),
        ("p", True),
        ("pp2", True),
        ("x2", True),
        ("P2", True),
        ("X2", True),
        ("", False),
    ],
)
def test_name_is_what_is_no_place(name: str, has: bool) -> None:
    assert Unit(para("x"), (f"general/x#{name}", "general/x#other"), ()).has_lasting_name == has
    assert not Unit(para("x"), (), ()).has_lasting_name


def test_unit_is_itself_alone_whatever_another_one_says() -> None:
    one, other = (Unit(para("x"), ("x#p1",), ("x",)) for _ in range(2))
    assert len({one, other}) == 2


def test_only_paragraphs_have_sources_and_only_headings_are_headings() -> None:
    made = Unit(para("x", origins=(Origin("who/au#p1", "5c0a"), Origin("unhcr/au#p1"))), (), ())
    assert (made.sources, made.is_heading) == (("who/au#p1", "unhcr/au#p1"), False)
    heading = Unit(Heading(t("x"), 2), (), ())
    assert (heading.sources, heading.is_heading) == ((), True)


# The draft as built


def test_report_in_units_with_their_sections_names_and_words() -> None:
    below = section("section-2-au", para("Four.", "consolidated/au#p1", AU))
    built = report(
        section("section-1", Heading(t("Two"), 2, "x#h1", source=Source(INTRODUCTION, 1)), bullets("three")),
        section("section-2", below=(below,)),
        summary=[para("One.", "general/summary#p1")],
        annexes=(Annex("annex-1", "", "", (para("Five six.", "y#p1"),)),),
    )
    assert [(unit.section, unit.names, unit.words) for unit in list_base_units(built)] == [
        ("summary", ("general/summary#p1",), ("One.",)),
        ("section-1", ("x#h1",), ("Two",)),
        ("section-1", (), ("three",)),
        ("section-2-au", ("consolidated/au#p1",), ("Four.",)),
        ("annex-1", ("y#p1",), ("Five", "six.")),
    ]


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        (INTRODUCTION, "general/introduction"),
        (AU, "consolidated/au"),
        (WHO_AU, "consolidated/au"),
        ("contributions/who/au.docx", "consolidated/au"),
        ("contributions/report.yaml", ""),
    ],
)
def test_text_of_a_block_is_that_of_its_file_and_of_an_entity_that_on_the_organization(path: str, owner: str) -> None:
    (unit,) = list_base_units(report(section("section-1", para("x", "x#p1", path))))
    assert unit.owner == owner


def test_what_the_program_has_made_is_no_unit_and_sources_are_no_names_of_a_built_draft() -> None:
    made = (Heading(t("Theme"), 2), para("Missing.", "who/au#missing", ""))
    own = para("x", "consolidated/au#p1", AU, origins=(Origin("who/au#p1"),))
    assert [unit.names for unit in list_base_units(report(section("section-1", *made, own)))] == [
        ("consolidated/au#p1",)
    ]


# The draft as edited


def test_edited_paragraph_bears_all_names_that_it_holds_each_once() -> None:
    (unit,) = edited(report(), section("section-1", came_back("x", "x#a", "x#b", "x#a")))
    assert unit.names == ("x#a", "x#b")


def test_nothing_is_a_unit_that_no_text_can_hold() -> None:
    base = report(section("section-1", Heading(t("Theme"), 2, "theme")))
    blocks = (
        Heading(t("Theme as edited"), 2, "theme"),
        Heading(t("Typed"), 2, "other"),
        Heading((), 2),
        Paragraph(()),
        Paragraph((Placeholder("[Missing.]"),), "who/au#missing"),
        bullets("item"),
    )
    assert [block.words for block in edited(base, section("section-1", *blocks))] == [("Typed",), ("item",)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("[Missing.]", ""),
        ("Here it is.", "Here it is."),
        ("[Missing.] Here it is.", "Here it is."),
        ("[Missing", "[Missing"),
    ],
)
def test_words_typed_over_a_placeholder_are_a_new_paragraph(typed: str, words: str) -> None:
    base = report(section("section-1", Paragraph((Placeholder("[Missing.]"),), "who/au#missing")))
    written = Paragraph((Placeholder(typed),), "who/au#missing")
    found = edited(base, section("section-1", written))
    assert [(unit.names, unit.block) for unit in found] == ([((), Paragraph(t(words)))] if words else [])


def test_words_beside_a_placeholder_are_a_new_paragraph() -> None:
    written = Paragraph((Placeholder("[Missing.]"), Text("Here it is.")), "who/au#missing")
    base = report(section("section-1", para("", "who/au#missing", "")))
    (unit,) = edited(base, section("section-1", written))
    assert unit.names == ()


def test_placeholder_elsewhere_is_kept() -> None:
    (unit,) = edited(report(), section("section-1", Paragraph((Placeholder("[x]"),), "who/au#p1")))
    assert unit.names == ("who/au#p1",)


def test_section_that_an_editor_has_made_belongs_to_the_one_before() -> None:
    text = word_text(
        section("", came_back("0")),
        section("section-1", came_back("a")),
        section("", came_back("b")),
        annexes=(Annex("", "", "", (came_back("c"),)), Annex("annex-1", "", "", (came_back("d"),))),
    )
    places = {unit.words: unit.section for unit in list_their_units(text, report(), [], PLAN)}
    assert places == {("0",): "", ("a",): "section-1", ("b",): "section-1", ("c",): "section-1", ("d",): "annex-1"}


# The source that Word joins to the words where a paragraph mark is deleted

WITH_SOURCE = replace(para("Two.", "x#p2", AU, 2), entities=("UNHCR", "WHO"))


def joined(was: str, content: Inlines, following: Block = WITH_SOURCE) -> tuple[str, ...]:
    """The words of a paragraph as it came back."""
    base = report(section("section-1", para(was, "x#p1", AU), following, para("Three.", "x#p3", AU)))
    (unit,) = edited(base, section("section-1", Paragraph(content, "x#p1")))
    assert unit.words == list_words([unit.block])
    return unit.words


def test_source_of_the_next_paragraph_is_no_part_of_the_words() -> None:
    assert joined("One.", t("One.UNHCR, WHO")) == ("One.",)
    assert joined("One.", (Emphasis(t("One")), Text(" more.UNHCR, WHO"))) == ("One", "more.")


def test_source_behind_joined_paragraphs_is_that_of_the_one_after_the_last() -> None:
    first, last = para("One.", "x#p0", AU), para("Three.", "x#p1", AU)
    base = report(section("section-1", first, last, WITH_SOURCE))
    (unit,) = edited(base, section("section-1", came_back("One.Three.UNHCR, WHO", "x#p0", "x#p0", "x#p1", "x#p9")))
    assert (unit.words, unit.block.content) == (("One.Three.",), t("One.Three."))


@pytest.mark.parametrize(
    ("was", "content"),
    [
        ("One.", t("One.WHO")),
        ("One.", t("One UNHCR, WHO.")),
        ("By UNHCR, WHO", t("Written by UNHCR, WHO")),
        ("One.", (Text("One"), Emphasis(t("UNHCR, WHO")))),
    ],
)
def test_words_that_are_no_source_stay(was: str, content: Inlines) -> None:
    base = report(section("section-1", para(was, "x#p1", AU), WITH_SOURCE))
    (unit,) = edited(base, section("section-1", Paragraph(content, "x#p1")))
    assert unit.block == Paragraph(content, "x#p1")


@pytest.mark.parametrize("following", [para("Two.", "x#p2", AU, 2), bullets("two", AU)])
def test_paragraph_before_one_without_source_keeps_its_words(following: Block) -> None:
    assert joined("One.", t("One.UNHCR, WHO"), following) == ("One.UNHCR,", "WHO")


def test_last_and_unknown_paragraphs_and_headings_keep_their_words() -> None:
    heading = Heading(t("One"), 2, "x#h1", source=Source(AU, 1))
    base = report(section("section-1", heading, WITH_SOURCE))
    back = (Heading(t("UNHCR, WHO"), 2, "x#h1"), came_back("Two.UNHCR, WHO", "x#p2"), came_back("UNHCR, WHO", "x#p9"))
    words = [unit.words for unit in edited(base, section("section-1", *back, bullets("UNHCR, WHO")))]
    source = ("UNHCR,", "WHO")
    assert words == [source, ("Two.UNHCR,", "WHO"), source, source]


# To which text a unit of the edited draft belongs

BOTH = report(
    section("section-1", para("a", "general/introduction#p1")),
    section("section-2-au", para("b", "who/au#p1", WHO_AU), para("c", "who/au#p2", WHO_AU)),
)


def test_unit_belongs_to_the_text_of_its_section_wherever_it_came_from() -> None:
    back = (
        section("section-1", came_back("a", "general/introduction#p1"), came_back("b", "who/au#p1"), came_back("new")),
        section("section-2-au", came_back("newer"), came_back("c", "who/au#p2")),
    )
    au, introduction = "consolidated/au", "general/introduction"
    assert owners(BOTH, *back) == {"a": introduction, "b": introduction, "new": introduction, "newer": au, "c": au}


def test_unit_whose_section_is_gone_belongs_to_its_own_text_and_what_follows_it_to_that_of_the_section() -> None:
    back = section("section-1", came_back("b", "who/au#p1"), came_back("new"))
    assert owners(BOTH, back) == {"b": "consolidated/au", "new": "general/introduction"}


def test_unit_that_holds_several_belongs_to_the_text_of_the_first_that_is_known() -> None:
    back = section("section-3", came_back("x", "unknown#p1", "who/au#p1", "general/introduction#p1"))
    assert owners(BOTH, back) == {"x": "consolidated/au"}


def test_new_unit_in_a_section_of_several_texts_belongs_to_that_of_the_one_before() -> None:
    also = para("d", "who/asean#p1", "contributions/who/asean.md")
    first = section("section-1", para("a", "general/introduction#p1"))
    base = report(first, section("section-2-au", para("b", "who/au#p1", WHO_AU), also))
    au, asean = "consolidated/au", "consolidated/asean"
    back = section("section-2-au", came_back("b", "who/au#p1"), came_back("x"), came_back("d", "who/asean#p1"))
    more = replace(back, blocks=(came_back("v"), *back.blocks, came_back("y"), came_back("z")))
    found = owners(base, first, more)
    assert found == {"a": "general/introduction", "v": au, "b": au, "x": au, "d": asean, "y": asean, "z": asean}


def test_new_unit_at_the_beginning_of_a_section_of_several_texts_belongs_to_the_first() -> None:
    there = [
        para(organization, f"who/{organization}#p1", f"contributions/who/{organization}.md")
        for organization in ("asean", "au")
    ]
    base = report(section("section-2-asean", there[0]), section("section-2-au", there[1], there[0]))
    back = (section("section-2-asean", came_back("asean", "who/asean#p1")), section("section-2-au", came_back("new")))
    assert owners(base, *back) == {"asean": "consolidated/asean", "new": "consolidated/au"}


@pytest.mark.parametrize(
    ("place", "owner"),
    [
        ("section-1", "general/introduction"),
        ("section-2", ""),
        ("section-2-au", "consolidated/au"),
        ("section-0", ""),
        ("section-3", "general/observations"),
        ("section-4", ""),
        ("section-x", ""),
        ("annex-1", "general/table"),
        ("annex-2", ""),
        ("other-1", ""),
        ("", ""),
    ],
)
def test_unit_in_a_section_without_text_belongs_to_that_of_the_plan(place: str, owner: str) -> None:
    assert owners(report(), section(place, came_back("new"))) == {"new": owner}


@pytest.mark.parametrize(("named", "owner"), [("summary", "general/summary"), ("", "")])
def test_unit_in_an_empty_summary_belongs_to_that_of_the_plan(named: str, owner: str) -> None:
    text = word_text(summary=Summary("Summary", (came_back("new"),)))
    (unit,) = list_their_units(text, report(), [], replace(PLAN, summary=named))
    assert (unit.section, unit.owner) == ("summary", owner)


def test_unit_in_a_place_that_nobody_knows_belongs_to_the_text_before() -> None:
    back = (section("section-1", came_back("a", "general/introduction#p1")), section("section-9", came_back("new")))
    assert owners(BOTH, *back)["new"] == "general/introduction"


# Texts as they stand


def collection(*texts: Contribution) -> Collection:
    labels, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
    assert labels is not None
    return Collection(PLAN, Vocabulary({}, {}), labels, texts)


def text_of(key: str, kind: Kind, *blocks: Block) -> Contribution:
    return Contribution(f"contributions/{key}.md", kind, key, Header(), blocks)


def test_blocks_of_a_text_are_those_that_the_report_prints_in_their_place() -> None:
    one, two = para("One.", "consolidated/au#p1", AU), para("Two.", "consolidated/au#p2", AU, 2)
    heading = Heading(t("One"), 2, source=one.source)
    printed = replace(one, number=7)
    text = text_of("consolidated/au", Kind.CONSOLIDATED, heading, one, two)
    ((same, units),) = list_our_units([text], report(section("section-2-au", printed)), collection(text))
    assert same is text
    assert [unit.block for unit in units] == [heading, printed, two]
    assert [(unit.names, unit.words, unit.owner) for unit in units][1] == (
        ("consolidated/au#p1",),
        ("One.",),
        "consolidated/au",
    )


def test_sources_are_known_by_all_their_names_and_those_that_nobody_has_by_their_own() -> None:
    contributed = para("Words.", "who/au#own", WHO_AU)
    moved = Origin("who/au#p9", hash_passage((contributed,)))
    block = para("Words.", "consolidated/au#p1", AU, origins=(moved, Origin("unhcr/au#p1")))
    text = text_of("consolidated/au", Kind.CONSOLIDATED, block, bullets("x", AU))
    read = collection(text_of("who/au", Kind.ENTITY, contributed), text)
    ((_, (unit, listed)),) = list_our_units([text], report(), read)
    assert unit.names == ("consolidated/au#p1", "who/au#own", "who/au#p1", "unhcr/au#p1")
    assert listed.names == ()


def test_paragraph_of_a_text_stands_under_its_theme_and_all_else_under_none() -> None:
    block = replace(para("Words.", "consolidated/au#p1", AU), theme="Peace")
    text = text_of("consolidated/au", Kind.CONSOLIDATED, block, bullets("x", AU))
    ((_, units),) = list_our_units([text], report(), collection(text))
    assert [unit.theme for unit in units] == ["Peace", ""]
