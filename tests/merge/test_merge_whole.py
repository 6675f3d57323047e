"""A whole draft that has come back: which texts its edits change, which stand against them, what references then mean.

The texts, the draft and its edits are values here; `test_merging.py` has Word files, `test_merging_text.py` one text.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from assembler.assemble import assemble
from assembler.merge.result import Conflict, MergeResult
from assembler.merge.three_way import UNUSABLE, WordEdits, find_edits, merge_edits
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import NO_PLACE
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.plan import OrganizationChoice, Plan, SectionPlan
from assembler.model.report import Report, Section
from assembler.model.value import replace
from assembler.model.vocabulary import Organization, Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.report_docx.edited_draft import EditedDraft, read_edited_draft
from assembler.readers.report_docx.report import WordText
from assembler.readers.report_docx.revisions import Tracked
from assembler.readers.settings.labels import read_labels
from assembler.readers.text_file import TextFile
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, t
from tests.conftest import ROOT
from tests.merge.word_editor import Opened

SECTIONS = (
    SectionPlan("First", "introduction"),
    SectionPlan("Second", organizations=OrganizationChoice()),
    SectionPlan("Third", "observations"),
)
PLAN = Plan("", "", ("A/75/345",), date(2020, 9, 11), (), SECTIONS)
NAMES = Vocabulary({"au": Organization("au", "African Union")}, {})
LAST_WORDS = ("All", "is", "well.")
LABELS, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
FIRST, AU, LAST = "general/introduction", "consolidated/au", "general/observations"

type Texts = Mapping[str, str]
"""The words of each text in Markdown, by its key."""
type Edits = Mapping[str, str]
"""The words that stand in the place of each paragraph that was edited; of several where these were joined."""


def path_of(key: str) -> str:
    return f"contributions/{key}.md"


def kind_of(key: str) -> Kind:
    folders = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}
    return folders.get(key.partition("/")[0], Kind.ENTITY)


def bytes_of(key: str, words: str) -> bytes:
    folder, _, organization = key.partition("/")
    entity = f"entity: {folder}\n" if kind_of(key) is Kind.ENTITY else ""
    header = "" if kind_of(key) is Kind.GENERAL else f"---\n{entity}organization: {organization}\n---\n\n"
    return f"{header}{words}\n".encode()


def contribution(key: str, words: str) -> Contribution:
    return read(bytes_of(key, words), kind_of(key), key)


def read(data: bytes, kind: Kind, key: str) -> Contribution:
    return read_markdown(data, TextFile(path_of(key), kind, key, "en", None, NAMES))[0]


def collected(texts: Texts) -> Collection:
    assert LABELS is not None
    return Collection(PLAN, NAMES, LABELS, tuple(contribution(key, words) for key, words in sorted(texts.items())))


def built(texts: Texts) -> Report:
    return assemble(collected(texts), draft=True)


def came_back(report: Report, edits: Edits) -> WordText:
    """The text of a draft with the edits, as Word gives it."""
    return WordText("en", None, tuple(_edited(section, edits) for section in report.sections), ())


def _edited(section: Section, edits: Edits) -> Section:
    blocks = tuple(edit for block in section.blocks for edit in _edited_block(block, edits))
    return replace(section, blocks=blocks, sections=tuple(_edited(child, edits) for child in section.sections))


def _edited_block(block: Block, edits: Edits) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
        return
    names = next((tuple(edit.split()) for edit in edits if block.id in edit.split()), ())
    bare = replace(block, origins=tuple(map(Origin, names[1:] and names)), source=NO_PLACE)
    if not names:
        yield bare
    elif block.id == names[0]:
        for written in read(edits[" ".join(names)].encode(), Kind.GENERAL, names[0].partition("#")[0]).blocks:
            yield replace(bare, content=written.content) if isinstance(written, Paragraph) else written


def returned(text: WordText, base: Report, editor: str = "", margins: tuple[str, ...] = ()) -> EditedDraft:
    opening = "A/75/345Distr.:General11September2020"
    return EditedDraft(text, base, opening, (), (), (), editor=editor, margin_words=margins)


def edited(texts: Texts, edits: Edits, *, editor: str = "", margins: tuple[str, ...] = ()) -> WordEdits:
    """The edits in a draft of these texts."""
    base = built(texts)
    return find_edits(returned(came_back(base, edits), base, editor, margins), PLAN, TEMPLATES)


def merged(edit: WordEdits, texts: Texts, *, unusable: Some[str] = (), in_word: Some[str] = ()) -> MergeResult:
    """What comes of edits in texts as they stand now, of which some are unusable and some are Word files."""
    now = collected(texts)
    standing = tuple(
        replace(
            contribution,
            usable=contribution.key not in unusable,
            path=contribution.path.replace(".md", ".docx" if contribution.key in in_word else ".md"),
        )
        for contribution in now.contributions
    )
    collection = replace(now, contributions=standing)
    data = {text.path: bytes_of(text.key, texts[text.key]) for text in standing}
    return merge_edits(edit, assemble(collection, draft=True), collection, data)


def edited_texts(texts: Texts, edits: Edits, now: Texts | None = None) -> dict[str, str]:
    """The texts that change, by their keys, where everything can be merged; `now` are those that say other words."""
    outcome = merged(edited(texts, edits), dict(texts) | dict(now or {}))
    assert (outcome.conflicts, outcome.remarks) == ((), ())
    return words_of(outcome)


def words_of(outcome: MergeResult) -> dict[str, str]:
    """The words of each text that changes, by its key."""
    texts = {path.removeprefix("contributions/").removesuffix(".md"): data for path, data in outcome.files.items()}
    return {key: data.decode().rpartition("---\n\n")[2].removesuffix("\n") for key, data in texts.items()}


TEXTS = {FIRST: "One.\n\nTwo.", AU: "They met.\n\nThey met again.", LAST: "All is well."}


# What was edited


def test_edit_holds_both_drafts_in_units_and_what_has_become_of_each() -> None:
    edit = edited(TEXTS, {f"{FIRST}#p1": "Uno.", f"{AU}#p2": ""}, editor="Jane Doe", margins=("WHO",))
    assert [unit.words for unit in edit.base] == [
        ("One.",),
        ("Two.",),
        ("They", "met."),
        ("They", "met", "again."),
        LAST_WORDS,
    ]
    assert [unit.words for unit in edit.theirs] == [("Uno.",), ("Two.",), ("They", "met."), LAST_WORDS]
    became = {" ".join(unit.words): [" ".join(one.words) for one in units] for unit, units in edit.matches.items()}
    assert became == {"One.": ["Uno."], "Two.": ["Two."], "They met.": ["They met."], "All is well.": ["All is well."]}
    assert (edit.language, edit.editor) == ("en", "Jane Doe")
    (remark,) = edit.remarks
    assert remark.startswith("“WHO” stands in the margin")


@pytest.mark.parametrize(
    ("edits", "touched"),
    [
        ({}, ()),
        ({f"{FIRST}#p1": "Uno."}, (FIRST,)),
        ({f"{LAST}#p1": ""}, (LAST,)),
        ({f"{LAST}#p1": "All was well.", f"{FIRST}#p2": "Two.\n\nThree."}, (FIRST, LAST)),
    ],
)
def test_texts_are_touched_whose_words_differ(edits: Edits, touched: tuple[str, ...]) -> None:
    assert edited(TEXTS, edits).touched == touched


def test_text_is_untouched_where_word_need_not_say_what_the_text_says() -> None:
    texts = {FIRST: "The *Agenda*{: lang=en }."}
    assert edited(texts, {f"{FIRST}#p1": "The *Agenda*."}).touched == ()
    assert edited(texts, {f"{FIRST}#p1": "The *Agenda*{: lang=fr }."}).touched == (FIRST,)


def test_text_that_begins_in_the_draft_is_touched() -> None:
    base = built({FIRST: "One."})
    (first, *_, last) = base.sections
    text = replace(came_back(base, {}), sections=(first, replace(last, blocks=(Paragraph(t("New.")),))))
    assert find_edits(returned(text, base), PLAN, TEMPLATES).touched == (LAST,)


def test_words_in_a_place_that_belongs_to_no_text_touch_none() -> None:
    plan = replace(PLAN, sections=(SectionPlan("First"), *SECTIONS[1:]))
    base = built({LAST: "All is well."})
    (first, second, *rest) = base.sections
    text = replace(came_back(base, {}), sections=(replace(first, blocks=(Paragraph(t("New.")),)), second, *rest))
    assert find_edits(returned(text, base), plan, TEMPLATES).touched == ()


@pytest.mark.parametrize(("tracked", "touched"), [("accept", (FIRST,)), ("reject", ())])
def test_edit_is_read_from_word_as_its_tracked_changes_are_to_be_taken(
    tracked: Tracked, touched: tuple[str, ...]
) -> None:
    draft = Opened.of(write(built(TEXTS), TEMPLATES), tracked=True)
    words = next(place for place in draft.places() if place.text == "One.")
    draft.replace(words, 0, len("One"), "Uno")
    read, findings = read_edited_draft(draft.data(), "edited.docx", tracked)
    assert read is not None
    assert (find_edits(read, PLAN, TEMPLATES).touched, findings) == (touched, ())


def test_fault_of_a_file_from_word_is_found_at_its_name() -> None:
    read, (finding,) = read_edited_draft(b"", "edited.docx", "accept")
    assert (read, finding.rule, finding.source.path) == (None, "IN-DOC-02", "edited.docx")


# Several texts

THREE_EDITS = {f"{FIRST}#p1": "Uno.", f"{AU}#p2": "They met twice.", f"{LAST}#p1": "All was well."}


def test_edits_of_several_texts_are_made_in_each() -> None:
    outcome = merged(edited(TEXTS, THREE_EDITS), TEXTS)
    assert words_of(outcome) == {FIRST: "Uno.\n\nTwo.", AU: "They met.\n\nThey met twice.", LAST: "All was well."}
    assert list(outcome.files) == sorted(outcome.files)
    assert [(change.path, change.what) for change in outcome.changes] == [
        (path_of(key), "changed") for key in (FIRST, AU, LAST)
    ]
    assert (outcome.conflicts, outcome.remarks) == ((), ())


def test_edit_stands_against_a_change_of_the_same_words_and_the_others_are_made() -> None:
    outcome = merged(edited(TEXTS, THREE_EDITS), TEXTS | {AU: "They met.\n\nThey met again and again."})
    assert words_of(outcome) == {FIRST: "Uno.\n\nTwo.", LAST: "All was well."}
    said = ("They met again.", "They met again and again.", "They met twice.")
    assert outcome.conflicts == (Conflict(path_of(AU), 7, *said),)
    assert [change.path for change in outcome.changes] == [path_of(FIRST), path_of(LAST)]


def test_text_that_says_already_what_the_editor_wrote_stays_as_it_is() -> None:
    texts = TEXTS | {FIRST: "Uno.\n\nTwo."}
    assert merged(edited(TEXTS, {f"{FIRST}#p1": "Uno."}), texts) == MergeResult({}, (), (), ())


def test_edit_that_somebody_else_has_typed_in_more_words_is_there_already() -> None:
    now = {FIRST: "The *Agenda*{: lang=en }."}
    assert edited_texts({FIRST: "One."}, {f"{FIRST}#p1": "The *Agenda*."}, now) == {}


def test_new_paragraph_that_somebody_else_has_typed_in_more_words_is_there_already() -> None:
    now = {FIRST: "One.\n\nTwo.\n\nThe *Agenda*{: lang=en }."}
    assert edited_texts(TEXTS, {f"{FIRST}#p2": "Two.\n\nThe *Agenda*."}, now) == {}


def test_new_paragraph_comes_though_another_one_has_gone() -> None:
    edits = {f"{FIRST}#p1": "One.\n\nNew; see [para.](#p1)."}
    assert edited_texts(TEXTS, edits, {FIRST: "One."}) == {FIRST: edits[f"{FIRST}#p1"]}


@pytest.mark.parametrize("file", ["md", "docx"])
def test_edits_of_a_file_that_cannot_be_edited_stand_against_it_and_the_others_are_made(file: str) -> None:
    first = (FIRST,)
    edit = edited(TEXTS, {f"{FIRST}#p1": "Uno.", f"{LAST}#p1": "All was well."})
    outcome = merged(edit, TEXTS, unusable=first) if file == "md" else merged(edit, TEXTS, in_word=first)
    assert words_of(outcome) == {LAST: "All was well."}
    said = ("One. ¶ Two.", UNUSABLE, "Uno. ¶ Two.")
    assert outcome.conflicts == (Conflict(f"contributions/{FIRST}.{file}", 1, *said),)


def test_whole_text_that_was_deleted_or_added_stands_against_a_file_that_cannot_be_edited() -> None:
    (deleted,) = merged(edited(TEXTS, {f"{LAST}#p1": ""}), TEXTS, unusable=(LAST,)).conflicts
    assert (deleted.base, deleted.theirs) == ("All is well.", "")
    (added,) = merged(beginning("New."), TEXTS, unusable=(LAST,)).conflicts
    assert (added.base, added.theirs) == ("", "New.")


def test_nothing_stands_against_a_file_that_cannot_be_edited_and_was_not() -> None:
    assert merged(edited(TEXTS, {f"{FIRST}#p1": "Uno."}), TEXTS, unusable=(LAST,)).conflicts == ()


def beginning(words: str) -> WordEdits:
    """A paragraph with a note typed in a section without a text."""
    base = built({FIRST: "One."})
    *others, last = came_back(base, {}).sections
    blocks = read(words.encode(), Kind.GENERAL, LAST).blocks
    text = WordText("en", None, (*others, replace(last, blocks=blocks)), ())
    return find_edits(returned(text, base), PLAN, TEMPLATES)


def test_text_begins_with_the_words_that_were_typed_in_its_section() -> None:
    outcome = merged(beginning("New.[^1]\n\n[^1]: Its note."), {FIRST: "One."})
    assert outcome.files == {path_of(LAST): b"New.[^1]\n\n[^1]: Its note.\n"}
    assert [(change.path, change.what) for change in outcome.changes] == [(path_of(LAST), "new")]


def test_words_typed_in_a_section_without_a_text_stand_beside_those_that_it_has_got_since() -> None:
    outcome = merged(beginning("New."), {FIRST: "One.", LAST: "All is well."})
    assert words_of(outcome) == {LAST: "New.\n\nAll is well."}
    assert merged(beginning("New."), {FIRST: "One.", LAST: "New."}).files == {}


def test_text_whose_words_were_all_deleted_is_empty() -> None:
    outcome = merged(edited(TEXTS, {f"{FIRST}#p1": "", f"{FIRST}#p2": ""}), TEXTS)
    assert (words_of(outcome), outcome.conflicts) == ({FIRST: ""}, ())


def test_edit_of_a_text_that_has_gone_makes_no_empty_file() -> None:
    outcome = merged(edited(TEXTS, {f"{LAST}#p1": "All was well."}), {FIRST: TEXTS[FIRST], AU: TEXTS[AU]})
    assert outcome.files == {}
    assert outcome.conflicts == (Conflict(path_of(LAST), 0, "All is well.", "", "All was well."),)


def test_edit_of_a_contribution_that_has_gone_names_it() -> None:
    edit = edited({FIRST: "One.", "unhcr/au": "They met."}, {"unhcr/au#p1": "They met twice."})
    said = ("They met.", "", "They met twice.")
    assert merged(edit, {FIRST: "One."}).conflicts == (Conflict(path_of(AU), 0, *said, ("unhcr/au#p1",)),)


def test_source_of_a_deleted_paragraph_is_noted_with_the_name_of_the_editor() -> None:
    texts = {AU: 'They met.\n{: from="unhcr/au#p1" }\n\nThey met again.'}
    outcome = merged(edited(texts, {f"{AU}#p1": ""}, editor="Jane Doe"), texts)
    header = 'organization: au\nleft_out:\n  unhcr/au#p1: "deleted in Word by Jane Doe"'
    assert outcome.files == {path_of(AU): f"---\n{header}\n---\n\nThey met again.\n".encode()}


def test_sources_of_paragraphs_that_went_to_other_texts_are_noted_with_where_they_went() -> None:
    sources = ("unhcr/au#p1", "unhcr/au#p2", "unhcr/au#p3", "unhcr/au#p4")
    words = ("One is here.", "Two is there.", "Three stays.", "Four goes.")
    texts = {
        FIRST: "Before.",
        AU: "\n\n".join(f'{paragraph}\n{{: from="{name}" }}' for paragraph, name in zip(words, sources, strict=True)),
        LAST: "After.",
    }
    base = built(texts)
    first, second, last = came_back(base, {}).sections
    (union,) = second.sections
    one, two, three, _ = union.blocks
    sections = (
        replace(first, blocks=(*first.blocks, one)),
        replace(second, sections=(replace(union, blocks=(three,)),)),
        replace(last, blocks=(*last.blocks, two)),
    )
    outcome = merged(find_edits(returned(WordText("en", None, sections, ()), base), PLAN, TEMPLATES), texts)
    header = outcome.files[path_of(AU)].decode().partition("left_out:\n")[2].partition("---")[0]
    assert header.splitlines() == [
        f'  unhcr/au#p1: "moved to {FIRST} in Word"',
        f'  unhcr/au#p2: "moved to {LAST} in Word"',
        '  unhcr/au#p4: "deleted in Word"',
    ]
    assert words_of(outcome)[AU] == 'Three stays.\n{: from="unhcr/au#p3" }'


def moved_to_first(texts: Texts, stays: str, goes: str) -> WordEdits:
    """The paragraph on the organization, of which some words stay and some have gone to the end of the first text."""
    base = built(texts)
    first, second, *rest = came_back(base, {}).sections
    (union,) = second.sections
    (paragraph,) = union.blocks
    assert isinstance(paragraph, Paragraph)
    here, there = (tuple(read(words.encode(), Kind.GENERAL, FIRST).blocks) for words in (stays, goes))
    held = [
        replace(block, id=paragraph.id, source=NO_PLACE)
        for block in (*here[:1], *there)
        if isinstance(block, Paragraph)
    ]
    new = [replace(block, id="", source=NO_PLACE) for block in here[1:] if isinstance(block, Paragraph)]
    sections = (
        replace(first, blocks=(*first.blocks, held[-1])),
        replace(second, sections=(replace(union, blocks=(*held[:-1], *new)),)),
        *rest,
    )
    return find_edits(returned(WordText("en", None, sections, ()), base), PLAN, TEMPLATES)


def test_paragraph_moves_to_another_text_where_it_says_what_it_said() -> None:
    texts = {FIRST: "One.", AU: "They met."}
    outcome = merged(moved_to_first(texts, "", "They met."), texts)
    assert (words_of(outcome)[FIRST], outcome.conflicts) == ("One.\n\nThey met.", ())
    assert b"They met" not in outcome.files[path_of(AU)]


def test_source_in_a_text_that_was_made_since_is_noted_with_where_its_words_went() -> None:
    built_from = {FIRST: "One.", "unhcr/au": "They met."}
    now = built_from | {AU: 'They met.\n{: from="unhcr/au#p1" }'}
    outcome = merged(moved_to_first(built_from, "", "They met."), now)
    assert f'unhcr/au#p1: "moved to {FIRST} in Word"' in outcome.files[path_of(AU)].decode()


def test_paragraph_moves_though_its_text_says_more_than_word_does() -> None:
    texts = {FIRST: "One.", AU: "The *Agenda*{: lang=en } one."}
    outcome = merged(moved_to_first(texts, "", "The *Agenda* one."), texts)
    assert (words_of(outcome)[FIRST], outcome.conflicts) == ("One.\n\nThe *Agenda* one.", ())


def test_paragraph_that_has_changed_stays_although_it_moved_to_another_text() -> None:
    was, now = "They met in June.", "They met in June 2020."
    texts = {FIRST: "One.", AU: was}
    outcome = merged(moved_to_first(texts, "", was), texts | {AU: now})
    assert outcome.conflicts == (Conflict(path_of(AU), 5, was, now, f"(moved to {FIRST}) {was}"),)
    assert (outcome.files, outcome.changes) == ({}, ())


def test_words_behind_a_paragraph_of_which_a_part_could_not_move_are_merged() -> None:
    texts = {FIRST: "One.", AU: "They met. They met again."}
    edit = moved_to_first(texts, "They met.\n\nNew.", "They met again.")
    outcome = merged(edit, texts | {AU: "They met. They met twice."})
    (conflict,) = outcome.conflicts
    assert (conflict.base, conflict.ours) == ("They met. They met again.", "They met. They met twice.")
    assert conflict.theirs == f"(moved to {FIRST}) They met. ¶ They met again."
    assert words_of(outcome) == {AU: "They met. They met twice.\n\nNew."}


def test_joined_paragraph_needs_not_all_that_it_holds() -> None:
    texts = {FIRST: "One.\n\nTwo.", AU: 'They met.\n{: from="who/au#p1" }'}
    edits = {f"{FIRST}#p2 {AU}#p1": "Two. They met."}
    outcome = merged(edited(texts, edits), texts | {AU: ""})
    assert words_of(outcome) == {FIRST: "One.\n\nTwo. They met."}


def test_what_cannot_be_merged_is_said_once_and_what_follows_it_is_merged() -> None:
    edit = edited(TEXTS, {f"{AU}#p1": "They met.\n\n## One\n\n## One\n\nNew."}, margins=("WHO",))
    edit = replace(edit, remarks=(*edit.remarks, *edit.remarks))
    outcome = merged(edit, TEXTS)
    margin, heading = outcome.remarks
    assert margin.startswith("“WHO” stands in the margin")
    assert heading == "A text on an organization has no headings: “One”."
    assert words_of(outcome) == {AU: "They met.\n\nNew.\n\nThey met again."}


def test_paragraph_stays_whose_text_says_more_than_word_does() -> None:
    texts = {FIRST: "The *Agenda*{: lang=en } one.\n\nTwo."}
    edits = {f"{FIRST}#p1": "The *Agenda* one.", f"{FIRST}#p2": "Three."}
    assert edited_texts(texts, edits) == {FIRST: "The *Agenda*{: lang=en } one.\n\nThree."}


def test_three_notes_keep_their_labels() -> None:
    notes = "\n\n[^a]: First.\n\n[^b]: Second.\n\n[^c]: Third."
    edits = {f"{FIRST}#p1": f"Uno[^a] duo[^b] tres.[^c]{notes}"}
    assert edited_texts({FIRST: f"One[^a] two[^b] three.[^c]{notes}"}, edits) == {FIRST: edits[f"{FIRST}#p1"]}


def test_comment_over_two_paragraphs_stays_when_one_of_them_goes() -> None:
    texts = {FIRST: "One. <!-- really?\n\nso? --> Two.\n\nThree."}
    assert edited_texts(texts, {f"{FIRST}#p2": ""}) == {FIRST: "One.\n\n<!-- really?\n\nso? -->\n\nThree."}


# References after the merge

SEE = "See [para.](#two).\n\nTwo is here.\n{: #two }\n\nThree is there.\n{: #three }"


def test_references_to_a_name_that_is_lost_mean_the_paragraph_that_took_it_in() -> None:
    texts = {FIRST: SEE.replace("#two)", "#three)"), LAST: f"See [paras.]({FIRST}#two..three)."}
    joined = {f"{FIRST}#two {FIRST}#three": "Two is here. Three is there."}
    assert edited_texts(texts, joined) == {
        FIRST: "See [para.](#two).\n\nTwo is here. Three is there.\n{: #two }",
        LAST: f"See [paras.]({FIRST}#two).",
    }


def test_all_references_to_a_name_that_is_lost_follow() -> None:
    see = "See [para.](#{0}), [paras.](#{0}..four) and [para.](#four)."
    texts = {FIRST: SEE.replace("See [para.](#two).", see.format("three")) + "\n\nFour.\n{: #four }"}
    joined = {f"{FIRST}#two {FIRST}#three": "Two is here. Three is there."}
    assert edited_texts(texts, joined)[FIRST].startswith(f"{see.format('two')}\n\n")


def test_edited_words_refer_to_the_paragraph_that_took_another_one_in() -> None:
    texts = {FIRST: SEE.replace("#two)", "#three)")}
    edits = {f"{FIRST}#two {FIRST}#three": "Two is here. Three is there.", f"{FIRST}#p1": "Look at [para.](#three)."}
    assert edited_texts(texts, edits)[FIRST].startswith("Look at [para.](#two).\n\n")


PLACES = "See [para.](#p3) and [paras.](#p2..p3).\n\nTwo is here.\n\nThree is there."
SHIFTED = "See [para.](#p4) and [paras.](#p3..p4).\n\nNew.\n\nTwo is here.\n\nThree is there."


def test_references_by_place_mean_what_they_meant_when_places_shift() -> None:
    texts = {FIRST: PLACES, LAST: f"See [para.]({FIRST}#p2) and [paras.]({FIRST}#p1..p2)."}
    edits = {f"{FIRST}#p1": f"{PLACES.partition('\n')[0]}\n\nNew.", f"{LAST}#p1": f"See [para.]({FIRST}#p2)."}
    assert edited_texts(texts, edits) == {FIRST: SHIFTED, LAST: f"See [para.]({FIRST}#p3)."}


def test_range_from_a_place_to_a_name_follows_where_the_place_shifts() -> None:
    texts = {FIRST: "See [paras.](#p2..last).\n\nTwo is here.\n\nLast.\n{: #last }"}
    edits = {f"{FIRST}#p2": "New.\n\nTwo is here."}
    assert edited_texts(texts, edits)[FIRST].startswith("See [paras.](#p3..last).\n\nNew.\n\n")


def test_references_in_texts_that_nobody_edited_follow_the_places() -> None:
    texts = {FIRST: PLACES, LAST: f"See [paras.]({FIRST}#p1..p3)."}
    assert edited_texts(texts, {f"{FIRST}#p2": "Two is here.\n\nNew."})[LAST] == f"See [paras.]({FIRST}#p1..p4)."


def test_references_by_place_stay_where_a_named_paragraph_or_a_heading_comes_and_none_shifts() -> None:
    texts = {FIRST: f"{PLACES}\n\nFour.", LAST: f"See [para.]({FIRST}#p2)."}
    assert edited_texts(texts, {f"{FIRST}#p4": ""}) == {FIRST: PLACES}


def test_reference_by_place_that_names_its_own_text_follows() -> None:
    texts = {FIRST: f"See [para.]({FIRST}#p2).\n\nTwo."}
    edits = {f"{FIRST}#p2": "New.\n\nTwo."}
    assert edited_texts(texts, edits) == {FIRST: "See [para.](#p3).\n\nNew.\n\nTwo."}


def moved(words: str, *order: int) -> str:
    """A text of which an editor has put the blocks in another order."""
    base = built({FIRST: words})
    first, *others = came_back(base, {}).sections
    sections = (replace(first, blocks=tuple(first.blocks[place] for place in order)), *others)
    outcome = merged(find_edits(returned(WordText("en", None, sections, ()), base), PLAN, TEMPLATES), {FIRST: words})
    return words_of(outcome)[FIRST]


def test_references_by_place_follow_paragraphs_that_were_moved() -> None:
    see = "See [para.](#p{}) and [para.](#p{})."
    assert moved(f"One.\n\nTwo.\n\n{see.format(1, 2)}", 1, 0, 2) == f"Two.\n\nOne.\n\n{see.format(2, 1)}"


def test_lines_of_paragraphs_that_were_moved_stay_as_they_were_typed() -> None:
    assert moved("One.\n\n  Two\n more. \n\n  Three.", 0, 2, 1) == "One.\n\n  Three.\n\n  Two\n more. "


def test_note_with_a_reference_stays_with_the_words_that_are_edited() -> None:
    texts = {FIRST: "One.[^a]\n\nTwo.\n\n[^a]: See [para.](#p2)."}
    edits = {f"{FIRST}#p1": "One and more.[^a]\n\n[^a]: See [para.](#p2)."}
    assert edited_texts(texts, edits) == {FIRST: texts[FIRST].replace("One.", "One and more.")}


@pytest.mark.parametrize("reference", ["[para.](general/introduction#p2)", "[paras.](general/introduction#p1..p2)"])
def test_file_of_an_entity_is_named_where_it_refers_to_a_place_that_has_shifted(reference: str) -> None:
    entities = {"unhcr/au": f"See {reference}.", "who/au": f"See [para.]({FIRST}#p1)."}
    edits = {f"{FIRST}#p1": "One.\n\nNew."}
    said = "contributions/unhcr/au.md refers to a paragraph by its place, which has shifted: look at its references."
    outcome = merged(edited(TEXTS | entities, edits), TEXTS | entities)
    assert (words_of(outcome), outcome.remarks) == ({FIRST: "One.\n\nNew.\n\nTwo."}, (said,))
    assert merged(edited(TEXTS | entities, {f"{FIRST}#p1": "Uno."}), TEXTS | entities).remarks == ()


def test_paragraph_is_the_same_though_its_references_name_other_places_by_now() -> None:
    edits = {f"{FIRST}#p2": "Two was here."}
    assert edited_texts({FIRST: PLACES}, edits, {FIRST: SHIFTED}) == {FIRST: SHIFTED.replace("Two is", "Two was")}


def test_edited_words_refer_to_paragraphs_by_their_places_now() -> None:
    edits = {f"{FIRST}#p1": "Look at [para.](#p3) and [paras.](#p2..p3)."}
    assert edited_texts({FIRST: PLACES}, edits, {FIRST: SHIFTED}) == {FIRST: SHIFTED.replace("See", "Look at")}


def test_edited_words_refer_to_a_paragraph_where_it_stands_since_it_went_to_another_text() -> None:
    texts = {FIRST: "See [para.](#two).\n\nTwo is here.\n{: #two }", LAST: "All is well."}
    now = {FIRST: "See [para.](general/observations#two).", LAST: "All is well.\n\nTwo is here.\n{: #two }"}
    edits = {f"{FIRST}#p1": "Look at [para.](#two)."}
    assert edited_texts(texts, edits, now) == {FIRST: "Look at [para.](general/observations#two)."}


def test_words_that_refer_to_a_paragraph_that_is_gone_can_be_edited() -> None:
    texts = {FIRST: "One.\n\nTwo is here.\n{: #two }", LAST: "See [para.](#two)."}
    edits = {f"{LAST}#p1": f"Look at [para.]({FIRST}#two)."}
    assert edited_texts(texts, edits, {FIRST: "One."}) == {LAST: edits[f"{LAST}#p1"]}


def test_reference_to_another_paragraph_is_an_edit_though_both_are_gone() -> None:
    texts = {FIRST: "One.\n\nTwo is here.\n{: #two }\n\nThree is there.\n{: #three }", LAST: "See [para.](#two)."}
    edits = {f"{LAST}#p1": f"See [para.]({FIRST}#three)."}
    assert edited_texts(texts, edits, {FIRST: "One."}) == {LAST: edits[f"{LAST}#p1"]}


def test_reference_to_a_paragraph_of_the_same_name_elsewhere_is_an_edit() -> None:
    texts = {FIRST: "See [para.](#p2).\n\nTwo.", LAST: "All is well.\n\nSo be it."}
    edits = {f"{FIRST}#p1": f"See [para.]({LAST}#p2)."}
    assert edited_texts(texts, edits)[FIRST] == f"See [para.]({LAST}#p2).\n\nTwo."


def test_new_reference_to_a_name_that_is_lost_means_the_paragraph_that_took_it_in() -> None:
    texts = {FIRST: SEE, LAST: "All is well."}
    joined = f"{FIRST}#two {FIRST}#three"
    edits = {joined: "Two is here. Three is there.", f"{LAST}#p1": f"See [para.]({FIRST}#three)."}
    assert edited_texts(texts, edits)[LAST] == "See [para.](#two)."


# What paragraphs bear


def test_edited_paragraph_keeps_its_name_and_its_sources() -> None:
    bears = '{: #two from="unhcr/au#p1 who/au#p1" }'
    edits = {f"{AU}#two": "They met twice."}
    assert edited_texts({AU: f"They met.\n{bears}"}, edits) == {AU: f"They met twice.\n{bears}"}


def test_paragraphs_that_have_become_a_quotation_or_were_one_are_known_by_their_words() -> None:
    texts = {FIRST: "One.\n\n> Two.\n\nThree is here."}
    now = {FIRST: "> One.\n\nTwo.\n\nThree is here."}
    edits = {f"{FIRST}#p2": "Three was here."}
    assert edited_texts(texts, edits, now) == {FIRST: "> One.\n\nTwo.\n\nThree was here."}
