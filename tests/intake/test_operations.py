"""Imports, answers, new contributions and questionnaires out of files in memory, without a disk."""

from __future__ import annotations

import doctest
from typing import Any

import pytest

from assembler.assemble import assemble
from assembler.check import check
from assembler.errors import UnknownName, Unwritable
from assembler.intake import operations
from assembler.intake.form_operations import ScaffoldResult, begin_forms
from assembler.intake.operations import ImportResult, answer_entity, import_word
from assembler.load import load
from assembler.model.finding import Finding
from tests.conftest import ENTITIES, PLAN, contribution, small_files
from tests.ooxml.test_added_comments import file_of
from tests.readers.docx.docx_files import docx, p, r, table

AU = "contributions/unhcr/au.md"
WORD = file_of("They met in Addis Ababa.", "They agreed.")


def load_and_check(files: dict[str, bytes]) -> tuple[Finding, ...]:
    collection = load(files).collection
    assert collection is not None
    return check(collection, assemble(collection, draft=True)).findings


def import_au(files: dict[str, bytes], data: bytes = WORD, *, replace_existing: bool = False) -> ImportResult:
    return import_word(
        files, data, "sent/au.docx", entity="unhcr", organization="au", replace_existing=replace_existing
    )


class TestImport:
    def test_word_file_becomes_a_contribution(self) -> None:
        result = import_au(small_files(unhcr__au=None))
        assert [*result.files] == [AU, "contributions/.received/unhcr/au.md"]
        assert result.contributions == (AU,)
        assert b"They met in Addis Ababa.\n\nThey agreed.\n" in result.files[AU]
        assert result.sentences == (f"African Union: 2 paragraphs, 7 words, in {AU}.",)
        assert [file.text for file in result.inputs] == ["They met in Addis Ababa.\nThey agreed."]
        ((entity, sent),) = result.sent
        assert (entity, sent.name, sent.organizations) == ("unhcr", "au.docx", ("au",))

    def test_other_text_is_replaced_only_where_asked(self) -> None:
        files = small_files()
        refused = import_au(files)
        assert refused.files == {}
        assert [finding.rule for finding in refused.findings] == ["IN-DOC-12"]
        replaced = import_au(files, replace_existing=True)
        assert replaced.files[".assembler/replaced/unhcr/au-1.md"] == files[AU]
        assert replaced.contributions == (AU,)
        files |= replaced.files
        again = import_au(files, file_of("Other words."), replace_existing=True)
        assert again.contributions == (AU,), "that one came by an import, so that the words are merged"
        assert not any(place.startswith(".assembler/") for place in again.files)

    def test_same_text_changes_nothing(self) -> None:
        files = small_files(unhcr__au=None)
        files |= import_au(files).files
        result = import_au(files)
        assert result.files == {}
        assert "nothing changed" in result.sentences[0]

    def test_what_only_the_author_can_mend_is_said_at_once(self) -> None:
        head = "<w:tr><w:tc>" + p("Country") + '</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        head += p("Refugees") + "</w:tc></w:tr>"
        grid = table(["Chad", "40", "50"]).replace("<w:tblPr/>", f"<w:tblPr/>{head}")
        body = p(r("Progress", "<w:b/>")) + p("They met in May.") + p("Figure 1: Refugees") + grid
        files = small_files(unhcr__au=None)
        result = import_au(files, docx(body))
        marked = [(finding.rule, finding.source.path, finding.source.line) for finding in result.findings]
        path = "sent/au.docx"
        assert marked == [("IN-THM-02", path, 1), ("IN-FIG-01", path, 3), ("IN-TBL-05", path, 5)]
        later = load_and_check(files | dict(result.files))
        assert {finding.rule for finding in result.findings} <= {f.rule for f in later if f.source.path == AU}
        assert [finding.rule for finding in import_au(files, docx(p("N/A"))).findings] == ["IN-COV-07"]
        assert import_au(files | dict(result.files), docx(body)).findings == ()

    def test_file_that_is_no_word_file_is_refused(self) -> None:
        result = import_au(small_files(), b"PK nothing")
        assert (result.files, result.sentences) == ({}, ("sent/au.docx: nothing was taken.",))
        assert [finding.rule for finding in result.findings] == ["IN-DOC-02"]

    def test_unknown_entity_is_refused(self) -> None:
        with pytest.raises(UnknownName, match="unhrc"):
            import_word(small_files(), WORD, "au.docx", entity="unhrc")

    def test_any_name_of_entity_and_organization_will_do(self) -> None:
        result = import_word(small_files(unhcr__au=None), WORD, "x.docx", entity="UNHCR", organization="African Union")
        assert result.contributions == ("contributions/unhcr/au.md",)

    def test_files_without_a_plan_give_findings(self) -> None:
        result = import_au({})
        assert not result.has_settings
        assert {finding.rule for finding in result.findings} == {"IN-PLC-05"}


