"""Tags of the templates.

- `portal`: states as tags with a word and a shape; classes of severities.
"""
