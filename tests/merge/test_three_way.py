"""Drafts edited in Word and merged: the next draft says what the editor wrote, and no other line changes."""

from __future__ import annotations

import os
import re
from copy import deepcopy
from difflib import unified_diff
from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from lxml import etree

from assembler.__main__ import run
from assembler.clearance.folder import write_excerpts
from assembler.merge.result import MergeResult
from assembler.pipeline import examine
from tests.builders import TEMPLATES
from tests.conftest import ROOT, MakeReport, contribution
from tests.merge.drafts import CONSOLIDATED, INTRODUCTION, RICH_PLAN, draft_of, merged, rich_report, texts_of
from tests.merge.word_editor import Opened, W, play, said, script, source_of, style
from tests.office import edit
from tests.readers.report_docx.word_files import edited, parts_of

pytestmark = pytest.mark.slow

MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SCRIPTS = int(os.environ.get("MERGE_SCRIPTS", "6"))
"""How many random scripts are played; a hundred take a minute."""


def opened(data: bytes, *, tracked: bool = False) -> Opened:
    return Opened.of(data, tracked=tracked)


def words(draft: Opened, text: str, *, at: int = 0) -> object:
    """The place of some words in a draft."""
    return [t for t in draft.places() if text in (t.text or "")][at]


def difference(before: dict[str, bytes], root: Path) -> list[str]:
    """The lines that have changed, with the name of each file."""
    after = texts_of(root)
    found: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = (files.get(name, b"").decode().splitlines() for files in (before, after))
        found += [f"{name}: {line}" for line in unified_diff(old, new, n=0) if line[:2] not in ("--", "++", "@@")]
    return found


def changed(root: Path, old: str, new: str, *, tracked: bool = False) -> list[str]:
    """The lines that change when some words are changed in Word."""
    before = texts_of(root)
    draft = opened(draft_of(root), tracked=tracked)
    t = words(draft, old)
    start = t.text.index(old)
    draft.replace(t, start, start + len(old), new)
    merged(root, draft.data())
    return difference(before, root)


# Random scripts


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, bytes]]:
    """A copy of the example with its draft and its files."""
    root = tmp_path_factory.mktemp("merging") / "report"
    copytree(ROOT / "contributions", root / "contributions")
    return root, draft_of(root), texts_of(root)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_random_script_is_what_the_next_draft_says(copy: tuple[Path, bytes, dict[str, bytes]], seed: int) -> None:
    root, data, before = copy
    chance = Random(seed)
    steps = script(chance, chance.randrange(1, 8))
    wanted = opened(data)
    touched = play(wanted, steps)
    draft = opened(data, tracked=seed % 2 == 1)
    play(draft, steps)
    try:
        outcome = merged(root, draft.data())
        assert said(draft_of(root)) == said(wanted.data())
        assert (outcome.conflicts, outcome.remarks) == ((), ())
        assert merged(root, draft.data()).files == {}
        assert lines_kept(root, data, before, touched)
    finally:
        restore(root, before)


def lines_kept(root: Path, data: bytes, before: dict[str, bytes], touched: set[str]) -> bool:
    """Whether entities' files are as they were, and in the others every line of what the script did not touch."""
    ids = {source_of(p): p for p in opened(data).paragraphs()}
    assert touched <= ids.keys()
    after = texts_of(root)
    others = {name for name in before if not name.startswith(("consolidated/", "general/"))}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    gone = [line for line in difference(before, root) if ": -" in line]
    # Of a paragraph that is edited, moved, divided or joined go its words, its attributes, its notes, an empty line.
    return len(gone) <= 6 * len(touched)


def restore(root: Path, before: dict[str, bytes]) -> None:
    for name in texts_of(root).keys() - before.keys():
        (root / "contributions" / name).unlink()
    for name, data in before.items():
        (root / "contributions" / name).write_bytes(data)


# Single edits


@pytest.mark.parametrize("tracked", [False, True])
def test_draft_that_nobody_edited_changes_nothing(make_report: MakeReport, tracked: bool) -> None:
    root = rich_report(make_report)
    outcome = merged(root, opened(draft_of(root), tracked=tracked).data())
    assert outcome == MergeResult({}, (), (), ())


INTRO, AU = "general/introduction.md", "consolidated/au.md"
LAST = "The third paragraph has no source and stands at the end."
EDITS = [
    ("one;", "one and a half;", INTRO, ["1. one;"], ["1. one and a half;"]),
    ("below;", "far below;", INTRO, ["    - below;"], ["    - far below;"]),
    ("Number", "Count", "general/annex.md", ["| Organization | Number |"], ["| Organization | Count |"]),
    ("A quotation", "Words", INTRO, ["> A quotation of *several* words."], ["> Words of *several* words."]),
    ("A heading", "The * heading", INTRO, ["## A heading"], [r"## The \* heading"]),
    ("The summary.", "In short.", "general/summary.md", ["The summary."], ["In short."]),
    ("third paragraph", "third  one", AU, [LAST], [LAST.replace("third paragraph", "third one")]),
    (
        "The first paragraph stands",
        "It stands",
        INTRO,
        ["The first paragraph", "stands on two lines (see [para.](#libya) below)."],
        ["It stands on two lines (see [para.](#libya) below)."],
    ),
]


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(("old", "new", "name", "gone", "come"), EDITS)
def test_only_the_lines_of_the_edit_change(
    make_report: MakeReport, old: str, new: str, name: str, gone: list[str], come: list[str], tracked: bool
) -> None:
    lines = [*(f"{name}: -{line}" for line in gone), *(f"{name}: +{line}" for line in come)]
    assert changed(rich_report(make_report), old, new, tracked=tracked) == lines


@pytest.mark.parametrize("tracked", [False, True])
def test_what_the_writer_sets_by_itself_is_no_edit(make_report: MakeReport, tracked: bool) -> None:
    line = "Five officers[^a][^b] met on 12 June 2019 with 8 per cent, that is\u00a0all, under decision No. 3."
    text = f"{line}\n\nThey met again at 3 p.m. (see para. 4).\n\n[^a]: One.\n[^b]: Two.\n"
    root = make_report(general__introduction=text)
    assert merged(root, opened(draft_of(root), tracked=tracked).data()) == MergeResult({}, (), (), ())
    assert changed(root, "officers", "judges", tracked=tracked) == [
        f"general/introduction.md: -{line}",
        f"general/introduction.md: +{line.replace('officers', 'judges')}",
    ]


def test_note_keeps_its_label_and_its_place(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root))
    t = next(t for t in draft.note_texts() if "Their note." in t.text)
    draft.replace(t, 0, len(t.text), "Our note, see A/75/345.")
    merged(root, draft.data())
    assert difference(before, root) == [
        "consolidated/au.md: -[^a]: Their note.",
        "consolidated/au.md: +[^a]: Our note, see A/75/345.",
    ]


