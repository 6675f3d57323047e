"""Checks the organs that report.yaml names against those of the label file: known ones, each with its session or year.

The plan is read before its language, and so its label file, is known; hence this check comes after both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assembler.model.finding import Finding, Severity, Source, make_text, place_text
from assembler.model.plan import OrganPlan, Plan
from assembler.model.text.suggestions import suggest
from assembler.model.vocabulary import Organ
from assembler.readers.settings.fault_codes import CONFLICT, MISSING_KEY, MISTYPED, REPEATED_VALUE, quote
from assembler.readers.settings.plan_schema import COUNTS


def check_organs(plan: Plan, organs: Mapping[str, Organ], label_file: str) -> tuple[Finding, ...]:
    """Findings about organs that the label file does not have, that stand twice, or that lack their session or year.

    Finds IN-VAL-01, IN-VAL-04, IN-VAL-05 and IN-KEY-02.
    """
    findings: list[Finding] = []
    names: set[str] = set()
    for organ in plan.organs:
        if organ.organ in names:
            place = organ.places["organ"]
            message = "The {organ} is named twice."
            findings.append(_make_error(REPEATED_VALUE, place, message, "Delete one.", organ=organ.organ))
        names.add(organ.organ)
        labels = organs.get(organ.organ)
        findings.extend(_check_number(organ, labels) if labels else [_report_unknown(organ, organs, label_file)])
    return tuple(findings)


def _report_unknown(organ: OrganPlan, organs: Mapping[str, Organ], label_file: str) -> Finding:
    message = "The organ {organ} is not in {file}."
    suggestion = suggest(organ.organ, organs)
    hint = "Did you mean “{suggestion}”?" if suggestion else "Add it under “organs” in a copy of {file}."
    place = organ.places["organ"]
    return _make_error(MISTYPED, place, message, hint, organ=quote(organ.organ), file=label_file, suggestion=suggestion)


def _check_number(organ: OrganPlan, labels: Organ) -> Iterator[Finding]:
    """Finds that the session or year is missing, or that the organ counts by the other of the two."""
    own = labels.counts_by
    if own not in organ.places:
        message = "The key “{key}” is missing for the {organ}."
        hint = "Add “{key}: …”, its number in figures."
        yield _make_error(MISSING_KEY, organ.source, message, hint, key=own, organ=organ.organ)
    for other in COUNTS:
        if other != own and other in organ.places:
            message = "The {organ} counts by {key}s, but “{other}” stands here."
            hint = "Write “{key}” instead."
            yield _make_error(CONFLICT, organ.places[other], message, hint, organ=organ.organ, key=own, other=other)


def _make_error(rule: str, place: Source, message: str, hint: str, **parameters: str) -> Finding:
    return place_text(rule, Severity.ERROR, place, make_text(message, hint, word_hint="", **parameters))
