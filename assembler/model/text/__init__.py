"""Functions over the text of nodes: walking, words, prose, differences, line breaks.

- `lazy_regex`: regular expressions that are compiled when they are first used.
- `no_break_hyphens`: hyphens at which no line may end.
- `no_break_spaces`: spaces at which no line may end.
- `prose`: the words of a report as rules of style look at them: run by run, exact words masked; which runs have some
  words.
- `sequence_diff`: the steps from one sequence to another, told soon whatever is in them; what stays while others are
  moved.
- `suggestions`: the name that was probably meant (“did you mean”).
- `symbol_links`: joint symbols and their parts; where a document can be read, by its symbol.
- `unified_diff`: unified diff of a text file, with invisible characters shown by their numbers.
- `walk`: visiting and rewriting nodes; plain text, words, hashes.
- `word_diff`: what changed between two texts, word by word.
"""
