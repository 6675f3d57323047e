"""Brings a text from one state into another, with event, receipt and mail, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.model.text.phrases import write_day
from assembler.portal import text_tree
from assembler.portal.actions.clearance import hash_words_sent
from assembler.portal.actions.texts import select_own
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import FilesAnswer, StatementRequest
from assembler.portal.models import Pair, Person, Receipt
from assembler.portal.models.events import record_event
from assembler.portal.models.texts import Tree
from assembler.portal.moves import MOVES, SILENCE, find_move
from assembler.portal.notices import announce_move
from assembler.portal.permissions import require_move
from assembler.portal.problems import Invalid, Stale, WordsChanged
from assembler.portal.roles import Role

LONGEST_REASON = 4000
"""How many characters a reason may have."""
_STATEMENTS = ("submit", "nothing-to-report", "clear", SILENCE, "return")
"""The moves that the header of the text records."""


def make_move(
    person: Person,
    pair: Pair,
    name: str,
    reason: str = "",
    version: int | None = None,
    words: str = "",
    *,
    with_notice: bool = True,
) -> Receipt | None:
    """Makes a move; the receipt of a focal point's move, None for an editor's.

    `version` is that of the text which the person has read; without it, the text as it stands. `words` is the hash of
    the words that the person clears. `with_notice` tells the other side by mail.

    Raises Forbidden, WrongState, Invalid where a reason is missing or the text cannot be used, Stale where the text
    is another one, or WordsChanged where the words to clear are others.
    """
    require_move(person, name, pair)
    reason = clean_words(reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("The reason is too long."), _("Shorten the reason to 4,000 characters."))
    if not reason and any(move.needs_reason for move in MOVES[name]):
        raise Invalid(_("Give a reason."), _("Say in a sentence why, so that the others know what to do."))
    base = text_tree.read_tree(pair.report)
    answer = _change_files(person, pair, name, base)
    if answer.obstacle:
        raise _refuse(name, answer.obstacle)
    if words and answer.hash != words:
        raise WordsChanged
    if name == SILENCE and answer.hash != hash_words_sent(pair):
        raise Invalid(_("The words have changed since they were sent."), _("The entity has to answer by itself."))
    with transaction.atomic():
        text_tree.lock_report(pair.report)
        current = Pair.objects.select_related("report").get(pk=pair.pk)
        require_move(person, name, current)
        if current.version != (pair.version if version is None else version):
            raise Stale({pair.path: (text_tree.read_file(pair.report, pair.path), None)})
        revision = text_tree.commit(pair.report, _list_changes(answer, name, current, base), base, person, name)
        _set_state(current, name, answer)
        number = revision.number if revision else current.report.last_revision
        details = {"revision": number, "text": current.text, "state": current.state}
        record_event(current.report_id, person.email, name, str(current), reason, details)
        is_of_focal_point = MOVES[name][0].role is Role.FOCAL_POINT
        receipt = make_receipt(person, current, name, number, answer.hash) if is_of_focal_point else None
        if with_notice:
            announce_move(person, current, name, reason, receipt)
    pair.refresh_from_db()
    return receipt


def _refuse(name: str, obstacle: str) -> Invalid:
    """What the person reads; what the library says of a clearance is for editors, and names files."""
    if name != "clear":
        return Invalid(obstacle)
    detail = _("The editor has something to settle in them first. Write to the editor, who then sends them again.")
    return Invalid(_("These words cannot be cleared as they are."), detail, obstacle=obstacle)


def _change_files(person: Person, pair: Pair, name: str, base: Tree) -> FilesAnswer:
    if name not in _STATEMENTS:
        return FilesAnswer()
    is_clearance = name in ("clear", SILENCE)
    tree = base if is_clearance else select_own(base, pair.entity)
    request = StatementRequest(
        files=text_tree.read_files(tree),
        entity=pair.entity,
        organizations=(pair.organization,),
        what="clear" if is_clearance else name,
        name=_name_silence(person, pair) if name == SILENCE else str(person),
        email=person.email,
        on=timezone.localdate(),
    )
    return run_job("record_statement", request, FilesAnswer)


def _name_silence(person: Person, pair: Pair) -> str:
    """Who the record says has cleared the words: nobody, and who notes that."""
    assert pair.round is not None  # as the move requires
    day = (pair.round.due - timedelta(minutes=1)).astimezone(UTC).date()
    return f"no answer by {write_day(day)} (recorded by {person})"


def _list_changes(answer: FilesAnswer, name: str, pair: Pair, base: Tree) -> Mapping[str, bytes | None]:
    if name == "withdraw":
        return {path: None for path in pair.paths if path in base}
    return answer.files


def _set_state(pair: Pair, name: str, answer: FilesAnswer) -> None:
    move = find_move(name, pair.state)
    if move and move.target:
        pair.state = move.target
    text = next((text for text in answer.review.texts if text.organization == pair.organization), None)
    if name == "send-for-clearance":
        pair.round = None
    if name in ("withdraw", "nothing-to-report"):
        pair.words, pair.text, pair.findings = 0, "", None
    elif text and name == "submit":
        pair.words, pair.text = text.words, text.hash
    pair.version, pair.changed = text_tree.count_versions(pair.report, pair.paths), timezone.now()
    pair.save()


def make_receipt(person: Person, pair: Pair, name: str, revision: int, words: str = "") -> Receipt:
    """A receipt; called in a transaction that holds the report's lock.

    Its number tells nobody how much others send. `words` is the hash of the words where these are others than the text.
    """
    numbers = set(Receipt.objects.filter(report=pair.report).values_list("number", flat=True))
    number = next(number for number in iter(_draw_number, 0) if number not in numbers)
    return Receipt.objects.create(
        report=pair.report, pair=pair, number=number, by=person, what=name, revision=revision, text=words or pair.text
    )


def _draw_number() -> int:
    """A number of nine figures."""
    return 100_000_000 + secrets.randbelow(900_000_000)
