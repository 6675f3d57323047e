"""Which paragraphs are titles: lines in bold that look like headings, titles of figures."""

from __future__ import annotations

from assembler.model.nodes import Inlines, Strong, Text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.word_count import estimate_words

_LONGEST = 12
"""How many words a heading has at most."""
_ENDS = (".", "!", "?", ";", ",", "。")

_FIGURE = Pattern(
    r"(?:Fig(?:ure|\.)|Chart|Graph|Map|Diagram|Infographic|Photo(?:graph)?|Picture|Image"
    r"|Graphique|Carte|Diagramme|Figura|Gráfico|Mapa|Рис(?:унок|\.)|Карта|Диаграмма|图|الشكل|خريطة)"
    r"\s*(?:\d{1,3}|[IVX]{1,4}|[A-Z])(?:\s*[.:–—-]\s*\S.{0,250})?"
)
"""The title of a figure as a whole line; “Figure 1 shows” begins a sentence."""


def is_bold_line(content: Inlines) -> bool:
    """Whether a paragraph is short, is in bold as a whole, and does not end like a sentence."""
    if not any(isinstance(node, Strong) for node in content):
        return False
    others = [node for node in content if not isinstance(node, Strong)]
    if any(not isinstance(node, Text) or node.text.strip(" :") for node in others):
        return False
    words = extract_text(content).strip()
    return estimate_words(words) <= _LONGEST and not words.endswith(_ENDS)


def is_figure_title(content: Inlines) -> bool:
    """Whether a paragraph is the title of a figure, map or chart."""
    return bool(_FIGURE.fullmatch(extract_text(content).strip()))
