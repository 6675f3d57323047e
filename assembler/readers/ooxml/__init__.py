"""Parts of Word files as both readers of Word files need them.

- `attributes`: what elements say in their attributes: values, whole numbers, yes or no, alignments.
- `context`: what paragraphs need of the other parts of a file: styles, lists, links, notes, comments.
- `fields`: fields that have not ended yet.
- `inline_flattening`: inline nodes to the leaves in which they come back.
- `inline_nesting`: flat leaves of a Word file to nested inline nodes.
- `links`: links around leaves, and the symbols that links mean.
- `lists`: native lists: counted as Word counts them, items nested.
- `package`: which part of a Word file is what.
- `runs`: the walk over the runs of a paragraph, through links, tracked changes, fields and bookmarks.
- `styles`: styles and formats of letters: names, degrees of headings, hidden text, lists.
- `symbol_fonts`: signs of symbol fonts as characters.
"""
