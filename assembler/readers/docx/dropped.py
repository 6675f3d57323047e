"""Reports what was dropped from a Word file, as findings in an editor's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.value import replace
from assembler.readers.docx.context import DroppedContent, Reason

_WARNING, _ADVICE = Severity.WARNING, Severity.ADVICE
SAID: Mapping[Reason, tuple[Severity, str, str]] = {
    Reason.DELETED: (
        _WARNING,
        "Words that somebody has deleted with track changes were left out: “{words}”.",
        "Accept the change in Word to delete the words. To keep them, reject the change and send the file again.",
    ),
    Reason.HIDDEN: (
        _WARNING,
        "Hidden words were left out: “{words}”.",
        "Show the words in Word (Font, Hidden) if they belong to the text, or delete them. Send the file again.",
    ),
    Reason.ODD: (
        _WARNING,
        "Words in a place of the file where no text belongs were left out: “{words}”.",
        "The file is damaged there. If the words belong to the text, type the words again.",
    ),
    Reason.OUTSIDE: (
        _WARNING,
        "Words that stand under no organization were left out: “{words}”.",
        "If the words belong to the text, move them under the name of an organization.",
    ),
    Reason.UNCALLED: (
        _WARNING,
        "A note or comment without a mark in the text was left out: “{words}”.",
        "If the words matter, write them into the text.",
    ),
    Reason.FIELD: (
        _WARNING,
        "Words that stand in a field's instruction were left out: “{words}”.",
        "If the words belong to the text, type them as normal text.",
    ),
    Reason.ALTERNATIVE: (
        _WARNING,
        "Words that only some programs show were left out: “{words}”.",
        "If the words belong to the text, type them as normal text.",
    ),
    Reason.BRACKET: (
        _ADVICE,
        "Brackets typed around the marks of notes were left out: “{words}”.",
        "Nothing needs to be done: the report sets the marks of notes itself.",
    ),
    Reason.CONTENTS: (
        _ADVICE,
        "The table of contents was left out: “{words}”.",
        "Nothing needs to be done: the program makes the table of contents.",
    ),
    Reason.ADDRESS: (
        _ADVICE,
        "The address of a link was left out because it is not a web address: “{words}”.",
        "If readers need the link, give it an address that begins with https://.",
    ),
    Reason.MARGIN: (
        _ADVICE,
        "Words in the header or footer of the pages were left out: “{words}”.",
        "Nothing needs to be done: the report has its own headers and footers.",
    ),
}
"""What is said of words that were left out: how grave it is, what happened, what to do."""
_AS_ONE = (Reason.CONTENTS, Reason.MARGIN, Reason.BRACKET)


def find_dropped(dropped: Iterable[DroppedContent], path: str, text_words: str) -> Iterator[Finding]:
    """A finding for each passage that was left out, with its words (IN-DOC-05).

    The questionnaire's own words, headings that say whose section follows, and marks that are set anew are nobody's
    loss. Nor is a moved passage at its old place, where the words stand at the new one.
    """
    bare = "".join(text_words.split())
    for content in _gather(dropped):
        moved_away = content.reason is Reason.MOVED and "".join(content.words.split()) not in bare
        reason = Reason.DELETED if moved_away else content.reason
        if reason in SAID:
            severity, message, hint = SAID[reason]
            yield make_finding(
                "IN-DOC-05", severity, Source(path, max(content.place, 1)), message, hint, words=content.words
            )


def _gather(dropped: Iterable[DroppedContent]) -> Iterator[DroppedContent]:
    """What was left out, with the lines of the table of contents, and those in heads and feet, as one passage each."""
    gathered: dict[Reason, DroppedContent] = {}
    for content in dropped:
        if content.reason not in _AS_ONE:
            yield content
        elif content.reason in gathered:
            before = gathered[content.reason]
            gathered[content.reason] = replace(before, words=f"{before.words} / {content.words}")
        else:
            gathered[content.reason] = content
    yield from gathered.values()
