"""What the pages of a tutor have in common."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tandem.logbook.queries.rosters import sessions_visible_to
from tandem.people.models import Tutor
from tandem.scheduling.models import Session
from tandem.web.access import Request


def tutor_of(request: Request) -> Tutor:
    """Return the tutor who is signed in."""
    tutor = Tutor.objects.filter(person=request.user.person_id).select_related("person", "organisation").first()
    if tutor is None:
        raise PermissionDenied
    return tutor


def session_or_404(request: Request, pk: uuid.UUID) -> Session:
    return get_object_or_404(sessions_visible_to(request.user, on=timezone.localdate()), pk=pk)
