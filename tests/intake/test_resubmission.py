"""A text that comes again: what the entity has changed is made, what was edited in the report stays, all is named."""

from __future__ import annotations

import json
import re
from datetime import date
from random import Random

import pytest

from assembler.clearance.operations import clear
from assembler.consolidation.consolidate import consolidate
from assembler.intake.operations import ImportResult, answer_entity, import_word
from assembler.intake.statement_operations import settle_changes
from assembler.load import load
from assembler.model.answer import State
from assembler.model.finding import Severity
from tests.conftest import small_files
from tests.readers.docx.docx_files import call, docx, form, heading, p, section, table

AU = "contributions/unhcr/au.md"
RECEIVED = "contributions/.received/unhcr/au.md"
FIRST = "UNHCR met the Union in Addis Ababa in May."
SECOND = "The programe helped many people in the region."
THIRD = "It trained staff."


def bring(
    files: dict[str, bytes], *body: str, note: str = "A note.", replace: bool = False, settled: bool = False
) -> ImportResult:
    """Brings a Word file with these paragraphs in; the files change as the import says."""
    content = "".join(part if part.startswith("<") else p(part) for part in body)
    data = docx(content, footnotes={1: note} if "footnoteReference" in content else None)
    return bring_file(files, data, replace=replace, settled=settled)


def bring_file(files: dict[str, bytes], data: bytes, *, replace: bool = False, settled: bool = False) -> ImportResult:
    names = {"entity": "unhcr", "organization": "au"}
    result = import_word(files, data, "sent/au.docx", **names, replace_existing=replace, settled=settled)
    files |= result.files
    return result


def received(*body: str) -> dict[str, bytes]:
    """The files of a report into which a text of UNHCR was imported."""
    files = small_files(unhcr__au=None)
    bring(files, *(body or (FIRST, SECOND, THIRD)))
    return files


def test_text_that_came_in_time_is_not_late_where_it_comes_again_after_the_deadline() -> None:
    files = small_files(unhcr__au=None)
    names = {"entity": "unhcr", "organization": "au"}
    for text, day in ((FIRST, date(2020, 6, 29)), (SECOND, date(2020, 7, 9))):
        files |= import_word(files, docx(p(text)), "au.docx", **names, on=day).files
    assert body(files) == f"{SECOND}\n"
    assert b"\nsubmitted: 2020-06-29\n" in files[AU]
    assert b"\nsubmitted: 2020-07-09\n" in files[RECEIVED]


def edit(files: dict[str, bytes], old: str, new: str) -> None:
    """Edits the contribution as an editor does."""
    text = files[AU].decode()
    assert old in text
    files[AU] = text.replace(old, new).encode()


def body(files: dict[str, bytes]) -> str:
    return files[AU].decode().split("---\n\n", 1)[1]


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize(("old", "new"), [("programe", "programme"), ("met the Union", "met with the Union")])
def test_changes_of_the_entity_and_of_the_editor_are_both_kept(old: str, new: str, *, replace: bool) -> None:
    files = received()
    edit(files, old, new)
    result = bring(files, FIRST.replace("Addis Ababa", "Nairobi"), SECOND, THIRD, replace=replace)
    expected = "\n\n".join((FIRST.replace("Addis Ababa", "Nairobi"), SECOND, THIRD)).replace(old, new)
    assert body(files) == f"{expected}\n"
    assert result.findings == ()
    assert result.sentences[0] == f"African Union: 1 change of the file was merged into {AU}."
    assert result.sentences[1] == f"{AU}: changed: UNHCR met the Union in {{--Addis Ababa--}}{{++Nairobi++}} in May."
    assert "-UNHCR met" in result.diffs[0]


def test_same_file_again_leaves_what_was_edited() -> None:
    files = received()
    edit(files, THIRD, f"{THIRD}\n\nThe editor's words.")
    before = dict(files)
    result = bring(files, FIRST, SECOND, THIRD, replace=True)
    assert files == before
    assert result.sentences == (
        f"African Union: the file brings nothing new. {AU} has been edited since this text came, and stays as it is.",
    )


