"""Parses an HTML page into the tree of its elements, from which the PDF writer makes the PDF.

WeasyPrint parses pages with the same library. Here a page is parsed while WeasyPrint is still being imported elsewhere.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import tinyhtml5


def parse_page(page: str) -> Element:
    """The root element of a page. Every text gives a tree, as in browsers."""
    root: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return root
