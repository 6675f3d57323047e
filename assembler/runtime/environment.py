"""The environment variables of other programs that we start, without those that would change a report.

A user whose own language is Japanese gets the same PDF as others. Without this, the libraries of the PDF would follow
the user's settings where the report says nothing, as in the choice of fonts for Chinese characters in an English text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_IGNORED = ("FC_DEBUG", "FC_LANG", "HB_SHAPER_LIST", "LANGUAGE", "PANGO_LANGUAGE", "PYTHONOPTIMIZE")
"""Preferred languages; what makes Fontconfig print, HarfBuzz shape text differently, and Python skip steps."""


def program_environment() -> Mapping[str, str]:
    """The environment variables for a program whose output goes into a report."""
    return {name: value for name, value in os.environ.items() if name not in _IGNORED} | {"LC_ALL": "C.UTF-8"}
