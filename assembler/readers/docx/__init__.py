"""Reads anybody's Word file, as a focal point sends it, to contributions and findings.

- `blocks`: makes the blocks of one section.
- `body`: reads the body to paragraphs and tables, through content controls and text boxes.
- `content_controls`: reads content controls: answers, boxes to check, the focal point.
- `context`: what paragraphs need of the other parts of a file; the list of what was dropped.
- `contribution`: reads a Word file to the text on each organization.
- `dropped`: reports as findings what was dropped.
- `fields`: finds why words in fields are dropped, and what is chosen in old forms.
- `headings`: finds the organization or theme that a heading names.
- `inline_spacing`: makes nodes of a paragraph's leaves, with spaces as Markdown would give them.
- `inlines`: reads one paragraph to inline nodes; what is not shown is dropped.
- `lists`: finds the paragraphs that are items of lists, native or typed.
- `note_marks`: removes brackets typed round the calls of notes.
- `pictures`: finds text boxes; describes pictures and embedded objects.
- `preparation`: prepares a file before its text is read: marks whole fields, writes lists of styles into paragraphs.
- `safe_zip`: opens a package from outside within limits; stops zip bombs and unsafe XML.
- `sections`: assigns each paragraph to the section of an organization.
- `superscripts`: drops superscripts that mean nothing.
- `typed_numbers`: finds typed numbers and list marks, and cuts them off.
- `word_account`: checks that every word of a file is in the text or in the list of what was dropped.
- `word_template`: the report's own Word templates: whether they are safe, and what they lack.
"""
