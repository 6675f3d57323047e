"""What Word files are made of. What is written into them is left to the writers, what is read to the readers.

- `added_comments`: puts comments into somebody else's Word file, on the words that they are about.
- `block_revisions`: whole paragraphs and rows as tracked changes; moves; lists of two states joined.
- `content_controls`: content controls: fields to be filled in, boxes to be ticked.
- `direct_formatting`: formats of paragraphs and runs beside their styles.
- `elements`: elements as trees: what is read, and what is changed once it has been written.
- `fields`: complex fields, bookmarks, links.
- `markup`: markup as text, escaped on its way, with properties in the order of the schema; runs and paragraphs.
- `notes`: footnotes and comments.
- `numbering`: native lists.
- `package`: opens a template with python-docx, adds parts to it, and saves it.
- `page_setup`: paper and margins of a template; the properties of sections.
- `paragraph_ids`: hidden bookmarks and what the file says of them.
- `pictures`: pictures with alternative text.
- `properties`: core and custom properties.
- `questionnaire`: what the file of a questionnaire says of itself: properties, tags, bookmarks, its own words.
- `reproducible_zip`: zips parts so that the same parts give the same bytes.
- `revisions`: tracked changes.
- `tables`: tables; tables of a template made as wide as the page.
- `template`: the styles and words that writers expect of a Word template.
- `words_in_braces`: finds and replaces words in braces in the headers and footers of a template.
"""
