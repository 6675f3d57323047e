"""The pages of people: who is there, one person with the places in reports, and a table of many."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assembler.portal.administration.access import for_administrators
from assembler.portal.administration.people_list import list_people, list_places, list_roles
from assembler.portal.models import Membership, Person, Report
from assembler.portal.people.accounts import InvalidField, reset_second_factor
from assembler.portal.people.places import change_access, change_days, end_place, send_sign_in_link
from assembler.portal.people.table import ADMINISTRATOR, COLUMNS, decode_table
from assembler.portal.people.table_import import Change, add_line, import_people
from assembler.portal.problems import Invalid, Problem, require_size
from assembler.portal.sign_in.second_factor import FACTORS
from assembler.portal.views.my import read_person


@require_safe
@for_administrators
def people(request: HttpRequest) -> HttpResponse:
    """The page `/admin/people/`, and `/admin/`; `?q=`, `?report=` and `?role=` leave out others."""
    content = {"people": list_people(request.GET), "roles": list_roles()}
    return render(request, "portal/administration/people.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add_person(request: HttpRequest) -> HttpResponse:
    """The page `/admin/people/add/`: one person, with a place in a report or as an administrator."""
    cells = {column: request.POST.get(column, "").strip() for column in COLUMNS}
    problem = None
    if request.method == "POST":
        try:
            _add(cells, read_person(request))
        except InvalidField as refusal:
            problem = refusal
        else:
            email = cells["email"].lower()
            messages.success(request, _("%(email)s has the place now.") % {"email": email})
            return redirect("person", number=Person.objects.get(email=email).pk)
    return _show_form(request, "add_person", cells, problem)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def person(request: HttpRequest, number: int) -> HttpResponse:
    """The page `/admin/people/NUMBER/`: the places of a person, how that person signs in, and whether."""
    somebody = get_object_or_404(Person, pk=number)
    cells = {column: request.POST.get(column, "").strip() for column in COLUMNS}
    if request.method != "POST":
        return _show_form(request, "person", cells, None, somebody)
    try:
        sentence = _act(request, read_person(request), somebody, cells)
    except Invalid as problem:
        return _show_form(request, "person", cells, problem, somebody)
    messages.success(request, sentence)
    return redirect("person", number=number)


def _act(request: HttpRequest, actor: Person, somebody: Person, cells: dict[str, str]) -> str:
    """Does what the button says; a sentence on what was done."""
    match request.POST.get("act"):
        case "add-place":
            _add(cells | {"email": somebody.email, "name": "", "language": ""}, actor)
            return _("The place was added.")
        case "days":
            change_days(actor, _find_place(request, somebody), cells["from"], cells["until"])
            return _("The days of the place were changed.")
        case "end":
            end_place(actor, _find_place(request, somebody))
            return _("The place has ended.")
        case "link":
            send_sign_in_link(actor, somebody)
            return _("A message with a link was written to %(email)s.") % {"email": somebody.email}
        case "reset":
            reset_second_factor(somebody, actor.email)
            return _("The second factors were taken away, and all sessions have ended.")
        case "access":
            is_active, is_administrator = ("is_active" in request.POST, "is_administrator" in request.POST)
            change_access(actor, somebody, is_active=is_active, is_administrator=is_administrator)
            return _("The access was changed.")
        case _:
            raise Invalid(_("No act was chosen."), _("Press one of the buttons of the page."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def table(request: HttpRequest) -> HttpResponse:
    """The page `/admin/people/table/`: a table is tried first, with what each line changes or what is wrong with it."""
    if request.method != "POST":
        return render(
            request,
            "portal/administration/people_table.html",
            {"text": f"{','.join(COLUMNS)}\n", "head": ", ".join(COLUMNS)},
        )
    content: dict[str, object] = {"head": ", ".join(COLUMNS), "text": request.POST.get("table", ""), "is_tried": True}
    status = 200
    try:
        data = _read_table(request)
        content["text"] = decode_table(data).removeprefix("\ufeff")
        is_trial = request.POST.get("act") != "take"
        changes, faults = import_people(data, actor=read_person(request).email, is_trial=is_trial)
    except Problem as problem:
        content |= {"problem": problem, "problem_field": "table", "is_tried": False}
        return render(request, "portal/administration/people_table.html", content, status=problem.status)
    if not faults and not is_trial:
        _tell(request, changes)
        return redirect("people")
    content |= {"changes": changes, "faults": faults}
    return render(request, "portal/administration/people_table.html", content, status=422 if faults else status)


def _read_table(request: HttpRequest) -> bytes:
    """The file that was sent, else what stands in the field. Raises Invalid or TooLarge."""
    file = request.FILES.get("file")
    if file:
        require_size(file.size or 0)
        return bytes(file.read())
    text = request.POST.get("table", "")
    if not text.strip():
        raise Invalid(_("No table was sent."), _("Choose a file, or write the table into the field."))
    return text.encode()


def _tell(request: HttpRequest, changes: list[Change]) -> None:
    count = len(changes)
    sentence = ngettext("One change was made.", "%(count)s changes were made.", count) % {"count": count}
    messages.success(request, sentence)


def _add(cells: dict[str, str], actor: Person) -> None:
    """Adds the person or place of a form. Raises InvalidField for the first fault."""
    _changes, faults = add_line(cells, actor.email)
    for fault in faults[:1]:
        raise InvalidField(fault.column, fault.sentence, fault.hint)


def _find_place(request: HttpRequest, somebody: Person) -> Membership:
    number = request.POST.get("place", "")
    place = Membership.objects.filter(person=somebody, pk=int(number) if number.isdecimal() else 0).first()
    if place is None:
        raise Http404
    return place


def _show_form(
    request: HttpRequest, name: str, cells: dict[str, str], problem: Problem | None, somebody: Person | None = None
) -> HttpResponse:
    """A page with the fields of a place; with what was typed where that could not be used."""
    content: dict[str, object] = {
        "cells": cells,
        "reports": Report.objects.all(),
        "roles": list_roles(),
        "administrator": ADMINISTRATOR,
        "languages": settings.LANGUAGES,
        "problem": problem,
        "problem_field": getattr(problem, "field", ""),
    }
    if somebody:
        content |= {
            "person": somebody,
            "places": tuple(list_places(somebody.memberships.all())),
            "has_second_factor": Authenticator.objects.filter(user=somebody, type__in=FACTORS).exists(),
            "is_adding": request.POST.get("act") == "add-place",
            "typed_place": request.POST.get("place", "") if request.POST.get("act") == "days" else "",
        }
    return render(request, f"portal/administration/{name}.html", content, status=problem.status if problem else 200)
