"""Renders the report as one HTML page, for the browser and as the source of the PDF. Nodes are nodes.py's.

Python finds what needs the whole report (anchors, order, footnotes); the template report.html.j2 has the look of the
page. The page stands alone: styles and pictures are inside it, and it has no script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from assembler.model.nodes import Heading, Paragraph, Table
from assembler.model.report import Annex, Masthead, OrganBlock, Report, Section
from assembler.model.text.plain_text import NO_BREAK_SPACE
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.model.value import Value
from assembler.writers.cover_images import can_be_barcode, draw_barcode_svg, draw_qr_svg
from assembler.writers.html.footnote_placement import Placements
from assembler.writers.html.nodes import (
    RenderState,
    make_element,
    make_heading_attributes,
    render_blocks,
    render_inlines,
    render_label,
    render_note,
)
from assembler.writers.table_of_contents import list_contents

TEMPLATE = "report.html.j2"
SCREEN_STYLE = "screen.css"
PRINT_STYLE = "report.css"
CROP_MARKS_STYLE = "crop-marks.css"
EMBLEM = "emblem"

_OWN_ANCHORS = ("report", "contents", "contents-title", "summary", "summary-title", "notes", "notes-title")
_PICTURES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"))

_EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError)
"""What an expression of a template may run into beside the faults that Jinja names."""


class BrokenTemplateError(ValueError):
    """The page template cannot be used: what is wrong with it, and where."""


class RenderedNote(Value):
    """A footnote of the web page."""

    place: int
    """Its place in the report, from 1, the key of its anchors."""
    mark: str
    """Its printed number."""
    text: Markup
    """Its words."""


def write(report: Report, templates: Mapping[str, bytes]) -> bytes:
    """The report as a stand-alone web page. Raises KeyError without template, BrokenTemplateError for a broken one."""
    return render_page(report, templates).encode()


def render_page(
    report: Report,
    templates: Mapping[str, bytes],
    *,
    printed: bool = False,
    placements: Placements | None = None,
) -> str:
    """The page as text: for the browser, or with notes in place and running heads as the source of the PDF."""
    anchors = make_anchors(report)
    state = RenderState(report.wording, report.draft, printed, anchors, placements or {})
    style = decode_template(templates, PRINT_STYLE if printed else SCREEN_STYLE)
    parts = _render_parts(report, state)
    return fill_template(
        templates,
        TEMPLATE,
        report=report,
        printed=printed,
        style=Markup(style),
        emblem=_encode_emblem(templates),
        codes=_draw_codes(report.masthead),
        masthead_notes=_render_masthead_notes(report.masthead, state),
        agenda=list(_list_agenda(report.masthead)),
        title_notes=report.masthead.title_notes,
        symbols=[_split_symbol(symbol) for symbol in report.masthead.symbols],
        anchors=anchors,
        contents=list(list_contents(report)) if report.contents else [],
        notes=list(_render_notes(state)),
        **parts,
    )


def add_crop_marks(templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """The templates of the file for the press: its style comes after that of every printed page.

    Raises BrokenTemplateError.
    """
    style_parts = [decode_template(templates, name) for name in (PRINT_STYLE, CROP_MARKS_STYLE)]
    return {**templates, PRINT_STYLE: "\n".join(style_parts).encode()}


def decode_template(templates: Mapping[str, bytes], name: str) -> str:
    """The words of the template of that name. Raises KeyError without it, BrokenTemplateError where it is not UTF-8."""
    data = templates[name]
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenTemplateError(f"{name}:{line}: The file is not UTF-8 text; save it again as UTF-8.") from error


def fill_template(templates: Mapping[str, bytes], name: str, /, **values: object) -> str:
    """The template of that name with its values; sandboxed, since a report's folder may bring its own.

    Raises KeyError where it is not there, BrokenTemplateError where it cannot be used.
    """
    sources = tuple(
        (template, decode_template(templates, template)) for template in sorted(templates) if template.endswith(".j2")
    )
    if name not in dict(sources):
        raise KeyError(name)
    try:
        return _make_environment(sources, ".html" in name).get_template(name).render(values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise BrokenTemplateError(f"{name}{f':{line}' if line else ''}: {error.message}") from error
    except _EXPRESSION_ERRORS as error:
        raise BrokenTemplateError(f"{name}: {error}") from error


@lru_cache(maxsize=4)  # to translate a template takes longer than to fill it, and the preview fills it at every save
def _make_environment(sources: tuple[tuple[str, str], ...], escapes: bool) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=DictLoader(dict(sources)),
        autoescape=escapes,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render_parts(report: Report, state: RenderState) -> dict[str, object]:
    """Summary, sections and annexes, set in printed order so that the notes come in theirs."""
    summary = render_blocks(report.summary.blocks, state) if report.summary else Markup("")
    sections = [_render_section(section, state) for section in report.sections]
    annexes = [_render_annex(annex, state) for annex in report.annexes]
    return {"summary": summary, "sections": sections, "annexes": annexes}


def _render_section(section: Section, state: RenderState) -> Markup:
    attributes = make_heading_attributes(state.place(section.id), section.level, section.label, section.title)
    heading = make_element(f"h{section.level + 1}", render_label(section.label) + section.title, attributes)
    text = render_blocks(section.blocks, state, section.level)
    below = [_render_section(part, state) for part in section.sections]
    return make_element("section", Markup("\n").join([heading, text, *below]))


def _render_annex(annex: Annex, state: RenderState) -> Markup:
    words = make_element("span", annex.label + NO_BREAK_SPACE, {"class": "annex-label"})
    title = words + make_element("span", annex.title, {"class": "annex-title"})
    attributes = {
        "id": state.place(annex.id),
        "class": "degree-1 annex-heading",
        "data-bookmark": f"{annex.label}. {annex.title}",
    }
    text = render_blocks(annex.blocks, state)
    return make_element("section", Markup("\n").join([make_element("h2", title, attributes), text]), {"class": "annex"})


def _render_notes(state: RenderState) -> Iterator[RenderedNote]:
    if state.printed:
        return
    for place, note in enumerate(state.notes, 1):
        yield RenderedNote(place, str(note.number or ""), render_note(note, state))


def _render_masthead_notes(masthead: Masthead, state: RenderState) -> dict[str, Markup]:
    """The text of each masthead note by its mark."""
    return {note.mark: render_inlines(note.content, state) for note in masthead.notes}


def _list_agenda(masthead: Masthead) -> Iterator[tuple[int, OrganBlock, bool]]:
    """Place of each organ, the organ, and whether its mark calls the note: the first one of its kind does."""
    uncalled = {note.mark for note in masthead.notes}
    for place, organ in enumerate(masthead.organs, 1):
        yield place, organ, organ.mark in uncalled
        uncalled.discard(organ.mark)


def _split_symbol(symbol: str) -> tuple[str, str]:
    """The series letters of a symbol, which print larger, and the rest."""
    letters, slash, rest = symbol.partition("/")
    return letters, slash + rest


def _draw_codes(masthead: Masthead) -> dict[str, Markup]:
    """Barcode and QR code of the first page as SVG, each empty where there is nothing to say."""
    barcode = Markup(draw_barcode_svg(masthead.barcode)) if can_be_barcode(masthead.barcode) else Markup("")
    return {"barcode": barcode, "qr": Markup(draw_qr_svg(masthead.address)) if masthead.address else Markup("")}


def _encode_emblem(templates: Mapping[str, bytes]) -> str:
    """The user's emblem as a data URL, or empty."""
    picture = templates.get(EMBLEM)
    if not picture:
        return ""
    kind = next((kind for start, kind in _PICTURES if picture.startswith(start)), "image/svg+xml")
    return f"data:{kind};base64,{b64encode(picture).decode()}"


def make_anchors(report: Report) -> dict[str, str]:
    """A valid and unique HTML id for each identifier: unhcr/au#p1 becomes unhcr-au-p1."""
    anchors: dict[str, str] = {}
    used = {*_OWN_ANCHORS}
    for identifier in _list_identifiers(report):
        if not identifier or identifier in anchors:
            continue
        wanted = anchor = re.sub(r"[\W_]+", "-", identifier).strip("-") or "part"
        number = 1
        while anchor in used or re.fullmatch(r"(masthead-)?note-\d+(-call)?", anchor):
            number += 1
            anchor = f"{wanted}-x{number}"
        used.add(anchor)
        anchors[identifier] = anchor
    return anchors


def _list_identifiers(report: Report) -> Iterator[str]:
    for section in walk_sections(report):
        yield section.id
    for annex in report.annexes:
        yield annex.id
    for block in walk_blocks(report):
        if isinstance(block, Heading | Paragraph | Table):
            yield block.id
