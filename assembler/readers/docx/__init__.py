"""Anybody's Word file, as a focal point sends it, to contributions and findings.

- `alternatives`: what a file says in two ways: alternatives, fields, lists of styles.
- `blocks`: the pieces of a section to blocks.
- `body`: the body to paragraphs and tables, through controls and text boxes.
- `content_controls`: content controls: answers, boxes, contact.
- `context`: what paragraphs need of the other parts of a file; what was dropped.
- `contribution`: a Word file from anybody to the text on each organization.
- `dropped`: what was left out, as findings.
- `fields`: why words in fields are dropped; what is chosen in old forms.
- `headings`: which organization or theme a heading names.
- `inline_spacing`: leaves of a paragraph to nodes, spaced as Markdown would give them.
- `inlines`: one paragraph: what is shown is taken, what is not is noted.
- `lists`: which paragraphs are items of lists, native or typed.
- `pictures`: text boxes; pictures and embedded objects by name.
- `safe_zip`: the gate: a package from outside, opened within limits.
- `sections`: whose section each paragraph is.
- `typed_numbers`: typed numbers and list marks.
- `word_account`: whether every word is accounted for.
"""
