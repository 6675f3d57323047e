"""Parts of Word files as both readers of Word files need them.

- `attributes`: what elements say in their attributes: values, whole numbers, yes or no, alignments.
- `inline_nesting`: flat leaves of a Word file to nested inline nodes, and back.
- `lists`: native lists: counted as Word counts them, items nested.
- `package`: which part of a Word file is what.
- `styles`: styles: names, degrees of headings, looks of letters, hidden text, lists.
- `symbol_fonts`: signs of symbol fonts as characters.
"""
