"""One part of a start: what a group expects, or a point that partners agree on."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives.actions import parts, start, start_again
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.start import groups_of, instruments_of, points_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.people.forms import WhoForm
from tandem.web.start import words
from tandem.web.start.filling import Written, form_for, keep
from tandem.web.start.forms import InstrumentForm
from tandem.web.start.words import Part


def _part(name: str) -> Part:
    found = words.part_of(name)
    if found is None:
        raise Http404
    return found


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, initiative_id: uuid.UUID, part: str) -> HttpResponse:
    initiative, which = own_initiative(request, initiative_id), _part(part)
    form = form_for(initiative, which, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agreed = None if "discussed" in request.POST else timezone.localdate()
        keep(initiative, which, form, Written(request.user, timezone.now(), agreed))
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-start-part", initiative.pk, _next(initiative, which) or which)
    return _render(request, initiative, which, {"form": form})


def _next(initiative: Initiative, part: Part) -> str | None:
    """Return the first point that is still open after this one, so that somebody can go on in one sitting."""
    if isinstance(part, PartnerGroup):
        return None
    order = list(StartPoint)
    after = [stand.point for stand in points_of(initiative) if not stand.is_agreed]
    return next((point for point in after if order.index(point) > order.index(part)), None)


def _render(request: Request, initiative: Initiative, part: Part, context: dict[str, object]) -> HttpResponse:
    stands = points_of(initiative) if isinstance(part, StartPoint) else groups_of(initiative)
    about: dict[str, object] = {
        "part": part,
        "title": words.part(part),
        "is_point": isinstance(part, StartPoint),
        "stand": next(
            stand for stand in stands if part in (getattr(stand, "point", None), getattr(stand, "group", None))
        ),
        "ask_form": WhoForm(),
        "languages": _other_languages() if part == PartnerGroup.PARENTS else [],
    }
    if part == StartPoint.INSTRUMENTS:
        about |= {
            "instruments": [
                (row, [words.goal(goal) for goal in row.goals.all()]) for row in instruments_of(initiative)
            ],
            "instrument_form": InstrumentForm(initiative=initiative),
        }
    return render_of(request, initiative, "start/part.html", about | context)


def _other_languages() -> list[tuple[str, str]]:
    """Return the languages beside Dutch in which parents can read the form."""
    return [(code, name) for code, name in settings.FAMILY_LANGUAGES.items() if code != settings.LANGUAGE_CODE]


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def confirm(request: Request, initiative_id: uuid.UUID, part: str) -> HttpResponse:
    initiative, which = own_initiative(request, initiative_id), _part(part)
    if isinstance(which, StartPoint):
        start_again.confirm_point(initiative=initiative, point=which, by=request.user, at=timezone.now())
    else:
        start_again.confirm_group(initiative=initiative, group=which, by=request.user, at=timezone.now())
    messages.success(request, _("Bevestigd: dit geldt ook dit jaar."))
    return redirect("coordinator-start", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def ask(request: Request, initiative_id: uuid.UUID, part: str) -> HttpResponse:
    initiative, which = own_initiative(request, initiative_id), _part(part)
    form = WhoForm(request.POST)
    if not form.is_valid():
        return _render(request, initiative, which, {"form": form_for(initiative, which, None), "ask_form": form})
    asked = parts.ask(initiative=initiative, part=which, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(
        request,
        _("%(name)s krijgt een e-mail en ziet alleen deze bladzijde.") % {"name": asked.person.full_name},
    )
    return redirect("coordinator-start", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def take_back(request: Request, initiative_id: uuid.UUID, part_asked_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    asked = get_object_or_404(initiative.parts_asked.filter(done_at=None), pk=part_asked_id)
    parts.take_back(asked=asked, by=request.user, at=timezone.now())
    messages.success(request, _("Teruggenomen. U kunt het zelf invullen of het iemand anders vragen."))
    return redirect("coordinator-start", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove_expectation(request: Request, initiative_id: uuid.UUID, expectation_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    expectation = get_object_or_404(initiative.expectations, pk=expectation_id)
    start.remove_expectation(expectation=expectation, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("coordinator-start-part", initiative.pk, expectation.group)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def add_instrument(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = InstrumentForm(request.POST, initiative=initiative)
    if not form.is_valid():
        which = StartPoint.INSTRUMENTS
        return _render(request, initiative, which, {"form": form_for(initiative, which, None), "instrument_form": form})
    start.add_instrument(initiative=initiative, by=request.user, at=timezone.now(), **form.answers)
    messages.success(request, _("Toegevoegd."))
    return redirect("coordinator-start-part", initiative.pk, StartPoint.INSTRUMENTS)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove_instrument(request: Request, initiative_id: uuid.UUID, instrument_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    instrument = get_object_or_404(initiative.instruments, pk=instrument_id)
    start.remove_instrument(instrument=instrument, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("coordinator-start-part", initiative.pk, StartPoint.INSTRUMENTS)
