"""The data model: frozen values that every part of the program hands to the next. Imports nothing but itself.

- `answer`: the answer to an entity: remarks on its texts, and the texts as they will print.
- `canonical_json`: data as JSON that is always the same bytes.
- `comparison`: a comparison of two states of a report: units, the change of each, fixed words.
- `consolidation_sources`: the contributed passages that a consolidated text names as sources; whose words it carries.
- `contribution`: a text with its header; the collection of all that was read.
- `finding`: findings, faults, places.
- `finding_limit`: limits the findings of one code in one file.
- `finding_location`: locates the words of a fault in their file.
- `nodes`: inline and block nodes.

- `plan`: the plan of a report, as report.yaml gives it.
- `progress`: reports the progress of long work.
- `questionnaire`: the form for a focal point: its fixed words, what it asks one entity.
- `reference_names`: the names by which references find a paragraph.
- `report`: the assembled report.
- `report_json`: a report as JSON: written out and read back.
- `report_units`: the units of a report, listed and rewritten: headings, paragraphs, items, tables.
- `status`: the status of a report: contributions, length, open points, what prevents a final.
- `value`: the base classes of all values: frozen, stored with the report, cached, mutable.
- `vocabulary`: organizations, entities, labels.
- `word_lists`: the word lists of a language.
- `text/`: Functions over the text of nodes: traversal, plain text, word counts, prose, differences, line breaks.
"""
