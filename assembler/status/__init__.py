"""How a report stands: who owes what, how long it is, what is open; reminders.

- `folder`: who owes what; reminders.
- `length`: words against the limit, by section and organization.
- `matrix`: who was asked for what, and how far each contribution has got.
- `reminders`: one reminder for each entity that owes something.
- `status`: how a report stands, gathered from files, report and findings.
"""
