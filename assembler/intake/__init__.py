"""What goes to focal points and comes back: forms, Word files, answers.

- `answer`: what an entity is told of its texts.
- `answer_folder`: answers an entity on its texts.
- `contribution_scaffold`: the blank form of a contribution, with last time's text.
- `folder`: brings Word files of focal points in, and tells them what was found.
- `imported_header`: the header of such a contribution.
- `names`: entities and organizations as an editor types them, and as forms and answers name them.
- `new_files`: what was newly made in a report.
- `officer_places`: where a finding is, in an officer's words.
- `questionnaire`: what the Word form asks an entity, with last time's texts.
- `scaffold_folder`: begins a report, and the forms of contributions.
- `unlabelled_questionnaire`: a form that has lost what it says of itself, known again by its words.
- `word_import`: a focal point's Word file into contributions, nothing lost, nothing replaced unasked.
"""
