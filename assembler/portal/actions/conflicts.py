"""Changes in the Word file of an entity that were not made, since an editor had changed the same words."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_noop

from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import Changes, change_files
from assembler.portal.actions.texts import select_own
from assembler.portal.actions.uploads import list_findings
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import FilesAnswer, Request
from assembler.portal.models import Pair, Person
from assembler.portal.models.texts import Tree
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
    """Lets the words stand that are in the text now; the next file is compared with the one that had others.

    Raises Forbidden.
    """
    require(person, Action.WRITE_ANY_FILE, pair.report)

    def settle(base: Tree) -> Changes:
        files = text_tree.read_files(select_own(base, pair.entity))
        request = Request(files=files, entity=pair.entity, organizations=(pair.organization,))
        return run_job("settle_changes", request, FilesAnswer).files

    change_files(person, pair.report, settle, gettext_noop("Words of a file were settled"), "settle", str(pair))


def _record_of(pair: Pair) -> str:
    return f"contributions/.received/.unsettled/{pair.entity}.{pair.organization}.json"
