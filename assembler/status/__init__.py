"""Status of a report: which contributions are missing or late, length against the limit, open questions, reminders.

- `contribution_status`: whether each contribution is missing, a draft, submitted, cleared or void, and how late it is.
- `folder`: reads the status of a report's folder, and writes reminders into it.
- `operations`: reads the status out of the files of a report.
- `overview`: brings contributions, length, open queries and blockers together in one overview.
- `reminders`: one reminder for each entity that owes a contribution.
- `selection`: which contributions names of entities and organizations mean.
- `word_limit`: counts the words of the report against its limit, by section and organization.
"""
