"""The door to YAML: every scalar a string with its place, every fault a finding in plain words, nothing ever raised."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.finding import Severity, Source
from assembler.readers.yaml import nodes as door
from assembler.readers.yaml.nodes import MOST_BYTES, MOST_DEPTH, Mapping, Node, Scalar, Sequence, read_yaml

PATH = "contributions/report.yaml"


@pytest.fixture(params=[yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)], ids=["python", "c"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test with the parser written in Python and with the one in C."""
    monkeypatch.setattr(door, "LOADER", request.param)


def clean(text: str) -> Node:
    node, findings = read_yaml(text, PATH)
    assert findings == ()
    assert node is not None
    return node


def mapping(text: str) -> dict[str, Node]:
    node = clean(text)
    assert isinstance(node, Mapping)
    return {key.text: value for key, value in node.entries}


@pytest.mark.usefixtures("_each_parser")
class TestValues:
    @pytest.mark.parametrize("written", ["NO", "12:30", "1.10", "075", "0x1F", "1e3", "2020-02-30", "true", "=", "1_0"])
    def test_every_value_keeps_its_spelling(self, written: str) -> None:
        value = mapping(f"key: {written}\n")["key"]
        assert isinstance(value, Scalar)
        assert (value.text, value.plain) == (written, True)

    @pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
    def test_nothing_is_absent(self, written: str) -> None:
        value = mapping(f"key: {written}\n")["key"]
        assert isinstance(value, Scalar)
        assert value.absent

    @pytest.mark.parametrize("written", ['""', '"null"', "'~'", "nil", "none"])
    def test_text_that_looks_like_nothing_is_text(self, written: str) -> None:
        value = mapping(f"key: {written}\n")["key"]
        assert isinstance(value, Scalar)
        assert not value.absent

    def test_lists_and_groups(self) -> None:
        node = mapping("a: [x, {b: y}]\nc:\n  - z\n")
        assert isinstance(node["a"], Sequence)
        assert isinstance(node["a"].items[1], Mapping)
        assert isinstance(node["c"], Sequence)

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
    def test_empty_text_is_nothing_and_no_fault(self, text: str) -> None:
        assert read_yaml(text, PATH) == (None, ())


@pytest.mark.usefixtures("_each_parser")
class TestPlaces:
    def place(self, text: str, key: str, first_line: int = 1) -> Source:
        node, _ = read_yaml(text, PATH, first_line)
        assert isinstance(node, Mapping)
        return next(value.source for name, value in node.entries if name.text == key)

    def test_value(self) -> None:
        assert self.place("a: b\nkey:   value\n", "key") == Source(PATH, 2, 8, 2, 13)

    def test_front_matter_begins_further_down(self) -> None:
        assert self.place("key: value\n", "key", first_line=2) == Source(PATH, 2, 6, 2, 11)

    def test_quoted_text_over_two_lines(self) -> None:
        assert self.place('key: "one\n  two" \n', "key") == Source(PATH, 1, 6, 2, 7)

    def test_columns_count_characters(self) -> None:
        assert self.place("{😀: é, key: value}\n", "key") == Source(PATH, 1, 13, 1, 18)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_line_end(self, end: str) -> None:
        assert self.place(f"a: b{end}key: value{end}", "key") == Source(PATH, 2, 6, 2, 11)

    def test_line_ends_of_several_kinds(self) -> None:
        text = "first: a\r\nb: c\nkey: value\rd: e\n"
        assert self.place(text, "first") == Source(PATH, 1, 8, 1, 9)
        assert self.place(text, "key") == Source(PATH, 3, 6, 3, 11)
        assert self.place(text, "d") == Source(PATH, 4, 4, 4, 5)

    @pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
    def test_separators_of_unicode_are_no_new_lines(self, separator: str) -> None:
        assert self.place(f'a: "b{separator}c"\nkey: value\n', "key") == Source(PATH, 2, 6, 2, 11)

    def test_byte_order_mark_takes_no_room(self) -> None:
        assert self.place("\ufeffkey: value\n", "key") == Source(PATH, 1, 6, 1, 11)

    def test_value_that_is_not_there_has_no_end(self) -> None:
        assert self.place("key:\nb: c\n", "key") == Source(PATH, 1, 5)

    def test_group_without_braces_has_no_end(self) -> None:
        assert self.place("key:\n  a: b\nc: d\n", "key") == Source(PATH, 2, 3)

    @pytest.mark.parametrize("text", ["a: b\n", "- a\n"])
    def test_group_or_list_at_the_very_beginning_has_no_end(self, text: str) -> None:
        assert clean(text).source == Source(PATH, 1, 1)

    @pytest.mark.parametrize("mark", ["|", ">-"])
    def test_text_below_its_key_has_no_end(self, mark: str) -> None:
        assert self.place(f"key: {mark}\n  text\na: b\n", "key") == Source(PATH, 1, 6)

    def test_list_in_brackets_ends_with_them(self) -> None:
        assert self.place("key: [a,\n  b]\nc: d\n", "key") == Source(PATH, 1, 6, 2, 5)


