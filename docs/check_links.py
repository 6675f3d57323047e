"""Checks every link of the built site without a network: `python docs/check_links.py build/docs`.

A link inside the site must lead to a file and, after “#”, to a place in that page. A link that leads out must be a
public address with https; whether somebody answers there is not asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESSES = {"href", "src", "srcset"}
_PRIVATE = ("localhost", ".local", ".internal", ".lan", ".home", ".test", ".invalid")


@dataclass
class _Page(HTMLParser):
    """What a page links to, and the places in it to which a link can lead."""

    links: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in _ADDRESSES and value]
        self.places |= {value for name, value in attrs if name in {"id", "name"} and value}


@cache
def _read_page(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def find_broken_links(site: Path) -> Iterator[str]:
    """A line for each link of the site that leads nowhere, or out of it to no public address."""
    site = site.resolve()
    for path in sorted(site.rglob("*.html")):
        for link in dict.fromkeys(_read_page(path).links):
            if fault := _find_fault(site, path, link):
                yield f"{path.relative_to(site)}: {link}: {fault}"


def _find_fault(site: Path, page: Path, link: str) -> str:
    """What is wrong with a link of a page; empty where nothing is."""
    parts = urlsplit(link)
    if parts.scheme in {"mailto", "data"}:
        return ""
    if parts.scheme or parts.netloc:
        return "" if parts.scheme == "https" and _is_public(parts.hostname or "") else "not a public address with https"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(site):
        return "leads out of the site"
    if not target.is_file():
        return "no such file"
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in _read_page(target).places:
        return "no such place in that page"
    return ""


def _is_public(host: str) -> bool:
    """Whether a host has a name in the public name system, and is no address of a machine."""
    try:
        ip_address(host)
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE)
    return False


if __name__ == "__main__":
    sys.exit("\n".join(find_broken_links(Path(sys.argv[1]))) or 0)
