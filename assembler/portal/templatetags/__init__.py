"""Tags of the templates.

- `moments`: days and moments in the language and time zone of the person who reads.
- `portal`: states as tags with a word and a shape; classes of severities.
"""
