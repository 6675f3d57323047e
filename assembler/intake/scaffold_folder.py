"""Begins a report, and the forms of contributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assembler.check import in_order
from assembler.errors import Unwritable
from assembler.intake.contribution_scaffold import TEMPLATE, find_last_text, find_place, write_scaffold
from assembler.intake.new_files import Made
from assembler.intake.questionnaire import (
    find_last_contribution,
    labels_template,
    list_organizations,
    make_questionnaire,
    read_labels,
    write_docx,
)
from assembler.model.contribution import Collection
from assembler.model.finding import Finding, Severity
from assembler.model.plan import Plan
from assembler.model.progress import Tell
from assembler.model.questionnaire import Questionnaire, QuestionnaireLabels
from assembler.model.vocabulary import Vocabulary
from assembler.pipeline import load_folder
from assembler.storage.lock import lock_report
from assembler.storage.outputs import check_outside_inputs, write_new_file, write_new_folder
from assembler.storage.report_folder import FOLDER, find_root, root_of
from assembler.storage.templates import read_template, report_files


def new_report(root: Path) -> Made:
    """Makes a small complete report in the folder. Raises Unwritable where there is one, NoTemplate or Unreadable."""
    files = report_files()
    around = root_of(root)
    if around:
        check_outside_inputs(root, around)
    write_new_folder(root / FOLDER, files)
    return Made(root, tuple(f"{FOLDER}/{name}" for name in files))


def new_contribution(start: Path, entity: str, organization: str, earlier: Path | None, wait: Tell) -> Made:
    """Makes the form for what the entity reports on the organization, with its text in the report in `earlier`.

    Says on whom it waits. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, Busy, or Unwritable where
    the text is already there.
    """
    root = find_root(start)
    with lock_report(root, wait):
        return _new_contribution(root, entity, organization, earlier)


def _new_contribution(root: Path, entity: str, organization: str, earlier: Path | None) -> Made:
    loaded = load_folder(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    name = find_place(loaded.collection, entity, organization)
    last_time = _read_last_time(earlier, entity, organization) if earlier else ""
    form = write_scaffold(read_template(TEMPLATE, loaded.data), loaded.collection, entity, organization, last_time)
    write_new_file(root / name, form)
    missing = f"There is no text of {entity} on {organization} in {earlier}, so the form has none."
    return Made(root, (name,), (missing,) if earlier and not last_time else ())


def new_questionnaire(start: Path, entity: str, organization: str, earlier: Path | None, place: Path | None) -> Made:
    """Makes the entity's form as a Word file: on one organization, or on all that the plan asks it about.

    It lies in build/forms/ or at the place named, never among the contributions. With its texts in the report in
    `earlier`. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, or Unwritable where a file is there.
    """
    root = find_root(start)
    loaded = load_folder(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    path = _refuse_contributions(root, place or root / "build" / "forms" / f"{entity}.docx")
    plan, vocabulary = loaded.collection.plan, loaded.collection.vocabulary
    organizations = list_organizations(plan, vocabulary, entity, organization)
    before = load_folder(earlier).collection if earlier else None
    questionnaire = make_questionnaire(_read_labels(loaded.data, plan), plan, vocabulary, entity, organizations, before)
    write_new_file(path, write_docx(questionnaire))
    without = [id for id in organizations if earlier and not (before and find_last_contribution(before, entity, id))]
    remarks = (
        *_name_faulty_settings(loaded.findings),
        *_make_remarks(loaded.collection, entity, organizations, without, earlier),
    )
    return Made(root, (str(path),), remarks)


def make_sent_questionnaire(
    files: Mapping[str, bytes], plan: Plan, vocabulary: Vocabulary, entity: str
) -> Questionnaire | None:
    """The form that the entity was sent on all that the plan asks it about; none where that is nothing.

    Raises NoTemplate or Unreadable.
    """
    if not plan.requested.get(entity) or not vocabulary.organizations:
        return None
    return make_questionnaire(
        _read_labels(files, plan), plan, vocabulary, entity, list_organizations(plan, vocabulary, entity)
    )


def _read_labels(files: Mapping[str, bytes], plan: Plan) -> QuestionnaireLabels:
    name = labels_template(plan)
    return read_labels(read_template(name, files), name)


def _refuse_contributions(root: Path, place: Path) -> Path:
    """The place of a form. Raises Unwritable inside the contributions: a form that nobody filled is none."""
    if (root / FOLDER).resolve() in place.resolve().parents:
        raise Unwritable(f"{place} is among the contributions, and an empty form is none; name a place elsewhere.")
    return place


def _name_faulty_settings(findings: Iterable[Finding]) -> tuple[str, ...]:
    """That the form is made of settings with an error, so that something may be missing from it."""
    faulty = {
        finding.source.path
        for finding in findings
        if finding.severity is Severity.ERROR and finding.source.path.endswith(".yaml")
    }
    remark = "has an error, so something may be missing from the form; “assembler check” says what is wrong."
    return tuple(f"{path} {remark}" for path in sorted(faulty))


def _make_remarks(
    collection: Collection, entity: str, organizations: Iterable[str], without: Sequence[str], earlier: Path | None
) -> tuple[str, ...]:
    """What is to be said of a form: texts that are there already, and organizations without a text of last time."""
    keys = {f"{entity}/{organization}" for organization in organizations}
    there = [text.path for text in collection.contributions if text.key in keys]
    remarks = (f"Already there: {', '.join(there)}.",) if there else ()
    return (*remarks, f"There is no text of {entity} on {', '.join(without)} in {earlier}.") if without else remarks


def _read_last_time(earlier: Path, entity: str, organization: str) -> str:
    loaded = load_folder(earlier)
    contributions = loaded.collection.contributions if loaded.collection else ()
    return find_last_text(loaded.files, contributions, entity, organization)
