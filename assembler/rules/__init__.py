"""The checks. Each takes a contribution or the report and yields findings; registry.py is the table of all.

- `automatic`: the pages of rules that the assembler keeps by itself.
- `by_hand`: the pages of rules that a person must judge.
- `documented`: a rule that has no function, and so its page beside it.
- `pages`: what the table says of a rule, in sentences.
- `registry`: the table of all rules.
- `grammar/`: What rules know of language: sentences, names, numbers, dates and the verbs that they belong to.
- `input/`: The pages of findings that readers make: faults of files, markup, settings and Word files.
- `report/`: Rules on the report as a whole: coverage, clearance, sources, masthead, structure.
- `style/`: The editorial rules of the United Nations on single texts.
"""
