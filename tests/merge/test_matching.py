"""Which unit has become which, by bookmarks, words, names and places."""

from __future__ import annotations

import pytest

from assembler.merge.matching import (
    Matches,
    find_lost_names,
    match_moved,
    match_ours,
    match_rewritten,
    match_theirs,
)
from assembler.merge.units import Unit
from assembler.model.finding import Source
from assembler.model.nodes import Block, BulletedList, Heading, ListItem, Paragraph, Text

WORDS = "one two three four five"


def unit(words: str, *names: str, owner: str = "general/text") -> Unit:
    """A paragraph."""
    return Unit(Paragraph((Text(words),)), names, tuple(words.split()), owner=owner)


def heading(words: str) -> Unit:
    return Unit(Heading((Text(words),), 2), (), tuple(words.split()))


def bullets(words: str) -> Unit:
    block: Block = BulletedList((ListItem((Text(words),)),))
    return Unit(block, (), tuple(words.split()))


def places(base: list[Unit], others: list[Unit], found: Matches) -> dict[int, list[int]]:
    """The same by places in the two lists."""
    return {base.index(item): [others.index(other) for other in matches] for item, matches in found.items()}


def edited_places(base: list[Unit], edited: list[Unit]) -> dict[int, list[int]]:
    return places(base, edited, match_theirs(base, edited))


def now_places(base: list[Unit], now: list[Unit]) -> dict[int, list[int]]:
    return places(base, now, match_ours(base, now))


# In Word


def test_bookmark_says_more_than_words() -> None:
    base = [unit("one two", "#a"), unit("three four", "#b")]
    edited = [unit("one two", "#b"), unit("three four", "#a")]
    assert edited_places(base, edited) == {0: [1], 1: [0]}


@pytest.mark.parametrize(("words", "found"), [("one two three x y", True), ("one two x y z", False)])
def test_three_words_of_five_are_alike(words: str, found: bool) -> None:
    assert edited_places([unit(WORDS, "#a")], [unit(words)]) == ({0: [0]} if found else {})


def test_most_alike_come_first() -> None:
    base = [unit("one two three four x"), unit(WORDS)]
    edited = [unit("one two three four y"), unit("one two three four five six")]
    assert edited_places(base, edited) == {0: [0], 1: [1]}


def test_far_longer_text_is_not_alike() -> None:
    assert edited_places([unit(WORDS)], [unit(f"{WORDS} a b c d e")]) == {}


def test_heading_becomes_a_paragraph_of_its_very_words_alone() -> None:
    assert edited_places([heading(WORDS), heading("x")], [unit(f"{WORDS} six"), unit("x")]) == {1: [1]}
    assert edited_places([heading("x"), unit("x")], [unit("x"), heading("x")]) == {0: [1], 1: [0]}


def test_same_words_are_taken_in_their_order() -> None:
    assert edited_places([unit("same"), unit("same")], [unit("same"), unit("same")]) == {0: [0], 1: [1]}


@pytest.mark.parametrize(
    ("second", "found"), [("three four five", [0, 1]), ("four five x y", [0, 1]), ("five x y", [0]), ("x y z", [0])]
)
def test_half_of_the_words_makes_a_second_half(second: str, found: list[int]) -> None:
    assert edited_places([unit(WORDS, "#a")], [unit("one two three", "#a"), unit(second, "#a")]) == {0: found}


def test_same_words_elsewhere_are_not_taken_from_or_for_what_has_its_bookmark() -> None:
    assert edited_places([unit("one two", "#a")], [unit("x y", "#a"), unit("one two")]) == {0: [0]}
    assert edited_places([unit("x", "#a"), unit("one two", "#b")], [unit("one two", "#a")]) == {0: [0]}


def test_joined_paragraph_is_all_that_it_holds() -> None:
    base = [unit("one two", "#a"), unit("three four", "#b")]
    edited = [unit("one", "#a"), unit("x y z three four", "#a", "#b")]
    assert edited_places(base, edited) == {0: [0, 1], 1: [1]}


