"""How a report stands, in print: 80 columns, colours aside from words, and the same facts in every form."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from unicodedata import east_asian_width

import pytest

from assembler.model.contribution import FocalPoint
from assembler.model.finding import Finding, Severity, Source
from assembler.model.status import Cell, Length, Line, Open, Overview, PartLength, Printed, Standing
from assembler.model.value import replace
from assembler.model.vocabulary import Contact
from assembler.storage.templates import PACKAGED
from assembler.writers.status.formats import PAGE, write_overview
from assembler.writers.status.json_csv import COLUMNS
from assembler.writers.status.terminal import fit

TEMPLATES = {PAGE: (PACKAGED / PAGE).read_bytes()}
HARMFUL = ("=1+2", "+1", "-1", "@SUM(A1)", "\tTab", "\rReturn", 'Say "so", and\nso')


def full(entities: int = 50, organizations: int = 26) -> Overview:
    """Every entity on every organization, in every state that there is, with long and harmful names."""
    entity_ids = [f"{'an-entity-with-a-name' if n == 7 else 'entity'}-{n}" for n in range(entities)]
    about = [f"{'organization' if n == 5 else 'org'}-{n}" for n in range(organizations)]
    states, printed = list(Standing), list(Printed)
    cells = tuple(
        Cell(
            entity,
            organization,
            asked=(row + column) % 11 > 0,
            unasked=(row + column) % 11 == 0,
            standing=states[(row + column) % len(states)],
            late=(row * column) % 40 if column % 5 == 0 else 0,
            changed=(row - column) % 13 == 0,
            printed=printed[(row * column) % len(printed)],
            path=f"contributions/{entity}/{organization}.md",
            focal_point=FocalPoint(f"Person {row} <b>", f"person{row}@example.org") if column % 3 else None,
        )
        for row, entity in enumerate(entity_ids)
        for column, organization in enumerate(about)
        if (row + column) % 17
    )
    long = Length(12_345, 8_500, "", ("body", "headings"), {"body": 12_000, "headings": 345}, (_part(),) * 3)
    blockers = tuple(
        Finding(f"IN-CLR-0{n % 3}", Severity.ADVICE, Source(f"contributions/{n}.md", n), f"{n} is wrong " * n, "Do it.")
        for n in range(1, 30)
    )
    queries = tuple(Open("query", "why? " * n, Source("contributions/a.md", n)) for n in range(1, 30))
    return Overview(
        symbol="A/75/345–S/2020/898",
        title="Cooperation 联合国同非洲联盟的合作 between the United Nations and regional and other organizations <b>",
        deadline=date(2020, 6, 30),
        on=date(2020, 7, 30),
        cells=cells,
        entities=tuple(_line(name, HARMFUL[n % len(HARMFUL)]) for n, name in enumerate(entity_ids)),
        organizations=tuple(_line(name, f"联合国同非洲联盟的合作{name * 5}") for name in about),
        length=long,
        open=queries,
        blockers=blockers,
        findings=tuple(_findings(cells)),
        files=tuple(cell.path for cell in cells[1:]),
    )


def _findings(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Of each severity as many as the place in the list says, on every other file."""
    for place, cell in enumerate(cells):
        for severity in Severity if place % 2 else ():
            for line in range(1, 1 + place % (1 + severity)):
                yield Finding("UN-SPL-01", severity, Source(cell.path, line), "“organised” <i>.", "Write “organized”.")


def _part() -> PartLength:
    return PartLength("section-1", "Cooperation between the United Nations and regional organizations " * 2, 4115, 33.3)


def _line(id: str, name: str) -> Line:
    return Line(id, id, name, asked=26, delivered=20, settled=18, owed=6, late=3, words=4_321, share=35.0)


