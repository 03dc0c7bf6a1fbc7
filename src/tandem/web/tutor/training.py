"""What a tutor learned and what still comes, with the certificate of what they did."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.training import attended_by, gatherings_of, lacks_of
from tandem.logbook.queries.recognition import Done, done_by
from tandem.people.models import Tutor
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.recognition import certificate_of
from tandem.web.coordinator.training import lacks_in_words
from tandem.web.tutor.shared import tutor_of


@dataclass(frozen=True, slots=True)
class Part:
    """One initiative a tutor takes part in: what the training still asks, and what they did."""

    initiative: Initiative
    lacks: str
    done: Done
    hours: str


def initiatives_of(tutor: Tutor) -> list[Initiative]:
    alone = Initiative.objects.filter(enrolments__tutor=tutor)
    together = Initiative.objects.filter(student_groups__tutors=tutor)
    return list((alone | together).select_related("organiser").distinct().order_by("-starts_date", "name", "pk"))


@requires(Permission.TUTOR_READ)
@require_safe
def training(request: Request) -> HttpResponse:
    tutor = tutor_of(request)
    parts = []
    for initiative in initiatives_of(tutor):
        done = done_by(tutor, initiative)
        lacks = lacks_in_words(lacks_of(initiative, [tutor.pk])[tutor.pk])
        parts.append(Part(initiative, lacks, done, words.duration(done.minutes)))
    coming = gatherings_of(tutor).filter(starts_at__gte=timezone.now(), cancelled_at__isnull=True)
    context = {
        "parts": parts,
        "coming": [(row, words.moment(row.starts_at)) for row in coming[:20]],
        "attended": attended_by(tutor),
    }
    return render(request, "tutor/training.html", context)


@requires(Permission.TUTOR_READ)
@require_safe
def certificate(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Hand over the tutor's own certificate."""
    tutor = tutor_of(request)
    initiative = next((each for each in initiatives_of(tutor) if each.pk == initiative_id), None)
    if initiative is None or not done_by(tutor, initiative).sessions:
        raise Http404
    return certificate_of(tutor, initiative)
