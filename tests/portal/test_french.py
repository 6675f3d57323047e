"""The French words of the portal: complete, with the same parameters, and compiled."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Lexer, TokenType

PORTAL = Path(__file__).parents[2] / "assembler" / "portal"
CATALOGUE = PORTAL / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
TEMPLATES = sorted(path for path in PORTAL.glob("templates/**/*.html") if path.name != "500.html")
_PARAMETER = re.compile(r"%\(\w+\)s|%s")
_TRANSLATED = re.compile(r"(?<!\w)(?:_|gettext)\(\s*\"([^\"]+)\"")


def _read_words() -> dict[str, str]:
    with CATALOGUE.open("rb") as stream:
        translations = gettext.GNUTranslations(stream)
    return {(key[0] if isinstance(key, tuple) else key): words for key, words in vars(translations)["_catalog"].items()}


def test_words_of_programs_are_french() -> None:
    words = _read_words()
    sources = (path.read_text("utf-8") for path in PORTAL.rglob("*.py"))
    assert [key for source in sources for key in _TRANSLATED.findall(source) if not words.get(key)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_words_of_a_template_are_french(path: Path) -> None:
    words = _read_words()
    source = path.read_text("utf-8")
    engines["django"].from_string(source)
    bare, is_inside = [], False
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            is_inside = token.contents.startswith("blocktranslate") or (
                is_inside and token.contents != "endblocktranslate"
            )
            key = re.match(r"translate ([\"'])(.+?)\1", token.contents)
            assert key is None or words.get(key[2]), token.contents
        elif token.token_type is TokenType.TEXT and not is_inside:
            bare.append(token.contents)
    visible = re.sub(r"(?s)<script.*?</script>|<[^>]*>|&\w+;", " ", "\0".join(bare))
    assert [word for word in re.findall(r"[A-Za-z]{4,}", visible) if word not in ("DOCTYPE",)] == []


def test_parameters_agree() -> None:
    words = {key: text for key, text in _read_words().items() if key}
    assert len(words) > 300
    for key, text in words.items():
        if "one" not in key.lower().split():  # a singular, whose plural alone has the number
            assert sorted(_PARAMETER.findall(key)) == sorted(_PARAMETER.findall(text)), key


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_plurals_have_all_forms() -> None:
    parts = CATALOGUE.with_suffix(".po").read_text("utf-8").split("\n\n")
    plurals = [part for part in parts if "msgid_plural" in part]
    assert plurals
    assert [part for part in plurals if 'msgstr[2] "' not in part] == []


def test_compiled_words_are_those_of_the_catalogue(tmp_path: Path) -> None:
    target = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", target, CATALOGUE.with_suffix(".po")], check=True)
    assert target.read_bytes() == CATALOGUE.read_bytes()
