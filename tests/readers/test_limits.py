"""Whatever stands in a file, reading it ends soon, with words or findings, and never in a traceback."""

from __future__ import annotations

import time

import pytest

from assembler.model.contribution import Contribution, Kind
from assembler.model.finding import Finding
from assembler.model.finding_limit import MOST_OF_A_KIND
from assembler.model.nodes import BlockQuotation, BulletedList, LetteredList, Paragraph, Table
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.traversal import walk_block_inlines
from assembler.readers.decoding import MAX_BYTES
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.lists import MOST_DEGREES
from tests.readers.markdown.texts import read, text_file

SIZE = 150_000
"""Large enough that work which grows with the square of the length takes minutes."""
SECONDS = 3.0

REPEATED = {
    "brackets": "[", "back-ticks": "`", "asterisks": "*", "underscores": "_", "backslashes": '\\', "braces": "{",
    "open emphasis": "*a _b **c __d ", "emphasis": "*a* ", "mixed signs": "a**b*c_d__", "escapes": "\\*",
    "quotations": "> ", "quoted lines": "> > x\n", "quoted lists": "> - a\n", "quoted paragraphs": "> a\n\n",
    "bullets on one line": "- ", "bullets": "- a\n", "loose bullets": "- a\n\n", "numbers": "1. a\n",
    "rules": "- - -\n", "open queries": "{>> a ", "open proposals": "{++ a {-- b {~~ c ~> d ",
    "proposals": "{~~ a ~> b ~~}", "open comments": "<!-- a ", "comments": "<!-- a\nb -->\n",
    "short comments": "<!-- a --> ",
    "comments with blank lines": "<!-- a\n\nb -->\n", "note indicators": "[^a]", "open note indicators": "[^",
    "notes": "[^a]: x\n", "open links": "[a](", "links": "[a](b) ", "references": "[a](#b) ", "pictures": "![a](b)",
    "open pictures": "![", "tags": "<b>", "open tags": "<a ", "attribute lines": "a\n{: #x }\n",
    "attributes": "{: a=b ", "headings": "# a\n", "closed headings": "# # ", "rows": "|a|b|\n",
    "titles": "Table: a\n", "tables": "Table: a\n\n|a|b|\n|-|-|\n|c|d|\n\n", "fences": "```\na\n",
    "both fences": "~~~\n```\n", "quotation marks": "“", "guillemets": "« » ", "symbols": "A/75/345 ",
    "steps of a symbol": "A/L.1/", "joint symbols": "A/75/1-", "resolutions": "resolution 58/316, ",
    "years": "1 (2019), ", "paragraphs": "a\n\n", "no-break spaces": "\u00a0\n", "accents": "̧́",
    "addresses": "https://x.org/A/75/1 ", "control characters": "\x01", "lines of control characters": "\x01\n",
}  # fmt: skip
WHOLE = {
    "back-ticks of growing length": "".join("`" * length + " a " for length in range(1, 500)),
    "nested links": "[" * 20_000 + "a" + "](https://example.org)" * 5_000,
    "nested brackets in an address": "[a](https://example.org" + "(" * 20_000 + ")" * 20_000 + ")",
    "nested quotation marks": "“" * 30_000 + "”" * 30_000,
    "spaces before a brace": "x\n{:" + " " * SIZE + "x",
    "spaces before a bar": " " * SIZE + "|x|\n|-|",
    "emphasis in emphasis": "*a _b " * 10_000 + "c_ d* " * 10_000,
    "strong in strong": "**a __b " * 10_000 + "c__ d** " * 10_000,
    "blank lines after a title": "Table: a" + "\n" * SIZE + "b",
    "notes that cite notes": "a[^0]\n\n" + "".join(f"[^{n}]: x[^{n + 1}]\n" for n in range(5_000)),
    "notes that double": "a[^0]\n\n" + "".join(f"[^{n}]: x[^{n + 1}][^{n + 1}]\n" for n in range(60)),
    "a long note cited often": "[^a]: " + "word " * 10_000 + "\n\n" + "[^a]" * 20_000,
    "a row of 10,000 cells": "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n|" + "b|" * 10_000,
    "rows without cells": "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + "|\n" * 30_000,
    "a list 10,000 deep": "\n".join(" " * (2 * depth % 1_000) + f"- {depth}" for depth in range(10_000)),
    "a number of 5,000 figures": "x\n{: order=" + "9" * 5_000 + " }",
    "proposals in proposals": "{++{--{~~{>>" * 5_000 + "<<}~~}--}++}" * 5_000,
}