def test_earlier_text_that_comes_again_stays_out_unless_that_is_asked_for() -> None:
    files = received()
    for times in ("two", "three", "three"):
        assert bring(files, FIRST, SECOND, f"It trained staff {times} times.").findings == ()
    before = dict(files)
    result = bring(files, FIRST, SECOND, THIRD)
    assert files == before
    assert [(one.rule, one.severity, one.message) for one in result.findings] == [
        (
            "IN-DOC-15",
            Severity.ERROR,
            "au.docx has an earlier text on African Union without any change. A later text has come since, and stays.",
        )
    ]
    assert result.state is State.NOT_TAKEN
    assert bring(files, FIRST, SECOND, THIRD, replace=True).findings == ()
    assert body(files).endswith(f"{THIRD}\n")
    edit(files, "programe", "programme")
    assert "brings nothing new" in bring(files, FIRST, SECOND, THIRD).sentences[0]
    assert bring(files, FIRST, SECOND, "It trained staff two times.").state is State.NOT_TAKEN


def test_words_that_both_have_changed_are_shown_and_stay() -> None:
    files = received()
    edit(files, "Addis Ababa", "the capital")
    before = dict(files)
    result = bring(files, FIRST.replace("Addis Ababa", "Nairobi"), SECOND, f"{THIRD} It was good.")
    assert body(files) == f"{FIRST.replace('Addis Ababa', 'the capital')}\n\n{SECOND}\n\n{THIRD} It was good.\n"
    (conflict,) = result.findings
    assert (conflict.rule, conflict.source.path, conflict.source.line) == ("IN-DOC-15", AU, 7)
    for place in ("in Addis Ababa in", "in the capital in", "in Nairobi in"):
        assert place in conflict.message
    assert files[RECEIVED] == before[RECEIVED], "the file has not been received as a whole"
    assert result.sent[0][1].findings == (), "the conflict is the editor's business"


def test_conflict_comes_back_until_it_is_settled() -> None:
    files = received()
    edit(files, "Addis Ababa", "the capital")
    again = (FIRST.replace("Addis Ababa", "Nairobi"), SECOND, THIRD)
    for _ in range(2):
        assert [finding.rule for finding in bring(files, *again).findings] == ["IN-DOC-15"]
    edit(files, "the capital", "the capital, Nairobi,")
    settled = bring(files, *again, settled=True)
    assert settled.findings == ()
    assert "settled: “UNHCR met the Union in the capital, Nairobi, in May.” stays" in settled.sentences[0]
    assert bring(files, *again).sentences == (
        f"African Union: the file brings nothing new. {AU} has been edited since this text came, and stays as it is.",
    )
    bring(files, *again, "A fourth paragraph.")
    assert "the capital, Nairobi, in May" in body(files)
    assert body(files).endswith("A fourth paragraph.\n")


UNSETTLED = "contributions/.received/.unsettled/unhcr.au.json"
NAIROBI = FIRST.replace("Addis Ababa", "Nairobi")
LAST = "The two agreed on a plan."


def unsettled(files: dict[str, bytes]) -> list[str]:
    """What is said of changes that are not settled."""
    found = load(files).findings
    return [finding.message for finding in found if finding.rule == "IN-DOC-20" and finding.source.path == AU]


def in_conflict() -> dict[str, bytes]:
    """The files of a report into which a file came that changes what the editor has changed, too."""
    files = received()
    edit(files, "Addis Ababa", "the capital")
    bring(files, NAIROBI, SECOND, THIRD)
    return files


def test_conflict_is_named_with_the_three_texts_until_it_is_settled() -> None:
    files = in_conflict()
    (message,) = unsettled(files)
    assert message == (
        "au.docx of UNHCR on African Union changes words that had been edited here. Nobody has yet settled which words "
        f"stand. Received before: “{FIRST}” Here at the import: “{FIRST.replace('Addis Ababa', 'the capital')}” "
        f"In the file: “{NAIROBI}”"
    )
    edit(files, "the capital", "the capital, Nairobi,")
    assert unsettled(files) == [message]
    bring(files, NAIROBI, SECOND, THIRD)
    assert len(unsettled(files)) == 1
    bring(files, NAIROBI, SECOND, THIRD, settled=True)
    assert unsettled(files) == []
    assert "the capital, Nairobi," in body(files)


