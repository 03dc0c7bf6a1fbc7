"""Pages for what went wrong: each says what happened and what would make it possible."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.web.access import public


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    # No request in the context: whatever broke may break again while drawing the menu.
    return render(None, "errors/500.html", status=500)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
