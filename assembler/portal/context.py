"""What every page knows: the program's version, whether this is the demo; the words sent with a refused form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from assembler import __version__

_TYPED = ("body", "text", "reason", "remark")
"""The fields of forms into which people type sentences; and those of paragraphs, by number."""


def list_words_sent(request: HttpRequest) -> list[str]:
    """The words that somebody typed into the form of this request."""
    fields = request.POST
    names = [name for name in fields if name in _TYPED or name.startswith("paragraph-")]
    return [fields[name] for name in names if fields[name].strip()]


def add_installation(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  # Django's own signature
    """The version and whether this is the demo."""
    return {"version": __version__, "is_demo": settings.DEMO}
