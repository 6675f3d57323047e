"""Comparison of two states of a report, for a redline, for change counts, or for a corrigendum.

- `change_counts`: counts what was added, changed, moved and deleted.
- `comparison`: compares two reports unit by unit.
- `corrections`: the single corrections in changed words, each with its sentence.
- `corrigendum`: makes a corrigendum from a comparison.
- `folder`: compares two states of a report's folder and writes the outputs.
- `git_revisions`: reads the files of a report at a revision of its git repository.
- `inline_diff`: the word diff of a paragraph with its footnotes, references and marks.
- `matching`: matches the units of two states by name, words and similarity.
- `table_diff`: the rows and cells of a table that changed.
"""
