"""The local page that follows each save.

- `board`: what the preview shows now.
- `file_watcher`: says when a file of a report may have changed.
- `preview`: keeps the preview: at every save the page first, then the findings; the PDF on request.
- `server`: the address of the preview: to whom it answers, and with what.
"""