def test_settled_changes_are_the_base_of_the_next_file() -> None:
    """The same file brings no conflict any more, and a later one is compared with it; the first one is kept."""
    files = in_conflict()
    first = files["contributions/.received/unhcr/au.md"]
    files |= settle_changes(files, "unhcr", "au").files
    assert unsettled(files) == []
    assert files["contributions/.received/unhcr/au.1.md"] == first
    assert bring(files, NAIROBI, SECOND, THIRD).findings == ()
    assert "the capital" in body(files)
    assert bring(files, NAIROBI, SECOND, THIRD, "A fourth paragraph.").findings == ()
    assert body(files).endswith("A fourth paragraph.\n")
    assert "the capital" in body(files)


def test_record_without_the_text_of_its_file_is_deleted_alone() -> None:
    """Earlier versions of the program kept no text, and anybody may have changed the record."""
    files = in_conflict()
    record = json.loads(files[UNSETTLED])
    del record["received"]
    for data in (json.dumps(record).encode(), b"{", b""):
        assert settle_changes({**files, UNSETTLED: data}, "unhcr", "au").files == {UNSETTLED: b""}
    assert settle_changes(received(), "unhcr", "au").files == {}


def test_conflict_is_found_in_its_paragraph_and_keeps_a_clearance_back() -> None:
    files = in_conflict()
    edit(files, FIRST.replace("Addis Ababa", "the capital"), f"{LAST}\n\n{FIRST.replace('Addis Ababa', 'the city')}")
    (place,) = (finding.source for finding in load(files).findings if finding.rule == "IN-DOC-20")
    assert (place.path, place.line) == (AU, 9)
    result = clear(files, "unhcr", by="A. Person", on=date(2020, 7, 1))
    assert result.files == {}
    unsettled_change = f"{AU}, line 9: a file of the entity changes words here, and nobody has settled which words"
    assert any(reason.startswith(unsettled_change) for reason in result.refused)
    edit(files, "programe", "programme")
    bring(files, NAIROBI, SECOND, THIRD, settled=True)
    assert [*clear(files, "unhcr", by="A. Person", on=date(2020, 7, 1)).files] == [AU]


def test_conflict_is_the_business_of_the_editor_and_not_told_to_the_entity() -> None:
    assert "au.docx" not in answer_entity(in_conflict(), "unhcr", "text").data.decode()


def test_conflict_is_settled_by_a_later_file_without_it() -> None:
    files = in_conflict()
    bring(files, FIRST, SECOND, f"{THIRD} It was good.")
    assert unsettled(files) == []
    assert "the capital" in body(files)


def test_conflict_is_settled_where_the_words_stand_as_in_the_file() -> None:
    files = in_conflict()
    edit(files, THIRD, f"{THIRD} The editor wrote this.")
    edit(files, "the capital", "Nairobi, the capital,")
    assert len(unsettled(files)) == 1
    edit(files, "Nairobi, the capital,", "Nairobi")
    assert unsettled(files) == []


def test_conflict_over_a_deletion_stays_until_the_words_have_gone() -> None:
    files = received()
    edit(files, THIRD, "It trained all staff.")
    bring(files, FIRST, SECOND)
    assert "In the file: “(nothing)”" in unsettled(files)[0]
    edit(files, "\n\nIt trained all staff.", "")
    assert unsettled(files) == []


def test_conflict_is_named_with_the_day_and_only_in_the_text_that_stands() -> None:
    files = received()
    edit(files, "Addis Ababa", "the capital")
    names = {"entity": "unhcr", "organization": "au", "on": date(2020, 7, 9)}
    files |= import_word(files, docx(p(NAIROBI)), "sent/au.docx", **names).files
    assert "UNHCR on African Union came on 2020-07-09 and changes words" in unsettled(files)[0]
    del files[AU]
    assert unsettled(files) == []


HALF = b'{"name": "\\ud800", "sha256": "", "text": "", "day": "", "changes": []}'


@pytest.mark.parametrize("data", [b"<<<<<<< HEAD\n{}", b"{}", b"\xff", b'{"name": 1}', b"[" * 9999, HALF])
def test_record_of_a_conflict_that_cannot_be_read_is_named(data: bytes) -> None:
    files = {**in_conflict(), UNSETTLED: data}
    assert unsettled(files) == [f"The record of the changes that wait for a decision cannot be read: {UNSETTLED}."]
    bring(files, NAIROBI, SECOND, THIRD, settled=True)
    assert unsettled(files) == []


