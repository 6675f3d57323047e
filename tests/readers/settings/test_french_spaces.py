"""The fixed words in French have a no-break space before : ; ? ! and inside « »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FILES = sorted(ROOT.glob("templates/*/fr.yaml"))
MARKS = re.compile(r"(?<![\u00a0\u202f])[:;?!»]|«(?![\u00a0\u202f])")


def texts(value: object) -> Iterator[str]:
    """All texts in a value read from YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def test_all_files_of_fixed_words_are_looked_at() -> None:
    assert {"labels", "form", "comparison"} <= {path.parent.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_marks_have_their_spaces(path: Path) -> None:
    read = list(texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert len(read) > 10
    assert [text for text in read if MARKS.search(text)] == []
