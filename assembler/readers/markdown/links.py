"""Reads the target of a link: an address or a paragraph of the report, and what is wrong with any other target."""

from __future__ import annotations

import re

from assembler.model.finding import FindingText, make_text
from assembler.readers.markdown.inline_marks import LinkMark

_LINKED = re.compile(r"(?:https?://|mailto:)\S+\Z")
_TITLED = re.compile(r"(?:https?://|mailto:)\S+\s")
_REFERENCE = re.compile(r"([a-z0-9-]+/[a-z0-9-]+)?#([^\s().#]+)(?:\.\.([^\s().#]+))?\Z")


def read_target(mark: LinkMark) -> str:
    """The target of a link without the angle brackets that may stand around it."""
    bracketed = mark.target.startswith("<") and mark.target.endswith(">")
    return mark.target[1:-1] if bracketed else mark.target


def read_reference(target: str, key: str) -> tuple[str, str] | None:
    """The first and last paragraph that a target names, or none for an address; `key` is that of its own file."""
    match = _REFERENCE.match(target)
    if match is None:
        return None
    key = match[1] or key
    return f"{key}#{match[2]}", f"{key}#{match[3]}" if match[3] else ""


def find_link_fault(target: str) -> FindingText | None:
    """What is wrong with a target."""
    if _TITLED.match(target):
        hint = "Keep only the address between the round brackets."
        return make_text(
            "The brackets of the link to “{target}” contain more than the address.", hint, target=target.split()[0]
        )
    if _LINKED.match(target) or _REFERENCE.match(target):
        return None
    if target.startswith("#"):
        hint = "Write letters, figures and hyphens only, after #."
        return make_text("“{target}” cannot be the name of a paragraph.", hint, target=target)
    hint = "A web address begins with https:// or http://, a mail address with mailto:, the name of a paragraph with #."
    hint = "Write https://{target}." if target.startswith("www.") else hint
    message = "The link leads to “{target}”, which is neither a web address nor a mail address."
    return make_text(message, hint, target=target)


def describe_nested_link(mark: LinkMark) -> FindingText:
    """That a link stands in another."""
    return make_text(
        "The words of a link contain another link: “{link}”.", "Keep one of the two links.", link=mark.text
    )


def describe_wordless_link(target: str) -> FindingText:
    """That a link has no words."""
    hint = "Write the words of the link between the square brackets."
    return make_text("The link to “{target}” has no words.", hint, target=target)
