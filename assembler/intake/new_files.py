"""What the desk has newly made in a report."""

from __future__ import annotations

from pathlib import Path

from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.value import Value


class Made(Value):
    """What was newly made in a report."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The files made, by their place in it; none where the plan can't be used."""
    remarks: tuple[str, ...] = ()
    """What is to be said of them, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
