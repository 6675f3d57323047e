"""What other programs find around them: what somebody has set for himself, without what would change a report.

Who writes Japanese at home gets the very PDF that others get: the libraries that set it would look at such wishes where
the report says nothing, as in a choice of faces for Chinese signs in an English text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_IGNORED = ("FC_DEBUG", "FC_LANG", "HB_SHAPER_LIST", "LANGUAGE", "PANGO_LANGUAGE", "PYTHONOPTIMIZE")
"""Languages that somebody prefers; what makes Fontconfig talk, HarfBuzz set worse, and Python skip steps."""


def program_environment() -> Mapping[str, str]:
    """The environment for a program whose answer goes into a report."""
    return {name: value for name, value in os.environ.items() if name not in _IGNORED} | {"LC_ALL": "C.UTF-8"}