def test_words_that_the_editor_wrote_as_the_entity_now_does_are_no_conflict() -> None:
    files = received()
    edit(files, "programe", "programme")
    assert bring(files, FIRST, SECOND.replace("programe", "programme"), THIRD).findings == ()
    edit(files, "programme", "project")
    bring(files, FIRST, SECOND.replace("programe", "programme") + " It did.", THIRD)
    assert "The project helped many people in the region. It did." in body(files)


def test_clearance_is_void_by_name_only_where_words_change() -> None:
    files = received()
    edit(files, "programe", "programme")
    files |= clear(files, "unhcr", "au", by="A. Person", on=date(2020, 7, 1)).files
    before = files[AU]
    bring(files, FIRST, SECOND, THIRD)
    assert files[AU] == before
    sentences = bring(files, FIRST.replace("May", "June"), SECOND, THIRD).sentences
    assert sentences[2].startswith(
        f"The clearance of {AU} by A. Person of 1 July 2020 is void, since words have changed"
    )
    assert b"status: submitted\n---" in files[AU]


def test_text_that_did_not_come_by_an_import_is_replaced_with_its_clearance_named() -> None:
    files = small_files()
    files |= clear(files, "unhcr", "au", by="A. Person", on=date(2020, 7, 1)).files
    refused = bring(files, FIRST)
    assert [finding.rule for finding in refused.findings] == ["IN-DOC-12"]
    assert RECEIVED not in files
    replaced = bring(files, FIRST, replace=True)
    assert "The clearance of contributions/unhcr/au.md by A. Person" in replaced.sentences[1]
    assert body(files) == f"{FIRST}\n"
    assert RECEIVED in files


def test_notes_lists_tables_and_themes_are_merged() -> None:
    items = [p("one;", number=(1, 0)), p("two.", number=(1, 0))]
    rows = [p("Staff", style="Beschriftung"), table(["Year", "Staff"], ["2025", "17"])]
    first = [heading("Human rights", 2), p("They met", call("footnote", 1), " here:"), *items, "Numbers:", *rows]
    files = received(*first)
    edit(files, "two.", "two things.")
    edit(files, "| 2025 | 17 |", "| 2025 | 17 people |")
    theirs = [
        p("Before all themes."),
        heading("Humanitarian affairs", 2),
        p("A paragraph under another theme."),
        p("A second one there."),
        heading("Human rights", 2),
        p("They met", call("footnote", 1), " there:"),
        *items,
        p("three.", number=(1, 0)),
        "Numbers:",
        rows[0],
        table(["Year", "All staff"], ["2025", "17"]),
    ]
    result = bring(files, *theirs, note="Another note.")
    assert result.findings == ()
    text = body(files)
    assert text.startswith("Before all themes.\n\n## Human rights\n\nThey met[^1] there:\n")
    assert "- one;\n- two things.\n- three.\n" in text
    assert "| Year | All staff |" in text
    assert "| 2025 | 17 people |" in text
    assert "[^1]: Another note.\n" in text
    new = "\n\n## Humanitarian affairs\n\nA paragraph under another theme.\n\nA second one there.\n"
    assert new in text
    collection = load(files).collection
    assert collection
    themes = [getattr(block, "theme", "") for block in collection.contributions[-2].blocks]
    assert set(filter(None, themes)) == {"Human rights", "Humanitarian affairs"}
    assert themes.count("Humanitarian affairs") == 2
    assert (
        bring(files, *theirs, note="Another note.")
        .sentences[0]
        .startswith("African Union: the file brings nothing new")
    )


def test_paragraphs_that_the_editor_has_moved_stay_where_they_are() -> None:
    files = received()
    edit(files, f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}")
    bring(files, FIRST, SECOND, f"{THIRD} It was good.")
    assert body(files) == f"{SECOND}\n\n{FIRST}\n\n{THIRD} It was good.\n"


def test_paragraph_that_the_entity_deletes_goes_unless_it_was_edited() -> None:
    files = received()
    result = bring(files, FIRST, THIRD)
    assert body(files) == f"{FIRST}\n\n{THIRD}\n"
    assert result.sentences[1] == f"{AU}: deleted: {SECOND}"
    edit(files, THIRD, "It trained all staff.")
    (conflict,) = bring(files, FIRST).findings
    assert "In the file: “(nothing)”" in conflict.message
    assert "It trained all staff." in body(files)


