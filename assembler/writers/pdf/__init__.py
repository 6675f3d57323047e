"""The report as PDF/A-2a and PDF/UA-1 in one file, by way of its HTML page.

- `borders`: rules and borders of the PDF as plain rectangles.
- `document`: HTML to PDF/A-2a and PDF/UA-1 in one file; a second one for a printing house.
- `footnotes`: notes on the page of their call.
- `tags`: the tag tree of the PDF.
- `worker_job`: the job that the program hands to the process in which PDFs are made.
- `worker_process`: the process in which PDFs are made, with its limits.
"""
