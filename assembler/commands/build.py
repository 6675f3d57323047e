"""assembler build: a draft, or with --final the report as it is issued."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import click

from assembler.commands.shared import folder_option, format_option, in_colour, shown_path, start_folder
from assembler.errors import NoPlan
from assembler.model.value import replace
from assembler.storage.build_cache import (
    BuildMessages,
    BuildState,
    CachedBuild,
    Request,
    describe_build,
    find_cached_build,
    store_build,
)
from assembler.storage.files import read_bytes
from assembler.storage.report_folder import find_root


@click.command()
@click.option("--final", is_flag=True, help="Build the report as it is issued; refused while anything blocks it.")
@click.option("--to", "formats", default="docx,pdf", show_default=True, help="What to write: docx, pdf, html, txt.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder for the outputs.")
@click.option(
    "--line-numbers",
    is_flag=True,
    help="Number the lines of each page in the Word file of a draft, for comments. The PDF shows none.",
)
@click.option("--label", default="", help="What to call a draft on every page, as “draft 3 of 24 November 2026”.")
@click.option("--accept", "codes", metavar="CODE", multiple=True, help="Let pass in a final what this rule finds.")
@click.option("--because", "reasons", metavar="REASON", multiple=True, help="Why; one for each --accept, in order.")
@click.option(
    "--sign", "key", type=click.Path(path_type=Path), help="Sign the manifest with this private key, Ed25519 in PEM."
)
@click.option(
    "--print", "for_press", is_flag=True, help="Add a second PDF for the press, with crop marks, bleed and black ink."
)
@folder_option
@format_option
@click.pass_context
def build(
    context: click.Context,
    final: bool,
    formats: str,
    out: Path | None,
    line_numbers: bool,
    label: str,
    codes: tuple[str, ...],
    reasons: tuple[str, ...],
    key: Path | None,
    for_press: bool,
    folder: Path | None,
    form: str,
) -> int:
    """Writes the report into build/draft/, or with --final into build/final/.

    A draft is built around whatever is wrong, with placeholders; of style, it looks for errors only. Where nothing has
    changed since the last build, nothing is made. Exit status: 0 clean, 1 a draft with errors or a final that was
    refused, 2 could not run.
    """
    start = start_folder(context, folder)
    asked: Request = {
        "final": final,
        "to": formats,
        "line numbers": line_numbers,
        "label": label,
        "accept": codes,
        "because": reasons,
        "print": for_press,
        "format": form,
        "colour": in_colour(sys.stdout),
    }
    printed = for_press or "pdf" in formats
    signing = read_bytes(key) if key else None  # only once: one that comes through a pipe can't be read again
    before = _state(start, asked, out, signing, printed=printed)
    kept = find_cached_build(before) if before else None
    if before and kept:
        return _again(before.folder, kept, "final" if final else "draft")
    # Only now, since it takes a while to load all that makes a build; the press does so for the PDF at the same time.
    from assembler.runtime.pdf_worker import press

    with press(["pdf"] if printed else []) as printing:
        from assembler.commands import build_report as building

        built = building.build(
            start,
            final=final,
            formats=formats,
            for_press=for_press,
            out=out,
            line_numbers=line_numbers,
            label=label,
            codes=codes,
            reasons=reasons,
            key=signing,
            printing=printing,
        )
    said = building.final(built, form, codes) if final else building.draft(built, form)
    _say(said, built.folder, tuple(built.outputs))
    if before and built.folder:
        store_build(before, building.inputs(built, before.root), built.hashes, said)
    return said.status


def _state(start: Path, asked: Request, out: Path | None, key: bytes | None, *, printed: bool) -> BuildState | None:
    """What the build rests on; none where that can't be said before it."""
    try:
        root = find_root(start)
        signer = "" if key is None else sha256(key).hexdigest()
        folder = out or root / "build" / ("final" if asked["final"] else "draft")
        return describe_build(root, folder, {**asked, "key": signer}, printed=printed)
    except (NoPlan, OSError):  # the build says what is wrong
        return None


def _again(folder: Path, kept: CachedBuild, what: str) -> int:
    """Says once more what was said when the outputs were made."""
    closing = f"Nothing has changed: the {what} is as it was built, {kept.said.summary}."
    _say(replace(kept.said, closing=closing), folder, kept.names)
    return kept.said.status


def _say(said: BuildMessages, folder: Path | None, names: tuple[str, ...]) -> None:
    """Prints findings, and on standard error the names of the outputs: standard output belongs to the findings."""
    click.echo(said.findings, nl=False, color=in_colour(sys.stdout))
    shown = shown_path(folder) if folder else Path()
    for line in (*said.before, *(str(shown / name) for name in sorted(names)), *said.after, said.closing):
        if line:
            click.echo(line, err=True)
