"""The pages of administrators, below `/admin/`.

- `access`: opens these pages to administrators alone.
- `people_list`: people with their places, by what the reader asks for.
- `people_pages`: the pages of people: list, one person, a table of many.
- `urls`: the addresses.
"""
