"""The quality standards of an initiative: for its coordinator, and for who is responsible in the end."""

import uuid
from contextlib import AbstractContextManager

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.isolation import Purpose, working_on
from tandem.core.permissions import Permission, Role
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_with_role
from tandem.quality.actions.evaluations import EvaluationNotPossible, look_back
from tandem.quality.queries.standards import evaluations_of, standards_of, unanswered
from tandem.web.access import Request, requires
from tandem.web.coordinator import form_words
from tandem.web.coordinator.forms.fields import DayField, check_order
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.downloads import pdf
from tandem.web.quality import papers, words


class LookBackForm(forms.Form):
    held_date = DayField(label=gettext_lazy("Wanneer keken jullie terug?"))
    from_date = DayField(label=gettext_lazy("Naar notities vanaf"))
    to_date = DayField(label=gettext_lazy("Tot en met"))
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Wie keek mee?"),
        choices=PartnerGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = forms.CharField(
        label=gettext_lazy("Wat zagen jullie?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Over het initiatief als geheel: geen namen, en niemand wordt erop afgerekend."),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Wat doen jullie ermee?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        check_order(self, "from_date", "to_date")
        check_order(self, "to_date", "held_date")
        return self.cleaned_data


def _shown(initiative: Initiative) -> dict[str, object]:
    found = standards_of(initiative, at=timezone.now())
    return {
        "standards": [words.standard(number, each, initiative) for number, each in enumerate(found, start=1)],
        "evaluations": evaluations_of(initiative),
        "deviations": form_words.deviations(initiative),
        "unanswered": [str(each.label) for each in unanswered(found)],
    }


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def quality(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    form = LookBackForm(
        request.POST or None,
        initial={"held_date": today, "from_date": initiative.starts_date, "to_date": today},
    )
    if form.is_valid() and _look_back(request, initiative, form):
        return redirect("coordinator-quality", initiative.pk)
    return render_of(request, initiative, "quality/quality.html", {"form": form, **_shown(initiative)})


def _look_back(request: Request, initiative: Initiative, form: LookBackForm) -> bool:
    try:
        look_back(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
    except EvaluationNotPossible:
        form.add_error("from_date", _("Uit die periode zijn er geen notities. Kies een andere."))
        return False
    messages.success(request, _("Bewaard. Het staat bij de vijfde standaard."))
    return True


@requires(Permission.PROGRAMME_READ)
@require_safe
def dossier(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    return _dossier(request, initiative, back="coordinator-quality")


def _dossier(request: Request, initiative: Initiative, *, back: str) -> HttpResponse:
    """Hand over the dossier for a call; while a standard is not answered at all, say which (R-NEV-27)."""
    now = timezone.now()
    if unanswered(standards_of(initiative, at=now)):
        messages.error(
            request, _("Een dossier kan pas als elke standaard een antwoord heeft. Hier staat wat ontbreekt.")
        )
        return redirect(back, initiative.pk)
    return pdf(papers.dossier(initiative, at=now), name=_("kwaliteitsdossier"))


def _responsible_for(request: Request, pk: uuid.UUID) -> Initiative:
    mine = initiatives_with_role(request.user, Role.FINAL_RESPONSIBLE, on=timezone.localdate())
    return get_object_or_404(mine, pk=pk)


def _counting(initiative: Initiative) -> AbstractContextManager[None]:
    """Count what schools and tutors wrote: who is responsible reads how much there is, and none of it."""
    return working_on(Purpose.COUNTING, about=initiative.pk)


@requires(Permission.INITIATIVE_READ)
@require_safe
def quality_for_the_responsible(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = _responsible_for(request, initiative_id)
    with _counting(initiative):
        shown = _shown(initiative)
    return render(request, "quality/partner.html", {"initiative": initiative, **shown})


@requires(Permission.INITIATIVE_READ)
@require_safe
def dossier_for_the_responsible(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = _responsible_for(request, initiative_id)
    with _counting(initiative):
        return _dossier(request, initiative, back="partner-quality")
