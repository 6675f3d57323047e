"""Ids that are in no name list are refused, with the nearest one or the file of the list."""

from __future__ import annotations

import pytest

from assembler.errors import UnknownName
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.settings.known_names import refuse_unknown

NAMES = Vocabulary(
    {"au": Organization("au", "African Union", "AU")},
    {"unhcr": Entity("unhcr", "Office of the United Nations High Commissioner for Refugees", "UNHCR")},
)


def test_known_ids_and_none_pass() -> None:
    refuse_unknown(NAMES, "unhcr", "au")
    refuse_unknown(NAMES, None, None)


@pytest.mark.parametrize(
    ("entity", "organization", "sentence"),
    [
        ("unhrc", None, "No entity has the id “unhrc”; did you mean “unhcr”?"),
        (None, "African Union", "No organization has the id “African Union”; did you mean “au”?"),
        (
            "nothing-like-it",
            "au",
            "No entity has the id “nothing-like-it”; the ids are in contributions/entities.yaml.",
        ),
        ("unhcr", "", "No organization has the id “”; the ids are in contributions/organizations.yaml."),
    ],
)
def test_unknown_id_is_refused(entity: str | None, organization: str | None, sentence: str) -> None:
    with pytest.raises(UnknownName) as error:
        refuse_unknown(NAMES, entity, organization)
    assert str(error.value) == sentence
