"""The page that verifies a build; the set of its files in one archive; the signature of a final."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembler.portal.actions.builds import find_build
from assembler.portal.api.documents import attach
from assembler.portal.blobs import hash_content
from assembler.portal.models import Build
from assembler.portal.permissions import find_report
from assembler.portal.problems import require_size
from assembler.portal.production.verification import pack, read_public_key, recognize, sign_final, verify_build
from assembler.portal.views.my import read_person


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """The page `/r/REPORT/builds/ID/verify/`: what was compared with the manifest; recognizes files that are sent."""
    build = _find(request, report, id)
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    for file in files:
        require_size(file.size or 0)
    content = {
        "report": build.report,
        "build": build,
        "verification": verify_build(build),
        "key": hash_content(read_public_key()) if read_public_key() else "",
        "recognized": recognize(build, ((file.name or "", file.read()) for file in files)),
    }
    return render(request, "portal/report/verification.html", content)


@require_safe
def whole_set(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """All files of a build in one archive, as a download."""
    build = _find(request, report, id)
    data = pack(build)
    return attach(data, f"{report}-{build.kind}.zip", hash_content(data))


@require_safe
def public_key(request: HttpRequest, report: str) -> HttpResponse:
    """The public key with which everybody can verify signatures of this portal."""
    find_report(read_person(request), report)
    data = read_public_key()
    if not data:
        raise Http404
    return attach(data, "public.pem", hash_content(data))


@require_POST
def sign(request: HttpRequest, report: str, id: str) -> HttpResponse:
    """Signs the manifest of a final."""
    person = read_person(request)
    sign_final(person, find_build(person, find_report(person, report), id))
    messages.success(request, _("The final is signed."))
    return redirect("verification", report, id)


def _find(request: HttpRequest, report: str, id: str) -> Build:
    """A build with outputs that the person may read. Raises Http404."""
    person = read_person(request)
    build = find_build(person, find_report(person, report), id)
    if not build.files.exists():
        raise Http404
    return build
