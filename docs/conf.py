"""Settings of Sphinx for these pages. `make docs` builds them; warnings are errors."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference_pages import write_reference_pages

from assembler import __version__  # after the path is set

project = "Report assembler"
author = copyright = "the developers of the report assembler"  # Sphinx's own name
version = release = __version__
html_title = f"Report assembler {version}"
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_copyright = False
html_last_updated_fmt = None

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click", "sphinx_copybutton"]
exclude_patterns = ["pictures/**", "tutorials/files/**"]
myst_enable_extensions = ["attrs_inline", "colon_fence"]
myst_heading_anchors = 3
nitpicky = False
default_role = "code"
smartquotes = False  # options begin with two hyphens
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"  # the fields of a value are listed; nobody makes a result
man_pages = [
    ("reference/commands/index", "assembler", "assembles contributions into one report", "", 1),
]
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True
copybutton_remove_prompts = True

write_reference_pages(Path(__file__).parent / "reference")
