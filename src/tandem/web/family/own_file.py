"""What the pages of a pupil's own file have in common, for the family and for the pupil."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tandem.logbook.enums import Voice
from tandem.logbook.queries.file_readers import own_pupil
from tandem.people.models import Pupil
from tandem.people.queries import children_of
from tandem.web.access import Request

TEMPLATES = "family/file/"


def pupil_of(request: Request, pupil_id: uuid.UUID | None) -> Pupil:
    """Return the child this person is a guardian of, or without a key the pupil they are themselves."""
    on = timezone.localdate()
    if pupil_id is None:
        return get_object_or_404(own_pupil(request.user, on=on))
    return get_object_or_404(children_of(request.user, on=on), pk=pupil_id)


def voice_of(request: Request, pupil: Pupil) -> Voice:
    return Voice.PUPIL if pupil.person_id == request.user.person_id else Voice.GUARDIAN


def render_file(
    request: Request, pupil: Pupil, pupil_id: uuid.UUID | None, template: str, context: dict[str, Any]
) -> HttpResponse:
    given = {"pupil": pupil, "name": pupil.person.given_name, "file_of": pupil_id, "is_own": pupil_id is None}
    return render(request, TEMPLATES + template, given | context)
