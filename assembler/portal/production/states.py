"""The states of a report that a person may compare, and what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembler.model.text.word_diff import DiffSegment, diff_words
from assembler.model.value import Value
from assembler.portal.actions.editorial import BUILT_REPORT, COMPARISON
from assembler.portal.models import Build, Organization, Person, Report, Revision
from assembler.portal.page_content.builds import describe_build
from assembler.portal.page_content.labels import describe_reason
from assembler.portal.permissions import Action, may, may_read_build
from assembler.portal.templatetags.moments import format_moment

_FIELDS: dict[str, Promise] = {
    "symbol": gettext_lazy("Symbol"),
    "distribution": gettext_lazy("Distribution"),
    "date": gettext_lazy("Date"),
    "agenda": gettext_lazy("Agenda"),
    "notes": gettext_lazy("Notes of the first page"),
    "report_title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "job": gettext_lazy("Job number"),
}
"""The lines of the first page."""
MOST_REVISIONS = 300
"""How many revisions the list has; the address of the page may name any."""


class State(Value):
    """A state of a report that can be compared with another one."""

    key: str
    """The number of a revision, or the id of a build."""
    name: str
    """What the state is."""
    details: str
    """When it came, by whom and why."""

    def __str__(self) -> str:
        return f"{self.name} ({self.details})" if self.details else self.name


class States(Value):
    """The states of one kind, the newest first."""

    name: str
    """What they are called together."""
    states: tuple[State, ...]


class Figures(Value):
    """What changed between two states."""

    total: Mapping[str, int]
    """The counts of all parts together."""
    parts: tuple[tuple[str, Mapping[str, Any]], ...]
    """The name of each part in which something has changed, with its counts."""
    fields: tuple[tuple[str | Promise, tuple[DiffSegment, ...]], ...]
    """What differs on the first page: each line with what was added and taken out."""

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        return not self.parts and not self.fields


def list_states(person: Person, report: Report) -> tuple[States, ...]:
    """The states that the person may compare, by kind."""
    builds = Build.objects.filter(report=report, state=Build.State.DONE, files__name=BUILT_REPORT)
    builds = builds.select_related("report", "asked_by").prefetch_related("files__blob")
    readable = [build for build in builds if may_read_build(person, build)]
    kinds = (
        States(_("Finals"), tuple(_describe_build(build) for build in readable if build.kind == "final")),
        States(_("Drafts"), tuple(_describe_build(build) for build in readable if build.kind == "draft")),
        States(_("Revisions of the texts"), _list_revisions(person, report)),
    )
    return tuple(kind for kind in kinds if kind.states)


def name_states(kinds: Iterable[States], keys: Iterable[str]) -> list[str]:
    """What these states are called in a redline; nothing where the list has no such state."""
    names = {state.key: state.name for kind in kinds for state in kind.states}
    return [names.get(key, "") for key in keys]


def read_figures(report: Report, outputs: Mapping[str, bytes]) -> Figures:
    """What the outputs of a comparison say in figures."""
    figures = json.loads(outputs[COMPARISON])
    names = dict(Organization.objects.filter(report=report).values_list("key", "name"))
    parts = tuple((names.get(part["organization"], part["name"]), part) for part in figures["parts"])
    return Figures(figures["total"], parts, tuple(_mark_field(**field) for field in figures["first_page"]))


def _mark_field(field: str, old: str, new: str) -> tuple[str | Promise, tuple[DiffSegment, ...]]:
    return _FIELDS.get(field, field), diff_words(old, new)


def _describe_build(build: Build) -> State:
    return State(build.pk, describe_build(build).name, format_moment(build.finished or build.asked))


def _list_revisions(person: Person, report: Report) -> tuple[State, ...]:
    if not may(person, Action.READ_ALL_TEXTS, report):
        return ()
    revisions = Revision.objects.filter(report=report).select_related("by").order_by("-number")
    return tuple(_describe_revision(revision) for revision in revisions[:MOST_REVISIONS])


def _describe_revision(revision: Revision) -> State:
    details = (format_moment(revision.at), str(revision.by or ""), str(describe_reason(revision.reason)))
    return State(
        str(revision.number),
        _("Revision %(number)s") % {"number": revision.number},
        ", ".join(filter(None, details)),
    )
