"""What only the whole report shows: two texts that say two things of one event, agreement, body, figure or document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.prose import Prose
from assembler.rules.statements.alike_sentences import list_alike_sentences
from assembler.rules.statements.documents import list_documents
from assembler.rules.statements.events_and_acts import list_events_and_acts
from assembler.rules.statements.memberships import list_attendance, list_counts
from assembler.rules.statements.near_numbers import list_near_numbers
from assembler.rules.statements.shared_things import list_shared_things
from assembler.rules.statements.statement import Attribute, Statement, find_contradictions

_MESSAGES = {
    Attribute.DATE: "“{name}” has the date {words} here and {other_words} in {where}.",
    Attribute.ORDINAL: "“{name}” here and “{other_name}” in {where} have the same date.",
    Attribute.PLACE: "“{name}” is placed in {words} here and in {other_words} in {where}.",
    Attribute.ACT: "“{name}” has {words} here and {other_words} in {where} for the same act.",
    Attribute.TERM: "“{name}” is called {words} here and {other_words} in {where}.",
    Attribute.PERIOD: "“{name}” has the years {words} here and {other_words} in {where}.",
    Attribute.FIGURE: "“{name}” has {words} members here and {other_words} in {where}.",
    Attribute.COUNT: "“{name}” has {words} here and {other_words} in {where}.",
    Attribute.CHAIR: "“{name}” is led by {words} here and by {other_words} in {where}.",
    Attribute.DOCUMENT: "“{name}” is cited with {words} here and with {other_words} in {where}.",
    Attribute.SUBJECT: "{words} is cited here and {other_words} in {where}, in sentences on one subject.",
}
"""What is said of two statements of a thing that has a name."""
_ALIKE = "“{words}” stands here, and “{other_words}” in a similar sentence in {where}."
_HINT = "One of the two may be wrong. Ask the authors of both texts."
_HINT_ON_DOCUMENT = "One of the two may be wrong. Look up the document."


def find_event_told_in_two_ways(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One event, agreement or body has two dates or two places.

    Why: two offices report on one event, and one of them may be wrong; only the whole report shows it. An event is
    known by its place in a row (“the third session of …”), its year, or a name in capitals; of a name that may come
    again, only dates and places of one month are compared. Of agreements, plans and bodies with a name in capitals the
    day of signature, adoption, entry into force or establishment is compared, the seat, and the years of a plan.

    Wrong: “the second session of the Conference, in March 2019” and “the second session of the Conference, in May 2019”
    Right: one date for one event
    """
    yield from _find_faults(find_contradictions(list_events_and_acts(runs, collection)))


def find_figure_told_in_two_ways(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Two texts give two figures, dates, places or leaders of the same thing: persons trained, the sum of a project.

    Why: one of the two may be wrong; only the whole report shows it. Sentences are compared of which one has all words
    of the other, and what two texts tell, with the same verb, of a thing that both name in the same words. A figure
    that is called approximate agrees with those near it, and other years may have other figures.

    Wrong: “In Mali, UNHCR trained 204 border officers in 2019.” and “UNHCR trained 240 border officers in Mali.”
    Right: one figure
    """
    counts = [
        *find_contradictions(list_counts(runs, collection)),
        *find_contradictions(list_attendance(runs, collection)),
    ]
    shared = list(list_shared_things(runs, collection))
    pairs = [(each.statement, each.other) for each in shared if each.is_of_one_thing]
    yield from _find_faults((*counts, *(pair for pair in pairs if not _is_told_of_event(pair, collection))))
    silent = {(id(each.statement.run), each.statement.start) for each in shared}
    counted = {id(statement.run) for statement, _ in (*counts, *pairs)}
    alike = [pair for pair in list_alike_sentences(runs, collection) if id(pair[0].run) not in counted]
    yield from _find_faults(
        pair
        for pair in alike
        if (id(pair[0].run), pair[0].start) not in silent and not _is_event_or_act(pair[0], collection)
    )


def find_document_cited_in_two_ways(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One document is cited with two years, numbers or days, or two nearly the same numbers stand with one subject.

    Why: a resolution of the Security Council has one year, a title of one session one symbol, a statement one day. One
    of the two may be mistyped. In English, sentences on one subject are compared that cite resolutions whose numbers
    differ by a figure, or by the order of two.

    Wrong: “resolution 2457 (2018)” in one text, “resolution 2457 (2019)” in another
    Right: the number and year of the resolution in both
    """
    near = list_near_numbers(runs, collection) if collection.plan.language == "en" else ()
    yield from _find_faults((*find_contradictions(list_documents(runs)), *near))


def _is_event_or_act(statement: Statement, collection: Collection) -> bool:
    """Whether the words of a statement are the date or place of an event or act, of which IN-CON-05 speaks."""
    stated = list_events_and_acts(Prose((statement.run,)), collection)
    return any(each.start == statement.start for each in stated)


def _is_told_of_event(pair: tuple[Statement, Statement], collection: Collection) -> bool:
    """Whether IN-CON-05 speaks of what two texts say."""
    statement, other = pair
    stated = find_contradictions(list_events_and_acts(Prose((other.run, statement.run)), collection))
    here = [each for each, _ in stated if each.run is statement.run]
    return any(each.attribute is statement.attribute or each.start == statement.start for each in here)


def _find_faults(pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[Fault]:
    """The fault of each statement that contradicts an earlier one; of the same words, once for each other text."""
    pairs_of_places = {(id(one.run), one.start, id(earlier.run)): (one, earlier) for one, earlier in reversed([*pairs])}
    for statement, earlier in reversed(pairs_of_places.values()):
        is_of_document = statement.attribute in (Attribute.DOCUMENT, Attribute.SUBJECT)
        is_known = statement.name or statement.attribute is Attribute.SUBJECT
        message = _MESSAGES[statement.attribute] if is_known else _ALIKE
        hint = _HINT_ON_DOCUMENT if is_of_document else _HINT
        yield statement.contradict(earlier, message, hint)
