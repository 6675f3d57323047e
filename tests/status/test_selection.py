"""Names select contributions: of entities, on organizations, and of both where a name is in both lists."""

from __future__ import annotations

import pytest

from assembler.errors import UnknownName
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.status.selection import ALL, select_by_names

VOCABULARY = Vocabulary(
    organizations={id: Organization(id, name) for id, name in (("au", "African Union"), ("iom", "Migration"))},
    entities={
        id: Entity(id, name) for id, name in (("dpo", "Peace Operations"), ("iom", "Migration"), ("who", "Health"))
    },
)
PAIRS = [(entity, organization) for entity in VOCABULARY.entities for organization in VOCABULARY.organizations]


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ((), {*PAIRS}),
        (("dpo",), {("dpo", "au"), ("dpo", "iom")}),
        (("dpo", "WHO"), {("dpo", "au"), ("dpo", "iom"), ("who", "au"), ("who", "iom")}),
        (("african union",), {("dpo", "au"), ("iom", "au"), ("who", "au")}),
        (("dpo", "au"), {("dpo", "au")}),
        (("iom",), {("iom", "au"), ("iom", "iom"), ("dpo", "iom"), ("who", "iom")}),
        (("iom", "au"), {("iom", "au")}),
    ],
)
def test_names_select(names: tuple[str, ...], meant: set[tuple[str, str]]) -> None:
    selection = select_by_names(VOCABULARY, names)
    assert {pair for pair in PAIRS if selection.has(*pair)} == meant
    assert {pair for pair in PAIRS if selection.has_file("contributions/{}/{}.md".format(*pair))} == meant


def test_files_beside_contributions() -> None:
    assert ALL.has_file("contributions/report.yaml")
    selection = select_by_names(VOCABULARY, ["au"])
    assert selection.has_file("contributions/consolidated/au.md")
    assert not selection.has_file("contributions/consolidated/iom.md")
    assert not selection.has_file("contributions/report.yaml")


def test_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean “who”"):
        select_by_names(VOCABULARY, ["whoo"])
