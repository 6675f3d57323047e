"""The words that rules of style look at: all of them, in printed order, exact words masked, each at its place."""

from __future__ import annotations

from collections.abc import Iterable

from assembler.model.text.prose import MASK, Part, Prose, Run, make_prose
from assembler.pipeline import examine
from tests.conftest import MakeReport, contribution

TEXT = """The *Loya Jirga* met [there](https://example.org), see [para.](#next) and resolution 2457 (2019).[^a]

1. An “exact” item;
2. Another item.
{: #next }

> Quoted at length.

The end.

[^a]: A note on 1 June.
"""


def runs(make_report: MakeReport, text: str) -> tuple[Run, ...]:
    examined = examine(make_report(unhcr__au=contribution("unhcr", "au", text)))
    assert examined.report
    return tuple(run for run in make_prose(examined.report) if run.source.path.endswith("unhcr/au.md"))


def test_every_run_in_printed_order(make_report: MakeReport) -> None:
    found = runs(make_report, TEXT)
    parts = [Part.PARAGRAPH, Part.NOTE, Part.ITEM, Part.ITEM, Part.QUOTATION, Part.PARAGRAPH]
    assert [run.part for run in found] == parts
    assert all(len(run.text) == len(run.shown) for run in found)


def test_exact_words_are_masked(make_report: MakeReport) -> None:
    first, note, item, *_, quotation, _ = runs(make_report, TEXT)
    assert "Jirga" in first.shown
    words = [word for word in first.text.replace("\u00a0", " ").split() if MASK not in word]
    assert words == ["The", "met", "see", "para.", "and", "resolution"]
    assert note.text == "A note on 1 June."
    assert item.text == f"An {MASK * 7} item;"
    assert set(quotation.text) == {MASK}


def test_signs_that_do_not_break_are_plain_for_rules(make_report: MakeReport) -> None:
    (run,) = runs(
        make_report, "It held 8\u00a0talks,\u2007a 3\u2011day\u202fretreat\u2009and the Union\u02bcs co\u2010operation."
    )
    assert run.text == "It held 8 talks, a 3-day retreat and the Union’s co-operation."
    assert run.shown.startswith("It held 8\u00a0talks,\u2007a 3\u2011day\u202fretreat")


def test_words_that_stand_twice_are_found_at_their_own_places(make_report: MakeReport) -> None:
    text = "It met with the *the* office,\nand [the the](https://example.org/the-the) office; and the the end the the."
    root = make_report(unhcr__au=contribution("unhcr", "au", text))
    found = [f for f in examine(root).checked.findings if f.rule == "UN-SPL-05"]
    lines = (root / "contributions/unhcr/au.md").read_text().splitlines()
    rest = [lines[finding.source.line - 1][finding.source.column - 1 :] for finding in found]
    assert rest == ["the the end the the.", "the the."]


def test_words_between_straight_marks_are_masked(make_report: MakeReport) -> None:
    (first,) = runs(make_report, 'It was "the *best* one", said one of "many"; 5" pipes and an open " mark.')
    words = [word for word in first.text.split() if MASK not in word]
    assert words == ["It", "was", "said", "one", "of", '5"', "pipes", "and", "an", "open", '"', "mark."]


def test_addresses_are_masked(make_report: MakeReport) -> None:
    (first,) = runs(make_report, "See www.un.org/dataset, a.b@un.org (https://psdata.un.org/x?a=1&b=2) and U.N. texts.")
    assert [word for word in first.text.split() if MASK not in word] == ["See", "and", "U.N.", "texts."]
    assert len(first.text) == len(first.shown)


def test_no_replacement_in_a_heading_is_safe() -> None:
    for part in Part:
        fix = (
            Run("Organised crime", "Organised crime", part, plain="Organised crime")
            .fault(0, 9, "", instead="Organized", safe=True)
            .fix
        )
        assert fix
        assert fix.safe == (part is not Part.HEADING)


def said(*texts: str) -> Prose:
    return Prose(tuple(Run(text, text, Part.PARAGRAPH, plain=text) for text in texts))


def shown(runs: Iterable[Run]) -> list[str]:
    return [run.shown for run in runs]


def test_runs_that_have_some_characters() -> None:
    runs = said("See A/75/345.", "See S/2020/898.", "It is 5 per cent.", "A/75/345-S/2020/898")
    assert shown(runs.having("A/", "S/")) == ["See A/75/345.", "See S/2020/898.", "A/75/345-S/2020/898"]
    assert shown(runs.having("a/")) == []
    assert shown(runs.having()) == []


def test_masked_words_are_had_as_they_print() -> None:
    runs = Prose((Run("See A/75/345", f"See {MASK * 8}", Part.PARAGRAPH, plain="See A/75/345"),))
    assert shown(runs.having("A/")) == ["See A/75/345"]
    assert runs.words == {"see"}


def test_runs_with_some_words() -> None:
    texts = ("The Centre’s re-opening", "a CENTRE.", "decentred", "(Re-opened in 2019)", "No centre_of it")
    runs = said(*texts)
    assert shown(runs.with_any(["Centre"])) == ["The Centre’s re-opening", "a CENTRE.", "No centre_of it"]
    assert shown(runs.with_any(["re", "decentred"])) == ["The Centre’s re-opening", "decentred", "(Re-opened in 2019)"]
    assert shown(runs.with_any(["2019"])) == list(texts), "of figures nothing is known"
    assert runs.with_any([]) == []


def test_phrases_of_which_every_word_stands_somewhere() -> None:
    runs = said("The African Union-led talks", "Côte d’Ivoire")
    phrases = ["African Union", "UNION", "African Unions", "Côte d'Ivoire", "2030", "Union of Talks"]
    assert runs.present(phrases) == ["African Union", "UNION", "Côte d'Ivoire", "2030"]


def test_words_with_a_hyphen_or_an_apostrophe_are_one() -> None:
    assert said("Long-standing aims, the Union’s", "x2y").words == {"long-standing", "aims", "the", "union’s", "x", "y"}


def test_what_is_made_once() -> None:
    made: list[int] = []

    def number(runs: Prose) -> int:
        made.append(len(runs.runs))
        return made[-1]

    runs = said("a", "b")
    assert [runs.cached(number), runs.cached(number), said("c").cached(number)] == [2, 2, 1]
    assert made == [2, 1]
