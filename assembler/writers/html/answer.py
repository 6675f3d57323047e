"""The answer to an entity as a page, which has no script and prints well, and as text for a mail.

The templates hold the words around remarks and texts, answer.html.j2 also the look of the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from assembler.model.answer import Answer, AnswerPart, State
from assembler.model.finding import Severity
from assembler.model.value import Value
from assembler.writers import text
from assembler.writers.html import nodes as html_nodes
from assembler.writers.html import page as html


class SetText(Value):
    """A text as it prints, set for the page."""

    words: Markup
    """Its blocks."""
    notes: tuple[html.SetNote, ...]
    """Its footnotes."""


def write_html(answer: Answer, templates: Mapping[str, bytes], name: str) -> bytes:
    """The answer as a stand-alone page. Raises KeyError without template, BrokenTemplateError for a broken one."""
    setting = html_nodes.Setting(answer.wording, draft=False, printed=False, anchors={})
    texts = [_set_text(part, setting) for part in answer.parts]
    return _filled(answer, templates, name, texts).encode()


def write_text(answer: Answer, templates: Mapping[str, bytes], name: str) -> bytes:
    """The answer as text in UTF-8. Raises KeyError without template, BrokenTemplateError for a broken one."""
    texts = []
    for part in answer.parts:
        setting = text.Setting(answer.wording, draft=False)
        words = "\n".join(text.block_lines(part.printed, setting)).strip()
        texts.append("\n".join([words, *text.note_lines(setting)]))
    return (_filled(answer, templates, name, texts).strip() + "\n").encode()


def _filled(answer: Answer, templates: Mapping[str, bytes], name: str, texts: list[SetText] | list[str]) -> str:
    return html.fill(
        templates,
        name,
        answer=answer,
        parts=list(zip(answer.parts, texts, strict=True)),
        state={it.name.lower(): it for it in State},
        severity={it.word: it for it in Severity},
        counts={it.word: answer.count(it) for it in Severity},
    )


def _set_text(part: AnswerPart, setting: html_nodes.Setting) -> SetText:
    before = len(setting.notes)
    words = html_nodes.blocks(part.printed, setting, 2)
    called = enumerate(setting.notes[before:], before + 1)
    notes = (html.SetNote(place, str(it.number or ""), html_nodes.note_text(it, setting)) for place, it in called)
    return SetText(words, tuple(notes))
