"""References that lead nowhere, or to several paragraphs: at each its place, what it may mean, and the way out."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.assemble import assemble
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.plan import OrganizationChoice, Plan, SectionPlan
from assembler.model.vocabulary import Organization, Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.settings.labels import read_labels
from assembler.readers.text_file import TextFile
from assembler.rules.report import references
from assembler.rules.report.references import find_reference_to_nowhere, find_reference_to_several
from tests.conftest import ROOT

LABELS, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
NAMES = Vocabulary({"au": Organization("au", "African Union")})
CHOICE = OrganizationChoice()
PLAN = Plan(
    "",
    "",
    ("A/75/345",),
    date(2020, 9, 11),
    (),
    (*(SectionPlan("", title) for title in "abcdef"), SectionPlan("", "", CHOICE)),
)
UNHCR = "---\nentity: unhcr\norganization: au\n---\n\n"
CONSOLIDATED = "---\norganization: au\n---\n\n"


def text(key: str, words: str) -> Contribution:
    folder, _, _ = key.partition("/")
    kind = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}.get(folder, Kind.ENTITY)
    return read_markdown(words.encode(), TextFile(f"{key}.md", kind, key, "en", None, NAMES))[0]


type Found = list[tuple[str, int, str, str]]
"""The file and line of each fault, what is said, and the hint."""


def faults(texts: dict[str, str]) -> tuple[Found, Found]:
    """What is found in texts: references to nowhere, and to several or to what has no number."""
    assert LABELS is not None
    read = tuple(text(key if "/" in key else f"general/{key}", words) for key, words in texts.items())
    collection = Collection(PLAN, NAMES, LABELS, read)
    report = assemble(collection, draft=True)
    nowhere, several = (
        [(fault.source.path, fault.source.line, fault.message, fault.hint) for fault in rule(report, collection)]
        for rule in (find_reference_to_nowhere, find_reference_to_several)
    )
    return nowhere, several


def lost(word: str, hint: str, path: str = "general/a.md", line: int = 1) -> tuple[str, int, str, str]:
    if word[1:].isdecimal():
        return (
            path,
            line,
            f"The reference to “#{word}” cannot be resolved: that text has no paragraph {word[1:]}.",
            hint,
        )
    return path, line, f"The reference to “#{word}” cannot be resolved: no paragraph has that name.", hint


COUNT = "Correct the number. Or give the paragraph a name, which does not change when paragraphs are added."


def named(word: str) -> str:
    return f"Write {{: #{word} }} on the line after the right paragraph."


@pytest.mark.parametrize("target", ["#two", "#p2", "general/b#p1", "general/b#own", "#own", "#p1..two"])
def test_reference_that_leads_somewhere_is_right(target: str) -> None:
    assert faults({"a": f"[para.]({target})\n\nTwo.\n{{: #two }}\n", "b": "Own.\n{: #own }\n"}) == ([], [])


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("#p9", ["p9"]),
        ("general/b#p2", ["p2"]),
        ("#x", ["x"]),
        ("general/c#x", ["x"]),
        ("#p9..x", ["p9", "x"]),
        ("#p1..x", ["x"]),
        ("#x..p1", ["x"]),
        ("#px", ["px"]),
    ],
)
def test_reference_to_nowhere_is_found_at_its_place(target: str, words: list[str]) -> None:
    nowhere, several = faults({"a": f"One.\n\n[para.]({target})\n", "b": "Own.\n{: #own }\n"})
    hints = {"p9": COUNT, "p2": COUNT}
    assert nowhere == [lost(word, hints.get(word, named(word)), line=3) for word in words]
    assert several == []


def test_name_that_was_probably_meant_is_proposed_for_the_first_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "MOST_GUESSES", 2)
    typed = "[para.](#ceasfire) [para.](#ceasfire) [para.](#qqq) [para.](#ceasefires)"
    nowhere, _ = faults({"a": f"{typed}\n", "b": "One.\n{: #ceasefire }\n"})
    meant = "Did you mean “#ceasefire”?"
    assert nowhere == [
        *(lost("ceasfire", meant), lost("ceasfire", meant)),
        *(lost("qqq", named("qqq")), lost("ceasefires", named("ceasefires"))),
    ]


def test_reference_in_a_text_that_is_not_printed_is_found_once() -> None:
    unprinted = f"{UNHCR}[para.](#x) and [para.](general/a#p1) and [paras.](general/a#p1..y) and [para.](#two)\n"
    own = "## Heading\n\n- item\n\nOwn; see [para.](#two).\n{: #two }\n"
    texts = {"a": own, "unhcr/au": unprinted, "consolidated/au": f"{CONSOLIDATED}[para.](#z)\n"}
    nowhere, several = faults(texts)
    assert nowhere == [
        lost("z", named("z"), "consolidated/au.md", 5),
        lost("x", named("x"), "unhcr/au.md", 6),
        lost("y", named("y"), "unhcr/au.md", 6),
    ]
    assert several == []


@pytest.mark.parametrize(
    ("texts", "some"),
    [
        ("bd", "general/b#own or general/d#own"),
        ("bde", "general/b#own or general/d#own or general/e#own"),
        ("bdef", "general/b#own or general/d#own or general/e#own or others"),
    ],
)
def test_reference_that_may_mean_several_paragraphs_is_found(texts: str, some: str) -> None:
    nowhere, several = faults({"a": "One.\n\n[para.](#own)\n"} | dict.fromkeys(texts, "Own.\n{: #own }\n"))
    message = f"The reference to “#own” could mean {some}."
    assert nowhere == []
    assert several == [("general/a.md", 3, message, "Write the full reference, such as (general/b#own).")]


@pytest.mark.parametrize("target", ["general/g#p1", "#own", "#p1..own"])
def test_reference_to_a_paragraph_that_is_not_printed_is_found(target: str) -> None:
    nowhere, several = faults({"a": f"[para.]({target})\n", "g": "Own.\n{: #own }\n"})
    word = "#" + target.rpartition("..")[2].rpartition("#")[2]
    message = f"The reference to “{word}” leads to general/g#own, which is printed without a number."
    assert nowhere == []
    assert several == [("general/a.md", 1, message, "Refer to a numbered paragraph of the report.")]


@pytest.mark.parametrize("target", ["#own..lost", "#lost..own", "#twice..lost"])
def test_of_a_text_that_is_not_printed_only_the_lost_end_of_a_reference_is_a_fault(target: str) -> None:
    """Its other end is fine where it stands: nobody reads that paragraph in print."""
    unprinted = {"g": f"Own [paras.]({target}).\n{{: #own }}\n", "h": "Twice.\n{: #twice }\n"}
    nowhere, several = faults({"a": "Printed.\n", "i": "Twice.\n{: #twice }\n"} | unprinted)
    assert nowhere == [lost("lost", named("lost"), "general/g.md")]
    assert several == []


def test_reference_to_a_contribution_means_what_was_made_of_it() -> None:
    made = f'{CONSOLIDATED}They met.\n{{: from="unhcr/au#p1" }}\n'
    texts = {"unhcr/au": f"{UNHCR}We met.\n\nWe met again.\n", "consolidated/au": made}
    assert faults(texts | {"a": "[para.](unhcr/au#p1)\n"}) == ([], [])
    _, several = faults(texts | {"a": "[para.](unhcr/au#p2)\n"})
    message = "The reference to “#p2” leads to unhcr/au#p2, which is printed without a number."
    assert several == [("general/a.md", 1, message, "Refer to a numbered paragraph of the report.")]
