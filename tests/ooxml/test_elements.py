"""Elements of WordprocessingML: order of properties, text, and the two small changes to what is made."""

from __future__ import annotations

from lxml import etree

from assembler.ooxml.elements import (
    cut_first_sign,
    element,
    keep_with_next,
    paragraph,
    properties,
    run,
    serialize,
    text,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tags(parent: etree._Element) -> list[str]:
    return [etree.QName(it).localname for it in parent]


def test_properties_stand_in_the_order_of_the_schema() -> None:
    form = properties(
        "rPr", [element("lang", val="fr-FR"), element("sz", val=20), element("b"), element("rStyle", val="x")]
    )
    assert tags(form) == ["rStyle", "b", "sz", "lang"]


def test_runs_may_share_their_properties() -> None:
    form = [element("b")]
    assert [tags(made[0]) for made in (run(text("a"), form=form), run(text("b"), form=form))] == [["b"], ["b"]]


def test_text_keeps_spaces_and_drops_what_xml_can_not_hold() -> None:
    made = text(" a\x0bb\x00 ")
    assert made.text == " ab "
    assert b'xml:space="preserve"' in serialize(made)


def test_paragraph_that_is_kept_says_so_once_and_in_its_place() -> None:
    made = paragraph("Normal", form=[element("jc", val="left")])
    keep_with_next(made)
    keep_with_next(made)
    assert tags(made[0]) == ["pStyle", "keepNext", "jc"]


def test_only_the_last_row_of_a_table_is_kept() -> None:
    rows = [element("tr", element("tc", paragraph("Normal"))) for _ in range(2)]
    keep_with_next(element("tbl", *rows))
    assert [row.find(f".//{W}keepNext") is not None for row in rows] == [False, True]


def test_run_is_cut_after_its_first_sign() -> None:
    made = run(text("Word"), form=[element("b")])
    rest = cut_first_sign(made)
    assert rest is not None
    assert [it.findtext(W + "t") for it in (made, rest)] == ["W", "ord"]
    assert tags(rest[0]) == ["b"]


def test_run_without_two_signs_is_not_cut() -> None:
    assert cut_first_sign(run(text("W"))) is None
    assert cut_first_sign(run(element("tab"))) is None
    assert cut_first_sign(element("ins", run(text("Word")))) is None
