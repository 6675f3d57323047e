"""Every address of the API."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, reverse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema

from assembler import __version__
from assembler.portal.api import builds, contributions, desk, documents, editorial, health, metrics, production, texts
from assembler.portal.api.problem_answers import PROBLEM, add_problem_handlers

_SLUGS = ("report", "entity", "organization", "id")
"""The parts of addresses that have letters, figures, hyphens and underscores alone."""


class _Page(DocsBase):
    """The page on the API, which loads nothing from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: object) -> HttpResponse:  # noqa: ARG002
        """The operations of the OpenAPI document, in its order."""
        schema = api.get_openapi_schema()
        operations = [
            {"method": method.upper(), "path": path, **operation}
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
        ]
        context = {"operations": operations, "document": reverse("api:openapi-json")}
        return render(request, "portal/api.html", context)


class _Api(NinjaAPI):
    """The API, whose document names the problems and the addresses of all operations."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(**options)
        for operation in (operation for methods in schema["paths"].values() for operation in methods.values()):
            operation["responses"]["default"] = PROBLEM
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] in _SLUGS:
                    parameter["schema"]["pattern"] = r"^[-a-zA-Z0-9_]+$"
        return schema


api = _Api(
    title="Report assembler",
    version=__version__,
    description="What the pages of the portal do, for programs.",
    urls_namespace="api",
    docs=_Page(),
    openapi_url="/openapi.json",
    docs_url="/docs",
)
add_problem_handlers(api)
api.add_router("", health.router)
api.add_router("", metrics.router)
api.add_router("", desk.router)
api.add_router("/reports", documents.router)
api.add_router("/reports", contributions.router)
api.add_router("/reports", editorial.router)
api.add_router("/reports", texts.router)
api.add_router("/reports", builds.router)
api.add_router("/reports", production.router)


def _open(pattern: URLPattern | URLResolver) -> URLPattern:
    """The address, of which the API itself says who may use it."""
    assert isinstance(pattern, URLPattern)
    pattern.callback = login_not_required(pattern.callback)
    return pattern


urls = ([_open(pattern) for pattern in api.urls[0]], *api.urls[1:])
"""The addresses, as Django takes them."""
