"""The report as an HTML page, for the browser and as the source of the PDF; the answer and the preview.

- `answer`: the answer to an entity as a page, and as text for a mail.
- `footnote_placement`: how the PDF layout asks for footnotes to be placed.
- `nodes`: renders inline and block nodes as HTML.
- `page`: renders the report by its template: the web page, and the page behind the PDF.
- `page_tree`: parses an HTML page into the tree of elements from which the PDF is made.
- `preview`: the page of the preview with its bar, the findings by paragraph, and the page shown in place of a report.
"""
