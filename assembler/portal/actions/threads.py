"""Messages, queries and answers in the thread on a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.model.text.word_diff import format_word_diff
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.models import Message, Pair, Person
from assembler.portal.models.events import record_event
from assembler.portal.notices import announce_message, group_by_focal_point
from assembler.portal.permissions import Action, is_focal_point, may, require
from assembler.portal.problems import Forbidden, Invalid, Problem, TooLarge

LONGEST_MESSAGE = 10_000
"""How many characters a message may have."""


class AlreadyAnswered(Problem):
    """A query was to be answered a second time."""

    status = 409


def may_read_thread(person: Person, pair: Pair) -> bool:
    """Whether the person may read and write in the thread: the entity's focal points and the editors."""
    return is_focal_point(person, pair) or may(person, Action.ASK_QUERIES, pair.report)


def write_message(person: Person, pair: Pair, text: str, quote: str = "") -> Message:
    """Adds a message to the thread. Raises Forbidden, Invalid where there are no words, or TooLarge."""
    return _add(person, pair, "message", text, quote)


def propose_words(person: Person, pair: Pair, printed: str, proposal: str) -> Message:
    """Proposes other words in the place of printed ones; without these, a remark on all. Raises as `write_message`.

    An empty proposal asks to leave the words out.
    """
    return _add(person, pair, "proposal", proposal, printed, is_proposal=True)


def ask_query(
    person: Person, pair: Pair, text: str, quote: str = "", due: datetime | None = None, addressee: Person | None = None
) -> Message:
    """Adds a query that the entity has to answer: the addressee, or any focal point of the text.

    `quote` is the words that it is about. Raises Forbidden, TooLarge, or Invalid where the day has passed or the
    addressee is no focal point of the text.
    """
    require(person, Action.ASK_QUERIES, pair.report)
    if due and due <= timezone.now():
        raise Invalid(_("The day of answer has passed already."), _("Choose a day from today on."))
    if addressee and addressee not in list_focal_points(pair):
        raise Invalid(_("This person is no focal point of the text."), _("Choose a focal point of the entity."))
    return _add(person, pair, "query", text, quote, is_query=True, due=due, addressee=addressee)


def list_focal_points(pair: Pair) -> list[Person]:
    """The people who answer for the text now."""
    return list(group_by_focal_point([pair]))


def note_read(person: Person, pairs: Iterable[Pair]) -> None:
    """Notes that an editor has read what focal points wrote about these texts; the words of others stay unread."""
    unread = Message.objects.filter(pair__in=pairs, read=None, is_query=False).exclude(by=person)
    if unread.exists():
        unread.update(read=timezone.now())


def answer_query(person: Person, pair: Pair, query: int, text: str) -> Message:
    """Answers a query; the same answer sent twice is kept once.

    Raises Forbidden, Invalid where the text has no such query, TooLarge, or AlreadyAnswered.
    """
    asked = Message.objects.filter(pair=pair, pk=query, is_query=True).first()
    if asked is None:
        raise Invalid(_("This query does not exist."), _("Open the text again to see its queries."))
    try:
        with transaction.atomic():
            return _add(person, pair, "answer", text, answers=asked)
    except IntegrityError:
        former = Message.objects.get(answers=asked)
        if former.by_id == person.pk and former.text == clean_words(text):
            return former
        raise AlreadyAnswered(
            _("This query has been answered already."), _("To say more, write a message below the answer.")
        ) from None


def _add(person: Person, pair: Pair, what: str, text: str, quote: str = "", **fields: object) -> Message:
    if not may_read_thread(person, pair):
        raise Forbidden(_("You cannot write in the messages about this text."))
    text = clean_words(text)
    if not text and not fields.get("is_proposal"):
        raise Invalid(_("The message is empty."), _("Write what you want to say, then send the message."))
    if len(text) + len(quote) > LONGEST_MESSAGE:
        raise TooLarge(_("The message is too long."), _("Shorten the message to 10,000 characters."))
    quote = quote.strip()
    last = Message.objects.filter(pair=pair).order_by("-at", "-pk").first()
    if last and not fields.get("answers") and (last.by_id, last.text, last.quote) == (person.pk, text, quote):
        return last  # the button was pressed twice
    with transaction.atomic():
        message = Message.objects.create(pair=pair, by=person, text=text, quote=quote, **fields)
        record_event(pair.report_id, person.email, what, str(pair), details={"message": message.pk})
        words = format_word_diff(quote, text) if fields.get("is_proposal") else text
        announce_message(person, pair, words, what, message.addressee)
    return message
