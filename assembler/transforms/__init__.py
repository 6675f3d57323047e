"""Transforms: the steps from a collection to a numbered report, each a function from report to report.

- `crossrefs`: the numbers in cross references, once paragraphs have theirs.
- `footnotes`: footnote numbers.
- `masthead`: the masthead and agenda block: symbols, session, agenda items, titles, asterisk notes.
- `numbering`: paragraph numbers, numerals of headings, annexes, tables.
- `ordering`: sections, organizations, paragraphs in printed order; placeholders.
"""
