"""The pages.

- `account`: the page on oneself: name, language, time zone, places in reports, tokens and browsers.
- `clearance`: the words as they will print: clear, propose other words, object.
- `events`: what happened in a report, and whether the record of it is whole.
- `general`: the general texts: summary, introduction, observations, annexes.
- `home`: the queue: what a person has to do next.
- `invitations`: whom a report asks for texts, and the messages to them.
- `mail`: mail on its way: in the demo with its words, elsewhere for administrators and without them.
- `matrix`: entity × organization, and what an editor does with many texts at once.
- `merge`: a draft that was edited in Word: its edits, shown before they are made.
- `moves`: moves of a text: submit, withdraw, and those of the editor.
- `my`: my organizations: states, the Word form, receipts.
- `new_report`: a new report that follows an earlier one, in four steps.
- `plan`: the plan and the name lists as forms, or as the text of their files.
- `plan_forms`: the forms of the plan, who is asked for what, entities and organizations.
- `reminders`: which entities owe texts, and the messages to them.
- `rounds`: clearance rounds: send texts to be cleared, see who has answered, remind.
- `text`: the text of an entity on an organization: write, check, versions, messages, sharing.
- `unit_edits`: edits of one paragraph, on the pages of the workbench and of general texts.
- `uploads`: Word files that a focal point sends: what came of each, and which texts can still be replaced.
- `workbench`: the editor's text on an organization, beside what the entities wrote.
"""
