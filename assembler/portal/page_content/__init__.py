"""What the pages show: values computed from rows and from what the library answers, for the templates.

- `account`: what a person has in the portal: places in reports, tokens, and the time zones to choose from.
- `builds`: drafts and finals: how far each is, its outputs, and what keeps a final back.
- `checked_text`: a text with its findings and its printed form.
- `clearance`: words to clear, with what has changed in them since they were submitted.
- `event_list`: the events of a report in plain words.
- `file_names`: what people call the files of a report, in place of paths.
- `hints`: what to do about a finding, where its own hint names commands or files.
- `history`: versions of a text, and the words that differ between two of them.
- `labels`: what moves are called on pages.
- `lengths`: how long a report and its parts are, and what is to be cut.
- `mail`: mail on its way, for the page `/mail/`.
- `marks`: marks the words of findings in the printed form of a text.
- `matrix`: entity × organization: how far each text of a report has come.
- `names`: the names of entities and organizations of a report.
- `queue`: what a person has to do next, and what that person did lately.
- `reminders`: which entities owe texts, who would be reminded in which words, and the log.
- `report_tasks`: what waits for editors and producers on a whole report.
- `rounds`: which texts can be sent for clearance, and what came of those that were sent.
- `settings_files`: the plan and the name lists as they are kept, and what is wrong with them.
- `typed_text`: a text as a person types it on a page, with themes in words.
"""
