"""Describes a rule by its row of the registry: language, fix, evidence, and where its word lists are."""

from __future__ import annotations

import re

from assembler.rules.registry import Rule

_LANGUAGES = {"ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish"}
_FIXES = {
    "safe": "“assembler check --fix” mends it where no meaning can change.",
    "offer": "“assembler check” shows a replacement; a person decides.",
}
_NAMES_LISTS = re.compile(r"\b[Ll]ists?\s`|\w+\.yaml\shold|lists\sin\s\w+\.yaml")
_WHERE_LISTS_ARE = "The lists of words are in templates/wording; an editor may add to them."
_EVIDENCE = {
    "R": "read in the source named above",
    "O": "observed in published documents",
    "M": "known from the Editorial Manual, the passage not verified",
    "I": "inferred",
}


def write_remarks(rule: Rule) -> str:
    """What the registry states of a rule beside its page, in sentences; empty where it states nothing."""
    *others, last = sorted(_LANGUAGES[language] for language in rule.languages) or [""]
    spoken = f"{', '.join(others)} and {last}" if others else last
    remarks = [
        f"This rule is for reports in {spoken}." if spoken else "",
        _FIXES.get(rule.fix, ""),
        _WHERE_LISTS_ARE if _NAMES_LISTS.search(rule.page) else "",
        f"Evidence: {_founded(rule.evidence)}." if rule.evidence else "",
    ]
    return " ".join(remark for remark in remarks if remark)


def _founded(evidence: str) -> str:
    """How well a rule is founded, in words: the letters of the rule book, a plus between those of two parts."""
    return "; in part ".join(_EVIDENCE[letter] for letter in evidence.split("+"))
