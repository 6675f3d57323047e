"""Pictures in a Word file: DrawingML in a run, in the line or at a fixed place of the page, with alternative text.

Lengths are English Metric Units, 12,700 to a point. Each drawing has a number of its own in the whole document. A
vector picture (SVG) stands beside a bitmap of it, which older programs show.
"""

from __future__ import annotations

from assembler.model.value import Value
from assembler.ooxml.markup import Markup, quote, run

EMU = 12_700
"""Units of a point."""

_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{0}"/></a:ext></a:extLst>'
)


class Media(Value):
    """What a picture file says of itself."""

    content_type: str
    """Its type, such as image/png."""
    extension: str
    """The ending of its name, without the point."""
    proportion: float
    """Width by height."""

    @property
    def vector(self) -> bool:
        """Whether it needs a bitmap beside it."""
        return self.extension == "svg"


def media_of(picture: bytes) -> Media:
    """What a picture file says of itself. Raises ValueError for what is no PNG, JPEG, GIF, BMP, TIFF or SVG."""
    if picture.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Media("image/svg+xml", "svg", _svg_proportion(picture))
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(picture)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise ValueError("This is no picture that Word can show.") from error
    return Media(image.content_type, image.ext, image.px_width / image.px_height)


def _svg_proportion(picture: bytes) -> float:
    from lxml import etree

    try:
        root = etree.fromstring(picture, etree.XMLParser(resolve_entities=False, no_network=True))
        width, height = (float(number) for number in root.get("viewBox", "0 0 1 1").replace(",", " ").split()[2:4])
        return width / height
    except (etree.XMLSyntaxError, ValueError, ZeroDivisionError) as error:
        raise ValueError("This is no picture that Word can show.") from error


class Picture(Value):
    """A picture as it stands in the document."""

    number: int
    """Its own number."""
    relation: str
    """The id of the relationship to its bytes."""
    width: float
    """Width in points."""
    height: float
    """Height in points."""
    alternative: str
    """What it shows, for those who cannot see it."""
    vector: str = ""
    """The id of the relationship to the same picture as SVG."""


def in_line(picture: Picture) -> Markup:
    """A run with the picture between the words."""
    return _drawing(f'<wp:inline distT="0" distB="0" distL="0" distR="0">{_content(picture)}</wp:inline>')


def on_page(picture: Picture, left: float, top: float) -> Markup:
    """A run with the picture at a place of the page, in points from its left and upper edge."""
    return _drawing(
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * EMU)}</wp:posOffset></wp:positionV>'
        f"{_content(picture, '<wp:wrapNone/>')}</wp:anchor>"
    )


def _drawing(inside: str) -> Markup:
    return run(Markup(f"<w:drawing {_NAMESPACES}>{inside}</w:drawing>"))


def _content(picture: Picture, wrapping: str = "") -> str:
    size = f'cx="{round(picture.width * EMU)}" cy="{round(picture.height * EMU)}"'
    attributes = f'id="{picture.number}" name="Picture {picture.number}" descr={quote(picture.alternative)}'
    vector = _SVG.format(picture.vector) if picture.vector else ""
    return (
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrapping}<wp:docPr {attributes}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {attributes}/><pic:cNvPicPr/>'
        f"</pic:nvPicPr><pic:blipFill><a:blip r:embed={quote(picture.relation)}>{vector}</a:blip>"
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
