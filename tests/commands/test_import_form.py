"""The form comes in whole, however it was filled: by hand in the XML, or at LibreOffice; in English and in Arabic."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from assembler.__main__ import run
from tests.conftest import PLAN, contribution, small_report, write_all
from tests.office import can_edit, edit
from tests.ooxml.test_added_comments import file_of
from tests.writers.docx.questionnaire_reading import W14, controls
from tests.writers.docx.word_reading import W, WordReading

ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{unhcr: [au, asean], who: [au]}")
LAST = "We met last time.\n\nWe agreed last time."
TYPED = ("We met.", "We agreed.")
OWN_PARTS = ("customXml/", "docProps/custom.xml")

type Fill = Callable[[WordReading], None]


@pytest.fixture(scope="module", params=["en", "ar"])
def sent(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with UNHCR's form on two organizations, last time's text on one of them."""
    root = tmp_path_factory.mktemp("sent")
    plan = f"{ASKED}language: {request.param}\n"
    write_all(root, small_report() | {"report.yaml": plan, "unhcr/au.md": contribution("unhcr", "au", LAST)})
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root), "--from", str(root)]) == 0
    (root / "contributions/unhcr/au.md").unlink()
    return root


@pytest.fixture
def root(sent: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(sent, tmp_path / "report"))


def empty_form(root: Path) -> bytes:
    return (root / "build/forms/unhcr.docx").read_bytes()


