"""The report and the questionnaire as Word files.

- `blocks`: headings, numbered paragraphs with their sources, lists, quotations.
- `construction`: the Word document under construction: its parts and running numbers.
- `document`: writes a report as a Word file: the parts of the document in printed order.
- `headers_footers`: fills the headers and footers of the template; sections.
- `inlines`: runs: notes, links, references, comments, tracked changes.
- `lists`: native lists and the counters that Word keeps.
- `masthead`: the emblem and the width of the masthead.
- `page_measures`: measures of the page, from the template; the paragraphs and runs of every part.
- `paragraph_ids`: the origin of each paragraph, kept in the file.
- `questionnaire`: writes the questionnaire for a focal point as a Word file.
- `summary`: the summary in its box.
- `table_of_contents`: the table of contents as a field.
- `tables`: tables of the text.
- `title_block`: agenda block, its notes, title.
"""
