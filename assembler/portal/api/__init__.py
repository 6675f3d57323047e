"""The API under /api/v1: what pages do, programs can do.

- `builds`: asks for builds, and gives their outputs.
- `contributions`: files of an entity on an organization, and moves of their texts.
- `desk`: who reads which text, saved views, the table of people.
- `documents`: the reports, their files, status and events.
- `editorial`: merges drafts that were edited in Word, consolidates, compares two states of a report, reminds.
- `health`: whether the installation works.
- `metrics`: figures of the installation for Prometheus.
- `problem_answers`: problems as application/problem+json.
- `production`: job number, emblem and templates of a report.
- `requests`: reads the body of a request up to its limit.
- `routes`: every address of the API.
- `schemas`: what is sent and answered.
- `sign_in`: tokens of people with their scopes; the session of the browser.
- `text_schemas`: what is sent and answered on single paragraphs.
- `texts`: edits single paragraphs of consolidated and general texts, undo and history.
"""
