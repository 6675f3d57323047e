"""Hints on pages of the portal: none speaks of commands, of paths of files or of keys of settings."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from assembler.model.finding import Finding, Severity
from assembler.portal.page_content.file_names import name_texts
from assembler.portal.page_content.hints import choose_hint, drop_other_ways, has_own_words
from assembler.portal.templatetags.portal import finding_hint, finding_message
from assembler.rules.registry import RULES
from tests.rules.finding_templates import modules, templates
from tests.rules.test_messages import findings  # noqa: F401 (a fixture)

COMMAND_OR_FILE = re.compile(
    r"assembler [a-z]|(?:^|\s)--[a-z]|\b\w+/\w+\.(?:md|yaml|docx)|\b\w+\.(?:yaml|md)\b|contributions/|\b[a-z]+_[a-z]+\b"
    r"|“[a-z_]+: "
)
"""What nobody can follow who has no terminal: a command, an option, a path, a key of settings."""


@pytest.mark.slow
def test_no_rule_has_a_hint_with_a_command_a_file_or_a_key() -> None:
    """Whatever sentence of the library the hint of a rule is."""
    sentences = [sentence for path in modules() for sentence in templates(path)]
    assert len([sentence for sentence in sentences if COMMAND_OR_FILE.search(sentence)]) > 60
    shown = {str(choose_hint(rule, sentence)) for rule in RULES for sentence in sentences}
    assert sorted(hint for hint in shown if COMMAND_OR_FILE.search(hint)) == []


def test_words_of_the_portal_stand_for_rules_that_there_are() -> None:
    from assembler.portal.page_content import hints

    assert [rule for rule in hints._HINTS if rule not in RULES] == []
    assert all(any(rule.startswith(family) for rule in RULES) for family in hints._OF_SETTINGS)


@pytest.mark.slow
def test_each_rule_whose_hint_names_them_has_words_of_its_own(findings: list[Finding]) -> None:  # noqa: F811
    others = {one.rule for one in findings if COMMAND_OR_FILE.search(one.word_hint) and not has_own_words(one.rule)}
    assert others == set()
    shown = {(one.rule, str(choose_hint(one.rule, one.word_hint))) for one in findings}
    assert sorted(pair for pair in shown if COMMAND_OR_FILE.search(pair[1])) == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("contributions/unhcr/au.md:7 is void.", "The text of UNHCR on AU is void."),
        ("The words of contributions/consolidated/au.md count.", "The words of the editor’s text on AU count."),
        ("See contributions/general/summary.md.", "See the general text “summary”."),
        ("contributions/report.yaml has no date.", "The plan has no date."),
        ("Nothing.", "Nothing."),
    ],
)
def test_paths_are_named_as_people_name_the_texts(sentence: str, shown: str) -> None:
    assert name_texts(sentence) == shown


def test_sentences_with_commands_are_left_out() -> None:
    sentences = "One word of contributions/unhcr/au.md has changed. “assembler clear unhcr au --by NAME” records it."
    assert drop_other_ways(sentences) == "One word of the text of UNHCR on AU has changed."


def test_a_hint_says_in_which_language_it_is() -> None:
    finding = {"rule": "IN-COV-01", "message": "A <text> is missing.", "hint": "Run “assembler status”."}
    with translation.override("fr"):
        assert finding_message(finding) == '<span lang="en">A &lt;text&gt; is missing.</span>'
        assert finding_hint(finding).startswith("<span>Envoyez un rappel")
        assert finding_hint({**finding, "hint": "Write it."}) == '<span lang="en">Write it.</span>'


def test_a_finding_of_the_library_is_read_like_one_of_json() -> None:
    finding = {"rule": "IN-COV-03", "severity": Severity.ADVICE, "message": "Late.", "word_hint": "", "hint": "A b."}
    assert finding_hint(finding) == '<span lang="en">A b.</span>'
