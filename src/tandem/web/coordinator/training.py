"""Training of tutors: the three strands, intervision, who came, and who answers for it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import training as actions
from tandem.initiatives.actions.training import GatheringNotPossible
from tandem.initiatives.enums import GatheringKind
from tandem.initiatives.models import Gathering, Initiative
from tandem.initiatives.queries import involvements_of, tutors_of
from tandem.initiatives.queries import training as queries
from tandem.initiatives.queries.training import TrainingLacks
from tandem.people.enums import Region
from tandem.people.models import Person, Tutor
from tandem.people.queries.programmes import colleagues_of
from tandem.scheduling.actions import safety
from tandem.scheduling.calendar import Beat, occurrences, school_holidays
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms import training as forms
from tandem.web.coordinator.shared import own_initiative, render_of

REFUSALS: Mapping[str, str | Promise] = {
    "attitudes_first": gettext_lazy("De eerste vorming gaat over houding. Plan die eerst; daarna kan al het andere."),
    "attended": gettext_lazy("Hier zijn al mensen geweest: dit gaat niet meer weg."),
    "not_yet": gettext_lazy("Dit moment komt nog. Schrijf erna op wie er was."),
    "cancelled": gettext_lazy("Dit gaat niet door: er is niemand om op te schrijven."),
    "no_moments": gettext_lazy("In deze weken valt geen enkel moment: alle dagen zijn vrij. Kies een andere dag."),
}


@dataclass(frozen=True, slots=True)
class AsFar:
    """Tutors who are equally far with the training: what they still have to attend, and who they are."""

    lacks: str
    names: list[str]


def as_far(tutors: Sequence[Tutor], lacks: Mapping[uuid.UUID, TrainingLacks]) -> list[AsFar]:
    """Return the tutors by what they lack, the largest group first and who lacks nothing last."""
    found: dict[str, list[str]] = {}
    for tutor in tutors:
        found.setdefault(lacks_in_words(lacks[tutor.pk]), []).append(tutor.person.full_name)
    return sorted((AsFar(*each) for each in found.items()), key=lambda each: (not each.lacks, -len(each.names)))


def lacks_in_words(lacks: TrainingLacks) -> str:
    """Return what a tutor still has to attend, or nothing."""
    parts = [str(_("een vorming over houding"))] if lacks.attitudes else []
    parts += [str(strand.label) for strand in lacks.strands] + [str(topic.label) for topic in lacks.topics]
    if lacks.days:
        parts.append(ngettext("nog %(n)d dag", "nog %(n)d dagen", lacks.days) % {"n": lacks.days})
    return words.listing(parts)


@requires(Permission.PROGRAMME_READ)
@require_safe
def overview(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    return _draw(request, initiative)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = forms.TrainingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.plan_training(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        except GatheringNotPossible as error:
            form.add_error("layer", str(REFUSALS[str(error)]))
        else:
            messages.success(request, _("De vorming staat gepland, ook in de agenda van de tutors."))
            return redirect("coordinator-training", initiative.pk)
    return render_of(request, initiative, "coordinator/training/edit.html", {"form": form})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, gathering_id: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(_managed(request), pk=gathering_id, kind=GatheringKind.TRAINING)
    form = forms.TrainingForm(request.POST or None, initial=forms.initial_from(row))
    if form.is_valid():
        try:
            actions.change_training(gathering=row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except GatheringNotPossible as error:
            form.add_error("layer", str(REFUSALS[str(error)]))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("coordinator-training", row.initiative_id)
    return render_of(request, row.initiative, "coordinator/training/edit.html", {"form": form, "gathering": row})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Plan intervision or moments to look back over the weeks of the initiative."""
    initiative = own_initiative(request, initiative_id)
    initial = {
        "weeks_between": queries.asked_of(initiative).weeks_between,
        "to_date": initiative.ends_date,
        "title": _("Intervisie"),
    }
    form = forms.RhythmForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            made = _plan_rhythm(request, initiative, form)
        except GatheringNotPossible as error:
            form.add_error("first_at", str(REFUSALS[str(error)]))
        else:
            messages.success(request, ngettext("%(n)d moment gepland.", "%(n)d momenten gepland.", made) % {"n": made})
            return redirect("coordinator-training", initiative.pk)
    return render_of(request, initiative, "coordinator/training/rhythm.html", {"form": form})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: Request, gathering_id: uuid.UUID) -> HttpResponse:
    """Write down who came."""
    row = get_object_or_404(_managed(request), pk=gathering_id)
    form = forms.AttendanceForm(request.POST or None, gathering=row, tutors=tutors_of(row.initiative))
    if request.method == "POST" and form.is_valid():
        try:
            safety.record_attendance(
                gathering=row,
                came=form.came,
                themes=form.cleaned_data.get("themes"),
                by=request.user,
                at=timezone.now(),
            )
        except GatheringNotPossible as error:
            form.add_error(None, str(REFUSALS[str(error)]))
        else:
            messages.success(request, _("Opgeschreven wie er was."))
            return redirect("coordinator-training", row.initiative_id)
    context = {
        "gathering": row,
        "form": form,
        "when": words.moment(row.starts_at),
        "has_tutors": bool(form.tutors),
        "is_past": row.starts_at <= timezone.now(),
    }
    return render_of(request, row.initiative, "coordinator/training/attendance.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def cancel(request: Request, gathering_id: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(_managed(request), pk=gathering_id)
    try:
        actions.cancel(gathering=row, by=request.user, at=timezone.now())
    except GatheringNotPossible as error:
        messages.error(request, str(REFUSALS[str(error)]))
    else:
        messages.success(request, _("Dit gaat niet door; in de agenda van de tutors staat dat ook."))
    return redirect("coordinator-training", row.initiative_id)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def owner(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Name who answers for the quality of the training."""
    initiative = own_initiative(request, initiative_id)
    form = forms.OwnerForm(request.POST, people=_people(request, initiative))
    if not form.is_valid():
        return _draw(request, initiative, owner_form=form)
    actions.name_owner(initiative=initiative, owner=form.cleaned_data["owner"], by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard."))
    return redirect("coordinator-training", initiative.pk)


def _managed(request: Request) -> QuerySet[Gathering]:
    return queries.gatherings_managed_by(request.user, on=timezone.localdate())


def _people(request: Request, initiative: Initiative) -> QuerySet[Person]:
    involved = involvements_of(initiative).order_by().values("membership__person")
    colleagues = colleagues_of(request.user, on=timezone.localdate()).order_by().values("person")
    return (Person.objects.filter(pk__in=involved) | Person.objects.filter(pk__in=colleagues)).order_by(
        "sort_name", "pk"
    )


def _plan_rhythm(request: Request, initiative: Initiative, form: forms.RhythmForm) -> int:
    data = form.cleaned_data
    first = timezone.localtime(data["first_at"])
    beat = Beat(0, first.weekday(), first.time(), (first + timedelta(minutes=data["minutes"])).time())
    free = _free_days(initiative, first.date(), data["to_date"])
    moments = [
        each.starts_at
        for each in occurrences(
            [beat], first=first.date(), last=data["to_date"], free=free, weeks=data["weeks_between"]
        )
    ]
    made = actions.plan_rhythm(
        initiative=initiative,
        kind=GatheringKind(data["kind"]),
        title=data["title"],
        moments=moments,
        minutes=data["minutes"],
        place=data["place"],
        by=request.user,
        at=timezone.now(),
    )
    return len(made)


def _free_days(initiative: Initiative, first: date, last: date) -> set[date]:
    """Return the days without school at every site: where one site has school, tutors are there."""
    regions = {Region(site.organisation.region) for site in initiative.sites.select_related("organisation")}
    free = [set(school_holidays(region, first, last)) for region in regions]
    return set.intersection(*free) if free else set()


def _draw(request: Request, initiative: Initiative, *, owner_form: forms.OwnerForm | None = None) -> HttpResponse:
    tutors = list(tutors_of(initiative))
    lacks = queries.lacks_of(initiative, [tutor.pk for tutor in tutors])
    quality = getattr(initiative, "training_quality", None)
    rows = _managed(request).filter(initiative=initiative).prefetch_related("attendances")
    context = {
        "trainings": [(row, words.moment(row.starts_at)) for row in rows if row.kind == GatheringKind.TRAINING],
        "others": [(row, words.moment(row.starts_at)) for row in rows if row.kind != GatheringKind.TRAINING],
        "share": queries.coaching_share(initiative),
        "asked": queries.asked_of(initiative),
        "tutors": as_far(tutors, lacks),
        "owner": quality.owner if quality else None,
        "owner_form": owner_form or forms.OwnerForm(people=_people(request, initiative)),
        "now": timezone.now(),
    }
    return render_of(request, initiative, "coordinator/training/overview.html", context)