def timed(body: str, kind: Kind) -> tuple[Contribution, tuple[Finding, ...], float]:
    start = time.process_time()
    contribution, findings = read(body, kind)
    list(walk_block_inlines(contribution.blocks))
    extract_passage_text(contribution.blocks)
    return contribution, findings, time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("name", REPEATED)
def test_repeated_sign_ends_soon(name: str) -> None:
    sign = REPEATED[name]
    _, findings, seconds = timed(sign * (SIZE // len(sign.encode())), Kind.ENTITY)
    assert seconds < SECONDS
    assert len(findings) <= 4 * (MOST_OF_A_KIND + 1)


@pytest.mark.parametrize("name", WHOLE)
def test_this_ends_soon(name: str) -> None:
    assert timed(WHOLE[name], Kind.GENERAL)[2] < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["word ", "a", "*a _b ", "[", "- "])
def test_line_of_a_mebibyte_ends_soon(sign: str) -> None:
    text = (sign * MAX_BYTES)[:MAX_BYTES].encode()
    start = time.process_time()
    contribution, _ = read_markdown(text, text_file(Kind.GENERAL))
    assert time.process_time() - start < 5
    assert len(contribution.blocks) == 1


def test_file_above_a_mebibyte_is_refused() -> None:
    contribution, findings = read_markdown(b"a" * (MAX_BYTES + 1), text_file())
    assert [finding.rule for finding in findings] == ["IN-TXT-04"]
    assert not contribution.usable


def depth(block: LetteredList | BulletedList) -> int:
    return 1 + max((depth(below) for item in block.items for below in item.below), default=0)


def test_deep_list_keeps_its_words_at_the_last_degree() -> None:
    contribution, findings = read("\n".join(" " * 2 * degree + f"- item{degree}" for degree in range(40)))
    (block,) = contribution.blocks
    assert isinstance(block, BulletedList)
    assert depth(block) == MOST_DEGREES
    assert extract_passage_text(contribution.blocks).split() == [f"item{degree}" for degree in range(40)]
    assert [(finding.rule, finding.source.line) for finding in findings] == [("IN-MD-03", 7 + MOST_DEGREES)]


def test_deep_quotation_keeps_its_words() -> None:
    contribution, findings = read("> " * 30 + "words")
    (block,) = contribution.blocks
    assert isinstance(block, BlockQuotation)
    assert [extract_text(content) for content in block.content] == ["words"]
    assert [finding.rule for finding in findings] == ["IN-MD-03"]


def test_table_of_too_many_columns_is_printed_as_typed() -> None:
    row = "| " + " | ".join(f"c{number}" for number in range(64)) + " |"
    contribution, findings = read(f"{row}\n|{'---|' * 64}\n", Kind.GENERAL)
    (block,) = contribution.blocks
    assert isinstance(block, Paragraph)
    assert extract_text(block.content).startswith(row)
    assert [finding.rule for finding in findings] == ["IN-MD-03"]


def test_table_of_as_many_columns_as_word_takes_is_a_table() -> None:
    contribution, _ = read(f"|{'a|' * 63}\n|{'-|' * 63}\n", Kind.GENERAL)
    assert isinstance(contribution.blocks[0], Table)


def test_findings_of_one_kind_are_counted_when_there_are_too_many() -> None:
    _, findings = read("[^a] " * 1_000)
    assert len(findings) == MOST_OF_A_KIND + 1
    assert "950 more findings of this kind" in findings[-1].message
