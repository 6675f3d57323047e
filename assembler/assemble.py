"""Applies the transforms to a collection, in one fixed order, and gives the report."""

from __future__ import annotations

from assembler.model.contribution import Collection
from assembler.model.report import Report
from assembler.transforms.crossrefs import settle_references
from assembler.transforms.footnotes import number_footnotes
from assembler.transforms.numbering import number_report
from assembler.transforms.ordering import arrange


def assemble(collection: Collection, *, draft: bool) -> Report:
    """The whole report with every number settled; a draft has placeholders where text is missing."""
    report = arrange(collection, draft=draft)
    report = number_report(report, collection.plan, collection.labels)
    report = number_footnotes(report)
    return settle_references(report, collection)
