"""assembler build: a draft, or with --final the report as it is issued."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.commands.options import (
    folder_option,
    format_option,
    progress,
    say,
    show,
    shown_path,
    start_folder,
    tally,
)
from assembler.load import read_bytes
from assembler.model.finding import Acceptance, Finding, Severity
from assembler.model.plan import LONGEST_LABEL
from assembler.press import press
from assembler.rules.registry import RULES
from assembler.write import FORMATS, PRINT

if TYPE_CHECKING:
    from assembler.pipeline import Built

_STEPS = 4
"""Reading, assembling, checking, putting in place; writing each form comes on top."""


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

    A draft is built around whatever is wrong, with placeholders; of style, it looks for errors only. Exit status:
    0 clean, 1 a draft with errors or a final that was refused, 2 could not run.
    """
    wanted = (*_formats(formats), *([PRINT] if for_press else []))
    if line_numbers and (final or "docx" not in wanted):
        raise click.UsageError(
            "--line-numbers is for the Word file of a draft: leave out --final, and let --to name docx."
        )
    label = _label(label, final)
    accepted = _accepted(codes, reasons, final)
    signing = read_bytes(key) if key else None
    start = start_folder(context, folder)
    with press(wanted) as printing:
        # Only now, since this takes a while: meanwhile the press loads the libraries of the PDF.
        from assembler import pipeline

        with progress(_STEPS + len(wanted)) as step:
            built = pipeline.build(
                start,
                final=final,
                formats=wanted,
                out=out,
                line_numbers=line_numbers,
                label=label,
                accepted=accepted,
                key=signing,
                step=step,
                wait=say,
                printing=printing,
            )
    return _final(built, form, tuple(accepted)) if final else _draft(built, form)


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(f"“{name}” is none of {', '.join(FORMATS)}.", param_hint="--to")
    if not names:
        raise click.BadParameter(f"say one or several of {', '.join(FORMATS)}.", param_hint="--to")
    return names


def _label(text: str, final: bool) -> str:
    """The label with single spaces; the keys of the plan hold it to the same length."""
    label = " ".join(text.split())
    if text and final:
        raise click.UsageError("--label is for drafts: a final bears no mark.")
    if text and not (label.isprintable() and 0 < len(label) <= LONGEST_LABEL):
        raise click.BadParameter(f"write 1 to {LONGEST_LABEL} characters that can be printed.", param_hint="--label")
    return label


def _accepted(codes: tuple[str, ...], reasons: tuple[str, ...], final: bool) -> dict[str, str]:
    """The reason for each code that is to pass."""
    if codes and not final:
        raise click.UsageError("--accept is for a final: a draft is built whatever is wrong.")
    reasons = tuple(" ".join(reason.split()) for reason in reasons)
    if len(codes) != len(reasons) or not all(reason and reason.isprintable() for reason in reasons):
        raise click.UsageError('each --accept CODE needs its reason: --accept UN-STR-01 --because "the reason".')
    codes = tuple(code.upper() for code in codes)
    for code in codes:
        if code not in RULES:
            raise click.BadParameter(
                f"there is no rule {code}; “assembler explain --all” lists them.", param_hint="--accept"
            )
    if len(set(codes)) != len(codes):
        raise click.UsageError("--accept names the same code twice; write one reason for it.")
    return dict(zip(codes, reasons, strict=True))


def _draft(built: Built, form: str) -> int:
    findings = built.examined.checked.findings
    shown = tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
    show(shown, form, built.examined.files)
    if built.folder is None:
        click.echo("Nothing was built: the plan can't be used.", err=True)
        return 1
    _say_where(built)
    click.echo(f"Draft built: {tally(findings)}.", err=True)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _final(built: Built, form: str, accepted: tuple[str, ...]) -> int:
    checked = built.examined.checked
    shown = checked.findings if built.folder else checked.blockers or checked.findings
    show(shown, form, built.examined.files)
    passed = {acceptance.rule: acceptance for acceptance in checked.accepted}
    for code in accepted if built.examined.collection else ():
        click.echo(_what_passes(code, passed.get(code)), err=True)
    if built.folder is None:
        click.echo(_refusal(checked.blockers or checked.findings), err=True)
        return 1
    _say_where(built)
    return 0


def _what_passes(code: str, acceptance: Acceptance | None) -> str:
    if acceptance:
        return f"{code}: {_count(len(acceptance.findings))} accepted, because: {acceptance.reason}"
    if RULES[code].integrity:
        return f"warning: {code} can't be accepted: it finds words that are lost, doubled or nobody's."
    return f"warning: --accept {code} has no effect: nothing that this rule finds blocks the final."


def _refusal(blockers: tuple[Finding, ...]) -> str:
    """What is in the way, by kind, and the way out."""
    counts = Counter(finding.rule for finding in blockers).most_common()
    figures, names = len(str(counts[0][1])), max(len(_kind(code)) for code, _ in counts)
    lines = [f"  {count:{figures}}  {_kind(code):{names}}  {code}{_never(code)}" for code, count in counts]
    head = f"The final was refused, and earlier outputs are untouched. In the way: {_count(len(blockers))}."
    ways = ["Mend what is found above; “assembler explain CODE” says more of a kind."]
    if any(not RULES[code].integrity for code, _ in counts):
        ways.append(
            "What the editor answers for passes with --accept CODE --because REASON, and stands in manifest.json."
        )
    return "\n".join([head, *lines, *ways])


def _never(code: str) -> str:
    return "  can't be accepted" if RULES[code].integrity else ""


def _kind(code: str) -> str:
    return RULES[code].name.replace("-", " ")


def _count(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _say_where(built: Built) -> None:
    """Names each file that was written, on standard error: standard output belongs to the findings."""
    shown = shown_path(built.folder or Path())
    for name in built.names:
        click.echo(shown / name, err=True)
    if any(name.endswith(".pdf") for name in built.names):
        click.echo(_face(built), err=True)


def _face(built: Built) -> str:
    """The face of the PDF, named in every build, since lines break elsewhere in one of other widths."""
    if not built.faces:
        return "The face of the PDF is unknown: fc-match of fontconfig is missing."
    face = built.faces[0]
    if face.chosen:
        return f"Set in {face.family}."
    return f"Set in {face.family} for want of {face.asked_for} or a face with its widths: “assembler doctor” says more."
