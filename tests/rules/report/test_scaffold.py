"""Sentences and placeholders of scaffolds: found wherever they stand, never in the example report."""

from __future__ import annotations

import pytest

from assembler import pipeline
from assembler.assemble import assemble
from assembler.check import check as check_collection
from assembler.load import load
from assembler.model.finding import Finding, Severity
from assembler.storage.templates import read_sample_report
from tests.conftest import ENTITIES, ORGANIZATIONS, PLAN, contribution, small_files

SAMPLE = "Say here in one sentence who asked for the present report and why."


def check(files: dict[str, bytes], *, final: bool = False) -> list[Finding]:
    """The findings on scaffold text."""
    loaded = load(files)
    assert loaded.collection is not None
    report = assemble(loaded.collection, draft=not final)
    found = check_collection(loaded.collection, report).findings
    return [finding for finding in found if finding.rule.startswith("IN-SCF")]


def test_new_report_is_nothing_but_scaffold_text() -> None:
    files = {f"contributions/{name}": data for name, data in read_sample_report().items()}
    loaded = load(files)
    assert loaded.collection is not None
    assert all(text.is_scaffold for text in loaded.collection.contributions)
    assert {finding.source.path for finding in check(files)} == {
        path for path in files if path.endswith((".md", "report.yaml"))
    }


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("general__summary", SAMPLE),
        ("general__introduction", f"The Assembly asked for it. {SAMPLE}"),
        ("unhcr__au", contribution("unhcr", "au", SAMPLE)),
        ("consolidated__au", f"---\norganization: au\n---\n\n{SAMPLE}\n"),
        ("report_yaml", PLAN.replace("title: Introduction", f"title: {SAMPLE}")),
    ],
)
def test_sample_text_is_a_warning_in_a_draft_and_an_error_in_a_final(place: str, text: str) -> None:
    files = small_files(**{place: text})
    assert [(found.rule, found.severity) for found in check(files)] == [("IN-SCF-01", Severity.WARNING)]
    assert [(found.rule, found.severity) for found in check(files, final=True)] == [("IN-SCF-01", Severity.ERROR)]


def test_own_template_of_contributions_is_known() -> None:
    files = small_files(unhcr__au=contribution("unhcr", "au", "Tell us what AU and UNHCR have done. They met."))
    own = b"---\nentity: $entity\n---\n\n<!-- Tell us what $organization and UNHCR have done. -->\n"
    assert check(files) == []
    assert [found.rule for found in check(files | {"templates/contribution.md": own})] == ["IN-SCF-01"]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("focal_point: {name: YOUR NAME, email: a@example.org}", "focal_point"),
        ("focal_point: {name: Click here and type your name, email: a@example.org}", "focal_point"),
        ("waive: [{rule: UN-NUM-01, reason: NAME}]", "waive"),
        ("focal_point: {name: N.N., email: a@example.org}", "focal_point"),
        ("approved: {by: Name of the minister, on: 2020-07-01}", "approved"),
    ],
)
def test_placeholder_of_a_header_is_found_at_its_key(header: str, key: str) -> None:
    text = contribution("unhcr", "au", "They met.").replace("status:", f"{header}\nstatus:")
    (found,) = check(small_files(unhcr__au=text))
    assert (found.rule, found.source.line) == ("IN-SCF-02", 4)
    assert f"not a value for {key}" in found.message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("who: {name: World Health Organization,", "who: {name: TBD,", "name"),
        ("acronym: WHO}", "acronym: WHO, names: {fr: Entity A}}", "name"),
        ("acronym: WHO}", "acronym: WHO, contacts: [{name: N.N., email: who@un.org}]}", "contacts"),
    ],
)
def test_placeholder_of_the_list_of_entities_is_found(old: str, new: str, key: str) -> None:
    assert old in ENTITIES
    (found,) = check(small_files(entities_yaml=ENTITIES.replace(old, new)))
    assert (found.rule, found.source.path) == ("IN-SCF-02", "contributions/entities.yaml")
    assert f"not a value for {key}" in found.message


@pytest.mark.parametrize("name", ["TBD", "Organization X", "[Name]"])
def test_placeholder_of_a_name_in_another_language_is_found(name: str) -> None:
    organizations = ORGANIZATIONS.replace(
        "au: {name: African Union,", f"au: {{name: African Union, names: {{fr: '{name}'}},"
    )
    (found,) = check(small_files(organizations_yaml=organizations))
    assert (found.rule, found.source.path) == ("IN-SCF-02", "contributions/organizations.yaml")


@pytest.mark.parametrize(
    "name",
    [
        *("Name Surname", "John Doe", "Jane Roe", "FIRSTNAME LASTNAME", "M. Untel", "Prénom Nom", "Fulano de Tal"),
        *("Имя Фамилия", "Mr. X", "فلان", "张三", "ABC Organization", "City, Country"),
    ],
)
def test_placeholder_of_the_contact_of_the_plan_is_found(name: str) -> None:
    (found,) = check(small_files(report_yaml=PLAN + f"contact: {{email: a@example.org, name: '{name}'}}\n"))
    assert "not a value for contact" in found.message


def test_example_report_has_none(example: pipeline.Examination) -> None:
    assert not any(finding.rule.startswith("IN-SCF") for finding in example.checked.findings)
    assert example.collection is not None
    assert not any(text.is_scaffold for text in example.collection.contributions)
