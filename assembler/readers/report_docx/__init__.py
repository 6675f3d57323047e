"""A Word file that the program has written, or an edited copy of it, read back.

- `blocks`: paragraphs and tables of a Word file to blocks.
- `bookmarks`: what bookmarks and fields gather: references, placeholders.
- `context`: what paragraphs need of the other parts of a file and of its records.
- `edited_draft`: a draft edited in Word: its text, and the report from which it was built.
- `fields`: fields that show the number of a paragraph.
- `inlines`: one paragraph of a Word file to leaves.
- `paragraph_ids`: which paragraphs of the report stand in each paragraph of an edited file.
- `report`: a Word file of ours, or an edited copy, to the text of the report.
- `revisions`: tracked changes settled before a file is read.
- `tables`: tables of a Word file.
"""
