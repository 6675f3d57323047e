"""Names, sources and orders that paragraphs bear whatever becomes of their words."""

from __future__ import annotations

import pytest

from tests.merge.cases import AU, Case

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
