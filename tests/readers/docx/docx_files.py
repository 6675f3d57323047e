"""Word files written part by part: the bare package, shorthand for its XML, and forms as focal points fill them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.readers.report_docx.word_files import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_ITEM = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{1C9D3A57-42B8-4E0B-8E1D-7A0F5B6C2D31}"><ds:schemaRefs/></ds:datastoreItem>'
)  # without it LibreOffice drops the part
STYLES = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Guidance"><w:name w:val="Form Guidance"/></w:style>
<w:style w:type="paragraph" w:styleId="LastTime"><w:name w:val="Form Last Time"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Kursiv"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Waits"><w:name w:val="Placeholder Text"/></w:style>
"""
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{sort}"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level, sort in enumerate(sorts)
    )
    + "</w:abstractNum>"
    for number, sorts in enumerate((("bullet", "bullet"), ("decimal", "lowerLetter"), ("lowerLetter", "lowerRoman")))
) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
BULLETS, DECIMALS, LETTERS = 1, 2, 3


def r(words: str, form: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*content: str, style: str = "", number: tuple[int, int] | None = None, form: str = "") -> str:
    """A paragraph; what is no XML is a run of words."""
    runs = "".join(inline if inline.startswith("<") else r(inline) for inline in content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{style}{listed}{form}</w:pPr>{runs}</w:p>"


def heading(words: str, degree: int = 1) -> str:
    """A heading, in the styles of a German Word."""
    return p(words, style=f"berschrift{degree}")


def sdt(content: str, tag: str = "", title: str = "", form: str = "") -> str:
    """A content control."""
    said = (f"<w:alias w:val={quoteattr(title)}/>" if title else "") + (f'<w:tag w:val="{tag}"/>' if tag else "")
    return f"<w:sdt><w:sdtPr>{said}{form}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def deleted(words: str) -> str:
    """A run that somebody has deleted."""
    text = f'<w:delText xml:space="preserve">{escape(words)}</w:delText>'
    return f'<w:del w:id="1" w:author="A. Person"><w:r>{text}</w:r></w:del>'


def inserted(words: str) -> str:
    """A run that somebody has inserted."""
    return f'<w:ins w:id="2" w:author="A. Person">{r(words)}</w:ins>'


def field(instruction: str, *shown: str) -> str:
    """A complex field."""
    return "".join(
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            *(word if word.startswith("<") else r(word) for word in shown),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )


def call(kind: str, number: int) -> str:
    """The call of a footnote or endnote."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def table(*rows: Iterable[str]) -> str:
    """A table of cells, each with the XML of its paragraphs or with words."""
    cells = [["<w:tc>" + (word if word.startswith("<") else p(word)) + "</w:tc>" for word in row] for row in rows]
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def part(root: str, content: str) -> bytes:
    """The XML of a part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'.encode()


def docx(
    *body: str,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, tuple[str, str]] | None = None,
    properties: Mapping[str, str] | None = None,
    own: Iterable[tuple[str, str]] = (),
    links: Mapping[str, str] | None = None,
    further: Mapping[str, bytes] | None = None,
    header: str = "",
) -> bytes:
    """A Word file with this body."""
    parts: dict[str, bytes] = {"word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>")}
    parts["word/styles.xml"] = part("styles", STYLES)
    parts["word/numbering.xml"] = part("numbering", NUMBERING)
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            mark = f"<w:r><w:{kind}Ref/></w:r>"
            said = (f'<w:{kind} w:id="{n}">{p(mark, r(" " + text))}</w:{kind}>' for n, text in notes.items())
            parts[f"word/{kind}s.xml"] = part(f"{kind}s", "".join(said))
    if comments:
        asked = (f'<w:comment w:id="{n}" w:author="{a}">{p(text)}</w:comment>' for n, (a, text) in comments.items())
        parts["word/comments.xml"] = part("comments", "".join(asked))
    if header:
        parts["word/header1.xml"] = part("hdr", p(header))
    if own:
        said = (f'<own kind="{kind}">{escape(text)}</own>' for kind, text in own)
        parts["customXml/item1.xml"] = f'<form xmlns="urn:report-assembler:form">{"".join(said)}</form>'.encode()
        parts["customXml/itemProps1.xml"] = _ITEM.encode()
        parts["customXml/_rels/item1.xml.rels"] = _relations([("rId1", "customXmlProps", "itemProps1.xml")])
    if properties:
        parts["docProps/custom.xml"] = _custom(properties)
    return packed(_related(parts, links or {}) | dict(further or {}))


