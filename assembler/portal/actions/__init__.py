"""What people do: each function checks that the person may, and does it in one transaction with its event.

- `moves`: brings a text from one state into another, with event, receipt and mail.
- `people`: tokens and sign-in links of people.
- `reports`: takes a report's folder in and gives it out; keeps its pairs and names as its files say.
- `texts`: reads, writes and imports the texts of an entity.
"""
