"""The producer's room: drafts and finals, and what is made from them.

- `appearance`: job number, emblem and templates, kept in the plan and among the files of the report.
- `appearance_pages`: the page on which these are set.
- `build_pages`: drafts and finals: ask for them, see how far they are, download the outputs, send a draft out.
- `comparison_pages`: what changed between any two states: figures, and redlines as page, Word and PDF.
- `manifest_content`: what the manifest of a build says of findings that somebody accepted or waived.
- `progress`: how far a build is, sent to its page as it happens.
- `states`: the states of a report that a person may compare, and what changed between two of them.
- `verification`: signs finals, and verifies that files are still what their manifest says.
- `verification_pages`: the page that verifies a build; the set of its files; the signature of a final.
"""
