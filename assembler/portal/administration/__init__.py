"""The pages of administrators, below `/admin/`.

- `access`: opens these pages to administrators alone.
- `csv_files`: tables as CSV files, safe for spreadsheets.
- `event_pages`: what happened in all reports and in the installation.
- `health`: how the installation is: workers, queue, storage, mail, versions.
- `installation_pages`: the pages of health and of backups.
- `people_list`: people with their places, by what the reader asks for.
- `people_pages`: the pages of people: list, one person, a table of many.
- `report_list`: the reports: how far each is, without a word of its texts.
- `report_pages`: the pages of reports: all of them, a folder taken in, a folder given out.
- `urls`: the addresses.
"""
