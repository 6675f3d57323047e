"""Makes one text of the contributions on an organization."""

from __future__ import annotations

from pathlib import Path

from assembler.assemble import assemble
from assembler.check import in_order
from assembler.consolidation.consolidated_text import Consolidated, consolidated, with_added
from assembler.errors import Unwritable
from assembler.intake.new_files import Made
from assembler.model.contribution import Collection, Kind
from assembler.model.progress import Tell, counted, silent
from assembler.model.value import replace
from assembler.pipeline import load_folder
from assembler.storage.lock import lock_report
from assembler.storage.report_folder import find_root
from assembler.storage.texts import replace_texts


def consolidate(start: Path, organization: str, wait: Tell = silent) -> Made:
    """Makes the editor's text on the organization from the contributions, or adds to it what they have that is new.

    Says on whom it waits. Raises NoPlan, Unreadable, UnknownName, Busy, or Unwritable where the machine or somebody
    else is in the way.
    """
    root = find_root(start)
    with lock_report(root, wait):
        return _consolidate(root, organization)


def _consolidate(root: Path, organization: str) -> Made:
    loaded = load_folder(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    made = consolidated_text(loaded.collection, organization)
    old = loaded.data.get(made.path)
    remarks = (*made.remarks, _said(made, there=old is not None))
    new = made.text.encode() if old is None else with_added(old, made.text) if made.text else old
    for path, reason in replace_texts(root, {made.path: (old, new)} if new != old else {}).items():
        raise Unwritable(f"{path} {reason} and was left alone.")
    return Made(root, (made.path,) if made.text else (), remarks)


def consolidated_text(collection: Collection, organization: str) -> Consolidated:
    """The text that would be made of all contributions on an organization."""
    texts = tuple(text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    return consolidated(collection, assemble(replace(collection, contributions=texts), draft=False), organization)


def _said(made: Consolidated, *, there: bool) -> str:
    """How many paragraphs were taken over, in a sentence."""
    count = counted(len(made.added), "paragraph") if made.added else "No paragraph"
    verb = "was" if len(made.added) < 2 else "were"
    if there:
        return f"{count} {verb} added to {made.path}; what stood there was not touched."
    return f"{count} {verb} taken over; a build now prints {made.path} in place of the contributions."
