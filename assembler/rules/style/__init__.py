"""The editorial rules of the United Nations on single texts.

- `abbreviation_forms`: points, articles, possessives and plurals of abbreviations; what is never abbreviated.
- `capitals`: capitals.
- `citations`: how documents, resolutions and paragraphs are cited.
- `dates`: dates: their form, their spans, and the reporting period.
- `figures`: how figures are written: per cent, millions, separators, ranges, money.
- `footnotes_and_tables`: footnotes and cells of tables.
- `headings`: headings and titles.
- `languages`: typography of single languages.
- `lists`: lists, and names in a row.
- `mistaken_words`: words that are right by themselves and wrong where they stand.
- `names`: names of countries, bodies and instruments; inclusive words.
- `numbers`: numbers in words or in figures.
- `punctuation`: marks, dashes, slashes, commas, slips of typing.
- `quotations`: quotations: their source, their marks, omissions.
- `spelling`: spelling and hyphens.
- `symbols`: the form of document symbols.
- `tense`: tense against dates: past, and still to come.
- `times`: times of the day, and words that say when without a date.
- `unknown_words`: words that are English in no dictionary.
- `voice`: the Secretary-General's voice, people named, stress.
"""
