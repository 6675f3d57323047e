"""Masthead and agenda block."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.plan import Stage
from assembler.model.report import Report


def agenda_note_missing(report: Report, collection: Collection) -> Iterator[Fault]:
    """The agenda line speaks of a provisional agenda or preliminary list, and no note gives its symbol.

    Why: the reader must find the list; the note gives its symbol and nothing else, marked with an asterisk
    (mastheads of A/75/345 and A/81/6 (Sect. 10)).

    Wrong: `stage: provisional agenda` without `note`.
    Right: `note: A/75/150`.
    """
    for organ in collection.plan.organs:
        if organ.agenda and organ.agenda.stage is not Stage.ADOPTED and not organ.agenda.note:
            message = f"The agenda line names the {organ.agenda.stage}, but no note gives its symbol."
            hint = f"Write note: A/{organ.session or 'SESSION'}/150 (provisional agenda) or /50 (preliminary list)."
            yield Fault(collection.plan.source, message, hint)


def session_without_words(report: Report, collection: Collection) -> Iterator[Fault]:
    """The label file of the language has no words for the session or the year of an organ.

    Why: the session line is printed in words, and the program never invents them.

    Wrong: `session: 112`, when templates/labels/fr.yaml gives the sessions 70 to 85.
    Right: the line is added under sessions in a copy of the label file in the report's own templates/labels/.
    """
    for organ, block in zip(collection.plan.organs, report.masthead.organs, strict=True):
        if not block.session:
            which = f"session {organ.session}" if organ.session else f"year {organ.year}"
            message = f"There are no words for {which} of the {organ.organ} in templates/labels/{report.language}.yaml."
            yield Fault(collection.plan.source, message, "Correct the number, or add the line to the label file.")
