"""Our own pages about an account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tandem.core.permissions import FIRST_STEP_ENOUGH, Permission
from tandem.web.access import Request, permissions_for, signed_in
from tandem.web.second_step import has_second_step


@signed_in
@require_safe
def second_step(request: Request) -> HttpResponse:
    """Say why a second step is asked, and how to get one in two minutes."""
    if has_second_step(request):
        return redirect("home")
    permissions = permissions_for(request)
    context = {
        "teaches": Permission.CLASS_READ in permissions,
        "has_more": not permissions.isdisjoint(FIRST_STEP_ENOUGH),
    }
    return render(request, "account/second_step.html", context)
