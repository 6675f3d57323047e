"""Clearances: recorded on exact words, refused while anything is open, void after any change of a word."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from assembler.clearance.folder import clear_names
from assembler.clearance.operations import ClearanceResult
from assembler.consolidation.folder import consolidate_organizations
from assembler.errors import UnknownName
from assembler.model.status import Printed, Standing
from assembler.pipeline import examine, fix_texts
from assembler.status.contribution_status import make_matrix
from tests.conftest import PLAN, ROOT, MakeReport, contribution

CONSOLIDATED = """\
---
organization: au
---

UNHCR and WHO worked with the African Union.
{: from="unhcr/au#p1 who/au#p1" }

Words of WHO alone.
{: from="who/au#p2" }
"""
TWO = contribution("who", "au", "WHO worked.\n\nWords of WHO alone.").replace(
    "status: submitted", "status: submitted\nalso: [asean]"
)
FOLDER = "contributions"
DAY = date(2020, 9, 11)


def found(root: Path) -> list[tuple[str, str]]:
    """The findings on clearances, by code and file."""
    findings = examine(root).checked.findings
    return [
        (finding.rule, finding.source.path.removeprefix(f"{FOLDER}/"))
        for finding in findings
        if finding.rule.startswith("IN-CLR")
    ]


def stands(root: Path) -> dict[str, tuple[Standing, Printed]]:
    collection = examine(root).collection
    assert collection is not None
    return {cell.entity: (cell.standing, cell.printed) for cell in make_matrix(collection) if cell.organization == "au"}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / FOLDER / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def clear_folder(root: Path, entity: str, organization: str | None, by: str, on: date | None = None) -> ClearanceResult:
    """What came of clearing the words of one entity in the folder."""
    (result,) = clear_names(root, [entity, organization] if organization else [entity], by, on).results.values()
    return result


class TestOwnText:
    def test_record_is_written_and_holds(self, make_report: MakeReport) -> None:
        root = make_report()
        before = (root / FOLDER / "unhcr/au.md").read_text()
        cleared = clear_folder(root, "unhcr", "au", "A. Person", date(2020, 7, 2))
        assert ([*cleared.files], cleared.refused) == (["contributions/unhcr/au.md"], ())
        after = (root / FOLDER / "unhcr/au.md").read_text()
        record = re.search(
            r"^cleared: \{by: \"A\. Person\", on: 2020-07-02, text: sha256:[0-9a-f]{64}\}\n", after, re.MULTILINE
        )
        assert record
        assert after.replace(record.group(), "").replace("status: cleared", "status: submitted") == before
        assert found(root) == [("IN-CLR-01", "who/au.md")]
        assert stands(root)["unhcr"] == (Standing.CLEARED, Printed.NOWHERE)

    @pytest.mark.parametrize(("old", "new"), [("worked with", "worked, with"), ("Union.", "Union!"), ("UNHCR", "WHO")])
    def test_any_change_of_a_word_voids_it(self, make_report: MakeReport, old: str, new: str) -> None:
        root = make_report()
        clear_folder(root, "unhcr", None, "A", DAY)
        edit(root, "unhcr/au.md", old, new)
        assert ("IN-CLR-03", "unhcr/au.md") in found(root)
        assert stands(root)["unhcr"][0] is Standing.VOID
        assert clear_folder(root, "unhcr", None, "B", DAY).files
        assert found(root) == [("IN-CLR-01", "who/au.md")]

    def test_spaces_and_line_ends_void_nothing(self, make_report: MakeReport) -> None:
        root = make_report()
        clear_folder(root, "unhcr", None, "A", DAY)
        edit(root, "unhcr/au.md", "worked with", "worked\nwith ")
        assert found(root) == [("IN-CLR-01", "who/au.md")]

    def test_words_that_are_cleared_keep_their_record(self, make_report: MakeReport) -> None:
        root = make_report()
        clear_folder(root, "unhcr", None, "A", DAY)
        before = (root / FOLDER / "unhcr/au.md").read_bytes()
        again = clear_folder(root, "unhcr", None, "B", date(2020, 8, 1))
        assert again.files == {}
        assert "by A on 11 September 2020; the record stays" in again.settled[0]
        assert (root / FOLDER / "unhcr/au.md").read_bytes() == before

    def test_text_that_covers_it_too_is_cleared(self, make_report: MakeReport) -> None:
        root = make_report()
        assert clear_folder(root, "who", "asean", "A", DAY).files.keys() == {"contributions/who/au.md"}

    def test_nothing_to_report_needs_none(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=contribution("unhcr", "au", "").replace("submitted", "nothing-to-report"))
        cleared = clear_folder(root, "unhcr", None, "A", DAY)
        assert (cleared.files, cleared.refused) == ({}, ())
        assert "nothing to report" in cleared.settled[0]


class TestConsolidatedText:
    def report(self, make_report: MakeReport) -> Path:
        return make_report(consolidated__au=CONSOLIDATED, who__au=TWO)

    def test_words_are_cleared_where_they_are_printed(self, make_report: MakeReport) -> None:
        root = self.report(make_report)
        assert ("IN-CLR-05", "consolidated/au.md") in found(root)
        recorded = clear_folder(root, "unhcr", "au", "A", DAY).files
        assert tuple(recorded) == ("contributions/consolidated/au.md", "contributions/unhcr/au.md")
        assert stands(root)["unhcr"] == (Standing.CLEARED, Printed.CLEARED)
        assert found(root) == [("IN-CLR-05", "consolidated/au.md"), ("IN-CLR-01", "who/au.md")]
        clear_folder(root, "who", None, "B", DAY)
        assert found(root) == []

    def test_change_of_the_editor_voids_it_for_those_whose_words_it_is(self, make_report: MakeReport) -> None:
        root = self.report(make_report)
        clear_folder(root, "unhcr", None, "A", DAY)
        clear_folder(root, "who", None, "B", DAY)
        edit(root, "consolidated/au.md", "Words of WHO alone", "Words, of WHO alone")
        assert found(root) == [("IN-CLR-04", "consolidated/au.md")]
        assert stands(root) == {
            "unhcr": (Standing.CLEARED, Printed.CLEARED),
            "who": (Standing.VOID, Printed.VOID),
        }
        assert any(finding.rule == "IN-CLR-04" for finding in examine(root, draft=False).checked.blockers)
        clear_folder(root, "who", None, "B", DAY)
        assert found(root) == []

    def test_words_that_are_cleared_are_spared_by_fixes(self, make_report: MakeReport) -> None:
        text = CONSOLIDATED.replace("UNHCR and", "UNH\u200bCR and")
        root = make_report(consolidated__au=text, who__au=TWO)
        clear_folder(root, "unhcr", None, "A", DAY)
        mended = fix_texts(root, lambda _: True, write=True)
        assert mended.files == {}
        assert mended.left == (
            "contributions/consolidated/au.md is cleared word for word, so 1 correction was not made. "
            "To change the words, correct the text by hand; then unhcr must clear the new words.",
        )

    def test_paragraph_taken_away_voids_it(self, make_report: MakeReport) -> None:
        root = self.report(make_report)
        clear_folder(root, "unhcr", None, "A", DAY)
        edit(root, "consolidated/au.md", "unhcr/au#p1 who/au#p1", "who/au#p1")
        (finding,) = (blocker for blocker in examine(root).checked.findings if blocker.rule == "IN-CLR-04")
        assert (
            finding.message == "No paragraph has words of unhcr any more; some had since A cleared them on 2020-09-11."
        )

    def test_words_taken_over_as_they_are_need_no_second_clearance(self, make_report: MakeReport) -> None:
        text = '---\norganization: au\n---\n\nUNHCR worked with the African Union.\n{: from="unhcr/au#p1" }\n'
        root = make_report(consolidated__au=text, who__au=None)
        clear_folder(root, "unhcr", None, "A", DAY)
        edit(root, "consolidated/au.md", "clearances:\n", "")
        text = (root / FOLDER / "consolidated/au.md").read_text()
        (root / FOLDER / "consolidated/au.md").write_text(re.sub("  unhcr: .*\n", "", text))
        assert found(root) == []
        assert stands(root)["unhcr"] == (Standing.CLEARED, Printed.AS_WRITTEN)


class TestRefused:
    def refused(self, root: Path, entity: str = "unhcr") -> str:
        before = {path: path.read_bytes() for path in root.rglob("*.md")}
        cleared = clear_folder(root, entity, None, "A", DAY)
        assert cleared.files == {}
        assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
        return "\n".join(cleared.refused)

    def test_errors(self, make_report: MakeReport) -> None:
        said = self.refused(make_report(unhcr__au=contribution("unhcr", "au", "A note.[^a]")))
        assert (
            said
            == "contributions/unhcr/au.md has an error; “assembler check contributions/unhcr/au.md” says what to do."
        )

    def test_queries_and_proposals(self, make_report: MakeReport) -> None:
        text = contribution("unhcr", "au", "One {>> two? <<}.\n\n{++Three.++}")
        said = self.refused(make_report(unhcr__au=text))
        assert "au.md, line 7: the query “two?” is open." in said
        assert "au.md, line 9: a proposed change is open." in said

    def test_queries_of_the_editor_in_its_words_alone(self, make_report: MakeReport) -> None:
        text = CONSOLIDATED.replace("alone.", "alone. {>> Really? <<}")
        assert "consolidated/au.md, line 8: the query" in self.refused(
            make_report(consolidated__au=text, who__au=TWO), "who"
        )
        assert clear_folder(make_report(consolidated__au=text, who__au=TWO), "unhcr", None, "A", DAY).files

    def test_missing_clearance_is_no_obstacle_to_itself(self, make_report: MakeReport) -> None:
        plan = PLAN + "rules: {IN-CLR-01: {level: error, reason: we are strict}}\n"
        assert clear_folder(make_report(report_yaml=plan), "unhcr", None, "A", DAY).files

    def test_blank_form(self, make_report: MakeReport) -> None:
        assert "has no text yet" in self.refused(make_report(unhcr__au=contribution("unhcr", "au", "")))

    def test_word_file_can_not_hold_it(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=None)
        (root / FOLDER / "unhcr").mkdir()
        (root / FOLDER / "unhcr" / "au.docx").write_bytes(b"PK")
        said = self.refused(root)
        assert "is a Word file, and there is no place in it for the record" in said
        assert "Move the file out of contributions/, then import it with --entity unhcr --organization au" in said

    def test_one_text_that_is_not_ready_keeps_all_back(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__asean=contribution("unhcr", "asean", "One {>> two? <<}."))
        assert "asean.md, line 7" in self.refused(root)
        assert clear_folder(root, "unhcr", "au", "A", DAY).files.keys() == {"contributions/unhcr/au.md"}

    def test_write_protected_file_is_named(self, make_report: MakeReport) -> None:
        root = make_report()
        path = root / FOLDER / "unhcr" / "au.md"
        path.chmod(0o444)
        assert self.refused(root) == "contributions/unhcr/au.md is write-protected; its clearance was not recorded."

    @pytest.mark.parametrize(
        ("entity", "organization", "said"),
        [
            ("unhrc", None, "No entity has the id, acronym or name “unhrc”; did you mean “unhcr”?"),
            ("au", "unhcr", "“au” is an organization. Name the entity first"),
            ("unhcr", "aux", "No entity or organization has the id, acronym or name “aux”"),
            ("unhcr", "asean", "There is no text of unhcr on asean in the report, so there is nothing to clear."),
        ],
    )
    def test_unknown_names(self, make_report: MakeReport, entity: str, organization: str | None, said: str) -> None:
        with pytest.raises(UnknownName, match=re.escape(said)):
            clear_folder(make_report(), entity, organization, "A", DAY)


@pytest.mark.slow
def test_organization_of_the_example_can_be_cleared_again(tmp_path: Path) -> None:
    """Every text on it changes, every entity clears anew, and nothing keeps the final back."""
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    for path in sorted((tmp_path / FOLDER).glob("*/asean.md")):
        path.write_text(path.read_text().rstrip() + "\n\nFurther words of the entity.\n")
    assert examine(tmp_path, draft=False).checked.blockers
    consolidate_organizations(tmp_path, ["asean"])
    for path in sorted((tmp_path / FOLDER).glob("*/asean.md")):
        if path.parent.name != "consolidated":
            assert clear_folder(tmp_path, path.parent.name, "asean", "A", DAY).refused == ()
    assert examine(tmp_path, draft=False).checked.blockers == ()
    assert ("IN-CLR-03", "unhcr/asean.md") not in found(tmp_path)
