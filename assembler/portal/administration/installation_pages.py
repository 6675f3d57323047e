"""The pages of the installation: its health, and a backup made and downloaded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assembler.errors import Unwritable
from assembler.portal.administration.access import for_administrators
from assembler.portal.administration.health import read_health
from assembler.portal.installation.backup import find_last_backup, make_backup
from assembler.portal.installation.check import check_installation
from assembler.portal.problems import StorageFull
from assembler.portal.views.my import read_person

_CHUNK = 1 << 18


@require_safe
@for_administrators
def health(request: HttpRequest) -> HttpResponse:
    """The page `/admin/health/`; with `?check=1` it says what `assembler portal check` says."""
    lines = tuple(check_installation()) if "check" in request.GET else ()
    return render(request, "portal/administration/health.html", {"health": read_health(), "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def backup(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The page `/admin/backup/`; `POST` makes a backup and gives it as a download, to who has proved who it is."""
    if request.method != "POST":
        return render(request, "portal/administration/backup.html", {"last": find_last_backup()})
    adapter = get_adapter(request)
    if adapter.is_reauthentication_required(app="allauth.account"):
        messages.info(request, _("Prove first who you are, then ask for the backup once more."))
        return redirect(f"{adapter.get_reauthentication_methods(request.user)[0]['url']}?next={request.path}")
    settings.DATA.mkdir(parents=True, exist_ok=True)
    folder = TemporaryDirectory(prefix="backup-", dir=settings.DATA, ignore_cleanup_errors=True)
    path = Path(folder.name) / f"assembler-{timezone.now():%Y-%m-%d-%H%M}.zip"
    try:
        make_backup(path, read_person(request).email)
    except Unwritable as error:
        folder.cleanup()
        raise StorageFull from error
    response = StreamingHttpResponse(_read_pieces(path, folder), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    response.headers["Content-Length"] = str(path.stat().st_size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


async def _read_pieces(path: Path, folder: TemporaryDirectory[str]) -> AsyncIterator[bytes]:
    """The bytes of a file, whose folder goes when they were sent; neither waits for the disk."""
    try:
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, _CHUNK):
                yield piece
    finally:
        folder.cleanup()
