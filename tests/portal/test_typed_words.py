"""Words that people type, and the words of a file, as pages show them."""

from __future__ import annotations

import pytest

from assembler.portal.actions.threads import answer_query, ask_query
from assembler.portal.models import Pair
from assembler.portal.page_content.history import read_words
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\nentity: unhcr\n---\n\nThey met.\n", "They met."),
        (b"\xef\xbb\xbf---\r\nentity: unhcr\r\n---  \r\nThey met.\r\n", "They met."),
        (b"---\nentity: unhcr\n---", ""),
        (b"---\nThis header has no end.\n\nThey met.\n", "---\nThis header has no end.\n\nThey met."),
        (None, ""),
    ],
)
def test_words_of_a_file_are_all_that_is_not_its_header(data: bytes | None, words: str) -> None:
    assert read_words(data) == words


def test_same_answer_sent_twice_is_kept_once_whatever_signs_are_in_it(pair: Pair, make_person: MakePerson) -> None:
    query = ask_query(make_person(Role.EDITOR), pair, "Which year?")
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    first = answer_query(focal_point, pair, query.pk, " In 2026.\0 ")
    assert first.text == "In 2026."
    assert answer_query(focal_point, pair, query.pk, " In 2026.\0 ") == first
