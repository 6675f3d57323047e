"""The corrigendum: what is to be read for what, and where, as in those of the United Nations."""

from __future__ import annotations

import pytest

from assembler.compare.compare import parse_words
from assembler.compare.comparison import compare_reports
from assembler.compare.corrigendum import find_next_number, make_corrigendum_report
from assembler.model.comparison import ComparisonWords
from assembler.model.nodes import Block, Heading, LetteredList, ListItem, Paragraph, Table
from assembler.model.report import Report, Section
from assembler.model.text.plain_text import extract_text
from assembler.model.value import replace
from tests.builders import every_node, note, para, t
from tests.compare.redlines import settled_report
from tests.conftest import ROOT

WORDS = parse_words((ROOT / "templates/comparison/en.yaml").read_text(encoding="utf-8"), "comparison/en.yaml")
FIRST = "The African Union met in March 2019. It spoke of peace with all 12 partners of the region. Then it went home."
SECOND = "Health was the subject of four workshops in which ministers of the region took part."


def report_of(*blocks: Block) -> Report:
    section = Section("s", "Cooperation", 1, "I.", blocks=blocks)
    return settled_report(replace(every_node(draft=False), summary=None, annexes=(), sections=(section,)))


def lines(old: Report, new: Report, words: ComparisonWords = WORDS) -> list[str]:
    """The corrigendum: its places and what is to be done there."""
    (section,) = make_corrigendum_report(compare_reports(old, new), words, 1).sections
    assert section.title == words.say("corrigendum")
    texts = [block.content for block in section.blocks if isinstance(block, Heading | Paragraph)]
    assert len(texts) == len(section.blocks)
    return [extract_text(text) for text in texts]


def one(text: str, *more: Block) -> Report:
    return report_of(para("a/b#p1", 1, text), *more, para("a/b#p2", 2, SECOND))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST.replace("12", "13"), ["Paragraph 1, second sentence", "For 12 read 13"]),
        (FIRST.replace("March", "May"), ["Paragraph 1, first sentence", "For March read May"]),
        (FIRST.replace("all 12", "12"), ["Paragraph 1, second sentence", "Delete all"]),
        (FIRST.replace("went home", "went to it"), ["Paragraph 1, third sentence", "For home read to it"]),
        (FIRST.replace("went home", "soon went home"), ["Paragraph 1, third sentence", "For it read it soon"]),
        (FIRST.replace("of the", "of that"), ["Paragraph 1, second sentence", "For the read that"]),
        (
            FIRST.replace("peace with all 12 partners", "war with all 13 partners"),
            ["Paragraph 1, second sentence", "For peace with all 12 read war with all 13"],
        ),
        (
            FIRST.replace("It spoke of peace with all 12 partners of the region", "Its partners sent no one there"),
            ["Paragraph 1, second sentence", "The text should read: Its partners sent no one there."],
        ),
    ],
)
def test_words_in_a_sentence(text: str, expected: list[str]) -> None:
    assert lines(one(FIRST), one(text)) == expected


def test_text_that_is_quite_another_is_given_as_a_whole() -> None:
    new = "The Union convened a summit in Niamey in July 2019, at which a free trade area was launched."
    found = lines(report_of(para("a/b#x", 1, FIRST)), report_of(para("a/b#x", 1, new)))
    assert found == ["Paragraph 1", f"The text should read: {new}"]


def test_item_note_table_and_heading() -> None:
    def state(word: str, number: str) -> Report:
        items = LetteredList(
            (ListItem(t("The first item of the list;")), ListItem(t(f"The second item speaks of {word}.")))
        )
        noted = para("a/b#p1", 1, "A sentence about the summit", note(f"See document {number} of the Council.", 1), ".")
        table = Table(
            t("Meetings"),
            (t("Organization"), t("Number")),
            ((t("AU"), t(number)), (t("LAS"), t("3"))),
            ("left", "right"),
        )
        heading = Heading(t(f"On {word} and on other matters"), 2, "g#h1", "A.")
        return report_of(heading, noted, items, table)

    assert lines(state("peace", "12"), state("water", "14")) == [
        "Heading A. “On peace and on other matters”",
        "For peace read water",
        "Paragraph 1, footnote 1",
        "For 12 read 14",
        "Paragraph 1, subparagraph (b)",
        "For peace read water",
        "Paragraph 1, table, row “AU”",
        "For 12 read 14",
    ]


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("ar", "العنوان A. ”On peace“"),
        ("es", "Encabezamiento A. “On peace”"),
        ("fr", "Titre A. «\u00a0On peace\u00a0»"),
        ("ru", "Заголовок A. «On peace»"),
        ("zh", "标题A. “On peace”"),
    ],
)
def test_heading_is_quoted_as_its_language_quotes(language: str, place: str) -> None:
    old, new = (report_of(Heading(t(f"On {word}"), 2, "g#h1", "A.")) for word in ("peace", "water"))
    words = parse_words((ROOT / f"templates/comparison/{language}.yaml").read_text(encoding="utf-8"), "words.yaml")
    assert lines(old, new, words)[0] == place


def test_new_deleted_and_moved_paragraphs() -> None:
    third = para("a/b#p3", 3, "Water, sanitation and hygiene remained the third pillar of the common programme.")
    assert lines(one(FIRST), one(FIRST, third)) == [
        "After paragraph 1",
        "Insert:",
        extract_text(third.content),
        "Renumber the paragraphs and footnotes accordingly.",
    ]
    assert lines(one(FIRST, third), one(FIRST))[:2] == ["Paragraph 2", "Delete the text."]
    moved = report_of(para("a/b#p2", 1, SECOND), third, para("a/b#p1", 3, FIRST))
    assert lines(report_of(para("a/b#p1", 1, FIRST), para("a/b#p2", 2, SECOND), third), moved)[:2] == [
        "Paragraph 1",
        "Move the text to follow paragraph 3.",
    ]


def test_first_page_bears_the_symbol_of_the_corrigendum() -> None:
    old = one(FIRST)
    new = replace(old, masthead=replace(old.masthead, title="Cooperation with organizations", date="1 October 2020"))
    made = make_corrigendum_report(compare_reports(old, new), WORDS, 3)
    assert made.masthead.symbols == ("A/75/345/Corr.3", "S/2020/898/Corr.3")
    assert made.masthead.date == "1 October 2020"
    assert made.masthead.address.endswith("A/75/345/Corr.3")
    assert (made.masthead.job_number, made.draft, made.summary, made.annexes) == ("", False, None, ())
    assert lines(old, new) == [
        "Title",
        f"For {old.masthead.title} read Cooperation with organizations",
    ]


def test_nothing_to_correct_is_said() -> None:
    assert lines(one(FIRST), one(FIRST)) == ["There is nothing to correct."]


def test_next_number() -> None:
    assert find_next_number(("A/75/345", "S/2020/898")) == 1
    assert find_next_number(("A/75/345/Corr.1", "S/2020/898/Corr.1")) == 2