def columns(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


class TestTable:
    @pytest.mark.parametrize(("entities", "organizations"), [(50, 26), (1, 1), (0, 0), (3, 80)])
    def test_fits_80_columns(self, entities: int, organizations: int) -> None:
        text = write_overview(full(entities, organizations), "table", {})
        assert max(map(columns, text.splitlines())) <= 80
        assert text.endswith("\n")
        assert not re.search(r" $|\n\n\n", text, re.MULTILINE)

    @pytest.mark.parametrize("width", [0, 40, 80, 100, 120, 160, 900])
    def test_fits_its_terminal(self, width: int) -> None:
        lines = write_overview(full(), "table", {}, width=width).splitlines()
        assert 80 - 3 <= max(map(columns, lines)) <= min(max(width, 80), 160)

    @pytest.mark.parametrize("width", [80, 120])
    def test_totals_of_organizations_stand_below_their_columns(self, width: int) -> None:
        overview = full(12, 26)
        numbers = [n * 7 % 100 for n in range(26)]
        named = [replace(line, asked=n) for line, n in zip(overview.organizations, numbers, strict=True)]
        overview = replace(overview, organizations=tuple(named))
        lines = write_overview(overview, "table", {}, width=width).splitlines()
        place = next(n for n, line in enumerate(lines) if line.startswith("asked"))
        tens, ones = lines[place - 1], lines[place]
        shown = {}
        for column, line in enumerate(sorted(overview.organizations, key=lambda line: line.id)):
            start = 13 + column * (3 if width == 120 else 2)
            shown[line.id] = ones[start : start + 2] if width == 120 else tens[start] + ones[start]
        assert {id: int(text.replace("·", "0")) for id, text in shown.items()} == {x.id: x.asked for x in named}
        assert ones.endswith(f" {sum(numbers)}")

    def test_totals_are_the_last_line_of_a_long_table(self) -> None:
        overview = full(50, 26)
        asked, owed = sum(cell.asked for cell in overview.cells), sum(cell.owed for cell in overview.cells)
        last = " ".join(write_overview(overview, "table", {}).splitlines()[-2:])
        assert (
            last == f"In all: {asked:,} asked for, {owed} owed; 12,345 of 8,500 words; 29 findings keep the final back."
        )

    @pytest.mark.parametrize(("organizations", "size"), [(9, 3), (25, 2)])
    def test_sign_of_every_cell_stands_in_its_row_and_column(self, organizations: int, size: int) -> None:
        overview = full(12, organizations)
        lines = write_overview(overview, "table", {}).splitlines()
        signs = {"c": "cleared", "w": "cleared-by-word-only", "n": "nothing-to-report", "S": "submitted"}
        signs |= {"D": "draft", "M": "missing", "V": "clearance-void", "U": "unreadable"}
        heads = sorted(line.id for line in overview.organizations)
        shown = {}
        for line in overview.entities:
            row = next(text for text in lines if text.startswith(fit(line.id, 12) + " "))
            shown |= {(line.id, head): row[13 + size * place :][:2] for place, head in enumerate(heads)}
        cells = {(cell.entity, cell.organization): cell for cell in overview.cells}
        assert {pair for pair, sign in shown.items() if sign == "· "} == shown.keys() - cells.keys()
        for pair, cell in cells.items():
            sign, flag = shown[pair]
            assert signs[sign] == cell.standing.value
            flags = (cell.late > 0, cell.changed, not cell.asked)
            assert flag == {0: " ", 1: "".join("!~+"[n] for n in range(3) if flags[n])}.get(sum(flags), "*")

    def test_colours_say_nothing_that_words_do_not(self) -> None:
        plain, coloured = (write_overview(full(), "table", {}, colour=colour) for colour in (False, True))
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[\d+m", "", coloured) == plain

    def test_what_blocks_is_counted_by_code(self) -> None:
        text = write_overview(full(), "table", {})
        assert "What keeps the final back: 29 findings" in text
        assert re.search(r"^  IN-CLR-01  1 is wrong .*\(and 9 more\)$", text, re.MULTILINE)

    @pytest.mark.parametrize(
        ("text", "width", "shown"),
        [
            ("abc", 5, "abc  "),
            ("abcdef", 4, "abc…"),
            ("联合国", 5, "联合…"),
            ("联合国", 4, "联… "),
            ("a\x1bb", 3, "a�b"),
        ],
    )
    def test_fitted(self, text: str, width: int, shown: str) -> None:
        assert fit(text, width) == shown


class TestCsv:
    def rows(self) -> list[list[str]]:
        return list(csv.reader(StringIO(write_overview(full(), "csv", {}), newline=""), strict=True))

    def test_is_what_the_standard_says(self) -> None:
        text = write_overview(full(), "csv", {})
        assert text.endswith("\r\n")
        assert {len(row) for row in self.rows()} == {len(COLUMNS)}
        assert tuple(self.rows()[0]) == COLUMNS
        assert len(self.rows()) == 1 + len(full().cells)

    def test_formulas_are_text(self) -> None:
        names = {row[1] for row in self.rows()[1:]}
        assert names == {"'=1+2", "'+1", "'-1", "'@SUM(A1)", "'\tTab", "'\rReturn", 'Say "so", and\nso'}


class Rows(HTMLParser):
    """The contributions that the page lists: what its filter goes by, and the words of each row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[tuple[dict[str, str], list[str]]] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.scripts += tag == "script"
        if tag == "tr" and "data-marks" in named:
            self.rows.append((named, []))

    def handle_data(self, data: str) -> None:
        if self.rows and data.strip():
            self.rows[-1][1].append(data.strip())


def test_json_csv_and_page_agree() -> None:
    overview = full(22, 18)
    data = json.loads(write_overview(overview, "json", {}))
    rows = csv.DictReader(StringIO(write_overview(overview, "csv", {}), newline=""))
    page = Rows(write_overview(overview, "html", TEMPLATES))
    assert page.scripts == 1
    for told, row, (marks, words) in zip(data["contributions"], rows, page.rows, strict=True):
        pair = (told["entity"], told["organization"])
        assert pair == (row["entity"], row["organization"]) == (marks["data-entity"], marks["data-organization"])
        assert told["status"] == row["status"] == marks["data-status"]
        assert told["status"].replace("-", " ") == words[2]
        assert (told["asked"], str(told["late_days"])) == (row["asked"] == "yes", row["late_days"])
        assert told["changed_since_consolidated"] is (row["changed_since_consolidated"] == "yes")
        assert (told["consolidated_words"] or "") == row["consolidated_words"]
        assert told["file"] == row["file"]
        assert told["file"].removeprefix("contributions/") in words
        assert told["focal_point"] is None or {*told["focal_point"].values()} <= {*words}
        held = {"late": told["late_days"] > 0, "changed": told["changed_since_consolidated"]}
        held["findings"] = any(finding.source.path == told["file"] for finding in overview.findings)
        held |= {"unasked": not told["asked"], "owed": told["asked"] and told["status"] in ("missing", "draft")}
        assert {mark for mark, holds in held.items() if holds} == set(marks["data-marks"].split())
    assert len(data["contributions"]) == len(overview.cells)


def test_json_is_canonical() -> None:
    text = write_overview(full(9, 7), "json", {})
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert json.loads(text)["version"] == 1


def test_page_takes_no_markup_from_names() -> None:
    page = write_overview(full(9, 7), "html", TEMPLATES)
    assert "organizations &lt;b&gt;" in page
    assert "organizations <b>" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_page_counts_the_findings_of_each_text_and_lists_them() -> None:
    overview = full(9, 7)
    page = write_overview(overview, "html", TEMPLATES)
    for cell in overview.cells:
        severities = [finding.severity.word for finding in overview.findings if finding.source.path == cell.path]
        counts = [(word, severities.count(word)) for word in ("error", "warning", "advice")]
        words = ", ".join(f"{n} {word}{'s' * (n > 1 and word != 'advice')}" for word, n in counts if n)
        row = page.partition(f'data-entity="{cell.entity}" data-organization="{cell.organization}" data-status')[2]
        link = re.search(r'<a href="#(findings-\d+)">([^<]+)</a>', row.partition("</tr>")[0])
        assert (link[2] if link else "") == words
        if link:
            listed = page.partition(f'<ul id="{link[1]}">')[2].partition("</ul>")[0]
            assert listed.count("UN-SPL-01") == len(severities)
    assert "<i>" not in page


def test_page_without_findings_has_no_column_for_them() -> None:
    page = write_overview(replace(full(3, 3), findings=(), blockers=()), "html", TEMPLATES)
    assert "Findings" not in page
    assert "with findings" not in page


@pytest.mark.parametrize(("folder", "start"), [("", "contributions/"), ("../..", "../../contributions/")])
def test_page_leads_to_files_that_are_there(folder: str, start: str) -> None:
    overview = full(3, 3)
    page = write_overview(overview, "html", TEMPLATES, folder=folder)
    files = {href for href in re.findall(r'href="([^"#]+)"', page) if not href.startswith("mailto:")}
    assert files == {start + path.removeprefix("contributions/") for path in overview.files}


def test_page_quotes_what_an_address_may_not_hold() -> None:
    cells = (replace(full(1, 2).cells[0], path="contributions/a#b?/é.md"),)
    overview = replace(
        full(1, 1), cells=cells, files=("contributions/a#b?/é.md",), findings=(), organizations=full(1, 2).organizations
    )
    assert 'href="contributions/a%23b%3F/%C3%A9.md"' in write_overview(overview, "html", TEMPLATES)


def test_page_names_whom_the_text_names_and_then_the_contacts_of_the_entity() -> None:
    overview = full(2, 2)
    person = overview.cells[-1].focal_point
    assert person is not None
    contacts = (Contact("Desk <b>", "desk@example.org", "deputy"), Contact(person.name, person.email, "focal point"))
    entities = tuple(replace(line, contacts=contacts) for line in overview.entities)
    page = write_overview(replace(overview, entities=entities), "html", TEMPLATES)
    row = page.rpartition("<tr data-entity")[2].partition("</tr>")[0]
    assert row.count(f"{person.email}</a>") == 1
    assert row.index(f"{person.email}</a>") < row.index("desk@example.org</a> (deputy)")
    data = json.loads(write_overview(replace(overview, entities=entities), "json", {}))
    assert data["entities"][0]["contacts"][0] == {"name": "Desk <b>", "email": "desk@example.org", "role": "deputy"}


def test_page_speaks_of_word_files_as_word_has_them() -> None:
    source = Source("contributions/entity-0/org-0.docx", 7)
    finding = Finding(
        "UN-SPL-01", Severity.ERROR, source, "It is wrong.", "Take the asterisks out.", None, "Remove the bold."
    )
    overview = replace(full(1, 1), findings=(finding,), blockers=(finding,), files=(source.path,))
    page = write_overview(overview, "html", TEMPLATES)
    assert "Paragraph 7: " in page
    assert "org-0.docx</a>, paragraph 7: " in page
    assert page.count("Remove the bold.") == 2
    assert "asterisks" not in page
