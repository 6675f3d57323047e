"""The edits of a general or consolidated text: which there were, and putting the text back to what it was before."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import UnitVersion
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.files import Changes, change_files
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import UnitHistory, UnitHistoryRequest
from assembler.portal.models import FileVersion, Person, Report, Revision
from assembler.portal.models.texts import Tree
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, Stale

_UNDONE = gettext_noop("Last change taken back")
_RESTORED = gettext_noop("Earlier version put back")
_MOST = 60
"""How many of the last edits of a text are looked at."""


def list_edits(report: Report, path: str) -> list[Revision]:
    """The last revisions in which a text changed, the newest first; the revision that began it is among them."""
    versions = FileVersion.objects.filter(report=report, path=path).values_list("first", "until")
    numbers = sorted({number for pair in versions for number in pair if number}, reverse=True)[:_MOST]
    return list(Revision.objects.filter(report=report, number__in=numbers).select_related("by").order_by("-number"))


def find_undoable(edits: list[Revision]) -> Revision | None:
    """The last edit of a text that was not taken back, if the text stood before it."""
    skipped = 0
    for edit in edits[:-1]:
        if edit.reason == _UNDONE:
            skipped += 1
        elif skipped:
            skipped -= 1
        else:
            return edit
    return None


def take_back(person: Person, report: Report, path: str, newest: int) -> None:
    """Brings a text back to what it was before its last edit that was not taken back.

    `newest` is the newest revision of the text that the person has seen. Raises Forbidden, Invalid where no edit can be
    taken back, or Stale, with both texts, where the text has changed since.
    """
    edits = [edit for edit in list_edits(report, path) if edit.number <= newest]
    edit = find_undoable(edits)
    if edit is None:
        raise Invalid(_("There is no edit of this text that can be taken back."))
    _put_back(person, report, path, newest, edit.number - 1, _UNDONE)


def restore_version(person: Person, report: Report, path: str, newest: int, revision: int) -> None:
    """Brings a text back to what it was in a revision. Raises as `take_back`."""
    _put_back(person, report, path, newest, revision, _RESTORED)


def _put_back(person: Person, report: Report, path: str, newest: int, revision: int, reason: str) -> None:
    require(person, Action.WRITE_ANY_FILE, report)
    before = text_tree.read_file(report, path, revision)

    def change(base: Tree) -> Changes:  # noqa: ARG001
        if list_edits(report, path)[0].number != newest:
            raise Stale({path: (text_tree.read_file(report, path), before)})
        return {path: before}

    change_files(person, report, change, reason, "take back", path)


class ParagraphEdit(Value):
    """A change of one paragraph."""

    revision: Revision
    """When, who and why."""
    version: UnitVersion
    """Its words before and after."""


def trace_paragraph(report: Report, path: str, hash: str) -> list[ParagraphEdit]:
    """How a paragraph of the text came to its words, the newest change first."""
    edits = list_edits(report, path)[::-1]
    files = tuple(text_tree.read_file(report, path, edit.number) or b"" for edit in edits)
    history = run_job("trace_unit", UnitHistoryRequest(files, hash), UnitHistory)
    return [ParagraphEdit(edits[one.version], one) for one in history.versions]


def list_former_texts(report: Report, path: str) -> tuple[bytes, ...]:
    """The last versions of a text, the newest first."""
    files = (text_tree.read_file(report, path, edit.number) for edit in list_edits(report, path)[:20])
    return tuple(data for data in files if data is not None)