def by_hand(root: Path, fill: Fill, without: tuple[str, ...] = ()) -> bytes:
    """The form after somebody was at its document, without the parts whose names begin so."""
    word = WordReading(empty_form(root))
    fill(word)
    made = BytesIO()
    with ZipFile(BytesIO(word.content)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = etree.tostring(word.document) if name == "word/document.xml" else source.read(name)
            if not without:
                target.writestr(name, content)
            elif not name.startswith(without):
                target.writestr(name, bare(content) if name.endswith((".rels", "].xml")) else content)
    return made.getvalue()


def bare(content: bytes) -> bytes:
    """Relationships or content types without those of the parts that are gone."""
    root = etree.fromstring(content)
    for element in list(root):
        if any(
            part in (element.get("Target") or element.get("PartName") or "") for part in ("customXml", "custom.xml")
        ):
            root.remove(element)
    return etree.tostring(root)


def typed(word: WordReading) -> list[etree._Element]:
    """The paragraphs that somebody types in the place of the hint."""
    (hint,) = controls(word)["answer:au"].iter(W + "p")
    made = [deepcopy(hint) for _ in TYPED]
    for paragraph, words in zip(made, TYPED, strict=True):
        for text in paragraph.iter(W + "t"):
            text.text = words
    return made


def in_word(word: WordReading) -> None:
    """As Word does: the hint's style and flag go."""
    with_flag(word)
    control = controls(word)["answer:au"]
    for element in (*control.iter(W + "showingPlcHdr"), *control.iter(W + "rStyle")):
        element.getparent().remove(element)


def with_flag(word: WordReading) -> None:
    """As some programs do: the hint's style and flag stay."""
    content = controls(word)["answer:au"].find(W + "sdtContent")
    assert content is not None
    content[:] = typed(word)


def without_field(word: WordReading) -> None:
    """The field is gone, the bookmark stays."""
    control, made = controls(word)["answer:au"], typed(word)
    for paragraph in made:
        control.addprevious(paragraph)
    control.getparent().remove(control)


def without_bookmark(word: WordReading) -> None:
    """The field stays, the bookmark is gone."""
    in_word(word)
    drop_bookmarks(word)


def without_both(word: WordReading) -> None:
    """As Google Docs leaves it: neither fields nor bookmarks."""
    without_field(word)
    without_labels(word)


def without_labels(word: WordReading) -> None:
    """Neither bookmarks nor fields are left, only what stands in these."""
    drop_bookmarks(word)
    for control in list(word.document.iter(W + "sdt")):
        for content in control.findall(W + "sdtContent"):
            for child in list(content):
                control.addprevious(child)
        control.getparent().remove(control)


def drop_bookmarks(word: WordReading) -> None:
    for bookmark in (*word.document.iter(W + "bookmarkStart"), *word.document.iter(W + "bookmarkEnd")):
        bookmark.getparent().remove(bookmark)


def below_field(word: WordReading) -> None:
    """Typed after the field, in which the hint stays."""
    end = controls(word)["answer:au"].getnext()
    for paragraph in reversed(typed(word)):
        end.addnext(paragraph)


def text_on(root: Path, organization: str = "au") -> list[str]:
    """The paragraphs of the contribution."""
    text = (root / f"contributions/unhcr/{organization}.md").read_text(encoding="utf-8")
    return [paragraph for paragraph in text.split("---\n", 2)[2].strip().split("\n\n") if paragraph]


def came_in(root: Path, content: bytes, *further: str) -> None:
    """Imports the file; the text must be what was typed, and no word of the form or of last time may be in it."""
    file = root / "filled.docx"
    file.write_bytes(content)
    assert run(["import", str(file), "-C", str(root), *further]) == 0
    assert text_on(root) == list(TYPED)
    assert sorted(path.name for path in (root / "contributions/unhcr").iterdir()) == ["au.md"]


@pytest.mark.parametrize(
    "fill",
    [in_word, with_flag, without_field, without_bookmark, without_both, below_field],
    ids=lambda function: function.__name__,
)
def test_form_filled_by_hand_comes_in_whole(root: Path, fill: Fill) -> None:
    came_in(root, by_hand(root, fill))


@pytest.mark.parametrize("fill", [without_field, without_both], ids=lambda function: function.__name__)
def test_form_without_its_own_parts_comes_in_whole(root: Path, fill: Fill) -> None:
    came_in(root, by_hand(root, fill, OWN_PARTS), "--entity", "unhcr")


def test_form_without_styles_comes_in_whole(root: Path) -> None:
    def fill(word: WordReading) -> None:
        without_both(word)
        for element in list(word.document.iter(W + "pStyle")):
            if not element.get(W + "val", "").startswith("Heading"):
                element.getparent().remove(element)

    came_in(root, by_hand(root, fill, OWN_PARTS), "--entity", "unhcr")


def test_words_said_again_are_taken_from_a_form_that_has_lost_everything(root: Path) -> None:
    def fill(word: WordReading) -> None:
        without_both(word)
        for element in word.document.iter(W + "t"):
            element.text = "We met last time." if element.text == "We met." else element.text

    (root / "filled.docx").write_bytes(by_hand(root, fill, OWN_PARTS))
    assert run(["import", str(root / "filled.docx"), "-C", str(root), "--entity", "unhcr"]) == 0
    assert text_on(root) == ["We met last time.", "We met last time.", "We agreed."]


def test_form_without_labels_is_recognized_though_the_length_and_the_deadline_have_changed(root: Path) -> None:
    content = by_hand(root, without_both, OWN_PARTS)
    (root / "contributions/general/introduction.md").write_text("Word " * 2500 + "word.\n")
    plan = root / "contributions/report.yaml"
    plan.write_text(plan.read_text().replace("2020-06-30", "2020-07-15"))
    came_in(root, content, "--entity", "unhcr")


def test_file_that_is_no_form_is_left_as_it_is(root: Path) -> None:
    (root / "filled.docx").write_bytes(file_of("African Union", "Your text", "We met."))
    arguments = ["--entity", "unhcr", "--organization", "au"]
    assert run(["import", str(root / "filled.docx"), "-C", str(root), *arguments]) == 0
    assert "Your text" in text_on(root)


def test_box_and_contact_come_in(root: Path) -> None:
    def fill(word: WordReading) -> None:
        in_word(word)
        (state,) = controls(word)["nothing:asean"].iter(W14 + "checked")
        state.set(W14 + "val", "1")
        for tag, words in (("contact:name", "A. Person"), ("contact:email", "a.person@example.org")):
            control = controls(word)[tag]
            next(control.iter(W + "t")).text = words
            for element in list(control.iter(W + "showingPlcHdr")):
                element.getparent().remove(element)

    (root / "filled.docx").write_bytes(by_hand(root, fill))
    assert run(["import", str(root / "filled.docx"), "-C", str(root)]) == 0
    for organization, status in (("au", "submitted"), ("asean", "nothing-to-report")):
        header = (root / f"contributions/unhcr/{organization}.md").read_text(encoding="utf-8")
        assert f"status: {status}\n" in header
        assert "A. Person" in header
        assert "a.person@example.org" in header


def fill_fields(**fields: str) -> Fill:
    """Fills the answer on the African Union, and the fields at the head: `approved_by` for contact:approved-by."""

    def fill(word: WordReading) -> None:
        in_word(word)
        for name, words in fields.items():
            control = controls(word)[f"contact:{name.replace('_', '-')}"]
            next(control.iter(W + "t")).text = words
            for element in list(control.iter(W + "showingPlcHdr")):
                element.getparent().remove(element)

    return fill


def bring_approved(root: Path, on: str, *further: str, without: bool = False) -> str:
    """What was said on standard error and output when the form came, approved on that day."""
    fill = fill_fields(approved_by="Jane Rowe", approved_on=on)
    both = (lambda word: (fill(word), without_labels(word))) if without else fill
    (root / "filled.docx").write_bytes(by_hand(root, both, OWN_PARTS if without else ()))
    assert run(["import", str(root / "filled.docx"), "-C", str(root), *further]) == 0
    return header_of(root)


def header_of(root: Path) -> str:
    return (root / "contributions/unhcr/au.md").read_text(encoding="utf-8").split("---\n")[1]


@pytest.mark.parametrize("without", [False, True])
@pytest.mark.parametrize("on", ["3 May 2020", "1er mai 2020", "2020年5月3日", "٣ أيار/مايو ٢٠٢٠"])
def test_approval_in_the_form_is_kept_and_clears_nothing(root: Path, on: str, *, without: bool) -> None:
    header = bring_approved(root, on, *(["--entity", "unhcr"] if without else []), without=without)
    day = "2020-05-01" if "1er" in on else "2020-05-03"
    assert f'approved: {{by: "Jane Rowe", on: {day}, text: sha256:' in header
    assert "status: submitted\n" in header
    assert "cleared" not in header
    assert text_on(root) == list(TYPED)


@pytest.mark.parametrize("on", ["01/02/2020", "soon", "3 May 2999"])
def test_day_of_approval_that_is_not_clear_is_a_finding(
    root: Path, capsys: pytest.CaptureFixture[str], on: str
) -> None:
    header = bring_approved(root, on)
    assert 'approved: {by: "Jane Rowe", text: sha256:' in header
    out = capsys.readouterr().out
    assert "warning IN-DOC-18" in out
    assert "“assembler clear unhcr au --on YYYY-MM-DD” makes that its clearance." in out


def test_editor_makes_a_clearance_of_the_approval(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_approved(root, "3 May 2020")
    assert "approved the text on 3 May 2020; “assembler clear unhcr au” makes that its clearance." in (
        capsys.readouterr().out
    )
    assert run(["clear", "unhcr", "au", "-C", str(root)]) == 0
    said = "contributions/unhcr/au.md: cleared by Jane Rowe on 3 May 2020, as the form states.\nRecorded in 1 file.\n"
    assert capsys.readouterr().err == said
    header = header_of(root)
    assert "status: cleared\n" in header
    assert 'cleared: {by: "Jane Rowe", on: 2020-05-03, text: sha256:' in header


def test_words_that_the_editor_has_changed_are_not_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_approved(root, "3 May 2020")
    path = root / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("We met.", "We met often."))
    assert run(["clear", "unhcr", "-C", str(root)]) == 1
    assert "au.md has changed since Jane Rowe approved the words. Say who cleared them with --by NAME.\n" in (
        capsys.readouterr().err
    )
    assert "cleared" not in header_of(root)
    bring_approved(root, "3 May 2020")
    assert "Other words stand in contributions/unhcr/au.md, so the approval is not for these." in (
        capsys.readouterr().out
    )


def test_approval_that_comes_later_with_the_same_words_is_added(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "filled.docx").write_bytes(by_hand(root, in_word))
    assert run(["import", str(root / "filled.docx"), "-C", str(root), "--on", "2020-06-01"]) == 0
    path = root / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("---\n", "---\n# The editor's remark.\n", 1))
    capsys.readouterr()
    header = bring_approved(root, "3 May 2020", "--on", "2020-06-02")
    assert header.startswith("# The editor's remark.\n")
    assert 'approved: {by: "Jane Rowe", on: 2020-05-03, text: sha256:' in header
    assert "submitted: 2020-06-01\n" in header
    said = capsys.readouterr()
    assert "the words are the same; the approval was added to contributions/unhcr/au.md." in said.out
    assert "Recorded as received" not in said.err
    bring_approved(root, "3 May 2020")
    assert "nothing changed" in capsys.readouterr().out


