"""The portal: one desk on the web for focal points, editors and producers; an ordinary Django project of one app.

Everything about texts is done by the public API (`assembler.api`); the portal keeps files, people, states and events.
Nothing else in the program imports this package, and the command line loads it for `assembler portal` alone.

- `apps`: tells Django of this app.
- `asgi`: the application that the server runs.
- `blobs`: contents of files by their hash, in Django's storage.
- `body_limits`: refuses requests that are too large or too slow.
- `command_line`: the commands `assembler portal …`.
- `context`: what every page knows, and what a person has typed into its form.
- `data_folder`: the folder in which an installation on one machine keeps its database, files and secret key.
- `demo`: the example report with demo people.
- `logs`: logs as JSON, without texts and secrets.
- `middleware`: languages and time zones of people; who is not signed in; problems as pages.
- `moves`: the table of moves between the states of a text.
- `notices`: mail about what happened, written into the outbox.
- `permissions`: the table of roles and actions, and who may do what.
- `problems`: what stops an action, with the HTTP status and words for a page and the API.
- `roles`: roles and states, by the names of the contract.
- `server`: serves the portal, with one worker beside it.
- `settings`: Django's settings, read from environment variables.
- `text_tree`: checks out a revision of a report's files, and commits changed ones on a condition.
- `urls`: every address and its view.
- `worker`: makes builds.
- `actions/`: what people do, each in one transaction with its event.
- `administration/`: the pages of administrators.
- `api/`: the API under /api/v1.
- `blob_storage/`: a folder or an object store for contents of files.
- `installation/`: what whoever runs the portal does with the whole of it: backup, restore, proofs.
- `isolated/`: work on texts from outside, in processes of their own with limits.
- `models/`: the rows of the portal.
- `page_content/`: what the pages show: queue, marks, versions, names.
- `people/`: people, their places and their ways to sign in.
- `planning/`: the plan and the name lists as forms, new reports, invitations.
- `production/`: the producer's room: drafts and finals, and what is made from them.
- `sign_in/`: sign-in on django-allauth.
- `templatetags/`: tags of the templates.
- `views/`: the pages.
"""
