"""Finds the fonts in which the PDF is set, and the characters for which none of them has a glyph.

report.css names families in order of preference. For each, Fontconfig gives a font of this machine: that family, one
with the same widths, or any font where both are missing; only the first two count here. A character that no such font
has would be taken from another font without notice, or printed as an empty box. Fontconfig also tells which characters
a font has. Generic families, such as serif, are a fallback and not a choice.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Block, Inline, Placeholder, Query, Quotation, Symbol, Text
from assembler.model.report import Report
from assembler.model.text.traversal import walk_blocks, walk_contents, walk_inlines, walk_sections
from assembler.model.value import Value
from assembler.runtime.requirements import TIMES_FONTS, ask_fontconfig

_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "initial", "unset"}
_DECLARATION = re.compile(r"\bfont(?:-family)?\s*:\s*([^;}]+)")
_SIZE = re.compile(r"^.*\d\S*\s+")
"""What stands before the first family in a font declaration: weight, style, size."""
_NEVER_DRAWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SET_AS_ANOTHER = {"\u2011"}
"""Characters for which HarfBuzz takes the glyph of a like one: the no-break hyphen."""


class Font(Value):
    """A font of this machine that is used for a family of the style sheet."""

    family: str
    """The family of the font."""
    asked_for: str
    """The family that the style sheet names."""
    characters: tuple[range, ...]
    """The characters for which the font has a glyph."""

    @property
    def chosen(self) -> bool:
        """Whether this is the family asked for, or one with the same widths, and not a fallback."""
        same_widths = self.asked_for in TIMES_FONTS and self.family in TIMES_FONTS
        return same_widths or self.family.casefold() == self.asked_for.casefold()


def find_fonts(style: str) -> tuple[Font, ...]:
    """The font for each family that the style sheet names; none where fc-match of Fontconfig is missing."""
    program = shutil.which("fc-match")
    if program is None:
        return ()
    return tuple(_match_font(program, family) for family in _font_families(style))


def _font_families(style: str) -> Sequence[str]:
    """The families that a style sheet names, in the order of their first mention."""
    families: dict[str, None] = {}
    for declaration in _DECLARATION.findall(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)):
        first, *others = declaration.split(",")
        for family in (_SIZE.sub("", first), *others):
            families[family.strip().strip("\"'")] = None
    return [family for family in families if family and family.lower() not in _GENERIC]


def _match_font(program: str, family: str) -> Font:
    # A hyphen and a colon mean something in Fontconfig's patterns.
    pattern = re.sub(r"([\\:,-])", r"\\\1", family)
    name, _, characters = ask_fontconfig(program, "%{family[0]}\n%{charset}", pattern).partition("\n")
    return Font(name, family, tuple(_range(part) for part in characters.split()))


def _range(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def find_missing_glyphs(report: Report, fonts: Sequence[Font], plan: Source) -> Iterator[Fault]:
    """A fault for each character that no chosen font has, at its first place; fixed words have the place `plan`.

    Without any font nothing is known, and nothing is found.
    """
    if not fonts:
        return
    chosen = [font for font in fonts if font.chosen]
    seen: set[str] = set()
    for source, text in _texts(report, plan):
        new = {character for character in dict.fromkeys(text) if character not in seen}
        seen |= new
        for character in sorted(new):
            if _is_drawn(character) and not any(_has(font, character) for font in chosen):
                yield _fault(character, source, chosen)


def _is_drawn(character: str) -> bool:
    return unicodedata.category(character) not in _NEVER_DRAWN and character not in _SET_AS_ANOTHER


def _has(font: Font, character: str) -> bool:
    return any(ord(character) in part for part in font.characters)


def _fault(character: str, source: Source, chosen: Sequence[Font]) -> Fault:
    names = " or ".join(dict.fromkeys(font.family for font in chosen)) or "the families of report.css"
    name = unicodedata.name(character, "a character without name").lower()
    return make_fault(
        source,
        "“{words}” (U+{code:04X}, {name}) has no glyph in {names}.",
        "Write it otherwise; or, if it is right, install a family of report.css that has it (on Debian fonts-noto-core "
        "or fonts-noto-cjk). Until then the PDF takes it from another face, or shows an empty box.",
        words=character,
        code=ord(character),
        name=name,
        names=names,
    )


def _texts(report: Report, plan: Source) -> Iterator[tuple[Source, str]]:
    """All printed words with their places: first the texts, then masthead, headings and fixed words."""
    for block in walk_blocks(report):
        yield from _texts_of(block, plan)
    masthead, wording = report.masthead, report.wording
    for note in masthead.notes:
        yield from _inline_texts(note.content, plan)
    for organ in masthead.organs:
        yield plan, "".join((organ.organ, organ.session, organ.agenda, organ.title, *organ.sub_items))
    head = (masthead.united_nations, masthead.symbol, masthead.distribution, masthead.date, masthead.version)
    yield plan, "".join((*head, masthead.original, masthead.title, masthead.author, masthead.job_line))
    yield from ((plan, section.label + section.title) for section in walk_sections(report))
    yield from ((plan, annex.label + annex.title) for annex in report.annexes)
    yield plan, report.summary.title if report.summary else ""
    yield plan, "".join((wording.paragraph_form, wording.table, *wording.letters, *wording.sub_numerals))


def _texts_of(block: Block, plan: Source) -> Iterator[tuple[Source, str]]:
    for content in walk_contents(block):
        yield from _inline_texts(content, block.source if block.source.path else plan)


def _inline_texts(content: Iterable[Inline], source: Source) -> Iterator[tuple[Source, str]]:
    for inline in walk_inlines(content):
        match inline:
            case Text(text) | Symbol(text) | Placeholder(text) | Query(text):
                yield source, text
            case Quotation(opening, _, closing):
                yield source, opening + closing
            case _:
                pass
