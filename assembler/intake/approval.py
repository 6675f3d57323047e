"""Keeps who approved a text by the statement of its questionnaire, until an editor makes a clearance of it."""

from __future__ import annotations

from assembler.clearance.header_edits import set_approval
from assembler.model.contribution import Approval, Contribution
from assembler.model.text.phrases import write_day
from assembler.model.value import replace


def state_approval(text: Contribution, approval: Approval | None) -> Contribution:
    """The text with the statement in its header, on its exact words; unchanged where it has none."""
    if approval is None:
        return text
    stated = replace(approval, text=f"sha256:{text.hash}")
    return replace(text, header=replace(text.header, approved=stated))


def add_approval(data: bytes, standing: Contribution, now: Contribution) -> bytes | None:
    """The file of the text that stands, with the statement that came with the same words.

    None where no statement came, or where the file has it already or is cleared.
    """
    approval, header = now.header.approved, standing.header
    if approval is None or header.approved == approval or header.cleared:
        return None
    changed = set_approval(data, approval)
    return changed if changed != data else None


def describe_approval(title: str, now: Contribution, standing: Contribution) -> str:
    """What the form states of an approval of the text `now`, and what an editor can do; empty where it states nothing.

    `standing` is the text that now stands in the report. The sentence begins with the `title`.
    """
    approval, header = now.header.approved, standing.header
    if approval is None or header.cleared:
        return ""
    day = f" on {write_day(approval.on)}" if approval.on else ""
    stated = f"{title}: the form states that {approval.by} approved the {'text' if now.blocks else 'answer'}{day}"
    if header.approved != approval or not approval.covers(standing.hash):
        return f"{stated}. Other words stand in {standing.path}, so the approval is not for these."
    if not now.blocks:
        return f"{stated}."
    named = "" if approval.on else " --on YYYY-MM-DD"
    return f"{stated}; “assembler clear {header.entity} {header.organization}{named}” makes that its clearance."
