"""Descriptions of settings files, and reading by them: typed values, every fault with its place and a way out."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.finding import Finding
from assembler.model.text.suggestions import suggest, suggest_identifier
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    DocumentSymbol,
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    Phrase,
    RecordOf,
    Shape,
    Text,
    Whole,
    YesNo,
    describe_shape,
)
from assembler.readers.settings.validated_record import Record
from assembler.readers.settings.validation import read_settings, sorted_findings

VOCABULARY = Vocabulary(
    {
        "au": Organization("au", "African Union", "AU", names={"fr": "Union africaine"}),
        "las": Organization("las", "League of Arab States", "LAS", aliases=("Arab League",)),
        "asean": Organization("asean", "Association of Southeast Asian Nations", "ASEAN"),
    },
    {"unwomen": Entity("unwomen", "United Nations Entity for Gender Equality", "UN-Women")},
)


def read(text: str, shape: Shape, *, required: bool = False) -> tuple[Record, tuple[Finding, ...]]:
    """The record of a file with the one key “key”."""
    fields = (Field("key", shape, "What is meant.", required=required),)
    schema = FileSchema("the file test.yaml", "A test.", RecordOf(fields, "key: value"))
    record, reading = read_settings(text, "test.yaml", schema, VOCABULARY)
    assert record is not None
    return record, sorted_findings(reading)


def value(text: str, shape: Shape) -> Record:
    record, findings = read(text, shape)
    assert findings == ()
    return record


def fault(text: str, shape: Shape, *, required: bool = False) -> Finding:
    _, (finding,) = read(text, shape, required=required)
    return finding


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.rule, finding.source.line, finding.source.column


class TestWords:
    def test_text_in_one_line(self) -> None:
        assert value("key: >\n  one\n  two\n", Text()).text("key") == "one two"

    def test_no_break_space_is_kept(self) -> None:
        assert value('key: "Original\\u00a0: anglais"', Text()).text("key") == "Original\u00a0: anglais"

    def test_exact_text_keeps_its_spaces(self) -> None:
        assert value('key: " and "', Text(exact=True)).text("key") == " and "

    def test_day(self) -> None:
        assert value("key: 2020-02-29", Day()).day("key") == date(2020, 2, 29)

    @pytest.mark.parametrize("written", ["2020-02-30", "2019-02-29", "2020-13-01", "0000-01-01", "2020-2-3", "20-02-3"])
    def test_no_day_of_the_calendar(self, written: str) -> None:
        assert place(fault(f"# remark\nkey: {written}", Day())) == ("IN-VAL-01", 2, 6)

    def test_whole_number(self) -> None:
        assert value("key: 75", Whole()).number("key") == 75

    @pytest.mark.parametrize("written", ["075", "8,500", "1.10", "1e3", "-1", "seven", "٧٥", "1_000", "101"])
    def test_no_whole_number(self, written: str) -> None:
        assert place(fault(f"key: {written}", Whole(1, 100))) == ("IN-VAL-01", 1, 6)

    @pytest.mark.parametrize(("written", "meant"), [("true", True), ("No", False), ("YES", True), ("false", False)])
    def test_yes_and_no(self, written: str, meant: bool) -> None:
        assert value(f"key: {written}", YesNo()).boolean("key", not meant) is meant

    def test_neither_yes_nor_no(self) -> None:
        assert place(fault("key: maybe", YesNo())) == ("IN-VAL-01", 1, 6)

    def test_true_is_no_number_and_a_number_is_not_true(self) -> None:
        assert value("key: true", YesNo()).number("key") is None
        assert value("key: 1", Whole()).boolean("key") is False

    def test_choice_says_what_was_meant(self) -> None:
        assert fault("key: Cleared", Choice(("draft", "cleared"))).hint == "Did you mean “cleared”?"

    @pytest.mark.parametrize(
        "symbol",
        [
            "A/75/345",
            "S/2020/898",
            "A/80/604/Add.8",
            "A/C.3/72/L.1",
            "S/PRST/2013/12",
            "A/HRC/44/32",
            "S/RES/2457(2019)",
            "A/81/6 (Sect. 10)",
            "ST/SGB/2003/13",
        ],
    )
    def test_document_symbol(self, symbol: str) -> None:
        assert value(f"key: {symbol}", DocumentSymbol()).text("key") == symbol

    @pytest.mark.parametrize(
        "written",
        ["A-75-345", "a/75/345", "A/2020/345", "S/75/898", "A/75", "A/75/345–S/2020/898", "A\\75\\345", "A/75/ 3"],
    )
    def test_no_document_symbol(self, written: str) -> None:
        assert place(fault(f"key: {written}", DocumentSymbol())) == ("IN-VAL-01", 1, 6)

    @pytest.mark.parametrize("written", ["Introduction", "general/introduction", "introduction.md", "a" * 41, "../x"])
    def test_no_identifier(self, written: str) -> None:
        assert place(fault(f"key: {written}", Identifier())) == ("IN-VAL-01", 1, 6)

    @pytest.mark.parametrize(
        ("character", "name"),
        [
            (" ", "space (U+0020)"),
            ("\\t", "tab (U+0009)"),
            ("\\n", "line break (U+000A)"),
            ("\\_", "no-break space (U+00A0)"),
            ("\u200b", "zero width space (U+200B)"),
            ("\u00ad", "soft hyphen (U+00AD)"),
            ("\u3000", "ideographic space (U+3000)"),
        ],
    )
    @pytest.mark.parametrize("form", ['"au{}"', '"{}au"', '"{}au{}"'])
    def test_identifier_with_a_character_that_can_not_be_seen(self, form: str, character: str, name: str) -> None:
        for shape in (Identifier(), Identifier("organization")):
            found = fault(f"key: {form.replace('{}', character)}", shape)
            assert place(found) == ("IN-VAL-01", 1, 6)
            assert found.message == f"“au” is written with a character that cannot be seen: {name}."
            assert found.hint.startswith("Write “au”: ")
        keys = MappingOf(Identifier("organization"), Text(), "{au: x}")
        assert "cannot be seen" in fault(f"key: {{{form.replace('{}', character)}: x}}", keys).message

    def test_space_inside_an_identifier_is_seen(self) -> None:
        assert "small letters" in fault("key: african union", Identifier()).message

    @pytest.mark.parametrize("written", ["{x} {y}", "{x", "}{x}", "{x.real}", "{x!r}", "{x:>9}", "{{x}}", "{0}", "no"])
    def test_phrase_that_can_not_be_filled_is_refused(self, written: str) -> None:
        assert place(fault(f'key: "{written}"', Phrase(("x",)))) == ("IN-VAL-01", 1, 6)

    def test_phrase_that_can_be_filled(self) -> None:
        assert value('key: "{x} ({y})"', Phrase(("x",), ("y",))).text("key").format(x=1, y=2) == "1 (2)"


class TestIdentifiers:
    def test_known(self) -> None:
        assert value("key: au", Identifier("organization")).text("key") == "au"

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("AU", "au"),
            ("aseen", "asean"),
            ("african-union", "au"),
            ("African Union", "au"),
            ("Union africaine", "au"),
            ("arab-league", "las"),
        ],
    )
    def test_unknown_says_what_was_meant(self, written: str, meant: str) -> None:
        finding = fault(f"key: {written}", Identifier("organization"))
        assert place(finding) == ("IN-VAL-02", 1, 6)
        assert f"“{meant}”" in finding.hint

    def test_entity_by_its_acronym(self) -> None:
        assert "“unwomen”" in fault("key: UN Women", Identifier("entity")).hint

    def test_nothing_near(self) -> None:
        hint = fault("key: zzz", Identifier("organization")).hint
        assert hint == "Write one of the identifiers in organizations.yaml."

    def test_list_that_could_not_be_read_makes_nothing_unknown(self) -> None:
        schema = FileSchema("x", "x", MappingOf(Identifier("entity"), Text()))
        _, reading = read_settings("unhcr: x", "test.yaml", schema, Vocabulary())
        assert reading.findings == []

    def test_nearest_is_nothing_where_all_is_far(self) -> None:
        assert suggest("quite other", ("title", "date")) == ""
        assert suggest_identifier("Nothing alike", VOCABULARY.organizations) == ""


class TestGroups:
    RECORD = RecordOf(
        (Field("title", Text(), "The title.", required=True), Field("stamp", Day(), "The day.")), "{title: x}"
    )

    def test_unknown_key_says_what_was_meant(self) -> None:
        finding = fault("key: {title: x, stmap: 2020-01-01}", self.RECORD)
        assert place(finding) == ("IN-KEY-01", 1, 17)
        assert finding.hint == "Did you mean “stamp”?"

    def test_unknown_key_with_nothing_near(self) -> None:
        finding = fault("key: {title: x, colour: red}", self.RECORD)
        assert finding.hint == "The keys that can stand here are title, stamp."

    @pytest.mark.parametrize("written", ["{stamp: 2020-01-01}", "{title: , stamp: 2020-01-01}", "{title: ~}"])
    def test_missing_key(self, written: str) -> None:
        finding = fault(f"key: {written}", self.RECORD)
        assert (finding.rule, finding.source.line) == ("IN-KEY-02", 1)
        assert finding.hint == "Add “title: …”. The title."

    def test_nothing_is_as_good_as_no_key(self) -> None:
        record = value("key: {title: x, stamp: null}", self.RECORD).record("key")
        assert record is not None
        assert record.day("stamp") is None
        assert "stamp" not in record.sources

    def test_empty_text(self) -> None:
        assert place(fault('key: {title: "  "}', self.RECORD)) == ("IN-VAL-03", 1, 14)

    @pytest.mark.parametrize(
        ("written", "shape"),
        [("[x]", Text()), ("{x: y}", Text()), ("x", ListOf(Text())), ("[x]", RECORD), ("x", MappingOf(Text(), Text()))],
    )
    def test_other_kind_of_value(self, written: str, shape: Shape) -> None:
        assert place(fault(f"key: {written}", shape)) == ("IN-VAL-01", 1, 6)

    def test_single_value_instead_of_a_list_is_shown_as_a_list(self) -> None:
        assert "“key: [asean]”" in fault("key: asean", ListOf(Text())).hint

    def test_list_that_is_too_short_empty_or_too_long(self) -> None:
        shape = ListOf(Text(), least=2, most=3)
        assert place(fault("key: [a]", shape)) == ("IN-VAL-01", 1, 6)
        assert place(fault("key: []", shape)) == ("IN-VAL-03", 1, 6)
        assert place(fault("key: [a, b, c, d]", shape)) == ("IN-VAL-01", 1, 16)

    def test_item_that_stands_twice(self) -> None:
        record, (finding,) = read("key: [a, b, a]", ListOf(Text(), distinct=True))
        assert place(finding) == ("IN-VAL-04", 1, 13)
        assert record.texts("key") == ("a", "b")

    def test_item_that_is_nothing(self) -> None:
        assert place(fault("key: [a, ~]", ListOf(Text()))) == ("IN-VAL-03", 1, 10)

    def test_one_of_several_shapes(self) -> None:
        shape = OneOf((Choice(("all",)), ListOf(Text())), "all, or a list")
        assert value("key: all", shape).text("key") == "all"
        assert value("key: [a]", shape).texts("key") == ("a",)
        finding = fault("key: al", shape)
        assert finding.message == "“key” must be all, or a list, but “al” stands here."
        assert finding.hint == "Did you mean “all”?"

    def test_all_faults_in_one_run_and_what_was_right_is_kept(self) -> None:
        record, findings = read("key:\n  title: [x]\n  stmap: 1\n  stamp: 2020-02-30\nother: x\n", self.RECORD)
        assert [place(f) for f in findings] == [
            ("IN-VAL-01", 2, 10),
            ("IN-KEY-01", 3, 3),
            ("IN-VAL-01", 4, 10),
            ("IN-KEY-01", 5, 1),
        ]
        assert record.record("key") is not None

    def test_fault_of_yaml_is_not_told_twice(self) -> None:
        assert place(fault("key: *today", Day())) == ("IN-YML-03", 1, 6)

    def test_long_values_are_shown_short(self) -> None:
        assert len(fault(f"key: {'x' * 5000}", Day()).message) < 200


class TestWholeFile:
    SCHEMA = FileSchema("the file test.yaml", "A test.", RecordOf((), "key: value"))

    @pytest.mark.parametrize("text", ["", "# remark\n", "null\n", "~"])
    def test_nothing_is_written(self, text: str) -> None:
        record, reading = read_settings(text, "test.yaml", self.SCHEMA, VOCABULARY, first_line=2)
        assert record is None
        assert [place(f) for f in reading.findings] == [("IN-VAL-03", 2, 1)]

    @pytest.mark.parametrize("text", ["just text", "- a\n- b\n"])
    def test_no_keys(self, text: str) -> None:
        record, reading = read_settings(text, "test.yaml", self.SCHEMA, VOCABULARY)
        assert record is None
        assert [place(f) for f in reading.findings] == [("IN-VAL-01", 1, 1)]


def shapes(shape: Shape) -> list[Shape]:
    """The shape and all shapes in it."""
    match shape:
        case RecordOf():
            below: tuple[Shape, ...] = tuple(one.shape for one in shape.fields)
        case ListOf():
            below = (shape.item,)
        case MappingOf():
            below = (shape.key, shape.value)
        case OneOf():
            below = shape.shapes
        case _:
            below = ()
    return [shape, *(inner for one in below for inner in shapes(one))]


@pytest.mark.parametrize("name", SCHEMAS)
class TestDescriptions:
    def test_every_key_has_a_line_of_documentation(self, name: str) -> None:
        assert SCHEMAS[name].documentation.endswith(".")
        for shape in shapes(SCHEMAS[name].shape):
            for field in shape.fields if isinstance(shape, RecordOf) else ():
                assert field.documentation[0].isupper(), field.name
                assert field.documentation.endswith("."), field.name

    def test_every_shape_can_be_said_in_words(self, name: str) -> None:
        for shape in shapes(SCHEMAS[name].shape):
            assert describe_shape(shape)

    def test_no_key_is_described_twice(self, name: str) -> None:
        for shape in shapes(SCHEMAS[name].shape):
            if isinstance(shape, RecordOf):
                assert len({field.name for field in shape.fields}) == len(shape.fields)
