"""As what one tutor takes part, what they agreed to, and what is known of them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import engagements as actions
from tandem.initiatives.actions import training
from tandem.initiatives.enums import AgreementWay, EngagementForm, Per, SkillKind
from tandem.initiatives.models import Enrolment
from tandem.initiatives.queries.engagements import agreement_on, engaged_as, engagement_on
from tandem.initiatives.queries.training import attended_by, lacks_of
from tandem.people.models import Tutor
from tandem.scheduling.actions import safety
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.training import EngagementOfTutorForm, PaperForm, SkillForm
from tandem.web.coordinator.shared import render_of
from tandem.web.coordinator.training import lacks_in_words


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def engagement(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    form = EngagementOfTutorForm(request.POST or None, tutor=tutor, initial=_initial(row))
    if form.is_valid():
        data = form.cleaned_data
        actions.engage(
            enrolment=row,
            form=EngagementForm(data["form"]),
            amount=data["amount"],
            per=Per(data["per"]),
            from_date=data["from_date"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-enrolment-engagement", row.pk)
    return _draw(request, row, tutor, form=form)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def paper(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody signed the agreement on paper."""
    row, tutor = _own(request, enrolment_id)
    today = timezone.localdate()
    form = PaperForm(request.POST, today=today)
    if not form.is_valid():
        return _draw(request, row, tutor, paper_form=form)
    text = agreement_on(row, on=today).text
    safety.agree(
        tutor=tutor,
        form=text.form,
        version=text.version,
        way=AgreementWay.PAPER,
        paper_date=form.cleaned_data["paper_date"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Opgeschreven dat de overeenkomst getekend is."))
    return redirect("coordinator-enrolment-engagement", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def confirm_skill(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    form = SkillForm(request.POST)
    if not form.is_valid():
        return _draw(request, row, tutor, skill_form=form)
    training.confirm_skill(
        tutor=tutor,
        kind=SkillKind(form.cleaned_data["kind"]),
        subject=form.cleaned_data["subject"],
        confirmed_date=timezone.localdate(),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Bevestigd."))
    return redirect("coordinator-enrolment-engagement", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def withdraw_skill(request: Request, enrolment_id: uuid.UUID, skill_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    skill = get_object_or_404(tutor.skills, pk=skill_id)
    training.withdraw_skill(skill=skill, by=request.user, at=timezone.now())
    messages.success(request, _("Ingetrokken."))
    return redirect("coordinator-enrolment-engagement", row.pk)


def _own(request: Request, pk: uuid.UUID) -> tuple[Enrolment, Tutor]:
    row = get_object_or_404(queries.enrolments_managed_by(request.user, on=timezone.localdate()), pk=pk)
    if row.tutor is None:
        raise Http404
    return row, row.tutor


def _initial(row: Enrolment) -> dict[str, Any]:
    today = timezone.localdate()
    engagement = engagement_on(row.engagements.all(), today)
    if engagement is None:
        return {"form": engaged_as(row, on=today), "from_date": row.from_date}
    return {"form": engagement.form, "amount": engagement.amount, "per": engagement.per, "from_date": today}


def _draw(
    request: Request,
    row: Enrolment,
    tutor: Tutor,
    *,
    form: EngagementOfTutorForm | None = None,
    paper_form: PaperForm | None = None,
    skill_form: SkillForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "enrolment": row,
        "tutor": tutor,
        "form": form or EngagementOfTutorForm(tutor=tutor, initial=_initial(row)),
        "paper_form": paper_form or PaperForm(today=today, initial={"paper_date": today}),
        "skill_form": skill_form or SkillForm(),
        "agreement": agreement_on(row, on=today),
        "engagements": row.engagements.order_by("from_date", "pk"),
        "skills": tutor.skills.select_related("confirmed_by__person").order_by("kind", "subject", "pk"),
        "lacks": lacks_in_words(lacks_of(row.initiative, [tutor.pk])[tutor.pk]),
        "attended": attended_by(tutor).filter(gathering__initiative=row.initiative),
    }
    return render_of(request, row.initiative, "coordinator/enrolments/engagement.html", context)
