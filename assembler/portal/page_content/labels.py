"""What moves are called on pages, and what states mean for the person who reads."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembler.model.answer import State as Outcome
from assembler.portal.actions.texts import FROM_FILE
from assembler.portal.roles import State

MOVES: dict[str, tuple[Promise, Promise, Promise]] = {
    "submit": (_("Submit"), _("The editor receives the text."), _("Submitted")),
    "nothing-to-report": (
        _("Say “nothing to report”"),
        _("The report has no text of your entity on this organization. Words that were written are taken out."),
        _("Nothing to report"),
    ),
    "withdraw": (
        _("Withdraw the text"),
        _("The text is taken out of the report. Its versions are kept, and you can write again."),
        _("Withdrawn"),
    ),
    "clear": (_("Clear"), _("The words may print."), _("Cleared")),
    "clear-by-silence": (
        _("Record that no answer came"),
        _("The words may print: the entity was told that no answer by this day clears them."),
        _("Clearance by silence recorded"),
    ),
    "object": (_("Object"), _("Nothing prints until the editor has settled your objection."), _("Objected")),
    "return": (_("Return the text"), _("The entity can change the text and submit it again."), _("Returned")),
    "accept": (_("Accept the text"), _("The text goes on as it is."), _("Accepted")),
    "consolidate": (
        _("Mark as taken into the report"),
        _("You confirm that the text of the report on this organization holds the words of this entity."),
        _("In the report"),
    ),
    "send-for-clearance": (
        _("Send for clearance"),
        _("The entity reads the words that will print, and clears them or objects."),
        _("Sent for clearance"),
    ),
}
"""Of each move: what its button says, what follows from it, and what a receipt says."""


def describe_reason(reason: str) -> str | Promise:
    """How a version of a text came, in the language of the reader: by a move, a file, or as the action says."""
    if reason in MOVES:
        return MOVES[reason][2]
    if reason.startswith(FROM_FILE):
        return gettext("File %(name)s") % {"name": reason.removeprefix(FROM_FILE)}
    return gettext(reason) if reason else ""


CHANGES: dict[str, Promise] = {
    "changed": _("changed"),
    "divided": _("divided"),
    "joined": _("joined"),
    "deleted": _("deleted; the words of the entity are then left out of the report"),
    "moved away": _("moved to another text"),
    "moved here": _("moved here from another text"),
    "moved": _("moved"),
    "new": _("new"),
}
"""What somebody did to a paragraph in Word, by the word of the library."""


OUTCOMES: dict[str, Promise] = {
    Outcome.TAKEN: _("taken"),
    Outcome.TAKEN_IN_PART: _("taken in part"),
    Outcome.EMPTY: _("no text yet"),
}
"""What came of a Word file, by the words of the library."""

ADVICE: dict[State, Promise] = {
    State.EXPECTED: _("Write the text here, send it as a Word file, or say that there is nothing to report."),
    State.DRAFT: _("Save and mend the text as often as you like. The editor reads it when you submit it."),
    State.SUBMITTED: _("The editor has the text. You do nothing now; you receive an e-mail when you are needed."),
    State.RETURNED: _("The editor has sent the text back. Answer the messages, change the text and submit it again."),
    State.ACCEPTED: _("The editor has accepted the text. You will be asked to clear the words before they print."),
    State.CONSOLIDATED: _("The text is part of the report. You will be asked to clear the words before they print."),
    State.SENT_FOR_CLEARANCE: _("The words that will print wait to be cleared by the entity."),
    State.CLEARED: _("The words are cleared. A word that changes later is sent to be cleared again."),
    State.OBJECTED: _("There is an objection. The editor settles it and sends the words again."),
    State.NOTHING_TO_REPORT: _("The entity has nothing to report. To report after all, write a text."),
    State.WITHDRAWN: _("The text was withdrawn. To report after all, write a text."),
}
"""What each state means for who answers for the text, and what comes next."""

READERS_ADVICE: dict[State, Promise] = ADVICE | {
    State.EXPECTED: _("The entity has not begun to write."),
    State.DRAFT: _("The entity writes, and has not submitted the text yet."),
    State.SUBMITTED: _("The entity has submitted the text. An editor accepts or returns the text."),
    State.RETURNED: _("An editor has returned the text. The entity changes the text and submits it again."),
    State.ACCEPTED: _("An editor has accepted the text. The entity clears the words before they print."),
    State.CONSOLIDATED: _("The text is part of the report. The entity clears the words before they print."),
    State.OBJECTED: _("The entity has objected. An editor settles the objection and sends the words again."),
    State.NOTHING_TO_REPORT: _("The entity has nothing to report."),
    State.WITHDRAWN: _("The entity has withdrawn the text."),
}
"""What each state means for everybody else."""