def test_list_is_what_still_follows_its_paragraph() -> None:
    base = [unit("one", "#a"), bullets("x"), unit("two", "#b"), bullets("y")]
    edited = [unit("two", "#b"), bullets("new y"), unit("one", "#a"), bullets("new x")]
    assert edited_places(base, edited) == {0: [2], 1: [3], 2: [0], 3: [1]}


def test_other_kind_behind_the_paragraph_is_not_its_list() -> None:
    base = [unit("one", "#a"), bullets("x"), unit("two", "#b")]
    assert edited_places(base, [unit("one", "#a"), heading("y"), unit("two", "#b")]) == {0: [0], 2: [2]}


def test_best_of_several_candidates_on_either_side() -> None:
    worse, better = unit("one two three a b"), unit("one two three four c")
    assert edited_places([unit(WORDS)], [worse, better]) == {0: [1]}
    assert edited_places([worse, better], [unit(WORDS)]) == {1: [0]}


def test_part_of_three_words_in_five_is_alike() -> None:
    assert edited_places([unit(WORDS)], [unit("one two three")]) == {0: [0]}


def test_long_paragraph_of_few_different_words_is_known_again() -> None:
    assert edited_places([unit("the cat " * 150)], [unit("sat " + "the cat " * 150)]) == {0: [0]}


def test_paragraphs_without_words_are_not_matched() -> None:
    assert edited_places([unit("")], [unit("")]) == {}


def test_bookmark_is_held_by_the_one_with_most_words_of_it_however_few() -> None:
    assert edited_places([unit(WORDS, "#a")], [unit("one v w x y z", "#a"), unit("q r", "#a")]) == {0: [0]}
    assert edited_places([unit(WORDS, "#a")], [unit("one x y", "#a"), unit("p q r s t u", "#a")]) == {0: [0]}


def test_bookmark_that_nobody_made_is_none() -> None:
    assert edited_places([unit("a", "#a")], [unit("a", "#a", "#b"), unit("c", "#c")]) == {0: [0]}


def test_lists_that_follow_each_other() -> None:
    base = [unit("one", "#a"), bullets("x"), bullets("y")]
    assert edited_places(base, [unit("one", "#a"), bullets("v"), bullets("w")]) == {0: [0], 1: [1], 2: [2]}


def test_list_that_is_found_by_its_words_is_not_taken_by_place() -> None:
    base = [unit("one", "#a"), bullets("x"), unit("two", "#b"), bullets("y")]
    edited = [unit("one", "#a"), bullets("y"), unit("two", "#b")]
    assert edited_places(base, edited) == {0: [0], 2: [2], 3: [1]}
    assert edited_places(base, [*edited, bullets("z")]) == {0: [0], 2: [2], 3: [1]}


def test_list_follows_the_last_part_of_a_divided_paragraph() -> None:
    base = [unit(WORDS, "#a"), bullets("x")]
    edited = [unit("one two three", "#a"), unit("four five", "#a"), bullets("y")]
    assert edited_places(base, edited) == {0: [0, 1], 1: [2]}


def test_new_paragraph_where_a_deleted_one_stood_is_not_that_one() -> None:
    assert edited_places([unit("one", "#a"), unit("two", "#b")], [unit("one", "#a"), unit("new")]) == {0: [0]}


# In the texts


@pytest.mark.parametrize(("second", "found"), [("one two four", [1]), ("x y z", [0])])
def test_of_several_with_one_source_those_that_are_alike_else_the_first(second: str, found: list[int]) -> None:
    base = [unit("one two three", "who/au#p1", owner="consolidated/au")]
    now = [unit("a b c", "general/text#own", "who/au#p1"), unit(second, "general/text#other", "who/au#p1")]
    assert now_places(base, now) == {0: found}


@pytest.mark.parametrize("name", ["general/text#p2", "general/text#h1", "consolidated/au#p12"])
def test_name_by_place_says_nothing(name: str) -> None:
    owner = name.partition("#")[0]
    assert now_places([unit("a b", name, owner=owner)], [unit("x"), unit("y z", name, owner=owner)]) == {}


