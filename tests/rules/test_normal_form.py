"""Rules find their words whatever signs stand for spaces, hyphens and apostrophes, and their fixes replace them all."""

from __future__ import annotations

import pytest

from assembler.fix import apply_fixes
from assembler.rules.registry import RULES
from tests.rules.test_rules import findings

WITH_SPACE = [
    ("UN-NUM-01", "It trained 8 judges.", "8"),
    ("UN-NUM-03", "Exports rose by five per cent.", "five"),
    ("UN-NUM-04", "It rose by 35 % then.", "%"),
    ("UN-NUM-06", "It trained 12 500 people.", "12 500"),
    ("UN-NUM-07", "It met at its 75th session.", "75th"),
    ("UN-NUM-08", "It met on 11 Sept. 2020 there.", "11 Sept. 2020"),
    ("UN-NUM-09", "It met from 23 to 24 July 2019.", "from 23 to 24"),
    ("UN-NUM-11", "It met at 10:00 AM there.", "10:00 AM"),
    ("UN-NUM-12", "It met last year there.", "last year"),
    ("UN-NUM-13", "It cost US$ 3 million.", "US$"),
    ("UN-NUM-15", "It held eight or 15 workshops.", "eight"),
    ("UN-NUM-17", "As of 30 June 2019, it met.", "As of"),
    ("UN-ABB-03", "The UN agencies met.", "UN"),
    ("UN-ABB-05", "It met with the OSCE in Mali.", "the OSCE"),
    ("UN-REF-02", "It is said in para. 4 of the annex.", "para."),
    ("UN-REF-03", "It is said (see para. 26 above).", "para. 26 above"),
    ("UN-REF-05", "It recalled resolution 1325 then.", "1325"),
    ("UN-REF-07", "In this report it is said.", "this report"),
    ("UN-SYM-02", "It is said in A/78/744 add.11 too.", "A/78/744 add.11"),
    ("UN-PUN-05", "It met ; then it left.", ";"),
    ("UN-CAP-01", "The member states met.", "member states"),
]
WITH_LETTERS = [
    ("UN-SPL-01", "The organisation met.", "organisation"),
    ("UN-SPL-03", "It strengthened peace-building.", "peace-building"),
    ("UN-CAP-01", "The member states met.", "member states"),
    ("UN-NUM-04", "It rose by 35 percent.", "percent"),
    ("UN-NUM-08", "It met on September 11, 2020 there.", "September 11, 2020"),
    ("UN-ABB-06", "It met with UNHCR’s staff.", "UNHCR’s"),
    ("UN-NAM-07", "The chairman met them.", "chairman"),
    ("UN-NUM-01", "It met fourteen judges.", "fourteen"),
    ("UN-REF-08", "In its presidential statement it said so.", "presidential statement"),
]
WITH_APOSTROPHE = [
    ("UN-ABB-06", "It met with UNHCR’s staff.", "UNHCR’s"),
    ("UN-ABB-10", "It supported 14 NGO’s.", "NGO’s"),
    ("UN-PUN-05", "The delegates didn’t meet.", "didn’t"),
    ("UN-NUM-16", "It was built in the 1990’s.", "1990’s"),
]
WITH_HYPHEN = [
    ("UN-SPL-03", "It strengthened peace-building.", "peace-building"),
    ("UN-NUM-10", "See paras. 21-25 there.", "-"),
    ("UN-NUM-14", "It paid one-third of the cost.", "one-third"),
    ("UN-NUM-09", "It met in 2016-2020 there.", "-"),
]

CASES = [
    *((code, text.replace(" ", sign), words) for code, text, words in WITH_SPACE for sign in ("\u00a0", "\u202f")),
    *((code, text.replace(" ", "\u2007"), words) for code, text, words in WITH_SPACE[:6]),
    *(
        (code, text.replace(words, sign.join(words)), words)
        for code, text, words in WITH_LETTERS
        for sign in ("\u00ad", "\u200b", "\u2060")
    ),
    *(
        (code, text.replace("’", sign), words)
        for code, text, words in WITH_APOSTROPHE
        for sign in ("’", "'", "‘", "\u02bc", "\u00b4")
    ),
    *((code, text.replace("-", sign), words) for code, text, words in WITH_HYPHEN for sign in ("\u2010", "\u2011")),
]
UNSEEN = str.maketrans(
    dict.fromkeys("'‘\u02bc\u00b4", "’") | dict.fromkeys("\u2010\u2011", "-") | dict.fromkeys("\u00ad\u200b\u2060", "")
)


@pytest.mark.parametrize(("code", "text", "words"), CASES)
def test_words_are_found_whatever_signs_they_have(code: str, text: str, words: str) -> None:
    (place,) = findings(code, text)[1]
    assert " ".join(place.translate(UNSEEN).split()) == words


@pytest.mark.parametrize("hint", ["\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff"])
def test_a_fix_replaces_the_whole_word(hint: str) -> None:
    (finding,), _ = findings("UN-SPL-01", f"It met. The organi{hint}sa{hint}tion met, too.")
    text = "\n" * (finding.source.line - 1) + f"It met. The organi{hint}sa{hint}tion met, too."
    assert apply_fixes(text, [finding]).strip() == "It met. The organization met, too."


def test_the_codes_are_of_rules() -> None:
    assert {code for code, _, _ in CASES} <= set(RULES)
    assert len(CASES) > 60
