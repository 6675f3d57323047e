"""The form in which blocks are compared, their words, and what a text can hold of them."""

from __future__ import annotations

import pytest

from assembler.merge.normal_form import format_for_reader, list_references, list_words, normalize_blocks, write_and_read
from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    ListItem,
    Origin,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.text.plain_text import extract_passage_text
from tests.builders import t

HERE = Source("x.md", 3, 4)
KEY = "general/x"


def para(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in content))


def naming(reference: CrossReference) -> tuple[str, str]:
    return f"now {reference.first}", reference.last and f"now {reference.last}"


def formed(block: Block) -> Block:
    (found,) = normalize_blocks([block], "en", naming)
    return found


def content(*nodes: Inline | str) -> tuple[Inline, ...]:
    """Inline nodes in the form in which they are compared."""
    made = formed(para(*nodes))
    assert isinstance(made, Paragraph)
    return made.content


def text(*nodes: Inline | str, language: str = "en") -> tuple[Inline, ...]:
    """The nodes of a paragraph as they come back from a text."""
    (made,) = write_and_read([para(*nodes)], KEY, language)
    assert isinstance(made, Paragraph)
    return made.content


# The form in which blocks are compared


@pytest.mark.parametrize(
    ("block", "same"),
    [
        (Heading(t("A"), 3, "x#h1", "A.", HERE), Heading(t("A"), 3)),
        (Paragraph(t("A"), "x#p1", 4, 1, "Theme", (Origin("y#p1"),), ("WHO",), HERE), Paragraph(t("A"))),
        (BlockQuotation((t("A"), t("B")), HERE), BlockQuotation((t("A"), t("B")))),
        (
            LetteredList((ListItem(t("A"), (BulletedList((ListItem(t("B"), source=HERE),), HERE),), HERE),), HERE),
            LetteredList((ListItem(t("A"), (BulletedList((ListItem(t("B")),)),)),)),
        ),
        (
            Table(t("C"), (t("A"), t("B")), ((t("a"),), ()), ("right",), "x#t1", 2, HERE),
            Table(t("C"), (t("A"), t("B")), ((t("a"), ()), ((), ())), ("right", "left")),
        ),
        (
            Table((), (t("A"),), (), ("center", "left", "left")),
            Table((), (t("A"),), (), ("center",)),
        ),
    ],
)
def test_block_is_compared_without_its_names_numbers_and_place(block: Block, same: Block) -> None:
    assert formed(block) == same


def test_spaces_are_compared_as_they_are_typed_and_none_at_the_ends() -> None:
    assert content("  on 12\u00a0June 2019,  that is\u00a0all\x01 ") == t("on 12 June 2019, that is\u00a0all")
    assert content(" ", Emphasis(t(" a ")), " ") == (Emphasis(t(" a ")),)
    assert content("a ", Strong(t("b")), " c") == (Text("a "), Strong(t("b")), Text(" c"))
    assert content(Strong(t("b")), " c ") == (Strong(t("b")), Text(" c"))
    assert content(" a ", Strong(t("b"))) == (Text("a "), Strong(t("b")))
    assert content("XX") == t("XX")
    assert content() == ()


def test_all_parts_of_a_block_are_compared_in_one_form() -> None:
    wide, tight = t(" a  b "), t("a b")
    items = (ListItem(wide, (LetteredList((ListItem(wide),)),)),)
    assert formed(BulletedList(items)) == BulletedList((ListItem(tight, (LetteredList((ListItem(tight),)),)),))
    assert formed(BlockQuotation((wide, wide))) == BlockQuotation((tight, tight))
    assert formed(Heading(wide, 2)) == Heading(tight, 2)
    assert formed(Table(wide, (wide,), ((wide,),))) == Table(tight, (tight,), ((tight,),), ("left",))


def test_notes_are_compared_by_their_words_and_references_by_what_they_mean() -> None:
    note = Footnote((t("A  b"),), "7", 3, HERE)
    assert content("x", note) == (Text("x"), Footnote((t("A b"),)))
    reference = CrossReference(t("paras."), "a#p1", "b#p1", (1, 2), HERE)
    assert content(reference) == (CrossReference(t("paras."), "now a#p1", "now b#p1"),)


def test_queries_and_proposals_are_compared_without_their_place() -> None:
    assert content(Query("a", HERE)) == (Query("a"),)
    assert content(Insertion(t("a"), HERE), Deletion(t("b"), HERE)) == (Insertion(t("a")), Deletion(t("b")))


def test_words_are_compared_as_they_come_back_from_word_in_the_language() -> None:
    french = Emphasis(t("fois"), "fr")
    assert content(Strong((Emphasis(t("a")),))) == content(Emphasis((Strong(t("a")),)))
    assert normalize_blocks([para(french)], "fr", naming) != normalize_blocks([para(french)], "en", naming)


