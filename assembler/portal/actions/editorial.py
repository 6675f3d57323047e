"""What editors do with whole reports: merge a draft that was edited in Word, consolidate, compare two states."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import EditResult, GeneralTexts, OrganizationText, ReportFacts, UnitEdit
from assembler.model.value import Value, replace
from assembler.portal import text_tree
from assembler.portal.actions.builds import find_build
from assembler.portal.actions.files import ANY_VERSION, Changes, change_files
from assembler.portal.actions.undo import list_former_texts
from assembler.portal.blobs import read_blob
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import (
    BuildAnswer,
    ComparisonRequest,
    ConsolidationRequest,
    EditAnswer,
    Files,
    GeneralRequest,
    MergeRequest,
    OrganizationRequest,
    TakeOverRequest,
    UnitRequest,
)
from assembler.portal.models import FileVersion, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.texts import Tree
from assembler.portal.moves import find_move
from assembler.portal.notices import announce_move
from assembler.portal.page_content.hints import drop_other_ways
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, Stale, require_size

COMPARISON = "comparison.json"
"""The output that has the figures of a comparison."""
BUILT_REPORT = "report.json"
"""The output from which the report of a build is read."""
_MOST_VERSIONS = 60
"""How many earlier versions of the texts on an organization are read."""
_TEXTS = ("contributions/general/", "contributions/consolidated/")


class Edits(Value):
    """What came of edits of the texts."""

    revision: int
    """The number of the revision in which they stand, or from which nothing was changed."""
    files: tuple[str, ...]
    """The paths of the texts that changed, or would."""
    result: Mapping[str, Any]
    """Changes, conflicts, remarks, diffs and findings, as the library gives them."""


class Choice(Value):
    """Which edits of a draft in Word are made."""

    only: tuple[str, ...] | None = None
    """The keys of the edits; None for all."""
    overrides: tuple[str, ...] = ()
    """The keys of the conflicts in which the words of the draft are to stand."""


ALL_EDITS = Choice()
"""Every edit is made, but for those that are in conflict."""


def merge_draft(
    person: Person, report: Report, data: bytes, name: str, *, choice: Choice = ALL_EDITS, dry_run: bool = False
) -> Edits:
    """Merges the edits of a draft in Word into the general and consolidated texts; with `dry_run`, nothing is kept.

    Raises Http404, Forbidden, TooLarge, or Invalid where the file is no draft of this report.
    """
    require_size(len(data))

    def merge(files: Files) -> EditAnswer:
        return run_job("merge", MergeRequest(files, data, name, choice.only, choice.overrides), EditAnswer)

    return _edit(person, report, merge, "merge", _("Draft %(name)s") % {"name": name[:100]}, dry_run=dry_run)


def consolidate(
    person: Person, report: Report, organization: str, *, update: bool = False, dry_run: bool = False
) -> Edits:
    """Makes the consolidated text on an organization; accepted texts that stand in it are then consolidated.

    Raises Http404, Forbidden, or Invalid where the report has no such organization.
    """

    def make_text(files: Files) -> EditAnswer:
        return run_job("consolidate", ConsolidationRequest(files, organization, update), EditAnswer)

    return _edit(person, report, make_text, "consolidate", gettext_noop("Consolidated"), dry_run=dry_run)


def read_organization(report: Report, organization: str, *, with_findings: bool = False) -> OrganizationText:
    """What the entities wrote on an organization, beside the editor's text on it."""
    files = text_tree.read_files(_select_with_versions(report, text_tree.read_tree(report), organization))
    request = OrganizationRequest(files, organization, with_findings)
    return run_job("read_organization", request, OrganizationText)


def read_general_texts(report: Report, *, with_findings: bool = False) -> GeneralTexts:
    """The summary, the introduction and the other general texts of the report."""
    files = text_tree.read_files(_select_general(text_tree.read_tree(report)))
    return run_job("read_general_texts", GeneralRequest(files, with_findings), GeneralTexts)


def name_consolidated(organization: str) -> str:
    """The path of the editor's text on an organization."""
    return f"contributions/consolidated/{organization}.md"


def edit_unit(person: Person, report: Report, path: str, edit: UnitEdit, version: str | None = None) -> None:
    """Changes one paragraph of a consolidated or general text.

    What somebody else has written into the paragraph meanwhile is kept, where the two have not changed the same words.
    With a version, the text must still be that one. A comment bears the name of the person.
    Raises Forbidden, Invalid where the edit cannot be made, or Stale where somebody else has changed the same words.
    """
    require(person, Action.WRITE_ANY_FILE, report)

    if edit.act == "comment" and edit.text.strip():
        edit = replace(edit, text=f"{person}: {edit.text}")

    def change(base: Tree) -> Changes:
        _require_version(base, path, version)
        files = text_tree.read_files(_select_needed(base, path, edit))
        answer = run_job("edit_unit", UnitRequest(files, path, edit), EditResult)
        if answer.is_stale:
            answer = run_job("edit_unit", UnitRequest(files, path, edit, list_former_texts(report, path)), EditResult)
        if answer.is_stale:
            raise Stale({}, paragraph=answer.number)
        if answer.obstacle:
            raise Invalid(_("The text was not changed."), answer.obstacle)
        return answer.files

    change_files(person, report, change, gettext_noop("Paragraph edited"), "edit", path)


