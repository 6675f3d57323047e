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
        hint = "Leave only the address between the round brackets."
        return make_text("The link to “{target}” holds more than its address.", hint, target=target.split()[0])
    if _LINKED.match(target) or _REFERENCE.match(target):
        return None
    if target.startswith("#"):
        hint = "A name has letters, figures and hyphens, as in [para.](#summit-2019)."
        return make_text("“{target}” cannot be the name of a paragraph.", hint, target=target)
    hint = "A link begins with https://, http:// or mailto:; a reference to a paragraph with #, as in [para.](#summit)."
    hint = "Write https://{target}." if target.startswith("www.") else hint
    message = "The link leads to “{target}”, which is no address on the web and no mail address."
    return make_text(message, hint, target=target)


def describe_nested_link(mark: LinkMark) -> FindingText:
    """That a link stands in another."""
    return make_text("A link stands in the words of another: “{link}”.", "Keep one of the two.", link=mark.text)


def describe_wordless_link(target: str) -> FindingText:
    """That a link has no words."""
    hint = "Write the words of the link between the square brackets."
    return make_text("The link to “{target}” has no words.", hint, target=target)