def test_note_of_which_the_sentence_went_goes_too_and_a_new_one_comes(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root))
    p = next(p for p in draft.paragraphs() if "They met" in "".join(p.itertext()) or "hey met" in "".join(p.itertext()))
    draft.drop_note(next(p.iter(f"{W}footnoteReference")))
    draft.add_note(words(draft, "hird paragraph"), "A new *note*.")
    merged(root, draft.data())
    assert difference(before, root) == [
        "consolidated/au.md: -They met again; see [paras.](general/introduction#last..libya) above.[^a]",
        "consolidated/au.md: +They met again; see [paras.](general/introduction#last..libya) above.",
        "consolidated/au.md: -The third paragraph has no source and stands at the end.",
        "consolidated/au.md: +The third paragraph has no source and stands at the end.[^1]",
        "consolidated/au.md: -[^a]: Their note.",
        r"consolidated/au.md: +[^1]: A new \*note\*.",
    ]


def test_divided_paragraph_keeps_its_name_and_both_halves_its_sources(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root))
    t = words(draft, " and beyond it.")
    draft.split(t, len(" and"))
    merged(root, draft.data())
    assert difference(before, root) == [
        "consolidated/au.md: -UNHCR and WHO worked with the African Union in resolution 2457 (2019) and beyond it.",
        "consolidated/au.md: +UNHCR and WHO worked with the African Union in resolution 2457 (2019) and",
        "consolidated/au.md: +",
        "consolidated/au.md: +beyond it.",
        'consolidated/au.md: +{: from="unhcr/au#p1@5c0a" }',
    ]


@pytest.mark.parametrize("tracked", [False, True])
def test_joined_paragraph_carries_both_sources(make_report: MakeReport, tracked: bool) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root), tracked=tracked)
    first = next(p for p in draft.paragraphs() if "libya" in source_of(p))
    assert draft.join(first)
    merged(root, draft.data())
    text = texts_of(root)["consolidated/au.md"].decode()
    assert "(2019) and beyond it.They met again; see" in text
    assert '{: #libya from="unhcr/au#p1@5c0a who/au#p1" }\n\nThe third' in text
    assert [finding.rule for finding in examine(root).checked.findings if finding.rule.startswith("IN-REF")] == []


def source_findings(root: Path) -> list[str]:
    return [finding.rule for finding in examine(root).checked.findings if finding.rule.startswith("IN-SRC")]


@pytest.mark.parametrize("tracked", [False, True])
def test_source_of_a_deleted_paragraph_is_left_out_with_the_reason(make_report: MakeReport, tracked: bool) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root), tracked=tracked)
    draft.delete(next(p for p in draft.paragraphs() if "hey met" in "".join(p.itertext())))
    outcome = merged(root, draft.data())
    text = texts_of(root)["consolidated/au.md"].decode()
    reason = "deleted in Word by Jane Doe" if tracked else "deleted in Word"
    assert text.startswith(f'---\norganization: au\nleft_out:\n  who/au#p1: "{reason}"\n---\n')
    assert [change.what for change in outcome.changes] == [
        "deleted, and who/au#p1 is left out; write the reason under left_out"
    ]
    assert "IN-SRC-03" not in source_findings(root)
    assert merged(root, draft.data()).files == {}


def test_source_of_a_paragraph_that_moves_or_stands_elsewhere_is_not_left_out(make_report: MakeReport) -> None:
    twice = CONSOLIDATED.replace("stands at the end.", 'stands at the end.\n{: from="who/au#p1" }')
    root = rich_report(make_report, consolidated__au=twice)
    draft = opened(draft_of(root))
    draft.delete(next(p for p in draft.paragraphs() if "hey met" in "".join(p.itertext())))
    by_name = {source_of(p): p for p in draft.paragraphs()}
    moved = next(p for name, p in by_name.items() if "libya" in name)
    draft.move(moved, next(p for name, p in by_name.items() if "who_asean_p2" in name))
    merged(root, draft.data())
    assert not any(b"left_out" in data for data in texts_of(root).values())


@pytest.mark.parametrize(
    ("moved", "text", "source"),
    [("hey met", "consolidated/au.md", "who/au#p1"), ("went on", "consolidated/asean.md", "who/asean#p2@")],
)
def test_source_of_a_paragraph_that_moves_to_a_general_text_says_where_it_went(
    make_report: MakeReport, moved: str, text: str, source: str
) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    found = {words: p for p in draft.paragraphs() for words in (moved, "last of the") if words in "".join(p.itertext())}
    draft.move(found[moved], found["last of the"])
    merged(root, draft.data())
    header = texts_of(root)[text].decode().partition("left_out:\n")[2].partition("---")[0]
    assert header.startswith(f"  {source}")
    assert header.endswith(': "moved to general/introduction in Word"\n')


def test_entity_texts_are_left_alone_and_a_consolidated_one_is_made(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root))
    t = words(draft, "HO advised")
    draft.replace(t, 0, len("HO advised"), "HO helped")
    merged(root, draft.data())
    after = texts_of(root)
    assert after.keys() - before.keys() == {"consolidated/asean.md"}
    assert after["who/asean.md"] == before["who/asean.md"]
    made = after["consolidated/asean.md"].decode()
    assert '\nWHO helped ASEAN.[^1]\n{: from="who/asean#p1@' in made
    assert '\nIt went on advising.\n{: from="who/asean#p2@' in made


