"""The plan and the name lists of a report as forms.

- `deadlines`: what a new deadline of the plan changes in texts that are still open.
- `fields`: the fields of the forms, with their labels, in groups.
- `form_values`: the values of a form: as they are shown, and as somebody typed them.
- `saving`: changes fields of a settings file, unless somebody else has changed the same fields.
"""
