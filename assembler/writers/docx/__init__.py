"""The report and the questionnaire as Word files.

- `agenda_and_title`: agenda block, its notes, title.
- `blocks`: headings, numbered paragraphs with their sources, lists, quotations.
- `construction`: the Word file under way: its parts and running numbers.
- `document`: Report to Word: the parts of the document in printed order.
- `headers_footers`: running heads and feet, the foot of the first page, sections.
- `inlines`: runs: notes, links, references, comments, tracked changes.
- `lists`: native lists and the counters that Word keeps.
- `masthead`: the masthead in the head of the first page.
- `page_measures`: measures of the page; the paragraphs and runs of every part.
- `paragraph_ids`: the origin of each paragraph, kept in the file.
- `questionnaire`: the form for a focal point as a Word file.
- `questionnaire_styles`: names and measures of its styles.
- `styles`: names and measures of the styles.
- `summary`: the summary in its box.
- `table_of_contents`: the table of contents as a field.
- `tables`: tables of the text.
"""
