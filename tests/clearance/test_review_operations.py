"""What an entity is to clear, beside what it submitted."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from assembler.clearance import review_operations
from assembler.clearance.operations import clear
from assembler.clearance.review_operations import read_words_to_clear
from assembler.consolidation.consolidate import consolidate
from assembler.errors import UnknownName
from tests.conftest import contribution, small_files

OWN = "contributions/unhcr/au.md"
EDITED = "contributions/consolidated/au.md"


def consolidated_files(**changes: str) -> dict[str, bytes]:
    """The small report with two texts on the African Union that the editor has joined, with changed words."""
    files = small_files(
        unhcr__au=contribution("unhcr", "au", "UNHCR met them.\n\nUNHCR trained 20 judges."),
        who__au=contribution("who", "au", "WHO sent vaccines."),
    )
    text = consolidate(files, ["au"]).files[EDITED].decode()
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    return {**files, EDITED: text.encode()}


def test_examples() -> None:
    assert doctest.testmod(review_operations).failed == 0


def test_words_come_out_of_the_own_text_where_nothing_was_consolidated() -> None:
    words = read_words_to_clear(small_files(), "unhcr", "au")
    assert [passage.words for passage in words.passages] == [passage.submitted for passage in words.passages]
    assert words.left_out == ()
    assert words.passages[0].words in words.printed


def test_words_come_out_of_the_editors_text_beside_what_was_submitted() -> None:
    words = read_words_to_clear(consolidated_files(met_them="met the Union"), "unhcr", "au")
    assert [(passage.words, passage.submitted) for passage in words.passages] == [
        ("UNHCR met the Union.", "UNHCR met them."),
        ("UNHCR trained 20 judges.", "UNHCR trained 20 judges."),
    ]
    assert "vaccines" not in words.printed
    assert not any(passage.is_shared for passage in words.passages)


def test_paragraph_that_does_not_print_is_named() -> None:
    files = consolidated_files()
    body = files[EDITED].decode()
    begin = body.index("UNHCR trained")
    end = body.index("}", begin) + 1
    words = read_words_to_clear({**files, EDITED: (body[:begin] + body[end:]).encode()}, "unhcr", "au")
    assert words.left_out == ("UNHCR trained 20 judges.",)
    assert len(words.passages) == 1


def test_what_was_submitted_may_be_an_earlier_text() -> None:
    files = consolidated_files()
    earlier = contribution("unhcr", "au", "UNHCR met nobody.\n\nUNHCR trained 20 judges.").encode()
    words = read_words_to_clear(files, "unhcr", "au", submitted={OWN: earlier})
    assert [passage.submitted for passage in words.passages] == ["UNHCR met nobody.", "UNHCR trained 20 judges."]


def test_hash_is_that_of_the_clearance_and_of_these_words_alone() -> None:
    files = consolidated_files()
    hash = read_words_to_clear(files, "unhcr", "au").hash
    assert clear(files, "unhcr", "au", by="A", on=date(2027, 6, 1)).hash == hash
    for_others = {**files, EDITED: files[EDITED].replace(b"sent vaccines", b"sent medicine")}
    assert read_words_to_clear(for_others, "unhcr", "au").hash == hash
    assert read_words_to_clear(consolidated_files(met_them="met"), "unhcr", "au").hash != hash


def test_entity_without_words_has_nothing_to_clear() -> None:
    with pytest.raises(UnknownName):
        read_words_to_clear(small_files(unhcr__au=None), "unhcr", "au")
