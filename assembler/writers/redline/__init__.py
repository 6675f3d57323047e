"""A comparison as Word file with tracked changes, as page, and as the page behind its PDF.

- `docx`: a comparison to Word: both states in one file with tracked changes.
- `docx_masthead`: what changed in masthead, agenda block and title.
- `docx_states`: each of its two states, written into the file under way.
- `docx_weaving`: both states woven into one text with tracked changes.
- `html`: a comparison as a web page, side by side, and as the page behind its PDF.
- `view_model`: prepares a comparison for display: units by side, their places, the list of changes.
"""
