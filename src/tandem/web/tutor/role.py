"""What a tutor does, what is somebody else's, and where a worry goes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.tutor_role import ROLE, TASKS
from tandem.web.access import Request, requires


@requires(Permission.TUTOR_READ)
@require_safe
def role(request: Request) -> HttpResponse:
    context = {
        "role": ROLE,
        "mine": [task for task in TASKS if task.is_tutors],
        "others": [task for task in TASKS if not task.is_tutors],
    }
    return render(request, "tutor/role.html", context)
