"""No word of a text is lost: each is in the nodes, or on the lines of a finding that says why it is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assembler.model.contribution import Contribution, Kind
from assembler.model.finding import Finding
from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text.traversal import walk_contents
from tests.readers.markdown.texts import HEADERS, read

# Each @ becomes a word of its own, so that one that is lost can be named.
FRAGMENTS = (
    "@", "@ ", " @", "\n", "\n\n", "@\n", "@.\n\n", "  \n", "\\\n", "\n    ", "\n\n    ", "\t", "\u00a0", "*", "**",
    "***", "_", "__", "*@*", "**@**", "*@**@*@", "_@_", "*@*{: lang=fr }", "*@*{: lang=@ }", "~~@~~", "[", "](",
    ")", "[@](https://example.org/@)", '[@](https://example.org "@")', "[@](@)", "[@](#@)", "[@[@]](#a)", "[@][@]",
    "\n[@]: http://example.org/@\n", "\n*[@]: @\n", "![@](@)", "<https://example.org/@>", "<@@example.org>", "[^a]",
    "\n[^a]: @\n", "\n[^b]: @\n", "\n[^@]: @ @\n", "\n    [^a]: @\n", "\n\n    @\n", "^[@]", "{>>", "<<}",
    "{>>@<<}", "{++", "++}", "{++@++}", "{--", "--}", "{--@--}", "{~~", "~>", "~~}", "{~~@~>@~~}", "<!--", "-->",
    "<!-- x\nx -->", "<!-- x -->", "<!-- x\n\nx -->", "<b>", "</b>", '<i class="@">', "`", "`@`", "\n```\n", "\n~~~\n",
    "\n```@\n", "\n{: #n }\n", "{: @ }", "\n{: @ }\n", "\n{: #m @ }\n", "\n{: order=@ }\n", "{==@==}", "$@$", "&amp;",
    '\\', "\n- @", "\n1. @", "\n2. @", "\n    - @", "\n   1. @", "\n* @\n", "- - @", "1. ", "- ", "\n  @", "\n> @",
    "\n>> @", "> - @\n", "> ", "\n# @", "\n## @\n", "\n### @ #\n", "#@", "\n@\n====\n", "\n---\n", "\n- - -\n",
    "## Human rights\n", "|", "\n| @ | @ |\n| --- | --: |\n| @ | @ |\n", "| @ | @ | @ |\n",
    "| @ |\n", "|@\n", "Table: @\n\n", "\\|", "“", "”", "«@»", "“@", "resolution 58/316 ", "A/75/345",
    "2457 (2019)", "https://example.org/A/75/345",
)  # fmt: skip
WORD = re.compile(r"w\d+w")
COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
NAMED = ("IN-FN-02", "IN-FN-03", "IN-ATR-01")  # what is not printed, and is named by these with its lines


def written(fragments: Iterable[str]) -> str:
    """A text of fragments, in which every word is another."""
    number = 0
    text = ""
    for piece in re.split("(@)", "".join(fragments)):
        number += piece == "@"
        text += f"w{number}w" if piece == "@" else piece
    return text


def texts(content: Iterable[Inline]) -> Iterator[str]:
    """Everything that stands in nodes: words, queries, proposals, notes, targets of links."""
    for inline in content:
        match inline:
            case Text(text) | Symbol(text) | Placeholder(text) | Query(text):
                yield text
            case (
                Emphasis(inner)
                | Strong(inner)
                | Superscript(inner)
                | Subscript(inner)
                | Insertion(inner)
                | Deletion(inner)
            ):
                yield from texts(inner)
            case Quotation(_, inner):
                yield from texts(inner)
            case Link(inner, target):
                yield from (*texts(inner), target)
            case CrossReference(word, first, last):
                yield from (*texts(word), first, last)
            case Footnote(paragraphs, label):
                yield label
                for paragraph in paragraphs:
                    yield from texts(paragraph)


def words_of(contribution: Contribution) -> Iterator[str]:
    for block in contribution.blocks:
        for content in walk_contents(block):
            yield from texts(content)
        yield getattr(block, "id", "")


def named(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """The lines on which something is found that is not printed."""
    lines = text.split("\n")
    for finding in findings:
        if finding.rule in NAMED:
            last = finding.source.end_line or finding.source.line
            yield from lines[finding.source.line - 1 : last]
            yield finding.message


def lost(body: str, kind: Kind) -> set[str]:
    contribution, findings = read(body, kind)
    kept = " ".join((*words_of(contribution), *named(HEADERS[kind] + body, findings)))
    return set(WORD.findall(COMMENT.sub(" ", body))) - set(WORD.findall(kept))


@pytest.mark.slow
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=24), st.sampled_from(list(Kind)))
@example(["*@**@*@"], Kind.ENTITY)
@example(["\n## @", "{>>@<<}"], Kind.ENTITY)
@example(["{: @ }", "\n", "[^a]", "\n[^a]: @\n", "\n[^a]: @\n"], Kind.GENERAL)
def test_no_word_is_lost(fragments: list[str], kind: Kind) -> None:
    body = written(fragments)
    if not body.startswith("---"):  # that would be a header
        assert lost("w0w\n\n" + body, kind) == set()


@pytest.mark.parametrize(
    "body",
    [
        "@\n{: said @ }",
        "| @ | @ |\n| --- | --- |\n| @ | @ | @ |\n| @ |\n@ after the table",
        "# @\n@ without a blank line",
        "@\n| @ | @ |\n| - | - |\n| @ | @ |",
        "@:\n1. @;\n2. @.",
        "1. @\n\n   @ in a second paragraph\n\n2. @",
        "1. @[^a]\n\n    [^a]: @\n\n2. @",
        "[@]: http://example.org/@\n\n*[@]: @",
        "@ <!-- @ without an end\n\n@",
        "<!-- @ <!-- guidance --> @",
        "<!-- forgotten\n\n@\n\n<!-- guidance -->\n\n@",
        "@ {>> forgotten @\n\n{>> @ <<} @",
        "> @\n> - @\n>\n> | @ | @ |\n> | - | - |",
        "```\n@\n\n@",
        '[@](https://example.org "@ @")',
        "1. @\n{: #n @ }\n2. @",
        "- @\n    - @\n\n    @ after the list below",
    ],
)
@pytest.mark.parametrize("kind", [Kind.ENTITY, Kind.GENERAL])
def test_no_word_of_this_is_lost(body: str, kind: Kind) -> None:
    assert lost(written([body]), kind) == set()


def test_a_lost_word_would_be_seen() -> None:
    contribution, _ = read("w1w", Kind.ENTITY)
    assert "w1w" in " ".join(words_of(contribution))
    assert "w2w" not in " ".join(words_of(contribution))
