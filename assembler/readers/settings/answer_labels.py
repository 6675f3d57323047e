"""Reads the fixed words of answers to entities; the schema of their file."""

from __future__ import annotations

from assembler.model.answer import AnswerLabels
from assembler.model.finding import Finding
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.schema_types import Choice, Field, FileSchema, Phrase, RecordOf, Text
from assembler.readers.settings.validation import read_labels_file

_PHRASES: dict[str, tuple[str, str]] = {
    "title": ("The title.", "symbol"),
    "change_one": ("That one point must be changed.", "count"),
    "change_many": ("That points must be changed.", "count"),
    "check_one": ("That one point is to be checked.", "count"),
    "check_many": ("That points are to be checked.", "count"),
    "check_more": ("That points are to be checked, behind those that must be changed.", "count"),
    "advice_one": ("That there is one suggestion.", "count"),
    "advice_many": ("That there are suggestions.", "count"),
    "remark_one": ("One remark, in the overview.", "count"),
    "remark_many": ("Remarks, in the overview.", "count"),
    "back": ("The link from a footnote to the text, for those who do not see the page.", "mark"),
    "quoted": ("Words of a text, between quotation marks.", "words"),
}
_TEXTS = {
    "no_change": "That nothing must be changed.",
    "clean": "That nothing is wrong.",
    "colon": "The mark before what is said of a text, with its spaces.",
    "join": "What stands between the counts, with its space.",
    "stop": "The full stop.",
    "send_again": "What to do.",
    "below": "What stands below.",
    "overview": "What the list of links is, for those who do not see the page.",
    "found": "The heading over the remarks.",
    "will_print": "The heading over a text as the report has it.",
    "would_print": "The heading over a text that the editor has still to take over.",
    "will_print_mail": "The line over a text in a mail.",
    "would_print_mail": "The same for a text that the editor has still to take over.",
    "english": "That the remarks are in English.",
    "level_error": "That a remark must be followed.",
    "level_warning": "That a remark is to be checked.",
    "level_advice": "That a remark is a suggestion.",
}
_PLACES: dict[str, tuple[str, str]] = {
    "paragraph": ("A paragraph, by its number in the text; {ordinal} is the number in English words.", ""),
    "item": ("An item of a list, by its mark.", "mark"),
    "table": ("A table.", ""),
    "quotation": ("A quotation.", ""),
    "heading": ("A heading.", ""),
    "footnote": ("A footnote.", ""),
    "after": ("What stands after a paragraph.", "what"),
    "before": ("What stands before a paragraph.", "what"),
    "in": ("What stands in a paragraph.", "what"),
    "beginning": ("What stands at the beginning of the text.", "what"),
    "end": ("What stands at the end of the text.", "what"),
}
"""Where a remark is; in some of them {number} is that of the paragraph."""
_WITH_NUMBER = ("paragraph", "after", "before", "in")
_STATES = {
    "printed": "A text that is printed as it is.",
    "merged": "A text that the editor has made one with others.",
    "ahead": "A text that the editor has still to take over.",
    "left_out": "A text that the editor does not use.",
    "nothing": "That there is nothing to report.",
    "unusable": "A file that cannot be used.",
    "missing": "A text that has not arrived.",
    "taken": "A Word file that was taken.",
    "taken_in_part": "A Word file that was taken in part.",
    "not_taken": "A Word file that was not taken.",
    "empty": "A Word file without text.",
}
_WITH_REMARKS = ("printed", "missing", "taken", "taken_in_part")
"""The states of which a sentence more is said where there are remarks."""


def _describe_place(name: str, needed: str) -> Phrase:
    possible = ("number", "ordinal") if name in _WITH_NUMBER else ()
    return Phrase((needed,) if needed else (), possible)


ANSWER_LABELS = FileSchema(
    "the file of the words of answers",
    "The fixed words of answers to entities in one language.",
    RecordOf(
        (
            Field("language", Choice(LANGUAGES), "The language.", required=True),
            Field("direction", Choice(("ltr", "rtl")), "The direction of its script.", required=True),
            *(Field(name, Phrase((place,)), said, required=True) for name, (said, place) in _PHRASES.items()),
            *(
                Field(f"place_{name}", _describe_place(name, needed), said, required=True)
                for name, (said, needed) in _PLACES.items()
            ),
            *(Field(name, Text(exact=True), said, required=True) for name, said in _TEXTS.items()),
            *(
                Field(f"short_{name}", Text(), f"In the overview: {said}", required=True)
                for name, said in _STATES.items()
            ),
            *(Field(name, Text(), f"In a sentence: {said}", required=True) for name, said in _STATES.items()),
            *(
                Field(f"{name}_remarks", Text(), f"With remarks: {_STATES[name]}", required=True)
                for name in _WITH_REMARKS
            ),
        ),
        "language: en",
    ),
)
"""What the file may hold."""


def read_answer_labels(text: str, path: str) -> tuple[AnswerLabels | None, tuple[Finding, ...]]:
    """The fixed words, and the findings; no words where a single one is faulty, since each is sent."""
    record, findings = read_labels_file(text, path, ANSWER_LABELS)
    if record is None:
        return None, findings
    words = {key: str(value) for key, value in record.plain.items()}
    return AnswerLabels(words.pop("language"), words.pop("direction"), words), findings
