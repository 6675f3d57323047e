"""What every page knows: the program's version, whether this is the demo, and the places of the person."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from assembler import __version__


def add_installation(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  # Django's own signature
    """The version and whether this is the demo."""
    return {"version": __version__, "is_demo": settings.DEMO}
