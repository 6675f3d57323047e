"""Questionnaires for focal points, the Word files that come back, and the answers to them.

- `answer`: the answer to an entity: findings in its author's words, and the texts as they will print.
- `answer_folder`: answers an entity on its texts.
- `contribution_scaffold`: the blank Markdown file of a contribution, with last time's text.
- `folder`: imports Word files into a report's folder, and writes the answers to those who sent them.
- `new_files`: what was newly made in a report.
- `place_descriptions`: where in a text a finding is, such as “second paragraph”.
- `questionnaire`: the content of the Word questionnaire: questions, last time's texts, length, deadline, steps.
- `questionnaire_recognition`: recognizes a questionnaire that has lost its labels by its words.
- `scaffold_folder`: begins a report, a contribution or a questionnaire in a folder.
- `word_import`: makes contributions of a Word file, with no word lost and nothing replaced unasked.
"""
