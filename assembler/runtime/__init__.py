"""What the program needs of the machine: requirements, fonts, environment, parallel work, the PDF worker.

- `environment`: what other programs find around them: nothing that would change a report.
- `fonts`: the faces in which the PDF is set, and the characters for which none has a glyph.
- `parallel`: work done by a copy of the process on another processor, or here where there is none.
- `pdf_worker`: has the PDF made in a process of its own: started ahead, limited, replaced once if it dies.
- `requirements`: what this machine has of what the program needs.
"""
