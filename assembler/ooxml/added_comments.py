"""Comments put into somebody else's Word file: each anchored on the words that it is about, all else left as it is.

A comment is a paragraph or more in a part of its own; in the text, `w:commentRangeStart` and `w:commentRangeEnd` stand
around the words and a run with `w:commentReference` after them. Runs are cut where the words begin and end. Only the
document, its comments, its relationships and the list of content types are written anew; parts are looked for by their
relationships, as their names are free. Strict files have another namespace, so that the document's own is used.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from assembler.model.value import MutableValue, Value
from assembler.ooxml.elements import Element, serialize
from assembler.ooxml.markup import clean
from assembler.ooxml.questionnaire import AUTHOR
from assembler.ooxml.reproducible_zip import zip_parts

_INITIALS = "RA"
_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_IDENTIFIER = "rIdAssemblerComments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = {"pPr", "rPr", "sdtPr", "del", "moveFrom", "pict", "object", "drawing"}
_GAPS = {"tab", "br", "cr"}


class Annotation(Value):
    """A comment, and where it belongs."""

    lines: tuple[str, ...]
    """Its paragraphs."""
    section: str = ""
    """The section in which the words stand, by a name of its own; empty where the file has none."""
    paragraph: str = ""
    """The words of the paragraph, with single spaces; empty where the section as a whole is meant."""
    words: str = ""
    """The words in it; empty where the whole paragraph is meant."""
    earlier: int = 0
    """How often the same words stand before these in the paragraph."""


class _Letters(MutableValue):
    """The letters of a paragraph, white space as single spaces, each with its element and its place in it."""

    paragraph: Element
    text: str
    places: list[tuple[Element, int]]


def add_comments(data: bytes, annotations: Sequence[Annotation], headings: Mapping[str, Sequence[str]]) -> bytes:
    """The Word file with a comment for each annotation; headings are those that begin each section, as they may read.

    Where neither words nor paragraph are found, a comment stands at the heading, else at the first words of the file.
    Expects a file that a reader has opened before, within its limits.
    """
    if not annotations:
        return data
    with ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = _main_part(parts)
    root = _parsed(parts[name])
    paragraphs = [_letters(element) for element in root.iter(_own(root, "p"))]
    comments_name, comments = _comments(parts, name, root)
    first = max((int(comment.get(_own(root, "id"), "0")) for comment in comments), default=-1) + 1
    for number, annotation in enumerate(annotations, first):
        _anchor(root, paragraphs, annotation, headings, number)
        comments.append(_comment(root, annotation, number))
    parts[name], parts[comments_name] = serialize(root), serialize(comments)
    return zip_parts(parts.items())


# The package


def _parsed(xml: bytes) -> Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _own(root: Element, tag: str) -> str:
    """The tag in the namespace of the document."""
    return f"{{{etree.QName(root).namespace}}}{tag}"


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _targets(parts: dict[str, bytes], name: str, kind: str) -> Iterator[str]:
    relations = parts.get(_relations_of(name))
    for relation in _parsed(relations) if relations else ():
        if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", posixpath.dirname(name), relation.get("Target", ""))).lstrip(
                "/"
            )


def _main_part(parts: dict[str, bytes]) -> str:
    return next(_targets(parts, "", "officeDocument"))


def _comments(parts: dict[str, bytes], name: str, root: Element) -> tuple[str, Element]:
    """Name and root of the comments, which are made where the file has none."""
    folder = posixpath.dirname(name)
    there = next((part for part in _targets(parts, name, "comments") if part in parts), "")
    if there:
        return there, _parsed(parts[there])
    free = (part for part in ("comments.xml", "comments-of-assembler.xml") if posixpath.join(folder, part) not in parts)
    part_name = posixpath.join(folder, next(free))
    _relate(parts, name, posixpath.basename(part_name))
    types = _parsed(parts[_TYPES]) if _TYPES in parts else etree.Element(f"{{{_TYPES_NAMESPACE}}}Types")
    override = etree.SubElement(types, f"{{{_TYPES_NAMESPACE}}}Override")
    override.set("PartName", f"/{part_name}")
    override.set("ContentType", _COMMENTS_TYPE)
    parts[_TYPES] = serialize(types)
    return part_name, etree.Element(_own(root, "comments"), nsmap={"w": etree.QName(root).namespace})


def _relate(parts: dict[str, bytes], name: str, target: str) -> None:
    """Adds the relationship to the comments; its type is of the family that the file uses."""
    package = _parsed(parts[_relations_of("")])
    family = next(
        relation.get("Type", "") for relation in package if relation.get("Type", "").endswith("/officeDocument")
    )
    there = parts.get(_relations_of(name))
    relations = _parsed(there) if there else etree.Element(f"{{{_RELATIONS}}}Relationships")
    relationship = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    relationship.set("Id", _IDENTIFIER)
    relationship.set("Type", f"{family.rpartition('/')[0]}/comments")
    relationship.set("Target", target)
    parts[_relations_of(name)] = serialize(relations)


# Where a comment belongs


def _anchor(
    root: Element,
    paragraphs: list[_Letters],
    annotation: Annotation,
    headings: Mapping[str, Sequence[str]],
    number: int,
) -> None:
    within = _section(paragraphs, annotation.section, headings)
    place = _found(within, annotation) or _found(paragraphs, annotation)
    if place is None:
        written = next((letters for letters in (*within, *paragraphs) if letters.text), None)
        if written is None:
            return
        place = (written, 0, len(written.text))
    letters, start, end = place
    _mark(root, letters, start, end, number)
    marked = _letters(letters.paragraph)
    letters.text, letters.places = marked.text, marked.places


def _section(paragraphs: list[_Letters], name: str, headings: Mapping[str, Sequence[str]]) -> list[_Letters]:
    """The paragraphs from the heading of the section to the next one; all of them where it is not there."""
    begins = {place: section for place, letters in enumerate(paragraphs) if (section := _heads(letters, headings))}
    begin = next((place for place, section in begins.items() if section == name), None)
    if begin is None:
        return paragraphs
    end = next((place for place, section in begins.items() if place > begin and section != name), len(paragraphs))
    return paragraphs[begin:end]


def _heads(letters: _Letters, headings: Mapping[str, Sequence[str]]) -> str:
    """The section that a paragraph begins; none where it is a link to a heading, as in a list of them."""
    if any(isinstance(child.tag, str) and etree.QName(child).localname == "hyperlink" for child in letters.paragraph):
        return ""
    return next((name for name, spellings in headings.items() if letters.text.strip() in spellings), "")


def _found(paragraphs: Sequence[_Letters], annotation: Annotation) -> tuple[_Letters, int, int] | None:
    """The paragraph and the place of the words in it: where it is the same, where it holds it, where the words are.

    Of several the last one, since a form shows before the answer what was said the time before.
    """
    wanted, words = annotation.paragraph, annotation.words
    if not wanted:
        return None
    backwards = paragraphs[::-1]
    same = next((letters for letters in backwards if letters.text.strip() == wanted), None)
    holding = same or next((letters for letters in backwards if wanted in letters.text), None)
    if holding:
        begin = holding.text.index(wanted)
        start = _nth(holding.text, words, begin, annotation.earlier) if words else -1
        return (holding, start, start + len(words)) if start >= 0 else (holding, begin, begin + len(wanted))
    with_words = next((letters for letters in backwards if words and words in letters.text), None)
    if with_words is None:
        return None
    start = with_words.text.index(words)
    return with_words, start, start + len(words)


def _nth(text: str, words: str, begin: int, earlier: int) -> int:
    """Where the words stand, after as many places where they stand, too; the last place there is, or -1."""
    place = text.find(words, begin)
    for _ in range(earlier):
        following = text.find(words, place + 1)
        if following < 0:
            break
        place = following
    return place


def _letters(paragraph: Element) -> _Letters:
    text, places = "", []
    for element in _written(paragraph):
        shown = (element.text or "") if etree.QName(element).localname == "t" else " "
        for place, sign in enumerate(shown):
            if sign.isspace() and text[-1:] in ("", " "):
                continue
            text += " " if sign.isspace() else sign
            places.append((element, place))
    return _Letters(paragraph, text, places)


def _written(above: Element) -> Iterator[Element]:
    """The elements that show words or gaps, without deleted words and what is not Word's own, such as formulas."""
    for element in above:
        if not isinstance(element.tag, str) or etree.QName(element).namespace != etree.QName(above).namespace:
            continue
        name = etree.QName(element).localname
        if name == "t" or name in _GAPS:
            yield element
        elif name not in _UNSEEN:
            yield from _written(element)


