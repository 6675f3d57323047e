"""The PDF: all words in order, notes on the page of their call, tags and metadata of PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
from PIL import Image

from assembler.model.nodes import LetteredList, ListItem, Paragraph, Table, Text
from assembler.model.report import OrganBlock, Report, Section
from assembler.model.value import replace
from assembler.writers import text
from assembler.writers.html import page as html
from assembler.writers.pdf import document as pdf
from assembler.writers.pdf.footnotes import find_cut_notes, find_misplaced_notes
from tests.builders import every_node, note, para, t

pytestmark = pytest.mark.slow

TEMPLATES = Path(__file__).parents[3] / "templates"
LOOK = {
    name: (TEMPLATES / name).read_bytes() for name in ("report.html.j2", "report.css", "crop-marks.css", "screen.css")
}
SENTENCE = "The United Nations and the organization went on working together on matters of common concern. "


def note_words(number: int) -> str:
    """From 15 to 255 words: of every length in steps of a sentence, short and long ones mixed."""
    return f"begin{number}x " + SENTENCE * (1 + number * 5 % 17) + f"end{number}x"


def numbered(number: int) -> Paragraph:
    words = SENTENCE * (1 + number * 5 % 7)
    return para(
        f"unhcr/au#p{number}", number, words, f"call{number}x", note(note_words(number), number), " in the end."
    )


def long_report(paragraphs: int = 60) -> Report:
    """Numbered paragraphs with a note each, and an agenda that runs over the first page."""
    blocks = tuple(numbered(number) for number in range(1, paragraphs + 1))
    section = Section(id="section-1", title="Cooperation", level=1, label="I.", blocks=blocks)
    report = every_node(draft=False)
    assembly, council = report.masthead.organs
    titles = tuple(f"Cooperation between the United Nations and organization {n} of a long name" for n in range(1, 27))
    masthead = replace(report.masthead, organs=(replace(assembly, sub_items=titles), council))
    return replace(report, masthead=masthead, sections=(section,), annexes=())


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("final") / "final.pdf"
    path.write_bytes(pdf.write(every_node(draft=False), LOOK))
    return path


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("draft") / "draft.pdf"
    path.write_bytes(pdf.write(every_node(), LOOK))
    return path


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def pages(path: Path) -> list[str]:
    """The words of each page as poppler finds them, without white space."""
    return ["".join(page.split()) for page in run("pdftotext", path, "-").split("\f")[:-1]]


def read(path: Path) -> str:
    """The words in the order of the tags, without white space."""
    return "".join("".join(re.findall(r'^ *"(.*)"$', run("pdfinfo", "-struct-text", path), re.MULTILINE)).split())


RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070-\u208e\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d9c-\u1dbf]+")
"""Raised and lowered letters and figures."""


def proof_lines(report: Report) -> list[str]:
    """The lines of the plain text from the summary to the tables, calls of notes without brackets.

    Raised letters and figures stand there as in the PDF, where they are set smaller.
    """
    whole = RAISED.sub(lambda match: normalize("NFKC", match.group()), text.write(report, {}).decode())
    inner = whole[whole.index("\nSummary\n") : whole.index("Organization\t")]
    return ["".join(re.sub(r"\[(\d+)\]", r"\1", line).split()) for line in inner.splitlines() if line]


def assert_in_order(lines: list[str], words: str) -> None:
    place = 0
    for line in lines:
        found = words.find(line, place)
        assert found >= 0, f"{line} is missing after {words[max(0, place - 40) : place]}"
        place = found + len(line)


def test_pages_of_a_final_have_all_words_in_order(final: Path) -> None:
    assert_in_order(proof_lines(every_node(draft=False)), "".join(pages(final)))


def test_pages_of_a_draft_have_all_words_and_marks(draft: Path) -> None:
    words = pages(draft)
    assert all("DRAFT–11September2020" in page for page in words)
    for expected in ("UNHCR,UNDP", "Proposed:oldnewwords.[Isthisstillso?]", "[ThecontributionofWHOonthe"):
        assert expected in "".join(words)


def test_final_has_no_marks_of_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "final.pdf"
    path.write_bytes(pdf.write(replace(every_node(), draft=False), LOOK))
    words = "".join(pages(path))
    assert "Proposed:oldwords." in words
    assert "[ThecontributionofWHOontheAfricanUnionismissing.]" in words
    for hidden in ("DRAFT", "UNHCR,UNDP", "still"):
        assert hidden not in words


@pytest.mark.slow
def test_words_are_read_in_order_each_note_after_its_call(final: Path) -> None:
    words = read(final)
    notes = {".1": ".11Thetextofthefirstnote.", "paragraph2.": "paragraph22Anothernote,withtwoparagraphs.."}
    lines = proof_lines(every_node(draft=False))
    lines = [
        next((line.replace(call, full) for call, full in notes.items() if line.endswith(call)), line) for line in lines
    ]
    assert_in_order([line for line in lines if line not in ("Annex", "Contributionsreceived")], words)
    assert_in_order(
        ["UnitedNations", "A/75/345–S/2020/898", "Distr.:General", "GeneralAssembly", "agenda**A/75/150."], words
    )
    assert_in_order(["LeagueofArabStates", "SecurityCouncil", "Seventy-fifthyear", "Cooperationbetween"], words)


@pytest.mark.slow
def test_running_heads_are_no_text(final: Path) -> None:
    words = read(final)
    assert "3/3" in pages(final)[2]
    assert "3/3" not in words
    assert words.count("20-11922") == 1
    assert words.count("A/75/345") == 1


def test_tags_say_what_things_are(final: Path) -> None:
    tree = run("pdfinfo", "-struct", final)
    names = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    for name, number in {
        "H1": 1,
        "H2": 4,
        "H3": 2,
        "H4": 1,
        "L": 3,
        "LI": 6,
        "LBody": 6,
        "Note": 3,
        "Reference": 3,
    }.items():
        assert names.count(name) == number, name
    assert {"Table", "Caption", "THead", "TBody", "TH", "TD", "BlockQuote", "Figure", "Link", "Lbl"} <= set(names)
    assert tree.count("/Scope /Column") == 3
    assert tree.count("/Scope /Row") == 2
    assert len(set(re.findall(r"Note <(note-\d)>", tree))) == 3


def structure(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = []
    waiting = [document.Root.StructTreeRoot.K[0]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/StructElem":
            found.append(node)
            waiting.extend(node.get("/K", []))
    return found


def pieces(node: pikepdf.Object, page: pikepdf.Object | None = None) -> Iterator[tuple[tuple[int, int], int]]:
    """Page and number of each piece of text in reading order, notes and the two columns of the agenda left out."""
    page = node.get("/Pg", page)
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            assert page is not None
            yield page.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)
        elif kid.get("/Type") == "/StructElem" and kid.S not in ("/Note", "/Div"):
            yield from pieces(kid, page)


def test_pages_are_drawn_in_the_order_of_reading(final: Path) -> None:
    """For those who read without tags; notes are read at their call, and the second organ is drawn before the first."""
    with pikepdf.open(final) as document:
        read_ = list(pieces(document.Root.StructTreeRoot.K[0]))
        pages_ = [page.objgen for page in document.pages]
    for page in pages_:
        drawn = [number for where, number in read_ if where == page]
        assert drawn
        assert drawn == sorted(drawn)


def test_pictures_languages_and_links_are_described(final: Path) -> None:
    with pikepdf.open(final) as document:
        nodes = structure(document)
        alternatives = [str(node.Alt) for node in nodes if node.S == "/Figure"]
        languages = [str(node.Lang) for node in nodes if "/Lang" in node]
        links = [link for page in document.pages for link in page.get("/Annots", [])]
        tagged = {
            kid.Obj.objgen for node in nodes for kid in node.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
        }
    assert alternatives == ["QR code linking to A/75/345"]
    assert languages == ["fr"]
    assert len(links) == 5
    assert {link.objgen for link in links} == tagged
    assert all("/StructParent" in link and "/Contents" in link for link in links)


def test_users_emblem_is_described_and_not_smoothed(tmp_path: Path) -> None:
    picture = BytesIO()
    Image.new("RGBA", (56, 47), (0, 0, 0, 128)).save(picture, "png")
    path = tmp_path / "emblem.pdf"
    path.write_bytes(pdf.write(every_node(draft=False), LOOK | {"emblem": picture.getvalue()}))
    with pikepdf.open(path) as document:
        figures = [str(node.Alt) for node in structure(document) if node.S == "/Figure"]
        images = [
            item for item in document.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        assert len(images) == 2
        assert not any(image.get("/Interpolate", False) for image in images)
    assert sorted(figures) == ["QR code linking to A/75/345", "United Nations emblem"]


def test_metadata_claims_both_standards(final: Path) -> None:
    with pikepdf.open(final) as document, document.open_metadata() as metadata:
        assert str(document.Root.Lang) == "en"
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == f"A/75/345–S/2020/898 {every_node().masthead.title}"
        assert metadata["dc:creator"] == ["United Nations"]
        assert metadata["xmp:CreateDate"] == "2020-09-11T00:00:00Z"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_bookmarks_follow_the_headings(final: Path) -> None:
    with pikepdf.open(final) as document, document.open_outline() as outline:
        names = [(item.title, [below.title for below in item.children]) for item in outline.root]
    assert names == [
        ("Summary", []),
        ("I. Cooperation with organizations", ["African Union"]),
        ("II. Observations and recommendations", ["A. Recommendations"]),
        ("Annex. Contributions received", []),
    ]


@pytest.mark.parametrize("which", ["final", "draft"])
def test_file_is_sound_and_embeds_its_fonts(which: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(which)
    run("qpdf", "--check", path)
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes +yes +yes +\d+ +\d+$", font) for font in fonts), fonts


@pytest.mark.parametrize("which", ["draft", "press"])
def test_all_but_the_metadata_is_compressed_once(which: str, request: pytest.FixtureRequest) -> None:
    with pikepdf.open(request.getfixturevalue(which)) as document:
        streams = [stream for stream in document.objects if isinstance(stream, pikepdf.Stream)]
        plain = [stream for stream in streams if "/Filter" not in stream]
        assert {str(element.get("/Type")) for element in plain} <= {"/Metadata"}
        assert all(isinstance(stream.Filter, pikepdf.Name) for stream in streams if stream not in plain)
        assert all(not page.Contents.read_bytes().startswith(b"x\x9c") for page in document.pages)


def test_same_report_gives_same_bytes(final: Path) -> None:
    assert pdf.write(every_node(draft=False), LOOK) == final.read_bytes()


PLAIN = "<html lang=en><title>Plain</title><h1>Head</h1><p>Words <a href='https://example.org/'>and a link</a>."


def test_four_threads_give_the_same_bytes_and_leave_others_alone(final: Path, draft: Path) -> None:
    def plain() -> bytes:
        return bytes(pdf.weasyprint.HTML(string=PLAIN).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"1"))

    before = plain()
    makers = [partial(pdf.write, every_node(draft=is_draft), LOOK) for is_draft in (False, True)]
    makers += [plain, partial(pdf.write_for_print, every_node(), LOOK)]
    with ThreadPoolExecutor(4) as threads:
        made = [future.result() for future in [threads.submit(maker) for maker in (*makers, *makers)]]
    assert made[:3] == [final.read_bytes(), draft.read_bytes(), before]
    assert made[4:] == made[:4]
    assert plain() == before


def test_paper_and_text_column_are_as_measured(final: Path) -> None:
    assert "612 x 792 pts (letter)" in run("pdfinfo", final)
    boxes = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', run("pdftotext", "-bbox", final, "-"))
    at = {word: (round(float(x)), round(float(y))) for x, y, word in reversed(boxes)}
    assert at["United"] == (123, 45)
    assert at["Distr.:"] == (397, 78)
    assert at["Original:"] == (397, 114)
    assert at["Seventy-fifth"] == (60, 225)
    assert at["year"][0] > 397
    assert at["1."][0] == 123
    assert at["The"][0] == 147
    assert at["Annex"][0] == 60
    assert at["Summary"][0] == 72
    assert at["II."][0] + 14 == pytest.approx(111, abs=2)


def test_no_style_is_unknown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf.write(replace(every_node(), contents=True), LOOK)
        assert caplog.messages == []
        pdf.write(every_node(), LOOK | {"report.css": LOOK["report.css"] + b"p { colour: red }"})
    assert len(caplog.messages) == 1


def test_nothing_is_fetched(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    style = f'body {{ background: url("{picture.as_uri()}") }}'.encode()
    pdf.write(every_node(), LOOK | {"report.css": LOOK["report.css"] + style})
    assert "disallowed protocol" in caplog.text


@pytest.mark.slow
def test_contents_name_the_right_pages(tmp_path: Path) -> None:
    path = tmp_path / "contents.pdf"
    path.write_bytes(pdf.write(replace(every_node(draft=False), contents=True), LOOK))
    words = pages(path)
    annex = next(number for number, page in enumerate(words, 1) if "Thetableliststhecontributions" in page)
    assert re.search(rf"AnnexContributionsreceived{annex}", read(path))
    assert "Contents" in words[0]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    path.write_bytes(pdf.write(long_report(), LOOK))
    return pages(path)


@pytest.mark.slow
def test_every_note_stands_whole_on_the_page_of_its_call(long: list[str]) -> None:
    for number in range(1, 61):
        page = next(page for page in long if f"call{number}x" in page)
        assert f"begin{number}x" in page
        assert f"end{number}x" in page


@pytest.mark.slow
def test_layout_alone_would_part_some_notes_from_their_calls() -> None:
    source = html.render_page(long_report(), LOOK, printed=True)
    assert find_misplaced_notes(pdf.weasyprint.HTML(string=source).render())


def test_agenda_runs_over_and_its_note_stays_on_the_first_page(long: list[str]) -> None:
    assert "*A/75/150." in long[0]
    assert "SecurityCouncilSeventy-fifthyear" in long[0]
    assert "organization1of" in long[0]
    assert "organization26of" in long[1]
    assert "ReportoftheSecretary-General" in long[1]


def test_pages_are_numbered_from_the_second_on(long: list[str]) -> None:
    assert f"1/{len(long)}" not in long[0]
    assert all(f"{number}/{len(long)}" in page for number, page in enumerate(long, 1) if number > 1)


def with_tall_note(words: int) -> Report:
    tall = " ".join(f"w{n}x" for n in range(words))
    paragraph = para("a#p1", 1, "Before", note(tall, 1), " after.")
    section = Section(id="s", title="Title", level=1, label="I.", blocks=(numbered(2), paragraph, numbered(3)))
    return replace(every_node(draft=False), sections=(section,), annexes=())


def test_note_of_700_words_stands_whole_on_the_page_of_its_call(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf.write(with_tall_note(700), LOOK))
    (page,) = [page for page in pages(path) if "Before1after." in page]
    assert "".join(f"w{n}x" for n in range(700)) in page


@pytest.mark.slow
def test_note_taller_than_a_page_loses_no_word(tmp_path: Path) -> None:
    report = with_tall_note(1500)
    tall = " ".join(f"w{n}x" for n in range(1500))
    path = tmp_path / "tall.pdf"
    path.write_bytes(pdf.write(report, LOOK))
    boxes = re.findall(r'yMin="([\d.-]+)" xMax="[\d.]+" yMax="([\d.]+)">(w\d+x)', run("pdftotext", "-bbox", path, "-"))
    assert [word for _, _, word in boxes] == tall.split()
    assert all(70 < float(top) < float(bottom) < 736 for top, bottom, _ in boxes)
    source = pdf.weasyprint.HTML(string=html.render_page(report, LOOK, printed=True)).render()
    assert list(find_cut_notes(source)) == [2]


@pytest.mark.slow
def test_notes_in_lists_and_tables_stand_on_the_page_of_their_call(tmp_path: Path) -> None:
    def words(number: int) -> tuple[Text, object]:
        return (Text(f"call{number}x {SENTENCE}"), note(note_words(number), number))

    items = LetteredList(tuple(ListItem(words(number)) for number in range(1, 16)))  # type: ignore[arg-type]
    rows = tuple((t(f"Row {number}"), words(number)) for number in range(16, 31))
    table = Table(caption=t("Title"), head=(t("Head"), t("Text")), rows=rows, id="a#t1")  # type: ignore[arg-type]
    section = Section(id="s", title="Title", level=1, label="I.", blocks=(para("a#p1", 1, "List:"), items, table))
    path = tmp_path / "list.pdf"
    path.write_bytes(pdf.write(replace(every_node(draft=False), sections=(section,), annexes=()), LOOK))
    written = pages(path)
    for number in range(1, 31):
        page = next(page for page in written if f"call{number}x" in page)
        assert f"begin{number}x" in page
        assert f"end{number}x" in page
    assert read(path).count("HeadText") == 1
    assert sum(page.count("HeadText") for page in written) > 1


def test_single_organ_without_note_job_number_or_summary(tmp_path: Path) -> None:
    report = every_node(draft=False)
    organ = OrganBlock(
        organ="General Assembly", session="Eightieth session", agenda="Agenda item 155", title="Financing"
    )
    masthead = replace(report.masthead, organs=(organ,), notes=(), job_number="", job_line="", address="", day="")
    path = tmp_path / "single.pdf"
    path.write_bytes(pdf.write(replace(report, masthead=masthead, summary=None), LOOK))
    first = pages(path)[0]
    assert first.count("GeneralAssembly") == 1
    assert "EightiethsessionAgendaitem155Financing" in first


def test_right_to_left_page_is_mirrored(tmp_path: Path) -> None:
    path = tmp_path / "rtl.pdf"
    path.write_bytes(pdf.write(replace(every_node(), language="ar", direction="rtl"), LOOK))
    boxes = re.findall(r'<word xMin="([\d.]+)".*?>(.*?)</word>', run("pdftotext", "-bbox", path, "-"))
    at = {word: float(x) for x, word in reversed(boxes)}
    assert at["Distr.:"] == pytest.approx(60, abs=1)
    assert at["20-11922"] > 400
    assert "A/75/345" in at


def test_first_lines_and_marks_of_lists_are_indented_from_the_right(tmp_path: Path) -> None:
    """As in the Word file; WeasyPrint leaves out text-indent from right to left."""
    path = tmp_path / "rtl.pdf"
    path.write_bytes(pdf.write(replace(every_node(), language="ar", direction="rtl"), LOOK))
    boxes = re.findall(
        r'<word xMin=".*?" yMin=".*?" xMax="([\d.]+)".*?>(.*?)</word>', run("pdftotext", "-bbox", path, "-")
    )
    right = {word: float(x) for x, word in reversed(boxes)}
    column = 612 - 60 - 63.4
    assert right["(a)"] == pytest.approx(column - 23.75, abs=1.5)
    assert right["(i)"] == pytest.approx(column - 47.5, abs=1.5)


# The file for the press


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("press") / "press.pdf"
    path.write_bytes(pdf.write_for_print(every_node(), LOOK))
    return path


def colours(document: pikepdf.Pdf) -> set[tuple[str, ...]]:
    """Every setting of a colour in pages and pictures: operator and values."""
    forms = [
        stream
        for stream in document.objects
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Form"
    ]
    instructions = [one for page in (*document.pages, *forms) for one in pikepdf.parse_content_stream(page)]
    operators = {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"}
    return {
        (str(instruction.operator), *map(str, instruction.operands))
        for instruction in instructions
        if str(instruction.operator) in operators
    }


def test_file_for_the_press_has_trim_and_bleed(press: Path) -> None:
    with pikepdf.open(press) as document:
        for page in document.pages:
            assert [float(edge) for edge in page.TrimBox] == [0, 0, 612, 792]
            assert [float(edge) for edge in page.BleedBox] == [-10, -10, 622, 802]
            assert [float(edge) for edge in page.MediaBox] == [-24, -24, 636, 816]


def test_file_for_the_press_is_set_in_black_ink_alone(press: Path, draft: Path) -> None:
    with pikepdf.open(press) as document, pikepdf.open(draft) as screen:
        inks = colours(document)
        assert {operator for operator, *_ in inks} == {"k", "K"}
        assert {ink[1:4] for ink in inks} == {("0", "0", "0")}
        assert ("k", "0", "0", "0", "1") in inks
        assert {"rg", "RG"} <= {operator for operator, *_ in colours(screen)}


def test_text_of_the_press_file_is_black(press: Path) -> None:
    with pikepdf.open(press) as document:
        ink = ""
        shown = []
        for instruction in pikepdf.parse_content_stream(document.pages[1]):
            if str(instruction.operator) in ("k", "rg", "g"):
                ink = " ".join([*map(str, instruction.operands), str(instruction.operator)])
            elif str(instruction.operator) in ("TJ", "Tj"):
                shown.append(ink)
    assert shown.count("0 0 0 1 k") > len(shown) / 2
    assert all(ink.startswith("0 0 0 ") and ink.endswith(" k") for ink in shown)


def test_file_for_the_press_is_no_archive_file_and_has_the_same_pages(press: Path, draft: Path) -> None:
    with pikepdf.open(press) as document, document.open_metadata() as metadata:
        assert "pdfaid:part" not in metadata
        assert str(document.docinfo.Title) == f"A/75/345–S/2020/898 {every_node().masthead.title}"
    assert pages(press) == pages(draft)
    run("qpdf", "--check", press)


def test_file_for_the_press_gives_same_bytes(press: Path) -> None:
    assert pdf.write_for_print(every_node(), LOOK) == press.read_bytes()