@pytest.mark.parametrize("name", ["general/text#a2", "general/other#p2", "general/text#peace", "general/text#X2"])
def test_name_that_is_no_place_of_the_text_lasts(name: str) -> None:
    assert now_places([unit("a b", name)], [unit("x"), unit("y z", name)]) == {0: [1]}


def test_what_is_alike_outside_of_its_neighbours_is_not_taken() -> None:
    base = [unit("first"), unit("before"), unit(WORDS), unit("after"), unit("last")]
    alike = unit("one two three x y")
    assert 2 not in now_places(base, [alike, unit("first"), unit("before"), unit("after"), unit("last")])
    assert 2 not in now_places(base, [unit("first"), unit("before"), unit("after"), alike, unit("last")])
    assert 2 not in now_places(base, [unit("first"), alike, unit("before"), unit("after"), unit("last")])


def test_what_is_alike_between_neighbours_but_of_another_kind_is_not_taken() -> None:
    base = [unit("before"), unit(WORDS), unit("after")]
    assert 1 not in now_places(base, [unit("before"), heading("one two three x y"), unit("after")])


def test_same_words_at_one_other_place_alone() -> None:
    base = [unit("a"), unit("b"), unit("c")]
    assert now_places(base, [unit("b"), unit("c"), unit("a")]) == {0: [2], 1: [0], 2: [1]}
    assert now_places(base, [unit("b"), unit("c"), unit("a"), unit("a")]).get(0) is None


def test_words_that_stand_elsewhere_are_found_but_once() -> None:
    assert now_places([unit("same"), unit("x"), unit("same")], [unit("same")]) == {0: [0]}
    assert now_places([unit("same")], [unit("same"), unit("x"), unit("same")]) == {0: [0]}
    base = [unit("same"), unit("same"), unit("a b"), unit("c d")]
    assert now_places(base, [unit("a b"), unit("c d"), unit("same")]) == {0: [2], 2: [0], 3: [1]}


def test_paragraphs_of_the_same_words_are_followed_in_their_order() -> None:
    assert now_places([unit("same"), unit("same")], [unit("same"), unit("same")]) == {0: [0], 1: [1]}


def test_same_words_are_followed_in_their_order_through_a_long_text_of_changed_ones() -> None:
    many, same = [f"p{number}" for number in range(200)], ["ditto"] * 4
    before = [word for pair in zip(("a", "b", "c", "d"), same, strict=True) for word in pair]
    after = [word for pair in zip(("v", "w", "x", "y"), same, strict=True) for word in pair]
    base, now = ([unit(word) for word in (*many, *words, "end")] for words in (before, after))
    found = now_places(base, now)
    assert [found.get(place) for place in range(200, 208)] == [None, [201], None, [203], None, [205], None, [207]]


def test_own_name_says_more_than_words_and_a_place_nothing() -> None:
    assert now_places([unit("a b", "general/text#own")], [unit("x"), unit("y z", "general/text#own")]) == {0: [1]}
    assert now_places([unit("a b", "general/text#p2")], [unit("x"), unit("y z", "general/text#p2")]) == {}


def test_words_say_more_than_a_name() -> None:
    base, own = [unit("first"), unit("a b", "general/text#own")], unit("first", "general/text#own")
    assert now_places(base, [unit("first"), unit("y z", "general/text#own")]) == {0: [0], 1: [1]}
    assert now_places(base, [own]) == {0: [0]}
    assert now_places([base[1]], [unit("a b"), own]) == {0: [0]}


def test_new_paragraph_that_repeats_words_is_no_part_of_one_that_stands_unchanged() -> None:
    assert now_places([unit(WORDS), unit("after")], [unit(WORDS), unit("one two three"), unit("after")]) == {
        0: [0],
        1: [2],
    }


def test_first_paragraph_rewritten() -> None:
    assert now_places([unit(WORDS), unit("after")], [unit("one two three x y"), unit("after")]) == {0: [0], 1: [1]}