def test_nothing_to_report_comes_and_goes() -> None:
    files = received()
    name = "African Union"
    bring_file(files, form({"au": name}, section("au", name, checked=True)))
    assert body(files) == ""
    assert b"status: nothing-to-report" in files[AU]
    bring(files, FIRST)
    assert body(files) == f"{FIRST}\n"
    assert b"status: submitted" in files[AU]


def test_header_line_ends_and_mark_of_a_text_stay() -> None:
    files = received()
    files[AU] = b"\xef\xbb\xbf" + files[AU].replace(b"---\n\nUNHCR", b"also: [asean]\n---\n\nUNHCR").replace(
        b"\n", b"\r\n"
    )
    bring(files, FIRST.replace("May", "June"), SECOND, THIRD)
    assert files[AU].startswith(b"\xef\xbb\xbf---\r\nentity: unhcr\r\n")
    assert b"also: [asean]\r\n---\r\n\r\nUNHCR met the Union in Addis Ababa in June.\r\n" in files[AU]
    assert b"\n" not in files[AU].replace(b"\r\n", b"")


def test_text_that_cannot_be_read_is_not_merged() -> None:
    files = received()
    files[AU] = files[AU].replace(b"status: submitted", b"status: [")
    assert [finding.rule for finding in bring(files, THIRD).findings] == ["IN-DOC-12"]


def test_paragraph_that_the_editor_has_moved_and_edited_is_known_again() -> None:
    files = received()
    edit(files, f"{FIRST}\n\n{SECOND}", f"{SECOND.replace('programe', 'programme')}\n\n{FIRST}")
    (conflict,) = bring(files, FIRST, THIRD).findings
    assert "Here now: “The programme helped" in conflict.message


def test_new_paragraph_beside_a_conflict_is_added_once() -> None:
    files = received()
    edit(files, f"{SECOND}\n\n", "")
    again = (FIRST, SECOND.replace("many", "most"), "A new one.", THIRD)
    for _ in range(3):
        assert len(bring(files, *again).findings) == 1
    assert body(files) == f"{FIRST}\n\nA new one.\n\n{THIRD}\n"


@pytest.mark.parametrize("seed", range(6))
def test_no_word_of_either_side_is_lost_without_being_named(seed: int) -> None:
    chance = Random(seed)
    base = [make_paragraph(chance, place) for place in range(chance.randrange(2, 7))]
    ours, theirs = edit_at_random(chance, base, "ours"), edit_at_random(chance, base, "theirs")
    files = received(*base)
    files[AU] = (files[AU].decode().split("---\n\n")[0] + "---\n\n" + "\n\n".join(ours) + "\n").encode()
    result = bring(files, *theirs)
    now, named = set(body(files).split()), set(re.findall(r"\w+", " ".join(one.message for one in result.findings)))
    before, mine, new = (set(" ".join(paragraphs).split()) for paragraphs in (base, ours, theirs))
    assert mine - before <= now
    assert new - before <= now | named
    assert before & mine & new <= now | named
    text = files[AU]
    bring(files, *theirs)
    assert files[AU] == text


def make_paragraph(chance: Random, name: object) -> str:
    """A paragraph of words that stand nowhere else."""
    return " ".join(f"w{name}x{place}" for place in range(chance.randrange(3, 12)))


def edit_at_random(chance: Random, paragraphs: list[str], name: str) -> list[str]:
    """The paragraphs with up to three of them changed, deleted, exchanged or added."""
    edited = list(paragraphs)
    for number in range(chance.randrange(4)):
        place = chance.randrange(len(edited))
        match chance.choice(("change", "change", "delete", "add", "exchange")):
            case "change":
                words = edited[place].split()
                words[chance.randrange(len(words))] = f"{name}{number}"
                edited[place] = " ".join(words)
            case "delete" if len(edited) > 1:
                del edited[place]
            case "add":
                edited.insert(place, make_paragraph(chance, f"{name}{number}"))
            case "exchange":
                edited[place], edited[0] = edited[0], edited[place]
    return edited


def test_text_that_was_kept_and_cannot_be_read_is_no_base() -> None:
    files = received()
    files[RECEIVED] = b"<<<<<<< HEAD\n" + files[RECEIVED] + b"=======\n>>>>>>> other\n"
    assert [finding.rule for finding in bring(files, THIRD).findings] == ["IN-DOC-12"]


