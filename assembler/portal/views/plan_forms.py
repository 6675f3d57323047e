"""The forms of the page `/r/REPORT/plan/`: parts of the plan, who is asked for what, entities and organizations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assembler.api import ReportFacts, SettingFault, SettingsEdit
from assembler.model.value import Value
from assembler.portal.models import Entity, Organization, Pair, Person, Report
from assembler.portal.page_content.hints import drop_other_ways
from assembler.portal.permissions import Action, may, require
from assembler.portal.planning.deadlines import OpenText, list_open_texts, move_deadline, read_deadline
from assembler.portal.planning.fields import ASKED, ENTITY, FORMS, ORGANIZATION, Form, Part, Words
from assembler.portal.planning.form_values import (
    Setting,
    Settings,
    find_changes,
    list_inputs,
    place_standing,
    show_parts,
    sort_faults,
)
from assembler.portal.planning.saving import (
    Conflict,
    Faulty,
    FindChanges,
    SettingsFile,
    edit_file,
    read_settings,
    save_settings,
)
from assembler.portal.problems import Invalid, Problem, Stale

_PLAN = "contributions/report.yaml"
_DEADLINE = "deadline"
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_IDENTIFIER = 40
_NO_KEY = "-"
"""Stands for the identifier that a new line of a list has not yet."""


class _List(Value):
    """A name list."""

    path: str
    parts: Sequence[Part]
    title: Words
    add: Words
    new: Words
    lead: Words


_LISTS = {
    "entities": _List(
        "contributions/entities.yaml",
        ENTITY,
        gettext_lazy("Entities"),
        gettext_lazy("Add an entity"),
        gettext_lazy("A new entity"),
        gettext_lazy("The entities that contribute, in protocol order, with those to whom the program writes."),
    ),
    "organizations": _List(
        "contributions/organizations.yaml",
        ORGANIZATION,
        gettext_lazy("Organizations"),
        gettext_lazy("Add an organization"),
        gettext_lazy("A new organization"),
        gettext_lazy("The organizations on which the report is."),
    ),
}


def list_pages() -> dict[str, object]:
    """The forms and the lists, for the navigation of the page."""
    return {"forms": FORMS, "lists": _LISTS}


def show_plan_form(request: HttpRequest, person: Person, report: Report) -> HttpResponse:
    """A form of the plan, a name list, or the form of one body of a list; a POST keeps what was typed."""
    name = request.GET.get("part", FORMS[0].name)
    if name in _LISTS:
        return _show_list(request, person, report, name)
    form = next((form for form in FORMS if form.name == name), None)
    if form is None:
        raise Http404
    if request.method == "POST":
        require(person, Action.WRITE_ANY_FILE, report)
    file = read_settings(report, _PLAN)
    if request.method != "POST":
        return _show(request, person, report, file, form)
    moved: list[int] = []
    old = read_deadline(str(file.edit.fields.get(_DEADLINE, "")))

    def follow(facts: ReportFacts) -> None:
        if form.name == "dates" and facts.deadline != old:
            chosen = _read_chosen(request.POST, list_open_texts(report, old))
            moved.append(move_deadline(person, report, facts.deadline, chosen))

    find = _find_changes(form, report, request.POST)
    try:
        is_changed = save_settings(person, report, file, find, request.POST.get("version", ""), after=follow)
    except (Invalid, Stale) as problem:
        return _show(request, person, report, file, form, problem, find)
    _tell(request, is_changed=is_changed, moved=sum(moved))
    return redirect(request.get_full_path())


def _find_changes(form: Form, report: Report, post: QueryDict) -> FindChanges:
    if form.name == ASKED:
        return lambda edit: find_asked(edit.fields, report, post.getlist("pair"))
    return lambda edit: find_changes(edit.fields, form.parts, post)


def _read_chosen(post: QueryDict, texts: Sequence[OpenText]) -> frozenset[str]:
    """The open texts that follow the deadline; those that have no day of their own where nobody was asked."""
    if "texts" in post:
        return frozenset(post.getlist("open"))
    return frozenset(str(text.pair) for text in texts if not text.has_own_day)


def find_asked(values: Settings, report: Report, chosen: Sequence[str]) -> dict[str, Setting]:
    """Whom the check marks ask for other texts than before; identifiers that no list has stay."""
    known = list(report.organizations.values_list("key", flat=True))
    changes: dict[str, Setting] = {}
    for entity in report.entities.values_list("key", flat=True):
        before = _list_values(values.get(f"requested.{entity}"))
        marked = [key for key in known if f"{entity}/{key}" in chosen]
        remaining = [key for key in before if key in marked or key not in known]
        after = (*remaining, *(key for key in marked if key not in remaining))
        if after != before:
            changes[f"requested.{entity}"] = after
    return changes


def _list_values(value: Setting | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _show(
    request: HttpRequest,
    person: Person,
    report: Report,
    file: SettingsFile,
    form: Form,
    problem: Problem | None = None,
    find: FindChanges | None = None,
) -> HttpResponse:
    values, standing, faults = _read_state(report, file, problem, find)
    content = _describe(person, report, file, form.parts, "", values, standing, faults, problem)
    content |= {"form": form, "part": form.name, **list_pages()}
    if form.name == ASKED:
        content |= describe_asked(report, values, standing)
    if form.name == "dates":
        texts = list_open_texts(report, read_deadline(str(file.edit.fields.get(_DEADLINE, ""))))
        content |= {"open_texts": texts, "chosen_texts": _read_chosen(request.POST, texts)}
    return render(request, "portal/report/plan_form.html", content, status=problem.status if problem else 200)


def _read_state(
    report: Report, file: SettingsFile, problem: Problem | None, find: FindChanges | None
) -> tuple[Settings, Settings, Sequence[SettingFault]]:
    """The values that the form shows, those of others in the same fields, and what is wrong."""
    if isinstance(problem, Faulty):
        return problem.edit.fields, {}, problem.edit.faults
    if isinstance(problem, Conflict):
        return edit_file(file, report, problem.changes).fields, problem.standing, ()
    if problem and find:
        return edit_file(file, report, find(file.edit)).fields, {}, ()
    return file.edit.fields, {}, file.edit.faults


def _describe(
    person: Person,
    report: Report,
    file: SettingsFile,
    parts: Sequence[Part],
    key: str,
    values: Settings,
    standing: Settings,
    faults: Sequence[SettingFault],
    problem: Problem | None,
) -> dict[str, object]:
    """What every form shows."""
    own = _select_below(values, key)
    bare = tuple(show_parts(own, parts, {}, {}))
    named = [(fault.field, describe_fault(fault)) for fault in faults if _is_below(fault.field, key)]
    sentences = sort_faults([(field.removeprefix(f"{key}."), sentence) for field, sentence in named], bare)
    by_input = sentences.by_input
    if field := problem.members.get("field") if problem else None:
        by_input = {**by_input, str(field): (f"{problem.title} {problem.detail}",)} if problem else by_input
    theirs = place_standing(_select_below(standing, key), bare)
    shown = tuple(show_parts(own, parts, by_input, theirs))
    summary = [(one.name, str(one.field.label)) for one in list_inputs(shown) if one.standing is not None]
    summary += [(name, sentence) for name, all_ in by_input.items() for sentence in all_]
    return {
        "report": report,
        "file": file,
        "is_broken": not file.edit.fields and bool(file.version),
        "shown": shown,
        "errors": by_input,
        "summary": summary if problem else (),
        "others": sentences.others,
        "standing": standing,
        "problem": problem,
        "may_write": may(person, Action.WRITE_ANY_FILE, report),
    }


def describe_fault(fault: SettingFault) -> str:
    """What is wrong with a field, and what to do in the form."""
    return f"{fault.message} {drop_other_ways(fault.hint)}".strip()


def describe_asked(report: Report, values: Settings, standing: Settings) -> dict[str, object]:
    """The table of who is asked for what, by the values of a plan and the bodies of the report."""
    theirs = [(name.partition(".")[2], ", ".join(_list_values(value))) for name, value in standing.items()]
    return {"organizations": report.organizations.all(), "rows": list_asked_rows(report, values), "theirs": theirs}


def list_asked_rows(report: Report, values: Settings) -> list[tuple[Entity, list[tuple[Organization, bool]]]]:
    """Each entity with all organizations, and whether it is asked to report on them."""
    organizations = list(report.organizations.all())
    rows = []
    for entity in report.entities.all():
        asked = _list_values(values.get(f"requested.{entity.key}"))
        rows.append((entity, [(organization, organization.key in asked) for organization in organizations]))
    return rows


def _is_below(field: str, key: str) -> bool:
    return not key or field == key or field.startswith(f"{key}.")


def _select_below(values: Settings, key: str) -> dict[str, Setting]:
    """The fields below a key of the file, by their names there; all without a key."""
    if not key:
        return dict(values)
    return {name.removeprefix(f"{key}."): value for name, value in values.items() if name.startswith(f"{key}.")}


def _tell(request: HttpRequest, *, is_changed: bool, moved: int = 0) -> None:
    messages.success(request, _("The changes are saved.") if is_changed else _("Nothing was changed."))
    if moved:
        words = ngettext(
            "One open text is due on the new day, too.", "%(count)s open texts are due on the new day, too.", moved
        )
        messages.success(request, words % {"count": moved})


def _show_list(request: HttpRequest, person: Person, report: Report, name: str) -> HttpResponse:
    """A name list, or the form of one body of it."""
    own = _LISTS[name]
    if request.method == "POST":
        require(person, Action.WRITE_ANY_FILE, report)
    file = read_settings(report, own.path)
    key = request.GET.get("key", "")
    if key and key not in file.edit.keys:
        raise Http404
    if not key and "new" not in request.GET:
        content = _describe(person, report, file, (), "", {}, {}, (), None)
        content |= {"part": name, "list": own, **list_pages(), "bodies": _list_bodies(file.edit)}
        return render(request, "portal/report/plan_list.html", content)
    if not key:
        require(person, Action.WRITE_ANY_FILE, report)
    if request.method != "POST":
        return _show_body(request, person, report, file, name, key)
    is_removed = request.POST.get("act") == "remove"
    new_key = key or " ".join(request.POST.get("key", "").split())

    def find(edit: SettingsEdit) -> dict[str, Setting]:
        if is_removed:
            return {new_key: ""}
        changes = find_changes(_select_below(edit.fields, new_key), own.parts, request.POST)
        return {f"{new_key}.{field}": value for field, value in changes.items()}

    try:
        if is_removed:
            _require_unused(report, name, key)
        elif not key:
            _require_new_key(new_key, file.edit)
        steps = 0 if is_removed else _read_steps(request.POST, file.edit, new_key)
        version = request.POST.get("version", "")
        is_changed = save_settings(person, report, file, find, version, move=new_key if steps else "", steps=steps)
    except (Invalid, Stale) as problem:
        return _show_body(request, person, report, file, name, new_key, problem, find)
    _tell(request, is_changed=is_changed)
    return redirect(f"{request.path}?part={name}")


def _list_bodies(edit: SettingsEdit) -> list[tuple[str, object, object, int]]:
    """Each body with its acronym, its name, and how many contacts it has."""
    fields = edit.fields
    return [
        (
            key,
            fields.get(f"{key}.acronym", ""),
            fields.get(f"{key}.name", ""),
            sum(1 for field in fields if field.startswith(f"{key}.contacts.") and field.endswith(".email")),
        )
        for key in edit.keys
    ]


def _show_body(
    request: HttpRequest,
    person: Person,
    report: Report,
    file: SettingsFile,
    name: str,
    key: str,
    problem: Problem | None = None,
    find: FindChanges | None = None,
) -> HttpResponse:
    own, keys = _LISTS[name], file.edit.keys
    is_new = "key" not in request.GET
    values, standing, faults = _read_state(report, file, problem, find)
    if is_new and problem and not isinstance(problem, Faulty):
        typed = find_changes({}, own.parts, request.POST)
        faults = ()
        values = {f"{key or _NO_KEY}.{field}": value for field, value in typed.items()}
    content = _describe(person, report, file, own.parts, key or _NO_KEY, values, standing, faults, problem)
    content |= {
        "part": name,
        "list": own,
        **list_pages(),
        "key": key,
        "is_new": is_new,
        "body_name": values.get(f"{key}.acronym") or values.get(f"{key}.name", key),
        "place": request.POST.get("place") or (len(keys) + 1 if is_new else keys.index(key) + 1),
        "most": len(keys) + is_new,
        "is_used": not is_new and _is_used(report, name, key),
    }
    return render(request, "portal/report/plan_body.html", content, status=problem.status if problem else 200)


def _require_new_key(key: str, edit: SettingsEdit) -> None:
    if len(key) > _LONGEST_IDENTIFIER or not _IDENTIFIER.fullmatch(key):
        raise Invalid(
            _("The identifier cannot be used."),
            _("Write at most 40 small letters, figures and hyphens, such as: who"),
            field="key",
        )
    if key in edit.keys:
        raise Invalid(_("The list has this identifier already."), _("Write another identifier."), field="key")


def _read_steps(post: QueryDict, edit: SettingsEdit, key: str) -> int:
    """So many places the body goes down in its list."""
    typed = post.get("place", "")
    here = edit.keys.index(key) if key in edit.keys else len(edit.keys)
    return int(typed) - 1 - here if typed.isdecimal() and 0 < int(typed[:6]) <= len(edit.keys) + 1 else 0


def _is_used(report: Report, name: str, key: str) -> bool:
    texts = Pair.objects.filter(report=report)
    return texts.filter(entity=key).exists() if name == "entities" else texts.filter(organization=key).exists()


def _require_unused(report: Report, name: str, key: str) -> None:
    if _is_used(report, name, key):
        raise Invalid(
            _("The report asks for texts of this line, or has some."),
            _("Take the check marks away under “Who is asked for what” first."),
        )
