"""The words that an entity is to clear, and proposals of other words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assembler.api import WordsToClear
from assembler.portal import text_tree
from assembler.portal.actions.threads import propose_words
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import ClearanceRequest
from assembler.portal.models import Pair, Person, Receipt
from assembler.portal.permissions import require_move
from assembler.portal.problems import Invalid, WordsChanged


def read_words_to_clear(pair: Pair) -> WordsToClear:
    """The words of the entity as they will print, out of the editor's text or else its own; empty without any words."""
    request = ClearanceRequest(
        files=text_tree.check_out(pair.report),
        entity=pair.entity,
        organizations=(pair.organization,),
        submitted=_read_submitted(pair),
    )
    return run_job("read_words_to_clear", request, WordsToClear)


def hash_words_sent(pair: Pair) -> str:
    """The hash of the words of the entity as they stood when its round was sent; empty where there was none."""
    return _read_words_of(pair, pair.round.revision).hash if pair.round else ""


def list_cleared_words(pair: Pair) -> tuple[str, ...]:
    """The words of each paragraph as the entity cleared them last; nothing where it has not cleared any."""
    last = Receipt.objects.filter(pair=pair, what="clear").order_by("-at", "-pk").first()
    return tuple(one.words for one in _read_words_of(pair, last.revision).passages) if last else ()


def _read_words_of(pair: Pair, revision: int) -> WordsToClear:
    files = text_tree.check_out(pair.report, revision)
    request = ClearanceRequest(files=files, entity=pair.entity, organizations=(pair.organization,), submitted={})
    return run_job("read_words_to_clear", request, WordsToClear)


def propose_changes(person: Person, pair: Pair, changes: Mapping[int, str], words: str, remark: str = "") -> int:
    """Sends the editor other words for the paragraphs of these numbers; gives how many differ.

    `words` is the hash of the words that the person has read; a remark may be sent without other words. Raises
    Forbidden, WrongState, WordsChanged, TooLarge, or Invalid where nothing is proposed.
    """
    require_move(person, "clear", pair)
    now = read_words_to_clear(pair)
    if now.hash != words:
        raise WordsChanged
    proposals = {
        passage.words: proposal
        for passage in now.passages
        if (proposal := " ".join(clean_words(changes.get(passage.number, passage.words)).split())) != passage.words
    }
    if not proposals and not clean_words(remark):
        raise Invalid(_("You have not changed any words."), _("Change the words of a paragraph, or write a remark."))
    with transaction.atomic():
        for printed, proposal in proposals.items():
            propose_words(person, pair, printed, proposal)
        if clean_words(remark):
            propose_words(person, pair, "", remark)
    return len(proposals)


def _read_submitted(pair: Pair) -> dict[str, bytes]:
    """The text that the entity submitted last; that which came with the folder where it submitted none here."""
    last = Receipt.objects.filter(pair=pair, what="submit").order_by("-number").first()
    files = pair.report.files.filter(path__in=pair.paths)
    first = files.order_by("first").first()
    revision = last.revision if last else first.first if first else None
    contents = {path: text_tree.read_file(pair.report, path, revision) for path in pair.paths}
    return {path: data for path, data in contents.items() if data is not None}
