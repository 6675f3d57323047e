"""The progress of a build as it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client
from django.utils import timezone

from assembler.portal.models import Build, Report
from assembler.portal.production import progress
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson


@pytest.fixture
def build(report: Report) -> Build:
    return Build.objects.create(pk="b", report=report, revision=1, kind="draft", state="running", total=5)


def _read_events(events: AsyncIterator[bytes], *changes: dict[str, object]) -> list[str]:
    """The events, where the build changes in these ways between them."""

    async def read() -> list[str]:
        words = []
        waiting = list(changes)
        async for event in events:
            words.append(event.decode())
            if event.startswith(b"event") and waiting:
                await sync_to_async(Build.objects.update)(**waiting.pop(0))
        return words

    return async_to_sync(read)()


def test_each_look_is_an_event_until_the_build_ends(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The events are parts of the page in the language of the reader; the last one says that there is more to see."""
    monkeypatch.setattr(progress, "PAUSE", 0)
    first, *events = _read_events(
        progress._follow(build.pk, "fr"),
        {"stage": "checking", "done": 2},
        {"stage": "writing docx", "done": 3},
        {"state": "done", "finished": timezone.now()},
    )
    assert first == "retry: 500\n\n"
    assert [event.partition("\n")[0] for event in events] == ["event: progress"] * 3 + ["event: end"]
    assert "Le rapport est vérifié." in events[1]
    assert 'value="3"' in events[2]
    assert all(line.startswith(("event: ", "data: ")) for event in events for line in event.splitlines() if line)


def test_events_end_before_long_so_that_the_reader_is_known_anew(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PAUSE", 0)
    events = _read_events(progress._follow(build.pk, "en"))
    assert len(events) == 1 + progress.MOST_LOOKS
    assert progress.PAUSE * progress.MOST_LOOKS <= 60


def test_who_may_not_read_a_build_gets_no_events(client: Client, build: Build, make_person: MakePerson) -> None:
    address = f"/r/a-81-1/builds/{build.pk}/progress/"
    client.force_login(make_person(Role.FOCAL_POINT, "unhcr"))
    assert client.get(address).status_code == 404
    client.force_login(make_person(Role.PRODUCER))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(f"/r/a-81-1/builds/{build.pk}/").content.decode()
    assert f'data-progress="{address}"' in page
    assert '<meta http-equiv="refresh" content="2">' in page  # without script
