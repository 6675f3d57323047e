"""No rule stumbles over any text, and what one finds lies inside the text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.model.contribution import Collection
from assembler.model.nodes import Emphasis, Strong, Text
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.word_lists import WordLists
from assembler.pipeline import load_folder
from assembler.rules.registry import RULES, Scope
from tests.conftest import ROOT

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


@cache
def collection() -> Collection:
    read = load_folder(ROOT).collection
    assert read is not None
    return read


def texts() -> st.SearchStrategy[list[str]]:
    lists = collection().word_lists.lists.values()
    listed = sorted({word for entries in lists for pair in entries.items() for word in pair})
    organizations = collection().vocabulary.organizations.values()
    names = [organization.name for organization in organizations] + ["OSCE", "(OSCE)", "UNHCR"]
    return st.lists(
        st.one_of(st.sampled_from(listed + names + SIGNS * 9 + DATES * 3), st.text(max_size=4)), max_size=14
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.deferred(texts), st.sampled_from(list(Part))), min_size=1, max_size=4))
def test_no_rule_stumbles(texts: list[tuple[list[str], Part]]) -> None:
    runs = Prose(tuple(made("".join(pieces), part) for pieces, part in texts))
    for rule in RULES.values():
        if rule.scope is Scope.PROSE and (not rule.languages or "en" in rule.languages):
            for fault in rule.function(runs, collection()):
                assert any(fault.words in run.shown for run in runs), rule.code
                assert fault.message, rule.code


def made(text: str, part: Part) -> Run:
    """A run of words, of which the first half is in italics and the rest in bold."""
    half = len(text) // 2
    content = (Emphasis((Text(text[:half]),)), Strong((Text(text[half:]),)))
    return Run(text, text, part, content=content, number=1, section="au", organization="au", plain=text)


def test_no_rule_needs_a_list() -> None:
    runs = Prose((made("The the UNHCR's Office of 5 May 2019, 30% of Member States.", Part.PARAGRAPH),))
    full = collection()
    bare = Collection(full.plan, full.vocabulary, full.labels, (), word_lists=WordLists())
    for rule in RULES.values():
        if rule.scope is Scope.PROSE and (not rule.languages or "en" in rule.languages):
            list(rule.function(runs, bare))
