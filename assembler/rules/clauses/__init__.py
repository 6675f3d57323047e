"""Grammar within one clause or sentence: what no list of words can tell, and no dictionary.

- `verb_forms`: verbs in a form that cannot stand after the word before.
- `word_places`: where words stand side by side, with their neighbours.
"""
