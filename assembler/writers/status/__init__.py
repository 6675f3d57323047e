"""How a report stands, for a terminal, as a page, and as data.

- `data`: the same as JSON and CSV.
- `formats`: how a report stands, in each form in which it is printed.
- `page`: the same as a web page that can be filtered.
- `text`: the same for a terminal of 80 columns.
"""
