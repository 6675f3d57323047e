"""The pages of findings that readers make: faults of files, markup, settings and Word files.

- `files`: the pages of the faults of files and their places, which the readers find.
- `fonts`: the page of the fault that shows on the way to the PDF.
- `markup`: the pages of the faults of texts and their marks, which the readers find.
- `settings`: the pages of the faults of settings and headers, which the readers find.
- `templates`: the pages of the faults of Word templates.
- `word_files`: the pages of the faults of Word files, which the readers and the importer find.
"""
