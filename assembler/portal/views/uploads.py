"""Word files that a focal point sends: what came of each, and which texts the person may still replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assembler.model.answer import State
from assembler.model.text.word_diff import diff_words
from assembler.model.value import Value
from assembler.portal.actions.texts import Offer, Upload, import_file
from assembler.portal.blobs import read_blob, save_blob
from assembler.portal.isolated.values import ImportAnswer
from assembler.portal.models import Pair, Person, Report
from assembler.portal.page_content.hints import drop_other_ways
from assembler.portal.page_content.labels import OUTCOMES
from assembler.portal.page_content.names import Names
from assembler.portal.page_content.typed_text import show_words
from assembler.portal.problems import Invalid, Problem, Stale, require_size

_SALT = "assembler.portal.uploads"
_LONGEST_WAIT = 24 * 3600
"""For how many seconds a text that was shown can be taken."""
_OTHER_TEXT = "IN-DOC-12"
"""The rule by which the library refuses a text; the page says in its own words what can be done."""


class SentFile(Value):
    """A file that a person sent."""

    name: str
    """What it is called."""
    data: bytes
    """Its bytes."""
    entity: str
    """The id of the entity on whose page it was sent."""
    organization: str
    """The id of the organization on whose page it was sent; empty for the page of all."""


def take_files(request: HttpRequest, person: Person, report: Report) -> HttpResponse:
    """The page with what came of the files that were sent, or of a text that is to replace another one."""
    if "take" in request.POST:
        return _replace_text(request, person, report)
    entity, organization = request.POST.get("entity", ""), request.POST.get("organization", "")
    _require_own(person, report, entity, organization)
    uploads = request.FILES.getlist("files")
    if not uploads:
        raise Invalid(_("No file was sent."), _("Choose one or more Word files, then press “Send and check”."))
    names = Names([report.pk])
    outcomes = []
    for upload in uploads:
        name = (upload.name or _("file"))[-150:]
        try:
            require_size(upload.size or 0)
        except Problem as problem:
            outcomes.append(_describe_problem(name, problem))
            continue
        outcomes.append(_take_file(person, report, SentFile(name, upload.read(), entity, organization), names))
    return _show(request, report, organization, entity, outcomes)


def _replace_text(request: HttpRequest, person: Person, report: Report) -> HttpResponse:
    """Puts a text of a file in the place of the one that was shown; other files of the page stay on it."""
    choice = _read_token(request.POST["take"], person, report)
    tokens = [_read_token(token, person, report) for token in request.POST.getlist("file")]
    outcomes, names = [], Names([report.pk])
    for token in tokens or [choice]:
        sent = SentFile(token["name"], read_blob(token["blob"]), token["entity"], token["organization"])
        _require_own(person, report, sent.entity, sent.organization)
        is_taken = all(token[key] == choice[key] for key in ("blob", "entity", "organization"))
        replaces = {choice["text"]: choice["version"]} if is_taken else {}
        try:
            outcomes.append(_take_file(person, report, sent, names, replaces))
        except Stale as problem:  # the page shows what stands now
            outcome = _take_file(person, report, sent, names)
            outcomes.append(outcome | {"sentences": [problem.title, problem.detail]})
    return _show(request, report, choice["organization"], choice["entity"], outcomes)


def _require_own(person: Person, report: Report, entity: str, organization: str) -> None:
    own = Pair.objects.answered_by(person).filter(report=report, entity=entity)
    if not entity or not own.exists() or (organization and not own.filter(organization=organization).exists()):
        raise Http404


def _make_token(person: Person, report: Report, sent: SentFile, **more: object) -> str:
    place = {"entity": sent.entity, "organization": sent.organization, "name": sent.name}
    content = {"report": report.pk, "person": person.pk, "blob": save_blob(sent.data).pk, **place, **more}
    return signing.dumps(content, salt=_SALT)


def _read_token(token: str, person: Person, report: Report) -> dict[str, Any]:
    """What a button or a field of the page stands for. Raises Invalid where it is too old or somebody else's."""
    try:
        content: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=_LONGEST_WAIT)
    except signing.BadSignature:
        content = {}
    if (content.get("report"), content.get("person")) != (report.pk, person.pk):
        raise Invalid(_("The file was shown too long ago."), _("Send the Word file again."))
    return content


