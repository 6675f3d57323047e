"""The output formats of reports, comparisons and corrigenda: names, names of files, and the writers that make them."""

from __future__ import annotations

from assembler.model.value import Value


class OutputFormat(Value):
    """A format in which something is written."""

    name: str
    """Its name in options, messages and calls."""
    suffix: str
    """What follows the symbol in the name of its file."""
    module: str
    """The module below assembler/writers that writes a report in it."""
    function: str = "write"
    """The function there, which takes the report and the templates by name."""
    uses: tuple[str, ...] = ("report",)
    """What --to offers it for: report, comparison, corrigendum."""
    printed: bool = False
    """Whether it is a PDF, which the PDF worker makes."""


_TABLE = (
    OutputFormat("docx", ".docx", "docx.document", uses=("report", "comparison", "corrigendum")),
    OutputFormat("pdf", ".pdf", "pdf.document", uses=("report", "comparison", "corrigendum"), printed=True),
    OutputFormat("html", ".html", "html.page", uses=("report", "comparison")),
    OutputFormat("txt", ".txt", "text"),
    OutputFormat("print", "-print.pdf", "pdf.document", "write_for_print", uses=(), printed=True),
    OutputFormat("json", "report.json", "report_json", uses=()),
)
"""In the order in which --to offers them; `print`, with crop marks, is made for --print, and `json` always."""

FORMATS = {one.name: one for one in _TABLE}
"""All of them by name."""
PDF_FORMATS = tuple(one.name for one in _TABLE if one.printed)
"""The names of those that the PDF worker makes."""


def formats_of(use: str) -> tuple[str, ...]:
    """The names of the formats that --to offers for a report, a comparison or a corrigendum."""
    return tuple(one.name for one in _TABLE if use in one.uses)


def file_name(name: str, stem: str) -> str:
    """The name of the file in a format, such as A-75-345.docx; that of the JSON is always report.json."""
    suffix = FORMATS[name].suffix
    return f"{stem}{suffix}" if suffix.startswith((".", "-")) else suffix
