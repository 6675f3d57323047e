"""The edits of one text, made in its lines: what changes, what is said of it, and what stands against it."""

from __future__ import annotations

import pytest

from assembler.merge.result import Conflict
from tests.merge.cases import AU, KEPT, SOURCED, THREE, Case, Edited

# What stands in the text already


def test_draft_that_nobody_edited_changes_nothing() -> None:
    assert (Case(THREE, *KEPT).text(), Case(THREE, *KEPT).said()) == (THREE, [])
    later = THREE.replace("Two", "Second").replace("Three", "Third")
    assert (Case(THREE, *KEPT, now=later).text(), Case(THREE, *KEPT, now=later).said()) == (later, [])


@pytest.mark.parametrize(
    ("edits", "made", "said"),
    [
        ((("Two.", 1),), "Two.", [("changed", "Two{-- and a half--}.")]),
        ((("Two", 1), ("and a half.", 1)), "Two\n\nand a half.", [("divided", "Two{++ ¶++} and a half.")]),
        ((("*Two and a half.*", 1),), "*Two and a half.*", [("changed", "Two and a half. (its form or its marks)")]),
        (
            ("New.", ("Two and a half.", 1), "- more"),
            "New.\n\nTwo\nand a half.\n\n- more",
            [("new", "New."), ("new", "more")],
        ),
    ],
)
def test_edits_are_made_and_named(edits: tuple[Edited, ...], made: str, said: list[tuple[str, str]]) -> None:
    whole = (KEPT[0], *edits, KEPT[2])
    assert Case(THREE, *whole).text() == THREE.replace("Two\nand a half.", made)
    assert Case(THREE, *whole).said() == said


def test_deleted_and_joined_paragraphs_are_named() -> None:
    assert Case(THREE, KEPT[0], KEPT[2]).said() == [("deleted", "Two and a half.")]
    assert Case(THREE, KEPT[0], KEPT[2]).text() == "One.\n\nThree.\n"
    joined = (KEPT[0], ("Two and a half. Three.", 1, 2))
    assert Case(THREE, *joined).said() == [("joined", "Two and a half. {--¶ --}Three.")]
    assert Case(THREE, *joined).text() == "One.\n\nTwo and a half. Three.\n"


def test_edit_that_somebody_made_in_the_text_already_is_none() -> None:
    now = "One.\n\nThe second.\n\nThree.\n"
    case = (KEPT[0], ("The second.", 1), KEPT[2])
    assert (Case(THREE, *case, now=now).text(), Case(THREE, *case, now=now).said()) == (now, [])
    without = "One.\n\nThree.\n"
    assert Case(THREE, KEPT[0], KEPT[2], now=without).said() == []


def test_deletion_is_named_with_the_sources_that_are_left_out() -> None:
    case = Case(SOURCED, ("Two.", 1), key=AU)
    assert case.said() == [("deleted, and who/au#p1, unhcr/au#p1 is left out; write the reason under left_out", "One.")]
    assert Case(SOURCED, ("Two.", 1), key=AU).text() == SOURCED.partition("\n\n")[2]


def test_unit_that_was_divided_in_the_text_as_in_word_may_have_a_new_one_between_its_parts() -> None:
    now = THREE.replace("Two\nand a half.", "Two and\n\na half.")
    edits = (KEPT[0], ("Two and", 1), "New.", ("a half.", 1), "Newer.", KEPT[2])
    assert Case(THREE, *edits, now=now).text() == now.replace("and\n", "and\n\nNew.\n").replace(
        "half.", "half.\n\nNewer."
    )


def test_heading_that_becomes_a_paragraph_has_no_name() -> None:
    assert Case("One.\n\n## Head\n", ("One.", 0), ("Head", 1)).text() == "One.\n\nHead\n"


# What stands against an edit


def test_both_edits_are_named_where_the_words_have_changed_since() -> None:
    now = SOURCED.replace("One.", "The one.")
    case = (("One more.", 0), ("Two.", 1))
    assert Case(SOURCED, *case, now=now, key=AU).text() == now
    path = f"contributions/{AU}.md"
    sources = ("who/au#p1", "unhcr/au#p1")
    assert Case(SOURCED, *case, now=now, key=AU).conflicts() == [
        Conflict(path, 5, "One.", "The one.", "One more.", sources)
    ]


