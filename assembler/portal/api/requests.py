"""Reads the body of a request up to its limit."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from assembler.portal.actions.files import ANY_VERSION
from assembler.portal.problems import Invalid, require_size

MARKDOWN = "text/markdown"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SWITCH = {"": False, "false": False, "0": False, "true": True, "1": True}
_BINARY = {"type": "string", "format": "binary"}


def describe_upload(*types: str, **fields: object) -> dict[str, object]:
    """What the OpenAPI document says of an upload: a form with the file and these fields, or the file as the body."""
    form = {"type": "object", "required": ["file"], "properties": {"file": _BINARY, **fields}}
    content = {"multipart/form-data": {"schema": form}, **{type: {"schema": _BINARY} for type in types}}
    return {"requestBody": {"required": True, "content": content}}


def read_body(request: HttpRequest) -> bytes:
    """The body as it came. Raises TooLarge."""
    data: bytes = request.read(settings.LARGEST_UPLOAD + 1)
    require_size(len(data))
    return data


def read_upload(request: HttpRequest) -> tuple[bytes, str]:
    """The file that was sent and its name: the part `file` of a form, or the body. Raises TooLarge or Invalid."""
    if request.content_type != "multipart/form-data":
        return read_body(request), "upload"
    try:
        file = request.FILES.get("file")
    except (MultiPartParserError, BadRequest) as error:
        raise Invalid(_("The form cannot be read."), _("Send one part with the name “file”.")) from error
    if file is None or isinstance(file, list):
        raise Invalid(_("The form has no file."), _("Send one part with the name “file”."))
    require_size(file.size or 0)
    return file.read(), file.name or "upload"


def read_keys(request: HttpRequest, name: str) -> tuple[str, ...] | None:
    """A field of a form with keys between commas; None where it is not there."""
    value = request.POST.get(name) if request.content_type == "multipart/form-data" else None
    return None if value is None else tuple(key for part in value.split(",") if (key := part.strip()))


def read_switch(request: HttpRequest, name: str) -> bool:
    """A field of a form that is true or false. Raises Invalid."""
    value = request.POST.get(name, "").lower() if request.content_type == "multipart/form-data" else ""
    if value not in _SWITCH:
        raise Invalid(_("This field is neither true nor false: %(name)s.") % {"name": name}, _("Send true or false."))
    return _SWITCH[value]


def read_version(request: HttpRequest) -> str | None:
    """The hash in If-Match; `*` for any version, None where the header is not there."""
    value = request.headers.get("If-Match", "").strip()
    if request.headers.get("If-None-Match", "").strip() == "*":
        return ""  # nothing may stand there
    if not value:
        return None
    return ANY_VERSION if value == ANY_VERSION else value.removeprefix("W/").strip('"')