BROKEN = {
    "tab before a key": ("a:\n\tb: c\n", "IN-YML-01", 2, 1),
    "tab at the beginning": ("\ta: b\n", "IN-YML-01", 1, 1),
    "NUL": ("a: b\x00c\n", "IN-YML-01", 1, 5),
    "control character": ("a: b\nc: \x1bd\n", "IN-YML-01", 2, 4),
    "lone surrogate": ("a: \ud800\n", "IN-YML-01", 1, 4),
    "second byte order mark": ("a: b\n\ufeffc: d\n", "IN-YML-01", 2, 1),
    "quotation mark never closed": ('a: b\nc: "d\ne: f\n', "IN-YML-01", 2, 4),
    "apostrophe never closed": ("a: 'b\nc: d\n", "IN-YML-01", 1, 4),
    "apostrophe inside apostrophes": ("a: 'It's'\n", "IN-YML-01", 1, 8),
    "bracket never closed": ("a: [b, c\nd: e\n", "IN-YML-01", 1, 4),
    "brace never closed": ("a: {b: c\nd: e\n", "IN-YML-01", 1, 4),
    "one brace too many": ("a: {b: c}}\n", "IN-YML-01", 1, 10),
    "text after a brace": ("a: {entity} on\n", "IN-YML-01", 1, 13),
    "second colon": ("title: Report: part two\n", "IN-YML-01", 1, 14),
    "no space after the colon": ("a:b\nc: d\n", "IN-YML-01", 2, 2),
    "no colon": ("a: b\ntitle\nc: d\n", "IN-YML-01", 2, 1),
    "indented too far": ("a: b\n  c: d\n", "IN-YML-01", 2, 4),
    "not indented enough": ("a:\n    b: c\n  d: e\n", "IN-YML-01", 3, 3),
    "key among items": ("a:\n  - b\n  c: d\n", "IN-YML-01", 3, 3),
    "item on the line of its key": ("a: - b\n", "IN-YML-01", 1, 4),
    "two commas": ("a: [b,,c]\n", "IN-YML-01", 1, 7),
    "at sign": ("a: @b\n", "IN-YML-01", 1, 4),
    "grave accent": ("a: `b`\n", "IN-YML-01", 1, 4),
    "per cent sign": ("a: %b\n", "IN-YML-01", 1, 4),
    "bar": ("a: | b\n", "IN-YML-01", 1, 4),
    "asterisk": ("a: * b\n", "IN-YML-01", 1, 4),
    "question mark": ("a: ? b\n", "IN-YML-01", 1, 4),
    "group as a key": ("? [a]\n: b\n", "IN-YML-01", 1, 3),
    "no key": (": b\n", "IN-YML-01", 1, 1),
    "question mark without a key": ("? \n: b\n", "IN-YML-01", 1, 2),
    "escaped NUL": ('a: "b\\0"\n', "IN-YML-01", 1, 4),
    "repeated key": ("a: b\nc: d\na: e\n", "IN-YML-02", 3, 1),
    "repeated key, once quoted": ('{a: b, "a": c}\n', "IN-YML-02", 1, 8),
    "alias": ("a: *b\n", "IN-YML-03", 1, 4),
    "alias on a last line without its end": ("a: b\nc: *d", "IN-YML-03", 2, 4),
    "anchor": ("a: &b c\n", "IN-YML-03", 1, 4),
    "tag": ("a: !b c\n", "IN-YML-03", 1, 4),
    "tag of Python": ("a: !!python/object/apply:os.system [ls]\n", "IN-YML-03", 1, 4),
    "tag without its prefix": ("a: !x!y b\n", "IN-YML-03", 1, 4),
    "merge key": ("a: b\n<<: {c: d}\n", "IN-YML-03", 2, 1),
    "second document": ("a: b\n---\nc: d\n", "IN-YML-06", 2, 1),
    "line of hyphens at the end": ("a: b\n---\n", "IN-YML-06", 2, 1),
    "text after the end": ("a: b\n...\nc: d\n", "IN-YML-06", 3, 1),
}


