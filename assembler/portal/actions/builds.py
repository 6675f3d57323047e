"""Asks for builds of a report, and says what has become of them.

A build is known by the hash of what goes into it: the same files, options and program give the same build, which is
made once, however many ask.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from assembler import __version__
from assembler.model.text.scaffold_text import is_no_reason
from assembler.portal import text_tree
from assembler.portal.actions.build_work import make_next_build
from assembler.portal.models import Build, BuildFile, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.notices import announce_draft
from assembler.portal.permissions import Action, may_read_build, require
from assembler.portal.problems import Invalid, TooMany

FORMATS = ("docx", "pdf", "html", "txt", "print")
"""The output formats, in the order of the command line; report.json and manifest.json are always made."""
MOST_ATTEMPTS = 3
"""How often a build is begun before it has failed."""
MOST_WAITING = 20
"""How many builds of one report may wait or be made at a time."""
_OPEN = (Build.State.QUEUED, Build.State.RUNNING)


def request_build(
    person: Person,
    report: Report,
    *,
    kind: str,
    formats: Sequence[str] = ("docx", "pdf"),
    label: str = "",
    accepted: Mapping[str, str] | None = None,
) -> Build:
    """The build of the report as it stands now; queued, unless the same was asked for before.

    `accepted` gives the reason for each rule whose findings are let pass in a final; each is an event. A build that
    failed is tried again. Raises Http404, Forbidden, TooMany, or Invalid where a reason says nothing.
    """
    require(person, Action.BUILD_FINAL if kind == "final" else Action.BUILD_DRAFT, report)
    wanted = [name for name in FORMATS if name in formats]
    reasons = _read_reasons(accepted or {})
    with transaction.atomic():
        current = text_tree.lock_report(report)
        key = _compute_key(current, kind, wanted, label, reasons)
        if Build.objects.filter(report=current, state__in=_OPEN).exclude(pk=key).count() >= MOST_WAITING:
            raise TooMany(_("Many builds of this report are waiting."), _("Ask again when some of them are done."))
        build, is_new = Build.objects.get_or_create(
            pk=key,
            defaults={
                "report": current,
                "revision": current.last_revision,
                "kind": kind,
                "formats": wanted,
                "label": label,
                "accepted": reasons,
                "asked_by": person,
            },
        )
        failed = Build.objects.filter(pk=key, state=Build.State.FAILED)
        if is_new or failed.update(state=Build.State.QUEUED, attempts=0, log="", finished=None, asked=timezone.now()):
            details = {"revision": build.revision, "kind": kind}
            record_event(report.pk, person.email, "build", key, details=details)
            for rule, reason in reasons.items() if is_new else ():
                record_event(report.pk, person.email, "accept findings", rule, reason, {"build": key})
            make_next_build.enqueue()
    build.refresh_from_db()
    return build


def find_build(person: Person, report: Report, id: str) -> Build:
    """The build of that id. Raises Http404 where the person may not read its outputs."""
    build = Build.objects.filter(pk=id, report=report).prefetch_related("files__blob").first()
    if build is None or not may_read_build(person, build):
        raise Http404
    return build


def find_output(build: Build, name: str) -> BuildFile:
    """The output of that name. Raises Http404 where the build has none."""
    file = build.files.filter(name=name).first()
    if file is None:
        raise Http404
    return file


def send_out(person: Person, build: Build) -> None:
    """Lets everybody in the report read a draft, and tells them. Raises Forbidden, or Invalid where it is not done."""
    require(person, Action.SEND_DRAFTS, build.report)
    with transaction.atomic():
        drafts = Build.objects.filter(pk=build.pk, kind="draft", state=Build.State.DONE, sent_out=None)
        if drafts.update(sent_out=timezone.now()):
            record_event(build.report_id, person.email, "send draft", build.pk, details={"revision": build.revision})
            announce_draft(person, build)
        elif not Build.objects.filter(pk=build.pk, kind="draft", state=Build.State.DONE).exists():
            raise Invalid(_("This is no draft that is done."), _("Send a draft out when its files are there."))


def rescue_builds() -> None:
    """Queues builds again whose worker is silent, and sees that somebody looks for those that wait.

    A build that was begun three times has failed.
    """
    limit = timezone.now() - settings.BUILD_SILENCE
    with transaction.atomic():
        silent = Build.objects.filter(Q(beat__lt=limit) | Q(beat=None), state=Build.State.RUNNING)
        for build in silent.filter(attempts__gte=MOST_ATTEMPTS):
            log = _("The process that made this build has died %(count)s times.") % {"count": build.attempts}
            lines = f"{build.log}{log}\n"
            if silent.filter(pk=build.pk).update(state=Build.State.FAILED, log=lines, finished=timezone.now()):
                record_event(build.report_id, "", "build failed", build.pk)
        silent.filter(attempts__lt=MOST_ATTEMPTS).update(state=Build.State.QUEUED, worker="", stage="", done=0)
        waiting = Build.objects.filter(state=Build.State.QUEUED).count()
        for _number in range(waiting - DBTaskResult.objects.ready().count()):
            make_next_build.enqueue()


def _read_reasons(accepted: Mapping[str, str]) -> dict[str, str]:
    """The reasons with single spaces. Raises Invalid where one stands in the place of a reason and says nothing."""
    reasons = {rule: " ".join(reason.split()) for rule, reason in sorted(accepted.items())}
    for rule, reason in reasons.items():
        if not reason.isprintable() or not reason or is_no_reason(reason):
            raise Invalid(
                _("“%(words)s” is no reason.") % {"words": reason},
                _("Write why the findings may pass. The reason stands in the record of the final."),
                rule=rule,
            )
    return reasons


def _compute_key(report: Report, kind: str, formats: Sequence[str], label: str, accepted: Mapping[str, str]) -> str:
    tree = text_tree.read_tree(report)
    content = [__version__, report.pk, sorted(tree.items()), kind, formats, label, sorted(accepted.items())]
    return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
