"""Consolidation: one text on an organization, made from the contributions of several entities.

- `consolidated_text`: makes the text, or the paragraphs to be added to one that exists.
- `folder`: writes the text into a report's folder.
"""
