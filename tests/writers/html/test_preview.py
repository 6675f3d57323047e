"""The pages of the preview: the bar around a page, and which paragraph a finding belongs to."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html as parsed

from assembler.model.finding import Finding, Severity, Source
from assembler.pipeline import Examination, examine
from assembler.rules.registry import RULES
from assembler.rules.rule_remarks import write_remarks
from assembler.storage.templates import read_preview_templates, read_report_templates
from assembler.writers.html import page as html
from assembler.writers.html.preview import (
    FindingNote,
    add_bar,
    describe_tally,
    hash_styles,
    make_notes,
    render_fault_page,
    render_report_page,
    render_rule,
    write_findings_json,
)
from tests.conftest import contribution, small_report, write_all

TEMPLATES = read_preview_templates()
UNHCR = "contributions/unhcr/au.md"
TEXT = """\
The first paragraph.

## Human rights

The second one,[^a] with a list:

1. its first item,
2. its last one.

The third.

[^a]: Its note.
"""


def finding(line: int, path: str = UNHCR, column: int = 1, end: int = 0, message: str = "It is so.") -> Finding:
    source = Source(path, line, column, line if end else 0, end)
    return Finding("UN-NUM-01", Severity.ERROR, source, message, "Mend it.")


def note_on(examined: Examination, found: Finding) -> FindingNote:
    (note,) = make_notes((found,), examined.report, {file.path: file.text for file in examined.inputs})
    return note


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examination:
    root = tmp_path_factory.mktemp("report")
    write_all(root, small_report() | {"unhcr/au.md": contribution("unhcr", "au", TEXT)})
    return examine(root)


@pytest.mark.parametrize(
    ("line", "anchor"),
    [(2, ""), (7, "p1"), (8, "p1"), (9, "p2"), (11, "p2"), (13, "p2"), (14, "p2"), (16, "p3"), (18, "p2")],
)
def test_finding_belongs_to_the_paragraph_of_its_line(examined: Examination, line: int, anchor: str) -> None:
    assert note_on(examined, finding(line)).anchor == (f"unhcr-au-{anchor}" if anchor else "")


@pytest.mark.parametrize("path", ["contributions/report.yaml", "contributions/who/asean.md", "nowhere"])
def test_finding_on_what_does_not_print_has_no_paragraph(examined: Examination, path: str) -> None:
    assert note_on(examined, finding(1, path)).anchor == ""


def test_every_finding_of_the_example_has_an_anchor_of_its_page(example: Examination) -> None:
    assert example.report
    page = render_report_page(example.report, read_report_templates({}))
    texts = {file.path: file.text for file in example.inputs}
    paths = [path for path in texts if path.startswith("contributions/general/")]
    notes = make_notes([finding(999, path) for path in paths], example.report, texts)
    assert len(notes) >= 4
    assert all(f'id="{note.anchor}"' in page for note in notes)


def test_note_shows_the_words_it_is_about(examined: Examination) -> None:
    assert note_on(examined, finding(7, column=5, end=10)).words == "first"
    assert note_on(examined, finding(7, column=5)).words == ""
    assert note_on(examined, finding(7, column=5, end=10, message="“first” is so.")).words == ""
    assert note_on(examined, finding(999, column=5, end=10)).words == ""


@pytest.mark.parametrize(
    ("line", "column", "end", "printed", "before"),
    [
        (7, 5, 10, "first", "The"),
        (11, 12, 25, "one,with", "Thesecond"),
        (13, 4, 13, "itsfirst", "1."),
    ],
)
def test_note_holds_the_words_by_which_the_page_finds_them(
    examined: Examination, line: int, column: int, end: int, printed: str, before: str
) -> None:
    note = note_on(examined, finding(line, column=column, end=end))
    assert (note.printed, note.before) == (printed, before)


@pytest.mark.parametrize(("line", "end"), [(7, 0), (999, 9)])
def test_words_without_an_end_are_not_looked_for(examined: Examination, line: int, end: int) -> None:
    assert note_on(examined, finding(line, end=end)).printed == ""


def test_unprintable_characters_show() -> None:
    (note,) = make_notes((finding(1, "a\u202e.md", message="A\x1b[31m"),), None, {})
    assert (note.where, note.message) == ("a\ufffd.md:1:1", "A\ufffd[31m")


def test_findings_are_told_as_json(examined: Examination) -> None:
    found = (finding(7), finding(2))
    data = json.loads(write_findings_json(describe_tally(found), make_notes(found, examined.report, {})))
    assert data["said"] == "2 errors."
    assert [(finding["anchor"], finding["where"], finding["hint"]) for finding in data["findings"]] == [
        ("unhcr-au-p1", f"{UNHCR}:7:1", "Mend it."),
        ("", f"{UNHCR}:2:1", "Mend it."),
    ]
    assert describe_tally(()) == "No findings."


@pytest.mark.parametrize("page", ["<html><body class='a'>W</body>", "<BODY>W", "W", "<p>&lt;body&gt;</p><body >W"])
def test_bar_stands_at_the_beginning_of_the_body(page: str) -> None:
    shown = add_bar(page, 7, 'a".pdf', TEMPLATES)
    place = shown.index('<div id="preview"')
    assert page.startswith(shown[:place])
    assert not page.replace(shown[:place], "", 1).upper().count("<BODY")
    assert 'data-page="7" data-file="a&#34;.pdf"' in shown


@pytest.mark.parametrize(
    "head", ["<style>/* <body> */</style>", "<!-- <body> -->", "<title><body></title>", "<STYLE><body></STYLE>"]
)
def test_what_only_names_the_body_is_none(head: str) -> None:
    assert add_bar(f"{head}<body>W", 7, "", TEMPLATES).startswith(f'{head}<body><div id="preview"')


def test_report_is_the_page_of_a_build(example: Examination) -> None:
    assert example.report
    form = read_report_templates({})
    assert render_report_page(example.report, form).encode() == html.write(example.report, form)


def test_styles_are_named_as_a_browser_reads_them() -> None:
    hashes = [b64encode(sha256(style).digest()).decode() for style in (b"a {}\nb {}\n", b"c {}")]
    named = " ".join(f"'sha256-{digest}'" for digest in hashes)
    assert hash_styles("<style>a {}\r\nb {}\r</style><STYLE media=print>c {}</STYLE>") == named
    assert hash_styles("<!-- a <style> is here --><style>c {}</style>").endswith(hashes[1] + "'")
    assert hash_styles("<p>") == ""


def test_fault_is_a_page_without_a_report() -> None:
    notes = make_notes((finding(1, message="<b>"),), None, {UNHCR: "the <line>\n"})
    page = render_fault_page("Why & how.", notes, TEMPLATES)
    for words in ("Why &amp; how.", "&lt;b&gt;", "the &lt;line&gt;", "Mend it.", f"{UNHCR}:1:1 UN-NUM-01"):
        assert words in page
    assert "<b>" not in page
    assert "<ol" not in render_fault_page("Why.", (), TEMPLATES)


def words_of(text: str) -> list[str]:
    """The words without the marks of Markdown."""
    return re.sub(r"[`*]", "", text).split()


def test_all_that_a_rule_says_is_shown() -> None:
    for code, rule in RULES.items():
        said = (rule.page, write_remarks(rule))
        shown = parsed.fragment_fromstring(render_rule(said), create_parent=True)
        assert words_of(shown.text_content()) == words_of(" ".join(said)), code
        begun = [part.text_content().partition(":")[0] for part in shown]
        assert begun[(why := begun.index("Why")) : why + 3] == ["Why", "Wrong", "Right"], code
