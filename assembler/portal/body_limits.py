"""Refuses requests that are too large or too slow, before a view or the disk has them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from time import monotonic
from typing import Any

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]

LARGEST_BODY = 64_000_000
"""How many bytes a request may have: two files of the largest size, in a form."""
SLOWEST_START = 30.0
"""How many seconds a client may take for the first bytes of a body, and then for each megabyte of it."""
_MEGABYTE = 1_000_000


class _Refusal(Exception):
    """A request that is not read to its end."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class LimitedBody:
    """An application whose requests have limits of size and time."""

    def __init__(self, application: Application) -> None:
        """Keeps the application that answers."""
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers 413 or 408 in the place of the application where a limit is passed."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            _check_length(scope)
            await self.application(scope, _limit(receive), send_on)
        except _Refusal as refusal:
            if begun:
                raise
            await _answer(send, refusal.status)


def _check_length(scope: Message) -> None:
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    if any(not value.isdigit() for value in lengths):
        raise _Refusal(HTTPStatus.BAD_REQUEST)
    if any(int(value) > LARGEST_BODY for value in lengths):
        raise _Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _limit(receive: Receive) -> Receive:
    """Receives messages of a request as long as its body is neither too large nor too slow."""
    start, size, is_whole = monotonic(), 0, False

    async def receive_limited() -> Message:
        nonlocal size, is_whole
        if is_whole:
            return await receive()  # whether the client has gone
        left = start + SLOWEST_START * (1 + size / _MEGABYTE) - monotonic()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, left))
        except TimeoutError as error:
            raise _Refusal(HTTPStatus.REQUEST_TIMEOUT) from error
        size += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if size > LARGEST_BODY:
            raise _Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_limited


async def _answer(send: Send, status: HTTPStatus) -> None:
    text = f'{{"type": "about:blank", "title": "{status.phrase}", "status": {status.value}}}'.encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(text)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": text})
