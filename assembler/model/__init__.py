"""The data model: frozen values that every part of the program hands to the next. Imports nothing but itself.

- `answer`: the answer to an entity: remarks on its texts, and the texts as they will print.
- `comparison`: two states of a report side by side: units, what became of each, fixed words.
- `comparison_units`: a report as units, and units put back into it.
- `contribution`: a text with its header; the collection of all that was read.
- `finding`: findings, faults, places.
- `finding_limit`: findings of one file, of one kind not more than a person would read.
- `finding_location`: where in its file the words of a fault stand.
- `json_archive`: JSON: the same bytes for the same data; a report written out and read back.
- `nodes`: inline and block nodes.
- `paragraph_sources`: which contributed passages the sources of a consolidated text mean, and whose words it carries.
- `plan`: what report.yaml says.
- `progress`: what is told of work, and to whom.
- `questionnaire`: the form for a focal point: its fixed words, what it asks one entity.
- `reference_names`: the names by which references find a paragraph.
- `report`: the assembled report.
- `status`: how a report stands: cells of the matrix, words, what is open, what blocks.
- `value`: what all values are: a few named fields that never change.
- `vocabulary`: organizations, entities, labels.
- `word_lists`: the word lists of a language.
- `text/`: Functions over the text of nodes: traversal, plain text, word counts, prose, differences, line breaks.
"""
