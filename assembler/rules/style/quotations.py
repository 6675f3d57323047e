"""Quotations: exact, with their source, in the right marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import CrossReference, Emphasis, Footnote, Inline, Inlines, Link, Quotation, Strong, Symbol
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run, cut_before
from assembler.model.text.traversal import walk_printed_inlines
from assembler.rules.grammar.sentences import (
    Abbreviations,
    find_first_words,
    find_sentence,
    read_abbreviations,
    split_sentences,
)

LONGEST_WITHOUT_SOURCE = 8
LONGEST_TERM = 3
_SHOWN = 40
"""How many characters of a quotation a message shows."""

_QUOTED = Pattern(r'“([^“”]+)”|«\s?([^«»]+?)\s?»|(?<![\w"])"(?=[^\s"])([^"]+)(?<!\s)"(?!\w)')
_ENDS_INSIDE = Pattern(r'(?<![.\s])([.,])([”"])')
_SINGLE = Pattern(r"(?<![\w’])‘([^‘’“”]{1,160})’(?!\w)")
_OMISSION = Pattern(r"…|\.{3,}")
_ABBREVIATED = Pattern(r"(?:\b[A-Z]|\.[A-Za-z]+|\b(?:etc|Inc|Ltd|Jr|Sr|Co|al))\Z")
_SAYING = Pattern(r"(?:: |\b(?:said|stated|noted|declared|wrote|added|that|as|to) )\Z")
_WORDS = Pattern(r"[\w-]+")
_MAIN_WORD = Pattern(
    r"(?<![\w’'-])(?!(?:with|from|into|over|upon|between|among|against|under|about|than|that)\b)[^\W\d_]{4,}"
)
"""A word of a title that is neither an article nor a preposition."""
_FOREIGN = Pattern(r"\b(?:de|la|le|les|des|du|el|los|las|del|und|der|die|das|et|y|da|do)\b")
_CAPITAL_IN_SMALL = Pattern(r" (?:The|A|An|And|Or|Of|In|For|To|On|At|By)\b")
_SHORTEST_TITLE = 3
_FEWEST_MAIN = 2
"""Main words after the first that tell that a title has capitals throughout."""
_NEAR_TITLE = 4
"""In how many words before a title its kind may stand."""


def find_quotation_without_source(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A quotation of more than eight words has no source: no symbol, note or link in its sentence, no document named.

    Why: a quotation is exact and every quotation has a source (Editorial Manual, Quotations); this is why no other rule
    touches words between quotation marks. Titles, themes and names between marks are no quotations.

    Wrong: “The Chair said that “the region has never before faced so many crises at once”.”
    Right: “The Chair said that “the region has never before faced so many crises at once” (A/74/12, para. 3).”
    """
    titles, sources = collection.word_lists.words("introduces_title"), collection.word_lists.words("names_source")
    abbreviations = read_abbreviations(collection.word_lists)
    for run in runs:
        for match in _find_quotations(run):
            words = match[1] or match[2] or match[3]
            if len(words.split()) <= LONGEST_WITHOUT_SOURCE or not _SAYING.search(cut_before(run.shown, match.start())):
                continue
            sentence = find_sentence(split_sentences(run, abbreviations), match.start())
            around = run.shown[sentence.start : match.start()] + run.shown[match.end() : sentence.end]
            is_named = not sources.isdisjoint(_WORDS.findall(around)) or _is_introduced(run, match.start(), titles)
            if not is_named and not any(
                sentence.start <= place <= sentence.end for place in _find_sources(run.content)
            ):
                message = "The quotation “{quoted}” has no source."
                hint = "Name the document in the sentence, or add a note after the quotation."
                yield run.fault(*match.span(), message, hint, quoted=shorten(words, _SHOWN))


