"""assembler build: a draft, or with --final the report as it is issued."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import click

from assembler.commands.options import complete_code, complete_formats, folder_option, format_option, start_folder
from assembler.commands.terminal.messages import has_colour, say, shown_path
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
from assembler.writers.formats import formats_of

_STEPS = 4
"""Reading, assembling, checking, putting in place; writing each format comes on top."""


@click.command(short_help="Writes a draft or the final.")
@click.option(
    "--final", is_flag=True, help="Build the report as it will be issued; refused while anything is in the way."
)
@click.option(
    "--to",
    "formats",
    default="docx,pdf",
    show_default=True,
    shell_complete=complete_formats(formats_of("report")),
    help=f"What to write: {', '.join(formats_of('report'))}.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder for the outputs.")
@click.option(
    "--line-numbers",
    is_flag=True,
    help="Number the lines of each page in the Word file of a draft, for comments. The PDF shows none.",
)
@click.option("--label", default="", help="What to call a draft on every page, such as “draft 3 of 24 November 2026”.")
@click.option(
    "--accept",
    "codes",
    metavar="CODE",
    multiple=True,
    shell_complete=complete_code,
    help="Accept the findings of this rule in a final.",
)
@click.option(
    "--because",
    "reasons",
    metavar="REASON",
    multiple=True,
    help="The reason; one for each --accept, in the same order.",
)
@click.option(
    "--sign", "key", type=click.Path(path_type=Path), help="Sign the manifest with this private key, Ed25519 in PEM."
)
@click.option(
    "--print", "for_press", is_flag=True, help="Add a PDF for the printer, with crop marks and bleed, in black ink."
)
@click.option(
    "--replace",
    "replace_final",
    is_flag=True,
    help="Let this build remove outputs or the signature of the final that is in the folder.",
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
    replace_final: bool,
    folder: Path | None,
    form: str,
) -> int:
    """Writes the report to build/draft/, or with --final to build/final/.

    A draft is built whatever is wrong, with placeholders for what is missing; its style is checked for errors only. If
    nothing has changed since the last build, nothing is written. A final in the folder keeps its outputs and its
    signature: a build that would remove one of them needs --replace. Exit status: 0 clean, 1 a draft with errors or a
    refused final, 2 could not run, or --replace is needed.
    """
    start = start_folder(context, folder)
    request: Request = {
        "final": final,
        "to": formats,
        "line numbers": line_numbers,
        "label": label,
        "accept": codes,
        "because": reasons,
        "print": for_press,
        "format": form,
        "colour": has_colour(sys.stdout),
    }
    is_printed = for_press or "pdf" in formats
    signing_key = read_bytes(key) if key else None  # only once: one that comes through a pipe cannot be read again
    state = _describe_state(start, request, out, signing_key, is_printed=is_printed)
    cached = find_cached_build(state) if state else None
    if state and cached:
        return _repeat_messages(state.folder, cached, "final" if final else "draft")
    # Only now, since it takes a while to load all that makes a build; the PDF worker loads its part at the same time.
    from assembler.runtime.pdf_worker import start_pdf_worker

    with start_pdf_worker(["pdf"] if is_printed else []) as worker:
        from assembler.commands.build_options import read_build_options
        from assembler.commands.terminal.build_messages import describe_draft, describe_final
        from assembler.commands.terminal.progress import show_progress
        from assembler.pipeline import build as build_folder

        options = read_build_options(
            final=final,
            formats=formats,
            for_press=for_press,
            line_numbers=line_numbers,
            label=label,
            codes=codes,
            reasons=reasons,
            signing_key=signing_key,
        )
        with show_progress(_STEPS + len(options.formats)) as progress:
            built = build_folder(
                start,
                options,
                out=out,
                replace_final=replace_final,
                worker=worker,
                progress=progress,
                on_wait=say,
                parallel=True,
            )
    messages = describe_final(built, form, codes) if final else describe_draft(built, form)
    _print_messages(messages, built.folder, tuple(built.outputs))
    if state and built.folder and built.loaded.collection:
        store_build(state, built.input_hashes, built.loaded.collection.plan.emblem, built.hashes, messages)
    return messages.status


def _describe_state(
    start: Path, request: Request, out: Path | None, key: bytes | None, *, is_printed: bool
) -> BuildState | None:
    """What the build rests on; none where that cannot be said before it."""
    try:
        root = find_root(start)
        signer = "" if key is None else sha256(key).hexdigest()
        folder = out or root / "build" / ("final" if request["final"] else "draft")
        return describe_build(root, folder, {**request, "key": signer}, printed=is_printed)
    except (NoPlan, OSError):  # the build says what is wrong
        return None


def _repeat_messages(folder: Path, cached: CachedBuild, what: str) -> int:
    """Says once more what was said when the outputs were made."""
    closing = f"Nothing has changed: the {what} is as it was built, {cached.said.summary}."
    _print_messages(replace(cached.said, closing=closing), folder, cached.names)
    return cached.said.status


def _print_messages(messages: BuildMessages, folder: Path | None, names: tuple[str, ...]) -> None:
    """Prints findings, and on standard error the names of the outputs: standard output belongs to the findings."""
    click.echo(messages.findings, nl=False, color=has_colour(sys.stdout))
    shown = shown_path(folder) if folder else Path()
    for line in (*messages.before, *(str(shown / name) for name in sorted(names)), *messages.after, messages.closing):
        if line:
            click.echo(line, err=True)
