"""An HTML page as the tree of its elements: the form in which the PDF writer wants it.

WeasyPrint reads pages by the same library. Here the page is read while WeasyPrint is still being loaded elsewhere.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import tinyhtml5


def tree(page: str) -> Element:
    """The root element of a page; as browsers do, it makes something of every page."""
    root: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return root