def test_paragraph_that_moved_to_another_organization_takes_its_sources_along(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    by_name = {source_of(p): p for p in draft.paragraphs()}
    moved = next(p for name, p in by_name.items() if "libya" in name)
    draft.move(moved, next(p for name, p in by_name.items() if "who_asean_p2" in name))
    merged(root, draft.data())
    after = texts_of(root)
    assert b"#libya" not in after["consolidated/au.md"]
    assert (
        after["consolidated/asean.md"]
        .decode()
        .endswith('and beyond it.\n{: #libya from="unhcr/au#p1@5c0a" }\n\n[^1]: Theirs.\n')
    )
    assert [finding.rule for finding in examine(root).checked.findings if finding.rule.startswith("IN-REF")] == []


def test_line_ends_and_mark_of_the_file_stay(make_report: MakeReport) -> None:
    windows = b"\xef\xbb\xbf" + INTRODUCTION.replace("\n", "\r\n").encode().rstrip(b"\r\n")
    root = rich_report(make_report, general__introduction=windows)
    assert changed(root, "The last of", "The end of")
    wanted = windows.replace(b"The last of", b"The end of")
    assert texts_of(root)["general/introduction.md"] == wanted


def test_guidance_inside_a_paragraph_is_kept(make_report: MakeReport) -> None:
    guided = INTRODUCTION.replace("The last of", "The last <!-- really? --> of")
    root = rich_report(make_report, general__introduction=guided)
    changed(root, "The last of the introduction", "The end of the introduction")
    text = texts_of(root)["general/introduction.md"].decode()
    assert "<!-- really? -->\nThe end of the introduction.\n{: #last }" in text


def test_guidance_from_one_paragraph_to_the_next_is_kept(make_report: MakeReport) -> None:
    guided = b"Just one. <!-- why?\r\n\r\nso? --> Second one.\r\n"
    root = rich_report(make_report, general__introduction=guided, consolidated__au=None)
    changed(root, "The table lists", "A table lists")
    assert texts_of(root)["general/introduction.md"] == guided
    changed(root, "Just one", "Other one")
    wanted = b"Other one.\r\n\r\n<!-- why?\r\n\r\nso? -->\r\n\r\nSecond one.\r\n"
    assert texts_of(root)["general/introduction.md"] == wanted


# References

PLACES = "First (see [para.](#p3) and [paras.](#p2..p3)).\n\nSecond.\n\nThird (see [para.](general/introduction#p2)).\n"


def test_references_by_place_mean_the_same_paragraph_when_places_shift(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLACES)
    draft = opened(draft_of(root))
    first = next(p for p in draft.paragraphs() if "general_introduction_p1" in source_of(p))
    draft.insert(first, "Quite new.")
    assert merged(root, draft.data()).remarks == ()
    assert texts_of(root)["general/introduction.md"].decode() == (
        "First (see [para.](#p4) and [paras.](#p3..p4)).\n\nQuite new.\n\nSecond.\n\nThird (see [para.](#p3)).\n"
    )
    assert merged(root, draft.data()).files == {}


def test_references_by_place_mean_the_same_paragraph_behind_a_new_first_one(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLACES.replace("[para.](#p3)", "[para.](#p1)"))
    draft = opened(draft_of(root))
    first = named(draft, "introduction_p1")
    draft.insert(first, "Quite new.")
    first.addprevious(first.getnext())
    merged(root, draft.data())
    assert texts_of(root)[INTRO].decode() == (
        "Quite new.\n\nFirst (see [para.](#p2) and [paras.](#p3..p4)).\n\nSecond.\n\nThird (see [para.](#p3)).\n"
    )


def test_entity_whose_reference_by_place_no_longer_leads_there_is_named(make_report: MakeReport) -> None:
    files = {
        "who__asean": contribution("who", "asean", "See [para.](general/introduction#p2)."),
        "unhcr__asean": contribution("unhcr", "asean", "See [paras.](general/introduction#p1..p2)."),
        "unhcr__au": contribution("unhcr", "au", "See [para.](general/introduction#p1)."),
    }
    root = rich_report(make_report, general__introduction="One.\n\nTwo.\n", **files)
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p1"), "New.")
    said_there = "refers to a paragraph by its place, which has shifted: look at its references."
    assert sorted(merged(root, draft.data()).remarks) == [
        f"contributions/unhcr/asean.md {said_there}",
        f"contributions/who/asean.md {said_there}",
    ]


def test_new_paragraph_of_a_text_that_is_gone_begins_it_anew(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction="One.\n\nTwo.\n")
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p1"), "New.")
    (root / "contributions" / INTRO).unlink()
    assert merged(root, draft.data()).conflicts == ()
    assert texts_of(root)[INTRO] == b"New.\n"


def test_references_follow_a_paragraph_that_moves(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLACES)
    draft = opened(draft_of(root))
    by_name = {source_of(p): p for p in draft.paragraphs()}
    first, third = (next(p for n, p in by_name.items() if f"introduction_{name}" in n) for name in ("p1", "p3"))
    draft.move(first, third)
    merged(root, draft.data())
    assert texts_of(root)["general/introduction.md"].decode() == (
        "Second.\n\nThird (see [para.](#p1)).\n\nFirst (see [para.](#p2) and [paras.](#p1..p2)).\n"
    )
    assert merged(root, draft.data()).files == {}


def test_references_follow_a_paragraph_of_several_lines_that_moves(make_report: MakeReport) -> None:
    text = "See [para.](#p2).\n\nTwo\non two lines.\n\nThree.\n\nFour.\n"
    root = rich_report(make_report, general__introduction=text)
    draft = opened(draft_of(root))
    draft.move(named(draft, "introduction_p2"), named(draft, "introduction_p4"))
    merged(root, draft.data())
    assert texts_of(root)[INTRO] == b"See [para.](#p4).\n\nThree.\n\nFour.\n\nTwo\non two lines.\n"


def test_references_follow_a_paragraph_that_was_divided_meanwhile_and_moves(make_report: MakeReport) -> None:
    said_there = "As [para.](general/introduction#p2) says.\n"
    root = rich_report(make_report, general__introduction=PLAIN, general__summary=said_there)
    draft = opened(draft_of(root))
    draft.move(named(draft, "introduction_p2"), named(draft, "introduction_p4"))
    path = root / "contributions" / INTRO
    path.write_text(PLAIN.replace("Two and", "Two\n\nand"))
    merged(root, draft.data())
    assert path.read_text() == "One.\n\nThree.\n\nFour.\n\nTwo\n\nand a half.\n\nFive.\n"
    assert texts_of(root)["general/summary.md"].decode() == said_there.replace("#p2", "#p4")


def test_references_to_a_joined_paragraph_mean_the_whole(make_report: MakeReport) -> None:
    named = "See [para.](#two) and [paras.](#one..two).\n\nOne.\n{: #one }\n\nTwo.\n{: #two }\n"
    root = rich_report(make_report, general__introduction=named, general__summary="As [para.](#two) says.\n")
    draft = opened(draft_of(root))
    draft.join(next(p for p in draft.paragraphs() if "introduction_one" in source_of(p)))
    merged(root, draft.data())
    texts = texts_of(root)
    assert texts["general/introduction.md"].decode() == (
        "See [para.](#one) and [paras.](#one).\n\nOne.Two.\n{: #one }\n"
    )
    assert texts["general/summary.md"].decode() == "As [para.](#one) says.\n"
    assert merged(root, draft.data()).files == {}


@pytest.mark.slow
@pytest.mark.parametrize("office", [False, True])
def test_excerpt_is_edited_around_references_that_lead_out_of_it(
    make_report: MakeReport, tmp_path: Path, office: bool
) -> None:
    root = rich_report(make_report)
    write_excerpts(root, ["who"])
    data = (root / "build/excerpts/who.docx").read_bytes()
    assert merged(root, data) == MergeResult({}, (), (), ())
    before = texts_of(root)
    draft = opened(data)
    draft.replace(words(draft, "hey met again"), 0, len("hey met again"), "hey never met")
    steps = [["replace", "They met again", "They never met"]]
    merged(root, edit(data, steps, tmp_path, tracked=True) if office else draft.data())
    assert difference(before, root) == [
        "consolidated/au.md: -They met again; see [paras.](general/introduction#last..libya) above.[^a]",
        "consolidated/au.md: +They never met; see [paras.](general/introduction#last..libya) above.[^a]",
    ]


# Comments and proposals


def with_comment(data: bytes, said: str, after: str = "") -> bytes:
    """The draft with a comment by somebody, called after some words."""
    by = 'w:id="77" w:author="Jane Doe" w:date="2026-11-24T10:00:00Z"'
    comment = f"<w:comment {by}><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>"
    data = edited(data, lambda text: text.replace("</w:comments>", comment), "word/comments.xml")
    call = f'{after}</w:t></w:r><w:r><w:commentReference w:id="77"/></w:r>'
    return edited(data, lambda text: text.replace(f"{after}</w:t></w:r>", call, 1)) if after else data


def test_comments_come_back_once(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    data = with_comment(draft_of(root), "Is it * so?", after="at the end.")
    merged(root, data)
    wanted = [
        "consolidated/au.md: -The third paragraph has no source and stands at the end.",
        r"consolidated/au.md: +The third paragraph has no source and stands at the end.{>> Jane Doe: Is it * so? <<}",
    ]
    assert difference(before, root) == wanted
    assert merged(root, data).files == {}
    assert merged(root, draft_of(root)).files == {}
    assert difference(before, root) == wanted


def test_comment_outside_of_the_text_is_named(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = with_comment(draft_of(root), "Another title?")
    (remark,) = merged(root, data).remarks
    assert remark == "A comment stands outside of the text and was not merged: “Jane Doe: Another title?”."


def test_tracked_words_are_marked_accepted_or_dropped(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root), tracked=True)
    t = words(draft, "hird paragraph has")
    draft.replace(t, 4, len("The third"), "tenth")
    data = draft.data()
    assert merged(root, data, "reject").files == {}
    outcome = merged(root, data, "mark")
    assert difference(before, root)[1:] == [
        "consolidated/au.md: +The {--third--}{++tenth++} paragraph has no source and stands at the end."
    ]
    assert outcome.remarks == ()
    assert merged(root, data, "mark").files == {}
    rules = [finding.rule for finding in examine(root).checked.findings]
    assert rules.count("IN-OPN-02") == 4


def test_proposals_of_the_text_are_no_edits_until_somebody_settles_them(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    data = draft_of(root)
    assert merged(root, data, "accept").files == {}
    assert merged(root, data, "reject").files == {}
    settled = edited(data, lambda text: unwrapped(text, "proposed "))
    merged(root, settled)
    assert difference(before, root)[1:] == [
        "general/introduction.md: +{>> Editor: is it so? <<}The proposed words{-- dropped--}."
    ]


def unwrapped(text: str, said: str) -> str:
    """The document with a tracked insertion accepted."""
    start = text.rindex("<w:ins ", 0, text.index(said))
    end = text.index("</w:ins>", start)
    inner = text[text.index(">", start) + 1 : end]
    return text[:start] + inner + text[end + len("</w:ins>") :]


def test_divisions_and_joins_are_accepted_where_words_are_marked(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root), tracked=True)
    t = words(draft, " and beyond it.")
    draft.split(t, len(" and"))
    outcome = merged(root, draft.data(), "mark")
    assert [change.what for change in outcome.changes] == ["divided"]
    assert outcome.remarks[0].startswith("New and joined paragraphs and rows were accepted")


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_rows_that_come_and_go_are_accepted_where_words_are_marked(make_report: MakeReport, kind: str) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    row = next(element for element in draft.document.iter(f"{W}tr") if "ASEAN" in "".join(element.itertext()))
    if kind == "ins":
        row.addnext(deepcopy(row))
        row = row.getnext()
    form = row.find(f"{W}trPr")
    etree.SubElement(etree.SubElement(row, f"{W}trPr") if form is None else form, f"{W}{kind}")
    outcome = merged(root, draft.data(), "mark")
    assert [change.what for change in outcome.changes] == ["changed"]
    assert outcome.remarks[0].startswith("New and joined paragraphs and rows were accepted")
    assert not merged(root, draft.data(), "accept").remarks


def test_deleted_and_new_paragraphs_are_marked_as_a_whole(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root), tracked=True)
    p = next(p for p in draft.paragraphs() if "hird paragraph" in "".join(p.itertext()))
    draft.insert(p, "Quite new.")
    draft.delete(p)
    merged(root, draft.data(), "mark")
    text = texts_of(root)["consolidated/au.md"].decode()
    assert "\n\n{--The third paragraph has no source and stands at the end.--}\n\n{++Quite new.++}\n\n" in text


@pytest.mark.parametrize("name", ["libya", "au_p2"])
def test_tracked_move_is_marked_once(make_report: MakeReport, name: str) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root), tracked=True)
    by_name = {source_of(p): p for p in draft.paragraphs()}
    moved, last = (next(p for key, p in by_name.items() if wanted in key) for wanted in (name, "au_p3"))
    draft.move(moved, last)
    merged(root, draft.data(), "mark")
    text = texts_of(root)["consolidated/au.md"].decode()
    assert (text.count("{--"), text.count("{++")) == (1, 1)
    assert merged(root, draft.data(), "mark").files == {}


