"""The tables of keys in the guide to contributors: how they are made, and that they are true."""

from __future__ import annotations

import pytest

from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    Field,
    FileSchema,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Text,
    YesNo,
)
from tests.conftest import ROOT
from tests.readers.settings.guide_tables import fill_reference_tables, make_reference_table

GUIDE = ROOT / "contributions" / "README.md"


def table(*fields: Field) -> list[str]:
    return make_reference_table(FileSchema("the file", "A test.", RecordOf(fields, "key: value"))).splitlines()[2:]


def test_guide_says_what_the_descriptions_say(pytestconfig: pytest.Config) -> None:
    page = GUIDE.read_text(encoding="utf-8")
    expected = fill_reference_tables(page, SCHEMAS)
    if pytestconfig.getoption("renew"):
        GUIDE.write_text(expected, encoding="utf-8", newline="\n")
    assert GUIDE.read_text(encoding="utf-8") == expected, "“pytest --renew tests/readers” writes the tables anew."


@pytest.mark.parametrize(
    ("name", "key"),
    [("contribution", "status"), ("contribution", "waive.rule"), ("report", "title"), ("report", "word_limit.words")],
)
def test_guide_has_the_tables_of_header_and_plan(name: str, key: str) -> None:
    _, _, after = GUIDE.read_text(encoding="utf-8").partition(f"<!-- reference: {name} -->\n")
    assert f"\n| `{key}` | " in after.partition("<!-- end of reference -->")[0]


def test_word_with_its_choices_and_what_holds_without_it() -> None:
    field = Field("level", Choice(("low", "high")), "How high it is.", default="low")
    assert table(field) == ["| `level` | How high it is: “low” or “high”. | no; without it `low` |"]


def test_form_is_not_said_twice() -> None:
    assert table(Field("on", YesNo(), "Whether it is on: true or false.", required=True)) == [
        "| `on` | Whether it is on: true or false. | yes |"
    ]


def test_keys_inside_others_follow_with_a_dot() -> None:
    period = RecordOf((Field("to", Day(), "The last day.", required=True),), "{to: 2020-08-31}")
    assert table(Field("period", period, "The period."), Field("title", Text(), "The title.")) == [
        "| `period` | The period. As in `period: {to: 2020-08-31}`. | no |",
        "| `period.to` | The last day. As in `to: 2020-06-30`. | yes |",
        "| `title` | The title. | no |",
    ]


def test_keys_in_lists_in_groups_and_in_one_of_several_shapes() -> None:
    record = RecordOf((Field("name", Text(), "The name."),), "{name: x}")
    names = [
        row.split("`")[1]
        for row in table(
            Field("many", ListOf(record), "Many."),
            Field("by_code", MappingOf(Text(), record, "{A: {name: x}}"), "Each."),
            Field("either", OneOf((Choice(("all",)), record), "all, or a group"), "Either."),
        )
    ]
    assert names == ["many", "many.name", "by_code", "by_code.name", "either", "either.name"]


def test_stroke_does_not_end_the_cell() -> None:
    assert table(Field("key", Text("a|b", "a | b"), "The key.")) == [r"| `key` | The key: a \| b. | no |"]


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = "Before.\n<!-- reference: entities -->\nformer words\n<!-- end of reference -->\nAfter.\n"
    renewed = fill_reference_tables(page, SCHEMAS)
    assert renewed.startswith("Before.\n<!-- reference: entities -->\n\n| Key |")
    assert renewed.endswith("|\n\n<!-- end of reference -->\nAfter.\n")
    assert "former words" not in renewed
    assert fill_reference_tables(renewed, SCHEMAS) == renewed


def test_mark_that_names_no_settings_file() -> None:
    with pytest.raises(KeyError):
        fill_reference_tables("<!-- reference: nothing -->\n<!-- end of reference -->", SCHEMAS)
