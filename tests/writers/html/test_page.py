"""The web page: whole, accessible, its links in order, nothing of a draft in a final; and what the PDF starts from."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from assembler.model.nodes import Footnote, Heading, LetteredList, ListItem, Text
from assembler.model.report import Report, Section
from assembler.model.value import replace
from assembler.writers.html import page as html
from assembler.writers.html.footnote_placement import Placement
from tests.builders import WORDING, every_node, note, para, t

TEMPLATES = Path(__file__).parents[3] / "templates"
LOOK = {name: (TEMPLATES / name).read_bytes() for name in ("report.html.j2", "report.css", "screen.css")}
VOID = {"meta", "img", "hr", "br", "path", "circle"}


class Page(HTMLParser):
    """Elements with their attributes, and the words, of a page whose elements must all be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.extend(data.split())

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


def web(report: Report, **templates: bytes) -> str:
    return html.write(report, LOOK | templates).decode()


def of_blocks(*blocks: object, draft: bool = False) -> Report:
    section = Section(id="section-1", title="Introduction", level=1, label="I.", blocks=blocks)  # type: ignore[arg-type]
    return replace(every_node(draft), sections=(section,), annexes=(), summary=None)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("contents", [True, False])
def test_every_link_inside_the_page_leads_to_one_place(draft: bool, contents: bool) -> None:
    page = Page(web(replace(every_node(draft), contents=contents)))
    places = page.values("id")
    inside = [target[1:] for target in page.values("href") if target.startswith("#")]
    assert len(places) == len(set(places))
    assert set(inside) <= set(places)
    assert set(page.values("aria-labelledby")) <= set(places)
    assert {"note-1", "note-1-call", "masthead-note-1", "masthead-note-1-call", "report"} <= set(inside)
    assert ("section-2-au" in inside) is contents


@pytest.mark.parametrize("draft", [True, False])
def test_headings_go_down_one_degree_at_a_time(draft: bool) -> None:
    headings = Page(web(every_node(draft))).headings()
    assert headings == [1, 2, 2, 3, 2, 3, 4, 2, 2]


def test_skipped_degree_of_a_heading_is_closed_up() -> None:
    blocks = (
        Heading(t("Deep"), level=3, id="a"),
        Heading(t("Deeper"), level=4, id="b"),
        Heading(t("Up"), level=2, id="c"),
    )
    assert Page(web(of_blocks(*blocks))).headings() == [1, 2, 3, 4, 3]


def test_headings_of_one_level_have_one_degree_where_none_stands_above_them() -> None:
    blocks = [
        Heading(t("One"), 3, "a"),
        Heading(t("Other"), 3, "b"),
        Heading(t("Up"), 2, "c"),
        Heading(t("In"), 3, "d"),
    ]
    assert Page(web(of_blocks(*blocks))).headings() == [1, 2, 3, 3, 3, 4]


def test_page_stands_alone_and_has_its_landmarks() -> None:
    page = Page(web(replace(every_node(), contents=True)))
    names = [tag for tag, _ in page.elements]
    assert {"script", "link", "iframe"}.isdisjoint(names)
    assert "http" not in "".join(page.values("src"))
    assert [names.count(name) for name in ("main", "header", "nav", "h1", "title", "footer")] == [1] * 6
    assert names[names.index("body") + 1] == "a"
    assert page.elements[names.index("body") + 1][1] == {"class": "skip", "href": "#report"}


def test_final_shows_no_sources_queries_or_proposals() -> None:
    final = web(replace(every_node(), draft=False))
    page = Page(final)
    assert {"mark", "ins", "del"}.isdisjoint(tag for tag, _ in page.elements)
    assert "DRAFT" not in final
    assert "UNHCR, UNDP" not in final
    assert "Is this still so?" not in final
    assert "Proposed: old words." in final
    assert "[The contribution of WHO on the African Union is missing.]" in final


def test_draft_shows_them() -> None:
    draft = web(every_node())
    assert "<del>old</del><ins>new</ins>" in draft
    assert '<mark class="query">[Is this still so?]</mark>' in draft
    assert '<span class="source">UNHCR, UNDP</span>' in draft
    assert "DRAFT – 11 September 2020" in draft


def test_foreign_words_and_symbols_keep_language_and_direction() -> None:
    page = web(every_node())
    assert '<i lang="fr">Printemps de la francophonie</i>' in page
    assert (
        '<bdi dir="ltr"><a class="symbol" href="https://docs.un.org/en/S/RES/2457(2019)">2457\u00a0(2019)</a></bdi>'
        in page
    )
    assert '<html lang="ar" dir="rtl"' in web(replace(every_node(), language="ar", direction="rtl"))


def test_text_is_never_markup() -> None:
    page = web(of_blocks(para("a#p1", 1, "</p><script>alert('&amp;')</script>")))
    assert "&lt;/p&gt;&lt;script&gt;" in page
    assert "<script" not in page


