"""Writes reports. Writers print numbers and labels; they never count, sort, check or translate.

- `column_widths`: the widths of table columns.
- `cover_images`: barcode, QR code and the ring in the place of the emblem.
- `findings`: findings as text, JSON, SARIF, GitHub annotations.
- `formats`: the output formats: names, names of files, writers.
- `report_json`: the report as JSON.
- `table_of_contents`: degrees of headings and entries of the table of contents.
- `text`: the report as plain text, for proofs and tests.
- `docx/`: The report and the questionnaire as Word files.
- `html/`: the report as an HTML page, for the browser and as the source of the PDF; answer and preview.
- `markdown/`: contributions as Markdown that reads back to the same values.
- `pdf/`: The report as PDF/A-2a and PDF/UA-1 in one file, by way of its HTML page.
- `redline/`: A comparison as Word file with tracked changes, as page, and as the page behind its PDF.
- `status/`: the status of a report for a terminal, as a page, as JSON and CSV.
"""
