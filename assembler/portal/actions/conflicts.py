"""Changes in the Word file of an entity that were not made, since an editor had changed the same words."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_noop

from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import change_files
from assembler.portal.actions.uploads import list_findings
from assembler.portal.models import Pair, Person
from assembler.portal.permissions import Action, require

RULE = "IN-DOC-20"
"""The rule that speaks of them."""


class Conflict(Value):
    """A change that was not made, with the three texts."""

    file: str
    """The name of the Word file."""
    base: str
    """The words as they had come before."""
    ours: str
    """The words that stood when the file came."""
    theirs: str
    """The words of the file."""


def list_conflicts(pair: Pair) -> tuple[Conflict, ...]:
    """The changes of the text that wait for a decision, in the order of the text."""
    if _record_of(pair) not in text_tree.read_tree(pair.report):
        return ()
    all_words = (cast("dict[str, str]", f["parameters"]) for f in list_findings(pair) if f["rule"] == RULE)
    return tuple(Conflict(words["file"], words["base"], words["ours"], words["theirs"]) for words in all_words)


def settle_conflicts(person: Person, pair: Pair) -> None:
    """Lets the words stand that are in the text now. Raises Forbidden."""
    require(person, Action.WRITE_ANY_FILE, pair.report)
    record = _record_of(pair)
    reason = gettext_noop("Words of a file were settled")
    change_files(
        person, pair.report, lambda base: {record: None} if record in base else {}, reason, "settle", str(pair)
    )


def _record_of(pair: Pair) -> str:
    return f"contributions/.received/.unsettled/{pair.entity}.{pair.organization}.json"