def _custom(properties: Mapping[str, str]) -> bytes:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    said = (f"<property name={quoteattr(n)}><v:lpwstr>{escape(t)}</v:lpwstr></property>" for n, t in properties.items())
    return f'<Properties xmlns="{_CUSTOM}" xmlns:v="{types}">{"".join(said)}</Properties>'.encode()


_KINDS = {"styles": "styles", "numbering": "numbering", "header1": "header"} | {
    name: name for name in ("footnotes", "endnotes", "comments")
}


def _related(parts: Mapping[str, bytes], links: Mapping[str, str]) -> dict[str, bytes]:
    """The parts with their types and relationships."""
    names = [name.removeprefix("word/").removesuffix(".xml") for name in parts if name.startswith("word/")]
    inside = [(f"rId{n}", _KINDS[name], f"{name}.xml") for n, name in enumerate(names) if name in _KINDS]
    inside += [("rIdForm", "customXml", "../customXml/item1.xml")] if "customXml/item1.xml" in parts else []
    outside = [(identifier, "hyperlink", target) for identifier, target in links.items()]
    package = [("rId1", "officeDocument", "word/document.xml")]
    package += [("rId2", "custom-properties", "docProps/custom.xml")] if "docProps/custom.xml" in parts else []
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{n}.xml" ContentType="{_TYPES}.{_KINDS[n]}+xml"/>' for n in _KINDS if n in names
        )
        + "</Types>"
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relations(package),
        "word/_rels/document.xml.rels": _relations(inside, outside),
        **parts,
    }


def _relations(inside: Iterable[tuple[str, str, str]], outside: Iterable[tuple[str, str, str]] = ()) -> bytes:
    one = f'<Relationship Id="{{}}" Type="{R}/{{}}" Target={{}}{{}}/>'
    said = [one.format(i, kind, quoteattr(target), "") for i, kind, target in inside]
    said += [one.format(i, kind, quoteattr(target), ' TargetMode="External"') for i, kind, target in outside]
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(said)}</Relationships>'.encode()


# The form


GUIDANCE = "Write here what your entity did with {name} in the period."
LAST = "In the last period, the two secretariats met in {name}."
NOTHING = "Nothing to report"
WAITING = "Click here and write."
PROPERTIES = {
    "AssemblerForm": "1",
    "AssemblerReport": "A/75/345–S/2020/898",
    "AssemblerRound": "2020-06-30",
    "AssemblerEntity": "unhcr",
}


def waiting(tag: str, title: str = "") -> str:
    """An answer that nobody has written yet."""
    words = p(r(WAITING, '<w:rStyle w:val="Waits"/>'))
    return sdt(words, tag, title, "<w:showingPlcHdr/>")


def answer(organization: str, name: str, *content: str) -> str:
    """The area for an answer, filled with paragraphs, or waiting for them."""
    number = sum(map(ord, organization))
    control = (
        sdt("".join(content), f"answer:{organization}", name) if content else waiting(f"answer:{organization}", name)
    )
    bookmark = f'<w:bookmarkStart w:id="{number}" w:name="_answer_{organization.replace("-", "_")}"/>'
    return f'{bookmark}{control}<w:bookmarkEnd w:id="{number}"/>'


def box(organization: str, *, checked: bool = False) -> str:
    """The box “nothing to report”."""
    said = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return p(sdt(r("☒" if checked else "☐"), f"nothing:{organization}", NOTHING, said), f" {NOTHING}")


def section(organization: str, name: str, *content: str, checked: bool = False, beside: str = "") -> str:
    """The section of a form on an organization."""
    return "".join(
        (
            heading(name),
            p(GUIDANCE.format(name=name), style="Guidance"),
            p(LAST.format(name=name), style="LastTime"),
            box(organization, checked=checked),
            answer(organization, name, *content),
            beside,
        )
    )


def form(
    organizations: Mapping[str, str], *body: str, contact: str = "", keeps: bool = True, entity: str = "unhcr"
) -> bytes:
    """A form on organizations, by their names; with `keeps` it still says what its own words are."""
    own = [("form", "The form of UNHCR"), ("form", WAITING), ("form", NOTHING), ("form", "Name:"), ("form", "Email:")]
    for name in organizations.values():
        own += [("form", name), ("form", GUIDANCE.format(name=name)), ("last", LAST.format(name=name))]
    properties = PROPERTIES | {"AssemblerOrganizations": " ".join(organizations), "AssemblerEntity": entity}
    person = p("Name: ", sdt(r(contact), "contact:name") if contact else "")
    return docx(
        p("The form of UNHCR", style="Guidance"), person, *body, own=own if keeps else (), properties=properties
    )
