"""The producer's room: drafts and finals, and what is made from them.

- `build_pages`: drafts and finals: ask for them, see how far they are, download the outputs, send a draft out.
- `comparison_pages`: what changed between any two states: figures, and redlines as page, Word and PDF.
- `progress`: how far a build is, sent to its page as it happens.
- `states`: the states of a report that a person may compare, and what changed between two of them.
"""
