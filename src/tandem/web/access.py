"""Who may open a page. Every view carries exactly one of these three markers; a test walks all addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.middleware import HtmxDetails

from tandem.core.permissions import FIRST_STEP_ENOUGH, Permission
from tandem.people.models import User
from tandem.people.queries import permissions_of
from tandem.web.second_step import BY_CARD, has_second_step

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=View)

PUBLIC = "public"
SIGNED_IN = "signed in"
FAMILY = frozenset({Permission.FAMILY_READ, Permission.CONSENT_ANSWER})  # families have a door of their own


class Request(HttpRequest):
    """A request of somebody who is signed in, as every page behind `@requires` gets it."""

    user: User
    htmx: HtmxDetails


def permissions_for(request: HttpRequest) -> frozenset[Permission]:
    """Return what the person behind this request may do, read once per request."""
    found: frozenset[Permission] | None = getattr(request, "tandem_permissions", None)
    if found is None:
        user = request.user
        found = permissions_of(user, on=timezone.localdate()) if isinstance(user, User) else frozenset()
        request.tandem_permissions = found  # type: ignore[attr-defined]  # Django keeps what we add
    return found


def open_permissions(request: HttpRequest) -> frozenset[Permission]:
    """Return what the person behind this request may do now: after one step of signing in, less than after two."""
    held = permissions_for(request)
    if request.session.get(BY_CARD):
        return held & {Permission.OWN_HOURS}
    return held if has_second_step(request) else held & FIRST_STEP_ENOUGH


def requires(*permissions: Permission, first_step_enough: bool = False) -> Callable[[View], View]:
    """Open the page to whoever has one of `permissions`: strangers sign in first, others get a 403.

    Whoever signed in with one step is first asked for a second, unless the page or the permission needs none.
    """

    door = "family-enter" if FAMILY.issuperset(permissions) else None

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), login_url=door)
            if permissions_for(request).isdisjoint(permissions):
                raise PermissionDenied
            if not first_step_enough and open_permissions(request).isdisjoint(permissions):
                return redirect("account_second_step")
            return view(request, *args, **kwargs)

        guarded.access = frozenset(permissions)  # type: ignore[attr-defined]  # Django keeps what we add
        guarded.login_url = door  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
        return guarded

    return decorate


def public(view: AnyView) -> AnyView:
    """Open the page to everybody, signed in or not."""
    asked = _method_first(view)
    asked.access = PUBLIC  # type: ignore[attr-defined]  # Django keeps what we add
    return login_not_required(asked)


def signed_in(view: AnyView) -> AnyView:
    """Open the page to whoever is signed in, whatever their role: only for a person's own account."""
    asked = _method_first(view)
    asked.access = SIGNED_IN  # type: ignore[attr-defined]  # Django keeps what we add
    return asked


def _method_first(view: AnyView) -> AnyView:
    """Refuse another method before a class of the framework does anything: some send people on before they look."""
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return view
    known = {name.upper() for name in view_class.http_method_names if hasattr(view_class, name)}
    return require_http_methods(sorted(known | ({"HEAD"} if "GET" in known else set())))(view)
