"""Report to bytes. A writer prints numbers and labels; it never counts, sorts, checks or translates.

- `column_widths`: how a table shares out its width.
- `cover_images`: barcode, QR code and the ring in the place of the emblem.
- `findings`: findings as text, JSON, SARIF, GitHub annotations.
- `table_of_contents`: degrees of headings and lines of the table of contents.
- `text`: Report to plain text, for proofs and tests.
- `docx/`: The report and the questionnaire as Word files.
- `html/`: The report as an HTML page, for the browser and as the source of the PDF; answer and preview.
- `markdown/`: Blocks and inline nodes to Markdown, as the reader of contributions reads it.
- `pdf/`: The report as PDF/A-2a and PDF/UA-1 in one file, by way of its HTML page.
- `redline/`: A comparison as Word file with tracked changes, as page, and as the page behind its PDF.
- `status/`: How a report stands, for a terminal, as a page, and as data.
"""
