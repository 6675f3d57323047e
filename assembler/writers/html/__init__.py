"""The report as an HTML page, for the browser and as the source of the PDF; answer and preview.

- `amendments`: what the layout of a page asks of the blocks that hold notes.
- `answer`: the answer to an entity as a page, and as text for a mail.
- `nodes`: inline and block nodes as HTML.
- `page`: Report to HTML by template: the web page, and the page behind the PDF.
- `preview`: the page of the preview around the web page, or why there is none; findings by paragraph; what a rule
  says.
- `tree`: an HTML page as the tree of its elements, as the PDF is made from it.
"""