def test_consolidated_text_is_named_with_the_way_to_update_it() -> None:
    files = received()
    files |= consolidate(files, ["au"]).files
    sentences = bring(files, FIRST, SECOND, f"{THIRD} It was good.").sentences
    assert sentences[-1] == (
        "contributions/consolidated/au.md is printed in place of the contributions. "
        "“assembler consolidate au --update” takes over what has changed."
    )
    assert consolidate(files, ["au"], update=True).conflicts == ()


@pytest.mark.parametrize(
    "text", ["", "Say here what the World Health Organization and the African Union did together.\n"]
)
def test_scaffold_is_simply_replaced(text: str) -> None:
    files = small_files(unhcr__au=f"---\nentity: unhcr\norganization: au\nstatus: draft\n---\n\n{text}")
    result = bring(files, FIRST)
    assert result.findings == ()
    assert body(files) == f"{FIRST}\n"


def test_what_came_is_kept_with_its_hash_and_is_no_text_of_the_report() -> None:
    files = received()
    kept = files[RECEIVED].decode()
    assert '\n# The text as it came in "au.docx", sha256:' in kept
    assert kept.endswith(f"---\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n")
    without = {place: data for place, data in files.items() if place != RECEIVED}
    assert load(files).collection == load(without).collection
    assert consolidate(files, ["au"]).files == consolidate(without, ["au"]).files


# Two colleagues of one entity, each with a copy of the first file


FOURTH = "A fourth paragraph on refugees."


@pytest.mark.parametrize(
    ("one", "other", "stays", "older"),
    [
        ((NAIROBI, SECOND, THIRD), (FIRST, SECOND, f"{THIRD} It was good."), NAIROBI, FIRST),
        ((NAIROBI, SECOND, THIRD), (FIRST.replace("May", "June"), SECOND, THIRD), NAIROBI, "Addis Ababa in June."),
        ((FIRST, SECOND, f"{THIRD} Then it left."), (FIRST, SECOND, THIRD, FOURTH), "Then it left.", THIRD),
        ((FIRST, SECOND, FOURTH, THIRD), (f"{FIRST} It did.", SECOND, THIRD), FOURTH, "(nothing)"),
        ((FIRST, THIRD), (FIRST, SECOND, f"{THIRD} It was good."), FIRST, SECOND),
        ((FIRST, f"{SECOND} {THIRD}"), (FIRST, SECOND, THIRD, FOURTH), f"{SECOND} {THIRD}", f"{SECOND} ¶ {THIRD}"),
        (
            (FIRST, "The programe helped many people.", "In the region.", THIRD),
            (FIRST, SECOND, THIRD, FOURTH),
            "many people.",
            SECOND,
        ),
    ],
)
def test_older_words_of_a_colleague_take_nothing_back(
    one: tuple[str, ...], other: tuple[str, ...], stays: str, older: str
) -> None:
    files = received()
    bring(files, *one)
    result = bring(files, *other)
    assert stays in body(files)
    (conflict,) = (finding for finding in result.findings if finding.rule == "IN-DOC-15")
    assert "has older words, which a later file had changed" in conflict.message
    assert older in conflict.message
    assert unsettled(files)
    assert any("since this file has older words there" in sentence for sentence in result.sentences)
    bring(files, *other, settled=True)
    assert unsettled(files) == []
    assert stays in body(files)


def test_older_words_are_known_also_where_several_files_came_since() -> None:
    files = received()
    bring(files, NAIROBI, SECOND, THIRD)
    bring(files, NAIROBI, SECOND, THIRD, FOURTH)
    bring(files, NAIROBI, SECOND, f"{THIRD} It was good.", FOURTH)
    result = bring(files, FIRST, SECOND, THIRD, FOURTH, "A fifth paragraph on trade.")
    assert [finding.rule for finding in result.findings] == ["IN-DOC-15"] * 2
    assert body(files) == "\n\n".join(
        (NAIROBI, SECOND, f"{THIRD} It was good.", FOURTH, "A fifth paragraph on trade.\n")
    )


