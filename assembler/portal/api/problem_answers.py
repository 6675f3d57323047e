"""Problems as application/problem+json (RFC 9457), without a trace or a path of the machine."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from assembler.portal.problems import Problem, Stale

PROBLEM_TYPE = "application/problem+json"
_FIELDS = {"type": {"type": "string"}, "title": {"type": "string"}, "detail": {"type": "string"}}
_SCHEMA = {
    "type": "object",
    "properties": {**_FIELDS, "status": {"type": "integer"}},
    "required": ["type", "title", "status"],
}
PROBLEM = {
    "description": "A problem (RFC 9457): what is wrong, in `title`, and what to do, in `detail`.",
    "content": {PROBLEM_TYPE: {"schema": _SCHEMA}},
}
"""What the OpenAPI document says of every answer with a status from 400 on."""
_log = logging.getLogger(__name__)


def answer_problem(status: int, title: str = "", detail: str = "", **members: object) -> HttpResponse:
    """The answer; without a title, the words of the status."""
    problem = {"type": "about:blank", "title": title or HTTPStatus(status).phrase, "status": status}
    content = {**problem, **({"detail": detail} if detail else {}), **members}
    response = HttpResponse(json.dumps(content, ensure_ascii=False, default=str), status=status)
    response["Content-Type"] = PROBLEM_TYPE
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def add_problem_handlers(api: NinjaAPI) -> None:
    """Has every error of the API answered in this form."""
    api.add_exception_handler(Problem, _answer_own)
    api.add_exception_handler(Http404, lambda _request, _error: answer_problem(404))
    api.add_exception_handler(HttpError, _answer_http_error)
    api.add_exception_handler(ValidationError, _answer_invalid)
    api.add_exception_handler(SuspiciousOperation, lambda _request, _error: answer_problem(400))
    api.add_exception_handler(BadRequest, lambda _request, _error: answer_problem(400))
    api.add_exception_handler(DataError, lambda _request, _error: answer_problem(400))
    api.add_exception_handler(Exception, _answer_fault)


def _answer_own(_request: HttpRequest, error: Problem | type[Problem]) -> HttpResponse:
    assert isinstance(error, Problem)
    members = error.members
    if isinstance(error, Stale):
        texts = {path: (_decode(now), _decode(sent)) for path, (now, sent) in error.paths.items()}
        now, sent = next(iter(texts.values()), (None, None))
        members = {"current": now, "yours": sent, "paths": list(texts), **members}
    return answer_problem(error.status, error.title, error.detail, **members)


def _answer_http_error(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    return answer_problem(error.status_code, detail=str(error))


def _answer_invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    errors = [{"place": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors]
    return answer_problem(422, "What was sent cannot be used.", errors=errors)


def _answer_fault(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
    _log.exception("A fault of the program at %s.", request.resolver_match.route if request.resolver_match else "")
    return answer_problem(500, "The program has a fault here.", "Tell the administrator what you did and when.")


def _decode(data: bytes | None) -> str | None:
    """A text; None where there is none, or where it is no text."""
    try:
        return data.decode() if data is not None else None
    except UnicodeDecodeError:
        return None
