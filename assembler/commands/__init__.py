"""The command line: one file for each command; options in, pipeline call, printing, exit status.

- `build`: assembler build; where nothing has changed, it says so.
- `build_options`: what its options ask for.
- `check`: assembler check.
- `clear`: assembler clear.
- `compare`: assembler compare.
- `consolidate`: assembler consolidate.
- `doctor`: assembler doctor.
- `exit_status`: the exit statuses of commands.
- `explain`: assembler explain.
- `import_`: assembler import.
- `merge`: assembler merge.
- `new`: assembler new.
- `options`: the options that several commands have.
- `preview`: assembler preview.
- `root`: the program's own options; which module holds which command.
- `schema`: assembler schema.
- `status`: assembler status.
- `trace`: assembler trace.
- `undo`: assembler undo.
- `verify`: assembler verify.
- `terminal/`: What the commands print, and where: standard streams, findings, messages, progress.
"""
