"""The commands that are measured, and what must lie there before each of them runs."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

PROJECT = Path(__file__).parents[2]
PEERS = Path(__file__).with_name("peers.py")
ENTITY, ORGANIZATION = "who", "pif"
"""Whose Word file is imported on what; a text that the example has not."""


def nothing() -> None:
    """What must be done before a command that needs nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is measured."""

    line: list[str]
    """The command with its arguments."""
    prepare: Callable[[], object] = nothing
    """Makes the folder as it must be before each run."""
    statuses: tuple[int, ...] = (0, 1)
    """The exit statuses that are right: 1 says that something was found."""


def commands(folder: Path, size: int) -> Mapping[str, Command]:
    """The commands by name, for a report of that size, which is made in the folder.

    It is made by a process of its own, for the peak of a small process would be that of the large one that starts it.
    """
    subprocess.run([sys.executable, "-m", "tests.bench.inputs", str(folder), str(size)], cwd=PROJECT, check=True)
    root = folder / "report"
    found = {**_peers(folder), **_ours(folder, root)}
    return {**found, **_printed(folder, root), **_unchanged(folder, root)} if size == 1 else found  # PDF takes minutes


def assembler(root: Path, *arguments: str) -> list[str]:
    """A command of ours on a report."""
    return [sys.executable, "-m", "assembler", "-C", str(root), *arguments]


def pandoc() -> str:
    """Where pandoc is: on the path, or in the package pypandoc-binary."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _peer(name: str, source: Path, target: Path) -> Command:
    return Command([sys.executable, str(PEERS), name, str(source), str(target)], statuses=(0,))


def _peers(folder: Path) -> dict[str, Command]:
    made = str(folder / "pandoc.docx")
    return {
        "pandoc": Command([pandoc(), str(folder / "text.md"), "-o", made], statuses=(0,)),
        "naive python-docx": _peer("naive", folder / "text.json", folder / "naive.docx"),
        "raw WordprocessingML": _peer("floor", folder / "text.json", folder / "floor.docx"),
    }


def _ours(folder: Path, root: Path) -> dict[str, Command]:
    """Commands on the report; those that change texts work on a copy of it."""
    out, kept, sent = folder / "out", folder / "kept", folder / "sent.docx"
    desk = Path(shutil.copytree(root, folder / "desk"))
    consolidated, taken = (
        desk / "contributions" / path for path in ("consolidated/osce.md", f"{ENTITY}/{ORGANIZATION}.md")
    )
    subprocess.run(assembler(root, "build", "--to", "docx", "--out", str(kept)), capture_output=True, check=False)
    subprocess.run(_peer("naive", folder / "contribution.json", sent).line, check=True)
    edited = _edited(next(kept.glob("*.docx")), folder / "edited.docx")
    redline = assembler(root, "compare", str(kept), str(_later(kept, folder / "later")))
    whose = ["--entity", ENTITY, "--organization", ORGANIZATION]
    return {
        "build --to docx": Command(assembler(root, "build", "--to", "docx", "--out", str(out)), _without(out)),
        "check": Command(assembler(root, "check")),
        "check --structure": Command(assembler(root, "check", "--structure")),
        "status": Command(assembler(root, "status")),
        "verify": Command(assembler(root, "verify", str(kept))),
        "trace": Command(assembler(root, "trace", "5")),
        "consolidate": Command(assembler(desk, "consolidate", "osce"), _without(consolidated)),
        "import": Command(assembler(desk, "import", str(sent), *whose), _without(taken), (0,)),
        "compare": Command([*redline, "--to", "docx,html", "--out", str(folder / "compared")]),
        "merge": Command(assembler(desk, "merge", "--dry-run", str(edited))),
    }


def _printed(folder: Path, root: Path) -> dict[str, Command]:
    """The PDF, ours and what others make of the same page or text."""
    source, peer, out = folder / "page.html", folder / "peer.html", folder / "final"
    to_html = [pandoc(), str(folder / "text.md"), "-s", "-t", "html5", "-o", str(peer)]
    to_pdf = [sys.executable, "-m", "weasyprint", "-q", str(peer), str(folder / "peer.pdf")]
    final = assembler(root, "build", "--final", "--out", str(out), "--to")
    return {
        "bare WeasyPrint": _peer("bare", source, folder / "bare.pdf"),
        "pandoc, then WeasyPrint": Command(
            ["sh", "-c", f"{shlex.join(to_html)} && {shlex.join(to_pdf)}"], statuses=(0,)
        ),
        "build --final --to pdf": Command([*final, "pdf"], _without(out), (0,)),
        "build --final --to docx,pdf": Command([*final, "docx,pdf"], _without(out), (0,)),
    }


def _unchanged(folder: Path, root: Path) -> dict[str, Command]:
    """A second build of the same, ours and, where it is installed, that of Sphinx."""
    out = folder / "unchanged"
    found = {"build, nothing changed": Command(assembler(root, "build", "--to", "docx", "--out", str(out)))}
    if find_spec("sphinx"):
        source = folder / "sphinx"
        source.mkdir()
        (source / "conf.py").write_text('project = "Report"\n')
        words = json.loads((folder / "text.json").read_text(encoding="utf-8"))
        (source / "index.rst").write_text(
            "Report\n======\n\n" + "\n\n".join(word for degree, word in words if not degree)
        )
        line = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(folder / "html")]
        found["Sphinx, nothing changed"] = Command(line, statuses=(0,))
    return found


def _without(path: Path) -> Callable[[], None]:
    """Takes away what the last run has made."""
    return lambda: shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _later(build: Path, folder: Path) -> Path:
    """A build in which some words of every organization are others."""
    folder.mkdir()
    text = (build / "report.json").read_text(encoding="utf-8")
    (folder / "report.json").write_text(text.replace("cooperation", "collaboration"), encoding="utf-8")
    return folder


def _edited(draft: Path, edited: Path) -> Path:
    """A draft in which somebody has changed a word."""
    with ZipFile(draft) as parts, ZipFile(edited, "w", ZIP_DEFLATED) as written:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                data = data.replace(b"cooperation between", b"collaboration between", 1)
            written.writestr(name, data)
    return edited
