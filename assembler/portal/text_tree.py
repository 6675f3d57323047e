"""Checks out a revision of a report's files, and commits changed ones on a condition.

Nothing is overwritten: who commits says which content each changed path had when the change began. If one of them has
another content now, nothing of the commit is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assembler.portal.blobs import read_blob, read_blobs, save_blobs
from assembler.portal.models import FileVersion, Person, Report, Revision
from assembler.portal.models.texts import Tree
from assembler.portal.problems import Stale


def is_setting(path: str) -> bool:
    """Whether the path is that of the plan or of a name list."""
    return path.startswith("contributions/") and path.count("/") == 1 and path.endswith(".yaml")


def read_tree(report: Report, revision: int | None = None) -> dict[str, str]:
    """The hash of each file by its path, now or as of a revision."""
    return dict(_versions(report, revision).order_by("path").values_list("path", "blob_id"))


def check_out(report: Report, revision: int | None = None) -> dict[str, bytes]:
    """The files of a report, now or as of a revision, as the library takes them."""
    return read_files(read_tree(report, revision))


def read_files(tree: Tree) -> dict[str, bytes]:
    """The contents of a tree, or of a part of one."""
    contents = read_blobs(tree.values())
    return {path: contents[digest] for path, digest in tree.items()}


def read_file(report: Report, path: str, revision: int | None = None) -> bytes | None:
    """The content of a path, now or as of a revision; None where nothing stands."""
    digest = _versions(report, revision).filter(path=path).values_list("blob_id", flat=True).first()
    return read_blob(digest) if digest else None


def commit(
    report: Report, changes: Mapping[str, bytes | None], base: Tree, by: Person | None, reason: str
) -> Revision | None:
    """Makes a revision of changed files, where None takes a file out; None where nothing would change.

    `base` is the tree from which the change began. Raises Stale where a changed path is another one now.
    """
    digests = save_blobs({path: data for path, data in changes.items() if data is not None})
    with transaction.atomic():
        current = lock_report(report)
        now = read_tree(current)
        changed = {path for path in changes if now.get(path) != digests.get(path)}
        stale = sorted(path for path in changed if now.get(path) != base.get(path))
        if stale:
            raise Stale({path: (read_file(current, path), changes[path]) for path in stale})
        if not changed:
            return None
        number = current.last_revision + 1
        revision = Revision.objects.create(report=current, number=number, at=timezone.now(), by=by, reason=reason)
        FileVersion.objects.filter(report=current, path__in=changed, until=None).update(until=number)
        FileVersion.objects.bulk_create(
            FileVersion(report=current, path=path, blob_id=digests[path], first=number)
            for path in sorted(changed)
            if path in digests
        )
        Report.objects.filter(pk=current.pk).update(last_revision=number)
    return revision


def list_text_revisions(report: Report, paths: Iterable[str] = ()) -> dict[str, list[int]]:
    """By the path of each text without its ending, the revisions in which the text changed; of these paths, or of all.

    A text may stand as Markdown or as a Word file; its versions are numbered by their place in the list, from 1.
    """
    versions = FileVersion.objects.filter(report=report, path__startswith="contributions/")
    if wanted := tuple(paths):
        versions = versions.filter(path__in=wanted)
    revisions: dict[str, set[int]] = {}
    for path, first, until in versions.values_list("path", "first", "until"):
        revisions.setdefault(path.rpartition(".")[0], set()).update((first, until or first))
    return {text: sorted(numbers) for text, numbers in revisions.items()}


def count_versions(report: Report, paths: Sequence[str]) -> int:
    """How many versions a text has that may stand at these paths: the number of its last one."""
    return len(next(iter(list_text_revisions(report, paths).values()), ()))


def lock_report(report: Report) -> Report:
    """The report as it is now, which nobody else changes until this transaction ends."""
    return Report.objects.select_for_update().get(pk=report.pk)


def _versions(report: Report, revision: int | None) -> QuerySet[FileVersion]:
    versions = FileVersion.objects.filter(report=report)
    if revision is None:
        return versions.filter(until=None)
    return versions.filter(Q(until=None) | Q(until__gt=revision), first__lte=revision)
