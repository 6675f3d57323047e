"""Reads the settings files (report.yaml, name lists, headers, labels, word lists), by a schema.

- `all_schemas`: the schemas of all settings files by name.
- `answer_labels`: the fixed words of answers to entities, and their schema.
- `comparison_labels`: the fixed words of comparisons and corrigenda, and their schema.
- `fault_codes`: the codes of faults in settings files.
- `header`: the header of a contribution.
- `header_schema`: every key of the headers of contributions.
- `json_schema`: a schema as JSON Schema, for editors.
- `known_names`: finds an id by its id in any case, acronym or name; suggests the nearest.
- `labels`: the fixed words of a language version, and their schema.
- `name_lists`: organizations.yaml and entities.yaml.
- `organs`: checks the organs of report.yaml against those of the label file.
- `plan`: report.yaml to a plan.
- `plan_schema`: every key of report.yaml and the two name lists.
- `questionnaire_labels`: the fixed words of the questionnaire, and their schema.
- `reminder_labels`: the fixed words of reminders, and their schema.
- `scalar_conversion`: one value from text to a day, a number, an identifier.
- `schema_types`: what schemas are made of: types of values, and keys.
- `validated_record`: the valid values of a settings file, by key.
- `validation`: checks a settings file against its schema: valid values and every fault.
- `word_lists`: the files of word lists.
"""
