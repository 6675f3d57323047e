"""Pieces of WordprocessingML: order of properties, text, and the two small changes to what is made."""

from __future__ import annotations

from lxml import etree

from assembler.ooxml.elements import parse_markup
from assembler.ooxml.markup import (
    Markup,
    cut_first_sign,
    element,
    keep_with_next,
    paragraph,
    properties,
    run,
    text,
    texts,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = " a & b < c > d \"e\" 'f'\tg\nh\ri \u00a0\u2011\U0001f600 "


def tree(piece: Markup) -> etree._Element:
    (made,) = parse_markup([piece])
    return made


def tags(parent: etree._Element) -> list[str]:
    return [etree.QName(element).localname for element in parent]


def test_properties_stand_in_the_order_of_the_schema() -> None:
    form = properties(
        "rPr", [element("lang", val="fr-FR"), element("sz", val=20), element("b"), element("rStyle", val="x")]
    )
    assert tags(tree(form)) == ["rStyle", "b", "sz", "lang"]


def test_words_are_read_as_they_were_written() -> None:
    assert tree(text(SIGNS)).text == SIGNS
    assert tree(element("tag", val=SIGNS)).get(W + "val") == SIGNS


def test_text_keeps_spaces_and_drops_what_xml_can_not_hold() -> None:
    made = text(" a\x0bb\x00\ud800\uffff ")
    assert tree(made).text == " ab "
    assert 'xml:space="preserve"' in made
    assert tree(element("tag", val="a\x0bb\ufffe")).get(W + "val") == "ab"


def test_each_no_break_hyphen_is_words_own_sign() -> None:
    made = tree(run(*texts("\u2011a\u2011\u2011b")))
    assert tags(made) == ["noBreakHyphen", "t", "noBreakHyphen", "noBreakHyphen", "t"]


def test_paragraph_that_is_kept_says_so_once_and_in_its_place() -> None:
    made = paragraph("Normal", formatting=[element("jc", val="left")])
    kept = keep_with_next(keep_with_next(made))
    assert tags(tree(kept)[0]) == ["pStyle", "keepNext", "jc"]


def test_only_the_last_row_of_a_table_is_kept() -> None:
    inner = element("tbl", *[element("tr", element("tc", paragraph("Normal"))) for _ in range(2)])
    rows = [element("tr", element("tc", inner, paragraph("Normal"))) for _ in range(2)]
    kept = tree(keep_with_next(element("tbl", *rows)))
    assert [len(row.findall(f".//{W}keepNext")) for row in kept] == [0, 3]


def test_run_is_cut_after_its_first_sign() -> None:
    for words in ("Word", "&ord", "\rord", "Wo\u2011rd"):
        cut = cut_first_sign(run(*texts(words), formatting=[element("b")]))
        assert cut is not None
        first, rest = map(tree, cut)
        assert first.findtext(W + "t") == words[0]
        assert (
            "".join("\u2011" if element.tag == W + "noBreakHyphen" else element.text or "" for element in rest)
            == words[1:]
        )
        assert tags(first[0]) == tags(rest[0]) == ["b"]


def test_run_without_two_signs_is_not_cut() -> None:
    assert cut_first_sign(run(text("W"))) is None
    assert cut_first_sign(run(text(""))) is None
    assert cut_first_sign(run(element("tab"))) is None
    assert cut_first_sign(run(*texts("\u2011ord"))) is None
    assert cut_first_sign(element("ins", run(text("Word")))) is None