def test_new_words_need_a_new_approval(root: Path) -> None:
    bring_approved(root, "3 May 2020")
    (root / "filled.docx").write_bytes(by_hand(root, change_words))
    assert run(["import", str(root / "filled.docx"), "-C", str(root)]) == 0
    assert "approved" not in header_of(root)


def test_approval_of_what_is_no_text_is_not_lost(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fill(word: WordReading, tick: bool) -> None:
        fill_fields(approved_by="Jane Rowe", approved_on="3 May 2020")(word)
        content = controls(word)["answer:au"].find(W + "sdtContent")
        assert content is not None
        for paragraph in content.findall(W + "p")[1:]:
            content.remove(paragraph)
        next(content.iter(W + "t")).text = ""
        if tick:
            (state,) = controls(word)["nothing:au"].iter(W14 + "checked")
            state.set(W14 + "val", "1")

    (root / "filled.docx").write_bytes(by_hand(root, lambda word: fill(word, tick=False)))
    assert run(["import", str(root / "filled.docx"), "-C", str(root)]) == 0
    assert "The form states that Jane Rowe approved it, and it has no answer.\n" in capsys.readouterr().out
    (root / "filled.docx").write_bytes(by_hand(root, lambda word: fill(word, tick=True)))
    assert run(["import", str(root / "filled.docx"), "-C", str(root)]) == 0
    assert "the form states that Jane Rowe approved the answer on 3 May 2020.\n" in capsys.readouterr().out
    assert "status: nothing-to-report\n" in header_of(root)
    assert 'approved: {by: "Jane Rowe", on: 2020-05-03, text: sha256:' in header_of(root)


def change_words(word: WordReading) -> None:
    in_word(word)
    for text in word.document.iter(W + "t"):
        text.text = "We met twice." if text.text == "We met." else text.text


def test_empty_form_brings_nothing_in(root: Path) -> None:
    (root / "filled.docx").write_bytes(empty_form(root))
    assert run(["import", str(root / "filled.docx"), "-C", str(root)]) == 0
    assert list((root / "contributions/unhcr").iterdir()) == []


WAYS = {"inside": "answer:au", "over": "_answer_au", "below": "_answer_au"}
"""Where an editor goes who types inside a field, over it or below it."""


@pytest.mark.slow
@pytest.mark.skipif(not can_edit(), reason="LibreOffice's bindings for Python are not installed")
@pytest.mark.parametrize(("root", "way"), [("en", "inside"), ("en", "over"), ("ar", "below")], indirect=["root"])
def test_form_filled_at_libreoffice_comes_in_whole(root: Path, way: str, tmp_path: Path) -> None:
    approval = [["inside", "contact:approved-by", "Jane Rowe"], ["inside", "contact:approved-on", "3 May 2020"]]
    came_in(root, edit(empty_form(root), [*approval, [way, WAYS[way], *TYPED]], tmp_path))
    assert 'approved: {by: "Jane Rowe", on: 2020-05-03, text: sha256:' in header_of(root)
