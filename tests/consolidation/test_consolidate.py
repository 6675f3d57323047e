"""Consolidating from files to files, without a folder."""

from __future__ import annotations

import pytest

from assembler.api import check
from assembler.consolidation.consolidate import consolidate
from assembler.errors import UnknownName
from assembler.load import load
from assembler.model.finding import Extent
from assembler.storage.report_files import read_folder
from tests.conftest import MakeReport, contribution

AU, ASEAN = "contributions/consolidated/au.md", "contributions/consolidated/asean.md"


def test_consolidation_gives_a_new_text_for_each_organization_and_touches_nothing(make_report: MakeReport) -> None:
    root = make_report(who__asean=contribution("who", "asean", "WHO advised ASEAN."))
    files = dict(read_folder(root).files)
    before = dict(files)
    result = consolidate(files, ["AU", "asean", "African Union", "au"])
    assert files == before == read_folder(root).files
    assert result.texts == (AU, ASEAN)
    kept = {path.replace("contributions/", "contributions/.received/") for path in (AU, ASEAN)}
    assert set(result.files) == {AU, ASEAN, *kept}
    assert b"WHO advised ASEAN." in result.files[ASEAN]
    assert [remark.partition(";")[0].endswith("taken over") for remark in result.remarks] == [True, True]
    assert result.findings == ()
    again = consolidate(files | result.files, ["au", "asean"])
    assert again.files == {}
    assert all(remark.startswith("No paragraph was added") for remark in again.remarks)


def test_new_paragraph_is_added_to_a_text_that_exists(make_report: MakeReport) -> None:
    files = dict(read_folder(make_report()).files)
    consolidated = files | consolidate(files, ["au"]).files
    path = "contributions/unhcr/au.md"
    later = consolidated | {path: consolidated[path] + b"\nQuite new.\n"}
    added = consolidate(later, ["au"]).files[AU]
    assert added.startswith(consolidated[AU])
    assert b"Quite new." in added


def test_organization_without_contributions_gets_no_text(make_report: MakeReport) -> None:
    result = consolidate(read_folder(make_report()).files, ["asean"])
    assert result.files == {}
    assert result.remarks == (f"No contribution has text to take over; {ASEAN} was not written.",)


def test_all_are_those_on_which_a_contribution_has_text(make_report: MakeReport) -> None:
    nothing = contribution("who", "asean", "").replace("submitted", "nothing-to-report")
    files = dict(read_folder(make_report(who__asean=nothing)).files)
    result = consolidate(files, all_organizations=True)
    assert result == consolidate(files, ["au"])
    assert [*result.parts] == ["au"]
    files |= {"contributions/who/asean.md": contribution("who", "asean", "They met.").encode()}
    assert [*consolidate(files, all_organizations=True).parts] == ["asean", "au"]


def test_all_that_are_updated_are_those_that_have_a_text(make_report: MakeReport) -> None:
    files = dict(read_folder(make_report(who__asean=contribution("who", "asean", "WHO advised ASEAN."))).files)
    with pytest.raises(UnknownName, match="No organization of the report has a consolidated text"):
        consolidate(files, all_organizations=True, update=True)
    files |= consolidate(files, ["au"]).files
    assert [*consolidate(files, all_organizations=True, update=True).parts] == ["au"]
    with pytest.raises(UnknownName, match="No organization of the report has a contribution with text"):
        consolidate(
            {
                **files,
                "contributions/unhcr/au.md": b"",
                "contributions/who/au.md": b"",
                "contributions/who/asean.md": b"",
            },
            all_organizations=True,
        )


def test_unusable_plan_is_a_finding_and_an_unknown_organization_an_error(make_report: MakeReport) -> None:
    assert "IN-PLC-05" in {finding.rule for finding in consolidate({}, ["au"]).findings}
    with pytest.raises(UnknownName):
        consolidate(read_folder(make_report()).files, ["asaen"])


def test_sample_text_of_a_form_is_not_taken_over(make_report: MakeReport) -> None:
    sample = "Say here what the World Health Organization and the African Union did together.\n"
    files = dict(read_folder(make_report(who__au=contribution("who", "au", sample))).files)
    result = consolidate(files, ["au"])
    assert b"Say here" not in result.files[AU]
    assert result.remarks[0] == "contributions/who/au.md has sample text alone, so nothing of it was taken over."
    findings = check(load(files | result.files), extent=Extent.STRUCTURE).findings
    assert "IN-SRC-03" not in [finding.rule for finding in findings]
