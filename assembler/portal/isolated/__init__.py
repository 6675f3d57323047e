"""Work on texts from outside, in processes of their own with limits; what is in them cannot reach the server.

- `child`: what a child process does with a request.
- `folder_archive`: reads the folder of a report out of a ZIP file.
- `jobs`: the jobs: each calls the library's public functions; nothing of Django is loaded for them.
- `process`: runs a job in a child process, with limits on time, memory and output.
- `production`: the jobs of the producer's room: builds, comparisons, emblem and templates.
- `values`: what jobs are asked and what they answer.
- `warm_up`: uses the library once, before jobs are forked.
"""
