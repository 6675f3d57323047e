"""The local page that follows each save.

- `page_state`: what the page of the preview shows now.
- `preview`: keeps the preview: at every save the page first, then the findings; the PDF on request.
- `server`: the address of the preview: to whom it answers, and with what.
"""