@pytest.mark.usefixtures("_each_parser")
class TestFaults:
    @pytest.mark.parametrize(("text", "rule", "line", "column"), BROKEN.values(), ids=BROKEN.keys())
    def test_fault_is_found_at_its_place(self, text: str, rule: str, line: int, column: int) -> None:
        _, (finding,) = read_yaml(text, PATH)
        assert (finding.rule, finding.source.line, finding.source.column) == (rule, line, column)
        assert finding.source.path == PATH
        assert finding.severity is Severity.ERROR

    @pytest.mark.parametrize(("text", "rule", "line", "column"), BROKEN.values(), ids=BROKEN.keys())
    def test_place_of_fault_in_front_matter(self, text: str, rule: str, line: int, column: int) -> None:
        _, (finding,) = read_yaml(text, PATH, first_line=2)
        assert (finding.rule, finding.source.line, finding.source.column) == (rule, line + 1, column)

    @pytest.mark.parametrize("text", [case[0] for case in BROKEN.values()], ids=BROKEN.keys())
    def test_fault_is_said_without_the_words_of_programmers(self, text: str) -> None:
        _, (finding,) = read_yaml(text, PATH)
        said = f"{finding.message} {finding.hint}".lower()
        for word in ("scanner", "parser", "token", "mapping", "scalar", "sequence", "node", "anchor", "indicator"):
            assert word not in said
        assert finding.message.endswith(".")
        assert finding.hint

    @pytest.mark.parametrize("code", ["\\UFFFFFFFF", "\\ud800", "\\uFFFE", "\\d"])
    def test_code_that_is_no_character(self, code: str) -> None:
        node, findings = read_yaml(f'a: "{code}"\n', PATH)
        assert {finding.rule for finding in findings} == {"IN-YML-01"}
        assert node is None or "\ud800" not in repr(node)

    def test_all_faults_that_can_be_passed_are_found_in_one_run(self) -> None:
        node, findings = read_yaml("a: &x b\nc: *x\nc: d\ne: !f g\n", PATH)
        found = [(f.rule, f.source.line) for f in findings]
        assert found == [("IN-YML-03", 1), ("IN-YML-03", 2), ("IN-YML-02", 3), ("IN-YML-03", 4)]
        assert isinstance(node, Mapping)

    @pytest.mark.parametrize("text", ["a: b\n...\nc: d\n", "{a: b}}\n", "a: [b\n"])
    def test_nothing_is_used_of_what_the_parser_gives_up(self, text: str) -> None:
        assert read_yaml(text, PATH)[0] is None

    def test_first_of_a_repeated_key_is_used(self) -> None:
        node, (finding,) = read_yaml("a: first\na: second\n", PATH)
        assert isinstance(node, Mapping)
        assert [value.text for _, value in node.entries if isinstance(value, Scalar)] == ["first"]
        assert "line 1" in finding.message

    def test_line_of_the_first_key_is_named_wherever_its_value_stands(self) -> None:
        _, (finding,) = read_yaml("a:\n  b\na: c\n", PATH)
        assert "on line 1," in finding.message

    @pytest.mark.parametrize("key", ["", "<<"])
    def test_key_in_quotation_marks_has_no_special_meaning(self, key: str) -> None:
        assert list(mapping(f'"{key}": b\n')) == [key]

    @pytest.mark.parametrize("written", ["*b", "&b"])
    def test_alias_and_anchor_are_named(self, written: str) -> None:
        _, (finding,) = read_yaml(f"a: {written}\n", PATH)
        assert finding.message.startswith(f"“{written}” ")

    def test_alias_is_kept_as_it_was_typed(self) -> None:
        node, (finding,) = read_yaml("a: *b\n", PATH)
        assert isinstance(node, Mapping)
        ((_, value),) = node.entries
        assert isinstance(value, Scalar)
        assert (value.text, value.plain, value.source) == ("*b", False, Source(PATH, 1, 4, 1, 6))
        assert finding.source == value.source

    @pytest.mark.parametrize("code", ["\\x07", "\\x85", "\\x96"])
    def test_text_is_kept_without_the_code_that_is_no_character(self, code: str) -> None:
        node, (finding,) = read_yaml(f'a: "b{code}c"\n', PATH)
        assert isinstance(node, Mapping)
        assert [value.text for _, value in node.entries if isinstance(value, Scalar)] == ["bc"]
        assert finding.source == Source(PATH, 1, 4, 1, 12)

    @pytest.mark.parametrize("code", ["\\u202e", "\\u2067", "\\u200b", "\\U000E0041"])
    @pytest.mark.parametrize("text", ['a: "b{}c"\n', '"a{}": c\n', 'a: ["b{}c"]\n'])
    def test_code_that_stands_for_an_invisible_character_is_found(self, text: str, code: str) -> None:
        _, (finding,) = read_yaml(text.format(code), PATH)
        assert (finding.rule, finding.severity) == ("IN-TXT-05", Severity.ERROR)
        written = text.format(code).rstrip("\n")
        assert written[finding.source.column - 1 : finding.source.end_column - 1].count('"') == 2
        assert "contains an invisible character: " in finding.message

    def test_code_of_a_mark_of_direction_is_proper_where_the_mark_is(self) -> None:
        assert read_yaml('a: "\\u0627\\u200f (b)"\n', PATH)[1] == ()

    def test_invisible_character_that_stands_there_is_found_once(self) -> None:
        """By whoever reads the file, who knows its place and can delete it."""
        assert read_yaml('a: "b\u200bc \\u00e9"\n', PATH)[1] == ()

    def test_text_written_with_codes_is_composed(self) -> None:
        assert list(mapping('"caf\\u0065\\u0301": b\n')) == ["café"]

    def test_apostrophe_hint_says_what_to_type(self) -> None:
        _, (finding,) = read_yaml("a: 'It's'\n", PATH)
        assert "double quotation marks" in finding.hint