# Words


def test_words_stand_as_they_were_before_any_proposal_with_those_of_notes_at_the_end() -> None:
    note = Footnote((t("A note"), t("of two.")))
    block = para("Old ", Deletion(t("words")), Insertion(t("signs")), ".", note, Query("so?"))
    assert list_words([block, para("More.")]) == ("Old", "words.", "More.", "A", "note", "of", "two.")


def test_words_that_are_proposed_as_a_whole_are_none_of_the_others() -> None:
    assert list_words([para(Insertion(t("Old words")))]) == ("{++", "Old", "words")
    assert list_words([para(Query("so?"))]) == ()
    assert list_words([]) == ()


def test_words_leave_out_the_numbers_that_word_counts() -> None:
    one, other = (CrossReference(t("para."), "a#p1", numbers=(number,)) for number in (1, 2))
    assert list_words([para("See ", one)]) == list_words([para("See ", other)]) == ("See", "para.", "[?]")
    assert list_words([para(Insertion((one,)))]) == ("{++", "para.", "[?]")


def test_words_are_shown_with_notes_and_queries_at_their_places() -> None:
    note = Footnote((t("A  note"), t("of two.")))
    block = para("Some", note, " words ", Insertion(t("more")), Query("so?"), CrossReference((), "a#p1", numbers=(1,)))
    assert format_for_reader([block, para("End.")]) == "Some [note: A note of two.] words more{>> so? <<} [?] End."


# What a text can hold


def test_symbols_and_quotations_are_found_and_superscripts_are_kept() -> None:
    assert [type(inline) for inline in text("See A/75/345 and “so”, 5", Superscript(t("th")))] == [
        Text,
        Symbol,
        Text,
        Quotation,
        Text,
        Superscript,
    ]
    assert text("5", Superscript(t("th"))) == (*t("5"), Superscript(t("th")))


def test_names_and_sources_are_lost() -> None:
    (made,) = write_and_read([Paragraph(t("A"), "x#peace", origins=(Origin("y#p1"),), order=3)], KEY, "en")
    assert isinstance(made, Paragraph)
    assert (made.id, made.origins, made.order) == (f"{KEY}#p1", (), None)


def test_what_is_nothing_in_a_text_is_left_out() -> None:
    nothing = [para(), para(" ", Placeholder("[Missing.]")), Heading(t(" "), 2), para(Insertion((Deletion(t("a")),)))]
    assert write_and_read(nothing, KEY, "en") == ()
    assert write_and_read([*nothing, Heading((Query("so?"),), 2)], KEY, "en") != ()
    assert [type(block) for block in write_and_read([BulletedList((ListItem(t("a")),))], KEY, "en")] == [BulletedList]


def test_proposal_inside_another_comes_to_nothing() -> None:
    made = Insertion((Text("a"), Deletion(t("b")), Text("c"), Insertion(t("d"))))
    read = write_and_read([para("x ", made)], KEY, "en")
    assert normalize_blocks(read, "en", naming) == (para("x ", Insertion(t("ac"))),)
    gone = Deletion((Insertion(t("b")), Text("a")))
    read = write_and_read([para("x ", gone)], KEY, "en")
    assert normalize_blocks(read, "en", naming) == (para("x ", Deletion(t("a"))),)


def test_references_mean_the_same_whatever_can_be_typed() -> None:
    over_two = CrossReference(t("paras."), "who/au#p1", "general/x#p2")
    one = CrossReference(t("para."), "who/au#p9")
    listed = BulletedList((ListItem((one,)),))
    found = list_references(write_and_read([para("See ", over_two, "."), listed], KEY, "en"))
    assert [(reference.first, reference.last) for reference in found] == [
        ("who/au#p1", "general/x#p2"),
        ("who/au#p9", ""),
    ]


def test_references_that_are_typed_in_words_mean_what_they_say() -> None:
    typed = "[para.](#p1) "
    (found,) = list_references(write_and_read([para(typed, CrossReference(t("para."), "who/au#p9"))], KEY, "en"))
    assert found.first == "who/au#p9"


def test_reference_keeps_its_meaning_behind_one_that_no_text_can_hold() -> None:
    wordless = CrossReference((), "who/au#p1")
    found = list_references(write_and_read([para(wordless, " ", CrossReference(t("para."), "who/au#p9"))], KEY, "en"))
    assert [reference.first for reference in found] == ["who/au#p9"]


def test_reference_of_which_the_word_was_deleted_is_its_numbers() -> None:
    wordless = CrossReference(t(" "), "who/au#p1", "who/au#p2", numbers=(4, 5))
    (made,) = write_and_read([para("See ", wordless, " above.")], KEY, "en")
    assert extract_passage_text([made]) == "See 4–5 above."


def test_text_of_nothing_is_nothing() -> None:
    assert write_and_read([], KEY, "en") == ()
