"""What entities change after their words were consolidated is taken over; what the editor has written stays."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from assembler.__main__ import run
from assembler.api import check
from assembler.clearance.operations import clear
from assembler.consolidation.consolidate import ConsolidationResult, consolidate
from assembler.load import load
from assembler.model.finding import Extent
from assembler.model.nodes import Paragraph
from assembler.storage.report_files import read_folder
from tests.conftest import MakeReport, contribution, small_files
from tests.intake.test_resubmission import edit_at_random, make_paragraph

AU = "contributions/consolidated/au.md"
KEPT = "contributions/.received/consolidated/au.md"
UNHCR, WHO = "contributions/unhcr/au.md", "contributions/who/au.md"
FIRST = """\
## Humanitarian affairs

UNHCR met the Union in Addis Ababa.[^a]

It trained staff:

1. in Accra;
2. in Dakar.

## Human rights

A paragraph on rights.

[^a]: The note.
"""
MARK = "<!-- Taken over from {0}. Read the paragraph, then delete this line. -->"
NEW = "<!-- New from {0}. Read the paragraph, then delete this line. -->"


@pytest.fixture
def files() -> dict[str, bytes]:
    """The files of a report in which the texts on the African Union were consolidated."""
    files = small_files(unhcr__au=contribution("unhcr", "au", FIRST))
    return files | consolidate(files, ["au"]).files


def edit(files: dict[str, bytes], place: str, old: str, new: str) -> None:
    text = files[place].decode()
    assert old in text
    files[place] = text.replace(old, new).encode()


def update(files: dict[str, bytes], *, settled: bool = False) -> ConsolidationResult:
    result = consolidate(files, ["au"], update=True, settled=settled)
    files |= result.files
    return result


def find_source_rules(files: dict[str, bytes]) -> list[str]:
    """The codes of the findings on sources."""
    findings = check(load(files), extent=Extent.STRUCTURE).findings
    return [finding.rule for finding in findings if finding.rule.startswith("IN-SRC")]


def test_nothing_new_changes_nothing(files: dict[str, bytes]) -> None:
    result = consolidate(files, ["au"], update=True)
    assert result.files == {}
    assert result.remarks == (f"The contributions have nothing new for {AU}.",)
    edit(files, AU, "A paragraph on rights.", "The editor's own words.")
    assert consolidate(files, ["au"], update=True).files == {}


def test_what_the_entity_changes_is_taken_over_marked_and_renewed(files: dict[str, bytes]) -> None:
    edit(files, AU, "met the Union", "met with the Union")
    edit(files, AU, "in Accra;", "in Accra, Ghana;")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    edit(files, UNHCR, "in Dakar.", "in Lagos;\n3. in Lomé.")
    edit(files, UNHCR, "The note.", "Another note.")
    assert find_source_rules(files) == ["IN-SRC-02"] * 2
    result = update(files)
    text = files[AU].decode()
    assert f"{MARK.format('unhcr/au#p1')}\n\nUNHCR met with the Union in Nairobi.[^a]\n" in text
    assert f"{MARK.format('unhcr/au#p2')}\n\nIt trained staff:\n" in text
    assert "\n1. in Accra, Ghana;\n2. in Lagos;\n3. in Lomé.\n" in text
    assert "[^a]: Another note.\n" in text
    assert "{--Addis Ababa--}{++Nairobi++}" in result.changes[0].words
    assert result.conflicts == ()
    assert find_source_rules(files) == []
    assert update(files).files == {}, "a second update has nothing to do"


def test_what_is_new_is_added_at_its_place_and_shifted_sources_are_renamed(files: dict[str, bytes]) -> None:
    edit(files, UNHCR, "It trained", "A second paragraph.\n\nIt trained")
    edit(files, UNHCR, "A paragraph on rights.", "A paragraph on rights.\n{: #rights }\n\nThe last one.\n{: #last }")
    edit(files, WHO, "WHO worked", "WHO came first.\n\nWHO worked")
    update(files)
    text = files[AU].decode()
    assert text.index("WHO came first.") < text.index("WHO worked")
    assert text.index("UNHCR met") < text.index("A second paragraph.") < text.index("It trained")
    assert text.index("2. in Dakar.") < text.index("## Human rights") < text.index("A paragraph on rights.")
    assert f'{NEW.format("unhcr/au#last")}\n\nThe last one.\n{{: #last from="unhcr/au#last@' in text
    assert 'It trained staff:\n{: from="unhcr/au#p3@' in text
    assert 'rights.\n{: from="unhcr/au#rights@' in text
    assert find_source_rules(files) == []
    assert update(files).files == {}


def test_changed_paragraph_is_known_again_where_its_place_has_shifted(files: dict[str, bytes]) -> None:
    edit(files, AU, "met the Union", "met with the Union")
    edit(files, UNHCR, "UNHCR met the Union in Addis Ababa.", "Quite new.\n\nUNHCR met the Union in Nairobi.")
    result = update(files)
    text = files[AU].decode()
    assert (result.conflicts, text.count("UNHCR met")) == ((), 1)
    assert text.index("Quite new.") < text.index("UNHCR met with the Union in Nairobi.")
    assert find_source_rules(files) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_word_of_an_entity_is_lost_without_being_named(files: dict[str, bytes], seed: int) -> None:
    chance = Random(seed)
    base = [make_paragraph(chance, place) for place in range(chance.randrange(2, 6))]
    theirs = edit_at_random(chance, base, "theirs")
    del files[AU]
    files[UNHCR] = contribution("unhcr", "au", "\n\n".join(base)).encode()
    files |= consolidate(files, ["au"]).files
    edit(files, AU, base[1], " ".join(["ours", *base[1].split()[1:]]))
    former = {base[1].split()[0]}
    files[UNHCR] = contribution("unhcr", "au", "\n\n".join(theirs)).encode()
    result = update(files)
    now = set(files[AU].decode().split())
    named = set(" ".join(conflict.theirs for conflict in result.conflicts).split())
    assert set(" ".join(theirs).split()) - former <= now | named
    assert "ours" in now
    update(files, settled=True)
    assert set(find_source_rules(files)) <= {"IN-SRC-01"}, "what has vanished is left to the editor"


def test_new_contribution_and_new_theme_find_their_places(files: dict[str, bytes]) -> None:
    files["contributions/unhcr/asean.md"] = contribution("unhcr", "asean", "On ASEAN.").encode()
    edit(
        files,
        WHO,
        "WHO worked",
        "Before all themes.\n\n## Human rights\n\nWHO protects.\n\n## Humanitarian affairs\n\nIt",
    )
    update(files)
    collection = load(files).collection
    assert collection
    blocks = next(text for text in collection.contributions if text.path == AU).blocks
    themes = {block.id: block.theme for block in blocks if isinstance(block, Paragraph)}
    assert sorted(themes.values()) == ["", *["Human rights"] * 2, *["Humanitarian affairs"] * 3]
    assert "On ASEAN" not in files[AU].decode()
    assert find_source_rules(files) == []


def test_words_that_both_have_changed_are_shown_and_stay_until_they_are_settled(files: dict[str, bytes]) -> None:
    edit(files, AU, "Addis Ababa", "the capital")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    edit(files, UNHCR, "on rights", "on human rights")
    before = files[AU].decode()
    result = update(files)
    (conflict,) = result.conflicts
    assert (conflict.path, conflict.line) == (AU, before[: before.index("UNHCR met")].count("\n") + 1)
    for words, place in ((conflict.base, "Addis Ababa"), (conflict.ours, "the capital"), (conflict.theirs, "Nairobi")):
        assert f"in {place}" in words
    assert "in the capital" in files[AU].decode()
    assert "on human rights" in files[AU].decode()
    assert find_source_rules(files) == ["IN-SRC-02"]
    assert len(update(files).conflicts) == 1
    edit(files, AU, "in the capital", "in Nairobi, the capital")
    settled = update(files, settled=True)
    assert settled.conflicts == ()
    assert "in Nairobi, the capital" in files[AU].decode()
    assert find_source_rules(files) == []
    assert update(files).files == {}


def test_conflict_in_a_list_keeps_the_source_as_it_was(files: dict[str, bytes]) -> None:
    edit(files, AU, "in Dakar.", "in the capital.")
    edit(files, UNHCR, "in Dakar.", "in Lagos.")
    assert len(update(files).conflicts) == 1
    assert find_source_rules(files) == ["IN-SRC-02"]
    edit(files, AU, "1. in Accra;\n2. in the capital.", "")
    assert len(update(files).conflicts) == 1
    assert find_source_rules(files) == ["IN-SRC-02"]


def test_paragraph_of_several_sources_is_updated_as_the_editor_has_joined_them(files: dict[str, bytes]) -> None:
    text = files[AU].decode()
    first, second = (line for line in text.split("\n") if line.startswith("{: from") and "p1@" in line)
    sources = " ".join(line.partition('"')[2].partition('"')[0] for line in (first, second))
    joined = f'Both UNHCR met the Union in Addis Ababa. WHO worked with the African Union.\n{{: from="{sources}" }}\n'
    files[AU] = f"---\norganization: au\n---\n\n{joined}".encode()
    edit(files, WHO, "the African Union.", "the African Union in Bonn.")
    result = update(files)
    assert result.conflicts == ()
    both = "Both UNHCR met the Union in Addis Ababa. WHO worked with the African Union in Bonn."
    assert f"{MARK.format('who/au#p1, unhcr/au#p1')}\n\n{both}\n" in files[AU].decode()
    assert "IN-SRC-02" not in find_source_rules(files)
    edit(files, WHO, "WHO worked", "WHO laboured")
    edit(files, AU, "WHO worked", "WHO strove")
    assert len(update(files).conflicts) == 1
    assert "IN-SRC-02" in find_source_rules(files)


def test_vanished_paragraph_is_named_and_stays(files: dict[str, bytes]) -> None:
    edit(files, UNHCR, "## Human rights\n\nA paragraph on rights.\n", "")
    before = files[AU]
    result = update(files)
    assert files[AU] == before
    (remark, _) = result.remarks
    assert remark.startswith(f"{AU}:")
    assert "unhcr/au#p3 is no longer in its contribution: “A paragraph on rights.” The paragraph stays." in remark


def test_left_out_paragraph_that_has_changed_is_shown_and_stays_out(files: dict[str, bytes]) -> None:
    text = files[AU].decode()
    start = text.index("A paragraph on rights.")
    passage = text[start : text.index("[^a]:")]
    source = passage.partition('from="')[2].partition('"')[0]
    files[AU] = (
        text.replace(passage, "").replace("---\n\n", f"left_out:\n  {source}: said elsewhere\n---\n\n", 1).encode()
    )
    assert find_source_rules(files) == []
    edit(files, UNHCR, "on rights", "on human rights")
    assert find_source_rules(files) == ["IN-SRC-02"]
    result = update(files)
    assert (
        "unhcr/au#p3 was left out (said elsewhere) and has changed since: A paragraph on {++human ++}rights."
        in (result.remarks[0])
    )
    assert find_source_rules(files) == []
    assert "rights." not in files[AU].decode()


def test_void_clearance_is_named(files: dict[str, bytes]) -> None:
    files |= clear(files, "unhcr", "au", by="A. Person", on=date(2020, 7, 1)).files
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    remark = update(files).remarks[0]
    assert remark.startswith(f"The clearance of the words of unhcr in {AU} by A. Person of 1 July 2020 is void")


def test_text_from_before_passages_were_kept_is_updated_where_nobody_edited(files: dict[str, bytes]) -> None:
    del files[KEPT]
    edit(files, AU, "on rights", "on all rights")
    edit(files, UNHCR, "on rights", "on human rights")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    (conflict,) = update(files).conflicts
    assert conflict.base.startswith("(not known")
    assert (conflict.ours, conflict.theirs) == ("A paragraph on all rights.", "A paragraph on human rights.")
    assert "in Nairobi" in files[AU].decode()
    assert find_source_rules(files) == ["IN-SRC-02"]


def test_line_ends_and_the_editors_comments_stay(files: dict[str, bytes]) -> None:
    files[AU] = files[AU].replace(b"UNHCR met", b"<!-- Mine. -->\n\nUNHCR met").replace(b"\n", b"\r\n")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    update(files)
    assert b"\n" not in files[AU].replace(b"\r\n", b"")
    assert b"<!-- Mine. -->\r\n\r\n<!-- Taken over from unhcr/au#p1." in files[AU]


def test_command_shows_changes_and_conflicts_and_writes_nothing_in_a_dry_run(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", FIRST))
    command = ["consolidate", "au", "-C", str(root)]
    assert run(command) == 0
    for place, old, new in ((AU, "Addis Ababa", "the capital"), (UNHCR, "Addis Ababa", "Nairobi")):
        (root / place).write_text((root / place).read_text().replace(old, new))
    (root / UNHCR).write_text((root / UNHCR).read_text().replace("on rights", "on human rights"))
    before = (root / AU).read_bytes()
    capsys.readouterr()
    assert run([*command, "--update", "--dry-run"]) == 1
    out, err = capsys.readouterr()
    assert "\n+A paragraph on human rights.\n" in out
    assert (root / AU).read_bytes() == before
    assert f"{AU}: changed: A paragraph on {{++human ++}}rights.\n" in err
    assert (
        "these words have changed since they were taken over, so the edit was not made.\n  as taken over:  UNHCR" in err
    )
    assert "  here now:       UNHCR met the Union in the capital." in err
    assert "  entity now:     UNHCR met the Union in Nairobi." in err
    assert run([*command, "--update"]) == 1
    out, err = capsys.readouterr()
    assert out == f"{AU}\n"
    assert f"1 change was taken over in {AU}. 1 change of words that you have changed, too, was not made.\n" in err
    assert run([*command, "--update", "--settled"]) == 0
    assert run([*command, "--settled"]) == 2
    assert find_source_rules(dict(read_folder(root).files)) == []


def test_update_without_a_text_makes_one(files: dict[str, bytes]) -> None:
    del files[AU]
    assert consolidate(files, ["au"], update=True).texts == (AU,)


def test_change_that_was_not_taken_over_keeps_a_final_and_a_clearance_back(files: dict[str, bytes]) -> None:
    edit(files, AU, "Addis Ababa", "the capital")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    for _ in range(2):
        assert find_source_rules(files) == ["IN-SRC-02"]
        refused = clear(files, "unhcr", by="A. Person", on=date(2020, 7, 1))
        assert refused.files == {}
        assert f"{AU}, line 10: a source of this paragraph was changed" in refused.refused[0]
        assert len(update(files).conflicts) == 1
    update(files, settled=True)
    assert find_source_rules(files) == []
    assert AU in clear(files, "unhcr", by="A. Person", on=date(2020, 7, 1)).files


def test_places_are_those_of_the_text_as_it_is_written(files: dict[str, bytes]) -> None:
    edit(files, AU, "on rights", "on human rights")
    edit(files, UNHCR, "Addis Ababa", "Nairobi")
    edit(files, UNHCR, "on rights.", "on women.")
    edit(files, AU, "WHO worked with the African Union.", "WHO worked closely with the Union.")
    edit(files, WHO, "WHO worked with the African Union.", "")
    result = update(files)
    lines = files[AU].decode().splitlines()
    assert [lines[conflict.line - 1] for conflict in result.conflicts] == ["A paragraph on human rights."]
    (place,) = (remark.split(":")[1] for remark in result.remarks if "is no longer in its contribution" in remark)
    assert lines[int(place) - 1] == "WHO worked closely with the Union."
    gone = [one for one in check(load(files), extent=Extent.STRUCTURE).findings if one.rule == "IN-SRC-01"]
    message = "The contribution no longer has who/au#p1, from which this paragraph was consolidated."
    assert [(one.source.line, one.message) for one in gone] == [(int(place), message)]
