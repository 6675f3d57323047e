"""The checks. Each takes a contribution, the report or its prose, and yields faults; `registry.py` lists all rules.

A rule is named after the fault. The function `find_` with that name, in the module that the registry names, finds the
fault: UN-SPL-05, `doubled-word`, is found by `find_doubled_word` in `style/spelling.py`. The docstring of that function
is the page that `assembler explain UN-SPL-05` shows.

- `automatic_rules`: the pages of rules that the program keeps by itself.
- `blocking`: which findings keep a final back.
- `documented_rule`: a rule that has no function, but a page.
- `families`: what the families of rules are about.
- `manual_rules`: the pages of rules that a person must judge.
- `registry`: the table of all rules.
- `rule_remarks`: what the table says of a rule, in sentences.
- `clauses/`: Grammar within one clause or sentence: what no list of words can tell, and no dictionary.
- `grammar/`: What rules know of language: sentences, names, numbers, dates and the verbs that they belong to.
- `input/`: The pages of findings that readers make: faults of files, markup, settings and Word files.
- `languages/`: Rules for reports in French, Spanish, Russian, Arabic and Chinese.
- `report/`: Rules on the report as a whole: coverage, clearance, sources, masthead, structure.
- `statements/`: What texts say of things, in a form that can be compared.
- `style/`: The editorial rules of the United Nations on single texts.
"""
