"""The lists of spelling: each wrong form is found and mended, no right form is, and number words mean their numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assembler.model.contribution import Collection
from assembler.model.finding import Source
from assembler.model.text.prose import Part, Prose, Run
from assembler.pipeline import Examination
from assembler.rules.grammar.number_words import add_commas, read_number_words
from assembler.rules.grammar.respelling import list_american_forms
from assembler.rules.registry import RULES

CODES = ("UN-SPL-01", "UN-SPL-02", "UN-SPL-03", "UN-SPL-04", "UN-SPL-05", "UN-SPL-06")


@pytest.fixture(scope="module")
def collection(example: Examination) -> Collection:
    assert example.collection
    return example.collection


def respelled(collection: Collection, words: list[str], codes: tuple[str, ...] = CODES) -> dict[str, str]:
    """What the rules put in the place of each word, each standing in a sentence of its own."""
    texts = [f"It is {word} then." for word in words]
    runs = Prose(
        tuple(Run(text, text, Part.PARAGRAPH, Source("x.md", line), plain=text) for line, text in enumerate(texts))
    )
    faults = [fault for code in codes for fault in RULES[code].function(runs, collection)]
    return {words[fault.source.line]: fault.fix.text for fault in faults if fault.fix}


def derived(collection: Collection, name: str, wrong: str, right: str) -> dict[str, str]:
    """Words made of the verbs of a list, in the wrong and the right spelling."""
    endings = ("e", "ed", "es", "er", "ing")
    stems = [verb[: -len(right) - 1] for verb in collection.word_lists.pairs(name)]
    return {f"{stem}{wrong}{ending}": f"{stem}{right}{ending}" for stem in stems for ending in endings}


def test_verbs_have_their_suffix(collection: Collection) -> None:
    expected = derived(collection, "verb_in_ize", "is", "iz") | derived(collection, "verb_in_yse", "yz", "ys")
    expected |= derived(collection, "root_in_ise", "iz", "is")
    assert len(expected) > 1900
    assert respelled(collection, list(expected), ("UN-SPL-01",)) == expected
    assert respelled(collection, list(expected.values())) == {}


def test_american_forms_become_british(collection: Collection) -> None:
    expected = dict(list_american_forms(collection.word_lists))
    assert len(expected) > 1300
    assert respelled(collection, list(expected), ("UN-SPL-02",)) == expected
    assert respelled(collection, list(expected.values())) == {}


def test_slips_become_words(collection: Collection) -> None:
    expected = {slip: right for right, slips in slips_of(collection).items() for slip in slips.split()}
    assert len(expected) > 1100
    assert respelled(collection, list(expected), ("UN-SPL-06",)) == expected
    assert respelled(collection, list(expected.values())) == {}


def slips_of(collection: Collection) -> Mapping[str, str]:
    return collection.word_lists.pairs("misspelled")


def test_forms_of_the_united_nations_list(collection: Collection) -> None:
    lists = collection.word_lists
    expected = dict(lists.pairs("preferred_form"))
    for right in lists.pairs("with_hyphen"):
        expected |= {right.replace("-", "").lower(): right, right.replace("-", " ").lower(): right}
    for right in lists.pairs("two_words"):
        expected |= {right.replace(" ", ""): right, right.replace(" ", "-"): right}
    expected |= {parts: parts.replace("-", "").replace(" ", "") for parts in lists.pairs("one_word")}
    for prefix, stems in lists.pairs("closed_prefix").items():
        expected |= {f"{prefix}-{stem}x": f"{prefix}{stem}x" for stem in stems.split()}
    for prefix, stems in lists.pairs("hyphenated_prefix").items():
        expected |= {f"{prefix}{stem}x": f"{prefix}-{stem}x" for stem in stems.split()}
    expected = {wrong: right for wrong, right in expected.items() if wrong not in lists.pairs("also_right")}
    assert len(expected) > 700
    assert respelled(collection, list(expected), ("UN-SPL-03",)) == expected
    assert respelled(collection, list(expected.values())) == {}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one", 1),
        ("twenty-five", 25),
        ("two hundred and five", 205),
        ("one thousand", 1000),
        ("two thousand three hundred", 2300),
        ("two hundred thousand", 200_000),
        ("a few", 0),
    ],
)
def test_number_words_mean_their_number(collection: Collection, words: str, number: int) -> None:
    assert read_number_words(collection.word_lists).value(words) == number


def test_numbers_have_their_words(collection: Collection) -> None:
    numbers = read_number_words(collection.word_lists)
    assert [numbers.cardinal(n) for n in (1, 20, 42, 100)] == ["one", "twenty", "forty-two", ""]
    assert [numbers.ordinal(n) for n in (1, 20, 42, 99)] == ["first", "twentieth", "forty-second", "ninety-ninth"]
    assert [numbers.value(numbers.cardinal(n)) for n in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize(("digits", "right"), [("999", "999"), ("1000", "1,000"), ("1234567", "1,234,567")])
def test_thousands_have_commas(digits: str, right: str) -> None:
    assert add_commas(digits) == right
