"""Reads word lists: files of named lists, each of words, or of words with what should stand instead."""

from __future__ import annotations

from collections.abc import Mapping as Lists

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.readers.yaml import nodes as yaml
from assembler.readers.yaml.nodes import Node, Scalar, read_yaml

type NamedLists = Lists[str, Lists[str, str]]


def read_word_lists(text: str, path: str) -> tuple[NamedLists, tuple[Finding, ...]]:
    """The lists of a file by name, and the findings (IN-WRD-01 beside the faults of YAML)."""
    node, faults = read_yaml(text, path)
    findings = list(faults)
    lists: dict[str, Lists[str, str]] = {}
    if isinstance(node, yaml.Mapping):
        for key, value in node.entries:
            lists[key.text] = _read_list(value, findings)
    elif node is not None:
        findings.append(_report_form(node.source))
    return lists, tuple(findings)


def _read_list(node: Node, findings: list[Finding]) -> Lists[str, str]:
    match node:
        case yaml.Sequence(items=items):
            return dict.fromkeys(_read_words(items, findings), "")
        case yaml.Mapping(entries=entries):
            wrong = [value for _, value in entries if not isinstance(value, Scalar)]
            findings.extend(_report_form(value.source) for value in wrong)
            return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
        case Scalar() if node.absent:
            return {}
    findings.append(_report_form(node.source))
    return {}


def _read_words(items: tuple[Node, ...], findings: list[Finding]) -> list[str]:
    findings.extend(_report_form(item.source) for item in items if not isinstance(item, Scalar))
    return [item.text for item in items if isinstance(item, Scalar)]


def _report_form(source: Source) -> Finding:
    message = "A word list is a list of words, or of lines such as “wrong: right”."
    hint = "Write “name:” and below it one word a line, after a hyphen or as “wrong: right”."
    return make_finding("IN-WRD-01", Severity.ERROR, source, message, hint)
