"""JSON Schemas of the settings files: valid, kept in templates/, true of the example, at one with our own reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assembler.model.contribution import Kind
from assembler.model.vocabulary import Vocabulary
from assembler.readers.contribution_paths import identify_path
from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.header_schema import HEADERS
from assembler.readers.settings.json_schema import make_json_schema, write_schema_file
from assembler.readers.settings.schema_types import (
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Shape,
    Text,
    Whole,
    Word,
)
from assembler.readers.settings.validation import read_settings
from tests.conftest import ENTITIES, ORGANIZATIONS, PLAN, ROOT
from tests.readers.settings.editor import seen

FILES = ROOT / "templates" / "schemas"
SETTINGS = ("report", "organizations", "entities")
LABELS = sorted((ROOT / "templates" / "labels").glob("*.yaml"))
TEXTS = [
    (path, identify_path(path.relative_to(ROOT).as_posix()))
    for path in sorted((ROOT / "contributions").rglob("*.md"))
    if path.name != "README.md"
]
HEADER = "entity: unhcr\norganization: au\nstatus: submitted\n"
RIGHT = {"report": PLAN, "organizations": ORGANIZATIONS, "entities": ENTITIES, "contribution": HEADER}


def refusals(schema: FileSchema, text: str) -> list[str]:
    """What an editor says of the text."""
    return [error.message for error in Draft202012Validator(make_json_schema("test", schema)).iter_errors(seen(text))]


def findings(schema: FileSchema, text: str) -> list[str]:
    """What our own reader says of it, without the name lists."""
    return [finding.message for finding in read_settings(text, "test.yaml", schema, Vocabulary())[1].findings]


@pytest.mark.parametrize("name", SCHEMAS)
class TestEachSchema:
    def test_is_valid(self, name: str) -> None:
        Draft202012Validator.check_schema(make_json_schema(name, SCHEMAS[name]))

    def test_file_holds_what_the_description_says(self, name: str, pytestconfig: pytest.Config) -> None:
        path = FILES / f"{name}.schema.json"
        expected = write_schema_file(name, SCHEMAS[name])
        if pytestconfig.getoption("renew"):
            path.write_bytes(expected)
        assert path.read_bytes() == expected, "“pytest --renew tests/readers” writes the files anew: read what changed."

    def test_is_named_without_a_host_and_can_be_read_again(self, name: str) -> None:
        schema = json.loads(write_schema_file(name, SCHEMAS[name]))
        assert schema["$id"] == f"urn:report-assembler:schema:{name}"
        assert schema["description"] == SCHEMAS[name].documentation

    def test_every_key_says_what_it_holds_and_what_holds_without_it(self, name: str) -> None:
        for part in parts(make_json_schema(name, SCHEMAS[name])):
            for described in part.get("properties", {}).values():
                if "default" in described:
                    Draft202012Validator(described).validate(described["default"])
        assert keys(make_json_schema(name, SCHEMAS[name])) == described_keys(SCHEMAS[name].shape)


def test_there_is_no_other_file() -> None:
    assert {path.name for path in FILES.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_defaults_are_typed() -> None:
    properties = make_json_schema("report", SCHEMAS["report"])["properties"]
    assert properties["contents"]["default"] is False
    assert properties["word_limit"]["properties"]["words"]["default"] == 8500
    assert properties["word_limit"]["properties"]["count"]["default"] == ["summary", "headings", "body", "footnotes"]
    assert properties["annexes"]["default"] == []
    assert "default" not in properties["title"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_key_that_an_editor_takes_for_a_number_passes(name: str) -> None:
    assert all("type" not in part.get("propertyNames", {}) for part in parts(make_json_schema(name, SCHEMAS[name])))


class TestExample:
    @pytest.mark.parametrize("name", SETTINGS)
    def test_settings(self, name: str) -> None:
        text = (ROOT / "contributions" / f"{name}.yaml").read_text(encoding="utf-8")
        assert refusals(SCHEMAS[name], text) == []

    @pytest.mark.parametrize("name", SETTINGS)
    def test_settings_as_yaml_1_1_reads_them(self, name: str) -> None:
        data = yaml.safe_load((ROOT / "contributions" / f"{name}.yaml").read_bytes())
        Draft202012Validator(make_json_schema(name, SCHEMAS[name])).validate(json.loads(json.dumps(data, default=str)))

    @pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
    def test_labels(self, path: Path) -> None:
        assert refusals(SCHEMAS["labels"], path.read_text(encoding="utf-8")) == []

    def test_headers(self) -> None:
        kinds = set()
        for path, place in TEXTS:
            assert place is not None
            head = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL)
            if head:
                assert refusals(HEADERS[place[0]], head[1]) == [], path
                kinds.add(place[0])
        assert kinds >= {Kind.ENTITY, Kind.CONSOLIDATED}

    @pytest.mark.parametrize(
        ("path", "name"),
        [(ROOT / "contributions" / f"{name}.yaml", name) for name in SETTINGS] + [(path, "labels") for path in LABELS],
        ids=lambda value: value.stem if isinstance(value, Path) else "",
    )
    def test_first_line_leads_editors_to_the_schema(self, path: Path, name: str) -> None:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).resolve() == FILES / f"{name}.schema.json"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("report", "deadline:", "dedline:", id="unknown key"),
        pytest.param("report", "date: 2020-09-11\n", "", id="missing key"),
        pytest.param("report", "date: 2020-09-11", "date: null", id="nothing where something must be"),
        pytest.param("report", "title: Cooperation", "title: [Cooperation]\nx: ", id="list instead of text"),
        pytest.param("report", "themes: [Humanitarian affairs, Human rights]", "themes: one", id="text, not list"),
        pytest.param("report", "session: 75", "session: seventy-five", id="no number"),
        pytest.param("report", "session: 75", "session: 0", id="number too small"),
        pytest.param("report", "item: 130", "item: '1000'", id="number too great, quoted"),
        pytest.param("report", "date: 2020-09-11", "date: 11 September 2020", id="no day"),
        pytest.param("report", "date: 2020-09-11", "date: 20200911", id="a number, no day"),
        pytest.param("report", "A/75/345", "A-75-345", id="no document symbol"),
        pytest.param("report", "20-11922", "2011922", id="no job number"),
        pytest.param("report", "stage: provisional agenda", "stage: provisional", id="none of the words"),
        pytest.param("report", "headings: true", "headings: perhaps", id="neither true nor false"),
        pytest.param("report", "organizations: all", "organizations: some", id="none of several shapes"),
        pytest.param("report", "organizations: all", "organizations: {but: [au]}", id="unknown key in one of them"),
        pytest.param("report", "S/2020/898", "A/75/345", id="item twice"),
        pytest.param("report", "S/2020/898]", "S/2020/898, A/75/346]", id="too many items"),
        pytest.param("report", "[A/75/345, S/2020/898]", "[]", id="too few items"),
        pytest.param("report", "themes: [Human", "themes: [~, Human", id="item that is nothing"),
        pytest.param("report", "text: introduction", "text: Introduction.md", id="no identifier"),
        pytest.param("report", "{UN-ABB-01:", "{UN-1:", id="no rule"),
        pytest.param("report", "deadline:", "emblem: ../emblem.png\ndeadline:", id="path outside"),
        pytest.param("organizations", "item_letter: a", "item_letter: 1", id="no letter"),
        pytest.param("organizations", "name: African Union", "name: ''", id="empty text"),
        pytest.param("organizations", "name: African", "names: {de: x}, name: African", id="unknown language"),
        pytest.param("entities", "who:", "general:", id="reserved name"),
        pytest.param("entities", "who:", "W H O:", id="no identifier as key"),
        pytest.param("contribution", "status: submitted", "status: Submitted", id="word in capitals"),
        pytest.param("contribution", "status:", "focal_point: {name: A, email: x}\nstatus:", id="no address"),
        pytest.param("contribution", "status:", "waive: [{rule: UN-ABB-01}]\nstatus:", id="missing key in a list"),
    ],
)
def test_wrong_value_is_refused_by_reader_and_schema(name: str, old: str, new: str) -> None:
    text = RIGHT[name]
    assert refusals(SCHEMAS[name], text) == []
    assert findings(SCHEMAS[name], text) == []
    assert old in text
    assert findings(SCHEMAS[name], text.replace(old, new, 1))
    assert refusals(SCHEMAS[name], text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("report", "session: 75", "session: '75'", id="number in quotation marks"),
        pytest.param("report", "headings: true", "headings: 'No'", id="no in quotation marks"),
        pytest.param("report", "headings: true", "headings: lettered", id="another shape"),
        pytest.param("report", "organizations: all", "organizations: {except: [au]}", id="and another"),
        pytest.param("report", "deadline: 2020-06-30", "deadline: ", id="optional value left empty"),
        pytest.param("report", "stage: provisional agenda", "stage: ~", id="optional word left empty"),
        pytest.param("report", "organizations: all", "organizations: null", id="optional group left empty"),
        pytest.param("report", "{UN-ABB-01:", "{UN-NUM-03: {level: off, reason: 1}, UN-ABB-01:", id="off is a word"),
        pytest.param("report", "Humanitarian affairs", "2030, true, 1.10", id="numbers and truths as text"),
        pytest.param("report", "unhcr: [au]", "75: [au, 1e3, true]", id="numbers and truths as identifiers"),
        pytest.param("report", "A/75/345", "A/81/6 (Sect. 10)", id="long symbol"),
        pytest.param("contribution", "status:", "waive: []\nstatus:", id="empty list"),
    ],
)
def test_right_value_in_another_dress_is_taken_by_both(name: str, old: str, new: str) -> None:
    assert old in RIGHT[name]
    assert findings(SCHEMAS[name], RIGHT[name].replace(old, new, 1)) == []
    assert refusals(SCHEMAS[name], RIGHT[name].replace(old, new, 1)) == []


def below(shape: Shape) -> tuple[Shape, ...]:
    match shape:
        case RecordOf():
            return tuple(one.shape for one in shape.fields)
        case ListOf():
            return (shape.item,)
        case MappingOf():
            return (shape.key, shape.value)
        case OneOf():
            return shape.shapes
        case _:
            return ()


def words(shape: Shape) -> Iterator[Word]:
    """The shapes of single values in the shape."""
    if not isinstance(shape, RecordOf | ListOf | MappingOf | OneOf):
        yield shape
    for one in below(shape):
        yield from words(one)


def described_keys(shape: Shape) -> set[tuple[str, str]]:
    """Every key of the shape with its documentation."""
    own = {(one.name, one.documentation) for one in shape.fields} if isinstance(shape, RecordOf) else set()
    return own.union(*(described_keys(one) for one in below(shape)))


def parts(schema: object) -> Iterator[dict[str, dict[str, dict[str, object]]]]:
    """Every group of keys in a schema."""
    if isinstance(schema, dict):
        yield schema
    for one in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(one)


def keys(schema: object) -> set[tuple[str, object]]:
    """Every key that a schema describes, with its description."""
    found = ((name, one) for part in parts(schema) for name, one in part.get("properties", {}).items())
    return {(name, one["description"]) for name, one in found if "description" in one}


WORDS = [Whole(), Whole(0, 5), Text(), Identifier()]
WORDS += [word for schema in SCHEMAS.values() for word in words(schema.shape)]


@given(
    st.sampled_from(sorted(set(WORDS), key=repr)),
    st.text("0123456789abcefltrusyxnoAETSUN-+._/{}#@~", min_size=1, max_size=12)
    | st.from_regex(r"[0-9]{1,4}", fullmatch=True),
)
@example(Text(), "0x1f")
@example(Text(), ".nan")
@example(Identifier(), "1e3")
@example(Identifier(), "true")
@example(Whole(0, 5), "0")
@example(Text("[^:]+", "a path"), "75")
@example(Text("[^:]+", "a path"), "true")
def test_what_the_reader_takes_passes_the_schema(word: Word, text: str) -> None:
    schema = FileSchema("the file test.yaml", "A test.", RecordOf((Field("key", word, "What is meant."),), "key: x"))
    for written in (f"key: {text}", f"key: {json.dumps(text)}"):
        if not findings(schema, written):
            assert refusals(schema, written) == []
