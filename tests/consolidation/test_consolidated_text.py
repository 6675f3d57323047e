"""Consolidated texts: the same words in the same order, each with its source, and nothing of the editor's touched."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from assembler.__main__ import run
from assembler.consolidation import folder as consolidation
from assembler.consolidation.consolidated_text import NEW_MARK, append_text
from assembler.errors import UnknownName
from assembler.pipeline import examine
from assembler.writers.text import write
from tests.conftest import PLAN, ROOT, MakeReport, contribution

TEXT = "contributions/consolidated/au.md"
TABLE = "Table: Two\n\n| A | B |\n| --- | --- |\n| c | d |"
NOTED = f"UNHCR met.[^1]\n\n1. one\n2. two\n\n{TABLE}\n\n> Quoted.\n\n[^1]: Theirs."
OTHER = "WHO met;[^1] see [para.](#summit).{>> Why? <<}\n{: #summit }\n\nProposed {++now++}.\n\n[^1]: Another."


def consolidated(root: Path, organization: str = "au") -> str:
    consolidation.consolidate_organizations(root, [organization])
    return (root / f"contributions/consolidated/{organization}.md").read_text(encoding="utf-8")


def rules(root: Path) -> list[str]:
    """The codes of what is found, style and clearance aside."""
    found = [finding.rule for finding in examine(root).checked.findings]
    return [code for code in found if code.startswith("IN-") and not code.startswith("IN-CLR")]


def printed(root: Path) -> bytes:
    """The words of the draft."""
    report = examine(root).report
    assert report is not None
    return write(report, {})


def rich(make_report: MakeReport) -> Path:
    return make_report(
        report_yaml=PLAN.replace("who: [au]", "who: [au, asean]"),
        unhcr__au=contribution("unhcr", "au", NOTED),
        who__au=contribution("who", "au", OTHER),
        who__asean=contribution("who", "asean", "The second (see [para.](who/au#summit))."),
        general__introduction="See [para.](#summit) below.\n",
    )


def test_text_is_printed_as_before(make_report: MakeReport) -> None:
    root = rich(make_report)
    before, found = printed(root), rules(root)
    text = consolidated(root)
    assert printed(root) == before
    assert set(rules(root)) == set(found)
    assert text.startswith('---\norganization: au\n---\n\nUNHCR met.[^1]\n{: from="unhcr/au#p1@')
    assert "[^1]: Theirs." in text
    assert "[^1-2]: Another." in text
    assert "{>> Why? <<}" in text
    assert '{: #summit from="who/au#summit@' in text


@pytest.mark.slow
def test_every_organization_of_the_example_is_printed_as_before(tmp_path: Path) -> None:
    example_copy = Path(copytree(ROOT / "contributions", tmp_path / "report/contributions")).parent
    before = printed(example_copy)
    collection = examine(example_copy).collection
    assert collection is not None
    for organization in collection.vocabulary.organizations:
        consolidation.consolidate_organizations(example_copy, [organization])
    assert printed(example_copy) == before
    assert rules(example_copy) == []


def test_second_run_adds_what_is_new_and_touches_nothing(make_report: MakeReport) -> None:
    root = rich(make_report)
    edited = consolidated(root).replace("UNHCR met.", "The editor's words.").rstrip("\n").replace("\n", "\r\n").encode()
    (root / TEXT).write_bytes(edited)
    assert consolidation.consolidate_organizations(root, ["au"]).files == {}
    assert (root / TEXT).read_bytes() == edited
    more = NOTED.replace("UNHCR met.", "New first.[^1]\n{: #summit }\n\nUNHCR met.")
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", more), encoding="utf-8")
    assert "IN-SRC-03" in rules(root)
    assert consolidation.consolidate_organizations(root, ["au"]).texts == (TEXT,)
    now = (root / TEXT).read_bytes()
    assert now.startswith(edited + b"\r\n\r\n" + NEW_MARK.encode() + b"\r\n\r\nNew first.[^1-3]\r\n{: #summit-2 from=")
    assert set(rules(root)) == {"IN-OPN-01", "IN-OPN-02"}
    assert consolidation.consolidate_organizations(root, ["au"]).files == {}


def test_sources_are_found_again_when_places_shift(make_report: MakeReport) -> None:
    root = rich(make_report)
    consolidated(root)
    shifted = NOTED.replace("UNHCR met.", "Quite new.\n\nUNHCR met.")
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", shifted), encoding="utf-8")
    findings = [finding for finding in examine(root).checked.findings if finding.rule.startswith("IN-SRC")]
    assert [(finding.rule, finding.message) for finding in findings] == [
        ("IN-SRC-03", f"unhcr/au#p1 is not used in {TEXT}.")
    ]


def test_changed_source_is_shown_by_word(make_report: MakeReport) -> None:
    root = rich(make_report)
    consolidated(root)
    changed = OTHER.replace("WHO met;", "WHO met in Geneva;")
    (root / "contributions/who/au.md").write_text(contribution("who", "au", changed), encoding="utf-8")
    (finding,) = [item for item in examine(root).checked.findings if item.rule.startswith("IN-SRC")]
    assert finding.rule == "IN-SRC-02"
    assert "Here and in the source now: WHO met{++ in Geneva++}; see para." in finding.hint


def test_vanished_and_left_out_sources(make_report: MakeReport) -> None:
    root = rich(make_report)
    text = consolidated(root)
    kept, _, dropped = text.partition("Proposed {++now++}.\n")
    assert kept
    header = "organization: au\nleft_out: {who/au#p2: too long, who/au#p9: gone}\n"
    dropped = dropped.partition("}\n")[2]
    (root / TEXT).write_text(kept.replace("organization: au\n", header) + dropped, encoding="utf-8")
    (root / "contributions/unhcr/au.md").unlink()
    assert sorted(rule for rule in rules(root) if rule.startswith("IN-SRC")) == ["IN-SRC-01", "IN-SRC-04"]


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("deleted in Word", "who/au#p1 was deleted in Word, and no reason is given: “WHO met in Cairo.”"),
        ("deleted in Word by Jane Rowe", "who/au#p1 was deleted in Word, and no reason is given: “WHO met in Cairo.”"),
        ("deleted in Word by Jane Rowe; UNHCR reports the same meeting", ""),
        ("UNHCR reports the same meeting", ""),
        ("moved to general/introduction in Word", ""),
        (
            "moved to general/summary in Word by Jane Rowe",
            "who/au#p1 was moved to general/summary in Word, and does not stand there: “WHO met in Cairo.”",
        ),
    ],
)
def test_deletion_by_a_merge_needs_the_reason_of_the_editor(make_report: MakeReport, reason: str, wanted: str) -> None:
    text = f'---\norganization: au\nleft_out: {{who/au#p1: "{reason}"}}\n---\n\nUNHCR met.\n{{: from="unhcr/au#p1" }}\n'
    root = make_report(
        consolidated__au=text,
        who__au=contribution("who", "au", "WHO met in Cairo."),
        general__introduction="In June WHO met in Cairo.\n",
    )
    checked = examine(root, draft=False).checked
    assert [finding.message for finding in checked.findings if finding.rule == "IN-SRC-06"] == [wanted] * bool(wanted)
    assert ("IN-SRC-06" in {finding.rule for finding in checked.blockers}) == bool(wanted)
    for finding in checked.findings:
        if finding.rule == "IN-SRC-06":
            assert finding.hint == (
                f"Under left_out, write the reason in place of “{reason}”. To print the paragraph, delete its "
                "entry under left_out, then run “assembler consolidate au --update”."
            )


def test_paragraph_that_is_left_out_and_printed_is_named(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "UNHCR met."))
    text = consolidated(root)
    entry = 'organization: au\nleft_out: {unhcr/au#p1: "too long"}'
    (root / TEXT).write_text(text.replace("organization: au", entry, 1), encoding="utf-8")
    (finding,) = [item for item in examine(root).checked.findings if item.rule == "IN-SRC-04"]
    assert finding.message == f"The paragraph “unhcr/au#p1” stands under left_out, and {TEXT} prints the paragraph."


def test_order_and_themes_are_kept(make_report: MakeReport) -> None:
    last = "## Human rights\n\nRights.\n\n## Humanitarian affairs\n\nAid.\n\n## Human rights\n\nFirst.\n{: order=1 }"
    root = make_report(report_yaml=PLAN + "print_themes: true\n", unhcr__au=contribution("unhcr", "au", last))
    before = printed(root)
    text = consolidated(root)
    assert printed(root) == before
    assert "order=" not in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Human rights",
        "## Humanitarian affairs",
        "## Human rights",
    ]


def test_unusable_contribution_is_named(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(who__au="no header\n")
    assert run(["consolidate", "au", "-C", str(root)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{TEXT}\n"
    assert "contributions/who/au.md cannot be used, so nothing of it was taken over." in said.err
    assert "1 paragraph was taken over" in said.err


def test_unknown_organization(make_report: MakeReport) -> None:
    with pytest.raises(UnknownName, match="did you mean “asean”"):
        consolidation.consolidate_organizations(make_report(), ["asaen"])


def test_plan_that_cannot_be_used(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", "au", "-C", str(make_report(report_yaml="title: [\n"))]) == 1
    assert "Nothing was made" in capsys.readouterr().err


@pytest.mark.parametrize("old", [b"a", b"a\n", b"a\n\n"])
def test_added_text_stands_after_one_empty_line(old: bytes) -> None:
    assert append_text(old, "b\n") == b"a\n\nb\n"


SEVERAL = contribution("who", "asean", "WHO advised ASEAN.")


def test_several_organizations_have_a_line_each(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(who__asean=SEVERAL)
    assert run(["consolidate", "--all", "-C", str(root)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["contributions/consolidated/asean.md", TEXT]
    lines = err.splitlines()
    assert [TEXT in line for line in lines] == [False, True, False]
    assert lines[-1] == "2 texts written."
    assert run(["undo", "-C", str(root)]) == 0
    assert not (root / TEXT).exists()


def test_text_that_cannot_be_written_does_not_stop_the_others(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(who__asean=SEVERAL)
    assert run(["consolidate", "au", "-C", str(root)]) == 0
    with (root / "contributions/unhcr/au.md").open("a") as file:
        file.write("\nQuite new.\n")
    (root / TEXT).chmod(0o444)
    capsys.readouterr()
    assert run(["consolidate", "AU", "ASEAN", "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out == "contributions/consolidated/asean.md\n"
    assert f"{TEXT} is write-protected and was left alone.\n1 text written; 1 could not be written.\n" in err
    assert run(["consolidate", "au", "-C", str(root)]) == 2
    assert f"{TEXT} is write-protected and was left alone." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--all", "au"]])
def test_organizations_or_all_are_named(make_report: MakeReport, arguments: list[str]) -> None:
    assert run(["consolidate", *arguments, "-C", str(make_report())]) == 2


def test_text_that_cannot_be_used_is_named_and_left_alone(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = "---\norganization: [au\n---\n\nMine.\n"
    root = make_report(who__asean=SEVERAL, consolidated__au=broken)
    said = f"{TEXT} cannot be used, so nothing was added; “assembler check {TEXT}” says what is wrong.\n"
    for further in ([], ["--update"]):
        assert run(["consolidate", "au", *further, "-C", str(root)]) == 1
        assert capsys.readouterr() == ("", said)
    assert run(["consolidate", "--all", "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out == "contributions/consolidated/asean.md\n"
    assert err.endswith(f"{said}1 text written; 1 could not be written.\n")
    assert run(["consolidate", "--all", "--update", "-C", str(root)]) == 1
    assert said in capsys.readouterr().err
    assert (root / TEXT).read_text(encoding="utf-8") == broken