def find_mark_inside_quotation(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The final point or comma stands inside the quotation marks, or single marks stand outside double ones.

    Why: marks are double outside and single inside; what is no part of the quoted words stands after them, unless a
    whole sentence is quoted after a colon (Editorial Manual, Quotations; observed in A/75/345). This is the English
    order; that of other languages is not in the rule book, so their texts are left alone.

    Wrong: “a campaign entitled “Silencing the Guns.””
    Right: “a campaign entitled “Silencing the Guns”.”
    """
    abbreviations = read_abbreviations(collection.word_lists)
    for run in runs:
        for match in _find_quotations(run):
            yield from _check_ending(run, match, abbreviations)
        for match in _SINGLE.finditer(run.text) if "‘" in run.text else ():
            message = "“{quoted}” stands between single marks."
            yield run.fault(
                *match.span(), message, "Write “ and ”.", instead=f"“{match[1]}”", quoted=shorten(match[1], _SHOWN)
            )
        yield from _find_doubled_marks(run)


def find_unspaced_omission(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An omission is shown by one sign or three points without spaces.

    Why: words left out of a quotation are shown by three spaced points, words added by square brackets, and a long
    quotation is a paragraph of its own, set in (Editorial Manual, Quotations). This is the English form;
    those of other languages are not in the rule book, so their texts are left alone.

    Wrong: “It called upon “all States ... to cooperate”.”
    Right: “It called upon “all States . . . to cooperate”.”
    """
    for run in runs:
        for match in _OMISSION.finditer(run.shown) if "…" in run.shown or "..." in run.shown else ():
            message = "The omission is written “{words}”."
            hint = "Write three points with a no-break space between: . . . ; outside a quotation finish the sentence."
            yield run.fault(*match.span(), message, hint)


def find_ironic_quotation_mark(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word or two stand between quotation marks without being quoted, or a term has its marks again.

    Why: marks show what others said, or a special term where it is first used and defined; used for irony or distance
    they are lost in translation (Editorial Manual, Quotations; compare “soft” targets in A/75/345).

    Wrong: “the protection of “soft” targets”
    Right: “the protection of soft targets, such as markets and schools”
    """
    titles = collection.word_lists.words("introduces_title")
    for run in runs:
        for match in _find_quotations(run):
            words = match[1] or match[2] or match[3]
            is_term = re.fullmatch(r"[a-z][a-z’' -]*", words) and len(words.split()) <= LONGEST_TERM
            if is_term and not _is_introduced(run, match.start(), titles):
                message = "“{term}” stands between quotation marks; nobody seems to be quoted."
                yield run.fault(*match.span(), message, "Leave the marks out, or say what the term means.", term=words)


def find_title_in_other_capitals(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The title of a book in italics has main words in small letters, or that of an article or theme in capitals.

    Why: titles of books and periodicals have capitals in all main words, titles of documents, articles and themes in
    the first word alone (Editorial Manual, Capitalization). A title in italics is judged where a word such as handbook
    stands before it, and one in quotation marks after a word such as article or theme.

    Wrong: the handbook *Walking with the herders*; a workshop on the theme “The Future Of Work”
    Right: the handbook *Walking with the Herders*; a workshop on the theme “The future of work”
    """
    lists = collection.word_lists
    works, papers = lists.words("titled_work"), lists.words("titled_paper")
    for run in runs.with_any(works):
        for start, title in _find_italics(run):
            small = [word for word in _MAIN_WORD.findall(title) if word[0].islower()]
            before = _WORDS.findall(cut_before(run.shown, start).lower())
            has_words = len(title.split()) >= _SHORTEST_TITLE and not _FOREIGN.search(title)
            if small and has_words and title[0].isupper() and not works.isdisjoint(before[-_NEAR_TITLE:]):
                message = "“{words}” is in italics like the title of a book and has small letters in main words."
                hint = "If this is a book, a film or a periodical, begin all main words with a capital."
                yield run.fault(start, start + len(title), message, hint)
    for run in runs.with_any(papers | {"entitled"}):
        for match in _find_quotations(run):
            title = match[1] or match[2] or match[3]
            main = _MAIN_WORD.findall(title.partition(" ")[2])
            before = _WORDS.findall(cut_before(run.shown, match.start()).lower())
            is_capitalized = len(main) >= _FEWEST_MAIN and all(word[0].isupper() for word in main)
            is_paper = not papers.isdisjoint(before[-_NEAR_TITLE:]) and not title.isupper()
            if is_capitalized and (is_paper or (before[-1:] == ["entitled"] and _CAPITAL_IN_SMALL.search(title))):
                message = "“{title}” has capitals in all main words."
                hint = (
                    "In titles of documents, articles and themes, begin only the first word and names with a capital."
                )
                yield run.fault(*match.span(), message, hint, title=title)


def _find_italics(run: Run) -> Iterator[tuple[int, str]]:
    """The words in italics of a run with their place, but not those with which the run begins."""
    place = 0
    for inline in run.content:
        words = extract_text((inline,))
        if isinstance(inline, Emphasis) and place:
            yield place, words
        place += len(words)


def _find_quotations(run: Run) -> Iterator[re.Match[str]]:
    """The quotations of a run; a block quotation has none of its own."""
    if run.part is not Part.QUOTATION and any(mark in run.shown for mark in '“«"'):
        yield from _QUOTED.finditer(run.shown)


def _check_ending(run: Run, match: re.Match[str], abbreviations: Abbreviations) -> Iterator[Fault]:
    """A fault where the last point or comma of a quotation belongs to the sentence around it."""
    end = match.end()
    if (
        run.shown[end - 2 : end - 1] in ("?", "!")
        and run.shown[end : end + 1] == "."
        and run.shown[end : end + 3] != "..."
    ):
        message = "A point follows a quotation that ends with a mark of its own."
        yield run.fault(end - 2, end + 1, message, "Leave the point out.", instead=run.shown[end - 2 : end], safe=False)
    ending = _ENDS_INSIDE.fullmatch(run.shown, end - 2, end)
    if not ending or _ABBREVIATED.search(run.shown[match.start() : end - 2]) or _is_whole(run, match, abbreviations):
        return
    following = run.shown[end : end + 2]
    if ending[1] == "." and following.strip()[:1].islower():
        return
    right = ending[2] if following[:1] in (".", ",", ";", ":") and following else f"{ending[2]}{ending[1]}"
    message = (
        "The point stands inside the quotation marks."
        if ending[1] == "."
        else "The comma stands inside the quotation marks."
    )
    yield run.fault(end - 2, end, message, "Put it after them.", instead=right, safe=True)


def _is_whole(run: Run, match: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether a whole sentence is quoted: it begins with a capital after a colon or comma, or at the beginning."""
    first = run.shown[match.start() + 1]
    if run.shown[match.end() - 2] != "." or not (first.isupper() or first.isdigit()):
        return False
    before = run.shown[: match.start()].rstrip()
    return before[-1:] in ("", ":", ",") or match.start() + 1 in find_first_words(run, abbreviations)


def _find_doubled_marks(run: Run) -> Iterator[Fault]:
    """A fault for each quotation in double marks inside another."""
    place = 0
    outermost = _list_in_double_marks(run.content)
    inner = {id(inside): inside for outer in outermost for inside in _list_in_double_marks(outer.content)}
    for words in map(extract_text, ((quotation,) for quotation in inner.values())):
        start = run.shown.find(words, place)
        place = start + 1
        message = "{quoted} stands in double marks inside a quotation."
        right = f"‘{words[1:-1]}’"
        yield run.fault(
            start, start + len(words), message, "Write ‘ and ’.", instead=right, quoted=shorten(words, _SHOWN)
        )


def _list_in_double_marks(content: Inlines) -> Iterator[Quotation]:
    return (
        inline for inline in walk_printed_inlines(content) if isinstance(inline, Quotation) and inline.opening == "“"
    )


def _is_introduced(run: Run, place: int, titles: frozenset[str]) -> bool:
    """Whether one of the few words before a quotation says that a title or term follows."""
    return not titles.isdisjoint(word.lower() for word in _WORDS.findall(cut_before(run.shown, place))[-6:])


def _find_sources(content: tuple[Inline, ...], place: int = 0) -> Iterator[int]:
    """Where symbols, notes, links and references stand in the words of a run."""
    for inline in content:
        if isinstance(inline, Symbol | Footnote | Link | CrossReference):
            yield place
        elif isinstance(inline, Strong):
            yield from _find_sources(inline.content, place)
        place += len(extract_text((inline,)))
