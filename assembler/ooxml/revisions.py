"""Tracked changes: `w:ins` and `w:del` around runs, each with a number of its own, an author and a moment.

Deleted words stand in `w:delText`. A link cannot stand inside a change, but a change inside a link can: so each run is
wrapped by itself.
"""

from __future__ import annotations

from assembler.model.value import Value
from assembler.ooxml.markup import Markup, element

EDITOR = "Editor"
"""The author of all that the program writes as tracked changes and comments."""


class Revision(Value):
    """A tracked change."""

    kind: str
    """`ins` or `del`, the tag of the change."""
    author: str
    """Who proposes it."""
    moment: str
    """When, as YYYY-MM-DDThh:mm:ssZ."""


def wrap_in_revision(revision: Revision, number: int, run: Markup) -> Markup:
    """The run as part of a tracked change of that number."""
    return element(revision.kind, run, id=number, author=revision.author, date=revision.moment)
