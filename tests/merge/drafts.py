"""Reports whose drafts are edited, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assembler.merge import folder as merging
from assembler.merge.result import MergeResult
from assembler.model.value import replace
from assembler.pipeline import examine
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES
from tests.conftest import PLAN, MakeReport, contribution

RICH_PLAN = PLAN.replace("requested:", "annexes:\n  - {title: Contributions, text: annex}\nrequested:").replace(
    "who: [au]", "who: [au, asean]"
)
INTRODUCTION = """\
The first paragraph
stands on two lines (see [para.](#libya) below).

## A heading

Before the list:[^1]

1. one;
2. two, with a note;[^two]
    - below;
3. three.

> A quotation of *several* words.

{>> Editor: is it so? <<}The {++proposed ++}words{-- dropped--}.

<!-- guidance that nobody prints -->

The last of the introduction.
{: #last }

[^1]: The first note.

[^two]: The second note,
    on two lines.
"""
ANNEX = """\
The table lists them.

Table: Contributions

| Organization | Number |
| --- | --: |
| African Union | 2 |
| ASEAN | 1 |
"""
CONSOLIDATED = """\
---
organization: au
---

## Humanitarian affairs

UNHCR and WHO worked with the African Union in resolution 2457 (2019) and beyond it.
{: #libya from="unhcr/au#p1@5c0a" }

They met again; see [paras.](general/introduction#last..libya) above.[^a]
{: from="who/au#p1" }

The third paragraph has no source and stands at the end.

[^a]: Their note.
"""


def rich_report(make_report: MakeReport, **files: str | bytes | None) -> Path:
    """A small report that holds everything that can be edited."""
    texts: dict[str, str | bytes | None] = {
        "report_yaml": RICH_PLAN,
        "general__introduction": INTRODUCTION,
        "general__annex": ANNEX,
        "consolidated__au": CONSOLIDATED,
        "who__asean": contribution("who", "asean", "WHO advised ASEAN.[^1]\n\nIt went on advising.\n\n[^1]: Theirs."),
    }
    return make_report(**(texts | files))


def draft_of(root: Path) -> bytes:
    """The draft as Word."""
    report = examine(root).report
    assert report is not None
    return write(report, TEMPLATES)


def merged(
    root: Path, data: bytes, tracked: Literal["accept", "mark", "reject"] = "accept", *, keep: bool = True
) -> MergeResult:
    """What comes of merging an edited draft, without findings and diffs."""
    (root / "edited.docx").write_bytes(data)
    result = merging.merge_draft(root, root / "edited.docx", tracked, dry_run=not keep)
    assert not result.refusal, (result.refusal, result.findings)
    return replace(result, diffs=(), findings=(), inputs=())


def texts_of(root: Path) -> dict[str, bytes]:
    """The files of a report, without what is kept of texts as they came."""
    paths = {path.relative_to(root / "contributions"): path for path in sorted((root / "contributions").rglob("*"))}
    return {
        place.as_posix(): path.read_bytes()
        for place, path in paths.items()
        if path.is_file() and not place.parts[0].startswith(".")
    }