def test_rewritten_paragraph_is_found_anywhere_where_its_neighbours_have_changed_places() -> None:
    base = [unit("before"), unit(WORDS), unit("after")]
    now = [unit("after"), unit("one two three x y"), unit("before")]
    assert now_places(base, now) == {0: [2], 1: [1], 2: [0]}


def test_rewritten_paragraph_is_found_anywhere_where_its_neighbours_have_become_one() -> None:
    base = [unit("a", "general/text#a"), unit(WORDS), unit("b", "general/text#b")]
    now = [unit("x y", "general/text#a", "general/text#b"), unit("one two three x y")]
    assert now_places(base, now) == {0: [0], 1: [1], 2: [0]}


def test_rewritten_paragraph_is_not_one_that_was_moved_to_its_place() -> None:
    base = [unit("before"), unit(WORDS), unit("after"), unit("one two three x y")]
    assert now_places(base, [unit("before"), base[3], unit("after")]) == {0: [0], 2: [2], 3: [1]}


def test_longer_text_holds_the_paragraph_that_was_rewritten() -> None:
    longer = unit(f"{WORDS} t u v w x y z")
    base = [unit("before"), unit(WORDS, "general/text#own"), unit("after")]
    assert now_places(base, [unit("before"), longer, unit("after")]) == {0: [0], 1: [1], 2: [2]}
    own = unit("one two", "general/text#own")
    assert now_places(base, [unit("before"), own, longer, unit("after")]) == {0: [0], 1: [1], 2: [3]}


def test_paragraph_without_words_has_become_nothing() -> None:
    assert now_places([unit("before"), unit(""), unit("after")], [unit("before"), unit("x"), unit("after")]) == {
        0: [0],
        2: [2],
    }


def test_part_that_stands_before_the_one_with_the_name_comes_first() -> None:
    base = [unit("before"), unit("a b c d e f", "general/text#own"), unit("after")]
    now = [unit("before"), unit("a b c"), unit("d e f", "general/text#own"), unit("after")]
    assert now_places(base, now) == {0: [0], 1: [1, 2], 2: [3]}


def test_paragraph_that_was_divided_is_all_its_parts() -> None:
    base = [unit("before"), unit("a b c d e f g h"), unit("after")]
    now = [unit("before"), unit("a b c d"), unit("e f g h"), unit("after")]
    assert now_places(base, now) == {0: [0], 1: [1, 2], 2: [3]}


@pytest.mark.parametrize(("words", "found"), [("one two three x y", True), ("one two x y z", False)])
def test_what_was_rewritten_between_the_same_neighbours(words: str, found: bool) -> None:
    base = [unit("before"), unit(WORDS), unit("after")]
    now = [unit("before"), unit(words), unit("after")]
    assert now_places(base, now) == {0: [0], 2: [2]} | ({1: [1]} if found else {})


@pytest.mark.parametrize(("second", "found"), [("d e f", [0, 1]), ("d e f x y", [0, 1]), ("d e x y", [0])])
def test_second_part_of_a_named_paragraph_has_most_of_its_words_from_it(second: str, found: list[int]) -> None:
    base = [unit("before"), unit("a b c d e f", "general/text#own"), unit("after")]
    now = [unit("before"), unit("a b c", "general/text#own"), unit(second), unit("after")]
    assert now_places(base, now) == {0: [0], 1: [1 + place for place in found], 2: [3]}


def test_paragraphs_that_were_joined_are_one() -> None:
    base = [unit("before"), unit("a b c"), unit("d e f"), unit("g h i"), unit("after")]
    two = [unit("before"), unit("a b c d e x"), unit("g h i"), unit("after")]
    assert now_places(base, two) == {0: [0], 1: [1], 2: [1], 3: [2], 4: [3]}
    most = [unit("a b c"), unit("d e f g h")]
    assert now_places(most, [unit("a b c d e f")]) == {0: [0], 1: [0]}
    three = [unit("before"), unit("a b c d e f g h i"), unit("after")]
    assert now_places(base, three) == {0: [0], 1: [1], 2: [1], 3: [1], 4: [2]}
    with_name = [unit("a b"), unit("c d"), unit("e f", "general/text#own")]
    assert now_places(with_name, [unit("a b c d e f", "general/text#own")]) == {0: [0], 1: [0], 2: [0]}


