"""Which offices English texts give to persons, which persons to an office, and who chairs a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.proper_names import CAPITALIZED, NAME, ProperName, find_all_names, make_key
from assembler.rules.statements.statement import Attribute, Statement

TITLES = (
    *(
        "Secretary-General",
        "Chair",
        "Chairperson",
        "Vice-Chair",
        "President",
        "Vice-President",
        "Commissioner",
        "Envoy",
    ),
    *(
        "Representative",
        "Adviser",
        "Coordinator",
        "Secretary",
        "Director",
        "Director-General",
        "Minister",
        "Ambassador",
    ),
    *("Commander", "Rapporteur"),
)
"""With one of these words an office ends."""
_TITLE = Pattern(
    rf"\b(?P<title>(?:(?!The )[A-Z][a-z]+ )*(?:{'|'.join(TITLES)}))"
    rf"(?P<of>(?: (?:of|for|to|on)(?: the)? {CAPITALIZED}(?: (?:(?:of|for|and|on|the) )*{CAPITALIZED})*)*)\Z"
)
_PERSON = Pattern(rf", (?:Mr\. |Ms\. |Mrs\. |Dr\. )?(?P<person>{CAPITALIZED}(?: {CAPITALIZED}){{1,3}})(?=[,.;)]|\Z)")
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_WHOSE = Pattern(
    rf"(?P<body>{NAME}),? whose (?P<title>(?:[A-Z][a-z]+ )*(?:{'|'.join(TITLES)})),? (?:is |was )?"
    rf"(?:Mr\. |Ms\. |Mrs\. |Dr\. )?(?P<person>{CAPITALIZED}(?: {CAPITALIZED}){{1,3}})"
)
_NOT_NOW = tuple(
    f"{word} " for word in ("former", "Former", "then", "outgoing", "acting", "incoming", "late", "previous")
)
"""Before the office of another time."""
_BETWEEN = (", ", ", the ", ", who is the ", ", who was the ", ", who is ")
"""What stands between a person and an office."""
_PORTFOLIO = Pattern(r" for (?P<first>[A-Z][\w-]+)")
"""What a minister or commissioner is for."""
_FAR = 60
"""In how many characters before an office the person may stand."""
_MOST_WORDS = 4
_AS_CHAIR = Pattern(
    rf"(?P<holder>{CAPITALIZED}),? (?:as|in (?:its|his|her) capacity as) (?:the )?(?:[Cc]hair(?:person)?|[Pp]resident)"
    r" of (?:the )?(?P<body>[^,.;]{5,80}?)(?= (?:in|for) (?:19|20)\d\d|[,.;])"
)
_CHAIRED_BY = Pattern(
    rf"(?P<body>{NAME}(?: of the [a-z]+)?) (?:was|is) (?:chaired|presided over) by (?:the )?(?P<office>[^,.;]*?)"
    rf"(?P<holder>{CAPITALIZED})(?= in (?:19|20)\d\d|[,.;])"
)
_HOLDING = Pattern(
    rf"(?P<holder>{CAPITALIZED}),? (?:which |who |that )?(?:chaired|presided over|held the (?:chair|presidency) of)"
    rf" (?:the )?(?P<body>{NAME}(?: of the [a-z]+)?)"
)


_LEADING = r"(?P<what>[a-z-]+(?: [a-z-]+){0,3}?)"
_OFFICE_OF = rf"(?P<office>[A-Z][\w-]+(?: [A-Z][\w-]+){{0,4}}) of (?:the )?(?P<body>{NAME})"
_LED = "led|headed|chaired|presided over|moderated|coordinated|directed|managed"
_LED_BY = Pattern(rf"\b[Tt]he {_LEADING} (?:was|is|were|are|has been) (?:{_LED}) by the {_OFFICE_OF}")
_LEADS = Pattern(
    rf"\b[Tt]he {_OFFICE_OF},? (?:who )?(?:(?:has|had|also) )?(?:{_LED}|leads|heads|chairs|presides over|moderates"
    rf"|coordinates|directs|manages) the {_LEADING}(?=[,.;]| (?:in|on|at|from|and)\b)"
)
"""An office that leads what is named by a common noun."""


class _Tenure(Value):
    """An office that a person has."""

    person: str
    title: str
    office: str
    """The title with the body, where that is told."""
    span: tuple[int, int]
    """Where the title stands."""


def list_offices(runs: Prose) -> Iterator[Statement]:
    """What the texts say of persons and their offices, and of who chairs what."""
    names = runs.cached(find_all_names)
    for run in runs.with_any(TITLES):
        year = _find_year(run)
        for tenure in (*_find_before_persons(run), *_find_after_persons(run, names[id(run)])):
            yield Statement(
                f"{make_key(tenure.person)} {year}", Attribute.TITLE, tenure.title, run, *tenure.span, tenure.person
            )
            if portfolio := _PORTFOLIO.search(tenure.office):
                end = tenure.span[0] + len(tenure.office)
                subject = f"{make_key(tenure.person)} {year} {tenure.title}"
                yield Statement(subject, Attribute.TITLE, portfolio["first"], run, tenure.span[0], end, tenure.person)
            if " of " in tenure.office or " for " in tenure.office:
                start = run.text.find(tenure.person, max(0, tenure.span[0] - _FAR))
                span = (start, start + len(tenure.person))
                subject = f"{make_key(tenure.office)} {year}"
                yield Statement(subject, Attribute.HOLDER, make_key(tenure.person), run, *span, tenure.office)
    for run in runs.having(*_LED.split("|"), "leads", "heads", "chairs", "presides", "moderates", "directs", "manages"):
        for pattern in (_LED_BY, _LEADS):
            for match in pattern.finditer(run.text):
                subject, name = f"{match['what']} {make_key(match['body'])} {_find_year(run)}", match["what"]
                yield Statement(subject, Attribute.CHAIR, match["office"], run, *match.span("office"), name)
    for run in runs.having("chaired", "presid", "chair of", "hairmanship of"):
        if year := _find_year(run):
            for pattern in (_AS_CHAIR, _CHAIRED_BY, _HOLDING):
                for match in pattern.finditer(run.text):
                    body, holder = make_key(match["body"]), match["holder"]
                    if " " in body:
                        span = match.span("holder")
                        yield Statement(
                            f"{body} {year}", Attribute.CHAIR, holder, run, *span, match["body"].removeprefix("The ")
                        )


def _find_year(run: Run) -> str:
    year = _YEAR.search(run.text)
    return year.group() if year else ""


def _find_before_persons(run: Run) -> Iterator[_Tenure]:
    """The offices before a comma and a person."""
    for match in _PERSON.finditer(run.text):
        before = run.cut_before(match.start())
        title = _TITLE.search(before)
        if title and not before[: title.start()].endswith(_NOT_NOW):
            start = match.start() - len(before) + title.start()
            yield _Tenure(match["person"], title["title"], title.group(), (start, match.start()))


def _find_after_persons(run: Run, names: Sequence[ProperName]) -> Iterator[_Tenure]:
    """The offices after a person and a comma, or before one as “whose Director is”."""
    for person, office in pairwise(names):
        title = _find_title(office.text) if run.text[person.end : office.start] in _BETWEEN else ""
        words = person.text.split(" ") if title and not _find_title(person.text) else ()
        if 0 < len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words):
            yield _Tenure(person.text, title, office.text, (office.start, office.start + len(title)))
    for match in _WHOSE.finditer(run.text) if " whose " in run.text else ():
        yield _Tenure(match["person"], match["title"], f"{match['title']} of the {match['body']}", match.span("title"))


def _find_title(office: str) -> str:
    """The title with which the name of an office begins."""
    head = office.partition(" of ")[0].partition(" for ")[0].partition(" to ")[0]
    return head if head.endswith(TITLES) else ""
