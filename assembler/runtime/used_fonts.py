"""Says in which fonts a PDF is set, script by script, and which fonts are missing, before the PDF is made and after."""

from __future__ import annotations

import re
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from assembler.errors import NoPlan
from assembler.model.text.phrases import count_noun
from assembler.runtime.fonts import Font, find_fonts, has_character
from assembler.runtime.requirements import SCRIPT_FONTS, Requirement, ask_fontconfig
from assembler.runtime.scripts import find_script
from assembler.runtime.system_packages import explain_installation
from assembler.storage.files import read_bytes
from assembler.storage.report_folder import PLAN, find_root
from assembler.storage.templates import OWN, read_template
from assembler.writers.pdf.worker_job import UsedFont

_SYMBOLS = "symbols"
"""What characters without a script are called."""
_STYLE = "report.css"
_LANGUAGE = re.compile(rb"^language: *[\"']?([a-z]{2})\b", re.MULTILINE)
"""The language in a plan; the plan is not read as YAML here, since the library for YAML may be missing."""
_LANGUAGES = {
    "en": ("English", "Latin", "AZaz–’“”"),
    "fr": ("French", "Latin", "ÀÉçœ«»"),
    "es": ("Spanish", "Latin", "ÑÁñü¿¡"),
    "ru": ("Russian", "Cyrillic", "АЯЁабяё№«»"),
    "ar": ("Arabic", "Arabic", "ابتجحخدرزسشصضطظعغفقكلمنهويءةى،؛؟"),
    "zh": ("Chinese", "Chinese", "一不人国会联合报告，。《》"),
}
"""The official languages by their code: name, script, and characters that a font for the language must have."""


def describe_fonts(used: Sequence[UsedFont], fonts: Sequence[Font]) -> tuple[str, ...]:
    """In which fonts a PDF is set, and what is missing once for each script; `fonts` are those of the style sheet."""
    first = fonts[0] if fonts else None
    lines = [f"Set in {_list_families(used, first)}."] if used else []
    if first and not first.chosen:
        want = f"{first.asked_for} is missing, and so is every font with its widths"
        lines.append(f"{want}: “assembler doctor” says more.")
    return (*lines, *_describe_missing(used, {font.family for font in fonts if font.chosen}))


def _describe_missing(used: Sequence[UsedFont], chosen: Container[str]) -> Iterator[str]:
    """What no chosen font has drawn, by script: characters of another font, and empty boxes."""
    boxes = _group_by_script("".join(font.missing for font in used))
    right = _group_by_script("".join(font.characters for font in used if font.family in chosen))
    other = _group_by_script("".join(font.characters for font in used if font.family not in chosen))
    for script in sorted({*boxes, *other}):
        if script in boxes:
            box = "an empty box" if len(boxes[script]) == 1 else "empty boxes"
            yield f"{_count(script, boxes[script])} {box} in the PDF, for want of a font{_remedy(script)}."
        elif script != _SYMBOLS and script in right:
            yield f"{_count(script, other[script])} in another font than the rest."
        elif script != _SYMBOLS:
            yield f"The font for {script} is missing, and another one is used{_remedy(script)}."


def _list_families(used: Iterable[UsedFont], first: Font | None) -> str:
    """The fonts that have drawn something, that of the text first; with their scripts where there are several."""
    families: dict[str, str] = {}
    for font in sorted(used, key=lambda font: (first is None or font.family != first.family, font.family)):
        families[font.family] = families.get(font.family, "") + font.characters
    drawn = {family: _group_by_script(characters) for family, characters in families.items() if characters}
    if len(drawn) == 1:
        return next(iter(drawn))
    return ", ".join(f"{family} ({_list_scripts(scripts)})" for family, scripts in drawn.items()) or "no font"


def _list_scripts(scripts: Mapping[str, str]) -> str:
    return ", ".join(sorted(script for script in scripts if script != _SYMBOLS)) or _SYMBOLS


def _group_by_script(characters: str) -> dict[str, str]:
    groups: dict[str, str] = {}
    for character in dict.fromkeys(characters):
        script = find_script(character) or _SYMBOLS
        groups[script] = groups.get(script, "") + character
    return groups


def _count(script: str, characters: str) -> str:
    what = "symbol" if script == _SYMBOLS else f"{script} character"
    return f"{count_noun(len(characters), what)} {'is' if len(characters) == 1 else 'are'}"


def _remedy(script: str) -> str:
    if script not in SCRIPT_FONTS:
        return "" if script == _SYMBOLS else f". Install a font for {script}, and name the font in report.css"
    family, package = SCRIPT_FONTS[script]
    return f". Install {family}: {explain_installation(package)}"


def check_fonts_around(start: Path) -> tuple[Requirement, ...]:
    """What `check_language_fonts` gives for the style and language of the report around a folder, if there is one.

    Raises NoTemplate or Unreadable.
    """
    own: dict[str, bytes] = {}
    language = ""
    with suppress(NoPlan):
        root = find_root(start)
        place = f"{OWN}/{_STYLE}"
        own = {place: read_bytes(root / place)} if (root / place).is_file() else {}
        stated = _LANGUAGE.search(read_bytes(root / PLAN))
        language = stated.group(1).decode() if stated else "en"
    return check_language_fonts(read_template(_STYLE, own).decode(errors="replace"), language)


def check_language_fonts(style: str, language: str = "") -> tuple[Requirement, ...]:
    """For each official language, a font of the style sheet with its characters; required for the language given."""
    fonts = [font for font in find_fonts(style) if font.chosen]
    return tuple(_check_language(code, fonts, is_needed=code == language) for code in _LANGUAGES)


def _check_language(code: str, fonts: Sequence[Font], *, is_needed: bool) -> Requirement:
    language, script, characters = _LANGUAGES[code]
    whole = (font.family for font in fonts if all(has_character(font, character) for character in characters))
    family = next(whole, "")
    name = f"a font for {language}{', the language of this report' if is_needed else ''}"
    return Requirement(name, family, "" if family else _describe_want(script, characters), required=is_needed)


def _describe_want(script: str, characters: str) -> str:
    """What a PDF does without the font, and how to install one."""
    substitute = next(_find_substitutes(characters), "")
    use = f"PDFs take another font, such as {substitute}" if substitute else "PDFs show empty boxes"
    family, package = SCRIPT_FONTS.get(script, ("Liberation Serif", "fonts-liberation"))
    return f"{family} is missing, and {use}: {explain_installation(package)}"


def _find_substitutes(characters: str) -> Iterator[str]:
    """The families of this machine that have all these characters, in order."""
    program = shutil.which("fc-list")
    if program is None:
        return
    codes = " ".join(f"{ord(character):04x}" for character in characters)
    yield from sorted(filter(None, ask_fontconfig(program, "%{family[0]}\n", f":charset={codes}").split("\n")))