def take_over(
    person: Person,
    report: Report,
    organization: str,
    name: str,
    read: str,
    *,
    keeps_words: bool = False,
    version: str | None = None,
) -> None:
    """Takes one contributed paragraph over as it is now, or keeps the words of the report against it.

    `read` is how the paragraph was called when the person read it. Raises Forbidden, Invalid where it cannot be taken
    over, or Stale where the entity has changed it since, or where the text is not that version any more.
    """
    require(person, Action.WRITE_ANY_FILE, report)
    path = name_consolidated(organization)

    def change(base: Tree) -> Changes:
        _require_version(base, path, version)
        files = text_tree.read_files(_select_with_versions(report, base, organization))
        answer = run_job("take_over", TakeOverRequest(files, organization, name, read, keeps_words), EditResult)
        if answer.is_stale:
            raise Stale({})
        if answer.obstacle:
            raise Invalid(_("The text was not changed."), answer.obstacle)
        return answer.files

    change_files(person, report, change, gettext_noop("Paragraph taken over"), "edit", path)


def _require_version(base: Tree, path: str, version: str | None) -> None:
    """Raises Stale where a version was named and the text is another one now."""
    if version not in (None, ANY_VERSION, base.get(path, "")):
        raise Stale({path: (text_tree.read_files({path: base[path]})[path] if path in base else None, None)})


def _select_needed(tree: Tree, path: str, edit: UnitEdit) -> Tree:
    """The files that an edit needs: the text alone, or those with which its findings were found."""
    if edit.act != "fix":
        return {path: tree[path]} if path in tree else {}
    if path.startswith(_TEXTS[0]):
        return _select_general(tree)
    return _select_on(tree, path.rpartition("/")[2].removesuffix(".md"))


def _select_on(tree: Tree, organization: str) -> Tree:
    """The settings and the texts on an organization."""
    return {path: digest for path, digest in tree.items() if _is_on(path, organization)}


def _select_with_versions(report: Report, tree: Tree, organization: str) -> Tree:
    """The same, with earlier versions of what entities wrote, among the texts that came before."""
    paths = [path for path in tree if path.startswith("contributions/") and path.endswith(f"/{organization}.md")]
    texts = [path for path in paths if path.count("/") == 2 and not path.startswith(_TEXTS)]
    versions = FileVersion.objects.filter(report=report, path__in=texts).exclude(until=None).order_by("-first")
    earlier = {
        f"contributions/.received/{path.split('/')[1]}/{first}/{organization}.md": digest
        for path, first, digest in versions.values_list("path", "first", "blob_id")[:_MOST_VERSIONS]
    }
    return {**earlier, **_select_on(tree, organization)}


def _select_general(tree: Tree) -> Tree:
    """The settings and the general texts."""
    return {path: digest for path, digest in tree.items() if text_tree.is_setting(path) or path.startswith(_TEXTS[0])}


def _is_on(path: str, organization: str) -> bool:
    """Whether a file is a setting or a text on the organization."""
    parts = path.split("/")
    is_text = len(parts) == 3 or path.startswith("contributions/.received/")
    return text_tree.is_setting(path) or (is_text and parts[-1].partition(".")[0] == organization)


def _edit(
    person: Person, report: Report, edit: Callable[[Files], EditAnswer], what: str, reason: str, *, dry_run: bool
) -> Edits:
    require(person, Action.WRITE_ANY_FILE, report)
    answer = EditAnswer()

    def change(base: Tree) -> Changes:
        nonlocal answer
        answer = edit(text_tree.read_files(base))
        if answer.obstacle:
            findings = json.loads(answer.text)["findings"] if answer.text else []
            raise Invalid(_("No text was changed."), drop_other_ways(answer.obstacle), findings=findings)
        return {} if dry_run else answer.files

    def note(facts: ReportFacts) -> None:
        if answer.organization:
            _note_consolidated(person, report, answer.organization, facts)

    change_files(person, report, change, reason, what, report.pk, note)
    report.refresh_from_db()
    files = tuple(path for path in answer.files if path.startswith(_TEXTS))
    return Edits(report.last_revision, files, json.loads(answer.text))


def _note_consolidated(person: Person, report: Report, organization: str, facts: ReportFacts) -> None:
    """Makes the move of each accepted text that now stands in the consolidated one."""
    entities = {text.entity for text in facts.texts if text.organization == organization and text.is_consolidated}
    for pair in Pair.objects.filter(report=report, organization=organization, entity__in=entities):
        move = find_move("consolidate", pair.state)
        if move and move.target:
            pair.state = move.target
            pair.save()
            record_event(report.pk, person.email, "consolidate", str(pair), details={"state": pair.state})
            announce_move(person, pair, "consolidate", "", None)


def compare(
    person: Person,
    report: Report,
    old: int | str,
    new: int | str,
    formats: tuple[str, ...] = (),
    names: tuple[str, str] = ("", ""),
) -> Files:
    """What changed from one state to another, each a revision or a build: figures as comparison.json, and redlines.

    The names of the states stand in the redlines.
    Raises Http404 where the person may not see a state, Forbidden for revisions where the person may not read all
    texts, or Invalid where a state cannot be compared.
    """
    states = [_read_state(person, report, state) for state in (old, new)]
    answer = run_job("compare", ComparisonRequest(states[0], states[1], formats, names), BuildAnswer)
    if not answer.outputs:
        raise Invalid(_("These states cannot be compared."), answer.obstacle)
    return answer.outputs


def _read_state(person: Person, report: Report, state: int | str) -> Files:
    if isinstance(state, int):
        require(person, Action.READ_ALL_TEXTS, report)
        if not 1 <= state <= report.last_revision:
            raise Http404
        return text_tree.check_out(report, state)
    file = find_build(person, report, state).files.filter(name=BUILT_REPORT).first()
    if file is None:
        raise Invalid(_("This build has no outputs."), _("Choose a build that is done."))
    return {BUILT_REPORT: read_blob(file.blob_id)}
