"""Drafts and finals: ask for them, see how far they are, download the outputs, send a draft out."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.actions.builds import FORMATS, find_build, find_output, request_build, send_out
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.api.documents import attach, show_page
from assembler.portal.blobs import read_blob
from assembler.portal.models import Build, BuildFile
from assembler.portal.page_content.builds import describe_build, list_builds, list_obstacles
from assembler.portal.permissions import Action, find_report, may
from assembler.portal.problems import Invalid
from assembler.portal.production.manifest_content import list_acceptances, read_manifest
from assembler.portal.production.verification import can_sign
from assembler.portal.views.my import read_person

LONGEST_LABEL = 100
"""How many characters the label of a draft may have."""
_REASON = "reason-"
"""How the names of the fields begin in which somebody says why a rule may be broken."""


@require_http_methods(["GET", "HEAD", "POST"])
def builds(request: HttpRequest, report: str) -> HttpResponse:
    """The page `/r/REPORT/builds/`: what was built, and buttons for more."""
    person = read_person(request)
    place = find_report(person, report)
    problem = None
    if request.method == "POST":
        try:
            return _ask(request, report)
        except Invalid as invalid:
            problem = invalid
    rows = list_builds(person, place)
    content = {
        "report": place,
        "rows": rows,
        "is_open": any(row.is_open for row in rows),
        "may_draft": may(person, Action.BUILD_DRAFT, place),
        "may_final": may(person, Action.BUILD_FINAL, place),
        "may_set": may(person, Action.SET_APPEARANCE, place),
        "label": request.POST.get("label", ""),
        "problem": problem,
        "problem_field": "label" if problem else "",
    }
    return render(request, "portal/report/builds.html", content, status=problem.status if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """The page of one build: how far it is, its outputs, what keeps it back; takes reasons for a final."""
    person = read_person(request)
    place = find_report(person, report)
    job = find_build(person, place, id)
    problem = None
    if request.method == "POST":
        try:
            return _ask(request, report)
        except Invalid as invalid:
            problem = invalid
    obstacles = list_obstacles(job) if job.state == Build.State.REFUSED else ()
    standing = {obstacle.rule for obstacle in obstacles}
    reasons = dict(_read_reasons(request)) if problem else job.accepted
    content = {
        "report": place,
        "row": describe_build(job),
        "has_page": _find_page(job) is not None,
        "obstacles": obstacles,
        "reasons": reasons,
        "passing": [rule for rule in reasons if rule not in standing],
        "acceptances": list_acceptances(job, read_manifest(job)),
        "may_send": job.kind == "draft" and may(person, Action.SEND_DRAFTS, place),
        "may_final": (may_final := may(person, Action.BUILD_FINAL, place)),
        "may_sign": may_final and can_sign(job),
        "problem": problem,
        "problem_field": f"{_REASON}{problem.members.get('rule')}" if problem else "",
    }
    return render(request, "portal/report/build.html", content, status=problem.status if problem else 200)


@require_safe
def output(request: HttpRequest, report: str, id: str, name: str) -> HttpResponse:
    """A file of a build, as a download."""
    person = read_person(request)
    file = find_output(find_build(person, find_report(person, report), id), name)
    return attach(read_blob(file.blob_id), name, file.blob_id)


@require_safe
def printed_page(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """The printed report as a page in the browser, where the build has this output."""
    person = read_person(request)
    page = _find_page(find_build(person, find_report(person, report), id))
    if page is None:
        raise Http404
    return show_page(read_blob(page.blob_id))


def _find_page(job: Build) -> BuildFile | None:
    """The output that is the printed report as a page."""
    return job.files.filter(name__endswith=".html").order_by("name").first()


@require_POST
def send(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """Sends a draft out: everybody in the report may read it from now on."""
    person = read_person(request)
    job = find_build(person, find_report(person, report), id)
    send_out(person, job)
    messages.success(request, _("The draft is sent out. Everybody in the report can read it."))
    return redirect("build", report, id)


def _ask(request: HttpRequest, report: str) -> HttpResponse:
    """Asks for a build; a final with a reason for each obstacle that somebody accepts."""
    person = read_person(request)
    label = clean_words(request.POST.get("label", ""))
    if len(label) > LONGEST_LABEL:
        raise Invalid(_("The label is too long."), _("Shorten the label to 100 characters."))
    kind = "final" if request.POST.get("kind") == "final" else "draft"
    formats = [name for name in request.POST.getlist("format") if name in FORMATS] or ["docx", "pdf"]
    job = request_build(
        person,
        find_report(person, report),
        kind=kind,
        formats=formats,
        label=label,
        accepted=dict(_read_reasons(request)) if kind == "final" else {},
    )
    return redirect("build", report, job.pk)


def _read_reasons(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The rules that somebody accepts, each with the reason."""
    for name in request.POST:
        reason = clean_words(request.POST.get(name, ""))
        if name.startswith(_REASON) and reason:
            yield name.removeprefix(_REASON), reason
