"""Takes a report's folder in and gives it out; keeps its pairs and names as its files say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import Body, ReportFacts
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.blobs import hash_content
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import DescriptionRequest
from assembler.portal.models import Entity, Event, Organization, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.texts import Tree
from assembler.portal.problems import Invalid
from assembler.portal.roles import State

_STATES = {
    "missing": State.EXPECTED,
    "unreadable": State.DRAFT,
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "clearance-void": State.SUBMITTED,
    "cleared-by-word-only": State.CLEARED,
    "cleared": State.CLEARED,
    "nothing-to-report": State.NOTHING_TO_REPORT,
}
"""The state in which a text begins that comes with a folder, by how far it has got there."""
_STATES_OF_OTHER_WORDS = {State.EXPECTED: State.DRAFT, State.CLEARED: State.SUBMITTED}
"""The state of a text whose words somebody has changed outside its page: no clearance stands for other words."""
_VOID = "clearance-void"
"""How a text stands whose words the editor has changed in the consolidated text since they were cleared."""
_OF_ENTITY = re.compile(r"contributions/(?!general/|consolidated/|\.)[^/]+/")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def name_report(symbol: str) -> str:
    """The id of a report in addresses: its first symbol in small letters with hyphens."""
    return _NO_LETTER.sub("-", symbol.lower()).strip("-")


class FolderComparison(Value):
    """What the files of a folder would change here."""

    id: str
    """The id of the report."""
    is_new: bool
    """Whether the report is not here yet."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    conflicts: tuple[str, ...]
    """The paths that have changed on both sides, and stay as they are here."""


def compare_folder(files: Mapping[str, bytes]) -> FolderComparison:
    """What `import_report` would do with these files, which changes nothing yet. Raises Invalid as that does."""
    symbol = check_plan(files).symbols[0]
    folder = {path: hash_content(data) for path, data in files.items()}
    report = _find_report(symbol, folder)
    now = text_tree.read_tree(report) if report else {}
    changes, conflicts = _compare(report.shared if report else {}, now, folder)
    return FolderComparison(
        id=report.pk if report else name_report(symbol),
        is_new=report is None,
        added=tuple(path for path in changes if path not in now),
        changed=tuple(path for path in changes if path in now and path in folder),
        removed=tuple(path for path in changes if path not in folder),
        conflicts=conflicts,
    )


def import_report(files: Mapping[str, bytes], by: Person | None = None) -> tuple[Report, tuple[str, ...]]:
    """Takes the files of a report's folder; gives the report, and the paths that were not taken.

    A path that has changed both here and in the folder since both agreed on it is not taken. Raises Invalid where the
    plan cannot be used, or where the folder was exported here and has another symbol now.
    """
    facts = check_plan(files, with_findings=True)
    folder = {path: hash_content(data) for path, data in files.items()}
    with transaction.atomic():
        report = _find_report(facts.symbols[0], folder) or _begin_report(facts)
        id = report.pk
        report = text_tree.lock_report(report)
        now = text_tree.read_tree(report)
        changes, conflicts = _compare(report.shared, now, folder)
        accepted = {path: files.get(path) for path in changes}
        revision = text_tree.commit(report, accepted, now, by, gettext_noop("Folder taken in"))
        if revision:
            actor = by.email if by else ""
            record_event(id, actor, "import", id, details={"revision": revision.number, "conflicts": list(conflicts)})
        _note_agreement(report, folder)
        renew(
            report,
            facts if accepted.keys() == folder.keys() else check_plan(text_tree.check_out(report), with_findings=True),
        )
    report.refresh_from_db()
    return report, conflicts


def _find_report(symbol: str, folder: Tree) -> Report | None:
    """The report of a folder; None where the folder is that of a new one.

    Raises Invalid where the folder was exported here, and has another symbol now: nobody wants a second report of it.
    """
    report = find_report_of(symbol)
    if report is None:
        for other in Report.objects.filter(pk__in=Event.objects.filter(what="export").values("chain")):
            if _has_texts_of(folder, other.shared):
                values = {"old": other.symbols, "new": symbol}
                raise Invalid(
                    _("This is the folder of the report %(old)s, with the symbol %(new)s.") % values,
                    _("Change the symbol at “Plan and name lists”, then take the folder in. Or remove its old texts."),
                )
    return report


def _has_texts_of(folder: Tree, shared: Tree) -> bool:
    """Whether half of the texts of entities in the folder, or more, are those of the report."""
    texts = [path for path in folder if _OF_ENTITY.match(path)]
    return 0 < len(texts) <= 2 * sum(folder[path] == shared.get(path) for path in texts)


def _begin_report(facts: ReportFacts) -> Report:
    return Report.objects.get_or_create(pk=name_report(facts.symbols[0]), defaults=_list_facts(facts))[0]


def _compare(base: Tree, ours: Tree, theirs: Tree) -> tuple[list[str], tuple[str, ...]]:
    """The paths that have changed in the folder alone, and those that have changed on both sides."""
    changes: list[str] = []
    conflicts: list[str] = []
    for path in sorted({*base, *ours, *theirs}):
        before, here, there = base.get(path), ours.get(path), theirs.get(path)
        if there not in (here, before):
            (changes if here == before else conflicts).append(path)
        elif there is None and here is not None and here == before:
            changes.append(path)
    return changes, tuple(conflicts)


def _note_agreement(report: Report, folder: Tree) -> None:
    """Keeps of each path what it is, where the folder and the tree here agree on it now."""
    now = text_tree.read_tree(report)
    unsettled = {path: digest for path, digest in report.shared.items() if now.get(path) != folder.get(path)}
    equal = {path: digest for path, digest in now.items() if folder.get(path) == digest}
    Report.objects.filter(pk=report.pk).update(shared=unsettled | equal)


