"""A report from an empty folder to the final, with the commands of the documentation, one chapter after the other.

Chapters build on those before them and share one folder. What the editor does by hand is done here by hand.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from docx import Document

from assembler.__main__ import run

pytestmark = pytest.mark.slow

ENTITIES = ("dppa", "ohchr", "unhcr")
WRITTEN = {
    "general/summary.md": "The General Assembly asked for the present report in its resolution 58/316.",
    "general/introduction.md": "The General Assembly asked for the present report in its resolution 58/316.",
    "general/observations.md": "The work with the organizations goes on.",
    "dppa/asean.md": "## Sustainable development\n\nThe Department and the Association shared their plans.",
    "dppa/au.md": "## Political affairs, peace and security\n\nThe Department and the Union shared their plans.",
    "ohchr/osce.md": "## Human rights and the rule of law\n\nBoth sides shared their reports on human rights.",
    "unhcr/au.md": "## Humanitarian affairs and disaster risk reduction\n\n"
    "The Office of the High Commissioner for Refugees and the Union shared their plans.",
    "unhcr/osce.md": "## Humanitarian affairs and disaster risk reduction\n\nBoth sides shared their lists of experts.",
}
"""What the lead department and the entities write in the place of the sample text."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("story") / "2027"


@pytest.fixture(autouse=True)
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody works in the folder of the report, and on a day of June 2027."""
    monkeypatch.setattr("assembler.commands.clear.read_today", lambda: date(2027, 6, 15))
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)


class Desk:
    """The command line, and what it said last."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, command: str, *further: str) -> int:
        """The exit status of a command as one would type it; arguments with spaces follow one by one."""
        self._capsys.readouterr()
        status = run([*command.split(), *further])
        self.out, self.err = self._capsys.readouterr()
        return status


