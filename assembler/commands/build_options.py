"""What the options of assembler build ask for, or why they do not fit."""

from __future__ import annotations

import click

from assembler.api import BuildOptions
from assembler.commands.options import read_formats
from assembler.model.plan import LONGEST_LABEL
from assembler.model.text.scaffold_text import is_no_reason
from assembler.rules.registry import RULES
from assembler.writers.formats import formats_of


def read_build_options(
    *,
    final: bool,
    formats: str,
    for_press: bool,
    line_numbers: bool,
    label: str,
    codes: tuple[str, ...],
    reasons: tuple[str, ...],
    signing_key: bytes | None,
) -> BuildOptions:
    """What a build is asked for. Raises UsageError or BadParameter where options do not fit."""
    wanted = (*read_formats(formats, formats_of("report")), *(["print"] if for_press else []))
    if line_numbers and (final or "docx" not in wanted):
        raise click.UsageError(
            "--line-numbers is for the Word file of a draft: leave out --final, and let --to name docx."
        )
    label = _read_label(label, final)
    return BuildOptions(final, wanted, line_numbers, label, _read_accepted(codes, reasons, final), signing_key)


def _read_label(text: str, final: bool) -> str:
    """The label with single spaces; the keys of the plan hold it to the same length."""
    label = " ".join(text.split())
    if text and final:
        raise click.UsageError("--label is for drafts: a final bears no mark.")
    if text and not (label.isprintable() and 0 < len(label) <= LONGEST_LABEL):
        raise click.BadParameter(f"write 1 to {LONGEST_LABEL} characters that can be printed.", param_hint="--label")
    return label


def _read_accepted(codes: tuple[str, ...], reasons: tuple[str, ...], final: bool) -> dict[str, str]:
    """The reason for each code that is to pass."""
    if codes and not final:
        raise click.UsageError("--accept is for a final: a draft is built whatever is wrong.")
    reasons = tuple(" ".join(reason.split()) for reason in reasons)
    if len(codes) != len(reasons) or not all(reason and reason.isprintable() for reason in reasons):
        raise click.UsageError('each --accept CODE needs its reason: --accept UN-STR-01 --because "the reason".')
    for reason in filter(is_no_reason, reasons):
        raise click.BadParameter(f"“{reason}” is a placeholder: write why.", param_hint="--because")
    codes = tuple(code.upper() for code in codes)
    for code in codes:
        if code not in RULES:
            raise click.BadParameter(
                f"there is no rule {code}; “assembler explain --all” lists them.", param_hint="--accept"
            )
    if len(set(codes)) != len(codes):
        raise click.UsageError("--accept names the same code twice; write one reason for it.")
    return dict(zip(codes, reasons, strict=True))
