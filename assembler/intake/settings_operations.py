"""Fields of a settings file, each changed where it stands: remarks, order and all other lines stay as they are.

A field is named by its keys and positions, with full stops between them: `deadline`, `organs.0.session`,
`unhcr.contacts.1.email`. Its value is a text, or several in a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assembler.load import load
from assembler.model.finding import Finding, Severity, Source
from assembler.model.value import Value
from assembler.readers.yaml.nodes import Mapping as Group
from assembler.readers.yaml.nodes import Node, Scalar, read_yaml
from assembler.readers.yaml.nodes import Sequence as ListNode

_MISSING_KEY = "IN-KEY-02"


type Setting = str | tuple[str, ...]
"""The value of a field."""


class _Place(Value):
    """A node with what stands around it."""

    node: Node
    start: int
    """Where its key begins, or its item."""
    parent: Group | ListNode | None


class SettingFault(Value):
    """What is wrong with a settings file."""

    field: str
    """The field; empty where the fault lies in none."""
    line: int
    """The line of the file."""
    message: str
    """What is wrong."""
    hint: str
    """What to do."""
    blocks: bool
    """Whether the file cannot be used with it."""


class SettingsEdit(Value, kw_only=True):
    """A settings file after an edit."""

    text: str
    """The file."""
    fields: Mapping[str, Setting]
    """Each field with its value, in the order of the file; none where the YAML is broken."""
    keys: tuple[str, ...]
    """The keys of the file itself, in order: of a name list, the identifiers."""
    faults: tuple[SettingFault, ...]
    """What is wrong with the file, by line."""


def edit_settings(
    files: Mapping[str, bytes],
    place: str,
    changes: Mapping[str, Setting] | None = None,
    *,
    move: str = "",
    steps: int = 0,
) -> SettingsEdit:
    """The settings file of a report with these fields changed; an empty value takes the field out.

    A field that is not there is added with whatever has to stand around it. With `move`, that key of the file moves so
    many places down, or up where `steps` is less than 0. Nothing is changed in a file whose YAML is broken. Raises
    Unreadable or NoTemplate.

    >>> from assembler.api import example_files
    >>> plan = {**example_files(), "contributions/report.yaml": b"title: A report  # a remark\\n"}
    >>> edit = edit_settings(plan, "contributions/report.yaml", {"title": "Another: one", "stamp": "tomorrow"})
    >>> edit.text
    'title: "Another: one"  # a remark\\nstamp: tomorrow\\n'
    >>> [fault.field for fault in edit.faults][-1]
    'stamp'
    """
    text = files.get(place, b"").decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    text = _edit(text, changes or {})
    text = _move(text, move, steps) if move else text
    loaded = load({**files, place: text.encode()})
    findings = [*loaded.findings, *(loaded.collection.findings if loaded.collection else ())]
    own = dict.fromkeys(finding for finding in findings if finding.source.path == place)
    return SettingsEdit(
        text=text,
        fields=_read_fields(text),
        keys=_list_keys(text),
        faults=tuple(
            SettingFault(
                _find_field(text, finding),
                finding.source.line,
                finding.message,
                finding.hint,
                finding.severity is Severity.ERROR,
            )
            for finding in sorted(own, key=lambda finding: finding.key)
        ),
    )


def _read_fields(text: str) -> dict[str, Setting]:
    root = _read(text)
    return {".".join(keys): value for keys, value in _list_fields(root)} if root else {}


def _list_keys(text: str) -> tuple[str, ...]:
    root = _read(text)
    return tuple(key.text for key, _value in root.entries) if isinstance(root, Group) else ()


def _edit(text: str, changes: Mapping[str, Setting]) -> str:
    taken_out: list[str] = []
    for name, value in changes.items():
        if value:
            text = _write(text, name.split("."), value)
        else:
            taken_out.append(name)
    for name in reversed(taken_out):  # the last items of a list first, so that the others keep their positions
        text = _take_out(text, name.split("."))
    return text


def _move(text: str, key: str, steps: int) -> str:
    """The file with a key of the file itself moved so many places down, or up where that is less than 0."""
    root = _read(text)
    if not isinstance(root, Group) or text[root.start : root.start + 1] == "{":
        return text
    spans = [(own.start, _find_line_end(text, _find_end(text, value))) for own, value in root.entries]
    keys = [own.text for own, _value in root.entries]
    if key not in keys:
        return text
    here = keys.index(key)
    there = min(max(here + steps, 0), len(keys) - 1)
    blocks = [text[start:end] for start, end in spans]
    blocks.insert(there, blocks.pop(here))
    between = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    parts = [part for pair in zip(blocks, [*between, ""], strict=True) for part in pair]
    return text[: spans[0][0]] + "".join(parts) + text[spans[-1][1] :]


def _find_field(text: str, finding: Finding) -> str:
    """The field of which a finding on the file speaks; empty where the finding speaks of none."""
    root = _read(text)
    places = tuple(_list_places(root, ())) if root else ()
    position, best, name = (finding.source.line, finding.source.column), (0, 0), ""
    for keys, source, node in places:
        for place in ((source.line, source.column), (node.source.line, node.source.column)):
            if best <= place <= position:
                best, name = place, ".".join(keys)
    if finding.rule != _MISSING_KEY:
        return name
    group = next((".".join(keys) for keys, source, node in places if _is_at(position, source, node)), "")
    key = str(dict(finding.parameters).get("key", ""))  # none where one of two keys is missing
    return f"{group}.{key}".strip(".")


def _is_at(position: tuple[int, int], source: Source, node: Node) -> bool:
    """Whether a group of keys begins there, or its own key or dash."""
    places = ((source.line, source.column), (node.source.line, node.source.column))
    return isinstance(node, Group) and position in places


def _read(text: str) -> Node | None:
    return read_yaml(text, "")[0]


def _list_places(node: Node, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Source, Node]]:
    if isinstance(node, Group):
        for key, value in node.entries:
            yield (*keys, key.text), key.source, value
            yield from _list_places(value, (*keys, key.text))
    elif isinstance(node, ListNode) and not _is_of_words(node):
        for place, item in enumerate(node.items):
            yield (*keys, str(place)), item.source, item
            yield from _list_places(item, (*keys, str(place)))


def _is_of_words(node: ListNode) -> bool:
    return all(isinstance(item, Scalar) for item in node.items)


def _list_fields(node: Node, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Setting]]:
    if isinstance(node, Scalar):
        if not node.absent:
            yield keys, node.text
    elif isinstance(node, Group):
        for key, value in node.entries:
            yield from _list_fields(value, (*keys, key.text))
    elif _is_of_words(node):
        if node.items:
            yield keys, tuple(item.text for item in node.items if isinstance(item, Scalar))
    else:
        for place, item in enumerate(node.items):
            yield from _list_fields(item, (*keys, str(place)))


def _find(root: Node, keys: Sequence[str]) -> list[_Place]:
    """The nodes on the way to a field, as far as they are there; the first is the file itself."""
    places = [_Place(root, root.start, None)]
    for key in keys:
        parent = places[-1].node
        if isinstance(parent, Group):
            entry = next(((own.start, value) for own, value in parent.entries if own.text == key), None)
        elif isinstance(parent, ListNode) and key.isdecimal() and int(key) < len(parent.items):
            entry = (parent.items[int(key)].start, parent.items[int(key)])
        else:
            entry = None
        if entry is None:
            break
        assert not isinstance(parent, Scalar)
        places.append(_Place(entry[1], entry[0], parent))
    return places


def _write(text: str, keys: Sequence[str], value: Setting) -> str:
    root = _read(text)
    if root is None:
        return text if text.strip() and not _is_only_remarks(text) else f"{text}{_dump(keys, value)}\n"
    places = _find(root, keys)
    rest, node = keys[len(places) - 1 :], places[-1].node
    if not rest:
        if dict(_list_fields(node)) == {(): value}:
            return text
        return _replace(text, places[-1], value)
    if isinstance(node, Group):
        return _add(text, node, rest, value)
    if isinstance(node, ListNode) and not (node.items and _is_of_words(node)):
        return _add(text, node, rest[1:], value)
    return _put(text, node, f"{{{_dump(rest, value)}}}")


def _is_only_remarks(text: str) -> bool:
    return all(line.lstrip().startswith("#") for line in text.splitlines() if line.strip())


def _replace(text: str, place: _Place, value: Setting) -> str:
    node, end = place.node, _find_end(text, place.node)
    if isinstance(node, ListNode) and not _is_flow(text, node):
        if not isinstance(value, str):
            start = text.rfind("-", 0, node.items[0].start)
            break_ = "\n" + " " * (start - text.rfind("\n", 0, start) - 1)
            return f"{text[:start]}{break_.join(f'- {_dump_word(word)}' for word in value)}{text[end:]}"
        colon, start = text.index(":", place.start) + 1, text.rfind("\n", 0, node.items[0].start)
        return f"{text[:colon]} {_dump_word(value)}{text[colon:start]}{text[end:]}"
    return _put(text, node, _dump_value(value))


def _put(text: str, node: Node, new: str) -> str:
    """The text with something else in the place of a node; a key without a value has an empty one after its colon."""
    space = " " if text[node.start - 1 : node.start] == ":" else ""
    return f"{text[: node.start]}{space}{new}{text[_find_end(text, node) :]}"


def _add(text: str, parent: Group | ListNode, keys: Sequence[str], value: Setting) -> str:
    """The file with one more key in a group, or one more item in a list."""
    is_list = isinstance(parent, ListNode)
    children = _list_children(parent)
    if _is_flow(text, parent) or not children:
        new = f"{{{_dump(keys, value)}}}" if is_list else _dump(keys, value)
        end = _find_end(text, parent) - 1
        return f"{text[:end].rstrip()}{', ' if children else ''}{new}{text[end:]}"
    first = children[0][0]
    column = first - (text.rfind("\n", 0, first) + 1)
    end = _find_line_end(text, _find_end(text, children[-1][1]))
    if is_list:
        dash = text.rfind("-", 0, first)
        indent = " " * (dash - (text.rfind("\n", 0, dash) + 1))
        return f"{text[:end]}\n{indent}- {{{_dump(keys, value)}}}{text[end:]}"
    return f"{text[:end]}\n{' ' * column}{_dump(keys, value)}{text[end:]}"


def _take_out(text: str, keys: Sequence[str]) -> str:
    root = _read(text)
    places = _find(root, keys) if root else []
    if len(places) != len(keys) + 1:
        return text
    place, parent = places[-1], places[-1].parent
    if parent is None:
        return text
    starts = [start for start, _node in _list_children(parent)]
    if len(starts) == 1:
        return (
            _take_out(text, keys[:-1]) if len(keys) > 1 else text[: place.start] + text[_find_end(text, place.node) :]
        )
    here, end = starts.index(place.start), _find_end(text, place.node)
    following = starts[here + 1] if here + 1 < len(starts) else None
    if _is_flow(text, parent):
        if following is not None:
            return text[: place.start] + text[following:]
        return text[: text.rindex(",", 0, place.start)] + text[end:]
    start = text.rfind("\n", 0, place.start) + 1
    before = text[start : place.start]
    if before.strip() in ("", "-") and (not before.strip() or isinstance(parent, ListNode)):
        return text[:start] + text[_find_line_end(text, end) + 1 :]
    assert following is not None  # the first key after a dash, and not the only one
    return text[: place.start] + text[following:]


def _is_flow(text: str, node: Node) -> bool:
    return text[node.start : node.start + 1] in ("{", "[")


def _find_end(text: str, node: Node) -> int:
    """The index after the last character of a node; the remark after it is no part of it."""
    if node.end:
        return node.end
    if isinstance(node, Scalar):
        return _find_block_end(text, node) if text[node.start : node.start + 1] in "|>" else node.start
    children = _list_children(node)
    return _find_end(text, children[-1][1]) if children else node.start


def _list_children(node: Group | ListNode) -> list[tuple[int, Node]]:
    """The items of a list or the values of a group, each with the place where it or its key begins."""
    if isinstance(node, ListNode):
        return [(item.start, item) for item in node.items]
    return [(key.start, value) for key, value in node.entries]


def _find_block_end(text: str, node: Scalar) -> int:
    """The end of a text in lines of its own, which are indented more than its key, or more than the dash before it."""
    start = text.rfind("\n", 0, node.start) + 1
    before = text[start : node.start]
    own = before.rfind("-") if not before.strip(" -") else len(before) - len(before.lstrip(" -"))
    end = _find_line_end(text, node.start)
    last = end
    while end < len(text):
        following = _find_line_end(text, end + 1)
        line = text[end + 1 : following]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= own:
            break
        last, end = (following if line.strip() else last), following
    return last


def _find_line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _dump(keys: Sequence[str], value: Setting) -> str:
    """A key with what stands under it; positions in keys make lists."""
    if not keys:
        return _dump_value(value)
    key, rest = keys[0], keys[1:]
    if not rest:
        return f"{_dump_word(key)}: {_dump_value(value)}"
    if rest[0].isdecimal():
        inner = _dump(rest[1:], value)
        return f"{_dump_word(key)}: [{{{inner}}}]"
    return f"{_dump_word(key)}: {{{_dump(rest, value)}}}"


def _dump_value(value: Setting) -> str:
    return _dump_word(value) if isinstance(value, str) else f"[{', '.join(map(_dump_word, value))}]"


def _dump_word(word: str) -> str:
    """The word without quotation marks where it can stand so, also within brackets."""
    node = _read(f"[{word}]")
    items = node.items if isinstance(node, ListNode) else ()
    if (
        len(items) == 1
        and isinstance(items[0], Scalar)
        and items[0].plain
        and items[0].text == word
        and not items[0].absent
    ):
        alone = _read(f"k: {word}")
        if isinstance(alone, Group) and isinstance(alone.entries[0][1], Scalar) and alone.entries[0][1].text == word:
            return word
    return json.dumps(word, ensure_ascii=False)
