"""Reads and writes any file of a report, each on the condition that nobody has changed it meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import ReportFacts
from assembler.portal import text_tree
from assembler.portal.actions.reports import check_plan, renew
from assembler.portal.models import Membership, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.texts import Tree
from assembler.portal.permissions import Action, may, may_read_text
from assembler.portal.problems import Forbidden, Invalid, NeedsVersion, Stale, TooMany, require_size
from assembler.portal.roles import Role

ANY_VERSION = "*"
"""Says in place of a hash that whatever stands may be replaced."""
LONGEST_PATH = 300
"""How many characters a path may have."""
_ATTEMPTS = 5
_PATH = re.compile(r"(contributions|templates)(/[\w.()&+,' -]+)+")
_TEXT = re.compile(r"contributions/([a-z0-9-]+)/([a-z0-9-]+)\.(md|docx)")
_OF_ALL = re.compile(r"contributions/[^/]+\.(yaml|md)|contributions/(general|consolidated)/.+|templates/.+")
_RECEIVED = re.compile(r"contributions/\.received/(?:\.unsettled/)?([a-z0-9-]+)[./].+")


type Changes = Mapping[str, bytes | None]
"""The new content of each path that changes; None where the file is taken out."""


def find_file(person: Person, report: Report, path: str) -> tuple[bytes, str]:
    """The content and the hash of a file. Raises Http404 where there is none, or none that the person may see."""
    digest = text_tree.read_tree(report).get(path)
    if digest is None or not may_read_file(person, report, path):
        raise Http404
    return text_tree.read_files({path: digest})[path], digest


def may_read_file(person: Person, report: Report, path: str) -> bool:
    """Whether the person may read what stands at the path, or would stand there."""
    if may(person, Action.READ_ALL_TEXTS, report):
        return True
    if text := _TEXT.fullmatch(path):
        pairs = Pair.objects.visible_to(person).select_related("report")
        pair = pairs.filter(report=report, entity=text[1], organization=text[2]).first()
        if pair is not None:
            return may_read_text(person, pair)
    if received := _RECEIVED.fullmatch(path):
        places = Membership.objects.current().filter(person=person, report=report, role=Role.FOCAL_POINT)
        return places.filter(entity=received[1], organization="").exists()
    return _OF_ALL.fullmatch(path) is not None and may(person, Action.READ_PLAN, report)


def write_file(person: Person, report: Report, path: str, data: bytes | None, version: str | None) -> str:
    """Puts a content at a path, or takes the file out where the content is None; the hash of what stands then.

    `version` is the hash of what the person has read. Raises Http404, Forbidden, Invalid, TooLarge, NeedsVersion, or
    Stale where something else stands now.
    """
    _require(person, report, path)
    require_size(len(data or b""))

    def replace(base: Tree) -> Changes:
        _require_version(base, path, data, version)
        return {path: data}

    change_files(person, report, replace, gettext_noop("File written"), "write", _name(path))
    return text_tree.read_tree(report).get(path, "")


def change_files(
    person: Person,
    report: Report,
    change: Callable[[Tree], Changes],
    reason: str,
    what: str,
    object: str,
    after: Callable[[ReportFacts], object] = lambda _facts: None,
) -> int | None:
    """Commits what `change` makes of the report's tree, all or nothing; the number of the revision, if there is one.

    Where somebody changes the report meanwhile, this begins anew with the tree that stands then. `after` is called in
    the transaction. Raises what `change` raises, Invalid where the plan could not be used after it, or TooMany.
    """
    for _attempt in range(_ATTEMPTS):
        report.refresh_from_db()
        base = text_tree.read_tree(report)
        changes = change(base)
        if not changes:
            return None
        files = text_tree.read_files({path: digest for path, digest in base.items() if path not in changes})
        facts = check_plan(files | {path: data for path, data in changes.items() if data is not None})
        with transaction.atomic():
            if text_tree.lock_report(report).last_revision != report.last_revision:
                continue  # the report is another one than that of which the changes were made
            revision = text_tree.commit(report, changes, base, person, reason)
            if revision:
                details = {"revision": revision.number, "paths": sorted(changes)}
                record_event(report.pk, person.email, what, object, details=details)
                renew(report, facts)
                after(facts)
            return revision.number if revision else None
    raise TooMany(_("Many people are writing in this report at the moment."), _("Send the file again."))


def _require_version(base: Tree, path: str, data: bytes | None, version: str | None) -> None:
    current = base.get(path)
    if data is None and current is None:
        raise Http404
    if version is None and current is not None:
        raise NeedsVersion
    if version not in (None, ANY_VERSION, current) or (version == ANY_VERSION and current is None):
        raise Stale({path: (text_tree.read_files({path: current})[path] if current else None, data)})


def _require(person: Person, report: Report, path: str) -> None:
    if not may(person, Action.WRITE_ANY_FILE, report):
        if may_read_file(person, report, path) and path in text_tree.read_tree(report):
            raise Forbidden(_("You may not change files of the report."))
        raise Http404
    if len(path) > LONGEST_PATH or not _PATH.fullmatch(path) or {".", ".."} & {*path.split("/")}:
        raise Invalid(
            _("This is no place for a file of a report."), _("Name a path below contributions/ or templates/.")
        )


def _name(path: str) -> str:
    """A text by its entity and organization, as other events name it; any other file by its path."""
    text = _TEXT.fullmatch(path)
    return f"{text[1]}/{text[2]}" if text else path
