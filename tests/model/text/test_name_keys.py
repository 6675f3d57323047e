"""Two writings of one name have the same key; two names have not."""

from __future__ import annotations

import pytest
import yaml

from assembler.model.text.name_keys import make_name_key
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Organization for Security and Cooperation in Europe",
            "the ORGANISATION for Security and Co\u2011operation in  Europe",
        ),
        ("Centre for Defence", "Center for Defense"),
        ("World Food Programme", "World Food Program"),
        ("International Labour Organization", "International Labor Organisation"),
        ("Organización de Cooperación Islámica", "Organizacion de Cooperacion Islamica"),
        ("Asian-African Legal Consultative Organization", "Asian–African Legal Consultative Organization"),
        ("Peace & Security", "Peace and Security"),
        ("African Union’s Office", "African Union's Office"),
        ("非洲联盟", "非洲联盟 "),
    ],
)
def test_spelling_makes_no_difference(one: str, other: str) -> None:
    assert make_name_key(one) == make_name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("African Union", "Africa Union"), ("AU", "OAU"), ("الاتحاد", "非洲联盟")])
def test_other_words_make_a_difference(one: str, other: str) -> None:
    assert make_name_key(one) != make_name_key(other)


@pytest.mark.parametrize("name", ["", " ", "—", "()"])
def test_name_without_letters_has_no_key(name: str) -> None:
    assert make_name_key(name) == ""


@pytest.mark.parametrize("file", ["organizations.yaml", "entities.yaml"])
def test_names_of_the_example_stay_apart(file: str) -> None:
    groups = yaml.safe_load((ROOT / "contributions" / file).read_text(encoding="utf-8"))
    owners: dict[str, str] = {}
    for id, group in groups.items():
        for name in (group["name"], group.get("acronym", id), *group.get("aliases", ()), *group["names"].values()):
            assert owners.setdefault(make_name_key(name), id) == id, name
