"""The page of a report: entity × organization, and what an editor does with many texts at once."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.actions.many import Outcome, assign_many, extend_many, find_pairs, find_reader, move_many
from assembler.portal.actions.reminders import remind
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.actions.status import read_status
from assembler.portal.models import Person, Report, SavedView
from assembler.portal.page_content.lengths import make_length
from assembler.portal.page_content.matrix import read_filter, read_matrix
from assembler.portal.page_content.names import Names
from assembler.portal.people.saved_views import remove_view, save_view
from assembler.portal.permissions import Action, find_report, may, require
from assembler.portal.problems import Invalid, Problem
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def matrix(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/`."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.SEE_ALL_STATES, place)
    if request.method != "POST" or "choose" in request.POST:
        return _show(request, place)
    try:
        outcome = _act(request, person, place)
    except Invalid as problem:
        return _show(request, place, problem)
    tell_outcome(request, place, outcome)
    return redirect(request.get_full_path())


@require_POST
def views(request: HttpRequest, report: str) -> HttpResponse:
    """Keeps a filter under a name, or removes one."""
    person = read_person(request)
    place = find_report(person, report)
    address = reverse("matrix", args=[place.pk])
    if "remove" in request.POST:
        require(person, Action.SEE_ALL_STATES, place)
        if remove_view(person, place, request.POST["remove"]):
            messages.success(request, _("The view was removed."))
        return redirect(address)
    view = save_view(person, place, request.POST.get("name", ""), request.POST.get("query", ""))
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": view.name})
    return redirect(f"{address}?{view.query}")


@require_safe
def words(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/words/`."""
    person = read_person(request)
    place = find_report(person, report)
    require(person, Action.SEE_ALL_STATES, place)
    content = {
        "report": place,
        "may_read": may(person, Action.READ_ALL_TEXTS, place),
        "length": make_length(place, read_status(person, place)),
    }
    return render(request, "portal/report/words.html", content)


def _act(request: HttpRequest, person: Person, report: Report) -> Outcome:
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    pairs = find_pairs(report, request.POST.getlist("text"))
    match act:
        case "accept" | "return":
            require(person, Action.ASK_QUERIES, report)
            if act == "return" and not reason.strip():
                raise Invalid(_("Give a reason."), _("Say in a sentence why, so that the others know what to do."))
            return move_many(person, pairs, act, reason)
        case "extend":
            return extend_many(person, pairs, read_day(request.POST.get("due", "")))
        case "assign":
            email = request.POST.get("reader", "")
            return assign_many(person, pairs, find_reader(report, email) if email else None)
        case "remind":
            return remind(person, report, pairs, reason)
        case _:
            raise Invalid(_("No act was chosen."), _("Choose what to do with the texts."))


def read_day(value: str) -> datetime:
    """The end of the day that somebody has typed. Raises Invalid where that is no day."""
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    end = find_end_of_day(day)
    if end is None:
        raise Invalid(_("The new day is missing."), _("Give a day, such as 2026-12-15."))
    return end


def tell_outcome(request: HttpRequest, report: Report, outcome: Outcome) -> None:
    """Says in messages on which texts it was done, and of each other one why not."""
    names = Names([report.pk])
    if outcome.done:
        count = len(outcome.done)
        messages.success(request, ngettext("Done for one text.", "Done for %(count)s texts.", count) % {"count": count})
    for pair, problem in outcome.refused:
        text = f"{names.name_entity(pair)}, {names.name_organization(pair)}"
        messages.warning(request, _("Not done for %(text)s. %(reason)s") % {"text": text, "reason": problem.title})


def _show(request: HttpRequest, report: Report, problem: Problem | None = None) -> HttpResponse:
    person = read_person(request)
    filter = read_filter(request.GET)
    view = request.GET.get("view", "")
    is_list = view == "list" or (bool(filter) and view != "grid") or request.method == "POST"
    query = filter.print_query()
    content = {
        "report": report,
        "everywhere": filter.print_query(state=""),
        "query": query,
        "views": [
            (one.name, one.query, one.query == query) for one in SavedView.objects.filter(person=person, report=report)
        ],
        "matrix": read_matrix(person, report, filter, request.GET.get("page", "1"), timezone.now(), is_list=is_list),
        "may_read": may(person, Action.READ_ALL_TEXTS, report),
        "may_act": may(person, Action.REMIND, report),
        "chosen": request.POST.getlist("text"),
        "act": request.POST.get("act", ""),
        "choose": request.POST.get("choose", ""),
        "reason": request.POST.get("reason", ""),
        "due": request.POST.get("due", ""),
        "chosen_reader": request.POST.get("reader", ""),
        "problem": problem,
        "problem_field": "acts" if problem else "",
    }
    return render(request, "portal/report/matrix.html", content, status=problem.status if problem else 200)