class TestAnswer:
    def test_entity_may_be_named_by_its_acronym(self) -> None:
        assert answer_entity(small_files(), "UNHCR", "text") == answer_entity(small_files(), "unhcr", "text")
        with pytest.raises(UnknownName, match="did you mean “unhcr”"):
            answer_entity(small_files(), "unhrc")

    def test_three_formats(self) -> None:
        files = small_files(unhcr__au=None)
        result = import_au(files)
        files |= result.files
        sent = [file for _, file in result.sent]
        assert answer_entity(files, "unhcr").data.startswith(b"<!DOCTYPE html>")
        assert b"Your contribution to A/75/345" in answer_entity(files, "unhcr", "text", sent).data
        assert answer_entity(files, "unhcr", "docx", sent).data.startswith(b"PK")

    def test_is_in_the_language_of_the_entity(self) -> None:
        french = ENTITIES.replace("acronym: UNHCR}", "acronym: UNHCR, languages: [fr], names: {fr: Haut-Commissariat}}")
        page = answer_entity(small_files(entities_yaml=french), "unhcr").data.decode()
        assert '<html lang="fr">' in page
        assert "<p>Haut-Commissariat (UNHCR)</p>" in page
        assert '<html lang="en">' in answer_entity(small_files(entities_yaml=french), "who").data.decode()

    @pytest.mark.parametrize("format", ["html", "text", "docx"])
    def test_files_without_a_usable_plan_give_findings(self, format: str) -> None:
        result = answer_entity(small_files(report_yaml="title: [unclosed\n"), "unhcr", format)
        assert result.data == b""
        assert result.findings[0].rule == "IN-YML-01"


def begin_contribution(files: dict[str, bytes], entity: str, organization: str, **earlier: Any) -> ScaffoldResult:
    (form,) = begin_forms(files, [entity, organization], as_word=False, **earlier).forms
    return form


def begin_questionnaire(files: dict[str, bytes], *names: str, **earlier: Any) -> ScaffoldResult:
    (form,) = begin_forms(files, names, **earlier).forms
    return form


class TestBegin:
    def test_contribution(self) -> None:
        earlier = small_files(unhcr__au=contribution("unhcr", "au", "They met last time."))
        result = begin_contribution(small_files(unhcr__au=None), "unhcr", "au", earlier=earlier)
        assert (result.place, result.remarks) == (AU, ())
        assert b"They met last time." in result.data
        without = begin_contribution(small_files(unhcr__au=None), "unhcr", "au", earlier={}, earlier_name="2019")
        assert without.remarks == ("There is no text of unhcr on au in 2019, so the form has none.",)

    def test_any_name_of_entity_and_organization_will_do(self) -> None:
        assert begin_contribution(small_files(unhcr__au=None), "UNHCR", "African Union").place == AU
        files = small_files()
        assert begin_questionnaire(files, "UNHCR", "AU") == begin_questionnaire(files, "unhcr", "au")

    @pytest.mark.parametrize(
        ("entity", "organization", "said"),
        [
            ("unhrc", "au", "did you mean “unhcr”?"),
            ("unhcr", "../..", "the ids are in contributions/entities.yaml and organizations.yaml"),
            ("general", "au", "No entity has the id, acronym or name “general”"),
            ("au", "unhcr", "Name the entity first"),
        ],
    )
    def test_unknown_name_says_what_was_meant(self, entity: str, organization: str, said: str) -> None:
        with pytest.raises(UnknownName, match=r"^[^\n]*\Z") as refused:
            begin_contribution(small_files(), entity, organization)
        assert said in str(refused.value)
        with pytest.raises(UnknownName):
            begin_questionnaire(small_files(), entity, organization)

    def test_contribution_that_exists_is_refused(self) -> None:
        with pytest.raises(Unwritable, match="already there"):
            begin_contribution(small_files(), "unhcr", "au")

    def test_questionnaire_comes_back_as_what_was_typed(self) -> None:
        files = small_files()
        result = begin_questionnaire(files, "unhcr", earlier=files)
        assert result.place == "build/forms/unhcr.docx"
        assert result.remarks == (f"Already there: {AU}.",)
        back = import_word(small_files(unhcr__au=None), result.data, "unhcr.docx")
        assert back.sentences == ("African Union: no answer, so no file was written.",)

    def test_questionnaire_without_last_times_text_says_so(self) -> None:
        plan = PLAN.replace("unhcr: [au]", "unhcr: [au, asean]")
        result = begin_questionnaire(small_files(report_yaml=plan), "unhcr", earlier={}, earlier_name="2019")
        assert "There is no text of unhcr on au, asean in 2019." in result.remarks


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(operations)
    assert results.attempted
    assert not results.failed
