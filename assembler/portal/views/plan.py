"""The page `/r/REPORT/plan/`: the plan and the name lists of a report, as forms or as YAML."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assembler.portal.actions.files import write_file
from assembler.portal.models import Person, Report
from assembler.portal.page_content.file_names import SETTINGS_FILES
from assembler.portal.page_content.settings_files import check_settings_file, read_settings_file
from assembler.portal.permissions import Action, find_report, may
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.views.my import read_person
from assembler.portal.views.plan_forms import list_pages, show_plan_form


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, report: str) -> HttpResponse:
    """The page; a POST checks what was typed, and keeps it if that is asked for."""
    person = read_person(request)
    place = find_report(person, report)
    if not may(person, Action.READ_PLAN, place):
        raise Http404
    if "file" not in request.GET and "text" not in request.POST:
        return show_plan_form(request, person, place)
    name = request.GET.get("file", "report")
    if name not in SETTINGS_FILES:
        raise Http404
    if request.method != "POST":
        return _show(request, person, place, name)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if request.POST.get("act") == "check":
        return _show(request, person, place, name, text)
    try:
        write_file(person, place, f"contributions/{name}.yaml", text.encode(), request.POST.get("version") or None)
    except (Invalid, Stale) as problem:
        return _show(request, person, place, name, text, problem)
    messages.success(request, _("The file is saved."))
    return redirect(request.get_full_path())


def _show(
    request: HttpRequest,
    person: Person,
    report: Report,
    name: str,
    typed: str | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    stands, version = read_settings_file(report, name)
    text = stands if typed is None else typed
    content = {
        "report": report,
        "files": SETTINGS_FILES,
        **list_pages(),
        "name": name,
        "title": SETTINGS_FILES[name],
        "text": text,
        "file_version": version if problem is None else request.POST.get("version", ""),
        "newer": stands if isinstance(problem, Stale) else None,
        "newer_version": version,
        "may_write": may(person, Action.WRITE_ANY_FILE, report),
        "findings": check_settings_file(report, name, text),
        "is_checked": typed is not None and problem is None,
        "problem": problem,
        "problem_field": "text" if problem else "",
    }
    return render(request, "portal/report/plan.html", content, status=problem.status if problem else 200)
