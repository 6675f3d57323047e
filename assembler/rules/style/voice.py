"""Voice and emphasis: the report speaks as the Secretary-General, names offices and no people, and stresses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Emphasis, Strong
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.dictionary import Dictionary
from assembler.rules.grammar.known_names import match_one_of, read_known_names
from assembler.rules.grammar.title_lines import is_bold_line

_LEAST_OF_RECOMMENDATION = 4
"""Words in bold of which one may recommend: fewer are stress."""
_LEAST_OF_CONCLUSION = 6
"""Words of a whole sentence in bold: a shorter one is stress."""
_LEAST_OF_STRESS = 5
"""Letters of a word in capitals; a shorter one may be an abbreviation."""
_ENDS_OF_SENTENCES = (".", "?", "!", ";", ":", "。", "؟")
_LETTERS = Pattern(r"[a-z]+")
_WE_WORDS = ("we", "our", "ours", "us", "ourselves")
_WE = Pattern(r"\b(?:we|our|ours|us|ourselves)\b|(?:(?<=[.?!:;“] )|\A)(?:We|Our|Ours|Us|Ourselves)\b")
_SINGLE_QUOTED = Pattern(r"(?<!\w)‘(?:[^‘]*?(?:(?:[^s‘]|\bus)’(?!\w)|s’(?!\w|\s[a-z]))|[^‘’]*’)")
"""A title in single marks, past apostrophes inside and the possessive of a plural."""
_I = Pattern(r"\b(?:I|[Mm]y|[Mm]yself)\b(?![.)]|\s[IVX])")
_SAYS = "welcom|commend|urg|encourag|thank|not|call|believ|recommend"
_AS_ACTOR = Pattern(rf"(?<!of )\b[Tt]he Secretary-General (?=(?:also |further )?(?:{_SAYS})(?:e?s|ed)\b)")
_TITLE = (
    r"(?:(?:Deputy )?Special (?:Representative|Envoy|Adviser|Coordinator)|Personal (?:Representative|Envoy)|Envoy)s?"
)
_MY_ENVOY = Pattern(rf"\b[Mm]y {_TITLE}\b")
_ENVOY = Pattern(rf"(?<!Office of )\b[Tt]he ({_TITLE}) of the Secretary-General\b")
_PERSON = Pattern(r"\b(?:Mr|Mrs|Ms|Dr|Prof|H\.E)\.? (?=[A-Z])(?:[A-Z][\w’.-]*\s?){1,3}")


def find_entity_speaks_as_we(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A text on an organization says “we”, “our” or “us”.

    Why: the report speaks as the Secretary-General, and of the entities in the third person; what an office wrote of
    itself must be recast (observed in A/75/345). The Secretary-General's own sections may say it, and so may titles in
    quotation marks.

    Wrong: “Our Office trained 40 officers.”
    Right: “The Office on Drugs and Crime trained 40 officers.”
    """
    for run in _select_on_organizations(runs.with_any(_WE_WORDS)):
        titles = [match.span() for match in _SINGLE_QUOTED.finditer(run.text)] if "‘" in run.text else []
        for match in _WE.finditer(run.text):
            if any(start < match.start() < end for start, end in titles):
                continue
            message = "“{words}” speaks for an office, but the report speaks for the Secretary-General."
            yield run.fault(*match.span(), message, "Name the office, or write “the United Nations”.")


