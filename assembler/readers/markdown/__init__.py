"""Text files: header and body, to contributions and findings.

- `attributes`: the attributes on the line after a paragraph.
- `block_quotations`: the lines of a block quotation to paragraphs.
- `blocks`: cuts a body into paragraphs, lists, tables, quotations, and takes the notes out.
- `body`: a body to blocks.
- `comments`: the lines of a body, and its comments, which are no text.
- `contribution`: one text file to one contribution.
- `emphasis`: which asterisks and underscores belong together.
- `footnotes`: the texts of footnotes, and which of them are cited.
- `inline_marks`: the marks inside a paragraph: links, notes, queries, proposals, refused things.
- `inlines`: what stands inside a paragraph, as inline nodes.
- `links`: where a link leads, and what is wrong with it.
- `lists`: the lines of a list to items inside each other.
- `outline`: on which lines of a text its blocks and notes stand.
- `source_text`: text as typed, of which every character knows its place.
- `tables`: the lines of a table to title and cells.
"""
