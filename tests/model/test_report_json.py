"""A report as JSON: the same data give the same bytes, and what was written is read back as the same value."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import HealthCheck, given, settings

from assembler.model.canonical_json import encode_json, encode_part
from assembler.model.nodes import Text
from assembler.model.report import Report
from assembler.model.report_json import NoReport, pack_report, read_report
from assembler.model.value import replace
from assembler.pipeline import load_folder
from tests.builders import every_node
from tests.conftest import ROOT, MakeReport, contribution
from tests.strategies import reports

EVERYTHING = """
## A heading

Words with *italics*, **bold**, a [link](https://example.org) and a note.[^a] {>> Is that so? <<} {++more++} {--less--}
{~~old~>new~~}, “quoted”, A/RES/75/1, see [para.](#p1).

(a) One;

(b) Two:

- Below.

> Quoted at length.

| One | Two |
|-----|-----|
| 1   | 2   |

[^a]: The note, {>> and its query <<} see [para.](#p1).
"""


@pytest.mark.slow
@settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
@given(reports())
def test_report_is_read_back_as_it_was_written(report: Report) -> None:
    assert read_report(pack_report(report)) == report
    assert read_report(encode_json(report)) == report
    assert json.loads(encode_json(report)) == json.loads(pack_report(report))


def test_keys_are_in_order_and_defaults_are_left_out() -> None:
    written = encode_json(Text("a")) + encode_json(every_node().masthead)
    assert written.startswith(b'{\n  "kind": "Text",\n  "text": "a"\n}\n')
    assert '"emblem"' not in written.decode()
    names = re.findall(r'^  "(\w+)"', written.decode(), re.MULTILINE)
    assert names[2:] == sorted(names[2:])
    assert "kind" in names[2:]


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\x1f", "\r", "\u2028", "😀", '"', "\\", "&<>"])
def test_report_on_one_line_has_only_signs_that_xml_can_hold(sign: str) -> None:
    report = replace(every_node(), label=f"a{sign}b")
    said = pack_report(report)
    assert re.search("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]", said.decode()) is None
    assert read_report(said) == report


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"Report"', '"kind":"Section"'),
        ('"kind":"Report"', '"kind":"Report","further":1'),
        ('"language":"en"', '"language":1'),
        ('"kind":"Text"', '"kind":"Word"'),
        ('"draft":true', '"draft":1'),
        ('"sections":[', '"sections":[1,'),
        ('{"kind":"Report"', '[{"kind":"Report"'),
    ],
)
def test_data_that_hold_no_report_are_refused(old: str, new: str) -> None:
    said = pack_report(every_node()).decode()
    assert old in said
    with pytest.raises(NoReport):
        read_report(said.replace(old, new, 1))


@pytest.mark.parametrize("depth", [900, 100_000])
def test_depth_that_no_report_has_is_refused(depth: int) -> None:
    said = pack_report(every_node()).decode()
    beginning, end = '{"kind":"Emphasis","content":[', "]}"
    place = said.index('{"kind":"Text"', said.index('"sections"'))
    deep = said[:place] + beginning * depth + end * depth + "," + said[place:]
    for data in (deep, "[" * depth):
        with pytest.raises(NoReport):
            read_report(data)
    read_report(said[:place] + beginning * 9 + end * 9 + "," + said[place:])


def test_half_a_character_is_refused() -> None:
    for write in (encode_json, encode_part, pack_report):
        with pytest.raises(ValueError, match="surrogates"):
            write(replace(every_node(), label="\ud800"))  # type: ignore[operator]


def test_text_that_another_process_has_read_is_written_as_it_is_here(make_report: MakeReport) -> None:
    """What is left out as the default is told by its being the very same value, which it is after a journey, too."""
    texts = []
    for root in (ROOT, make_report(unhcr__au=contribution("unhcr", "au", EVERYTHING))):
        collection = load_folder(root).collection
        assert collection
        texts += collection.contributions
    assert len(texts) > 100
    for text in texts:
        sent = pickle.loads(pickle.dumps(text))
        assert sent == text
        assert encode_json(sent.blocks) == encode_json(text.blocks)