def find_secretary_general_in_third_person(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The Secretary-General welcomes or urges in the third person while the report says “I”, or has envoys of his own
    called “of the Secretary-General” while it says “my Special Envoy”.

    Why: it is the Secretary-General's own report (A/75/345 says “I” and “my Special Representative”). What offices
    write of the Secretary-General must be recast. Names of offices keep their form.

    Wrong: “The Secretary-General welcomes the agreement”, beside “I commend the two organizations”
    Right: “I welcome the agreement”
    """
    spoken = [run.text for run in runs.with_any(("I", "my", "myself")) if run.part in (Part.PARAGRAPH, Part.ITEM)]
    says_i, says_my = (any(pattern.search(text) for text in spoken) for pattern in (_I, _MY_ENVOY))
    for run in runs.having("Secretary-General"):
        for match in _AS_ACTOR.finditer(run.text) if says_i else ():
            message = "The Secretary-General is in the third person here, but “I” elsewhere."
            yield run.fault(match.start(), match.end() - 1, message, "Use one person throughout: “I”.")
        for match in _ENVOY.finditer(run.text) if says_my else ():
            right = f"{'My' if match.group()[0] == 'T' else 'my'} {match[1]}"
            message = "“{words}” stands here, but “my …” elsewhere."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def find_person_named(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A person is named where the report names offices.

    Why: the report names posts and offices, which outlast the people who hold them (observed in A/75/345, which names
    nobody).

    Wrong: “Mr. Smith, Executive Secretary of the Commission, took part.”
    Right: “The Executive Secretary of the Commission took part.”
    """
    for run in runs.having("Mr", "Ms", "Dr", "Prof", "H.E"):
        for match in _PERSON.finditer(run.text):
            person = match.group().rstrip()
            message = "“{person}” names a person."
            end = match.start() + len(person)
            yield run.fault(
                match.start(), end, message, "Name the post or the office instead of the person.", person=person
            )


def find_italics_for_stress(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Small words in italics whose language is not given: they look like stress.

    Why: italics are for foreign words, titles and the like, never for stress (Editorial Manual, Italics and bold
    print). A foreign phrase says its language: `*inter alia*{: lang=la }`. A word that is no English, and the heads of
    tables, may be in italics, but no foreign name of a body (list `foreign_body`).

    Wrong: “It is a *very* important step.”
    Right: “It is an important step.”
    """
    bodies = collection.word_lists.words("foreign_body")
    dictionary: Dictionary | None = None
    for run in (run for run in runs if run.part is not Part.CELL):
        for node, start, end in _find_marked(run, Emphasis):
            words = extract_text(node.content)
            if words[:1].isupper() and not bodies.isdisjoint(words.split()):
                message = "“{words}” is the name of a body, which is not in italics."
                yield run.fault(start, end, message, "Take the asterisks out.", word_hint="Remove the italics.")
                continue
            if isinstance(node, Emphasis) and not node.language and words == words.lower() and words.isascii():
                dictionary = dictionary or Dictionary(collection.word_lists, ())
                if not all(dictionary.has(word) for word in _LETTERS.findall(words)):
                    continue  # a foreign word
                message = "“{words}” is in italics."
                hint = "Delete the asterisks. After a foreign phrase, write its language in the form {{: lang=CODE }}."
                word_hint = "Remove the italics, unless the words are of another language."
                yield run.fault(start, end, message, hint, word_hint=word_hint)


def find_bold_for_stress(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Words in bold in a text on an organization, or a word in capitals for stress: one of the
    dictionary, or of the list `stressed`.

    Conclusions and recommendations may be bold: whole sentences of six words and more, words of which one recommends
    (list `recommending`), and what stands before them, such as “Recommendation 1” (list `recommendation_heading`).

    Why: in text, bold is for conclusions and recommendations alone; neither capitals nor underlining mark stress
    (Editorial Manual, Italics and bold print).

    Wrong: “The need is **urgent**.”, “The need is URGENT.”
    Right: “The need is urgent.”
    """
    recommending = collection.word_lists.words("recommending")
    headings = collection.word_lists.words("recommendation_heading")
    for run in _select_on_organizations(runs):
        if run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE) and not _is_heading_in_bold(run):
            marked = list(_find_marked(run, Strong))
            conclusions = _find_conclusions(run, marked, recommending, headings) if marked else []
            for node, start, end in marked:
                if any(first <= start < last for first, last in conclusions):
                    continue
                message = "“{content}” stands in bold."
                yield run.fault(
                    start,
                    end,
                    message,
                    "Delete the double asterisks.",
                    word_hint="Remove the bold.",
                    content=extract_text(node.content),
                )
    yield from _find_capitals_for_stress(runs, collection)


def _find_conclusions(
    run: Run, marked: Iterable[tuple[Strong, int, int]], recommending: frozenset[str], headings: frozenset[str]
) -> list[tuple[int, int]]:
    """The bold words of a run that are conclusions or recommendations; those with a note or space between are one."""
    spans: list[tuple[int, int]] = []
    for _, start, end in marked:
        if spans and not run.shown[spans[-1][1] : start].strip():
            start = spans.pop()[0]
        spans.append((start, end))
    return [(start, end) for start, end in spans if _is_conclusion(run.shown, start, end, recommending, headings)]


def _is_conclusion(text: str, start: int, end: int, recommending: frozenset[str], headings: frozenset[str]) -> bool:
    words = [word.strip(".,;:()") for word in text[start:end].casefold().split()]
    if len(words) < _LEAST_OF_RECOMMENDATION:
        return bool(words) and words[0] in headings
    if not recommending.isdisjoint(words):
        return True
    begins = text[:start].rstrip()[-1:] in ("", *_ENDS_OF_SENTENCES)
    ends = text[:end].rstrip().endswith(_ENDS_OF_SENTENCES) or text[end:].lstrip()[:1] in ("", *_ENDS_OF_SENTENCES)
    return begins and ends and len(words) >= _LEAST_OF_CONCLUSION


def _is_heading_in_bold(run: Run) -> bool:
    """Whether it is a line that looks like a heading, which is another fault (IN-THM-02)."""
    return run.part is Part.PARAGRAPH and is_bold_line(run.content)


def _find_capitals_for_stress(runs: Prose, collection: Collection) -> Iterator[Fault]:
    sought = {*runs.present(collection.word_lists.words("stressed")), *_list_words_in_capitals(runs, collection)}
    things = match_one_of(collection.word_lists.words("thing_with_name"))
    pattern = re.compile(rf"(?<![\w(-]){match_one_of(sought)}(?! {things}\b|[\w-])")
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            small = match.group().lower()
            yield run.fault(*match.span(), "“{words}” is in capitals.", "Write “{instead}”.", instead=small)


def _list_words_in_capitals(runs: Prose, collection: Collection) -> Iterator[str]:
    """The words in capitals that the dictionary has, and that are no short form."""
    words = {word.strip(".,;:?!") for word in runs.joined.split() if word.isupper()}
    known = read_known_names(collection)
    long = {word for word in words if len(word) >= _LEAST_OF_STRESS and word.isascii() and word.isalpha()}
    long -= {*known.names, *known.organizations, *known.well_known, *collection.word_lists.words("capitals_kept")}
    dictionary = Dictionary(collection.word_lists, ()) if long else None
    if dictionary:
        yield from (word for word in sorted(long) if f"({word})" not in runs.joined and dictionary.has(word.lower()))


def _select_on_organizations(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs of the texts on organizations, without the lead department's own."""
    return (run for run in runs if run.organization)


def _find_marked[N: (Emphasis, Strong)](run: Run, kind: type[N]) -> Iterator[tuple[N, int, int]]:
    """The nodes of a kind in a run, outside quotations, each with the characters that it covers."""
    place = 0
    for inline in run.content:
        width = len(extract_text((inline,)))
        if isinstance(inline, kind):
            yield inline, place, place + width
        place += width
