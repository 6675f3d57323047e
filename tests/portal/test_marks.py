"""Marks at the words of findings: at the right words, with elements still nested, and no word lost."""

from __future__ import annotations

import re

import pytest

from assembler.model.answer import Remark
from assembler.model.finding import Severity
from assembler.portal.page_content.marks import mark_words

NUMBER = r'<sup class="finding-number">.*?</sup>'


def remark(words: str, paragraph: str = "", earlier: int = 0) -> Remark:
    return Remark("", "", "", "", Severity.ERROR, "X", words, paragraph, earlier)


@pytest.mark.parametrize(
    ("printed", "remarks", "marked"),
    [
        ("<p>We met 5 times.</p>", [remark("5")], "<p>We met [1:5] times.</p>"),
        ("<p>One.</p><p>One more.</p>", [remark("One", "One more.")], "<p>One.</p><p>[1:One] more.</p>"),
        ("<p>a b a b</p>", [remark("a", "a b a b", 1)], "<p>a b [1:a] b</p>"),
        ("<p>the <em>New York</em> Times</p>", [remark("York Times")], "<p>the <em>New [1:York]</em>[: Times]</p>"),
        ("<p>A &amp; B &lt;c&gt;</p>", [remark("B <c>")], "<p>A &amp; [1:B &lt;c&gt;]</p>"),
        ("<p>one two three</p>", [remark("one two"), remark("two three")], "<p>[1:one two] three</p>"),
        ("<p>one</p>", [remark("absent"), remark("")], "<p>one</p>"),
        ("<p>one</p><p>two</p>", [remark("onetwo")], "<p>one</p><p>two</p>"),
        ("", [remark("one")], ""),
    ],
)
def test_words_are_marked_where_they_stand(printed: str, remarks: list[Remark], marked: str) -> None:
    html, numbers = mark_words(printed, remarks)
    without_numbers = re.sub(NUMBER, "", html)
    assert re.sub(r"</?mark.*?>", "", without_numbers) == printed
    shown = re.sub(r'<mark id="words-(\d+)" tabindex="-1">', r"[\1:", without_numbers)
    assert shown.replace("<mark>", "[:").replace("</mark>", "]") == marked
    assert len(re.findall(NUMBER, html)) == len(numbers) == marked.count("[1:")