def check_plan(files: Mapping[str, bytes], *, with_findings: bool = False) -> ReportFacts:
    """What the report is that these files make; with its findings counted, if wanted.

    Raises Invalid where the plan cannot be used.
    """
    facts = run_job("describe", DescriptionRequest(dict(files), with_findings), ReportFacts)
    if not facts.symbols:
        raise Invalid(_("The plan of this report cannot be used."), " ".join(facts.obstacles))
    return facts


def _list_facts(facts: ReportFacts) -> dict[str, object]:
    return {
        "symbols": "–".join(facts.symbols),
        "title": facts.title,
        "language": facts.language,
        "words_each": facts.words_each,
        "themes": list(facts.themes),
    }


def renew(report: Report, facts: ReportFacts) -> None:
    """Brings names and pairs into line with what the files say; called in a transaction."""
    Report.objects.filter(pk=report.pk).update(**_list_facts(facts))
    _require_own_symbol(report, facts)
    _renew_bodies(Entity, report, facts.entities)
    _renew_bodies(Organization, report, facts.organizations)
    _renew_pairs(report, facts)


def find_report_of(symbol: str) -> Report | None:
    """The report with that first symbol; else the report that had the symbol when it came, and may have another now."""
    own = next(_list_reports_of(symbol), None)
    return own or Report.objects.filter(pk=name_report(symbol)).first()


def _list_reports_of(symbol: str) -> Iterator[Report]:
    """The reports with that first symbol."""
    id = name_report(symbol)
    for report in Report.objects.order_by("pk"):
        if name_report(report.symbols.partition("–")[0]) == id:
            yield report


def _require_own_symbol(report: Report, facts: ReportFacts) -> None:
    """Raises Invalid where the first symbol is that of another report."""
    if any(other.pk != report.pk for other in _list_reports_of(facts.symbols[0])):
        raise Invalid(
            _("Another report has the symbol %(symbol)s.") % {"symbol": facts.symbols[0]},
            _("Write the symbol of this report."),
            field="symbols",
        )


def _renew_bodies[M: (Entity, Organization)](model: type[M], report: Report, bodies: Sequence[Body]) -> None:
    model.objects.filter(report=report).exclude(key__in=[body.key for body in bodies]).delete()
    rows = [
        model(report=report, key=body.key, name=body.name, acronym=body.acronym, position=place)
        for place, body in enumerate(bodies)
    ]
    changing = ["name", "acronym", "position"]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "key"], update_fields=changing)


def _renew_pairs(report: Report, facts: ReportFacts) -> None:
    """Adds pairs that are new, and notes the words and the hash of each text; other words need clearance again."""
    pairs = {(pair.entity, pair.organization): pair for pair in Pair.objects.filter(report=report)}
    due = find_end_of_day(facts.deadline)
    revisions = text_tree.list_text_revisions(report)
    changed: list[Pair] = []
    new: list[Pair] = []
    for text in facts.texts:
        pair = pairs.get((text.entity, text.organization))
        version = len(revisions.get(f"contributions/{text.entity}/{text.organization}", ()))
        if pair is None:
            state = _STATES[text.standing]
            if text.is_consolidated and state is State.SUBMITTED:
                state = State.CONSOLIDATED
            pair = Pair(report=report, entity=text.entity, organization=text.organization, state=state, due=due)
            new.append(pair)
        elif (pair.text, pair.words, pair.version) != (text.hash, text.words, version) or text.findings not in (
            None,
            pair.findings,
        ):
            changed.append(pair)
            if pair.text != text.hash:
                pair.state = _STATES_OF_OTHER_WORDS.get(State(pair.state), pair.state)
        elif pair.state == State.CLEARED and text.standing == _VOID:
            pair.state = State.CONSOLIDATED
            changed.append(pair)
            record_event(report.pk, "", "clearance void", str(pair), details={"state": pair.state})
        if pair.text != text.hash:
            pair.changed = timezone.now()
            pair.findings = None  # of other words
        pair.text, pair.words, pair.version = text.hash, text.words, version
        pair.findings = pair.findings if text.findings is None else text.findings
    _drop_unasked(report, pairs, facts)
    Pair.objects.bulk_create(new)
    Pair.objects.bulk_update(changed, ["state", "text", "words", "version", "changed", "findings"])


def _drop_unasked(report: Report, pairs: Mapping[tuple[str, str], Pair], facts: ReportFacts) -> None:
    """Takes out texts that nobody asks for any more and that nobody has begun, so that nobody is reminded of them."""
    asked = {(text.entity, text.organization) for text in facts.texts}
    gone = [pair for key, pair in pairs.items() if key not in asked and pair.state == State.EXPECTED]
    for pair in gone:
        if not pair.receipts.exists() and not pair.messages.exists():
            record_event(report.pk, "", "not asked", str(pair))
            pair.delete()


def find_end_of_day(day: date | None) -> datetime | None:
    """The moment at which a day ends everywhere that keeps UTC; None where there is no day."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) if day else None


def export_report(report: Report, by: Person | None = None) -> dict[str, bytes]:
    """The files of the report, which may come back by `import_report` after work on them elsewhere."""
    with transaction.atomic():
        current = text_tree.lock_report(report)
        tree = text_tree.read_tree(current)
        Report.objects.filter(pk=report.pk).update(shared=tree)
        actor = by.email if by else ""
        record_event(report.pk, actor, "export", report.pk, details={"revision": current.last_revision})
        return text_tree.read_files(tree)
