"""Writes the answer to an entity as a page without script, which prints well, and as text for a mail.

The templates have the words around remarks and texts; answer.html.j2 also has the look of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from markupsafe import Markup

from assembler.model.answer import Answer, AnswerLabels, Remark, State
from assembler.model.finding import Severity
from assembler.model.nodes import Block
from assembler.model.report import Wording
from assembler.model.value import Value
from assembler.writers import text
from assembler.writers.html import nodes as html_nodes
from assembler.writers.html import page as html


class RenderedText(Value):
    """A text as it prints, rendered for the page."""

    words: Markup
    """Its blocks."""
    notes: tuple[html.RenderedNote, ...]
    """Its footnotes."""

    def list_notes(self) -> tuple[str, ...]:
        """Its footnotes as HTML, each with its mark."""
        return tuple(f"<sup>{note.mark}</sup> {note.text}" for note in self.notes)


def write_html(answer: Answer, labels: AnswerLabels, templates: Mapping[str, bytes], name: str) -> bytes:
    """The answer as a stand-alone page. Raises KeyError without template, BrokenTemplateError for a broken one."""
    return _fill(answer, labels, templates, name, render_texts(answer)).encode()


def render_texts(answer: Answer) -> list[RenderedText]:
    """The text of each part as it prints."""
    state = html_nodes.RenderState(answer.wording, draft=False, printed=False, anchors={})
    return [_render_text(part.printed, state) for part in answer.parts]


def render_blocks(blocks: Sequence[Block], wording: Wording) -> RenderedText:
    """Blocks of a report as they print."""
    return _render_text(blocks, html_nodes.RenderState(wording, draft=False, printed=False, anchors={}))


def write_text(answer: Answer, labels: AnswerLabels, templates: Mapping[str, bytes], name: str) -> bytes:
    """The answer as text in UTF-8. Raises KeyError without template, BrokenTemplateError for a broken one."""
    texts = []
    for part in answer.parts:
        state = text.TextState(answer.wording, draft=False)
        words = "\n".join(text.write_blocks(part.printed, state)).strip()
        texts.append("\n".join([words, *text.write_footnotes(state)]))
    return (_fill(answer, labels, templates, name, texts).strip() + "\n").encode()


def _fill(
    answer: Answer,
    labels: AnswerLabels,
    templates: Mapping[str, bytes],
    name: str,
    texts: list[RenderedText] | list[str],
) -> str:
    return html.fill_template(
        templates,
        name,
        answer=answer,
        labels=labels,
        words=labels.words,
        parts=list(zip(answer.parts, texts, strict=True)),
        name_place=partial(_name_place, words=labels.words),
        state={value.name.lower(): value for value in State},
        severity={value.word: value for value in Severity},
        counts={value.word: answer.count(value) for value in Severity},
    )


def _name_place(remark: Remark, words: Mapping[str, str]) -> str:
    """Where a remark is, in the language of the labels; empty where the text as a whole is meant."""
    name = remark.place_name
    if name is None:
        return remark.place
    number = {"number": name.number, "ordinal": name.ordinal}
    what = words[f"place_{name.what}"].format(mark=name.mark, **number)
    return words[f"place_{name.relation}"].format(what=what, **number) if name.relation else what


def _render_text(blocks: Sequence[Block], state: html_nodes.RenderState) -> RenderedText:
    before = len(state.notes)
    words = html_nodes.render_blocks(blocks, state, 2)
    called = enumerate(state.notes[before:], before + 1)
    notes = (
        html.RenderedNote(place, str(note.number or ""), html_nodes.render_note(note, state)) for place, note in called
    )
    return RenderedText(words, tuple(notes))
