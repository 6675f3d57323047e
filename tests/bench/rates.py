"""How often each rule speaks in real texts: `python -m tests.bench.rates [PATH...]`, or `make rates`.

PATH is a report's folder, a Word or text file, or a folder of such files; without one, the example. A text alone is put
into a report with the plan and the names of the example. Printed are, for each rule, its findings and how many come on
1,000 words.

With `--faults FILE` the file holds planted faults (see planted_faults.py). Printed are, for each class of faults, how
many are found, and how much is said of the corrected texts.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project's folder, where it is not installed

from assembler.model.finding import Finding, Severity
from assembler.model.value import Value
from assembler.pipeline import examine
from assembler.rules.registry import RULES
from tests.bench.planted_faults import Verdict, judge, read_records
from tests.bench.trial_report import FIRST, Trial, make_trial, place_text, read_plan, try_texts
from tests.conftest import ROOT

_SUFFIXES = (".docx", ".txt", ".md")
_HEADER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_PRINTED_NUMBERS = ("UN-STR-05", "UN-REF-03")
"""They find numbers of headings and paragraphs that a finished document has, since the program makes them."""


class TextTrial(Value):
    """A text or a report, and what is said of it."""

    name: str
    """What it is called in what is printed."""
    trial: Trial
    """What is said of it."""


def main() -> None:
    """Prints the rates, or how many planted faults are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT], help="reports, texts, folders of texts")
    parser.add_argument("--date", default="2026-12-01", help="the day of the report into which texts are put")
    parser.add_argument("--finished", action="store_true", help="the texts are documents that were issued")
    parser.add_argument("--faults", action="append", default=[], type=Path, help="a file of planted faults")
    parser.add_argument(
        "--show",
        action="append",
        default=[],
        metavar="WHAT",
        help="also what a rule says: its code, or all; of planted faults: missed, alarms",
    )
    chosen = parser.parse_intermixed_args()
    if chosen.faults:
        records = [record for path in chosen.faults for record in read_records(path)]
        lines = _print_verdicts([judge(record) for record in records], chosen.show)
    else:
        left_out = _PRINTED_NUMBERS if chosen.finished else ()
        lines = _print_rates(list(_try_all(chosen.paths, chosen.date, left_out)), chosen.show)
    sys.stdout.write("\n".join(lines) + "\n")


def _try_all(paths: Iterable[Path], day: str, left_out: Sequence[str]) -> Iterator[TextTrial]:
    for path in paths:
        if (path / "contributions").is_dir():
            examined = examine(path, draft=False)
            findings = _choose(examined.checked.findings, left_out)
            yield TextTrial(path.resolve().name, make_trial(findings, examined.report))
        elif path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES)
            yield from _try_all(files, day, left_out)
        else:
            yield TextTrial(path.name, _try_file(path, day, left_out))


def _try_file(path: Path, day: str, left_out: Sequence[str]) -> Trial:
    is_word = path.suffix == ".docx"
    text = path.read_bytes() if is_word else _HEADER.sub("", path.read_text(encoding="utf-8"))
    trial = try_texts({FIRST: text}, {**read_plan(), "date": day, "stamp": day})
    place = place_text(FIRST, ".docx" if is_word else ".md")
    findings = (finding for finding in trial.findings if finding.source.path == place)
    return Trial(_choose(findings, left_out), trial.words)


def _choose(findings: Iterable[Finding], left_out: Sequence[str]) -> tuple[Finding, ...]:
    """What rules of style say, and rules that compare what the texts tell."""
    return tuple(
        finding
        for finding in findings
        if (RULES[finding.rule].editorial or finding.rule.startswith("IN-CON-")) and finding.rule not in left_out
    )


def _print_rates(trials: Sequence[TextTrial], shown: Sequence[str]) -> Iterator[str]:
    words = sum(one.trial.words for one in trials)
    findings = [(one.name, finding) for one in trials for finding in one.trial.findings]
    yield f"{words:,} words in {', '.join(one.name for one in trials)}"
    for severity in sorted(Severity, reverse=True):
        number = sum(finding.severity is severity for _, finding in findings)
        yield f"{severity.word:<8} {number:5} {_format_rate(number, words)} for 1,000 words"
    for (code, severity), number in Counter((finding.rule, finding.severity) for _, finding in findings).most_common():
        yield f"{code:<10} {severity.word:<8} {number:5} {_format_rate(number, words)}"
        if code in shown or "all" in shown:
            yield from (_format_place(name, finding) for name, finding in findings if finding.rule == code)


def _format_rate(number: int, words: int) -> str:
    return f"{1000 * number / words if words else 0:5.2f}"


def _format_place(name: str, finding: Finding) -> str:
    path = finding.source.path if name == ROOT.name else name
    return f"    {path}:{finding.source.line}: {finding.message} {finding.help}"


def _print_verdicts(verdicts: Sequence[Verdict], shown: Sequence[str]) -> Iterator[str]:
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.kind].append(verdict)
    for kind, members in kinds.items():
        yield f"{_count_found(members)}  {kind}"
        if "missed" in shown:
            yield from (f"    missed {one.name}: {_list_findings(one.findings)}" for one in members if not one.is_found)
        if "alarms" in shown:
            yield from (f"    alarm {one.name}: {_list_findings(one.alarms)}" for one in members if one.alarms)
    yield f"{_count_found(verdicts)}  all"


def _count_found(verdicts: Sequence[Verdict]) -> str:
    number = sum(verdict.is_found for verdict in verdicts)
    alarms = sum(len(verdict.alarms) for verdict in verdicts)
    share = 100 * number / len(verdicts) if verdicts else 0
    return f"{number:3} of {len(verdicts):3} found, {share:5.1f} per cent, {alarms:2} alarms"


def _list_findings(findings: Iterable[Finding]) -> str:
    return "; ".join(f"{finding.rule} {finding.message}" for finding in findings) or "nothing"


if __name__ == "__main__":
    main()
