"""What a file's place says: whose text it is, what is wrong with its name, and where its header says otherwise."""

from __future__ import annotations

import pytest

from assembler.model.contribution import Header, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.contribution_paths import (
    check_place,
    escape_path,
    identify_path,
    report_editor_word_file,
    report_misplaced,
    report_similar_names,
    report_unread,
)
from tests.builders import spoken

ROOT = "contributions"
NAMES = Vocabulary(
    {"au": Organization("au", "African Union"), "asean": Organization("asean", "ASEAN")},
    {"unhcr": Entity("unhcr", "UNHCR"), "who": Entity("who", "WHO")},
)
IN_FOLDER = "the folder of its entity: contributions/ENTITY/ORGANIZATION.md."
NO_SIGN = "cannot stand in a name, which has small letters, figures and hyphens only"


def error(rule: str, path: str, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, Source(path), message, hint)


# Which files are texts


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("unhcr/au.md", (Kind.ENTITY, "unhcr/au")),
        ("unhcr/au.docx", (Kind.ENTITY, "unhcr/au")),
        ("unhcr/a.md", (Kind.ENTITY, "unhcr/a")),
        ("un-women/4-1.md", (Kind.ENTITY, "un-women/4-1")),
        ("consolidated/au.md", (Kind.CONSOLIDATED, "consolidated/au")),
        ("general/Summary of 2.1.md", (Kind.GENERAL, "general/Summary of 2.1")),
        (f"{'a' * 40}/{'b' * 40}.md", (Kind.ENTITY, f"{'a' * 40}/{'b' * 40}")),
        (f"general/{'a' * 100}.md", (Kind.GENERAL, f"general/{'a' * 100}")),
    ],
)
def test_place_says_whose_text_it_is(path: str, place: tuple[Kind, str]) -> None:
    assert identify_path(f"{ROOT}/{path}") == place


def found(path: str, message: str, hint: str) -> bool:
    """Whether a file is no text, for that reason and with that way out."""
    wanted = error("IN-PLC-04", escape_path(f"{ROOT}/{path}"), message, hint)
    return identify_path(f"{ROOT}/{path}") is None and spoken(report_misplaced(f"{ROOT}/{path}")) == (wanted,)


def test_file_beside_the_folders_or_too_deep_is_found() -> None:
    beside = "The file is not in the folder of an entity, so it is not read."
    assert found("au.md", beside, f"Move the file to {IN_FOLDER}")
    deep = r"The file is in a subfolder, contributions/unhcr/20\n20, so it is not read."
    assert found("unhcr/20\n20/au.md", deep, f"Move the file directly into {IN_FOLDER}")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("au.t\txt", r"The file ends in “.t\txt”"),
        ("a.md.txt", "The file ends in “.txt”"),
        ("au.m", "The file ends in “.m”"),
        ("au", "The name of the file has no ending"),
        (".md", "The name of the file has no ending"),
        ("au.", "The name of the file has no ending"),
    ],
)
def test_file_with_another_ending_is_found(name: str, said: str) -> None:
    hint = "Save the text as Word (.docx) or as Markdown (.md), or move the file out of contributions/."
    assert found(f"unhcr/{name}", f"{said}, so it is not read: a contribution ends in .md or .docx.", hint)


def test_ending_in_capital_letters_is_found() -> None:
    message = "The ending .Docx is written with capital letters, so the file is not read."
    assert found("unhcr/au.Docx", message, "Rename the file to au.docx.")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("general/a\tb.md", r"a\tb"),
        ("general/Con.md", "Con"),
        ("general/lpt9.md", "lpt9"),
        ("consolidated/nul.md", "nul"),
        (f"general/{'a' * 101}.md", "a" * 40),
    ],
)
def test_name_that_no_text_of_the_editor_can_have_is_found(path: str, said: str) -> None:
    hint = "Choose a short name of letters, figures and hyphens, at most 100 characters."
    assert found(path, f"The name “{said}” cannot be used, so the file is not read.", hint)


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        ("con", "con", "Windows reserves this name"),
        ("COM1", "COM1", "Windows reserves this name"),
        ("a" * 41, "a" * 40, "it has 41 characters, and a name has at most 40"),
        (f"{'a' * 39}.", f"{'a' * 39}.", f"“.” (FULL STOP) {NO_SIGN}"),
        ("ау", "ау", "“а” (CYRILLIC SMALL LETTER A) is none of the letters a to z, even if it looks like one"),
        ("who\x85", r"who\x85", rf"“\x85” (U+0085) {NO_SIGN}"),
    ],
)
def test_name_that_no_entity_or_organization_can_have_is_found(name: str, said: str, why: str) -> None:
    as_in = f"Choose a name from {ROOT}/entities.yaml."
    assert found(f"{name}/au.md", f"The folder “{said}” is not read: {why}.", as_in)
    as_in = f"Choose a name from {ROOT}/organizations.yaml."
    assert found(f"unhcr/{name}.md", f"The file “{said}” is not read: {why}.", as_in)


def test_folder_without_a_name_is_found() -> None:
    assert found("/au.md", "The folder “” is not read: its name is empty.", f"Choose a name from {ROOT}/entities.yaml.")


