"""The status of a report for a terminal, as a web page, as JSON and as CSV.

- `formats`: writes the status in the format that is asked for.
- `json_csv`: the status as JSON and CSV, for programs.
- `page`: the status as a web page that can be filtered.
- `terminal`: the status for a terminal of 80 columns.
"""
