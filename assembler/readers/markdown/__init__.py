"""Text files: header and body, to contributions and findings.

- `attributes`: attributes on the line after a paragraph: id, order, from.
- `block_quotations`: the lines of a block quotation to paragraphs.
- `blocks`: cuts a body into the lines of its blocks, and takes footnotes out.
- `body`: reads a body to blocks.
- `comments`: the lines of a body, and its comments.
- `contribution`: reads a text file to a contribution.
- `emphasis`: pairs asterisks and underscores to emphasis, as CommonMark does.
- `footnotes`: the texts of footnotes, and which of them are cited.
- `inline_marks`: finds the marks inside a paragraph: links, footnotes, queries, proposals.
- `inlines`: reads the text of a paragraph to inline nodes.
- `links`: where a link leads, and what is wrong with it.
- `lists`: the lines of a list to items inside each other.
- `outline`: on which lines of a file its blocks and footnotes stand.
- `source_text`: characters of a file with their positions.
- `tables`: the lines of a table to title and cells.
"""