@pytest.mark.parametrize(
    ("name", "why", "wished"),
    [
        ("African Union", "a name has no capital letters", "african-union"),
        ("african union", "a name has no spaces", "african-union"),
        (" african _ union ", "a name has no spaces", "african-union"),
        ("é", "“é” (LATIN SMALL LETTER E WITH ACUTE) is none of the letters a to z, even if it looks like one", "e"),
        ("a.b", f"“.” (FULL STOP) {NO_SIGN}", ""),
        ("Aø", "a name has no capital letters", ""),
        (" con", "a name has no spaces", ""),
    ],
)
def test_name_that_was_probably_meant_is_proposed(name: str, why: str, wished: str) -> None:
    finding = report_misplaced(f"{ROOT}/{name}/au.md")
    assert finding.message == f"The folder “{name}” is not read: {why}."
    there = f"Rename the folder to “{wished}”. If that name is taken, keep only one of the two."
    assert finding.hint == (there if wished else f"Choose a name from {ROOT}/entities.yaml.")


def test_file_that_nothing_is_wrong_with_is_not_read_all_the_same() -> None:
    (found,) = spoken(report_misplaced(f"{ROOT}/unhcr/au.md"))
    assert found == error("IN-PLC-04", f"{ROOT}/unhcr/au.md", "The file is not read.", "")


def test_what_is_not_read_is_named_as_it_can_be_printed() -> None:
    found = report_unread(f"{ROOT}/a\x1b", "A link is not read.", "Put a file in its place.")
    assert found == error("IN-PLC-07", rf"{ROOT}/a\x1b", "A link is not read.", "Put a file in its place.")
    assert escape_path("\udcff é\n") == r"\udcff é\n"


def test_word_file_of_the_editor_is_found() -> None:
    found = report_editor_word_file(f"{ROOT}/general/summary.docx")
    message = "Only an entity's contribution may be a Word file, so this file is not read."
    hint = "Copy the text into a file that ends in .md. To import edits made in a draft, use “assembler merge”."
    assert found == error("IN-DOC-01", f"{ROOT}/general/summary.docx", message, hint)


def test_names_that_differ_by_capital_letters_or_accents_only_are_found() -> None:
    names = ("general/é\t.md", "general/e\u0301\t.md", "general/É\t.md", "general/e\t.md")
    hint = "Rename one of the two files: on Windows and macOS only one can exist."
    message = r"The name of this file differs from general/é\t.md by capital letters or accents only."
    assert list(spoken(*report_similar_names(names))) == [
        error("IN-PLC-06", escape_path(name), message, hint) for name in names[1:3]
    ]


# What the header and the name lists say


def found_out_of_place(key: str, header: Header | None = None, names: Vocabulary = NAMES) -> list[Finding]:
    folder = key.partition("/")[0]
    kind = {"general": Kind.GENERAL, "consolidated": Kind.CONSOLIDATED}.get(folder, Kind.ENTITY)
    return list(spoken(*check_place("x.md", kind, key, header or Header(), names)))


@pytest.mark.parametrize("key", ["general/x", "unhcr/au", "consolidated/asean"])
def test_place_that_the_lists_know_is_right(key: str) -> None:
    assert found_out_of_place(key) == []


@pytest.mark.parametrize(
    ("key", "rule", "message", "hint"),
    [
        ("unhrc/au", "IN-PLC-01", "No entity has the id “unhrc”", "Did you mean “unhcr”?"),
        (
            "x/au",
            "IN-PLC-01",
            "No entity has the id “x”",
            "The ids are in contributions/entities.yaml. An annex and other texts of the lead department lie in "
            "contributions/general.",
        ),
        ("who/asaen", "IN-PLC-02", "No organization has the id “asaen”", "Did you mean “asean”?"),
        (
            "consolidated/x",
            "IN-PLC-02",
            "No organization has the id “x”",
            "The ids are in contributions/organizations.yaml.",
        ),
    ],
)
def test_name_that_the_lists_do_not_know_is_found(key: str, rule: str, message: str, hint: str) -> None:
    assert found_out_of_place(key) == [error(rule, "x.md", f"{message}, so this file is not used.", hint)]


def test_lists_that_could_not_be_read_know_nothing() -> None:
    assert found_out_of_place("x/y", names=Vocabulary()) == []


@pytest.mark.parametrize("word", ["entity", "organization"])
def test_header_that_says_otherwise_is_found_where_it_says_so(word: str) -> None:
    other, placed = {"entity": ("who", "unhcr"), "organization": ("asean", "au")}[word]
    there = Source("x.md", 2, 9)
    message = f"The header says “{word}: {other}”, but the place of the file says “{word}: {placed}”."
    hint = f"Write “{word}: {placed}” in the header, or move the file."
    for places, source in (({word: there}, there), ({}, Source("x.md"))):
        header = Header(**{word: other}, places=places)
        assert found_out_of_place("unhcr/au", header) == [Finding("IN-PLC-03", Severity.ERROR, source, message, hint)]


def test_header_that_says_the_same_or_nothing_is_right() -> None:
    assert found_out_of_place("unhcr/au", Header(entity="unhcr", organization="au")) == []
    assert found_out_of_place("consolidated/au", Header(entity="unhcr", organization="au")) == []
