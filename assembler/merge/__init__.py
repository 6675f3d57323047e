"""Three-way merge: a draft edited in Word, taken back into the texts of the report.

- `attributes`: the name, the order and the sources that a paragraph bears whatever becomes of its words.
- `block_lines`: the lines of some blocks, changed to say others.
- `comparable_blocks`: the form in which blocks are compared; what a text can hold of them.
- `context`: what the edits of one text must know: how it stands, what became of the draft elsewhere.
- `folder`: takes a draft that was edited in Word back into the texts.
- `groups`: units of a text that are one matter; which of these were moved.
- `left_out`: sources of deleted paragraphs, noted in the header.
- `matches`: which unit has become which.
- `merge`: a draft edited in Word, taken back into the texts.
- `new_words`: labels of notes and names of references in new words.
- `other_edits`: what was edited that is no text of the report.
- `outcome`: what came of the edits: what was done, what stands against it.
- `text_edits`: the edits of one text: made, there already, or opposed.
- `text_lines`: the lines of a text under change.
- `units`: paragraphs with what belongs to them, in the draft and in the texts.
"""