def _take_file(
    person: Person, report: Report, sent: SentFile, names: Names, replaces: Mapping[str, int | None] | None = None
) -> dict[str, object]:
    """What came of one file, for the page; a problem with it stops none of the others. Raises Stale for `replaces`."""
    try:
        upload = import_file(person, report, sent.entity, sent.data, sent.name, sent.organization, replaces=replaces)
    except Problem as problem:
        if replaces and isinstance(problem, Stale):
            raise
        return _describe_problem(sent.name, problem)
    offers = [
        _describe_offer(offer, names)
        | {"token": _make_token(person, report, sent, text=offer.pair.organization, version=offer.pair.version)}
        for offer in upload.offers
    ]
    token = _make_token(person, report, sent) if offers else ""
    return _describe_upload(report, sent, upload, names) | {"offers": offers, "token": token}


def _describe_problem(name: str, problem: Problem) -> dict[str, object]:
    return {"name": name, "state": _("not taken"), "sentences": [problem.title, problem.detail]}


def _describe_offer(offer: Offer, names: Names) -> dict[str, object]:
    text = offer.replacement
    return {
        "name": names.name_organization(offer.pair),
        "segments": diff_words(show_words(text.stands), show_words(text.text)),
    }


def _describe_upload(report: Report, sent: SentFile, upload: Upload, names: Names) -> dict[str, object]:
    answer = upload.answer
    locked = [{"name": names.name_organization(pair), "state": pair.get_state_display()} for pair in upload.locked]
    shown = set(answer.taken) - {pair.organization for pair in upload.locked}
    remarks = [remark for remark in _list_file_remarks(answer) if not upload.offers or remark.rule != _OTHER_TEXT]
    return {
        "name": sent.name,
        "state": OUTCOMES.get(answer.state, _("not taken")),
        "is_taken": bool(shown),
        "sentences": list(_describe_rest(report, upload, names, has_remarks=bool(remarks))),
        "locked": locked,
        "entity": answer.entity or sent.entity,
        "texts": [
            {"text": text, "versions": _find_versions(upload, text.organization)}
            for text in answer.review.texts
            if text.organization in shown
        ],
        "remarks": remarks,
    }


def _find_versions(upload: Upload, organization: str) -> dict[str, int] | None:
    """The last two versions of a text that was taken; None where there was none before."""
    version = next((pair.version for pair in upload.pairs if pair.organization == organization), 0)
    return {"old": version - 1, "new": version} if version > 1 else None


def _describe_rest(report: Report, upload: Upload, names: Names, *, has_remarks: bool) -> Iterator[str]:
    """What is to be said of texts that were not taken; of other things that the library says, in its words."""
    answer = upload.answer
    for organization in answer.same:
        yield _("%(name)s: the portal has this text already.") % {"name": names.name_key(report.pk, organization)}
    for organization in answer.unanswered:
        yield _("%(name)s: the form has no answer, so nothing was changed.") % {
            "name": names.name_key(report.pk, organization)
        }
    if has_remarks or answer.taken or answer.same or answer.unanswered or upload.offers:
        return
    if answer.state == State.EMPTY:
        yield _("The file has no words of your entity. Write your text in the file, save the file and send it again.")
    else:
        yield from filter(None, map(drop_other_ways, answer.sentences))


def _list_file_remarks(answer: ImportAnswer) -> list[Any]:
    return [
        *answer.review.blocked,
        *(remark for text in answer.review.texts if not text.organization for remark in text.remarks),
    ]


def _show(
    request: HttpRequest, report: Report, organization: str, entity: str, outcomes: list[dict[str, object]]
) -> HttpResponse:
    arguments = [report.pk, entity, organization] if organization else [report.pk]
    address = reverse("text" if organization else "my", args=arguments)
    return render(request, "portal/my/upload.html", {"report": report, "outcomes": outcomes, "next": address})