@pytest.mark.usefixtures("_each_parser")
class TestLimits:
    def test_deepest_nesting_that_is_read(self) -> None:
        clean("[" * MOST_DEPTH + "]" * MOST_DEPTH)

    def test_nesting_is_counted_from_the_beginning_behind_each_list_that_ends(self) -> None:
        inner = "[], " * 5 + "[" * 3 + "]" * 3
        deepest = f"a: {'[' * 16}{inner}{']' * 16}\n"  # with the group of keys they are 20
        assert read_yaml(deepest, PATH)[1] == ()
        assert [one.rule for one in read_yaml(deepest.replace("[[[]]]", "[[[[]]]]"), PATH)[1]] == ["IN-YML-04"]

    @pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "[" * (MOST_DEPTH + 1)])
    def test_deeper_nesting_is_refused(self, text: str) -> None:
        node, (finding,) = read_yaml(text, PATH)
        assert node is None
        assert finding.rule == "IN-YML-04"

    def test_longest_text_that_is_read(self) -> None:
        clean("a: " + "b" * (MOST_BYTES - 3))

    @pytest.mark.parametrize("text", ["a: " + "b" * (MOST_BYTES - 2), "a: " + "é" * (MOST_BYTES // 2), "x\n" * 35_000])
    def test_longer_text_is_refused(self, text: str) -> None:
        node, (finding,) = read_yaml(text, PATH)
        assert node is None
        assert (finding.rule, finding.source.line) == ("IN-YML-05", 1)

    def test_limits_are_those_of_the_guide(self) -> None:
        assert (MOST_BYTES, MOST_DEPTH) == (65_536, 20)

    def test_longer_text_is_found_at_its_beginning(self) -> None:
        _, (finding,) = read_yaml("a" * 65_537, PATH)
        assert finding.source == Source(PATH, 1, 1)

    def test_second_document_is_not_read(self) -> None:
        node, (finding,) = read_yaml("a: b\n---\nc: d\n---\ne: f\n", PATH)
        assert isinstance(node, Mapping)
        assert [name.text for name, _ in node.entries] == ["a"]
        assert finding.source.line == 2

    def test_bomb_of_aliases_does_not_go_off(self) -> None:
        lines = ["a0: &a0 [x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
        node, findings = read_yaml("\n".join(lines), PATH)
        assert len(findings) == 10 + 81
        assert repr(node).count("Scalar(") <= 10 + 2 + 81


def test_code_at_which_the_parser_in_python_stumbles_is_found_at_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LOADER", yaml.SafeLoader)
    _, (finding,) = read_yaml('a: b\nc: "\\UFFFFFFFF"\n', PATH)
    assert finding.source == Source(PATH, 1, 1)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without its fast parser")
def test_fast_parser_is_used() -> None:
    assert door.LOADER is yaml.CSafeLoader


def test_no_character_is_passed_over_that_yaml_may_not_hold() -> None:
    ranges = ((0, 8), (0xB, 0xC), (0xE, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF))
    for first, last in (*ranges, (0xFFFE, 0xFFFF)):
        for code in range(first, last + 1):
            _, (finding,) = read_yaml(f"a: b{chr(code)}\n", PATH)
            assert f"U+{code:04X}" in finding.message
            assert finding.source == Source(PATH, 1, 5, 1, 6)


@given(st.text(st.sampled_from("[]{}:,-?&*!|>'\"%@`#<~\n\r\t \\ab1é😀\x00\x85\u2028\ufeff\ud800"), max_size=60))
def test_no_text_raises(text: str) -> None:
    _, findings = read_yaml(text, PATH)
    for finding in findings:
        assert finding.source.line >= 1
        assert finding.source.column >= 1