def test_paragraph_that_was_joined_to_one_that_was_divided_is_its_nearest_part() -> None:
    named = unit("a b c d e f", "general/text#own")
    parts = [unit("a b c", "general/text#own"), unit("d e f g h", "general/text#own")]
    assert now_places([named, unit("g h")], parts) == {0: [0, 1], 1: [1]}
    parts = [unit("x y a b c", "general/text#own"), unit("d e f", "general/text#own")]
    assert now_places([unit("x y"), named], parts) == {0: [0], 1: [0, 1]}


@pytest.mark.parametrize("now", ["a b c d e", "a b c", "a b d c e g x y z"])
def test_paragraph_of_which_few_words_stand_with_its_neighbour_is_gone(now: str) -> None:
    base = [unit("a b c"), unit("d f g e h i j k")]
    assert now_places(base, [unit(now)]) == {0: [0]}


def test_paragraph_without_words_or_of_another_form_has_joined_none() -> None:
    assert now_places([unit("a b c"), unit("")], [unit("a b c d")]) == {0: [0]}
    assert now_places([unit("a b c"), bullets("d e f")], [unit("a b c d e f")]) == {0: [0]}
    assert now_places([bullets("d e f"), unit("a b c")], [unit("d e f a b c")]) == {1: [0]}


def contributed(words: str, name: str) -> Unit:
    return unit(words, name, owner="consolidated/au")


def test_place_in_a_contribution_says_less_than_words_between_neighbours() -> None:
    words = ("a b c", "d e f", "g h i")
    base = [contributed(text, f"who/au#p{place}") for place, text in enumerate(words, 1)]
    joined = [contributed("a b c d e f", "who/au#p1"), contributed("g h x", "who/au#p2")]
    assert now_places(base, joined) == {0: [0], 1: [0], 2: [1]}
    dropped = [contributed("d e x", "who/au#p1"), contributed("g h y", "who/au#p2")]
    assert now_places(base, dropped) == {1: [0], 2: [1]}


def test_place_in_a_contribution_is_the_last_that_a_rewritten_paragraph_is_known_by() -> None:
    base = [contributed("a b", "who/au#p1"), contributed("c d", "who/au#p2")]
    assert now_places(base, [contributed("v w", "who/au#p1"), contributed("x y", "who/au#p2")]) == {0: [0], 1: [1]}
    assert now_places(base, [contributed("c e d", "who/au#p1")]) == {1: [0]}


def test_what_moved_to_another_text() -> None:
    base, others = [unit("a"), unit("b"), unit("c")], [unit("b"), unit("c")]
    now: Matches = {base[2]: (others[1],)}
    assert match_moved(base, now, others) == {base[1]: (others[0],)}


def test_what_stands_in_its_text_has_not_moved_and_nothing_moves_to_where_something_stands() -> None:
    base, others = [unit("a"), unit("a")], [unit("x"), unit("a")]
    assert match_moved(base[:1], {base[0]: (others[0],)}, others) == {}
    assert match_moved(base, {base[0]: (others[1],)}, others) == {}


def test_like_words_are_told_apart_by_where_they_come_from() -> None:
    base = [
        unit("UNHCR worked with the Union", "unhcr/au#p1", owner="consolidated/au"),
        unit("WHO worked with the Union", "who/au#p1", owner="consolidated/au"),
    ]
    now = [
        unit("UNHCR advised with the Union", "unhcr/au#p1", owner="consolidated/au"),
        unit("WHO advised with the Union", "who/au#p1", owner="consolidated/au"),
    ]
    assert now_places(base, now) == {0: [0], 1: [1]}


def anew(base: list[Unit], edited: list[Unit], now: list[Unit]) -> dict[int, list[int]]:
    found = match_ours(base, now)
    return places(base, now, match_rewritten(base, found, match_theirs(base, edited), now))


