"""The command line: one file for each command; options in, pipeline call, printing, exit status.

- `build`: assembler build; where nothing has changed, it says so.
- `build_report`: what it does otherwise, and what is said of that.
- `check`: assembler check.
- `clear`: assembler clear.
- `compare`: assembler compare.
- `consolidate`: assembler consolidate.
- `doctor`: assembler doctor.
- `explain`: assembler explain.
- `import_`: assembler import.
- `merge`: assembler merge.
- `new`: assembler new.
- `preview`: assembler preview.
- `root`: the program's own options; which module holds which command.
- `schema`: assembler schema.
- `shared`: what several commands share.
- `standard_streams`: the standard streams, whatever they are: closed, gone, or of a narrow code.
- `status`: assembler status.
- `trace`: assembler trace.
- `verify`: assembler verify.
"""
