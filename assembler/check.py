"""Runs the rules on texts and report, applies the report's settings and the waivers, sorts the findings."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from assembler.model.contribution import Collection, Contribution, Kind, Waiver
from assembler.model.finding import Acceptance, Extent, Fault, Finding, Parameter, Parameters, Severity, Source
from assembler.model.finding_limit import limit_findings
from assembler.model.finding_location import FaultLocator
from assembler.model.plan import RuleSetting
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.text.phrases import shorten
from assembler.model.text.unprinted_texts import UNPRINTED
from assembler.model.value import Value, replace
from assembler.rules.blocking import blocks_final
from assembler.rules.registry import INTEGRITY, RULES, Rule, Scope
from assembler.runtime.parallel import run_in_parallel

_FOUND_BY_BUILDS = ("IN-GLY-01",)
"""What shows on the way to the PDF alone: whether a waiver of it is idle, nobody can say here."""

_NEVER_FOUND = {
    Scope.AUTOMATIC: "{code} is always followed by the program itself, so a setting has no effect.",
    Scope.MANUAL: "{code} is checked by a person, not by the program, so a setting has no effect.",
}
"""What is said of rules that never find anything."""

_MAY_BE_MEANT = ("IN-OPN-03", "IN-OPN-05", "IN-OPN-06", "IN-SPL-03", UNPRINTED)
"""What only looks like a fault where it is meant: words that look like a place kept free, a text that is left out."""


IMPORT_RULES = ("IN-COV-07", "IN-FIG-01", "IN-TBL-05", "IN-THM-02")
"""What is said of a text as soon as it is imported: it needs no report, and only its author can mend it."""

_QUOTED = 60
"""How many characters of a paragraph in a Word file, or of an endless word, a message quotes."""
_ENDLESS = re.compile(rf"[^\s“”]{{{2 * _QUOTED},}}")


class CheckResult(Value):
    """What the rules say of a report."""

    findings: tuple[Finding, ...]
    """What stands, in the order of path, line, column and code."""
    waived: tuple[Finding, ...] = ()
    """What a header or the plan has waived."""
    accepted: tuple[Acceptance, ...] = ()
    """What the editor lets pass in this final, in the order of the codes."""

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What keeps a final from being built."""
        passed = {acceptance.rule for acceptance in self.accepted}
        return tuple(f for f in self.findings if blocks_final(f) and f.rule not in passed)


def check(
    collection: Collection,
    report: Report,
    further: Mapping[str, Iterable[Fault]] | None = None,
    progress: Progress = no_progress,
    extent: Extent = Extent.ALL,
    *,
    parallel: bool = False,
) -> CheckResult:
    """All findings on a report: those of the readers, those of each text, those of the whole, and `further` by code.

    `progress` is told each rule before its turn; what it raises ends the check. In parallel, a child process runs every
    other rule, of which `progress` is not told.
    """
    locator = FaultLocator({file.path: file.text for file in collection.files})
    rules = _choose_rules(collection, extent)
    there = tuple(rule for rule in rules if _is_of_style(rule)) if parallel else ()
    here = tuple(rule for rule in rules if rule not in there)
    findings = {*collection.findings, *_check_settings(collection)}
    with run_in_parallel(lambda: _run_rules(there, collection, report, locator), enabled=parallel) as others:
        findings |= _run_rules(here, collection, report, locator, progress)
        findings |= others()
    for code, faults in (further or {}).items():
        findings.update(_make_findings(RULES[code], faults, locator))
    if not report.draft:
        findings = {_raise_for_final(finding) for finding in findings}
    levelled, off = _apply_levels(findings, collection.plan.rules)
    printed, waived, unused = _apply_waivers(levelled, collection, {rule.code for rule in rules})
    quoted = [_add_quotation(finding, collection) for finding in printed if extent is Extent.ALL or _is_sought(finding)]
    return CheckResult(sort_findings((*quoted, *unused)), sort_findings((*off, *waived)))


def is_placeholder(name: str, collection: Collection) -> bool:
    """Whether the rules take this name of a person for one that holds the place of another."""
    from assembler.rules.grammar.dummy_names import is_dummy_name  # only where somebody clears words

    return collection.scaffold.has_name(name) or is_dummy_name(name)


def check_imported_texts(collection: Collection) -> tuple[Finding, ...]:
    """What is found in texts of Word files as they are imported: the findings that a later check of them gives, too."""
    locator = FaultLocator({file.path: file.text for file in collection.files})
    findings = set(_check_texts([RULES[code] for code in IMPORT_RULES], collection, locator, no_progress))
    levelled, _ = _apply_levels(findings, collection.plan.rules)
    return sort_findings(_add_quotation(finding, collection) for finding in levelled)


def _is_of_style(rule: Rule) -> bool:
    """Whether a rule is of the half that look at style; those on names share their work with rules on the report."""
    return rule.module.startswith("style.") and rule.module != "style.names"


