"""Where a report is: the folder that holds contributions/report.yaml."""

from __future__ import annotations

import os
from pathlib import Path

from assembler.errors import NoPlan

FOLDER = "contributions"
PLAN = f"{FOLDER}/report.yaml"


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds contributions/report.yaml. Raises NoPlan."""
    for folder in (start, *start.parents):
        plan = folder / PLAN
        if plan.is_file():
            return folder
        if os.path.lexists(plan):  # and no report further up is meant
            raise NoPlan(f"{plan} is no file; put the plan itself in its place.")
    raise NoPlan(
        f"There is no {PLAN} in {start} or in any folder above it. "
        "Go to the folder of a report, or name it with -C FOLDER."
    )


def find_folder_with_contributions(folder: Path) -> Path | None:
    """The nearest folder upward that holds contributions/, with or without a plan."""
    return next((above for above in (folder, *folder.parents) if (above / FOLDER).is_dir()), None)
