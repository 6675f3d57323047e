"""No rule stumbles over any text, and what one finds lies inside the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.model.contribution import Collection
from assembler.model.nodes import Emphasis, Strong, Text
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.word_lists import WordLists
from assembler.pipeline import examine
from assembler.rules.registry import RULES, Scope
from tests.conftest import ROOT

COLLECTION = examine(ROOT).collection
assert COLLECTION is not None
LISTED = sorted({word for entries in COLLECTION.word_lists.lists.values() for pair in entries.items() for word in pair})
NAMES = [organization.name for organization in COLLECTION.vocabulary.organizations.values()] + [
    "OSCE",
    "(OSCE)",
    "UNHCR",
]
SIGNS = [
    "  ",
    " ",
    ", ",
    ". ",
    "’s ",
    "'",
    "-",
    "–",
    "(",
    ")",
    "\u00a0",
    "\ufffc",
    "/",
    "%",
    "“",
    "1",
    "12",
    "the ",
    "The ",
]
DATES = ["on 3 May 2019", "in March 2019", "the second session of the Board, ", "May 5, 2019", "10:30", "$5 million "]
TEXTS = st.lists(st.one_of(st.sampled_from(LISTED + NAMES + SIGNS * 9 + DATES * 3), st.text(max_size=4)), max_size=14)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(list(Part))), min_size=1, max_size=4))
def test_no_rule_stumbles(texts: list[tuple[list[str], Part]]) -> None:
    runs = Prose(tuple(made("".join(pieces), part) for pieces, part in texts))
    assert isinstance(COLLECTION, Collection)
    for rule in RULES.values():
        if rule.scope is Scope.PROSE:
            for fault in rule.function(runs, COLLECTION):
                assert any(fault.words in run.shown for run in runs), rule.code
                assert fault.message, rule.code


def made(text: str, part: Part) -> Run:
    """A run of words, of which the first half is in italics and the rest in bold."""
    half = len(text) // 2
    content = (Emphasis((Text(text[:half]),)), Strong((Text(text[half:]),)))
    return Run(text, text, part, content=content, number=1, section="au", organization="au", plain=text)


def test_no_rule_needs_a_list() -> None:
    runs = Prose((made("The the UNHCR's Office of 5 May 2019, 30% of Member States.", Part.PARAGRAPH),))
    assert isinstance(COLLECTION, Collection)
    bare = Collection(COLLECTION.plan, COLLECTION.vocabulary, COLLECTION.labels, (), word_lists=WordLists())
    for rule in RULES.values():
        if rule.scope is Scope.PROSE:
            list(rule.function(runs, bare))
