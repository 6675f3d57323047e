"""Which paragraphs have moved, and under which themes those stand that are new."""

from __future__ import annotations

import pytest

from assembler.merge.groups import cluster_units
from assembler.merge.units import Unit
from assembler.model.nodes import Paragraph, Text
from tests.merge.cases import AU, KEPT, THREE, Case, Edited


@pytest.mark.parametrize(
    ("order", "made", "said"),
    [
        ((1, 0, 2), "Two\nand a half.\n\nOne.\n\nThree.\n", ["Two and a half."]),
        ((1, 2, 0), "Two\nand a half.\n\nThree.\n\nOne.\n", ["One."]),
        ((2, 0, 1), "Three.\n\nOne.\n\nTwo\nand a half.\n", ["Three."]),
        ((2, 1, 0), "Three.\n\nTwo\nand a half.\n\nOne.\n", ["Three.", "Two and a half."]),
    ],
)
def test_as_few_paragraphs_move_as_must(order: tuple[int, ...], made: str, said: list[str]) -> None:
    edits = [KEPT[place] for place in order]
    assert Case(THREE, *edits).text() == made
    assert Case(THREE, *edits).said() == [("moved", words) for words in said]


def test_moved_paragraph_may_be_changed_and_divided_and_new_ones_stand_behind_it() -> None:
    edits = (KEPT[2], ("One", 0), ("more.", 0), "New.", KEPT[1])
    case = Case(THREE.replace("One.", "One more."), *edits)
    assert case.text() == "Three.\n\nOne\n\nmore.\n\nNew.\n\nTwo\nand a half.\n"
    said = Case(THREE.replace("One.", "One more."), *edits).said()
    assert [what for what, _ in said] == ["divided", "moved", "new"]


def test_divided_paragraph_moves_as_a_whole_wherever_it_was_divided() -> None:
    built, rest = "One two three.\n\nXX\n\nXXX\n", "XX\n\nXXX\n\n"
    edits = (("XX", 1), ("XXX", 2))
    case = Case(built, *edits, ("One two", 0), ("three.", 0), "New.")
    assert case.text() == f"{rest}One two\n\nthree.\n\nNew.\n"
    said = Case(built, *edits, ("One two", 0), ("three.", 0), "New.").said()
    assert [change for change in said if change[0] == "moved"] == [("moved", "One two ¶ three.")]
    now = built.replace("two three", "two\n\nthree")
    assert Case(built, *edits, ("One two three.", 0), now=now).text() == f"{rest}One two\n\nthree.\n"
    assert Case("XX\n\nOne.\n\nTwo.\n", ("One.", 1), ("Two.", 2), ("XX", 0)).text() == "One.\n\nTwo.\n\nXX\n"


def test_paragraph_that_moved_in_the_text_too_does_not_move_again() -> None:
    now = "Three.\n\nOne.\n\nTwo\nand a half.\n"
    edits = (KEPT[2], KEPT[0], KEPT[1])
    assert (Case(THREE, *edits, now=now).text(), Case(THREE, *edits, now=now).said()) == (now, [])


def test_paragraph_that_moves_to_another_text_is_named_in_both() -> None:
    case = Case(THREE, KEPT[0], KEPT[2], away=[KEPT[1]])
    assert case.said() == [("moved away", "Two and a half.")]
    assert case.elsewhere("Other.\n") == ("Two and a half.\n\nOther.\n", [("moved here", "Two and a half.")])


# Themes

THEMES = "## Peace\n\nOne.\n\nTwo\nand a half.\n\n## Health\n\nThree.\n\nFour.\n"
OF_PEACE: tuple[Edited, ...] = (("One.", 0), ("Two and a half.", 1))
OF_HEALTH: tuple[Edited, ...] = (("Three.", 2), ("Four.", 3))


def with_themes(*edits: Edited, themes: str, built: str = THEMES) -> str:
    """A text on an organization with edits, under themes by their first letters."""
    names = {"P": "Peace", "H": "Health", "N": "New", "-": ""}
    return Case(built, *edits, key=AU, themes=[names[theme] for theme in themes]).text()


def test_new_paragraph_stands_under_its_theme() -> None:
    first = with_themes(*OF_PEACE, "New.", *OF_HEALTH, themes="PPHHH")
    assert first == THEMES.replace("Three.", "New.\n\nThree.")
    several = with_themes(*OF_PEACE, "New.", "Newer.", *OF_HEALTH, themes="PPHHHH")
    assert several == THEMES.replace("Three.", "New.\n\nNewer.\n\nThree.")
    behind = with_themes(*OF_PEACE, *OF_HEALTH, "New.", themes="PPHHH")
    assert behind == f"{THEMES}\nNew.\n"
    before = with_themes(*OF_PEACE, "New.", *OF_HEALTH, themes="PPPHH")
    assert before == THEMES.replace("half.", "half.\n\nNew.")


@pytest.mark.parametrize("theme", ["N", "-"])
def test_new_paragraph_under_a_theme_that_the_text_lacks_stands_behind_the_one_before_it(theme: str) -> None:
    text = with_themes(*OF_PEACE, "New.", *OF_HEALTH, themes=f"PP{theme}HH")
    assert text == THEMES.replace("half.", "half.\n\nNew.")


def test_paragraph_that_came_under_another_theme_moves_though_the_order_is_the_same() -> None:
    text = with_themes(*OF_PEACE, *OF_HEALTH, themes="PHHH")
    assert text == "## Peace\n\nOne.\n\n## Health\n\nTwo\nand a half.\n\nThree.\n\nFour.\n"
    text = with_themes(*OF_PEACE, *OF_HEALTH, themes="PPPH")
    assert text == THEMES.replace("## Health\n\nThree.", "Three.\n\n## Health")


def test_paragraph_stays_where_nobody_can_say_its_theme_or_it_stands_under_it_already() -> None:
    unknown = Case(THEMES, *OF_PEACE, *OF_HEALTH, key=AU, themes=["Peace", "", "Health", "Health"])
    assert (unknown.text(), unknown.said()) == (THEMES, [])
    moved = "## Peace\n\nOne.\n\n## Health\n\nTwo\nand a half.\n\nThree.\n\nFour.\n"
    case = Case(THEMES, *OF_PEACE, *OF_HEALTH, key=AU, now=moved, themes=["Peace", *["Health"] * 3])
    assert case.text() == moved


# Clusters


def unit(words: str) -> Unit:
    return Unit(Paragraph((Text(words),)), (), tuple(words.split()))


def test_clusters_hold_what_has_become_one_in_either() -> None:
    a, b, c, d = (unit(word) for word in "abcd")
    one, other = unit("a b"), unit("b c")
    assert cluster_units([a, b, c, d], {a: (one,), b: (one,)}, {b: (other,), c: (other,)}) == [(a, b, c), (d,)]
