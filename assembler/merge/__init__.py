"""Three-way merge: edits made in Word to a draft of the report, merged into the texts, and texts that come again.

The *base* is the draft as it was built, *theirs* the draft as edited in Word, *ours* the texts as they stand now. For a
text that comes again, the base is the text as it last came, and theirs the text as it comes now.

- `attributes`: the name, the order and the sources of merged paragraphs.
- `block_merge`: merges two edits of one block word by word.
- `block_rewriting`: rewrites the lines of changed blocks, and only those.
- `context`: what the merge of one text knows of that text and of the others; the keys of edits.
- `earlier_versions`: finds older words of the entity in a text that came again.
- `edits_outside_texts`: lists edits that belong to no text, such as those of section headings.
- `folder`: merges an edited draft into a report's folder.
- `footnotes`: the labels and texts of footnotes while paragraphs change.
- `groups`: groups of units that became one another; which groups were moved; edits that are left out.
- `left_out`: records the sources of deleted paragraphs in the header.
- `line_buffer`: the lines of a text while they are edited.
- `matching`: matches the units of the base with theirs and with ours.
- `merge`: merges an edited draft into the files of a report: files in, changed texts and conflicts out.
- `normal_form`: blocks in the form in which they are compared.
- `references`: how cross references are typed in merged texts, and new targets for lost names.
- `resubmission`: merges a text that came again into the text that stands there.
- `result`: changes and conflicts.
- `text_merge`: merges the edits of one text.
- `three_way`: merges the edits of all texts.
- `units`: the paragraphs, headings, lists, quotations and tables of base, theirs and ours.
"""
