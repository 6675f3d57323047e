"""Consolidation: one text on an organization, made from the contributions of several entities.

- `consolidate`: consolidates the contributions among the files of a report: files in, changed texts out.
- `consolidated_text`: makes the text, or the paragraphs to be added to one that exists.
- `folder`: the same in a report's folder.
"""
