"""The settings files (report.yaml, name lists, headers, labels, word lists), by a schema.

- `comparison_labels`: the fixed words of comparisons and corrigenda.
- `fault_codes`: the codes of faults in settings files.
- `header`: the header of a text.
- `header_keys`: every key of the headers of texts.
- `json_schema`: the description of a settings file as JSON Schema, for editors.
- `key_tables`: the tables of keys in the guide to contributors.
- `known_names`: refuses ids that are in no name list, and suggests the nearest.
- `labels`: the fixed words of a language version.
- `name_lists`: the two name lists; the door to the other readers of settings.
- `organs`: checks the organs of report.yaml against those of the label file.
- `plan`: report.yaml to a plan.
- `plan_keys`: every key of report.yaml and the two name lists.
- `questionnaire_labels`: the fixed words of the form for focal points.
- `record`: what was understood of a settings file, asked for by key.
- `scalars`: one value from text to what its description says.
- `schema`: the means of describing a settings file: shapes and keys.
- `schemas`: the descriptions of all settings files by name.
- `validation`: reads a settings file by its description: typed values and every fault.
- `word_lists`: the files of word lists.
"""
