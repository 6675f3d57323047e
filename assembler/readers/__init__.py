"""Readers of files: they take bytes and give values and findings, and never raise on content.

- `approvals`: who approved the texts of a questionnaire and when, as it states.
- `contribution_paths`: whose text a file is, by its path, or why it is not read.
- `decoding`: bytes to text: UTF-8, line ends, unprintable characters.
- `diagnostics`: collects the findings that a reader makes in one file.
- `emblem`: the user's own picture of the emblem.
- `invisible_characters`: invisible characters: which are proper, which can be deleted.
- `quotations`: words between quotation marks.
- `resolutions`: numbers of resolutions and decisions, in six languages.
- `scaffolds`: what forms and new reports say before anybody has written into them.
- `symbols`: document symbols in running text.
- `text_file`: what a reader must know of a text file.
- `unsettled_changes`: changes of an entity that an import did not make, until somebody has settled them.
- `written_dates`: a day that somebody has written, in any common writing of six languages.
- `docx/`: Reads anybody's Word file, as a focal point sends it, to contributions and findings.
- `markdown/`: Text files: header and body, to contributions and findings.
- `ooxml/`: Reads the parts of Word files that both readers of Word files need.
- `report_docx/`: Reads a Word file that the program has written, or an edited copy of that file.
- `settings/`: The settings files (report.yaml, name lists, headers, labels, word lists), by a schema.
- `yaml/`: YAML files as nodes with positions, and their faults in plain words.
"""
