"""A report with the plan and the names of the example, in which texts are tried: no other text says anything."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

import assembler
from assembler.model.finding import Finding
from assembler.model.report import Report
from assembler.model.text.prose import make_prose
from assembler.model.value import Value
from assembler.storage.parse_cache import ParseCache
from tests.conftest import ROOT

FOLDER = "contributions"
FIRST, SECOND, SUMMARY = "dppa/au", "undp/au", "general/summary"
"""The texts that may be tried: those of two entities on one organization, and the summary."""

_LISTS = ("entities.yaml", "organizations.yaml")
_GENERAL = {
    SUMMARY: "The present report was prepared pursuant to General Assembly resolution 73/267.\n",
    "general/introduction": "The present report describes how the organizations cooperated.\n",
    "general/observations": "Cooperation between the organizations has become closer.\n",
    "general/annex": "The organizations are listed in the order of the agenda.\n",
}
_SILENT = ("UN-ORD-05", "UN-ORD-06", "IN-STR-01", "IN-CON-06")
"""They ask how much there is, of which years, and for persons who are named: not a fault of the text that is tried."""

_CACHE = ParseCache()


class Trial(Value):
    """What is said of a report, and how many words it prints."""

    findings: tuple[Finding, ...]
    """Everything that was found, in the order in which it is printed."""
    words: int
    """The words of its body, summary and notes."""


def place_text(name: str, suffix: str = ".md") -> str:
    """Where the text of this name lies in the report."""
    return f"{FOLDER}/{name}{suffix}"


def write_header(name: str) -> str:
    """What stands before the words in the file of this name."""
    entity, organization = name.split("/")
    if entity == "general":
        return ""
    return f"---\nentity: {entity}\norganization: {organization}\nstatus: submitted\n---\n\n"


@cache
def read_plan() -> Mapping[str, Any]:
    """The plan of the example as plain values, with two texts asked for."""
    plan: dict[str, Any] = yaml.safe_load((ROOT / FOLDER / "report.yaml").read_bytes())
    rules = plan["rules"] | {code: {"level": "off", "reason": "one text alone"} for code in _SILENT}
    return plan | {"requested": {"dppa": ["au"], "undp": ["au"]}, "rules": rules}


def try_texts(texts: Mapping[str, str | bytes], plan: Mapping[str, Any] | None = None) -> Trial:
    """What is said of the report with these texts, by name: Markdown without its header, or a Word file."""
    files = {f"{FOLDER}/{name}": (ROOT / FOLDER / name).read_bytes() for name in _LISTS}
    files |= {place_text(name): text.encode() for name, text in _GENERAL.items()}
    for name, text in texts.items():
        if isinstance(text, bytes):
            files[place_text(name, ".docx")] = text
        else:
            files[place_text(name)] = f"{write_header(name)}{text.strip()}\n".encode()
    written = yaml.safe_dump(dict(plan or read_plan()), allow_unicode=True, sort_keys=False)
    loaded = assembler.load(files | {f"{FOLDER}/report.yaml": written.encode()}, cache=_CACHE)
    report = assembler.assemble(loaded) if loaded.collection else None
    return make_trial(assembler.check(loaded).findings, report, tuple(texts))


def make_trial(findings: tuple[Finding, ...], report: Report | None, names: tuple[str, ...] = ()) -> Trial:
    """What was found, with the words of the texts of these names; without names, of all texts."""
    places = {place_text(name, suffix) for name in names for suffix in (".md", ".docx")}
    runs = make_prose(report).runs if report else ()
    return Trial(findings, sum(len(run.shown.split()) for run in runs if not places or run.source.path in places))
