"""Finds the fonts in which the PDF is set, and the scripts and symbols for which none of them has a glyph.

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
from assembler.runtime.requirements import SCRIPT_FONTS, TIMES_FONTS, ask_fontconfig
from assembler.runtime.scripts import find_script

_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "initial", "unset"}
_DECLARATION = re.compile(r"\bfont(?:-family)?\s*:\s*([^;}]+)")
_SIZE = re.compile(r"^.*\d\S*\s+")
"""What stands before the first family in a font declaration: weight, style, size."""
_NEVER_DRAWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SET_AS_ANOTHER = {"\u2011"}
"""Characters for which HarfBuzz takes the glyph of a like one: the no-break hyphen."""

_UNTIL_THEN = "Until then the PDF uses another font or shows empty boxes."
_INSTALL_FAMILY = f"Install {{family}}, the font of report.css for {{script}} (on Debian {{package}}). {_UNTIL_THEN}"
_INSTALL_ANY = f"Install a font for {{script}}, and name the font in report.css. {_UNTIL_THEN}"


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
    """The font for each family that the style sheet names; none if Fontconfig's program fc-match is missing."""
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
    """A fault for each script, and for each symbol, that no chosen font has, where the first of its characters stands.

    Fixed words have the place `plan`. Without any font nothing is known, and nothing is found.
    """
    if not fonts:
        return
    chosen = [font for font in fonts if font.chosen]
    names = " or ".join(dict.fromkeys(font.family for font in chosen)) or "the families of report.css"
    groups: dict[str, list[tuple[str, Source]]] = {}
    for character, source in _find_missing(report, chosen, plan):
        groups.setdefault(find_script(character) or character, []).append((character, source))
    for script, missing in groups.items():
        character, source = missing[0]
        yield _fault_of_script(script, missing, names) if len(missing) > 1 else _fault(character, source, names)


def _find_missing(report: Report, chosen: Sequence[Font], plan: Source) -> Iterator[tuple[str, Source]]:
    """Each character that no chosen font has, with its first place."""
    names: set[str] = set()
    for source, text in _texts(report, plan):
        for character in dict.fromkeys(text):
            if character in names:
                continue
            names.add(character)
            if _is_drawn(character) and not any(has_character(font, character) for font in chosen):
                yield character, source


def _is_drawn(character: str) -> bool:
    return unicodedata.category(character) not in _NEVER_DRAWN and character not in _SET_AS_ANOTHER


def has_character(font: Font, character: str) -> bool:
    """Whether the font has a glyph for the character."""
    return any(ord(character) in part for part in font.characters)


def _fault_of_script(script: str, missing: Sequence[tuple[str, Source]], names: str) -> Fault:
    """What is said of characters of one script, and of the font that would have them."""
    character, source = missing[0]
    family, package = SCRIPT_FONTS.get(script, ("", ""))
    return make_fault(
        source,
        "{count} {script} characters, the first of them “{words}”, have no glyph in {names}.",
        _INSTALL_FAMILY if family else _INSTALL_ANY,
        words=character,
        count=len(missing),
        script=script,
        names=names,
        family=family,
        package=package,
    )


def _fault(character: str, source: Source, names: str) -> Fault:
    name = unicodedata.name(character, "a character without name").lower()
    return make_fault(
        source,
        "“{words}” (U+{code:04X}, {name}) has no glyph in {names}.",
        "Write another character, or install a family of report.css that has this one (on Debian fonts-noto-core or "
        f"fonts-noto-cjk). {_UNTIL_THEN}",
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
