"""Reads the parts of Word files that both readers of Word files need.

- `alternatives`: keeps one of two forms of the same thing, for new programs and for old ones.
- `attributes`: reads the attributes and words of elements.
- `context`: what paragraphs need of the other parts of a file: styles, lists, links, notes, comments.
- `fields`: fields that have not ended yet.
- `inline_flattening`: flattens inline nodes to the leaves in which they come back.
- `inline_nesting`: nests the flat leaves of a Word file to inline nodes.
- `links`: makes links around leaves, and symbols where links mean them.
- `lists`: counts native lists as Word counts them; nests items.
- `package`: finds the parts of a Word file: document, notes, comments, styles, records.
- `runs`: walks over the runs of a paragraph, through links, tracked changes, fields and bookmarks.
- `styles`: reads styles and formats of letters: names, degrees of headings, hidden text, lists.
- `symbol_fonts`: replaces the signs of symbol fonts by characters.
- `visibility`: whether letters can be seen on the page.
"""
