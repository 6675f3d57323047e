"""The editor's text on an organization, made from the contributions.

- `consolidation`: the editor's text on an organization, made from the contributions.
- `folder`: makes one text of the contributions on an organization.
"""
