"""What rules know of language: sentences, names, numbers, dates and the verbs that they belong to.

- `agreement`: verbs in another number than their subject.
- `compounds`: what the list of the United Nations has in one word, in two, or with a hyphen.
- `counts`: numbers with what they count, and which of them stand in one series.
- `date_words`: which days the words of a date mean.
- `dated_verbs`: which verb a date belongs to.
- `dictionary`: which words are English, and the word that was probably meant.
- `dummy_names`: names, dates and labels that stand for others which nobody has written yet.
- `known_names`: the names and short forms that rules know.
- `letter_case`: terms in other capitals than they should have.
- `mistaken_phrases`: groups of words in which one is mistaken for another.
- `number_words`: which number a word means, and the word for a number.
- `official_capitals`: small letters in offices, organs and days that have capitals.
- `official_names`: words that are nearly an official name.
- `paragraph_ends`: whether a paragraph ends with a sentence, without its full stop, or in the middle of a sentence.
- `phrasal_words`: nouns and verbs of two words in each other's form, and words that need a hyphen before a noun.
- `proper_names`: where proper names stand, and the form by which two spellings are compared.
- `respelling`: the British forms of words with an American suffix or spelling.
- `sentences`: where sentences begin and end.
- `short_forms`: what short forms look like, the names before them, and lists of them.
- `title_lines`: which paragraphs are titles: lines in bold, titles of figures.
"""