# What is no edit


def test_numbers_that_word_refreshes_are_no_edits(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = draft_of(root)
    shown = re.compile(r"(REF _src_[^<]*</w:instrText>.*?<w:t[^>]*>)\d+(</w:t>)", re.DOTALL)
    numbers = edited(data, lambda text: shown.sub(r"\g<1>99.\g<2>", text))
    assert merged(root, numbers) == MergeResult({}, (), (), ())


def test_other_sources_in_the_margin_are_no_edit_but_named(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    named = edited(draft_of(root), lambda text: text.replace(">WHO<", ">X, Y<"))
    said = "“X, Y” stands in the margin, which only names sources, and was not merged: write it as a comment."
    assert merged(root, named) == MergeResult({}, (), (), (said,))


def test_headings_of_sections_and_masthead_are_named(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = edited(
        draft_of(root),
        lambda text: text.replace(">Cooperation</w:t>", ">Working together</w:t>").replace(
            ">Report of the Secretary-General<", ">Report of somebody<"
        ),
    )
    outcome = merged(root, data)
    assert outcome.files == {}
    assert outcome.remarks == (
        "The heading “Cooperation” was changed to “Working together”: headings of sections come from report.yaml and "
        "organizations.yaml and are not merged.",
        "“Report of the Secretary-General” at the head of the report was changed: it comes from report.yaml and is not "
        "merged.",
        "“Report of somebody” is new at the head of the report or of its pages: that comes from the settings.",
    )


def test_words_that_were_added_around_the_text_are_named(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = draft_of(root)
    added = "</w:t></w:r><w:r><w:t> (advance copy)</w:t></w:r>"
    data = edited(
        data,
        lambda text: text.replace(
            "Report of the Secretary-General</w:t></w:r>", f"Report of the Secretary-General{added}"
        ),
    )
    foot = next(name for name in sorted(parts_of(data)) if "footer" in name and "rels" not in name)
    data = edited(
        data, lambda text: text.replace("</w:ftr>", "<w:p><w:r><w:t>By courtesy</w:t></w:r></w:p></w:ftr>"), foot
    )
    said = "“{}” is new at the head of the report or of its pages: that comes from the settings."
    assert merged(root, data).remarks == (
        said.format("Report of the Secretary-General (advance copy)"),
        said.format("By courtesy"),
    )


@pytest.mark.parametrize(
    "added",
    [
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        "<w:r><w:ruby><w:rubyBase><w:r><w:t>Boxed.</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        f'<m:oMath xmlns:m="{MATHS}"><m:r><m:t>Box</m:t></m:r><m:r><m:t>ed.</m:t></m:r></m:oMath>',
    ],
)
def test_words_that_are_read_over_are_named(make_report: MakeReport, added: str) -> None:
    root = rich_report(make_report)
    data = edited(
        draft_of(root), lambda text: text.replace("at the end.</w:t></w:r>", f"at the end.</w:t></w:r>{added}")
    )
    outcome = merged(root, data)
    assert outcome.files == {}
    assert outcome.remarks == ("Words in a text box, a formula or another form were not merged: “Boxed.”.",)


@pytest.mark.parametrize(
    ("format", "value"), [("strike", ""), ("dstrike", ""), ("vanish", ""), ("color", "FFFFFF"), ("sz", "2")]
)
def test_words_that_a_format_takes_away_are_named_and_stay(make_report: MakeReport, format: str, value: str) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    for t in words(draft, "HO advised"), next(note for note in draft.note_texts() if "first note" in note.text):
        form = t.getparent().find(f"{W}rPr")
        form = etree.SubElement(t.getparent(), f"{W}rPr") if form is None else form
        etree.SubElement(form, f"{W}{format}", {f"{W}val": value} if value else {})
        t.getparent().insert(0, t.getparent().find(f"{W}rPr"))
    outcome = merged(root, draft.data())
    assert outcome.files == {}
    said = (
        "“{}” is struck through, hidden or not to be seen by its format, which deletes nothing: it stays in the text."
    )
    assert outcome.remarks == (said.format("HO advised ASEAN."), said.format("The first note."))


# What is said of edits


def named(draft: Opened, name: str) -> etree._Element:
    """The paragraph of a draft that is known by some name."""
    return next(p for p in draft.paragraphs() if name in source_of(p))


def said_of(outcome: MergeResult) -> list[tuple[str, str, str]]:
    return [(change.path.removeprefix("contributions/"), change.what, change.words) for change in outcome.changes]


PLAIN = "One.\n\nTwo and a half.\n\nThree.\n\nFour.\n\nFive.\n"


def test_change_division_and_join_are_named_with_their_words(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.split(words(draft, "Two and"), 4)
    draft.join(named(draft, "introduction_p3"))
    t = words(draft, "Five.")
    draft.replace(t, 0, len(t.text), "Six.")
    assert said_of(merged(root, draft.data())) == [
        (INTRO, "divided", "Two{++ ¶++} and a half."),
        (INTRO, "joined", "{--Three--}{++Three.Four++}.{-- ¶ Four.--}"),
        (INTRO, "changed", "{--Five--}{++Six++}."),
    ]


def test_paragraph_that_was_written_anew_is_no_conflict_when_it_is_merged_again(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    t = words(draft, "Two and")
    draft.replace(t, 0, len(t.text), "Something quite different.")
    assert said_of(merged(root, draft.data())) != []
    assert merged(root, draft.data()) == MergeResult({}, (), (), ())


def test_change_of_the_form_alone_is_named(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction="All of it.\n")
    draft = opened(draft_of(root))
    run = words(draft, "All of it.").getparent()
    form = run.find(f"{W}rPr")
    form = etree.Element(f"{W}rPr") if form is None else form
    etree.SubElement(form, f"{W}i")
    run.insert(0, form)
    assert said_of(merged(root, draft.data())) == [(INTRO, "changed", "All of it. (its form or its marks)")]
    assert texts_of(root)[INTRO] == b"*All of it.*\n"


def test_deletions_are_named_with_the_sources_that_are_left_out(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    draft.delete(named(draft, "au_libya"))
    draft.delete(named(draft, "au_p3"))
    assert said_of(merged(root, draft.data())) == [
        (
            AU,
            "deleted, and unhcr/au#p1 is left out; write the reason under left_out",
            "UNHCR and WHO worked with the African Union in resolution 2457 (2019) and beyond it.",
        ),
        (AU, "deleted", LAST),
    ]


def test_moves_are_named_where_the_words_go_and_where_they_come(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.move(named(draft, "introduction_p1"), named(draft, "introduction_p3"))
    draft.move(named(draft, "introduction_p4"), named(draft, "au_p3"))
    assert sorted(said_of(merged(root, draft.data()))) == [
        (AU, "moved here", "Four."),
        (INTRO, "moved", "One."),
        (INTRO, "moved away", "Four."),
    ]
    assert texts_of(root)[INTRO] == b"Two and a half.\n\nThree.\n\nOne.\n\nFive.\n"


def test_several_moves_leave_the_longest_row_where_it_stands(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.move(named(draft, "introduction_p1"), named(draft, "introduction_p3"))
    draft.move(named(draft, "introduction_p5"), named(draft, "introduction_p2"))
    assert said_of(merged(root, draft.data())) == [(INTRO, "moved", "Five."), (INTRO, "moved", "One.")]
    assert texts_of(root)[INTRO] == b"Two and a half.\n\nFive.\n\nThree.\n\nOne.\n\nFour.\n"


def test_note_goes_with_its_paragraph(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    draft.delete(named(draft, "au_p2"))
    merged(root, draft.data())
    assert b"[^a]" not in texts_of(root)[AU]


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_paragraph_of_which_spaces_are_left_goes_and_a_new_one_does_not_come(
    make_report: MakeReport, space: str
) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    t = words(draft, "Three.")
    draft.replace(t, 0, len(t.text), space)
    draft.insert(named(draft, "introduction_p4"), space)
    merged(root, draft.data())
    assert texts_of(root)[INTRO].decode() == PLAIN.replace("Three.\n\n", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "like", "made"),
    [
        ("A heading", "Before the list", "A heading\n"),
        ("Before the list", "A heading", "## Before the list:[^1]\n"),
        ("The last of", "A quotation of", "> The last of the introduction.\n"),
        ("The last of", "below;", "- The last of the introduction.\n"),
        ("A quotation of", "The last of", "A quotation of *several* words.\n"),
    ],
)
def test_paragraph_that_becomes_another_kind_is_one_change(
    make_report: MakeReport, changed: str, like: str, made: str
) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    found = {
        words: p for p in draft.document.iter(f"{W}p") for words in (changed, like) if words in "".join(p.itertext())
    }
    found[changed].replace(found[changed].find(f"{W}pPr"), deepcopy(found[like].find(f"{W}pPr")))
    outcome = merged(root, draft.data())
    assert [change.what for change in outcome.changes] == ["changed"]
    assert outcome.remarks == ()
    assert f"\n{made}" in texts_of(root)["general/introduction.md"].decode()
    assert merged(root, draft.data()).files == {}


def test_divided_paragraph_moves_as_a_whole(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.split(words(draft, "Two and"), 3)
    first = named(draft, "introduction_p2")
    draft.move(first.getnext(), named(draft, "introduction_p4"))
    draft.move(first, named(draft, "introduction_p4"))
    draft.insert(first.getnext(), "New behind both.")
    assert said_of(merged(root, draft.data())) == [
        (INTRO, "divided", "Two{++ ¶++} and a half."),
        (INTRO, "moved", "Two ¶ and a half."),
        (INTRO, "new", "New behind both."),
    ]
    wanted = "One.\n\nThree.\n\nFour.\n\nTwo\n\nand a half.\n\nNew behind both.\n\nFive.\n"
    assert texts_of(root)[INTRO].decode() == wanted


# What is new


def test_new_paragraph_stands_behind_one_of_an_earlier_merge(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p1"), "New.")
    merged(root, draft.data())
    draft.insert(named(draft, "introduction_p1").getnext(), "Newer.")
    assert said_of(merged(root, draft.data())) == [(INTRO, "new", "Newer.")]
    assert texts_of(root)[INTRO].startswith(b"One.\n\nNew.\n\nNewer.\n\nTwo")


def test_equal_new_paragraphs_both_come(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p1"), "New.")
    draft.insert(named(draft, "introduction_p4"), "New.")
    merged(root, draft.data())
    text = texts_of(root)[INTRO].decode()
    assert text == PLAIN.replace("One.", "One.\n\nNew.").replace("Four.", "Four.\n\nNew.")
    assert merged(root, draft.data()).files == {}


def test_new_paragraph_comes_although_somebody_added_another_one(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p4"), "New in Word.")
    path = root / "contributions" / INTRO
    path.write_text(PLAIN.replace("One.", "One.\n\nAdded meanwhile."))
    merged(root, draft.data())
    wanted = PLAIN.replace("One.", "One.\n\nAdded meanwhile.").replace("Four.", "Four.\n\nNew in Word.")
    assert path.read_text() == wanted


@pytest.mark.parametrize("now", ["Two and\n\na half.", "Two\n\nand\n\na half."])
def test_new_paragraph_stands_behind_all_parts_of_one_that_was_divided_meanwhile(
    make_report: MakeReport, now: str
) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.insert(named(draft, "introduction_p2"), "New.")
    path = root / "contributions" / INTRO
    path.write_text(PLAIN.replace("Two and a half.", now))
    merged(root, draft.data())
    assert path.read_text() == PLAIN.replace("Two and a half.", f"{now}\n\nNew.")


def test_paragraphs_at_the_very_beginning(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    first, third = named(draft, "introduction_p1"), named(draft, "introduction_p3")
    draft.insert(third, "New.")
    first.addprevious(third.getnext())
    first.addprevious(third)
    assert [change[1:] for change in said_of(merged(root, draft.data()))] == [("new", "New."), ("moved", "Three.")]
    assert texts_of(root)[INTRO] == b"New.\n\nThree.\n\nOne.\n\nTwo and a half.\n\nFour.\n\nFive.\n"


def test_new_paragraph_stands_before_a_first_one_of_several_lines(make_report: MakeReport) -> None:
    text = "One\non two lines.\n\nTwo.\n"
    root = rich_report(make_report, general__introduction=text)
    draft = opened(draft_of(root))
    first = named(draft, "introduction_p1")
    draft.insert(first, "New.")
    first.addprevious(first.getnext())
    merged(root, draft.data())
    assert texts_of(root)[INTRO].decode() == f"New.\n\n{text}"


def test_heading_that_becomes_a_paragraph_gets_no_name(make_report: MakeReport) -> None:
    root = rich_report(make_report, general__introduction="One.\n\n## A heading\n\nTwo.\n")
    draft = opened(draft_of(root))
    heading = next(p for p in draft.document.iter(f"{W}p") if "".join(p.itertext()).strip() == "A heading")
    heading.replace(heading.find(f"{W}pPr"), deepcopy(named(draft, "introduction_p1").find(f"{W}pPr")))
    merged(root, draft.data())
    assert texts_of(root)[INTRO] == b"One.\n\nA heading\n\nTwo.\n"


def test_paragraphs_for_an_organization_that_has_no_text(make_report: MakeReport) -> None:
    root = rich_report(make_report, who__asean=None, who__au=contribution("who", "au", "WHO worked."))
    draft = opened(draft_of(root))
    heading = next(
        p for p in draft.document.iter(f"{W}p") if style(p) == "H1" and "Association" in "".join(p.itertext())
    )
    for said_there in ("Two.", "One."):
        draft.insert(named(draft, "au_p3"), said_there)
        heading.addnext(named(draft, "au_p3").getnext())
    merged(root, draft.data())
    assert texts_of(root)["consolidated/asean.md"] == b"---\norganization: asean\n---\n\nOne.\n\nTwo.\n"


@pytest.mark.parametrize(("place", "come"), [("introduction_p1", True), ("au_p2", False)])
def test_new_heading_is_for_general_texts_alone(make_report: MakeReport, place: str, come: bool) -> None:
    root = rich_report(make_report, general__introduction=PLAIN)
    before = texts_of(root)
    draft = opened(draft_of(root))
    draft.insert(named(draft, place), "Typed heading")
    named(draft, place).getnext().find(f"{W}pPr/{W}pStyle").set(f"{W}val", "H1")
    outcome = merged(root, draft.data())
    remark = "A text on an organization has no headings: “Typed heading”."
    assert outcome.remarks == (() if come else (remark,))
    assert difference(before, root) == ([f"{INTRO}: +", f"{INTRO}: +## Typed heading"] if come else [])


# Attributes


def test_both_halves_keep_their_place_in_the_order(make_report: MakeReport) -> None:
    text = "---\norganization: au\n---\n\nOne.\n\nTwo and a half.\n{: #two order=1 }\n"
    root = rich_report(make_report, consolidated__au=text, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.split(words(draft, "Two and a half.", at=1), 4)
    merged(root, draft.data())
    wanted = text.replace("Two and a half.\n{: #two order=1 }", "Two\n{: #two order=1 }\n\nand a half.\n{: order=1 }")
    assert texts_of(root)[AU].decode() == wanted


def test_first_half_alone_takes_the_name_along_to_another_organization(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    draft.split(words(draft, " and beyond it."), 4)
    first, behind = named(draft, "au_libya"), named(draft, "who_asean_p2")
    draft.move(first.getnext(), behind)
    draft.move(first, behind)
    merged(root, draft.data())
    text = texts_of(root)["consolidated/asean.md"].decode()
    source = 'from="unhcr/au#p1@5c0a" }'
    assert f"2457 (2019) and\n{{: #libya {source}\n\nbeyond it.\n{{: {source}\n" in text


@pytest.mark.parametrize("name", ["peace", "p2a", "x2"])
def test_name_that_is_no_place_goes_along(make_report: MakeReport, name: str) -> None:
    text = f"---\norganization: au\n---\n\nOne.\n{{: #{name} order=3 }}\n\nTwo.\n"
    root = rich_report(make_report, consolidated__au=text, general__introduction=PLAIN)
    draft = opened(draft_of(root))
    draft.move(named(draft, f"au_{name}"), named(draft, "who_asean_p2"))
    merged(root, draft.data())
    assert f"\n\nOne.\n{{: #{name} order=3 }}\n" in texts_of(root)["consolidated/asean.md"].decode()
    assert texts_of(root)[AU] == b"---\norganization: au\n---\n\nTwo.\n"


def test_edited_sentence_refers_to_paragraphs_by_their_places_now(make_report: MakeReport) -> None:
    text = "See [para.](#p2) and [paras.](#p2..p3).\n\nTwo.\n\nThree.\n"
    root = rich_report(make_report, general__introduction=text)
    draft = opened(draft_of(root))
    t = words(draft, "See ")
    draft.replace(t, 0, len("See"), "Mark")
    shifted = text.replace("#p2..p3", "#p3..p4").replace("(#p2)", "(#p3)").replace("Two.", "Added.\n\nTwo.")
    path = root / "contributions" / INTRO
    path.write_text(shifted)
    assert merged(root, draft.data()).conflicts == ()
    assert path.read_text() == shifted.replace("See", "Mark")


def test_joined_paragraphs_known_by_their_places_get_no_name(make_report: MakeReport) -> None:
    record = contribution("who", "asean", "One.\n\nTwo.\n\nThree.\n\nFour.")
    root = rich_report(make_report, who__asean=record)
    draft = opened(draft_of(root))
    draft.join(named(draft, "asean_p2"))
    merged(root, draft.data())
    text = texts_of(root)["consolidated/asean.md"].decode()
    assert re.search(r'\nTwo\.Three\.\n\{: from="who/asean#p2@\w+ who/asean#p3@\w+" \}\n\nFour\.', text)


# Conflicts


def test_edit_of_words_that_changed_meanwhile_is_shown_and_the_others_are_made(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    for old, new in (("HO advised", "HO helped"), ("t went on", "t ceased"), ("one;", "first;")):
        t = words(draft, old)
        draft.replace(t, t.text.index(old), t.text.index(old) + len(old), new)
    (root / "edited.docx").write_bytes(draft.data())
    changed_since = contribution("who", "asean", "WHO counselled ASEAN.[^1]\n\nIt went on advising.\n\n[^1]: Theirs.")
    (root / "contributions/who/asean.md").write_text(changed_since, encoding="utf-8")
    before = texts_of(root)
    assert run(["merge", str(root / "edited.docx"), "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out.split() == ["contributions/consolidated/asean.md", "contributions/general/introduction.md"]
    assert (
        "contributions/consolidated/asean.md:5: these words have changed since the draft was built, so the edit was "
        "not made.\n  as built:  WHO advised ASEAN. [note: Theirs.]\n"
        "  here now:  WHO counselled ASEAN. [note: Theirs.]\n"
        "  in Word:   WHO helped ASEAN. [note: Theirs.]\n"
    ) in err
    assert err.endswith("2 edits merged; 1 stands against a later change of the text.\n")
    after = texts_of(root)
    assert after["who/asean.md"] == before["who/asean.md"]
    assert b"WHO counselled ASEAN.[^1]" in after["consolidated/asean.md"]
    assert b"It ceased advising." in after["consolidated/asean.md"]
    assert run(["merge", str(root / "edited.docx"), "-C", str(root)]) == 1
    assert texts_of(root) == after


def test_conflict_says_where_the_words_stand_and_from_what_they_were_made(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    t = words(draft, "hey met again")
    draft.replace(t, 0, len("hey met again"), "hey never met")
    draft.insert(named(draft, "au_p2"), "New.")
    path = root / "contributions" / AU
    path.write_text(CONSOLIDATED.replace("They met again", "They met twice"))
    (conflict,) = merged(root, draft.data()).conflicts
    said_there = (conflict.base[:14], conflict.ours[:14], conflict.theirs[:14])
    assert said_there == ("They met again", "They met twice", "They never met")
    line = CONSOLIDATED[: CONSOLIDATED.index("They met")].count("\n") + 1
    assert (conflict.path, conflict.line, conflict.sources) == (f"contributions/{AU}", line, ("who/au#p1",))
    assert '{: from="who/au#p1" }\n\nNew.\n\nThe third' in path.read_text()


def test_words_that_changed_meanwhile_and_were_not_edited_stay(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    t = words(draft, "one;")
    draft.replace(t, 0, 3, "first")
    path = root / "contributions/general/introduction.md"
    path.write_text(path.read_text().replace("## A heading", "Inserted.\n\n## A heading").replace("last of", "end of"))
    merged(root, draft.data())
    text = path.read_text()
    assert "Inserted.\n\n## A heading" in text
    assert "The end of the introduction." in text
    assert "1. first;" in text


def test_paragraph_that_is_gone_and_was_not_edited_stays_gone(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = draft_of(root)
    path = root / "contributions/consolidated/au.md"
    path.write_text(path.read_text().replace("The third paragraph has no source and stands at the end.\n\n", ""))
    assert merged(root, data).files == {}
    draft = opened(data)
    t = words(draft, "NHCR and WHO")
    draft.replace(t, 0, 4, "nicef")
    merged(root, draft.data())
    assert "The third" not in path.read_text()


def test_paragraph_that_is_gone_and_was_edited_is_shown(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    t = words(draft, "hird paragraph has")
    draft.replace(t, 4, len("The third"), "tenth")
    path = root / "contributions/consolidated/au.md"
    path.write_text(path.read_text().replace("The third paragraph has no source and stands at the end.\n\n", ""))
    outcome = merged(root, draft.data())
    assert outcome.files == {}
    (conflict,) = outcome.conflicts
    assert (conflict.line, conflict.ours) == (0, "")
    assert conflict.theirs == "The tenth paragraph has no source and stands at the end."


def test_text_that_cannot_be_used_is_left_alone(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    t = words(draft, "third paragraph")
    draft.replace(t, 4, len("The third"), "tenth")
    path = root / "contributions/consolidated/au.md"
    path.write_text("no header\n")
    outcome = merged(root, draft.data())
    assert outcome.files == {}
    assert [(conflict.path, conflict.line) for conflict in outcome.conflicts] == [
        ("contributions/consolidated/au.md", 1)
    ]
    assert path.read_text() == "no header\n"


# The command


def refused(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["merge", str(root / "edited.docx"), "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    return out + err


def test_draft_of_another_report_is_refused(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = rich_report(make_report)
    data = draft_of(root)
    plan = root / "contributions/report.yaml"
    plan.write_text(plan.read_text().replace("A/75/345", "A/77/1"))
    (root / "edited.docx").write_bytes(data)
    said = refused(root, capsys)
    assert said == "edited.docx is a draft of A/75/345, S/2020/898, and this report is A/77/1, S/2020/898.\n"


def test_other_files_are_refused(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    (root / "edited.docx").write_bytes(b"no Word file")
    assert "IN-DOC-02" in refused(root, capsys)
    report = examine(root, draft=False).report
    assert report is not None
    from assembler.writers.docx.document import write

    (root / "edited.docx").write_bytes(write(report, TEMPLATES))
    assert "IN-DOC-03" in refused(root, capsys)
    assert texts_of(root) == before
    assert run(["merge", str(root / "nowhere.docx"), "-C", str(root)]) == 2


def test_dry_run_shows_and_changes_nothing(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = rich_report(make_report)
    before = texts_of(root)
    draft = opened(draft_of(root))
    t = words(draft, "one;")
    draft.replace(t, 0, 3, "first")
    (root / "edited.docx").write_bytes(draft.data())
    assert run(["merge", "--dry-run", str(root / "edited.docx"), "-C", str(root)]) == 0
    out, err = capsys.readouterr()
    assert "-1. one;\n+1. first;\n" in out
    assert err.splitlines() == [
        "contributions/general/introduction.md: changed: {--one--}{++first++}; two, with a note; [note: …",
        "1 edit would be merged.",
    ]
    assert texts_of(root) == before


def test_nothing_is_merged_where_one_of_the_texts_may_not_be_written(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    draft.move(named(draft, "libya"), named(draft, "introduction_last"))
    (root / "edited.docx").write_bytes(draft.data())
    before = texts_of(root)
    (root / "contributions/general/introduction.md").chmod(0o444)
    assert run(["merge", str(root / "edited.docx"), "-C", str(root)]) == 1
    said = "contributions/general/introduction.md is write-protected, so that no text was changed.\n"
    assert capsys.readouterr() == ("", said)
    assert texts_of(root) == before


def test_conflict_with_paragraphs_that_an_entity_has_joined_names_their_line(make_report: MakeReport) -> None:
    three = ("WHO advised ASEAN.", "It went on advising.", "It ended its advice in June.")
    root = rich_report(make_report, who__asean=contribution("who", "asean", "\n\n".join(three)))
    draft = opened(draft_of(root))
    draft.replace(words(draft, "t went on"), 0, len("t went"), "t kept")
    now = contribution("who", "asean", f"First.\n\n{three[0]} {three[1]}\n\nIt ended this advice in June.")
    (root / "contributions/who/asean.md").write_text(now)
    (conflict,) = merged(root, draft.data()).conflicts
    assert (conflict.path, conflict.line) == ("contributions/who/asean.md", now[: now.index(three[0])].count("\n") + 1)
    assert conflict.base == f"{three[0]} ¶ {three[1]}"
    assert conflict.ours == f"{three[0]} {three[1]}"
    assert conflict.theirs == f"{three[0]} ¶ It kept on advising."


@pytest.mark.parametrize("now", [contribution("who", "asean", "WHO advised ASEAN."), None])
def test_conflict_with_an_entity_that_took_its_words_out_names_its_file(
    make_report: MakeReport, now: str | None
) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    t = words(draft, "t went on")
    draft.replace(t, 0, len("t went"), "t kept")
    path = root / "contributions/who/asean.md"
    path.unlink()
    if now:
        path.write_text(now)
    (conflict,) = merged(root, draft.data()).conflicts
    assert (conflict.path, conflict.line, conflict.ours) == ("contributions/who/asean.md", 0, "")


# Themes that are printed

THEMED = """\
---
organization: au
---

Before all themes.

## Humanitarian affairs

First of them.
{: from="unhcr/au#p1" }

Last of them.

## Human rights

First of those.
{: from="who/au#p1" }

Last of those.
"""


def themed_draft(make_report: MakeReport) -> tuple[Path, Opened, dict[str, etree._Element]]:
    """A report with themes in print, its draft, and what stands on the African Union there by its words."""
    root = rich_report(make_report, report_yaml=RICH_PLAN + "print_themes: true\n", consolidated__au=THEMED)
    draft = opened(draft_of(root))
    return root, draft, {"".join(t.text for t in p.iter(f"{W}t")): p for p in draft.document.iter(f"{W}p")}


def themes_of(root: Path) -> dict[str, list[str]]:
    """The words under each theme of the consolidated text."""
    text = texts_of(root)["consolidated/au.md"].decode().partition("---\n\n")[2]
    parts = re.split(r"^## ", f"\n{text}", flags=re.MULTILINE)
    lines = [part.split("\n") for part in parts]
    return {first: [line for line in rest if line and not line.startswith("{:")] for first, *rest in lines}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moved", "behind", "themes"),
    [
        (
            "Last of them.",
            "First of those.",
            (["First of them."], ["First of those.", "Last of them.", "Last of those."]),
        ),
        ("Last of them.", "Human rights", (["First of them."], ["Last of them.", "First of those.", "Last of those."])),
        (
            "First of those.",
            "Last of them.",
            (["First of them.", "Last of them.", "First of those."], ["Last of those."]),
        ),
        (
            "First of them.",
            "Last of those.",
            (["Last of them."], ["First of those.", "Last of those.", "First of them."]),
        ),
        (
            "First of those.",
            "Humanitarian affairs",
            (["First of those.", "First of them.", "Last of them."], ["Last of those."]),
        ),
    ],
)
def test_paragraph_that_moves_goes_under_the_theme_under_which_it_stands(
    make_report: MakeReport, moved: str, behind: str, themes: tuple[list[str], list[str]]
) -> None:
    root, draft, found = themed_draft(make_report)
    draft.move(found[moved], found[behind])
    outcome = merged(root, draft.data())
    assert themes_of(root) == {"": ["Before all themes."], "Humanitarian affairs": themes[0], "Human rights": themes[1]}
    assert [(change.what, change.words) for change in outcome.changes] == [("moved", moved)]
    assert merged(root, draft.data()).files == {}


@pytest.mark.slow
@pytest.mark.parametrize(("behind", "place"), [("Human rights", 0), ("First of those.", 1), ("Last of those.", 2)])
def test_new_paragraph_comes_under_the_theme_under_which_it_stands(
    make_report: MakeReport, behind: str, place: int
) -> None:
    root, draft, found = themed_draft(make_report)
    for words in ("Second new.", "First new."):
        draft.insert(found["Last of those."], words)
        found[behind].addnext(found["Last of those."].getnext())
    merged(root, draft.data())
    wanted = ["First of those.", "Last of those."]
    wanted[place:place] = ["First new.", "Second new."]
    assert themes_of(root)["Human rights"] == wanted
    assert merged(root, draft.data()).files == {}


def test_heading_of_a_theme_that_was_edited_is_named_and_moves_nothing(make_report: MakeReport) -> None:
    root, draft, found = themed_draft(make_report)
    found["Human rights"].getparent().remove(found["Human rights"])
    next(found["Humanitarian affairs"].iter(f"{W}t")).text = "Humane affairs"
    outcome = merged(root, draft.data())
    assert outcome.files == {}
    assert [remark.partition(":")[0] for remark in outcome.remarks] == [
        "The heading “Humanitarian affairs” was changed to “Humane affairs”",
        "The heading “Human rights” was taken out",
    ]


@pytest.mark.parametrize("now", ["The third paragraph now has no source.", "Quite other words.", ""])
@pytest.mark.parametrize("behind", ["introduction_last", "asean_p2"])
def test_move_of_a_paragraph_that_has_changed_meanwhile_is_not_made_by_half(
    make_report: MakeReport, now: str, behind: str
) -> None:
    words = "The third paragraph has no source and stands at the end."
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    draft.move(named(draft, "au_p3"), named(draft, behind))
    path = root / "contributions/consolidated/au.md"
    path.write_text(path.read_text().replace(words, now))
    before = texts_of(root)
    outcome = merged(root, draft.data())
    assert texts_of(root) == before
    (conflict,) = outcome.conflicts
    place = "general/introduction" if "introduction" in behind else "consolidated/asean"
    assert (conflict.path, conflict.base) == ("contributions/consolidated/au.md", words)
    assert conflict.theirs == f"(moved to {place}) {words}"
    assert conflict.ours in (now, "")


def test_paragraph_that_moves_and_changes_is_merged_once(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    draft = opened(draft_of(root))
    moved = named(draft, "au_p3")
    draft.move(moved, named(draft, "introduction_last"))
    next(moved.iter(f"{W}t")).text = "Quite other words, and moved."
    assert merged(root, draft.data()).conflicts == ()
    again = merged(root, draft.data())
    assert (again.files, again.conflicts) == ({}, ())
