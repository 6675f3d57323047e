"""What the program needs of the machine: requirements, fonts, environment, parallel work, the PDF worker, the clock.

- `environment`: the environment variables of other programs, without those that would change a report.
- `fonts`: the fonts in which the PDF is set, and the characters for which none has a glyph.
- `parallel`: runs work in a child process on another processor, or here where there is none.
- `pdf_worker`: has PDFs made in a process of its own: started ahead, limited, replaced once if it dies.
- `requirements`: the packages, libraries and fonts that must be installed, and which of them are missing.
- `scripts`: the script of a character.
- `system_packages`: how a system package is installed on this machine.
- `today`: the day of today, which commands record; the only look at a clock.
- `used_fonts`: in which fonts a PDF is set, script by script, and which are missing.
"""
