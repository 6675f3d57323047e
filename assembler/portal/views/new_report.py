"""The page `/reports/new/`: a new report that follows an earlier one, in four steps and a page to check the answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.portal.isolated.values import decode, encode
from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, list_earlier_reports, may
from assembler.portal.planning.fields import ASKED, Form
from assembler.portal.planning.form_values import Settings, find_changes, list_inputs, show_parts, sort_faults
from assembler.portal.planning.new_report import (
    PLAN,
    STEPS,
    NewReport,
    answer_step,
    begin,
    list_people,
    list_values,
    make_report,
    read_edit,
)
from assembler.portal.planning.saving import Faulty, read_settings
from assembler.portal.problems import Invalid
from assembler.portal.views.my import read_person
from assembler.portal.views.plan_forms import describe_asked, describe_fault, find_asked, list_asked_rows

_KEY = "new-report"
"""Where a session keeps the report that is not made yet."""
_LAST = "last-new-report"
"""Where a session keeps the id of the report that was made last, for a button that is pressed twice."""
_CHECK = "check"
_NONE = "none"
"""What the button sends that takes away all ticks of the earlier report."""


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """The choice of the earlier report, a step, or the check of the answers."""
    person = read_person(request)
    if not list_earlier_reports(person).exists():
        raise Http404
    name = request.GET.get("step", "")
    if not name:
        return _begin(request, person)
    new = _read(request)
    earlier = list_earlier_reports(person).filter(pk=new.earlier).first() if new else None
    if new is None or earlier is None:
        id = request.session.get(_LAST)
        return _open(person, id) if name == _CHECK and request.method == "POST" and id else redirect("new-report")
    if name == _CHECK:
        return _check(request, person, new, earlier)
    step = next((step for step in STEPS if step.name == name), None)
    if step is None:
        raise Http404
    return _answer(request, new, earlier, step)


def _begin(request: HttpRequest, person: Person) -> HttpResponse:
    problem = None
    if request.method == "POST":
        try:
            new = begin(person, request.POST.get("earlier", ""))
        except Invalid as invalid:
            problem = invalid
        else:
            return _go_on(request, new)
    content = {
        "reports": list_earlier_reports(person),
        "unfinished": _read(request),
        "problem": problem,
        "problem_field": "earlier" if problem else "",
    }
    return render(request, "portal/new_report/begin.html", content, status=problem.status if problem else 200)


def _answer(request: HttpRequest, new: NewReport, earlier: Report, step: Form) -> HttpResponse:
    edit = read_edit(new, earlier)
    values: Settings = list_values(new, edit)
    problem = None
    if request.method == "POST":
        if step.name == ASKED and request.POST.get("act") == _NONE:
            nobody = {name: value for name, value in values.items() if not name.startswith("requested.")}
            return _show_step(request, earlier, step, nobody, None)
        if step.name == ASKED:
            changes = find_asked(values, earlier, request.POST.getlist("pair"))
        else:
            changes = find_changes(values, step.parts, request.POST)
        try:
            return _go_on(request, answer_step(new, earlier, step, changes))
        except Faulty as faulty:
            problem, values = faulty, faulty.edit.fields
    return _show_step(request, earlier, step, values, problem)


def _show_step(
    request: HttpRequest, earlier: Report, step: Form, values: Settings, problem: Faulty | None
) -> HttpResponse:
    bare = tuple(show_parts(values, step.parts, {}, {}))
    faults = [(fault.field, describe_fault(fault)) for fault in problem.edit.faults] if problem else []
    sentences = sort_faults(faults, bare)
    content = {
        "earlier": earlier,
        "form": step,
        "number": STEPS.index(step) + 1,
        "steps": len(STEPS),
        "back": STEPS[STEPS.index(step) - 1].name if step is not STEPS[0] else "",
        "shown": tuple(show_parts(values, step.parts, sentences.by_input, {})),
        "summary": [(name, sentence) for name, all_ in sentences.by_input.items() for sentence in all_],
        "others": sentences.others,
        "was": _list_earlier_values(earlier, step),
        "problem": problem,
        "may_write": True,
    }
    if step.name == ASKED:
        content |= describe_asked(earlier, values, {})
    return render(request, "portal/new_report/step.html", content, status=problem.status if problem else 200)


def _list_earlier_values(earlier: Report, step: Form) -> list[tuple[object, str]]:
    """What the earlier report says in the fields that are empty at first."""
    if step.name not in ("dates", "symbols"):
        return []
    first = read_settings(earlier, PLAN).edit.fields
    inputs = list_inputs(tuple(show_parts(first, step.parts, {}, {})))
    return [(one.field.label, one.words) for one in inputs if one.value and one.name in first]


def _check(request: HttpRequest, person: Person, new: NewReport, earlier: Report) -> HttpResponse:
    if new.next_step:
        return redirect(_address(new.next_step))
    places = list_people(earlier)
    problem = None
    if request.method == "POST":
        chosen = request.POST.getlist("place")
        try:
            report = make_report(person, new, earlier, [place for place in places if str(place.pk) in chosen])
        except Invalid as invalid:
            problem = invalid
        else:
            del request.session[_KEY]
            request.session[_LAST] = report.pk
            messages.success(request, _("The report %(report)s is made.") % {"report": report})
            return _open(person, report.pk)
    edit = read_edit(new, earlier)
    content = {
        "earlier": earlier,
        "answers": [(step, _list_answers(step, edit.fields)) for step in STEPS],
        "asked": _list_asked(edit.fields, earlier),
        "places": places,
        "chosen": request.POST.getlist("place") if request.method == "POST" else None,
        "problem": problem,
    }
    return render(request, "portal/new_report/check.html", content, status=problem.status if problem else 200)


def _list_answers(step: Form, values: Settings) -> list[tuple[object, str]]:
    inputs = list_inputs(tuple(show_parts(values, step.parts, {}, {})))
    return [(one.field.label, one.words) for one in inputs if one.value]


def _list_asked(values: Settings, earlier: Report) -> Sequence[tuple[object, list[str]]]:
    """Each entity that is asked, with the organizations."""
    rows = list_asked_rows(earlier, values)
    return [
        (entity, [str(organization) for organization, is_asked in cells if is_asked])
        for entity, cells in rows
        if any(is_asked for _organization, is_asked in cells)
    ]


def _open(person: Person, id: str) -> HttpResponse:
    """The page with which the work on a new report goes on; an administrator without a place has none of it."""
    report = Report.objects.visible_to(person).filter(pk=id).first()
    if report is None or not may(person, Action.INVITE, report):
        return redirect("home")
    return redirect("invitations", id)


def _go_on(request: HttpRequest, new: NewReport) -> HttpResponse:
    request.session[_KEY] = encode(new).hex()
    return redirect(_address(new.next_step or _CHECK))


def _address(step: str) -> str:
    return f"{reverse('new-report')}?step={step}"


def _read(request: HttpRequest) -> NewReport | None:
    state = request.session.get(_KEY)
    return decode(bytes.fromhex(state), NewReport) if state else None
