"""Clearance by an entity of the exact words that will be printed, and the excerpts sent out for it.

- `clearance`: which words an entity clears, what stands in the way, and the files with the record.
- `excerpt`: the paragraphs of a report that carry words of one entity.
- `excerpt_folder`: writes the excerpt that an entity is to clear.
- `folder`: records in a report's folder that an entity has cleared exact words.
- `header_edits`: writes records into the YAML header of a text without changing any other byte.
"""
