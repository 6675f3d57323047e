"""Comparison of two states of a report: changed units, changed words, figures, corrigendum.

- `compare`: two states compared: what stayed, changed, came, went and moved.
- `corrections`: the single corrections in changed words, each with its sentence.
- `corrigendum`: a corrigendum made of a comparison.
- `figures`: a comparison in figures.
- `folder`: compares two states: redline, figures, corrigendum.
- `git_revisions`: the files of a report at a revision of its repository.
- `matches`: which units have become which: by name, words and likeness.
- `tables`: what changed in a table.
- `words`: what changed in the words of a unit.
"""