def _run_rules(
    rules: tuple[Rule, ...],
    collection: Collection,
    report: Report,
    locator: FaultLocator,
    progress: Progress = no_progress,
) -> set[Finding]:
    """What these rules find."""
    return {
        *_check_texts(rules, collection, locator, progress),
        *_check_report(rules, collection, report, locator, progress),
        *_check_prose(rules, collection, report, locator, progress),
    }


def _choose_rules(collection: Collection, extent: Extent) -> tuple[Rule, ...]:
    """The rules that are run: beside errors also those that somebody has set or waived, since records must be whole."""
    if extent is Extent.ALL:
        return tuple(RULES.values())
    codes = {setting.rule for setting in collection.plan.rules}
    codes |= {waiver.rule for text in collection.contributions for waiver in text.header.waivers}
    wanted = codes if extent is Extent.ERRORS else set()
    errors = extent is Extent.ERRORS
    return tuple(
        rule
        for rule in RULES.values()
        if not rule.editorial or rule.code in wanted or (errors and rule.severity is Severity.ERROR)
    )


def _is_sought(finding: Finding) -> bool:
    """Whether a finding is one for those who do not look at style."""
    return not RULES[finding.rule].editorial or blocks_final(finding)


def accept_findings(checked: CheckResult, reasons: Mapping[str, str]) -> CheckResult:
    """The same with what blocks or warns let pass where there is a reason by code; never a finding of integrity."""
    passing = [finding for finding in checked.findings if blocks_final(finding) or finding.severity is Severity.WARNING]
    acceptances = (
        Acceptance(code, reason, tuple(finding for finding in passing if finding.rule == code))
        for code, reason in sorted(reasons.items())
        if code in RULES and not RULES[code].integrity
    )
    return replace(checked, accepted=tuple(acceptance for acceptance in acceptances if acceptance.findings))


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by path, line, column and code."""
    return tuple(sorted(findings, key=lambda finding: finding.key))


def _check_texts(
    rules: Iterable[Rule], collection: Collection, locator: FaultLocator, progress: Progress
) -> Iterator[Finding]:
    for rule in rules:
        if rule.scope is Scope.TEXT:
            progress(rule.code)
            function = rule.function
            for contribution in collection.contributions:
                if not contribution.usable:
                    continue  # the findings of its reader say why
                yield from _make_findings(rule, function(contribution, collection), locator)


def _check_report(
    rules: Iterable[Rule], collection: Collection, report: Report, locator: FaultLocator, progress: Progress
) -> Iterator[Finding]:
    for rule in rules:
        if rule.scope is Scope.REPORT and _is_for(rule, report):
            progress(rule.code)
            yield from _make_findings(rule, rule.function(report, collection), locator)


def _check_prose(
    rules: Iterable[Rule], collection: Collection, report: Report, locator: FaultLocator, progress: Progress
) -> Iterator[Finding]:
    """The findings of rules of style, each run once over all words in printed order."""
    of_style = [rule for rule in rules if rule.scope is Scope.PROSE and _is_for(rule, report)]
    if not of_style:
        return
    from assembler.model.text.prose import make_prose  # only for those who look at style

    runs = make_prose(report)
    for rule in of_style:
        progress(rule.code)
        yield from _make_findings(rule, rule.function(runs, collection), locator)


def _is_for(rule: Rule, report: Report) -> bool:
    """Whether the rule holds for the language of the report."""
    return not rule.languages or report.language in rule.languages


def _make_findings(rule: Rule, faults: Iterable[Fault], locator: FaultLocator) -> Iterator[Finding]:
    """The findings of a rule; of those that nobody may let pass not more for a file than a person would read."""
    all_findings = (
        Finding(
            rule.code,
            rule.severity,
            locator.locate(fault),
            fault.message_template,
            fault.hint_template,
            fault.fix,
            fault.word_hint_template,
            _shortened(fault.parameters),
        )
        for fault in faults
    )
    if not rule.integrity:
        yield from all_findings
        return
    by_file: dict[str, list[Finding]] = {}
    for finding in all_findings:
        by_file.setdefault(finding.source.path, []).append(finding)
    for findings in by_file.values():
        yield from limit_findings(findings)


def _shortened(parameters: Parameters) -> Parameters:
    """What sentences say; of words that nobody reads to their end, such as a number of 999 figures, a beginning."""
    if all(isinstance(value, int) or len(value) <= _QUOTED for _, value in parameters):
        return parameters
    return tuple((name, _shorten(value) if isinstance(value, str) else value) for name, value in parameters)


def _shorten(words: str) -> str:
    return _ENDLESS.sub(lambda match: f"{match.group()[:_QUOTED]}…", words)


def _add_quotation(finding: Finding, collection: Collection) -> Finding:
    """In a Word file nobody counts paragraphs, so the message says how the one that is meant begins."""
    source = finding.source
    if not source.path.endswith(".docx") or finding.rule.startswith("IN-DOC-") or source.line == 1 > source.end_line:
        return finding
    text = next((file.text for file in collection.files if file.path == source.path), "")
    words = " ".join(text.split("\n")[source.line - 1 : source.line])
    if not words or words in finding.message:
        return finding
    return replace(
        finding,
        message_template=f"{finding.message_template} It stands in “{{paragraph}}”.",
        parameters=(*finding.parameters, ("paragraph", shorten(words, _QUOTED))),
    )


def _check_settings(collection: Collection) -> Iterator[Finding]:
    """The plan's settings of no rule (IN-RUL-01), one not to be set (IN-RUL-02), one that finds nothing (IN-RUL-03)."""
    for setting in collection.plan.rules:
        if setting.rule not in RULES:
            yield _report_unknown_rule(setting.rule, setting.source)
        elif RULES[setting.rule].integrity and setting.level is not Severity.ERROR:
            message = "{code} protects words from being lost, so its level cannot be changed."
            hint = "Delete the setting, and correct what is found."
            yield _finding("IN-RUL-02", setting.source, message, hint, code=setting.rule)
        elif RULES[setting.rule].scope in _NEVER_FOUND:
            message = _NEVER_FOUND[RULES[setting.rule].scope]
            hint = "Delete the setting. “assembler explain {code}” says more."
            yield _finding("IN-RUL-03", setting.source, message, hint, code=setting.rule)