def test_paragraph_that_was_written_anew_is_known_by_the_words_that_it_has_become() -> None:
    base, now = [unit("a b", "#a"), unit("c d", "#b")], [unit("x y"), unit("c d")]
    assert anew(base, [unit("x y", "#a"), unit("c d", "#b")], now) == {0: [0]}
    assert anew(base, [unit("c d", "#b")], now) == {}
    assert anew(base, [unit("x z", "#a"), unit("c d", "#b")], now) == {}
    assert anew(base, [unit("x y", "#a"), unit("c d", "#b")], [unit("a b"), unit("x y")]) == {}


def test_paragraph_is_not_known_by_words_that_stand_for_another_one() -> None:
    base = [unit("k l", "#a"), unit("c d", "#b")]
    assert anew(base, [unit("k l", "#a"), unit("k l", "#b")], [unit("k l")]) == {}


def test_paragraphs_that_were_written_anew_are_all_that_they_have_become_and_each_has_its_own() -> None:
    base = [unit("a b", "#a"), unit("c d", "#b")]
    edited = [unit("a y", "#a"), unit("b z", "#a"), unit("x", "#b")]
    assert anew(base, edited, [unit("a y"), unit("b z"), unit("x")]) == {0: [0, 1], 1: [2]}
    assert anew(base, edited, [unit("a y"), unit("x")]) == {1: [1]}
    assert anew(base, [unit("a y", "#a"), unit("a y", "#a")], [unit("a y")]) == {}
    assert anew(base, [unit("x", "#a"), unit("x", "#b")], [unit("x"), unit("z"), unit("x")]) == {0: [0], 1: [2]}


# Both


def named(words: str, name: str, *sources: str) -> Unit:
    return Unit(Paragraph((Text(words),), id=name, source=Source("x", 1, 1)), (name, *sources), tuple(words.split()))


def test_name_is_lost_to_the_first_of_the_joined() -> None:
    base, now = ([named(word, f"x#{word}") for word in ("a", "b", "c")] for _ in range(2))
    joined, alone = unit("a b"), unit("c")
    matches: Matches = {base[0]: (joined,), base[1]: (joined,), base[2]: (alone,)}
    standing: Matches = {one: (other,) for one, other in zip(base, now, strict=True)}
    assert find_lost_names(matches, standing) == {"x#b": "x#a"}


def test_name_is_lost_where_the_first_part_goes_into_the_other() -> None:
    base = [named("a", "x#a", "who/au#p1"), named("b", "x#b", "who/au#p2")]
    standing: Matches = {one: (one,) for one in base}
    joined, rest = unit("a b"), unit("rest")
    assert find_lost_names({base[0]: (joined,), base[1]: (joined, rest)}, standing) == {"x#b": "x#a"}
    assert find_lost_names({base[0]: (joined,), base[1]: (rest, joined)}, standing) == {}


def test_names_of_all_that_were_joined_are_lost_to_the_first() -> None:
    base = [named(letter, f"x#{letter}") for letter in "abc"]
    matches: Matches = dict.fromkeys(base, (unit("a b c"),))
    assert find_lost_names(matches, {one: (one,) for one in base}) == {"x#b": "x#a", "x#c": "x#a"}


@pytest.mark.parametrize("second", [[], ["b", "c"], ["x"]])
def test_name_is_not_lost_where_the_paragraph_does_not_stand_as_it_was(second: list[str]) -> None:
    base, joined = [named("a", "x#a"), named("b", "x#b")], unit("a b")
    standing: Matches = {
        base[0]: (named("a", "x#a"),),
        base[1]: tuple(named(letter, f"x#{letter}") for letter in second),
    }
    assert find_lost_names(dict.fromkeys(base, (joined,)), standing) == {}


def test_place_is_no_name_that_could_be_lost() -> None:
    base, joined = [named("a", "x#a"), named("b", "x#p2")], unit("a b")
    assert find_lost_names(dict.fromkeys(base, (joined,)), {one: (one,) for one in base}) == {}
