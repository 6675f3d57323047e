"""A text with its findings and its printed form, in which the words of the findings are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from assembler.api import Review
from assembler.model.answer import Remark
from assembler.model.finding import Severity
from assembler.model.value import Value
from assembler.portal.page_content.marks import mark_quotes, mark_words


class CheckedText(Value):
    """A text as a page shows it."""

    remarks: tuple[Remark, ...]
    """The findings, in the order of the text."""
    marked: frozenset[int]
    """The numbers of the findings whose words are marked in the printed form."""
    printed: SafeString
    """The printed form, as HTML that the library made."""
    notes: tuple[SafeString, ...]
    """Its footnotes."""
    words: int
    """How many words the text has."""
    errors: int
    """How many of the findings are errors."""
    language: str
    """The language of the text."""
    direction: str
    """The direction of its script."""
    body: str = ""
    """The text as a person edits it."""


def make_checked_text(
    review: Review, organization: str, *, is_marked: bool = True, quotes: Mapping[str, str] | None = None
) -> CheckedText:
    """The text on the organization, with marks at the words of findings or without, and at those of open queries.

    Where nothing can be reviewed, the reasons are the findings.
    """
    text = next((text for text in review.texts if text.organization == organization), None)
    remarks: Sequence[Remark] = (*review.blocked, *(text.remarks if text else ()))
    asked = mark_quotes(text.printed if text else "", quotes or {})
    printed, marked = mark_words(asked, remarks if is_marked else ())
    return CheckedText(
        remarks=tuple(remarks),
        marked=marked,
        printed=mark_safe(printed),  # the library escapes the words of people
        notes=tuple(mark_safe(note) for note in (text.notes if text else ())),  # as above
        words=text.words if text else 0,
        errors=sum(remark.severity is Severity.ERROR for remark in remarks),
        language=review.language,
        direction=review.direction,
        body=text.body if text else "",
    )
