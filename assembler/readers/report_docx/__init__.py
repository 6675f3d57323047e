"""Reads a Word file that the program has written, or an edited copy of that file.

- `blocks`: reads paragraphs and tables to blocks.
- `bookmarks`: makes references and placeholders of what hidden bookmarks and fields hold.
- `context`: what paragraphs need of the other parts of a file and of its records.
- `edited_draft`: reads a draft edited in Word: its text, and the report from which it was built.
- `fields`: fields that show the number of a paragraph.
- `inlines`: reads one paragraph to leaves.
- `paragraph_ids`: finds the paragraphs of the report that stand in each paragraph of an edited file.
- `report`: reads the text of the report.
- `revisions`: accepts, rejects or keeps tracked changes before a file is read.
- `tables`: reads tables.
"""
