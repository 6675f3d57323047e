"""Ways in which a text that was read could be missing from a final: each is refused, with the text and the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.consolidation.folder import consolidate_organizations
from assembler.model.finding import Finding
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.unprinted_texts import UNPRINTED
from assembler.pipeline import examine
from assembler.writers.text import write
from tests.conftest import ORGANIZATIONS, PLAN, ROOT, MakeReport, contribution
from tests.readers.docx.docx_files import docx, p

pytestmark = pytest.mark.slow

type Change = Callable[[Path], None]

SECTION = "{title: Cooperation, organizations: all, headings: true}"
OSCE = "osce: {name: Organization for Security and Cooperation in Europe}\n"
LIST_FIRST = contribution("who", "au", "- Judges\n- Officers\n\nWHO worked.").replace("status", "also: [asean]\nstatus")


def plan(old: str, new: str) -> Change:
    assert old in PLAN
    return lambda root: rewrite(root, "report.yaml", old, new)


def rewrite(root: Path, name: str, old: str, new: str) -> None:
    path = root / "contributions" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(name: str, text: str | bytes) -> Change:
    return lambda root: write_file(root, name, text)


def write_file(root: Path, name: str, text: str | bytes) -> None:
    path = root / "contributions" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def consolidate(*changes: Change) -> Change:
    def change(root: Path) -> None:
        consolidate_organizations(root, ["au"])
        for one in changes:
            one(root)

    return change


def together(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def change_text(name: str, old: str, new: str) -> Change:
    return lambda root: rewrite(root, name, old, new)


def leave_out_all(root: Path) -> None:
    """What a merge leaves of a consolidated text when both its paragraphs were deleted or moved."""
    header = "organization: au\nleft_out: {unhcr/au#p1: moved to asean in Word, who/au#p1: deleted in Word}"
    write_file(root, "consolidated/au.md", f"---\n{header}\n---\n")


RICH = contribution(
    "who",
    "au",
    "WHO trained these people in Cairo:[^a]\n\n- Judges of appeal\n- Police officers\n\n"
    "The Minister said:\n\n> Nobody should wait for medicines.\n\n[^a]: Courses lasted three weeks.",
)
ROWS = "Table: Courses\n\n| Country | People |\n| --- | --- |\n| Chad | 40 |\n| Niger | 52 |\n"


def take_out(*parts: str, text: str = RICH) -> Change:
    """Takes parts of the contribution out of the consolidated text, and keeps the paragraphs."""

    def change(root: Path) -> None:
        write_file(root, "who/au.md", text)
        consolidate_organizations(root, ["au"])
        for part in parts:
            rewrite(root, "consolidated/au.md", part, "")

    return change


def move_into_text_left_out(root: Path) -> None:
    """A paragraph on the African Union goes to a text that no section prints, and that is left out with a reason."""
    write_file(root, "who/au.md", contribution("who", "au", "WHO worked.\n\nWHO trained judges in Cairo."))
    consolidate_organizations(root, ["au"])
    text = (root / "contributions/consolidated/au.md").read_text(encoding="utf-8")
    kept, _, moved = text.partition("WHO trained")
    write_file(root, "consolidated/au.md", kept)
    header = "organization: asean\nwaive: [{rule: IN-COV-08, reason: not in this report}]"
    write_file(root, "consolidated/asean.md", f"---\n{header}\n---\n\nWHO trained{moved}")
    rewrite(root, "report.yaml", "organizations: all", "organizations: {except: [asean]}")


WAYS: dict[str, tuple[Change, str, str, str]] = {
    "no section has the organization": (
        plan(SECTION, "{title: Cooperation, organizations: [asean]}"),
        "IN-COV-08",
        "contributions/unhcr/au.md is not printed: no section of the report has the African Union",
        "Add au to the organizations of a section",
    ),
    "its section excepts the organization": (
        plan("organizations: all", "organizations: {except: [au]}"),
        "IN-COV-08",
        "contributions/who/au.md is not printed: no section of the report has the African Union",
        "waive IN-COV-08 in the header of that text, with the reason",
    ),
    "the section was deleted": (
        plan(f"  - {SECTION}\n", ""),
        "UN-ORD-02",
        "Sub-item (a), on the African Union, has no text",
        "Print the text that exists on this organization",
    ),
    "a consolidated text of an excepted organization": (
        consolidate(plan("organizations: all", "organizations: {except: [au]}")),
        "IN-COV-08",
        "contributions/consolidated/au.md is not printed",
        "Add au to the organizations",
    ),
    "also of a text that is not printed": (
        plan("organizations: all", "organizations: {except: [au]}"),
        "UN-ORD-02",
        "Sub-item (b), on the Association of Southeast Asian Nations, has no text",
        "list the organization under “also” in the header of a text that covers both",
    ),
    "all paragraphs left out": (
        leave_out_all,
        "UN-ORD-02",
        "Sub-item (a), on the African Union, has no text",
        "Print the text that exists on this organization",
    ),
    "a consolidated text that is only a header": (
        leave_out_all,
        "IN-COV-08",
        "contributions/consolidated/au.md has no text below its header",
        "delete the file to print the contributions as received",
    ),
    "a contribution that is only a header and was not requested": (
        add("unhcr/asean.md", contribution("unhcr", "asean", "")),
        "IN-COV-08",
        "contributions/unhcr/asean.md has no text below its header",
        "Write the text, or “status: nothing-to-report”",
    ),
    "a general text that nothing names": (
        add("general/observations.md", "The Assembly may wish to note this.\n"),
        "IN-COV-08",
        "contributions/general/observations.md is not printed: no section and no annex",
        "Name observations as the text of a section",
    ),
    "a summary that the plan no longer names": (
        plan("summary: summary\n", ""),
        "IN-COV-08",
        "contributions/general/summary.md is not printed",
        "Name summary as",
    ),
    "a general text that is only a header": (
        add("general/introduction.md", "---\nstatus: cleared\n---\n"),
        "IN-COV-08",
        "contributions/general/introduction.md has no text",
        "Write the text, or delete the file",
    ),
    "a contribution in Word on an organization without section": (
        together(
            add("organizations.yaml", ORGANIZATIONS + OSCE),
            add("unhcr/osce.docx", docx(p("UNHCR trained judges."))),
            plan("organizations: all", "organizations: [au, asean]"),
        ),
        "IN-COV-08",
        "contributions/unhcr/osce.docx is not printed: no section of the report has the Organization for Security",
        "Add osce to the organizations",
    ),
    "a contribution after consolidation": (
        consolidate(change_text("unhcr/au.md", "African Union.", "African Union.\n\nIt trained judges.")),
        "IN-SRC-03",
        "unhcr/au#p2 is not used in contributions/consolidated/au.md",
        "under left_out: with the reason",
    ),
    "a change after consolidation": (
        consolidate(change_text("unhcr/au.md", "UNHCR worked", "UNHCR trained judges")),
        "IN-SRC-02",
        "The entity has changed unhcr/au#p1 since the paragraph was consolidated here",
        "trained judges",
    ),
    "a change after a paragraph was left out": (
        consolidate(
            change_text(
                "consolidated/au.md", "organization: au", f"organization: au\nleft_out: {{who/au#p1@{'0' * 12}: x}}"
            )
        ),
        "IN-SRC-02",
        "The entity has changed who/au#p1 since the paragraph was left out here",
        "“assembler consolidate au --update” shows the change",
    ),
    "a list that belongs to no paragraph, after consolidation": (
        consolidate(add("who/au.md", LIST_FIRST)),
        "IN-COV-08",
        "This part of contributions/who/au.md belongs to no paragraph",
        "Copy this part into contributions/consolidated/au.md",
    ),
    "the list of a paragraph, in a join": (
        take_out("- Judges of appeal\n- Police officers\n\n"),
        "IN-COV-08",
        "contributions/consolidated/au.md has a paragraph of contributions/who/au.md, but not the list",
        "Copy this part into contributions/consolidated/au.md",
    ),
    "the quotation of a paragraph, in a join": (
        take_out("> Nobody should wait for medicines.\n"),
        "IN-COV-08",
        "contributions/consolidated/au.md has a paragraph of contributions/who/au.md, but not the quotation",
        "Copy this part into contributions/consolidated/au.md",
    ),
    "one item of a list": (
        take_out("- Police officers\n"),
        "IN-COV-08",
        "contributions/consolidated/au.md has a list of contributions/who/au.md, "
        "but not the words of this item: “Police officers”",
        "Copy this part into contributions/consolidated/au.md, or waive IN-COV-08",
    ),
    "one row of a table": (
        take_out("| Niger | 52 |\n", text=contribution("who", "au", f"WHO trained these people:\n\n{ROWS}")),
        "IN-COV-08",
        "contributions/consolidated/au.md has a table of contributions/who/au.md, "
        "but not the words of this row: “Niger | 52”",
        "Copy this part into contributions/consolidated/au.md, or waive IN-COV-08",
    ),
    "the footnote of a paragraph, in a join": (
        take_out("[^a]: Courses lasted three weeks.", "[^a]"),
        "IN-COV-08",
        "contributions/consolidated/au.md has a paragraph of contributions/who/au.md, but not its footnote",
        "Copy this part into contributions/consolidated/au.md",
    ),
    "the footnote of an item": (
        take_out(
            "[^a]: Courses lasted three weeks.",
            "[^a]",
            text=contribution(
                "who",
                "au",
                "WHO trained:\n\n- Judges of appeal;[^a]\n- Police officers.\n\n[^a]: Courses lasted three weeks.",
            ),
        ),
        "IN-COV-08",
        "contributions/consolidated/au.md has a paragraph of contributions/who/au.md, but not its footnote",
        "Copy this part into contributions/consolidated/au.md",
    ),
    "a paragraph in the text on another organization, which is left out": (
        move_into_text_left_out,
        "IN-SRC-03",
        "who/au#p2 is not used in contributions/consolidated/au.md",
        "under left_out: with the reason",
    ),
    "a paragraph deleted in Word": (
        consolidate(
            change_text(
                "consolidated/au.md", "organization: au", "organization: au\nleft_out: {who/au#p1: deleted in Word}"
            )
        ),
        "IN-SRC-06",
        "who/au#p1 was deleted in Word, and no reason is given: “",
        "Under left_out, write the reason in place of “deleted in Word”",
    ),
}
"""What is done to the small report; the rule that finds it, the beginning of its message, and what its hint says."""


def find(root: Path, code: str, *, draft: bool) -> list[Finding]:
    return [finding for finding in examine(root, draft=draft).checked.findings if finding.rule == code]


@pytest.mark.parametrize("way", WAYS)
def test_text_that_would_be_lost_keeps_a_final_back(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    change, code, message, hint = WAYS[way]
    root = make_report()
    change(root)
    for draft in (True, False):
        (found,) = [finding for finding in find(root, code, draft=draft) if finding.message.startswith(message)]
        assert hint in found.hint
    assert code in {finding.rule for finding in examine(root, draft=False).checked.blockers}
    capsys.readouterr()
    assert run(["build", "-C", str(root), "--final", "--to", "txt", "--format", "concise"]) == 1
    assert message in capsys.readouterr().out
    assert not (root / "build").exists()
    run(["status", "-C", str(root), "--format", "json"])
    assert message in capsys.readouterr().out


def test_nothing_is_lost_in_the_small_report(make_report: MakeReport) -> None:
    root = make_report()
    consolidate_organizations(root, ["au"])
    found = {finding.rule for finding in examine(root, draft=False).checked.blockers}
    assert found == {"IN-CLR-01"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- Judges of appeal\n- Police officers\n", "- Officers of the police, and appeal judges\n"),
        ("- Judges of appeal\n- Police officers\n", "Appeal judges and police officers came.\n"),
        ("- Police officers\n", "\nPolice officers and their teachers were there, too.\n"),
    ],
)
def test_items_that_are_worded_otherwise_are_not_lost(make_report: MakeReport, old: str, new: str) -> None:
    root = make_report()
    write_file(root, "who/au.md", RICH)
    consolidate_organizations(root, ["au"])
    rewrite(root, "consolidated/au.md", old, new)
    assert not find(root, UNPRINTED, draft=False)


def test_items_are_found_where_the_entity_has_moved_the_paragraph(make_report: MakeReport) -> None:
    root = make_report(who__au=RICH)
    consolidate_organizations(root, ["au"])
    rewrite(root, "consolidated/au.md", "- Police officers\n", "")
    rewrite(root, "who/au.md", "WHO trained these", "WHO met a delegation.\n\nWHO trained these")
    (found,) = find(root, UNPRINTED, draft=False)
    assert "not the words of this item: “Police officers”" in found.message


def test_cut_sentence_is_named_by_a_final_after_all_clearances(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(
        unhcr__au=contribution("unhcr", "au", "UNHCR met judges in Cairo. It helped 400 families to return to Chad.")
    )
    consolidate_organizations(root, ["au"])
    rewrite(root, "consolidated/au.md", " It helped 400 families to return to Chad.", "")
    assert run(["clear", "-C", str(root), "--all", "--by", "A. Person"]) == 0
    sentence = "without this sentence: “It helped 400 families to return to Chad.”"
    assert f"contributions/consolidated/au.md prints unhcr/au#p1 {sentence}" in capsys.readouterr().err
    assert run(["build", "-C", str(root), "--final", "--to", "txt", "--format", "concise"]) == 0
    assert f"warning IN-SRC-07 This paragraph prints unhcr/au#p1 {sentence}" in capsys.readouterr().out
    rewrite(
        root, "consolidated/au.md", "organization: au", "organization: au\nwaive: [{rule: IN-SRC-07, reason: long}]"
    )
    assert run(["build", "-C", str(root), "--final", "--to", "txt", "--format", "concise"]) == 0
    assert "IN-SRC-07" not in capsys.readouterr().out


def test_draft_names_what_it_does_not_print(make_report: MakeReport) -> None:
    root = make_report(general__observations="The Assembly may wish to note this.\n")
    report = examine(root).report
    assert report is not None
    *_, last = report.sections[-1].sections[-1].blocks
    assert extract_passage_text((last,)) == (
        "[contributions/general/observations.md: the text is not printed; see the findings]"
    )


def test_status_names_each_text(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(general__first="The first.\n", general__second="The second.\n")
    run(["status", "-C", str(root)])
    said = capsys.readouterr().out
    assert "  IN-COV-08  contributions/general/first.md is not printed" in said
    assert "  IN-COV-08  contributions/general/second.md is not printed" in said


def test_text_is_left_out_with_a_reason(make_report: MakeReport) -> None:
    text = "---\nwaive: [{rule: IN-COV-08, reason: kept for next year}]\n---\n\nThe Assembly may wish to note this.\n"
    root = make_report(general__observations=text)
    examined = examine(root)
    assert [finding.rule for finding in examined.checked.waived if finding.rule == UNPRINTED] == [UNPRINTED]
    assert UNPRINTED not in {finding.rule for finding in examined.checked.findings}
    assert examined.report is not None
    assert b"observations.md" not in write(examined.report, {})


def test_waiver_of_a_text_that_is_printed_is_idle(make_report: MakeReport) -> None:
    text = "---\nwaive: [{rule: IN-COV-08, reason: kept}]\n---\n\nThe first.\n"
    assert find(make_report(general__introduction=text), "IN-WVR-01", draft=False)


def test_header_asked_for_is_named_once_as_missing(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", ""))
    assert find(root, "IN-COV-01", draft=False)
    assert not find(root, UNPRINTED, draft=False)


def test_nothing_of_the_example_is_lost() -> None:
    assert not find(ROOT, UNPRINTED, draft=False)
