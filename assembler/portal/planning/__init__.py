"""The plan and the name lists of a report as forms; new reports, and invitations to contribute.

- `deadlines`: what a new deadline of the plan changes in texts that are still open.
- `fields`: the fields of the forms, with their labels, in groups.
- `form_values`: the values of a form: as they are shown, and as somebody typed them.
- `invitations`: messages that ask focal points for texts: written, read, and sent once.
- `new_report`: a new report that follows an earlier one, in four steps.
- `saving`: changes fields of a settings file, unless somebody else has changed the same fields.
"""