def test_identifiers_become_valid_and_unique_ids() -> None:
    odd = [
        para(name, None, name) for name in ("unhcr/au#p1", "unhcr-au#p1", "report", "note-1", "§", "unhcr/au#p1", "")
    ]
    places = [i for i in Page(web(of_blocks(*odd))).values("id") if not i.startswith("masthead")]
    assert places == ["report", "section-1", "unhcr-au-p1", "unhcr-au-p1-x2", "report-x2", "note-1-x2", "part"]


def test_note_of_several_paragraphs_keeps_them_apart() -> None:
    several = Footnote(content=(t("First."), t("Second.")), number=1)
    page = web(of_blocks(para("a#p1", 1, "Text", several)))
    assert '<span class="note-text">First.<span class="further">Second.</span></span>' in page


def test_list_longer_than_its_letters_goes_on() -> None:
    items = LetteredList(tuple(ListItem(t(f"item {n}")) for n in range(3)))
    short = replace(of_blocks(items), wording=replace(WORDING, letters=("(a)", "(b)")))
    words = " ".join(Page(web(short)).words)
    assert "(a) item 0 (b) item 1 (3) item 2" in words


def test_masthead_note_without_agenda_line_is_called_by_the_title() -> None:
    head = every_node().masthead
    late = replace(head.notes[0], mark="**", content=(Text("Submitted late."),))
    report = replace(every_node(), masthead=replace(head, notes=(*head.notes, late)))
    page = web(report)
    assert page.index('href="#masthead-note-2"') > page.index("<h1>")
    assert page.count("Submitted late.") == 1


def test_users_emblem_is_inside_the_page() -> None:
    page = Page(web(every_node(), emblem=b"\x89PNG\r\n"))
    picture = next(attributes for tag, attributes in page.elements if tag == "img")
    assert picture == {"class": "emblem", "src": "data:image/png;base64,iVBORw0K", "alt": "United Nations emblem"}
    assert "img" not in [tag for tag, _ in Page(web(every_node())).elements]


def test_broken_template_says_where() -> None:
    with pytest.raises(html.BrokenTemplateError, match=r"report.html.j2:2: "):
        web(every_node(), **{"report.html.j2": b"<html>\n{% if %}"})
    with pytest.raises(html.BrokenTemplateError, match="nonsense"):
        web(every_node(), **{"report.html.j2": b"{{ nonsense }}"})
    with pytest.raises(KeyError):
        html.write(every_node(), {"screen.css": b""})


@pytest.mark.parametrize("name", ["report.html.j2", "screen.css"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_template_in_another_encoding_is_named(name: str, encoding: str) -> None:
    template = LOOK[name].decode() + "\n{# é #}"
    with pytest.raises(html.BrokenTemplateError, match=rf"^{name}:\d+: The file is not UTF-8 text; save it again"):
        web(every_node(), **{name: template.encode(encoding)})


def test_style_for_the_press_in_another_encoding_is_named_by_its_own_line() -> None:
    with pytest.raises(html.BrokenTemplateError, match=r"^crop-marks.css:2: "):
        html.add_crop_marks(LOOK | {"crop-marks.css": "p {}\n/* é */".encode("cp1252")})


@pytest.mark.parametrize("name", ["report.html.j2", "screen.css"])
def test_mark_at_the_beginning_of_a_template_is_no_sign_of_the_page(name: str) -> None:
    """Some editors put a byte order mark there; before the first rule of a style it would void that rule."""
    assert web(every_node(), **{name: b"\xef\xbb\xbf" + LOOK[name]}) == web(every_node())


@pytest.mark.parametrize("sum_", ["1 / 0", "report.title + 1", "[] | first + 1", "'a' % 1", "range(999999)"])
def test_template_that_cannot_reckon_is_broken(sum_: str) -> None:
    with pytest.raises(html.BrokenTemplateError, match=r"^report.html.j2"):
        web(every_node(), **{"report.html.j2": f"{{{{ {sum_} }}}}".encode()})


def test_source_of_the_pdf_has_each_note_at_its_call() -> None:
    page = html.render_page(every_node(), LOOK, printed=True)
    assert '”.<span class="note" data-mark="1" data-place="1">The text of the first note.</span></p>' in page
    assert 'agenda<span class="note starred" data-mark="*"><bdi' in page
    assert "doc-noteref" not in page


def test_block_bears_what_the_layout_asks_for_its_note() -> None:
    report = of_blocks(para("a#p1", 1, "One", note("First.", 1)), para("a#p2", 2, "Two", note("Second.", 2)))
    moved = html.render_page(report, LOOK, printed=True, placements={2: Placement.MOVED})
    inlaid = html.render_page(report, LOOK, printed=True, placements={1: Placement.INLAID})
    assert '<p id="a-p2" class="numbered moved">' in moved
    assert '<p id="a-p1" class="numbered">' in moved
    assert '<sup class="call">1</sup><span class="inlaid-note"><sup>1\u00a0</sup>First.</span></p>' in inlaid
    assert inlaid.count("First.") == 1


def test_same_report_gives_same_bytes() -> None:
    assert html.write(every_node(), LOOK) == html.write(every_node(), LOOK)