def test_words_that_are_gone_stand_against_an_edit_at_no_line() -> None:
    case = Case(THREE, KEPT[0], ("Two and more.", 1), KEPT[2], now="One.\n\nThree.\n")
    assert case.conflicts() == [Conflict("contributions/general/x.md", 0, "Two and a half.", "", "Two and more.")]


def test_words_that_were_joined_stand_against_an_edit_where_they_are() -> None:
    now = THREE.replace("half.\n\nThree", "half. Three")
    said = ("Two and a half. ¶ Three.", "Two and a half. Three.")
    for second, third in ((("Two and a half.", 1), ("Four.", 2)), (("Two and more.", 1), ("Three.", 2))):
        (conflict,) = Case(THREE, KEPT[0], second, third, now=now).conflicts()
        edited = f"{second[0]} ¶ {third[0]}"
        assert conflict == Conflict("contributions/general/x.md", 3, *said, edited)
    assert Case(THREE, *KEPT, now=now).conflicts() == []
    assert Case(THREE, KEPT[0], ("Two and a half. Three.", 1, 2), now=now).conflicts() == []


def test_deletion_of_words_that_were_joined_to_others_stands_against_these() -> None:
    now = THREE.replace("half.\n\nThree", "half. Three")
    (conflict,) = Case(THREE, *KEPT[:2], now=now).conflicts()
    assert (conflict.line, conflict.base, conflict.theirs) == (3, "Two and a half. ¶ Three.", "Two and a half.")


def test_parts_are_shown_with_a_sign_between_them() -> None:
    now = THREE.replace("Two\nand a half.", "Two and\n\na half.")
    (conflict,) = Case(THREE, KEPT[0], ("Two", 1), ("and a half!", 1), KEPT[2], now=now).conflicts()
    assert (conflict.line, conflict.base, conflict.ours, conflict.theirs) == (
        3,
        "Two and a half.",
        "Two and ¶ a half.",
        "Two ¶ and a half!",
    )


def test_new_paragraph_stands_behind_what_could_not_be_edited() -> None:
    now = THREE.replace("Two\nand a half.", "Two,\n\nand a half.\n\n> q")
    text = Case(THREE, KEPT[0], ("Two and more.", 1), "New.", KEPT[2], now=now).text()
    assert text == now.replace("half.", "half.\n\nNew.")


# What is new


@pytest.mark.parametrize(
    ("edits", "made"),
    [
        (("New.", *KEPT), f"New.\n\n{THREE}"),
        (("New.", "Newer.", *KEPT), f"New.\n\nNewer.\n\n{THREE}"),
        ((*KEPT, "New.", "Newer."), f"{THREE}\nNew.\n\nNewer.\n"),
        ((KEPT[0], "New.", "Newer.", *KEPT[1:]), THREE.replace("One.", "One.\n\nNew.\n\nNewer.")),
        ((KEPT[0], "## New", *KEPT[1:]), THREE.replace("One.", "One.\n\n## New")),
        ((KEPT[0], ("Two", 1), ("and a half.", 1), "New.", KEPT[2]), "One.\n\nTwo\n\nand a half.\n\nNew.\n\nThree.\n"),
        ((KEPT[0], "New.", KEPT[2]), "One.\n\nNew.\n\nThree.\n"),
    ],
)
def test_new_paragraphs_stand_where_they_were_written(edits: tuple[Edited, ...], made: str) -> None:
    assert Case(THREE, *edits).text() == made


def test_new_paragraph_stands_behind_all_parts_of_one_that_was_divided_meanwhile() -> None:
    now = THREE.replace("Two\nand a half.", "Two\n\nand a half.")
    assert Case(THREE, *KEPT[:2], "New.", KEPT[2], now=now).text() == now.replace("half.", "half.\n\nNew.")


def test_new_paragraph_is_not_written_twice() -> None:
    edits = (KEPT[0], "New.", "New.", "Newer.", *KEPT[1:])
    now = Case(THREE, KEPT[0], "New.", *KEPT[1:]).text()
    assert Case(THREE, *edits, now=now).said() == [("new", "New."), ("new", "Newer.")]
    whole = Case(THREE, *edits, now=now).text()
    assert whole.split("\n\n") == ["One.", "New.", "New.", "Newer.", "Two\nand a half.", "Three.\n"]
    assert Case(THREE, *edits, now=whole).text() == whole


