"""What a text says of a thing, in a form that can be compared: one statement against another of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum, auto

from assembler.model.finding import Fault
from assembler.model.text.prose import Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import Days


class Attribute(StrEnum):
    """What is said of a thing."""

    DATE = auto()
    """When an event took place."""
    ORDINAL = auto()
    """Which of its row an event of one day is."""
    PLACE = auto()
    """Where an event took place, or a body has its seat."""
    ACT = auto()
    """When an agreement was signed or adopted, or came into force, or a body was established."""
    TERM = auto()
    """How long a plan or a project lasts: three-year."""
    PERIOD = auto()
    """Which years a plan is for."""
    FIGURE = auto()
    """How many, or how much."""
    COUNT = auto()
    """How many of something a thing has."""
    DOCUMENT = auto()
    """The year, number or symbol of a document."""
    SUBJECT = auto()
    """The number of the document on a subject."""
    TITLE = auto()
    """The office of a person."""
    HOLDER = auto()
    """The person who has an office."""
    CHAIR = auto()
    """Who chairs a body."""


class Figure(Value):
    """A number as a text gives it."""

    least: float
    """The least that it may mean."""
    most: float
    """The most that it may mean."""


type StatedValue = Days | Figure | str | int


class Statement(Value):
    """What a text says of one thing."""

    subject: str
    """The thing, in a form that is the same for all texts."""
    attribute: Attribute
    """What is said of it."""
    value: StatedValue
    """What it is said to be."""
    run: Run
    """The text that says so."""
    start: int
    """Of the words that say so."""
    end: int
    """After them."""
    name: str = ""
    """What the text calls the thing."""

    @property
    def words(self) -> str:
        """The words that say so."""
        return self.run.shown[self.start : self.end]

    def contradict(self, other: Statement, message: str, hint: str) -> Fault:
        """The fault that another text says something else."""
        return self.run.fault(
            self.start,
            self.end,
            message,
            hint,
            name=self.name,
            other_words=other.words,
            other_name=other.name,
            elsewhere=other.run,
        )


def can_agree(one: StatedValue, other: StatedValue) -> bool:
    """Whether two values of one attribute may both be right."""
    if isinstance(one, Days) and isinstance(other, Days):
        return one.can_agree(other)
    if isinstance(one, Figure) and isinstance(other, Figure):
        return one.least <= other.most and other.least <= one.most
    return one == other


def find_contradictions(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each statement that cannot agree with an earlier one of the same thing, with that one; not of one mention."""
    earlier_ones: dict[tuple[str, Attribute], list[Statement]] = {}
    for statement in statements:
        others = earlier_ones.setdefault((statement.subject, statement.attribute), [])
        for earlier in others:
            if not can_agree(statement.value, earlier.value) and not _share_mention(statement, earlier):
                yield statement, earlier
                break
        else:
            others.append(statement)


def _share_mention(one: Statement, other: Statement) -> bool:
    """Whether two statements follow one mention of their thing, as of a session that had two parts."""
    between = one.run.text[other.end : one.start]
    return one.run is other.run and ". " not in between and one.name not in between
