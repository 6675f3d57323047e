"""What assembler build says of a draft, of a final, and of a final that was refused."""

from __future__ import annotations

from collections import Counter

from assembler.api import BuildResult
from assembler.commands.exit_status import CLEAN, FINDINGS
from assembler.commands.terminal.findings import format_findings
from assembler.model.finding import Acceptance, Finding, Severity
from assembler.model.text.phrases import count_noun
from assembler.rules.registry import RULES
from assembler.storage.build_cache import BuildMessages
from assembler.writers.findings import tally


def describe_draft(built: BuildResult, form: str) -> BuildMessages:
    """What is said of a draft."""
    findings = built.checked.findings
    shown = tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
    text = format_findings(shown, form, built.loaded.inputs)
    if built.folder is None:
        return BuildMessages(text, (), (), "", "Nothing was built: the plan cannot be used.", FINDINGS)
    status = FINDINGS if any(finding.severity is Severity.ERROR for finding in findings) else CLEAN
    return BuildMessages(text, (), _describe_fonts(built), tally(findings), f"Draft built: {tally(findings)}.", status)


def describe_final(built: BuildResult, form: str, codes: tuple[str, ...]) -> BuildMessages:
    """What is said of a final, or of its refusal; the codes are those that are to pass."""
    checked = built.checked
    shown = checked.findings if built.folder else checked.blockers or checked.findings
    text = format_findings(shown, form, built.loaded.inputs, passing={one.rule for one in checked.accepted})
    passed = {acceptance.rule: acceptance for acceptance in checked.accepted}
    wanted = (code.upper() for code in (codes if built.loaded.collection else ()))
    before = tuple(_describe_acceptance(code, passed.get(code)) for code in wanted)
    if built.folder is None:
        return BuildMessages(text, before, (), "", _refusal(checked.blockers or checked.findings), FINDINGS)
    return BuildMessages(text, before, _describe_fonts(built), tally(shown), "", CLEAN)


def _describe_fonts(built: BuildResult) -> tuple[str, ...]:
    """The fonts of the PDF, named in every build, since lines break elsewhere in a font of other widths."""
    if not any(name.endswith(".pdf") for name in built.outputs):
        return ()
    from assembler.runtime.used_fonts import describe_fonts  # only for those who print

    return describe_fonts(built.used_fonts, built.fonts)


def _describe_acceptance(code: str, acceptance: Acceptance | None) -> str:
    if acceptance:
        return f"{code}: {count_noun(len(acceptance.findings), 'finding')} accepted, because: {acceptance.reason}"
    if RULES[code].integrity:
        return f"warning: {code} cannot be accepted: it finds words that are lost, doubled or nobody's."
    return f"warning: --accept {code} has no effect: this rule finds nothing that blocks the final or is a warning."


def _refusal(blockers: tuple[Finding, ...]) -> str:
    """What is in the way, by kind, and the way out."""
    counts = Counter(finding.rule for finding in blockers).most_common()
    figures, names = len(str(counts[0][1])), max(len(_kind(code)) for code, _ in counts)
    lines = [f"  {count:{figures}}  {_kind(code):{names}}  {code}{_never(code)}" for code, count in counts]
    head = (
        f"The final was refused, and earlier outputs are untouched. In the way: {count_noun(len(blockers), 'finding')}."
    )
    ways = ["Correct the findings above; “assembler explain CODE” says more about a rule."]
    if any(not RULES[code].integrity for code, _ in counts):
        ways.append("To accept a finding, add --accept CODE --because REASON; manifest.json records both.")
    return "\n".join([head, *lines, *ways])


def _never(code: str) -> str:
    return "  cannot be accepted" if RULES[code].integrity else ""


def _kind(code: str) -> str:
    return RULES[code].name.replace("-", " ")
