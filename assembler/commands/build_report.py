"""What assembler build does where something has changed: the options understood, the build, and what is said of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from assembler import pipeline
from assembler.api import BuildOptions, BuildResult
from assembler.commands.shared import progress, say, shown_as, tally
from assembler.model.finding import Acceptance, Finding, Severity
from assembler.model.plan import LONGEST_LABEL
from assembler.model.progress import counted
from assembler.rules.registry import RULES
from assembler.runtime.pdf_worker import Press
from assembler.storage.build_cache import ABSENT, UNKNOWN, BuildMessages
from assembler.storage.templates import OWN, lies_in_report
from assembler.writers.formats import formats_of

_FORMATS = formats_of("report")
_STEPS = 4
"""Reading, assembling, checking, putting in place; writing each form comes on top."""


def build(
    start: Path,
    *,
    final: bool,
    formats: str,
    for_press: bool,
    out: Path | None,
    line_numbers: bool,
    label: str,
    codes: tuple[str, ...],
    reasons: tuple[str, ...],
    key: bytes | None,
    printing: Press,
) -> BuildResult:
    """The build for these options, with this press for the PDF.

    Raises click's errors for options that don't fit, and whatever the build raises.
    """
    wanted = (*_formats(formats), *(["print"] if for_press else []))
    if line_numbers and (final or "docx" not in wanted):
        raise click.UsageError(
            "--line-numbers is for the Word file of a draft: leave out --final, and let --to name docx."
        )
    label = _label(label, final)
    accepted = _accepted(codes, reasons, final)
    options = BuildOptions(final, wanted, line_numbers, label, accepted, key)
    with progress(_STEPS + len(wanted)) as step:
        return pipeline.build(start, options, out=out, worker=printing, progress=step, on_wait=say, parallel=True)


def inputs(built: BuildResult, root: Path) -> Mapping[str, str]:
    """The hash of each file below the root that a build has read; of an emblem that is not there, or to which a link
    leads, it says so.

    Templates that the report has of its own count even where they are copies of the packaged ones.
    """
    emblem = built.loaded.collection.plan.emblem if built.loaded.collection else ""
    read = {emblem: ABSENT} if emblem else {}
    read |= {f"{OWN}/{it}": hash for it, hash in built.templates.items() if lies_in_report(root, it)}
    read |= {file.path: file.sha256 for file in built.loaded.files}
    return read | ({emblem: UNKNOWN} if emblem and _leads_elsewhere(root, emblem) else {})


def _leads_elsewhere(root: Path, name: str) -> bool:
    """Whether a name below the root stands for a file that has another one."""
    return os.path.realpath(root / name) != f"{os.path.realpath(root)}/{os.path.normpath(name)}"


def draft(built: BuildResult, form: str) -> BuildMessages:
    """What is said of a draft."""
    findings = built.checked.findings
    shown = tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
    text = shown_as(shown, form, built.loaded.files)
    if built.folder is None:
        return BuildMessages(text, (), (), "", "Nothing was built: the plan can't be used.", 1)
    status = int(any(finding.severity is Severity.ERROR for finding in findings))
    return BuildMessages(text, (), _faces(built), tally(findings), f"Draft built: {tally(findings)}.", status)


def final(built: BuildResult, form: str, codes: tuple[str, ...]) -> BuildMessages:
    """What is said of a final, or of its refusal; the codes are those that are to pass."""
    checked = built.checked
    shown = checked.findings if built.folder else checked.blockers or checked.findings
    text = shown_as(shown, form, built.loaded.files)
    passed = {acceptance.rule: acceptance for acceptance in checked.accepted}
    wanted = (code.upper() for code in (codes if built.loaded.collection else ()))
    before = tuple(_what_passes(code, passed.get(code)) for code in wanted)
    if built.folder is None:
        return BuildMessages(text, before, (), "", _refusal(checked.blockers or checked.findings), 1)
    return BuildMessages(text, before, _faces(built), tally(shown), "", 0)


def _faces(built: BuildResult) -> tuple[str, ...]:
    return (_face(built),) if any(name.endswith(".pdf") for name in built.outputs) else ()


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in _FORMATS:
            raise click.BadParameter(f"“{name}” is none of {', '.join(_FORMATS)}.", param_hint="--to")
    if not names:
        raise click.BadParameter(f"say one or several of {', '.join(_FORMATS)}.", param_hint="--to")
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


def _what_passes(code: str, acceptance: Acceptance | None) -> str:
    if acceptance:
        return f"{code}: {counted(len(acceptance.findings), 'finding')} accepted, because: {acceptance.reason}"
    if RULES[code].integrity:
        return f"warning: {code} can't be accepted: it finds words that are lost, doubled or nobody's."
    return f"warning: --accept {code} has no effect: nothing that this rule finds blocks the final."


def _refusal(blockers: tuple[Finding, ...]) -> str:
    """What is in the way, by kind, and the way out."""
    counts = Counter(finding.rule for finding in blockers).most_common()
    figures, names = len(str(counts[0][1])), max(len(_kind(code)) for code, _ in counts)
    lines = [f"  {count:{figures}}  {_kind(code):{names}}  {code}{_never(code)}" for code, count in counts]
    head = f"The final was refused, and earlier outputs are untouched. In the way: {counted(len(blockers), 'finding')}."
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


def _face(built: BuildResult) -> str:
    """The face of the PDF, named in every build, since lines break elsewhere in one of other widths."""
    if not built.fonts:
        return "The face of the PDF is unknown: fc-match of fontconfig is missing."
    face = built.fonts[0]
    if face.chosen:
        return f"Set in {face.family}."
    return f"Set in {face.family} for want of {face.asked_for} or a face with its widths: “assembler doctor” says more."
