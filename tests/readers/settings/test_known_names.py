"""Names on the command line lead to one id each; else the nearest one, the candidates, or the file is named."""

from __future__ import annotations

import pytest

from assembler.errors import UnknownName
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.settings.known_names import (
    resolve_entity,
    resolve_names,
    resolve_organization,
    resolve_pair,
    resolve_text_name,
)

OSCE = "Organization for Security and Cooperation in Europe"
NAMES = Vocabulary(
    {
        "au": Organization("au", "African Union", "AU", names={"fr": "Union africaine"}, aliases=("OAU",)),
        "osce": Organization("osce", OSCE, "OSCE"),
        "ecowas": Organization(
            "ecowas", "Economic Community of West African States", "ECOWAS", aliases=("The Community",)
        ),
        "eccas": Organization(
            "eccas", "Economic Community of Central African States", "ECCAS", aliases=("the community",)
        ),
    },
    {"unhcr": Entity("unhcr", "Office of the United Nations High Commissioner for Refugees", "UNHCR")},
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("au", "au"),
        (" Au ", "au"),
        ("African  union", "au"),
        ("The African Union", "au"),
        ("African Union (AU)", "au"),
        ("Union africaine", "au"),
        ("oau", "au"),
        ("Organisation for Security and Co-operation in Europe", "osce"),
        ("A quite different name (OSCE)", "osce"),
    ],
)
def test_any_name_leads_to_the_id(name: str, id: str) -> None:
    assert resolve_organization(NAMES, name) == id


def test_pair_may_lack_the_organization() -> None:
    assert resolve_pair(NAMES, "UNHCR", "AU") == ("unhcr", "au")
    assert resolve_pair(NAMES, "UNHCR", "") == ("unhcr", "")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("unhrc", "No entity has the id, acronym or name “unhrc”; did you mean “unhcr”?"),
        ("no such", "No entity has the id, acronym or name “no such”; the ids are in contributions/entities.yaml."),
        ("", "No entity has the id, acronym or name “”; the ids are in contributions/entities.yaml."),
        ("()", "No entity has the id, acronym or name “()”; the ids are in contributions/entities.yaml."),
        ("../..", "No entity has the id, acronym or name “../..”; the ids are in contributions/entities.yaml."),
    ],
)
def test_unknown_name_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(UnknownName) as error:
        resolve_entity(NAMES, name)
    assert str(error.value) == sentence


def test_name_of_two_is_refused_with_the_candidates() -> None:
    with pytest.raises(UnknownName) as error:
        resolve_organization(NAMES, "Community")
    assert str(error.value) == (
        "“Community” can mean 2 of contributions/organizations.yaml: ecowas (Economic Community of West African "
        "States), eccas (Economic Community of Central African States). Write the id that you mean."
    )


def test_organization_in_the_place_of_the_entity_is_named() -> None:
    with pytest.raises(UnknownName) as error:
        resolve_pair(NAMES, "AU", "UNHCR")
    assert str(error.value) == "“AU” is an organization. Name the entity first, then the organization."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UNHCR/AU#p2", "unhcr/au#p2"),
        ("UNHCR/African Union", "unhcr/au"),
        ("consolidated/AU", "consolidated/au"),
        ("general/introduction", "general/introduction"),
        ("who/au", "who/au"),
        ("unhcr", "unhcr"),
    ],
)
def test_text_is_named_by_any_names(name: str, text: str) -> None:
    assert resolve_text_name(NAMES, name) == text


BOTH = Vocabulary({"au": Organization("au", "African Union", "WHO")}, {"who": Entity("who", "World Health", "WHO")})


def test_names_are_entities_then_organizations() -> None:
    assert resolve_names(NAMES, ["UNHCR", "AU", "osce", "African Union"]) == (("unhcr",), ("au", "osce"))
    assert resolve_names(NAMES, ["AU"], all_entities=True) == ((), ("au",))
    assert resolve_names(BOTH, ["WHO", "WHO"]) == (("who",), ("au",))


@pytest.mark.parametrize(
    ("names", "all_entities", "said"),
    [
        (["AU"], False, "“AU” is an organization. Name the entity first, then the organization."),
        (["unhcr"], True, "“unhcr” is an entity. With --all, name organizations only."),
        (["unhrc"], False, "No entity has the id, acronym or name “unhrc”; did you mean “unhcr”?"),
        (["unhcr", "community"], False, "“community” can mean 2 of contributions/organizations.yaml: ecowas"),
        (
            ["unhcr", "no such"],
            False,
            "No entity or organization has the id, acronym or name “no such”; the ids are in "
            "contributions/entities.yaml and organizations.yaml.",
        ),
    ],
)
def test_names_that_do_not_fit_are_refused(names: list[str], said: str, *, all_entities: bool) -> None:
    with pytest.raises(UnknownName) as error:
        resolve_names(NAMES, names, all_entities=all_entities)
    assert str(error.value).startswith(said)
