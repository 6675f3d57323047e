"""Consolidation: one text on an organization, made from the contributions of several entities.

- `consolidate`: consolidates the contributions among the files of a report: files in, changed texts out.
- `consolidated_text`: makes the text, or the paragraphs to be added to one that exists.
- `folder`: the same in a report's folder.
- `general_texts`: the summary, the introduction and other texts of the report's own, for who works on them.
- `organization_text`: what the entities wrote beside the editor's text, for who works on it.
- `paragraph_names`: keeps the names of paragraphs while somebody edits a text in which they are not shown.
- `source_matching`: finds what has become of the sources of a consolidated text.
- `source_passages`: the contributed passages as they were when they were taken over.
- `take_over`: takes one contributed paragraph over, or what its entity has changed in it since.
- `text_units`: changes one paragraph of the text, on the condition that nobody else has changed it.
- `unit_findings`: what the rules find in a text, at the paragraphs and words in which it stands.
- `unit_history`: what has become of a paragraph from one version of the text to another.
- `update`: takes over what the entities have changed since the text was made.
"""
