"""Drafts and finals of a report: how far each is, its outputs, and what keeps a final back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembler.model.value import Value
from assembler.portal.models import Build, BuildFile, Person, Report
from assembler.portal.page_content.file_names import name_path
from assembler.portal.page_content.hints import choose_hint, read_hint
from assembler.portal.page_content.names import Names
from assembler.portal.permissions import may_read_build
from assembler.portal.text_tree import is_setting

MOST = 50
"""How many builds the page lists."""
_STATES: dict[str, tuple[Promise, str]] = {
    "queued": (gettext_lazy("Waiting"), "expected"),
    "running": (gettext_lazy("Being made"), "draft"),
    "done": (gettext_lazy("Done"), "cleared"),
    "refused": (gettext_lazy("Refused"), "returned"),
    "failed": (gettext_lazy("Failed"), "objected"),
}
"""Of each state of a build, its word and the state of texts whose tag it borrows."""
_STAGES = {
    "reading": gettext_lazy("The texts are read."),
    "assembling": gettext_lazy("The report is put together."),
    "checking": gettext_lazy("The report is checked."),
    "writing docx": gettext_lazy("The Word file is written."),
    "writing pdf": gettext_lazy("The PDF is written."),
    "writing print": gettext_lazy("The PDF for the printer is written."),
    "writing html": gettext_lazy("The web page is written."),
    "writing txt": gettext_lazy("The plain text is written."),
}
_TEXT = re.compile(r"contributions/([^/]+)/([^/]+)\.(?:md|docx)")
_OF_APPEARANCE = ("IN-JOB-", "IN-EMB-", "IN-TPL-")
"""How the rules begin whose findings are mended on the page of job number, emblem and templates."""
_PAGES = {"consolidated": "workbench", "general": "general-text"}
"""The pages of texts that are no entity's, by their folder."""


class BuildRow(Value):
    """A build, as pages show it."""

    build: Build
    name: str
    """What it is: a draft with its label, or the final."""
    label: str | Promise
    """The word of its state."""
    tag: str
    """The state of texts whose tag it has."""
    is_open: bool
    """Whether it waits or is being made."""
    stage: str | Promise
    """What is being done now."""
    done: int
    """How many steps are done, of `build.total`."""
    seconds: int
    """How long ago it was asked for, as long as it is open."""
    files: tuple[BuildFile, ...]


class Obstacle(Value):
    """What keeps a final back: the findings of one rule."""

    rule: str
    findings: tuple[Mapping[str, Any], ...]
    addresses: tuple[str, ...]
    """Of each finding, the page on which it is mended; empty where there is none."""
    names: tuple[str, ...]
    """What people call the text or the file of each."""
    is_fixed: bool
    """Whether it was accepted and still keeps the final back, so that it has to be mended."""

    @property
    def hint(self) -> Mapping[str, Any] | None:
        """A finding whose hint holds for all of them; None where each says for itself what to do."""
        return self.findings[0] if len({choose_hint(self.rule, read_hint(one)) for one in self.findings}) == 1 else None

    @property
    def places(self) -> Iterator[tuple[Mapping[str, Any], str, str]]:
        """Each finding with its address and its name."""
        return zip(self.findings, self.addresses, self.names, strict=True)


def list_builds(person: Person, report: Report) -> tuple[BuildRow, ...]:
    """The builds of the report that the person may read, the newest first."""
    builds = Build.objects.filter(report=report).select_related("report", "asked_by").prefetch_related("files__blob")
    return tuple(describe_build(build) for build in builds[:MOST] if may_read_build(person, build))


def describe_build(build: Build) -> BuildRow:
    """The build, as pages show it."""
    label, tag = _STATES[build.state]
    is_final = build.kind == "final"
    name = _("Final") if is_final else _("Draft of revision %(number)s") % {"number": build.revision}
    is_open = build.state in (Build.State.QUEUED, Build.State.RUNNING)
    return BuildRow(
        build=build,
        name=f"{name}: {build.label}" if build.label else name,
        label=label,
        tag=tag,
        is_open=is_open,
        stage=_name_stage(build),
        done=min(build.done, build.total),
        seconds=max(1, round((timezone.now() - build.asked).total_seconds())) if is_open else 0,
        files=tuple(build.files.all()),
    )


def list_obstacles(build: Build) -> tuple[Obstacle, ...]:
    """What keeps the final back, by rule; those with most findings last."""
    blocking = [finding for finding in build.findings if finding["blocks"]]
    rules = dict.fromkeys(finding["rule"] for finding in blocking)
    names = Names([build.report_id])
    obstacles = (
        Obstacle(
            rule=rule,
            findings=tuple(group := [finding for finding in blocking if finding["rule"] == rule]),
            addresses=tuple(
                reverse("appearance", args=[build.report_id])
                if rule.startswith(_OF_APPEARANCE)
                else find_address(build, finding["path"])
                for finding in group
            ),
            names=tuple(name_path(finding["path"], names, build.report_id) for finding in group),
            is_fixed=rule in build.accepted,
        )
        for rule in rules
    )
    return tuple(sorted(obstacles, key=lambda obstacle: len(obstacle.findings)))


def _name_stage(build: Build) -> str | Promise:
    if build.state == Build.State.QUEUED:
        return _("The build begins when a worker is free.")
    return _STAGES.get(build.stage, "")


def find_address(build: Build, path: str) -> str:
    """The page on which a finding on that file is mended; empty where there is none."""
    if is_setting(path):
        return f"{reverse('plan', args=[build.report_id])}?file={path.rpartition('/')[2].removesuffix('.yaml')}"
    if path.startswith("templates/"):
        return reverse("appearance", args=[build.report_id])
    place = _TEXT.fullmatch(path)
    if place is None:
        return ""
    page = _PAGES.get(place[1])
    if page:
        return reverse(page, args=[build.report_id, place[2]])
    return reverse("text", args=[build.report_id, place[1], place[2]])
