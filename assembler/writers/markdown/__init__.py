"""Contributions as Markdown that the reader of contributions reads back to the same values.

- `blocks`: prints blocks.
- `header`: prints the header of a contribution as YAML.
- `inlines`: prints inline nodes, and collects the footnotes that they cite.
"""