def test_new_paragraph_may_repeat_one_that_stands_there_and_carries_its_sources() -> None:
    edits = (("One.", 0), ("Two.", 1), "Two.")
    source = '{: from="who/au#p2" }'
    assert Case(SOURCED, *edits, key=AU).text() == f"{SOURCED}\nTwo.\n{source}\n"
    assert Case(SOURCED, *edits[:2], "Other.", key=AU).text() == f"{SOURCED}\nOther.\n"


def test_new_paragraph_with_breaks_is_several_and_so_is_a_changed_one() -> None:
    assert Case(THREE, *KEPT, "a¶b").text() == f"{THREE}\na\n\nb\n"
    text = Case(SOURCED, ("One.", 0), ("Two¶and¶> so on", 1), "New.", key=AU).text()
    source = '{: from="who/au#p2" }'
    assert text.partition("\n\n")[2] == f"Two\n{source}\n\nand\n{source}\n\n> so on\n\nNew.\n"


def test_new_paragraph_stands_before_a_first_one_of_several_lines() -> None:
    assert Case("One\nand.\n\nTwo.\n", "New.", ("One and.", 0), ("Two.", 1)).text() == "New.\n\nOne\nand.\n\nTwo.\n"


def test_new_text_begins_with_what_is_new() -> None:
    assert Case("", "New.", "Newer.").text() == "New.\n\nNewer.\n"
    assert Case("", "New.", key=AU).text() == "New.\n"


def test_text_on_an_organization_gets_no_heading_and_that_is_said() -> None:
    case = Case("One.\n", ("One.", 0), "## A new  heading", key=AU)
    assert case.outcome().remarks == ["A text on an organization has no headings: “A new heading”."]
    assert Case("One.\n", ("One.", 0), "## New", key=AU).text() == "One.\n"


# References and notes


def test_edited_words_refer_to_what_paragraphs_are_called_now() -> None:
    built = "See [para.](#p2) and [paras.](#p2..p3).\n\nTwo.\n\nThree.\n"
    now = "See [para.](#p3) and [paras.](#p3..p4).\n\nNew.\n\nTwo.\n\nThree.\n"
    meant = {"general/x#p2": "general/x#p3", "general/x#p3": "general/x#p4"}
    edits = (("Mark [para.](#p2) and [paras.](#p2..p3).", 0), ("Two.", 1), ("Three.", 2))
    assert Case(built, *edits, now=now, meant=meant).text() == now.replace("See", "Mark")


def test_notes_of_new_and_changed_paragraphs_are_written_at_the_end_and_those_of_deleted_ones_go() -> None:
    text = "One.[^a]\n\nTwo.[^b]\n\n[^a]: A.\n\n[^b]: B.\n"
    case = Case(text, ("One.[^x]\n\n[^x]: Changed.\n", 0), "New.[^y]\n\n[^y]: Y.\n")
    assert case.text() == "One.[^a]\n\nNew.[^1]\n\n[^a]: Changed.\n\n[^1]: Y.\n"


def test_note_that_says_more_than_word_does_stays_with_its_label() -> None:
    note = "\n\n[^a]: The *Agenda*{: lang=en }.\n"
    edited = "Uno.[^x]\n\n[^x]: The *Agenda*.\n"
    assert Case(f"One.[^a]{note}", (edited, 0)).text() == f"Uno.[^a]{note}"
    both = f"One.[^a]\n\nTwo.[^a]{note}"
    assert Case(both, (edited, 0), ("Two.[^x]\n\n[^x]: The *Agenda*.\n", 1)).text() == both.replace("One", "Uno")


def test_words_that_are_found_in_a_language_are_the_same_in_word_and_in_the_text() -> None:
    now = "See resolution 2457 (2019).\n"
    assert Case("One.\n", (now, 0), now=now).said() == []


# Lists


def test_items_of_a_list_that_nobody_changed_keep_their_lines() -> None:
    typed = "- The *Agenda*{: lang=en }\n  of peace\n- two\n"
    assert Case(typed, ("- The *Agenda* of peace\n- three", 0)).text() == typed.replace("two", "three")
