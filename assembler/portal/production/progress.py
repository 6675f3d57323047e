"""How far a build is, sent to its page as it happens; a page that gets no events asks instead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_GET

from assembler.portal.actions.builds import find_build
from assembler.portal.models import Build
from assembler.portal.page_content.builds import describe_build
from assembler.portal.permissions import find_report
from assembler.portal.views.my import read_person

PAUSE = 0.5
"""How many seconds pass between two looks at a build."""
MOST_LOOKS = 60
"""After how many looks the browser has to ask again, and to prove again that the person may read the build."""
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@require_GET
def progress(request: HttpRequest, report: str, id: str) -> StreamingHttpResponse:
    """The events of a build: `progress` with a part of its page, and `end` when the page has more to show."""
    person = read_person(request)
    build = find_build(person, find_report(person, report), id)
    events = _follow(build.pk, person.language)
    return StreamingHttpResponse(events, content_type="text/event-stream", headers=_HEADERS)


async def _follow(id: str, language: str) -> AsyncIterator[bytes]:
    yield b"retry: 500\n\n"
    for _look in range(MOST_LOOKS):
        part = await sync_to_async(_read)(id, language)
        yield _write("progress" if part else "end", part)
        if not part:
            return
        await asyncio.sleep(PAUSE)


def _read(id: str, language: str) -> str:
    """The part of the page that says how far the build is; nothing when it has come to its end."""
    build = Build.objects.select_related("report").prefetch_related("files__blob").filter(pk=id).first()
    close_old_connections()
    if build is None:
        return ""
    with translation.override(language):
        row = describe_build(build)
        return render_to_string("portal/report/build_progress.html", {"row": row}) if row.is_open else ""


def _write(event: str, text: str) -> bytes:
    lines = [f"event: {event}", *(f"data: {line}" for line in text.splitlines() or [""])]
    return "\n".join([*lines, "", ""]).encode()
