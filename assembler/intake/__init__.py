"""Questionnaires for focal points, the Word files that come back, and the answers to them.

- `answer`: the answer to an entity: findings in its author's words, and the texts as they will print.
- `approval`: who approved a text by the statement of its questionnaire.
- `batch_import`: imports several Word files, and none that contradicts another of them.
- `contribution_scaffold`: the blank Markdown file of a contribution, with last time's text.
- `file_identity`: whose text a Word file is, and for which report its questionnaire was made.
- `folder`: the operations on a report's folder, with lock and atomic writes.
- `form_operations`: begins contributions and questionnaires, for one entity or many, on files in memory.
- `header_and_body`: the file of a text: its header, then its body.
- `imported_text`: what came of the text on each organization in a Word file.
- `operations`: imports Word files and answers entities, on files in memory.
- `place_descriptions`: where in a text a finding is, such as “second paragraph”.
- `questionnaire`: the content of the Word questionnaire: questions, last time's texts, length, deadline, steps.
- `questionnaire_recognition`: recognizes a questionnaire that has lost its labels by its words.
- `report_operations`: what a report is and which texts it has, and a report that follows another one, in memory.
- `resubmission`: a text that comes again: how it is kept, and what is said of its merge.
- `review_operations`: an entity's texts with what was found in them and how they will print, for pages.
- `settings_operations`: fields of the plan and the name lists, each changed where it stands, on files in memory.
- `statement_operations`: what is said of a text, written in it or settled, on files in memory.
- `word_import`: makes contributions of a Word file, with no word lost and nothing replaced unasked.
- `word_target`: how many words each contribution may have.
"""
