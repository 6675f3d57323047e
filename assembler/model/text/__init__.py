"""Functions over the text of nodes: traversal, plain text, word counts, prose, differences, line breaks.

- `edited_scaffold`: finds scaffold text, also where somebody has changed a few words of it.
- `hashes`: hashes of texts and passages.
- `lazy_regex`: regular expressions that are compiled when they are first used.
- `name_keys`: compares names of organizations and entities, however they are spelled.
- `no_break_hyphens`: adds and removes hyphens at which no line may end.
- `no_break_spaces`: adds and removes spaces at which no line may end.
- `phrases`: counted nouns, days and shortened quotations for messages; the phrases that stand in a text.
- `plain_text`: the words of nodes as they print.
- `prose`: the words of a report for rules of style: run by run, exact words masked, with an index.
- `rewriting`: changes applied to every node of a report.
- `scaffold_text`: recognizes sentences and placeholders of forms and new reports that nobody has replaced.
- `sequence_diff`: what was kept, inserted, deleted and moved from one sequence to another, in bounded time.
- `suggestions`: the name that was probably meant (“did you mean”).
- `superscripts`: superscripts and subscripts as plain text.
- `symbol_links`: joint symbols and their parts; the address of a document.
- `traversal`: visits the nodes of a report in printed order.
- `unified_diff`: unified diff of a text file, with invisible characters shown by their numbers.
- `unprinted_texts`: the account of texts: which of those that were read the report does not print.
- `word_count`: counts the words of a text, and of a report by its parts.
- `word_diff`: word diff of two texts.
"""
