"""Clearance by an entity of the exact words that will be printed, and the excerpts sent out for it.

- `clearance`: which words an entity clears, what stands in the way, the files with the record.
- `excerpt`: of a report the paragraphs that carry words of one entity.
- `excerpt_folder`: writes the excerpt that an entity is to clear.
- `folder`: records that an entity has cleared exact words.
- `header_records`: records of clearance and of what is left out, written into headers, every other byte left as it
  was.
"""