@pytest.fixture
def assembler(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


def text_of(name: str) -> str:
    return Path("contributions", name).read_text(encoding="utf-8")


def edit(name: str, old: str, new: str) -> None:
    """What one does in an editor."""
    text = text_of(name)
    assert old in text, f"{old!r} is not in {name}"
    Path("contributions", name).write_text(text.replace(old, new), encoding="utf-8")


# 1. The report begins


def test_a_new_report_builds_at_once(assembler: Desk) -> None:
    assert assembler("new report .") == 0
    assert assembler("build --to docx,txt") == 0
    assert "Draft built" in assembler.err


def test_a_final_of_sample_text_is_never_built(assembler: Desk) -> None:
    assert assembler("build --final --format concise") == 1
    assert "error IN-SCF-01 “Say here in one sentence who asked for the present report and why.”" in assembler.out
    edit("report.yaml", "[A/81/1, S/2027/1]", "[A/81/345, S/2027/412]")
    assert assembler("clear dppa --by", "B. Person") == 1
    assert "is sample text" in assembler.err


# 2. Somebody is asked, and answers


def test_who_is_asked_and_has_not_answered_is_named(assembler: Desk) -> None:
    edit("report.yaml", "unhcr: [au, osce]", "unhcr: [asean, au, osce]")
    assert assembler("check --format concise --fail-on warning") == 1
    assert "IN-COV-01 The contribution of UNHCR on the Association of Southeast Asian Nations" in assembler.out


def test_the_form_of_a_focal_point(assembler: Desk) -> None:
    assert assembler("new contribution unhcr asean") == 0
    assert assembler("new contribution unhcr asean") == 2, "nothing is overwritten"


def test_a_contribution_with_a_fault_is_mended(assembler: Desk) -> None:
    theme = "## Humanitarian affairs and disaster risk reduction\n"
    edit("unhcr/asean.md", theme, f"{theme}\nThey trained 40 officials in Jakarta in 2026.[^list]\n")
    edit("unhcr/asean.md", "status: draft", "status: submitted")
    assert assembler("check contributions/unhcr --format concise") == 1
    assert "error IN-FN-01 The note “list” has no text." in assembler.out
    Path("contributions/unhcr/asean.md").write_text(
        text_of("unhcr/asean.md") + "\n[^list]: The list is kept in Geneva.\n"
    )
    assert assembler("check contributions/unhcr --format concise") == 0


def test_a_contribution_comes_in_as_word(assembler: Desk) -> None:
    """The focal point was sent the form, and sends a letter of its own."""
    edit("report.yaml", "ohchr: [osce]", "ohchr: [asean, osce]")
    assert assembler("new contribution ohchr --to docx") == 0
    assert Path("build/forms/ohchr.docx").is_file()
    letter = Document()
    letter.add_paragraph("A workshop on human rights was held in Manila in 2026.")
    letter.save("../letter.docx")
    assert assembler("import ../letter.docx") == 1, "the letter does not say whose it is"
    assert assembler("import ../letter.docx --entity ohchr --organization asean") == 0
    assert "A workshop on human rights was held in Manila in 2026." in text_of("ohchr/asean.md")


def test_who_owes_what_is_seen_at_once(assembler: Desk) -> None:
    assert assembler("status --format json") == 0
    texts = json.loads(assembler.out)["contributions"]
    states = {(text["entity"], text["organization"]): text["status"] for text in texts}
    assert (states["unhcr", "asean"], states["dppa", "au"]) == ("submitted", "missing")


def test_all_write_their_texts(assembler: Desk) -> None:
    for name, body in WRITTEN.items():
        header, mark, _ = text_of(name).partition("---\n\n")
        text = f"{header}{mark}{body}\n" if mark else f"{body}\n"
        Path("contributions", name).write_text(text.replace("status: draft", "status: submitted"), encoding="utf-8")
    assert assembler("status --format json") == 0
    assert {text["status"] for text in json.loads(assembler.out)["contributions"]} == {"submitted"}


# 3. The editor makes one text of several, and builds a draft


def test_one_text_is_made_of_several(assembler: Desk) -> None:
    assert assembler("consolidate asean") == 0
    old = "They trained 40 officials in Jakarta in 2026."
    edit("consolidated/asean.md", old, "In 2026, they trained 40 officials in Jakarta.")
    assert assembler("check --format concise --fail-on warning") == 0


def test_a_draft_with_its_label(assembler: Desk) -> None:
    assert assembler("build --to docx,pdf,txt --label", "draft 1 of 24 May 2027") == 0
    assert Path("build/draft/A-81-345.txt").read_text(encoding="utf-8").startswith("DRAFT 1 of 24 May 2027\n")


def test_a_sentence_of_the_draft_is_traced_and_found_again(assembler: Desk) -> None:
    assert assembler("trace unhcr/asean#p1") == 0
    made = re.search(r"made into paragraph (\d+)\.", assembler.out)
    assert made
    assert assembler(f"trace {made[1]}") == 0
    assert "unhcr/asean#p1 (contributions/unhcr/asean.md:" in assembler.out
    assert "{--They--}{++In 2026, they++} trained 40 officials in Jakarta {--in 2026--}." in " ".join(
        assembler.out.split()
    )
    assert "The editor's words not cleared." in assembler.out


def test_a_draft_edited_in_word_comes_back(assembler: Desk) -> None:
    Path("../draft-1").mkdir()
    for path in Path("build/draft").iterdir():
        Path("../draft-1", path.name).write_bytes(path.read_bytes())
    draft = Document("build/draft/A-81-345.docx")
    (run,) = (run for paragraph in draft.paragraphs for run in paragraph.runs if "trained 40" in run.text)
    run.text = run.text.replace("trained 40", "trained 45")
    draft.save("../A-81-345-jane.docx")
    assert assembler("merge ../A-81-345-jane.docx --dry-run") == 0
    assert "40 officials" in text_of("consolidated/asean.md")
    assert assembler("merge ../A-81-345-jane.docx") == 0
    assert "1 edit merged." in assembler.err
    assert "In 2026, they trained 45 officials in Jakarta." in text_of("consolidated/asean.md")
    assert "They trained 40 officials in Jakarta in 2026." in text_of("unhcr/asean.md"), "it is the entity's own"
    assert assembler("merge ../A-81-345-jane.docx") == 0
    assert "1 edit merged." not in assembler.err


def test_the_next_reader_sees_what_has_changed(assembler: Desk) -> None:
    assert assembler("compare ../draft-1 . --to html,docx") == 0
    assert "Paragraphs: 1 changed." in assembler.out + assembler.err
    assert sorted(path.name for path in Path("build/compare").iterdir()) == [
        "A-81-345-comparison.docx",
        "A-81-345-comparison.html",
        "comparison.json",
    ]
    assert assembler("compare ../draft-1 ../draft-1 --stat") == 0


# 4. The final


def test_the_final_is_refused_and_says_why(assembler: Desk) -> None:
    edit("consolidated/asean.md", "in Jakarta.", "in Jakarta {>> where? <<}.")
    assert assembler("build --final --format concise") == 1
    kinds = {line.split()[-1] for line in assembler.err.splitlines() if line.startswith("  ")}
    assert kinds == {"IN-CLR-01", "IN-CLR-05", "IN-OPN-01", "IN-JOB-01"}
    assert not Path("build/final").exists()
    edit("consolidated/asean.md", " {>> where? <<}", "")


def test_the_entities_clear_their_words(assembler: Desk) -> None:
    for entity in ENTITIES:
        assert assembler(f"clear {entity} --on 2027-06-01 --by", "B. Person") == 0
    assert assembler("build --final --format concise") == 1
    assert "IN-CLR" not in assembler.err


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("unhcr/au.md", "Refugees and the", "Refugees, and the", "IN-CLR-03"),
        ("consolidated/asean.md", "In 2026, they", "In 2026 they", "IN-CLR-04"),
    ],
)
def test_a_comma_voids_a_clearance(assembler: Desk, name: str, old: str, new: str, code: str) -> None:
    edit(name, old, new)
    assert assembler("build --final --format concise") == 1
    assert re.search(rf"{code} .* since B\. Person cleared (it|them) on 2027-06-01\.", assembler.out)
    assert assembler("clear unhcr --on 2027-06-02 --by", "B. Person") == 0
    assert assembler("build --final --format concise") == 1
    assert code not in assembler.out


