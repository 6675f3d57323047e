"""assembler verify: whether a build still is what its manifest says."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.model.text.phrases import count_noun
from assembler.provenance.folder import verify_folder
from assembler.provenance.operations import VerificationResult
from assembler.storage.files import read_bytes


@click.command(short_help="Verifies that a build has not changed.")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--key", type=click.Path(path_type=Path), help="Verify the signature with this public key, Ed25519 in PEM."
)
@click.option("--outputs-only", is_flag=True, help="Verify the outputs only, without the files of the report.")
@folder_option
@click.pass_context
def verify(context: click.Context, directory: Path, key: Path | None, outputs_only: bool, folder: Path | None) -> int:
    """Verifies that the build in DIR, and the files from which it was made, are as manifest.json says.

    It names each file that has changed, is missing or has been added, and needs no network. Exit status: 0 nothing has
    changed, 1 something differs, 2 there is no readable manifest.json.
    """
    start = start_folder(context, folder)
    build = directory if directory.is_dir() else start / directory
    explicit_folder = folder or context.obj
    near = () if outputs_only else (start,) if explicit_folder else (build.resolve(), start)
    result = verify_folder(build, near, read_bytes(key) if key else None)
    for discrepancy in result.outputs:
        click.echo(f"{directory / discrepancy.shown} {discrepancy.what}")
    for discrepancy in result.inputs:
        click.echo(f"{discrepancy.shown} {discrepancy.what}")
    for remark in result.remarks:
        click.echo(remark, err=True)
    click.echo(_in_all(result), err=True)
    return int(bool(result.outputs or result.inputs))


def _in_all(result: VerificationResult) -> str:
    looked = count_noun(result.outputs_compared, "output")
    if result.inputs_compared is not None:
        looked += f" and {count_noun(result.inputs_compared, 'input')}"
    total = len(result.outputs) + len(result.inputs)
    return f"{looked} looked at: " + (
        f"{count_noun(total, 'difference')}." if total else "all is as manifest.json says."
    )
