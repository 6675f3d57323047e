"""Consolidated texts against the contributions behind them: sources that are not there, were changed, or are unused."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.contribution import Collection, Kind
from assembler.model.plan import Plan
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.settings.labels import read_labels
from assembler.readers.text_file import TextFile
from assembler.rules.report.sources import (
    find_changed_source,
    find_left_out_of_nothing,
    find_sentence_not_taken_over,
    find_source_without_words,
    find_unknown_source,
    find_unused_contribution,
)
from tests.builders import every_node
from tests.conftest import ROOT

LABELS, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
PLAN = Plan("", "", (), date(2020, 9, 11), (), ())
REPORT: Report = every_node()
"""Of which these rules ask nothing."""
CONTRIBUTED = "We met.\n\nWe met again:\n\n- in May.\n"
RULES = (find_unknown_source, find_changed_source, find_unused_contribution, find_left_out_of_nothing)

type Found = list[tuple[int, str, str]]
"""The line of each fault, what is said, and the hint."""


def collected(consolidated: str, contributed: str, left_out: str) -> Collection:
    assert LABELS is not None
    headers = {
        "unhcr/au": "entity: unhcr\norganization: au\n",
        "consolidated/au": f"organization: au\n{left_out}",
        "who/asean": "entity: who\norganization: asean\n",
    }
    words = {"unhcr/au": contributed, "consolidated/au": consolidated, "who/asean": "They met.\n"}
    kinds = {"consolidated/au": Kind.CONSOLIDATED}
    read = (
        read_markdown(
            f"---\n{headers[key]}---\n\n{words[key]}".encode(),
            TextFile(f"{key}.md", kinds.get(key, Kind.ENTITY), key, "en", None, Vocabulary()),
        )[0]
        for key in words
    )
    return Collection(PLAN, Vocabulary(), LABELS, tuple(read))


def faults(consolidated: str, contributed: str = CONTRIBUTED, left_out: str = "") -> list[Found]:
    """What each of the rules finds."""
    collection = collected(consolidated, contributed, left_out)
    return [
        [(finding.source.line, finding.message, finding.hint) for finding in rule(REPORT, collection)] for rule in RULES
    ]


def hash_of(place: int) -> str:
    """The hash of a contributed passage; the second has a list."""
    blocks = collected("", CONTRIBUTED, "").contributions[0].blocks
    return hash_passage(blocks[:1] if place == 1 else blocks[1:])


def test_text_that_names_every_source_is_right() -> None:
    assert faults('They met.\n{: from="unhcr/au#p1 unhcr/au#p2" }\n') == [[], [], [], []]
    named = f'from="unhcr/au#p1@{hash_of(1)} unhcr/au#p2@{hash_of(2)}"'
    assert faults(f"They met.\n{{: {named} }}\n") == [[], [], [], []]
    assert faults("They met.\n", left_out="left_out: {unhcr/au#p1: x, unhcr/au#p2: y}\n") == [[], [], [], []]


@pytest.mark.parametrize("name", ["unhcr/au#p9", "who/au#p1"])
def test_source_that_is_not_there_is_found(name: str) -> None:
    unknown, *others = faults(f'> Heading.\n\nThey met.\n{{: from="unhcr/au#p1 {name} unhcr/au#p2" }}\n')
    hint = "Write a source as ENTITY/ORGANIZATION#NAME, or with #p and the number of the paragraph in that file."
    assert unknown == [(7, f"The source “{name}” does not exist.", hint)]
    assert others == [[], [], []]


UPDATE = "“assembler consolidate au --update”"

TWICE = CONTRIBUTED.replace("We met.", "We met twice.")


def test_source_that_was_changed_is_shown_beside_what_stands_here() -> None:
    text = f'They met.\n{{: from="unhcr/au#p1@{hash_of(1)}" }}\n\nBoth.\n{{: from="unhcr/au#p2" }}\n'
    _, changed, *others = faults(text, TWICE)
    message = "The entity has changed unhcr/au#p1 since the paragraph was consolidated here."
    shown = "Here and in the source now: {--They--}{++We++} met{++ twice++}."
    assert changed == [
        (5, message, f"{UPDATE} copies the change, or shows where you have changed the same words. {shown}")
    ]
    assert others == [[], []]


def test_of_several_sources_what_stands_here_too_is_not_shown_as_dropped() -> None:
    text = f'We met twice. They did.\n{{: from="unhcr/au#p1@{hash_of(1)} unhcr/au#p2" }}\n'
    _, ((_, _, hint),), *_ = faults(text, TWICE)
    assert hint == f"The text here already has the change. {UPDATE} records that."


def test_contribution_that_no_source_means_is_found() -> None:
    *_, unused, nothing = faults('They met.\n{: from="unhcr/au#p1" }\n')
    message = "unhcr/au#p2 is not used in consolidated/au.md."
    hint = "Or name the paragraph in the from= of the one that carries its words, or under left_out: with the reason."
    assert unused == [(8, message, f"{UPDATE} adds the paragraph at its place. {hint}")]
    assert nothing == []


def test_left_out_paragraph_that_is_not_there_is_found() -> None:
    text = 'They met.\n{: from="unhcr/au#p2" }\n'
    *_, nothing = faults(text, left_out="left_out:\n  unhcr/au#p1@abcd: x\n  unhcr/au#p9: y\n")
    assert nothing == [
        (4, "The paragraph “unhcr/au#p9” under left_out does not exist.", "Correct the name, or delete the entry.")
    ]


VACCINES = "We met.\n\nThe Organization sent vaccines for 400 children to Chad.\n"


def find_without_words(words: str, contributed: str = VACCINES, plan: Plan = PLAN) -> Found:
    collection = replace(collected(f'{words}\n{{: from="unhcr/au#p1 unhcr/au#p2" }}\n', contributed, ""), plan=plan)
    return [(one.source.line, one.message, one.hint) for one in find_source_without_words(REPORT, collection)]


def test_source_none_of_whose_words_are_there_is_found() -> None:
    message = "This paragraph names unhcr/au#p2 as a source, but has hardly any of its words."
    hint = (
        "Write its words here. Or take unhcr/au#p2 out of the from=, and name the paragraph under left_out: with the "
        "reason."
    )
    assert find_without_words("We met in May.") == [(5, message, hint)]


@pytest.mark.parametrize(
    "words", ["We met. Vaccination began in Chad.", "We met, and 400 were helped.", "Children came."]
)
def test_reworded_source_has_words_enough(words: str) -> None:
    assert find_without_words(words) == []


def test_changed_source_and_translated_text_are_left_alone() -> None:
    changed = f'We met in May.\n{{: from="unhcr/au#p2@{"0" * 12}" }}\n'
    assert [*find_source_without_words(REPORT, collected(changed, VACCINES, ""))] == []
    assert find_without_words("Nous nous sommes vus.", plan=replace(PLAN, language="fr")) == []


FAMILIES = "We trained 20 judges in Cairo. The Organization helped 400 families to return to Chad.\n"


def find_not_taken_over(words: str, contributed: str = FAMILIES, origin: str = "", plan: Plan = PLAN) -> Found:
    text = f'{words}\n{{: from="unhcr/au#p1{origin}" }}\n'
    collection = replace(collected(text, contributed, ""), plan=plan)
    return [(one.source.line, one.message, one.hint) for one in find_sentence_not_taken_over(REPORT, collection)]


def test_sentence_that_was_cut_is_named() -> None:
    sentence = "The Organization helped 400 families to return to Chad."
    message = f"This paragraph prints unhcr/au#p1 without this sentence: “{sentence}”"
    hint = "Write what the sentence says here. Or waive IN-SRC-07 in the header of this text, with the reason."
    assert find_not_taken_over("We trained 20 judges in Cairo.") == [(5, message, hint)]


@pytest.mark.parametrize(
    "words",
    [
        "In Cairo, 20 judges were trained, and 400 families went home to Chad.",
        "We trained judges. Families returned to Chad with help of the Organization.",
        "We trained judges in Cairo.\n\nSome 400 families had help to return to Chad.",
        "They met.",  # of which rule IN-SRC-05 speaks
    ],
)
def test_sentence_in_other_words_or_in_another_paragraph_is_no_lost_one(words: str) -> None:
    assert find_not_taken_over(words) == []


def test_sentence_of_a_changed_source_or_of_a_translated_text_is_left_alone() -> None:
    assert find_not_taken_over("We trained 20 judges in Cairo.", origin=f"@{'0' * 12}") == []
    assert find_not_taken_over("We trained 20 judges in Cairo.", plan=replace(PLAN, language="fr")) == []
