"""The steps that make a report of a collection, each a function from report to report.

- `crossrefs`: references to paragraphs, once numbers are known.
- `footnotes`: footnote numbers.
- `masthead`: symbols, session, agenda items, titles, asterisk notes.
- `numbering`: paragraph numbers, numerals of headings, annexes, tables.
- `ordering`: sections, organizations, paragraphs in printed order; placeholders.
"""
