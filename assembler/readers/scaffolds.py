"""Collects the sentences of forms and new reports, so that they are known where nobody has replaced them.

The templates are those from which `new report` and `new contribution` write. What they say is taken from them alone:
headings, names of organizations and themes are fixed text and no scaffold text. For the packaged templates an index,
`templates/scaffold_text.json`, holds the result, since to read them all would take a tenth of a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

from assembler.model.canonical_json import decode_json
from assembler.model.contribution import Kind
from assembler.model.nodes import CrossReference, Heading, Inline, Text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite
from assembler.model.text.scaffold_text import (
    VARIABLE,
    ScaffoldText,
    normalize,
    split_sentences,
    walk_placed_contents,
)
from assembler.model.vocabulary import Vocabulary
from assembler.readers.decoding import read_text
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.readers.yaml import nodes as yaml_nodes
from assembler.readers.yaml.nodes import Node, Scalar, read_yaml

INSTRUCTIONS = (
    *(
        "name_hint",
        "email_hint",
        "approver_hint",
        "approval_day_hint",
        "approval_step",
        "steps_title",
        "steps",
        "return_step",
        "themes_step",
        "organizations_title",
    ),
    *("question", "question_length", "last_title", "answer_hint", "closing"),
)
"""The keys of form/LANGUAGE.yaml whose words tell people what to write; the others are labels and units."""
_NAMES = ("name", "acronym", "short")
_MIN_WORDS = 5
"""How many words a sentence with variables must have beside them: others may be anybody's."""
_COMMENT = Pattern(r"<!--(.*?)-->", re.DOTALL)
_BLANK_LINES = Pattern(r"\n\s*\n")
_BRACES = Pattern(r"\{\w*\}")
_CAPITALS = Pattern(r"(?<=: )[A-Z]{2,}(?:[ -][A-Z]{2,})*(?=[,}]|$)", re.MULTILINE)
_NUMBER = Pattern(r"(?<!\S)\d+(?!\S)")
_COUNTED = Pattern(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_JOB_NUMBER = Pattern(r"^#?[ ]*job_number:[ ]*([\w-]+)", re.MULTILINE)


def read_scaffolds(index: bytes, own: Mapping[str, bytes] = MappingProxyType({})) -> ScaffoldText:
    """What the packaged templates say by their index, and the report's own templates, each by its name."""
    packaged = cast("dict[str, list[str]]", decode_json(index))
    added = collect_scaffold_text(own)
    return ScaffoldText(
        added.sentences.union(packaged["sentences"]),
        added.names.union(packaged["names"]),
        added.symbols.union(packaged["symbols"]),
    )


def collect_scaffold_text(templates: Mapping[str, bytes]) -> ScaffoldText:
    """What the templates say, each by its name. One that cannot be read says nothing."""
    texts = [(name, read_text(data, name)[0] or "") for name, data in templates.items()]
    names = _list_names(text for name, text in texts if name in ("report/organizations.yaml", "report/entities.yaml"))
    sentences: set[str] = set()
    values: set[str] = set()
    symbols: set[str] = set()
    for name, text in texts:
        if name == "report/report.yaml":
            symbols.update(_list_symbols(text))
        elif name.startswith("report/") and name.endswith(".md"):
            sentences.update(_list_sentences(_read_paragraphs(name, text), names))
        elif name.endswith(".md"):
            sentences.update(_list_sentences(_list_comments(text), ()))
            values.update(_list_placeholders(text))
        elif name.startswith("form/"):
            sentences.update(_list_sentences(_list_instructions(text), ()))
    return ScaffoldText(frozenset(sentences), frozenset(values), frozenset(symbols))


def _list_sentences(paragraphs: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """The sentences of the paragraphs, normalized, with variables for names and numbers."""
    for sentence in (part for paragraph in paragraphs for part in split_sentences(paragraph)):
        words = f" {normalize(sentence)} "
        for name in names:
            words = words.replace(f" {name} ", f" {VARIABLE} ")
        words = _NUMBER.sub(VARIABLE, words.strip())
        count = len(_COUNTED.findall(words.replace(VARIABLE, " ")))
        if count >= (_MIN_WORDS if VARIABLE in words else 1):
            yield words


# New reports


def _read_paragraphs(name: str, text: str) -> Iterator[str]:
    """The paragraphs, items and footnotes of a text."""
    file = TextFile(name, Kind.GENERAL, "general/scaffold", "en", None, Vocabulary())
    contribution, _ = read_markdown(text.encode(), file)
    blocks = (block for block in contribution.blocks if not isinstance(block, Heading))
    for content, _ in walk_placed_contents(blocks):
        yield extract_text(rewrite(content, _replace_reference))


def _replace_reference(inline: Inline) -> tuple[Inline, ...]:
    return (*inline.word, Text(f" {VARIABLE}")) if isinstance(inline, CrossReference) else (inline,)


def _list_names(lists: Iterable[str]) -> list[str]:
    """The names of the entities and organizations in the lists of a new report, the longest first."""
    names: set[str] = set()
    for entry in (value for text in lists for _, value in _list_entries(text)):
        values = (value for key, value in _list_values(entry) if key in _NAMES)
        names.update(normalize(value.text) for value in values if isinstance(value, Scalar))
    with_article = {f"the {name}" for name in names}
    return sorted(names | with_article, key=lambda name: (-len(name), name))


def _list_symbols(text: str) -> Iterator[str]:
    """The symbols and the job number of a new report."""
    for key, value in _list_entries(text):
        if key == "symbols":
            yield from _list_texts(value)
    yield from _JOB_NUMBER.findall(text)


# Forms


def _list_comments(text: str) -> Iterator[str]:
    """The paragraphs of the guidance in a blank contribution."""
    for comment in _COMMENT.findall(text):
        for paragraph in _BLANK_LINES.split(comment):
            yield _replace_variables(paragraph)


def _replace_variables(text: str) -> str:
    from string import Template  # only here, since a report has seldom templates of its own

    if not (template := Template(text)).is_valid():
        return text
    return template.safe_substitute(dict.fromkeys(template.get_identifiers(), VARIABLE))


def _list_placeholders(text: str) -> Iterator[str]:
    """What stands in capitals in the header of a blank contribution, such as YOUR NAME, and NAME alone."""
    header = text.split("\n---", 1)[0]
    for words in _CAPITALS.findall(header):
        yield normalize(words)
        yield normalize(words.removeprefix("YOUR "))


def _list_instructions(text: str) -> Iterator[str]:
    for key, value in _list_entries(text):
        if key in INSTRUCTIONS:
            yield from (_BRACES.sub(VARIABLE, words) for words in _list_texts(value))


# YAML


def _list_entries(text: str) -> Iterator[tuple[str, Node]]:
    root, _ = read_yaml(text, "")
    return _list_values(root)


def _list_values(node: Node | None) -> Iterator[tuple[str, Node]]:
    if isinstance(node, yaml_nodes.Mapping):
        yield from ((key.text, value) for key, value in node.entries)


def _list_texts(node: Node) -> Iterator[str]:
    """The text of a value, or of each item of a list."""
    items = node.items if isinstance(node, yaml_nodes.Sequence) else (node,)
    return (item.text for item in items if isinstance(item, Scalar))
