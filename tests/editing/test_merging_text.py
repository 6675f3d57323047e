"""The edits of one text, made in its lines: what changes, what is said of it, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest

from assembler.editing.merging_around import Around, Standing
from assembler.editing.merging_forms import Blocks, words_of
from assembler.editing.merging_lines import Lines
from assembler.editing.merging_matches import edited_matches, now_matches, written_anew
from assembler.editing.merging_outcome import Conflict, Outcome
from assembler.editing.merging_text import merge_text
from assembler.editing.merging_units import Unit
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Heading, Inline, Paragraph, Text
from assembler.model.vocabulary import Vocabulary
from assembler.model.walk import Inlines, rewrite_block
from assembler.readers.manuscript import Manuscript, read_markdown
from assembler.readers.outline import outline
from assembler.readers.text import counted_text
from assembler.value import replace

GENERAL, AU = "general/x", "consolidated/au"
HEADER = "---\norganization: au\n---\n\n"

type Edited = str | tuple[str | int, ...]
"""Words in Markdown, with the places in the draft as built of what they were: none where they are new."""


def read(text: str, key: str) -> Blocks:
    kind = Kind.CONSOLIDATED if key == AU else Kind.GENERAL
    return read_markdown(text.encode(), Manuscript(f"{key}.md", kind, key, "en", None, Vocabulary({}, {})))[0].blocks


def units_of(text: str, key: str, *, now: bool = False) -> list[Unit]:
    """A text in units: as built, or as it stands, where paragraphs are known by their sources too."""
    return [Unit(it, names(it, now=now), words_of([it]), "place", key, theme_of(it)) for it in read(text, key)]


def theme_of(block: Block) -> str:
    return block.theme if isinstance(block, Paragraph) else ""


def names(block: Block, *, now: bool) -> tuple[str, ...]:
    own = (block.id,) if isinstance(block, Paragraph | Heading) else ()
    return (*own, *(it.paragraph for it in block.origins)) if now and isinstance(block, Paragraph) else own


def edited_units(edits: Sequence[Edited], base: Sequence[Unit], key: str, themes: Sequence[str] = ()) -> list[Unit]:
    """The units of the edited draft, under these themes."""
    made: list[Unit] = []
    for edit, theme in zip_longest(edits, themes, fillvalue=""):
        words, *places = (edit,) if isinstance(edit, str) else edit
        (block,) = map(with_breaks, read(str(words), GENERAL))
        held = tuple(name for place in places for name in base[int(place)].names)
        bare = replace(block, id="") if isinstance(block, Paragraph | Heading) else block
        made.append(Unit(bare, held, words_of([block]), "place", key, theme))
    return made


def with_breaks(block: Block) -> Block:
    """A block with empty lines among its words, as breaks in Word make them, for each sign of a paragraph."""

    def change(inline: Inline) -> Inlines:
        return (Text(inline.text.replace("¶", "\n\n")),) if isinstance(inline, Text) else (inline,)

    return rewrite_block(block, change)


class Case:
    """A text that was built, edited, and may have changed meanwhile."""

    def __init__(
        self,
        built: str,
        *edits: Edited,
        now: str | None = None,
        key: str = GENERAL,
        away: Sequence[Edited] = (),
        away_first: bool = False,
        themes: Sequence[str] = (),
        meant: dict[str, str] | None = None,
    ) -> None:
        """`away` are units that stand in another text in the edited draft, `themes` those of the others there.

        `meant` is what paragraphs are called now.
        """
        header = HEADER if key == AU else ""
        built, text = header + built, header + (built if now is None else now)
        base, standing = units_of(built, key), units_of(text, key, now=True)
        here, there = edited_units(edits, base, key, themes), edited_units(away, base, key)
        self._here, self._there = here, there
        self._standing = standing_of(text, key, standing)
        matches = edited_matches(base, [*there, *here] if away_first else [*here, *there])
        held = {it: [one for one in base if it in matches.get(one, ())] for it in (*here, *there)}

        def called(name: str) -> str:
            return (meant or {}).get(name, name)

        found = now_matches(base, standing)
        self.around = Around(
            "en",
            base,
            matches,
            {it: those for it, those in held.items() if those},
            found | written_anew(base, found, matches, standing),
            lambda it: as_named(replace(it, first=called(it.first), last=called(it.last))),
            as_named,
            meant or {},
            (),
        )

    def outcome(self) -> Outcome:
        return merge_text(self._standing, self._here, self.around)

    def text(self) -> str:
        """The text with the edits."""
        self.outcome()
        return self._standing.lines.data().decode().removeprefix(HEADER)

    def elsewhere(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """Another text with what belongs to it by now, and what is said of that."""
        other = standing_of(text, "general/other", units_of(text, "general/other", now=True))
        outcome = merge_text(other, self._there, self.around)
        return other.lines.data().decode(), [(it.what, it.words) for it in outcome.changes]

    def said(self) -> list[tuple[str, str]]:
        """What was done, with the words concerned."""
        outcome = self.outcome()
        assert outcome.conflicts == []
        assert {it.path for it in outcome.changes} <= {self._standing.path}
        return [(it.what, it.words) for it in outcome.changes]

    def conflicts(self) -> list[Conflict]:
        outcome = self.outcome()
        assert outcome.changes == []
        return outcome.conflicts


def as_named(reference: CrossReference) -> tuple[str, str]:
    return reference.first, reference.last


def standing_of(text: str, key: str, units: Sequence[Unit]) -> Standing:
    blocks = tuple(it.block for it in units)
    found = outline(counted_text(text.encode()), blocks) if blocks else None
    stretches = {it.source: lines for it, lines in zip(blocks, found.blocks, strict=True)} if found else {}
    notes = found.notes if found else {}
    return Standing(f"contributions/{key}.md", key, Lines(text.encode()), blocks, tuple(units), stretches, notes)


THREE = "One.\n\nTwo\nand a half.\n\nThree.\n"
KEPT: tuple[Edited, ...] = (("One.", 0), ("Two and a half.", 1), ("Three.", 2))


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
    assert case.said() == [("deleted, and who/au#p1, unhcr/au#p1 is left out", "One.")]
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

SOURCED = 'One.\n{: from="who/au#p1 unhcr/au#p1" }\n\nTwo.\n{: from="who/au#p2" }\n'


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
    assert (conflict.line, conflict.base, conflict.edited) == (3, "Two and a half. ¶ Three.", "Two and a half.")


def test_parts_are_shown_with_a_sign_between_them() -> None:
    now = THREE.replace("Two\nand a half.", "Two and\n\na half.")
    (conflict,) = Case(THREE, KEPT[0], ("Two", 1), ("and a half!", 1), KEPT[2], now=now).conflicts()
    assert (conflict.line, conflict.base, conflict.now, conflict.edited) == (
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


# Themes

THEMES = "## Peace\n\nOne.\n\nTwo\nand a half.\n\n## Health\n\nThree.\n\nFour.\n"
OF_PEACE: tuple[Edited, ...] = (("One.", 0), ("Two and a half.", 1))
OF_HEALTH: tuple[Edited, ...] = (("Three.", 2), ("Four.", 3))


def with_themes(*edits: Edited, themes: str, built: str = THEMES) -> str:
    """A text on an organization with edits, under themes by their first letters."""
    names = {"P": "Peace", "H": "Health", "N": "New", "-": ""}
    return Case(built, *edits, key=AU, themes=[names[it] for it in themes]).text()


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
    assert with_themes(*OF_PEACE, *OF_HEALTH, themes="P-HH") == THEMES
    moved = "## Peace\n\nOne.\n\n## Health\n\nTwo\nand a half.\n\nThree.\n\nFour.\n"
    case = Case(THEMES, *OF_PEACE, *OF_HEALTH, key=AU, now=moved, themes=["Peace", *["Health"] * 3])
    assert case.text() == moved


# What has moved


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
    assert [it for it in said if it[0] == "moved"] == [("moved", "One two ¶ three.")]
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


# Names, sources, orders

NAMED = 'One.\n{: #one from="who/au#p1" }\n\nTwo and a half.\n{: #two order=2 from="who/au#p2" }\n'


def test_joined_paragraph_carries_the_first_name_and_all_sources() -> None:
    text = Case(NAMED, ("One. Two and a half.", 0, 1), key=AU).text()
    assert text == 'One. Two and a half.\n{: #one order=2 from="who/au#p1 who/au#p2" }\n'


def test_divided_paragraph_keeps_its_name_with_the_first_part_and_all_else_with_both() -> None:
    text = Case(NAMED, ("One.", 0), ("Two", 1), ("and a half.", 1), key=AU).text()
    wanted = '{: #two order=2 from="who/au#p2" }\n\nand a half.\n{: order=2 from="who/au#p2" }\n'
    assert text == NAMED.partition("\n\n")[0] + f"\n\nTwo\n{wanted}"


def test_name_goes_along_with_the_first_part_of_a_paragraph_alone() -> None:
    whole = Case(NAMED, ("One.", 0), key=AU, away=[("Two and a half.", 1)])
    whole.text()
    assert whole.elsewhere("")[0] == "Two and a half.\n{: #two order=2 }\n"
    part = Case(NAMED, ("One.", 0), ("Two", 1), key=AU, away=[("and a half.", 1)])
    part.text()
    assert part.elsewhere("")[0] == "and a half.\n{: order=2 }\n"
    part = Case(NAMED, ("One.", 0), ("and a half.", 1), key=AU, away=[("Two", 1)], away_first=True)
    part.text()
    assert part.elsewhere("")[0] == "Two\n{: #two order=2 }\n"
    now = NAMED.replace("Two and a half.", "Two and\n\na half.")
    assert Case(NAMED, ("One.", 0), key=AU, away=[("Two and a half.", 1)], now=now).elsewhere("")[0] == (
        "Two and a half.\n{: #two order=2 }\n"
    )


@pytest.mark.parametrize("name", ["peace", "p2a", "x2", "h2"])
def test_name_that_is_no_place_goes_along(name: str) -> None:
    case = Case(f"One.\n{{: #{name} }}\n\nTwo.\n", ("Two.", 1), away=[("One.", 0)])
    assert case.elsewhere("")[0] == f"One.\n{{: #{name} }}\n"


def test_paragraph_that_is_gone_takes_nothing_along() -> None:
    case = Case("One.\n\nTwo.\n{: #two order=2 }\n", ("One.", 0), away=[("Two more.", 1)], now="One.\n")
    assert case.elsewhere("Other.\n")[0] == "Two more.\n\nOther.\n"


def test_attributes_stay_as_they_were_typed_where_the_words_alone_change() -> None:
    typed = 'One.\n{:  from="who/au#p1"  #one }\n\nTwo.\n{:  order=2 }\n'
    text = Case(typed, ("Uno.", 0), ("Due.", 1), key=AU).text()
    assert text == typed.replace("One", "Uno").replace("Two", "Due")


def test_repeated_paragraph_carries_the_sources_of_the_first_one_with_its_words() -> None:
    twice = 'Two.\n{: from="who/au#p1" }\n\nTwo.\n{: from="who/au#p2" }\n'
    text = Case(twice, ("Two.", 0), ("Two.", 1), "Two.", key=AU).text()
    assert text == f'{twice}\nTwo.\n{{: from="who/au#p1" }}\n'


def test_place_is_no_name_to_go_along() -> None:
    case = Case("One.\n\nTwo.\n", ("One.", 0), away=[("Two.", 1)])
    assert case.elsewhere("")[0] == "Two.\n"


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
