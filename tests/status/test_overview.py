"""How a report stands: every cell true against an independent reading of the files, words by the one count."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from assembler.errors import Unprintable, Unwritable
from assembler.model.status import Overview, Printed, Standing
from assembler.model.text.word_count import count_report_words
from assembler.pipeline import examine
from assembler.status.folder import read_folder_status
from assembler.status.reminders import INDEX
from assembler.status.word_limit import measure_length
from tests.conftest import PLAN, ROOT, MakeReport, contribution

pytestmark = pytest.mark.slow

RECORD = "cleared: {{by: A. Person, on: 2020-07-01, text: sha256:{}}}"
FOLDER = "contributions"


def seen(root: Path, on: date | None = None) -> Overview:
    surveyed = read_folder_status(root, on=on)
    assert surveyed.overview is not None
    return surveyed.overview


# Another reading of the files, which shares no code with the program


def told_by_files(root: Path, on: date | None = None) -> dict[tuple[str, str], tuple[bool, str, int, str]]:
    """For each entity and organization: asked, how it stands, days late, file. Consolidated texts are left aside."""
    plan = yaml.load((root / FOLDER / "report.yaml").read_text(), yaml.BaseLoader)
    deadline = date.fromisoformat(plan["deadline"])
    told: dict[tuple[str, str], tuple[bool, str, int, str]] = {}
    for entity, organizations in plan["requested"].items():
        late = max(0, (on - deadline).days) if on else 0
        told |= {(entity, organization): (True, "missing", late, "") for organization in organizations}
    for path in sorted((root / FOLDER).glob("*/*.md")):
        if path.parent.name in ("general", "consolidated"):
            continue
        _, head, body = re.split(r"^---$\n?", path.read_text(), maxsplit=2, flags=re.MULTILINE)
        header = yaml.load(head, yaml.BaseLoader)
        standing = standing_of(header, body)
        submitted = date.fromisoformat(header["submitted"]) if "submitted" in header else deadline
        for pair in {
            (header["entity"], organization) for organization in [header["organization"], *header.get("also", [])]
        }:
            asked = pair in told
            came = on if on and asked and standing == "draft" else submitted
            late = max(0, (came - deadline).days)
            told[pair] = (asked, standing, late, path.relative_to(root).as_posix())
    return told


def standing_of(header: dict[str, str | dict[str, str]], body: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", body).split())
    record = header.get("cleared")
    if isinstance(record, dict) and record["text"] != "sha256:" + sha256(words.encode()).hexdigest():
        return "clearance-void"
    if header["status"] == "cleared" and not record:
        return "cleared-by-word-only"
    return str(header["status"])


def cells(overview: Overview) -> dict[tuple[str, str], tuple[bool, str, int, str]]:
    return {
        (cell.entity, cell.organization): (cell.asked, cell.standing.value, cell.late, cell.path)
        for cell in overview.cells
    }


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with something changed in every third contribution, each time something else."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / FOLDER, root / FOLDER)
    for place, path in enumerate(sorted((root / FOLDER).glob("*/*.md"))[::3]):
        if path.parent.name in ("general", "consolidated"):
            continue
        text = path.read_text()
        match place % 7:
            case 0:
                path.unlink()
            case 1:
                path.write_text(text.rstrip() + " Further words.\n")
            case 2:
                path.write_text(re.sub(r"^cleared:.*\n", "", text, flags=re.MULTILINE))
            case 3:
                path.write_text(text.replace("status: cleared", "status: submitted"))
            case 4:
                path.write_text(re.sub(r"submitted: .*", "submitted: 2020-09-20", text))
            case 5:
                bare = re.sub(r"^(cleared|submitted):.*\n", "", text, flags=re.MULTILINE)
                path.write_text(bare.replace("status: cleared", "status: draft"))
            case 6:
                head = text.partition("\n---\n")[0]
                bare = re.sub(r"^cleared:.*\n?", "", head + "\n", flags=re.MULTILINE)
                path.write_text(bare.replace("status: cleared", "status: nothing-to-report") + "---\n")
    return root


class TestMatrix:
    def test_example_stands_as_its_files_say(self) -> None:
        assert cells(seen(ROOT)) == told_by_files(ROOT)
        assert {cell.standing for cell in seen(ROOT).cells} == {Standing.CLEARED}

    @pytest.mark.parametrize("on", [None, date(2020, 9, 4), date(2020, 10, 1)])
    def test_troubled_example_stands_as_its_files_say(self, troubled: Path, on: date | None) -> None:
        told = told_by_files(troubled, on)
        assert cells(seen(troubled, on)) == told
        assert {standing for _, standing, _, _ in told.values()} == {standing.value for standing in Standing} - {
            "unreadable"
        }
        assert any(late for _, _, late, _ in told.values())

    def test_changed_after_consolidation_is_what_has_changed(self, troubled: Path) -> None:
        changed = {(cell.entity, cell.organization) for cell in seen(troubled).cells if cell.changed}
        consolidated = {path.stem for path in (troubled / FOLDER / "consolidated").glob("*.md")}
        void = {pair for pair, cell in cells(seen(troubled)).items() if cell[1] == "clearance-void"}
        assert changed == {pair for pair in void if pair[1] in consolidated}
        assert changed
        assert not any(cell.changed for cell in seen(ROOT).cells)

    def test_text_may_cover_further_organizations(self, make_report: MakeReport) -> None:
        told = cells(seen(make_report()))
        assert told["who", "asean"] == (False, "submitted", 0, "contributions/who/au.md")

    def test_where_nobody_was_asked_nothing_is_unasked(self, make_report: MakeReport) -> None:
        assert [cell.unasked for cell in seen(make_report()).cells] == [False, True, False]
        plan = PLAN.replace("requested: {unhcr: [au], who: [au]}\n", "")
        assert not any(cell.unasked or cell.asked for cell in seen(make_report(report_yaml=plan)).cells)

    def test_own_file_counts_before_one_that_covers_too(self, make_report: MakeReport) -> None:
        root = make_report(who__asean=contribution("who", "asean", "Text.").replace("submitted", "draft"))
        assert cells(seen(root))["who", "asean"] == (False, "draft", 0, "contributions/who/asean.md")

    def test_blank_form_is_missing(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=contribution("unhcr", "au", ""), who__au=None)
        assert cells(seen(root, date(2020, 7, 1))) == {
            ("unhcr", "au"): (True, "missing", 1, "contributions/unhcr/au.md"),
            ("who", "au"): (True, "missing", 1, ""),
        }

    def test_what_can_not_be_read_is_no_text(self, make_report: MakeReport) -> None:
        assert cells(seen(make_report(unhcr__au=b"\xff\xfe")))["unhcr", "au"][1] == "unreadable"

    def test_without_a_day_nothing_missing_is_late(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=None)
        assert cells(seen(root))["unhcr", "au"] == (True, "missing", 0, "")
        assert cells(seen(root, date(2020, 6, 29)))["unhcr", "au"][2] == 0


CONSOLIDATED = (
    '---\norganization: au\n{}---\n\nUNHCR worked.\n{{: from="unhcr/au#p1" }}\n\nWHO too.\n{{: from="who/au#p1" }}\n'
)


class TestConsolidated:
    def printed(self, make_report: MakeReport, header: str = "") -> dict[str, tuple[Printed, Standing]]:
        root = make_report(consolidated__au=CONSOLIDATED.format(header))
        return {c.entity: (c.printed, c.standing) for c in seen(root).cells if c.organization == "au"}

    def test_words_that_nobody_has_cleared(self, make_report: MakeReport) -> None:
        assert self.printed(make_report)["unhcr"] == (Printed.OPEN, Standing.SUBMITTED)

    def test_words_that_an_entity_has_cleared(self, make_report: MakeReport) -> None:
        record = "clearances:\n  unhcr: {by: A, on: 2020-07-01, text: sha256:%s}\n"
        told = self.printed(make_report, record % sha256(b"UNHCR worked.").hexdigest())
        assert told["unhcr"] == (Printed.CLEARED, Standing.SUBMITTED)
        assert told["who"] == (Printed.OPEN, Standing.SUBMITTED)
        assert self.printed(make_report, record % ("0" * 64))["unhcr"] == (Printed.VOID, Standing.VOID)


class TestLength:
    @pytest.mark.parametrize("count", ["[summary, headings, body, footnotes]", "[body]", "[body, annexes, headings]"])
    def test_parts_make_up_the_whole(self, count: str, tmp_path: Path) -> None:
        shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
        plan = tmp_path / FOLDER / "report.yaml"
        plan.write_text(re.sub(r"count: \[.*?\]", f"count: {count}", plan.read_text()))
        examined = examine(tmp_path, draft=False)
        assert examined.report is not None
        assert examined.collection is not None
        found = measure_length(examined.report, examined.collection.plan.word_limit)
        counts = count_report_words(examined.report)
        assert found.words == sum(counts[part] for part in examined.collection.plan.word_limit.count)
        assert sum(part.words for part in found.sections) == found.words
        assert sum(part.share for part in found.sections) == pytest.approx(100, abs=0.5)

    def test_organizations_make_up_their_sections(self) -> None:
        overview = seen(ROOT)
        sections = [part.words for part in overview.length.sections if part.title.startswith("Cooperation")]
        titles = [part.title for part in overview.length.sections if part.title.startswith("Cooperation")]
        # The heading of a section is nobody's, that of an organization is its own.
        headings = sum(len(title.split()) for title in titles)
        assert sum(line.words for line in overview.organizations) == sum(sections) - headings
        assert next(line.words for line in overview.organizations if line.id == "opcw") > 100

    def test_placeholders_are_no_words(self, make_report: MakeReport) -> None:
        root = make_report()
        words = seen(root).length.words
        (root / FOLDER / "unhcr" / "au.md").unlink()
        assert words - seen(root).length.words == len(["UNHCR", "worked", "with", "the", "African", "Union."])


def test_totals_are_those_of_the_cells(troubled: Path) -> None:
    overview = seen(troubled)
    owed = Counter(cell.entity for cell in overview.cells if cell.owed)
    assert {line.id: line.owed for line in overview.entities if line.owed} == owed
    about = Counter(
        cell.organization for cell in overview.cells if cell.standing not in (Standing.MISSING, Standing.DRAFT)
    )
    assert {line.id: line.delivered for line in overview.organizations if line.delivered} == about
    for lines in (overview.entities, overview.organizations):
        assert sum(line.asked for line in lines) == sum(cell.asked for cell in overview.cells)


def test_queries_and_proposals_are_open(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "One {>> two? <<} {++three++} {--four--} five."))
    found = [(unit.kind, unit.words, unit.source.path, unit.source.line) for unit in seen(root).open]
    place = ("contributions/unhcr/au.md", 7)
    assert found == [("query", "two?", *place), ("addition", "three", *place), ("deletion", "four", *place)]


def test_blockers_are_those_of_the_final(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=None)
    assert seen(root).blockers == examine(root, draft=False).checked.blockers
    assert {finding.rule for finding in seen(root).blockers} == {"IN-CLR-01", "IN-COV-01"}


class TestReminders:
    def written(self, root: Path, on: date | None = None) -> dict[str, str]:
        read_folder_status(root, on=on, reminders=root / "build" / "reminders")
        return {path.name: path.read_text() for path in sorted((root / "build" / "reminders").iterdir())}

    def test_each_entity_that_owes_gets_one(self, make_report: MakeReport) -> None:
        plan = PLAN.replace("unhcr: [au]", "unhcr: [au, asean]")
        person = "focal_point: {name: B. Person, email: b@example.org}\nstatus: draft"
        root = make_report(
            report_yaml=plan, unhcr__au=contribution("unhcr", "au", "T.").replace("status: submitted", person)
        )
        told = self.written(root, date(2020, 7, 3))
        assert set(told) == {"unhcr.txt", INDEX}
        lines = told["unhcr.txt"].splitlines()
        assert lines[:2] == [
            "To: B. Person <b@example.org>",
            "Subject: Reminder: contributions to the report A/75/345–S/2020/898",
        ]
        assert "- African Union: there is a draft, which has not been submitted (days late: 3)" in lines
        assert "- Association of Southeast Asian Nations (days late: 3)" in lines
        assert "Deadline: 30 June 2020" in lines

    def test_those_who_have_delivered_get_none_any_more(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=None)
        text = self.written(root)["unhcr.txt"]
        assert "To: Office of the United Nations High Commissioner for Refugees" in text
        assert "Entity: Office of the United Nations High Commissioner for Refugees\n" in text
        assert "- African Union\n" in text
        assert "late" not in text
        make_report()
        assert set(self.written(root)) == {INDEX}

    def test_folder_of_somebody_else_is_left_alone(self, make_report: MakeReport, tmp_path: Path) -> None:
        mine = tmp_path / "mine"
        mine.mkdir()
        (mine / "letter.txt").write_text("Mine.")
        with pytest.raises(Unwritable, match="holds files that no build has put there"):
            read_folder_status(make_report(), reminders=mine)
        assert [path.name for path in mine.iterdir()] == ["letter.txt"]

    def test_broken_template_is_named(self, make_report: MakeReport) -> None:
        root = make_report(unhcr__au=None)
        (root / "templates").mkdir()
        (root / "templates" / "reminder.txt.j2").write_text("{{ nobody }}")
        with pytest.raises(Unprintable, match=r"reminder.txt.j2: .*nobody"):
            self.written(root)
