"""The report's own Word templates: whether they are safe to use, and what they lack of what the writers need.

A template passes the same gate as any Word file from outside (safe_zip.py). It must be a Word document, for a template
of Word's own kind (.dotx) is opened as a new file; and its headers and footers may show no picture that lies elsewhere,
since whoever opens the report would fetch it. That it can be filled is found by opening it as the writers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.ooxml.package import WordFile
from assembler.ooxml.page_setup import page_setup
from assembler.ooxml.template import (
    QUESTIONNAIRE_STYLES,
    QUESTIONNAIRE_WORDS,
    REPORT_STYLES,
    REPORT_WORDS,
    StyleName,
)
from assembler.ooxml.words_in_braces import paragraphs_in, words_in
from assembler.readers.docx.safe_zip import Parts, Refused, open_parts

_EXPECTED = {
    "templates/report.docx": (REPORT_STYLES, REPORT_WORDS),
    "templates/questionnaire.docx": (QUESTIONNAIRE_STYLES, QUESTIONNAIRE_WORDS),
}
_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HARMLESS = ("hyperlink", "attachedTemplate")
"""What may lead out of a template: links are opened by readers alone, and the writers drop the other."""
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, AssertionError, etree.LxmlError)
"""What python-docx raises on files whose parts do not fit together."""
_SAVE_ANEW = "Open the file in Word or LibreOffice and save it again as a Word document (.docx)."


def check_word_templates(files: Mapping[str, bytes]) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """The Word templates of a report that cannot be used, and what is wrong with any (IN-TPL-01 to -03)."""
    unusable: set[str] = set()
    findings: list[Finding] = []
    for path, (styles, words) in _EXPECTED.items():
        if path in files:
            try:
                findings += _lacks(_open(files[path], styles), path, words)
            except Refused as refusal:
                unusable.add(path)
                reason = str(refusal)
                findings.append(make_finding("IN-TPL-01", Severity.ERROR, Source(path), reason, _SAVE_ANEW))
    return frozenset(unusable), tuple(findings)


def _open(data: bytes, styles: tuple[StyleName, ...]) -> WordFile:
    """The template as the writers have it. Raises Refused where it is unsafe, or none that they can fill."""
    with open_parts(data) as parts:
        _check_content_types(parts)
        _check_relations(parts)
    try:
        file = WordFile(data, styles)
        for section in file.sections:
            page_setup(section)
    except _BROKEN as error:
        raise Refused("The file is broken: its parts do not fit together.") from error
    return file


def _check_content_types(parts: Parts) -> None:
    root = parts.parse(_CONTENT_TYPES)
    types = {} if root is None else {child.get("PartName", ""): child.get("ContentType", "") for child in root}
    main = [
        relation.target
        for relation in parts.read_relationships("")
        if relation.kind == "officeDocument" and not relation.external
    ]
    if not main or types.get(f"/{main[0]}") != _DOCUMENT:
        raise Refused("The file is no Word document (.docx), but a template, a file with macros or another format.")
    # The gate looks for a DOCTYPE in parts that bear the name of XML.
    if any(kind.endswith("+xml") and not name.lower().endswith(".xml") for name, kind in types.items()):
        raise Refused("The file is broken: a part of XML has another name.")


def _check_relations(parts: Parts) -> None:
    for name in ("", *parts.names):
        for relation in parts.read_relationships(name):
            if relation.external and relation.kind not in _HARMLESS:
                raise Refused(f"The file takes something from elsewhere: {_shown(relation.target)}.")


def _shown(address: str) -> str:
    """The address in a sentence, in which braces would be fields."""
    return address[:80].replace("{", "").replace("}", "")


def _lacks(file: WordFile, path: str, words: Iterable[str]) -> Iterator[Finding]:
    for style in file.missing_styles:
        hint = "Add a style of that name, or copy the style from the template of the program."
        message = "The Word template has no style “{name}”, so paragraphs of this style are printed as normal text."
        yield make_finding("IN-TPL-02", Severity.ERROR, Source(path), message, hint, name=style.name)
    present = {
        word for part in file.headers_footers for paragraph in paragraphs_in(part.root) for word in words_in(paragraph)
    }
    for word in words:
        if word not in present:
            hint = "Write the word with its braces in a header or footer. templates/README.md describes all such words."
            message = "The headers and footers of the Word template have no “{word}”, so this part is not printed."
            yield make_finding("IN-TPL-03", Severity.WARNING, Source(path), message, hint, word=f"{{{word}}}")