# The marks in the text


def _mark(root: Element, letters: _Letters, start: int, end: int, number: int) -> None:
    """Puts the marks of a comment around letters, or at the end of a paragraph that has none."""
    begin, finish = _numbered(root, "commentRangeStart", number), _numbered(root, "commentRangeEnd", number)
    called = etree.Element(_own(root, "r"))
    called.append(_numbered(root, "commentReference", number))
    if not letters.places or end <= start:
        letters.paragraph.extend([begin, finish, called])
        return
    last = _cut(*letters.places[end - 1], after=True)
    first = _cut(*letters.places[start], after=False)
    first.addprevious(begin)
    last.addnext(called)
    last.addnext(finish)


def _numbered(root: Element, tag: str, number: int) -> Element:
    node = etree.Element(_own(root, tag))
    node.set(_own(root, "id"), str(number))
    return node


def _cut(written: Element, place: int, *, after: bool) -> Element:
    """Cuts the run after or before a letter, and gives the part of it that holds the letter."""
    run = written.getparent()
    assert run is not None  # words stand in runs
    offset = place + 1 if after else place
    whole = written.text or " "
    head, tail = whole[:offset], whole[offset:]
    above = [child for child in run if etree.QName(child).localname != "rPr"]
    before, behind = above[: above.index(written)], above[above.index(written) + 1 :]
    if (after and not tail and not behind) or (not after and not head and not before):
        return run
    other = deepcopy(run)
    for child in [child for child in other if etree.QName(child).localname != "rPr"]:
        other.remove(child)
    for formatting in other:
        for change in formatting.findall(_own(formatting, "rPrChange")):
            formatting.remove(change)  # its number must not stand twice; the other part keeps the tracked change
    moved = behind if after else before
    share = tail if after else head
    if share and etree.QName(written).localname == "t":
        part = deepcopy(written)
        _set(part, share)
        _set(written, head if after else tail)
        moved = [part, *moved] if after else [*moved, part]
    other.extend(moved)
    (run.addnext if after else run.addprevious)(other)
    return run


def _set(written: Element, words: str) -> None:
    written.text = words
    written.set(_SPACE, "preserve")


def _comment(root: Element, annotation: Annotation, number: int) -> Element:
    comment = _numbered(root, "comment", number)
    comment.set(_own(root, "author"), AUTHOR)
    comment.set(_own(root, "initials"), _INITIALS)
    for line in annotation.lines:
        paragraph = etree.SubElement(comment, _own(root, "p"))
        text = etree.SubElement(etree.SubElement(paragraph, _own(root, "r")), _own(root, "t"))
        _set(text, clean(line))
    return comment
