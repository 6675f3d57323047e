"""Requests that are too large or too slow are refused before anybody reads them."""

from __future__ import annotations

import asyncio

import pytest

from assembler.portal import body_limits
from assembler.portal.body_limits import LimitedBody, Message


def send(chunks: list[bytes], *, length: bytes | None = None, pause: float = 0) -> tuple[int, int]:
    """The status of the answer, and how many bytes the application has read."""
    read: list[int] = []
    answers: list[Message] = []

    async def application(_scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        while True:
            message = await receive()
            read.append(len(message["body"]))
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}

    async def keep(message: Message) -> None:
        answers.append(message)

    headers = [(b"content-length", length)] if length is not None else []
    asyncio.run(LimitedBody(application)({"type": "http", "headers": headers}, receive, keep))
    return answers[0]["status"], sum(read)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limits, "LARGEST_BODY", 100)
    monkeypatch.setattr(body_limits, "SLOWEST_START", 0.1)


def test_request_within_the_limits_goes_on() -> None:
    assert send([b"a" * 60, b"b" * 40], length=b"100") == (200, 100)


@pytest.mark.parametrize(("length", "status"), [(b"101", 413), (b"9" * 40, 413), (b"-1", 400), (b"ten", 400)])
def test_length_is_looked_at_before_a_byte_is_read(length: bytes, status: int) -> None:
    assert send([b"a"], length=length) == (status, 0)


def test_body_without_a_length_is_cut() -> None:
    assert send([b"a" * 60, b"b" * 60, b"c" * 60]) == (413, 60)


def test_slow_client_is_sent_away() -> None:
    assert send([b"a"] * 9, pause=0.04)[0] == 408
