from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.web.access import Request, requires


@requires(Permission.FAMILY_READ)
@require_safe
def home(request: Request) -> HttpResponse:
    return render(request, "family/home.html")
