"""Where sentences end: at points, not at abbreviations, initials, decimals, nor inside exact words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import MASK, Part, Run, mask_exact_words
from assembler.model.word_lists import WordLists
from assembler.readers.quotations import mark_quotations
from assembler.readers.settings.word_lists import read_word_lists
from assembler.readers.symbols import mark_symbols
from assembler.rules.grammar.sentences import find_first_words, find_sentence, read_abbreviations, split_sentences

FILE = Path(__file__).parents[3] / "templates/wording/en/sentences.yaml"
KNOWN = read_abbreviations(WordLists(read_word_lists(FILE.read_text(encoding="utf-8"), "sentences.yaml")[0]))


def run(text: str) -> Run:
    content = mark_quotations(tuple(mark_symbols(text, "en")))
    return Run(extract_text(content), mask_exact_words(content), Part.PARAGRAPH)


def split(text: str) -> list[str]:
    words = run(text)
    return [
        words.shown[sentence.start : sentence.end].replace("\u00a0", " ") for sentence in split_sentences(words, KNOWN)
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ["The Office met the Union on 3 May.", "It agreed on a plan.", "Was it enough?", "It was."],
        ["It grew by 3.5 per cent.", "In 2019, it fell to $1.2 million."],
        ["See General Assembly resolution 72/262 C.", "To be brief, nobody quotes it."],
        ["The statement (S/PRST/2013/12) was recalled.", "A report (A/73/328-S/2018/592) followed."],
        ["See paragraph 4 (l) of the annex to resolution 58/316.", "The report responds to it."],
        ["Its theme was “Silencing the Guns”.", "The Union chose it."],
        ["He asked: “Who comes? Who stays?”", "The Council did not reply."],
        ["It closed at 3 p.m.", "The delegates left."],
        ["They came from Kenya, Mali, etc.", "The others did not."],
        ["It was said (see para. 4).", "The Office agreed."],
        ["The answer was No.", "Everybody asked again."],
        ["Some 40 staff came.", "12 left.", "Ten stayed."],
        ["It ended in 2019.", "Émile Zola was not there."],
        ["It was the first of its kind!", "Others followed…", "The last came in May."],
        ["(The meeting ended.)", "“Never again” was its theme."],
    ],
)
def test_sentences_end_at_their_marks(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "They met in St. Petersburg with Mr. A. B. Person, Dr. Who and Ms. Other of Mt. Kenya.",
        "See No. 3, para. 4, paras. 5 and 6, art. 7, vol. 1190, No. 18232 and pp. 3–5.",
        "It follows United Nations, Treaty Series, vol. 2187, No. 38544, and ibid. (b).",
        "The U.N. Charter and the U.S. Government, e.g. Ohio, i.e. States.",
        "At 3.30 p.m. Eastern time, J. Smith et al. Reported it.",
        "He left . . . Nobody knew.",
        "1. Item of a list",
        "The document A/75/345/Add.1 and Corr. 1 replaced S/2020/898, p. 12.",
        "The Office of the High Commissioner",
        "It was asked “Who? Why? How?” by all.",
        "The firms Smith Bros. Ltd. Kenya and Acme Inc. Nairobi came.",
        "It came on 11 Sept. 2020 from Washington, D.C. Metro.",
    ],
)
def test_other_points_end_nothing(text: str) -> None:
    assert split(text) == [text]


def test_first_words_stand_past_opening_marks() -> None:
    words = run("(The Office met.) “Peace” was its aim. 40 came.")
    assert sorted(find_first_words(words, KNOWN)) == [1, 19, 39]
    assert words.text[19] == MASK


def test_the_sentence_of_a_place() -> None:
    found = split_sentences(run("One came. Two left. Three stayed."), KNOWN)
    assert [find_sentence(found, place).start for place in (0, 8, 9, 10, 32)] == [0, 0, 0, 10, 20]


@given(st.text(alphabet="aB 3.?!“”\u00a0(), \n", max_size=60))
@settings(max_examples=200)
def test_every_word_is_in_one_sentence(text: str) -> None:
    words = run(text)
    found = split_sentences(words, KNOWN)
    covered = "".join(words.shown[sentence.start : sentence.end] for sentence in found)
    assert "".join(covered.split()) == "".join(words.shown.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
