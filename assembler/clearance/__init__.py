"""Clearance by an entity of the exact words that will be printed, and the excerpts sent out for it.

- `clearance`: which words an entity clears, what stands in the way, and the files with the record.
- `excerpt`: the paragraphs of a report that carry words of one entity.
- `folder`: records clearances in a report's folder, and writes excerpts.
- `header_edits`: writes records into the YAML header of a text without changing any other byte.
- `operations`: records clearances in the files of a report, and makes excerpts.
- `review_operations`: the words that an entity is to clear, as they will print and beside what it submitted.
- `statements`: who cleared words and when, as the editor says or as questionnaires state.
"""
