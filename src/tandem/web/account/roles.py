"""Which roles somebody has, until when, and whom to ask about them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Role
from tandem.initiatives.queries import initiatives_with_role
from tandem.initiatives.queries.start import parts_asked_of
from tandem.people.models import User
from tandem.people.queries import memberships_of, roles_of
from tandem.web.access import signed_in
from tandem.web.people import words


@signed_in
@require_safe
def own_roles(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    assert isinstance(user, User)
    held = list(memberships_of(user, on=today))
    by_nature = roles_of(user, on=today) - {Role(row.role) for row in held}
    context = {
        "held": [(row, words.role(row.role), words.where(row)) for row in held],
        "by_nature": [words.role(role) for role in sorted(by_nature)],
        "asked": parts_asked_of(user).filter(done_at=None).exists(),
        "initiatives": initiatives_with_role(user, *Role, on=today),
    }
    return render(request, "account/roles.html", context)
