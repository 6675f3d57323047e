"""Who may sign in, and as what.

- `accounts`: what people change of themselves, their tokens, sign-in links and second factors.
- `places`: what an administrator changes of one person: days and ends of places, who may sign in, a link by mail.
- `saved_views`: keeps filters of a report's texts under names.
- `table`: reads the table of people, with what is wrong in which line.
- `table_import`: gives people their places by the table of people.
"""
