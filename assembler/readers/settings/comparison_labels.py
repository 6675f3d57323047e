"""Reads the fixed words of comparisons and corrigenda; the schema of their file."""

from __future__ import annotations

from assembler.model.comparison import ComparisonWords
from assembler.model.finding import Finding
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.schema_types import Choice, Field, FileSchema, ListOf, Phrase, RecordOf, Text
from assembler.readers.settings.validation import read_labels_file

_TEXTS = {
    "mark": "The mark of a comparison on every page.",
    "title": "The heading over the list of changes.",
    "text": "The heading over the two texts.",
    "skip": "On the web page, the link that leads past the list.",
    "nothing": "What stands there where nothing has changed.",
    "only": "On the web page, the words of the box that hides what is unchanged.",
    "before": "The word for the old state.",
    "now": "The word for the new state.",
    "change": "The word over the kinds of change.",
    "place": "The word over the headings of sections.",
    "words": "The word over the first words of each paragraph.",
    "added": "What is said of a new paragraph.",
    "changed": "What is said of a paragraph with other words.",
    "moved": "What is said of a paragraph in another place.",
    "moved_changed": "What is said of one in another place and with other words.",
    "dropped": "What is said of a paragraph that is gone.",
    "same": "What is said of a paragraph that stayed as it was.",
    "first_page": "The word for masthead, agenda block and title.",
    "symbol": "The word for the symbol in the masthead.",
    "distribution": "The word for the line of distribution.",
    "date": "The word for the date in the masthead.",
    "agenda": "The word for the agenda block.",
    "notes": "The word for the notes marked with asterisks.",
    "report_title": "The word for the title of the report.",
    "author": "The word for the line below the title.",
    "job": "The word for the job number.",
    "heading": "The word for a heading.",
    "item": "The word for an item of a list.",
    "quotation": "The word for a long quotation.",
    "table": "The word for a table.",
    "paragraph": "The word for a paragraph.",
    "missing": "The word for what stands in a draft in the place of a text that is missing or cannot be used.",
    "summary": "The word for the summary.",
    "corrigendum": "The heading of a corrigendum.",
    "nothing_to_correct": "What stands there where nothing is to be corrected.",
    "delete_all": "That a text is to be deleted.",
    "renumber": "That numbers change with the text.",
}
_PHRASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "states": ("The two states compared.", ("old", "new")),
    "moved_to": ("Where a text was moved.", ("place",)),
    "moved_from": ("Whence a text was moved.", ("place",)),
    "note": ("A footnote below a paragraph.", ("number",)),
    "in_paragraph": ("The place of a numbered paragraph.", ("number",)),
    "in_heading": ("The place of a heading.", ("label",)),
    "in_item": ("The place of an item of a list.", ("place", "label")),
    "in_note": ("The place of a footnote.", ("place", "number")),
    "in_part": ("A place in an annex or under a heading.", ("part", "place")),
    "in_table": ("The place of a numbered table.", ("number",)),
    "in_row": ("The place of a row of a table.", ("place", "row")),
    "in_sentence": ("The place of a sentence.", ("place", "ordinal")),
    "after": ("The place after another one.", ("place",)),
    "beginning": ("The place before all others.", ("part",)),
    "replace": ("That words take the place of others.", ("old", "new")),
    "delete": ("That words are to be deleted.", ("old",)),
    "reads": ("How a text is to read.", ("new",)),
    "insert": ("That a text is to be inserted.", ("new",)),
    "move": ("Where a text is to be moved.", ("place",)),
}

_USUAL_QUOTATION = "“{words}”"

COMPARISON_LABELS = FileSchema(
    "the file of the words of comparisons",
    "The fixed words of comparisons and corrigenda in one language.",
    RecordOf(
        (
            Field("language", Choice(LANGUAGES), "The language.", required=True),
            Field("direction", Choice(("ltr", "rtl")), "The direction of its script.", required=True),
            *(Field(name, Text(exact=True), documentation, required=True) for name, documentation in _TEXTS.items()),
            *(
                Field(name, Phrase(places), documentation, required=True)
                for name, (documentation, places) in _PHRASES.items()
            ),
            Field("quoted", Phrase(("words",)), f"A heading that is quoted; else {_USUAL_QUOTATION}."),
            Field("ordinals", ListOf(Text(), 20), "The first, the second and so on, of sentences.", required=True),
        ),
        "language: en",
    ),
)
"""What the file may hold."""


def read_comparison_labels(text: str, path: str) -> tuple[ComparisonWords | None, tuple[Finding, ...]]:
    """The fixed words, and the findings; no words where a single one is faulty, since each may be printed."""
    record, findings = read_labels_file(text, path, COMPARISON_LABELS)
    if record is None:
        return None, findings
    texts = {name: record.text(name) for name in (*_TEXTS, *_PHRASES)}
    texts["quoted"] = record.text("quoted") or _USUAL_QUOTATION
    ordinals = record.texts("ordinals")
    return ComparisonWords(record.text("language"), record.text("direction"), texts, ordinals), findings
