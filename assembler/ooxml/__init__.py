"""What Word files are made of. What is written into them is left to the writers, what is read to the readers.

- `added_comments`: comments put into somebody else's Word file, on the words that they are about.
- `block_revisions`: whole paragraphs and rows as tracked changes; moves; lists of two states joined.
- `content_controls`: content controls: fields to be filled in, boxes to be ticked.
- `elements`: elements as trees: what is read, and what is changed once it has been written.
- `fields`: complex fields, bookmarks, links.
- `markup`: pieces of markup, escaped as they are made, with their properties in the order of the schema; runs.
- `notes`: footnotes and comments.
- `numbering`: native lists.
- `package`: the package: its parts and what they need of each other, the same bytes each time.
- `page_setup`: sections with their page, heads and feet.
- `paragraph_ids`: hidden bookmarks and what the file says of them.
- `pictures`: pictures with alternative text.
- `properties`: core and custom properties.
- `questionnaire`: what the file of a form says of itself: properties, tags, bookmarks, its own words.
- `revisions`: tracked changes.
- `settings`: settings of the document.
- `styles`: styles.
- `tables`: tables.
- `theme`: the theme: colours and fonts that Word offers.
"""
