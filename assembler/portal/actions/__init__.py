"""What people do: each function checks that the person may, and does it in one transaction with its event.

- `build_work`: makes builds in a worker.
- `builds`: asks for builds of a report, and says what has become of them.
- `clearance`: the words that an entity is to clear, and proposals of other words.
- `conflicts`: changes of an entity's file that an editor decides on.
- `editorial`: merges a draft that was edited in Word, consolidates, compares two states of a report.
- `files`: reads and writes any file of a report.
- `handover`: shares one text with a colleague.
- `mail_work`: sends mail in a worker.
- `many`: what an editor does with many texts at once.
- `moves`: brings a text from one state into another, with event, receipt and mail.
- `presence`: who has the page of a text open.
- `reminders`: reminds entities of texts that they owe.
- `reports`: takes a report's folder in and gives it out; keeps its pairs and names as its files say.
- `rounds`: sends texts to their entities, reminds who has not answered, records where silence clears.
- `status`: how far a report is, for those who may know.
- `texts`: reads, writes and imports the texts of an entity.
- `threads`: messages, queries and answers about a text.
- `typed_words`: words that people type, as they are kept.
- `undo`: puts a text back to what it was, and says how it came to what it is.
- `uploads`: takes a file on one organization, and says what is wrong with the text.
"""