def _report_unknown_rule(code: str, source: Source) -> Finding:
    hint = "“assembler explain --all” lists the rules."
    return _finding("IN-RUL-01", source, "There is no rule {code}.", hint, code=code)


def _raise_for_final(finding: Finding) -> Finding:
    """The finding, as an error where nobody may let it pass in a final."""
    return replace(finding, severity=Severity.ERROR) if finding.rule in INTEGRITY else finding


def _apply_levels(
    findings: Iterable[Finding], settings: tuple[RuleSetting, ...]
) -> tuple[list[Finding], list[Finding]]:
    """The findings with the severity that the plan gives them, and those that it has switched off."""
    levels = {setting.rule: setting.level for setting in settings if setting.rule not in INTEGRITY}
    levelled = [
        replace(f, severity=levels.get(f.rule, f.severity) or f.severity) for f in findings if levels.get(f.rule, 1)
    ]
    return levelled, [finding for finding in findings if not levels.get(finding.rule, 1)]


def _apply_waivers(
    findings: list[Finding], collection: Collection, run: Container[str]
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """The findings that stand, those that a header waives, and one for each idle waiver of a rule run."""
    waivers = {(text.path, waiver.rule): waiver for text in collection.contributions for waiver in text.header.waivers}
    waived = [finding for finding in findings if _waiver_of(finding, waivers)]
    remaining = [finding for finding in findings if not _waiver_of(finding, waivers)]
    used = {(finding.source.path, finding.rule) for finding in waived}
    texts = {text.path: text for text in collection.contributions}
    unread = _find_replaced(collection) | {path for path, text in texts.items() if not text.usable}
    idle = [key for key in waivers if key not in used and (key[1] not in RULES or key[0] not in unread)]
    reported = [key for key in idle if key[1] not in _FOUND_BY_BUILDS and (key[1] not in RULES or key[1] in run)]
    unused = [_report_unused_waiver(texts[path], waivers[path, rule]) for path, rule in reported]
    return remaining, waived, unused


def _find_replaced(collection: Collection) -> set[str]:
    """The files whose words print in a consolidated text alone, which has taken their waivers over."""
    texts = collection.contributions
    merged = {text.header.organization for text in texts if text.kind is Kind.CONSOLIDATED}
    return {text.path for text in texts if text.kind is Kind.ENTITY and text.header.organization in merged}


def _waiver_of(finding: Finding, waivers: dict[tuple[str, str], Waiver]) -> Waiver | None:
    """The waiver that spares a text this finding."""
    waiver = waivers.get((finding.source.path, finding.rule))
    return waiver if waiver and _can_be_waived(finding) else None


def _can_be_waived(finding: Finding) -> bool:
    """Faults of files are no matter of opinion; nor may a contributor decide what keeps the editor from a final."""
    if not finding.rule.startswith("IN-") or finding.rule in _MAY_BE_MEANT:
        return True
    return not blocks_final(finding)


def _report_unused_waiver(contribution: Contribution, waiver: Waiver) -> Finding:
    if waiver.rule not in RULES:
        return _report_unknown_rule(waiver.rule, waiver.source)
    message = "The waiver of {code} in {path} matches nothing."
    hint = "Delete the waiver, or correct its code."
    return _finding("IN-WVR-01", waiver.source, message, hint, code=waiver.rule, path=contribution.path)


def _finding(rule: str, source: Source, message: str, hint: str, **parameters: Parameter) -> Finding:
    """A finding of a rule that is kept here."""
    return Finding(rule, RULES[rule].severity, source, message, hint, parameters=tuple(parameters.items()))
