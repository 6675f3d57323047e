"""Parts of Word files that python-docx lacks. Knows nothing of reports."""
