"""Makes links around the leaves of a Word file, or symbols where the words of a link say what its address means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assembler.model.nodes import Link, Symbol, Text
from assembler.model.text.no_break_hyphens import NO_BREAK_HYPHEN
from assembler.model.text.plain_text import NO_BREAK_SPACE
from assembler.model.value import replace
from assembler.readers.ooxml.inline_nesting import Leaf, drop_empty, extract_typed_words, nest_leaves, remove_wrappers
from assembler.readers.symbols import mark_symbols

_NOUNS = ("resolution ", "decision ")
_BEFORE_NUMBERS = ("", *_NOUNS, *(f"Human Rights Council {noun}" for noun in _NOUNS))


def wrap_in_link(leaves: Sequence[Leaf], target: str, language: str) -> list[Leaf]:
    """A link around leaves, with what stands around all of them outside; a symbol where it says and means one."""
    leaves = drop_empty(leaves)
    if not leaves:
        return []
    shown = [leaf for leaf in leaves if leaf.shown]
    common = frozenset.intersection(*(leaf.wrappers for leaf in shown or leaves))
    inside = remove_wrappers(leaves, common)
    words = _get_only_words(inside).replace(NO_BREAK_HYPHEN, "-")
    if _is_symbol(words, target, language):
        return [Leaf(Symbol(words, target), common)]
    return [Leaf(Link(nest_leaves(_mark_symbols(inside, language)), target), common, shown=bool(shown))]


def _get_only_words(leaves: Iterable[Leaf]) -> str:
    """The words of leaves that are words and nothing else."""
    texts = [leaf.node.text if isinstance(leaf.node, Text) and not leaf.wrappers else None for leaf in leaves]
    return "" if None in texts else "".join(filter(None, texts))


def _is_symbol(words: str, target: str, language: str) -> bool:
    """Whether the words are recognised as a symbol with that address, as in running text."""
    typed = words.replace(NO_BREAK_SPACE, " ")
    symbol = Symbol(words, target)
    return any(tuple(mark_symbols(before + typed, language))[-1:] == (symbol,) for before in _BEFORE_NUMBERS)


def _mark_symbols(leaves: Iterable[Leaf], language: str) -> Iterator[Leaf]:
    """The leaves with the symbols in their words, which have no address of their own inside a link."""
    pending: Leaf | None = None
    for leaf in leaves:
        if pending and isinstance(leaf.node, Text) and leaf.wrappers == pending.wrappers:
            pending = replace(pending, node=Text(_get_words(pending) + extract_typed_words(leaf.node)))
            continue
        if pending:
            yield from _find_symbols(pending, language)
        pending = replace(leaf, node=Text(extract_typed_words(leaf.node))) if isinstance(leaf.node, Text) else None
        if not pending:
            yield leaf
    if pending:
        yield from _find_symbols(pending, language)


def _get_words(leaf: Leaf) -> str:
    return leaf.node.text if isinstance(leaf.node, Text) else ""


def _find_symbols(leaf: Leaf, language: str) -> Iterator[Leaf]:
    return (Leaf(node, leaf.wrappers) for node in mark_symbols(_get_words(leaf), language))
