"""All that is kept about a child, for those at home to take along."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.isolation import Purpose, acting_for
from tandem.core.permissions import Permission
from tandem.privacy.queries.answering import children_told_of
from tandem.privacy.queries.everything import everything_about
from tandem.web.access import Request, requires
from tandem.web.privacy.people import handed_over


@requires(Permission.FAMILY_READ)
@require_safe
def everything(request: Request, pupil_id: uuid.UUID, kind: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    pupil = get_object_or_404(children_told_of(request.user, on=today).select_related("person"), pk=pupil_id)
    with acting_for(request.user, on=today, purpose=Purpose.PERSON, about=pupil.person_id):
        found = everything_about(pupil.person, at=now, at_home=True)
    return handed_over(found, kind)