def test_the_editor_answers_for_what_is_left(assembler: Desk) -> None:
    assert assembler("build --final --to txt --accept IN-JOB-01 --because", "it comes with the proof") == 0
    (accepted,) = json.loads(Path("build/final/manifest.json").read_text(encoding="utf-8"))["accepted"]
    assert (accepted["rule"], accepted["reason"]) == ("IN-JOB-01", "it comes with the proof")


def test_the_final_is_built_and_signed(assembler: Desk) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    Path("../key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    Path("../public.pem").write_bytes(public)
    edit("report.yaml", "# job_number: 27-00001", "job_number: 27-08114")
    assert assembler("build --final --sign ../key.pem") == 2
    assert "This build would remove A-81-345.txt." in assembler.err
    assert assembler("build --final --sign ../key.pem --replace") == 0
    assert sorted(path.name for path in Path("build/final").iterdir()) == [
        "A-81-345.docx",
        "A-81-345.pdf",
        "manifest.json",
        "manifest.json.sig",
        "report.json",
    ]


# 5. Years later


def test_the_final_is_what_was_built(assembler: Desk) -> None:
    assert assembler("verify build/final --key ../public.pem") == 0
    assert "manifest.json was signed with this key." in assembler.err


def test_whoever_touches_it_is_found_out(assembler: Desk) -> None:
    word = Path("build/final/A-81-345.docx")
    word.write_bytes(word.read_bytes().replace(b"word", b"Word", 1))
    edit("unhcr/au.md", "Refugees, and the", "Refugees and the")
    assert assembler("verify build/final --key ../public.pem") == 1
    assert assembler.out.splitlines() == [
        "build/final/A-81-345.docx has changed since the build",
        "contributions/unhcr/au.md has changed since the build",
    ]
