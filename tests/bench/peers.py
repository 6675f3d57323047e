"""What others make of the same text, each in a cold process: `python peers.py NAME INPUT OUTPUT`.

`naive` calls python-docx for every paragraph; `floor` writes WordprocessingML as one string, with nothing but the
words; `bare` has WeasyPrint print our own page. The first two read JSON: a list of [degree of heading or 0, words].
"""

from __future__ import annotations

import html
import json
import sys
from pathlib import Path

_PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def naive(source: Path, target: Path) -> None:
    """A Word file as anybody would write it with python-docx."""
    from docx import Document

    document = Document()
    for degree, words in json.loads(source.read_text(encoding="utf-8")):
        if degree:
            document.add_heading(words, degree)
        else:
            document.add_paragraph(words, style="List Number")
    document.save(str(target))


def floor(source: Path, target: Path) -> None:
    """The least that a Word file of these words can cost: one string, and the other parts from a template."""
    from importlib.util import find_spec
    from zipfile import ZIP_DEFLATED, ZipFile

    found = find_spec("docx")
    assert found
    assert found.origin
    body = "".join(
        _PARAGRAPH.format(f"Heading{degree}" if degree else "ListNumber", html.escape(words, quote=False))
        for degree, words in json.loads(source.read_text(encoding="utf-8"))
    )
    template = Path(found.origin).parent / "templates" / "default.docx"
    with ZipFile(template) as parts, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                before, opening, after = data.decode().partition("<w:body>")
                data = (before + opening + body + after[after.index("<w:sectPr") :]).encode()
            written.writestr(name, data)


def bare(source: Path, target: Path) -> None:
    """The page as WeasyPrint alone prints it."""
    import weasyprint

    weasyprint.HTML(str(source)).write_pdf(str(target), pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    {"naive": naive, "floor": floor, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
