"""Rules on the report as a whole: coverage, clearance, sources, masthead, structure.

- `abbreviations`: short forms introduced late, twice, for nothing or never.
- `citation_years`: years that contradict the number, session or symbol of a document.
- `clearance`: whether the entities stand by the words.
- `consistency`: one event, agreement, figure or document told in two ways.
- `coverage`: who was asked, who delivered, agenda sub-items.
- `empty_answers`: texts that say that there is nothing to report.
- `empty_parts`: sections, headings, tables, paragraphs and footnotes with nothing in them.
- `language_versions`: titles, names and fixed words of versions in other languages.
- `masthead`: masthead, agenda block and emblem.
- `names`: names, short forms and persons in two forms.
- `open_points`: open queries and proposed changes, places kept free.
- `passages`: passages and sentences that the report has twice.
- `plan_form`: author line, distribution, order of sections, words of sub-items.
- `references`: cross references.
- `scaffold`: sentences and placeholders of forms and new reports that nobody has replaced.
- `sources`: consolidated texts and their sources.
- `stray_titles`: bold lines, titles of figures and merged heads of tables, which print as something else.
- `structure`: length, and what a final must have.
- `unprinted_texts`: texts that were read and are not printed.
- `working_notes`: notes, letters and leftovers of files in texts, and paragraphs that break off.
"""
