"""Comparison of two states of a report, for a redline, for change counts, or for a corrigendum.

- `change_counts`: counts what was added, changed, moved and deleted.
- `compare`: compares two states: files in, comparison, redline or corrigendum out.
- `comparison`: compares two reports unit by unit.
- `corrections`: splits changed words into single corrections, each with its sentence.
- `corrigendum`: makes a corrigendum from a comparison.
- `folder`: compares two states on a disk and writes the outputs.
- `git_revisions`: reads the files of a report at a revision of its git repository.
- `inline_diff`: word diff of a paragraph with its footnotes, references and marks.
- `matching`: matches the units of two states by name, words and similarity.
- `redline`: writes a comparison as Word with tracked changes, web page and PDF.
- `table_diff`: diff of the rows and cells of two tables.
"""
