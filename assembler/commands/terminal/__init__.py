"""What the commands print, and where: standard streams, findings, messages, progress.

- `build_messages`: what `build` says of a draft, a final and a refused final.
- `completion`: completes commands in PowerShell.
- `findings`: prints findings and unified diffs, and says why a plan cannot be used.
- `import_messages`: what import says of several files, with a table at the end.
- `merge_messages`: prints the changes and the conflicts of a merge.
- `messages`: messages on standard error, paths as people see them, colours.
- `progress`: the progress bar.
- `standard_streams`: the standard streams, whatever they are: closed, gone, or of a narrow code.
- `table`: a table of text in columns.
"""