def test_older_figure_is_named_where_the_sentence_was_written_anew() -> None:
    files = received()
    bring(files, "The Office trained 40 officers in Cairo.", SECOND, THIRD)
    bring(files, "The Office trained 45 officers in Cairo in 2025.", SECOND, THIRD)
    anew = "Officers of the Office, {} in all, were trained in Cairo in 2025."
    bring(files, anew.format(45), SECOND, THIRD)
    (conflict,) = bring(files, anew.format(40), SECOND, THIRD).findings
    assert "has older words, which a later file had changed" in conflict.message
    assert anew.format(45) in body(files)
    assert bring(files, anew.format(50), SECOND, THIRD).findings == ()
    assert bring(files, f"{anew.format(50)} It spent 40 days on this.", SECOND, THIRD).findings == ()


def test_older_place_of_a_paragraph_is_named_and_the_later_one_stays() -> None:
    files = received()
    bring(files, SECOND, FIRST, THIRD)
    result = bring(files, FIRST, SECOND, f"{THIRD} It was good.")
    assert body(files) == f"{SECOND}\n\n{FIRST}\n\n{THIRD} It was good.\n"
    assert any("It stays where a later file put it" in sentence for sentence in result.sentences)


def test_older_form_of_lists_tables_notes_and_emphasis_is_kept_back() -> None:
    row = ("Year", "Staff")
    first = [
        p("See", call("footnote", 1), " here."),
        p("They trained all."),
        p("Staff:"),
        table([*row], ["2025", "17"]),
    ]
    files = received(*first)
    later = [*first[:3], table([*row], ["2025", "18"])]
    bring(files, *later, note="A later note.")
    result = bring(files, first[0], p("They trained all staff."), *first[2:])
    assert [finding.rule for finding in result.findings] == ["IN-DOC-15"] * 2
    assert "[^1]: A later note." in body(files)
    assert "| 2025 | 18 |" in body(files)
    assert "They trained all staff." in body(files)


def test_changes_made_in_a_copy_of_the_last_file_are_taken() -> None:
    files = received()
    bring(files, NAIROBI, SECOND, THIRD)
    result = bring(files, NAIROBI.replace("May", "June"), SECOND.replace("many", "all"), f"{THIRD} It was good.")
    assert result.findings == ()
    assert body(files).startswith("UNHCR met the Union in Nairobi in June.")


def test_paragraphs_that_are_joined_or_divided_are_taken() -> None:
    files = received()
    bring(files, FIRST, f"{SECOND} {THIRD}")
    assert body(files) == f"{FIRST}\n\n{SECOND} {THIRD}\n"
    bring(files, FIRST, "The programe helped many people.", f"In the region. {THIRD}")
    assert body(files).endswith(f"many people.\n\nIn the region. {THIRD}\n")


def test_paragraph_joined_with_an_older_one_is_not_deleted() -> None:
    files = received(FIRST, SECOND, FOURTH, THIRD)
    bring(files, FIRST, FOURTH, THIRD)
    result = bring(files, FIRST, FOURTH, f"{SECOND} {THIRD}")
    assert body(files) == f"{FIRST}\n\n{FOURTH}\n\n{THIRD}\n"
    assert [finding.rule for finding in result.findings] == ["IN-DOC-15"]


def test_place_of_a_conflict_is_that_in_the_text_as_it_is_written() -> None:
    files = received(FIRST, SECOND, THIRD)
    edit(files, "It trained staff.", "It trained all staff.")
    data = docx("".join(map(p, ("A new first paragraph.", FIRST, "It trained young staff."))))
    names = {"entity": "unhcr", "organization": "au", "on": date(2020, 7, 9)}
    result = import_word(files, data, "au.docx", **names)
    files |= result.files
    (conflict,) = result.findings
    assert files[AU].decode().splitlines()[conflict.source.line - 1] == "It trained all staff."


def test_deletion_of_a_paragraph_that_an_earlier_file_had_is_made() -> None:
    files = received()
    bring(files, FIRST, SECOND, f"{THIRD} It was good.")
    assert bring(files, FIRST, SECOND).findings == ()
    assert body(files) == f"{FIRST}\n\n{SECOND}\n"


def test_nothing_to_report_is_no_older_text() -> None:
    files = received()
    bring(files, FIRST, SECOND, THIRD, FOURTH)
    result = bring_file(files, form({"au": "African Union"}, section("au", "African Union", checked=True)))
    assert (result.findings, body(files)) == ((), "")
