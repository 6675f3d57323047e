"""Finds and replaces words in braces, such as {symbol}, in the headers and footers of a template.

Word and LibreOffice cut text into runs as they like, so that a word in braces may begin in one run and end in another.
It is brought into the run in which it begins, and what takes its place looks as that run does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from assembler.ooxml.elements import Element, element, put_property, qualified
from assembler.ooxml.markup import clean

_P, _R, _T, _PPR, _RPR = (qualified(tag) for tag in ("p", "r", "t", "pPr", "rPr"))
_WORD = re.compile(r"\{(\w+)\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def words_in(paragraph: Element) -> list[str]:
    """The words in braces of a paragraph, without their braces, in order."""
    return _WORD.findall(text_of(paragraph))


def text_of(above: Element) -> str:
    """The text of a paragraph, or of all in an element."""
    return "".join(text.text or "" for text in above.iter(_T))


def paragraphs_in(root: Element) -> Iterator[Element]:
    """The paragraphs in an element, each with its words in braces in one run."""
    for paragraph in list(root.iter(_P)):
        _join(paragraph)
        yield paragraph


def _join(paragraph: Element) -> None:
    texts = list(paragraph.iter(_T))
    owners = [place for place, text in enumerate(texts) for _ in text.text or ""]
    written = text_of(paragraph)
    for match in _WORD.finditer(written):
        owners[match.start() : match.end()] = [owners[match.start()]] * (match.end() - match.start())
    for place, text in enumerate(texts):
        _set(text, "".join(sign for sign, owner in zip(written, owners, strict=True) if owner == place))


def _set(text: Element, words: str) -> None:
    text.text = clean(words)
    text.set(_SPACE, "preserve")


def fill(above: Element, values: Mapping[str, str]) -> None:
    """Replaces the words in braces that have a value, in a paragraph or in some of its runs."""
    for text in above.iter(_T):
        if "{" in (text.text or ""):
            _set(text, _WORD.sub(lambda match: values.get(match[1], match[0]), text.text or ""))


def repeat_paragraph(paragraph: Element, name: str, lines: Sequence[str]) -> None:
    """A paragraph for each line; those after the first have no space above. Without lines there is none.

    The last paragraph of a cell stays, as Word asks for one.
    """
    for place, line in reversed(list(enumerate(lines))):
        copied = deepcopy(paragraph)
        fill(copied, {name: line})
        if place:
            set_space_above(copied, 0)
        paragraph.addnext(copied)
    above = paragraph.getparent()
    if above is not None and (lines or len(above.findall(_P)) > 1):
        above.remove(paragraph)
    else:
        fill(paragraph, {name: ""})


def repeat_runs(paragraph: Element, values: Sequence[Mapping[str, str]], between: Element) -> None:
    """The runs of a paragraph once for each set of values, with a run between them."""
    runs = [child for child in paragraph if child.tag != _PPR]
    for place, filling in enumerate(values):
        if place:
            paragraph.append(deepcopy(between))
        copied = [deepcopy(child) for child in runs]
        paragraph.extend(copied)
        for child in copied:
            fill(child, filling)
    for child in runs:
        paragraph.remove(child)


def run_like(run: Element, *content: Element) -> Element:
    """A run with other content that looks as that one does."""
    return element("r", *(deepcopy(child) for child in run.findall(_RPR)), *content)


def runs_with(paragraph: Element, name: str) -> list[Element]:
    """The runs of a paragraph that hold a word in braces."""
    return [run for run in paragraph.iter(_R) if f"{{{name}}}" in text_of(run)]


def set_space_above(paragraph: Element, space: int) -> None:
    """Sets the space above a paragraph, in twips."""
    _spacing(paragraph).set(qualified("before"), str(space))


def space_above(paragraph: Element) -> int:
    """The space above a paragraph in twips, as it says it itself."""
    return int(_spacing(paragraph).get(qualified("before"), "0"))


def _spacing(paragraph: Element) -> Element:
    form = _properties(paragraph)
    spacing = form.find(qualified("spacing"))
    if spacing is None:
        spacing = element("spacing")
        put_property(form, spacing)
    return spacing


def _properties(paragraph: Element) -> Element:
    form = paragraph.find(_PPR)
    if form is None:
        form = element("pPr")
        paragraph.insert(0, form)
    return form


def move_to_right(paragraph: Element) -> None:
    """Moves a paragraph to the right, with its indent; its words go on running from left to right."""
    form = _properties(paragraph)
    indent = form.find(qualified("ind"))
    if indent is not None:
        left, right = (indent.get(qualified(side), "0") for side in ("left", "right"))
        indent.set(qualified("left"), right)
        indent.set(qualified("right"), left)
    put_property(form, element("jc", val="right"))


def turn_right_to_left(paragraph: Element, but: Sequence[str] = (), *, stays_left: bool = False) -> None:
    """Makes a paragraph run from right to left, and its words, but for the runs that hold one of some words.

    One that stays at the left is aligned there: in such a paragraph Word calls the left “right”.
    """
    put_property(_properties(paragraph), element("bidi"))
    if stays_left:
        put_property(_properties(paragraph), element("jc", val="right"))
    left_to_right = {run for name in but for run in runs_with(paragraph, name)}
    for run in paragraph.iter(_R):
        if run not in left_to_right and run.find(_T) is not None:
            form = run.find(_RPR)
            if form is None:
                form = element("rPr")
                run.insert(0, form)
            put_property(form, element("rtl"))
