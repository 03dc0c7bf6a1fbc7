"""A small study beside an initiative, settled before anybody begins (S-08)."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives.actions import studies as actions
from tandem.initiatives.actions.studies import StudyNotPossible
from tandem.initiatives.enums import Arm, StudyDesign, StudyMoment
from tandem.initiatives.models import Initiative, Study
from tandem.initiatives.queries.studies import Open, classes_of, open_in, study_of, waves_of
from tandem.people.models import SchoolClass
from tandem.scheduling.queries.studies import classes_to_allocate, first_session_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import DayField
from tandem.web.coordinator.shared import own_initiative, render_of

OPEN: dict[Open, str | Promise] = {
    Open.TAKES_PART: gettext_lazy("Kies ten minste één klas die begint."),
    Open.WAITS: gettext_lazy("Kies ten minste één klas die wacht."),
    Open.CONSENT: gettext_lazy("Schrijf de woorden waarmee thuis en de leerling gevraagd worden."),
    Open.WAVES: gettext_lazy("Kies een dag voor het begin, het midden en het einde."),
    Open.ORDER: gettext_lazy("De drie meetmomenten volgen elkaar nog niet op."),
    Open.INSTRUMENTS: gettext_lazy("Kies bij elk meetmoment waarmee u meet."),
    Open.BEGUN: gettext_lazy("De eerste meting ligt na de eerste sessie. Kies een dag ervoor."),
    Open.TOO_LATE: gettext_lazy("De eerste sessie is al geweest. Wat daarvoor niet vastlag, kan niet meer vergeleken."),
}


class BeginForm(forms.Form):
    question = forms.CharField(
        label=gettext_lazy("Wat wilt u weten?"),
        max_length=300,
        help_text=gettext_lazy("Bijvoorbeeld: groeit de band tussen leerling en tutor, en het plezier in leren?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    design = forms.ChoiceField(
        label=gettext_lazy("Met wie vergelijkt u?"),
        choices=StudyDesign.choices,
        initial=StudyDesign.COMPARISON,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Hieruit volgt hoe een uitkomst genoemd wordt. Dat kan niemand anders typen."),
    )


class ConsentForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Woorden waarmee u het thuis en aan de leerling vraagt"),
        max_length=2000,
        help_text=gettext_lazy("Wat gevraagd wordt, wie het leest, hoe lang het blijft, en dat nee zeggen altijd mag."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class WaveForm(forms.Form):
    on_date = DayField(label=gettext_lazy("Op welke dag?"))
    instruments = forms.MultipleChoiceField(
        label=gettext_lazy("Waarmee meet u?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("De instrumenten die u bij de start met de partners koos."),
    )

    def __init__(self, data: Any = None, *, moment: StudyMoment, names: Iterable[str], initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=moment.value, initial=initial)
        self.moment = moment
        self.fields["instruments"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # a choice field


@dataclass(frozen=True)
class ClassRow:
    """A class that can take part, and what was chosen for it."""

    school_class: SchoolClass
    arm: str


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def study(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = BeginForm(request.POST or None)
    if form.is_valid():
        return _do(
            request,
            initiative,
            lambda: actions.begin_study(
                initiative=initiative,
                question=form.cleaned_data["question"],
                design=StudyDesign(form.cleaned_data["design"]),
                by=request.user,
                at=timezone.now(),
            ),
        )
    return _draw(request, initiative, begin=form if form.is_bound else None)


def _draw(request: Request, initiative: Initiative, **forms_sent: forms.Form | None) -> HttpResponse:
    found = study_of(initiative)
    first = first_session_of(initiative)
    names = list(initiative.instruments.order_by("name").values_list("name", flat=True))
    arms = {row.school_class_id: row.arm for row in found.classes.all()} if found else {}
    context = {
        "study": found,
        "statement": StudyDesign(found.design).statement if found else "",
        "begin": forms_sent.get("begin") or BeginForm(initial=_initial(found)),
        "classes": [ClassRow(row, arms.get(row.pk, "")) for row in classes_to_allocate(initiative)] if found else [],
        "allocated": classes_of(found) if found else [],
        "arms": Arm.choices,
        "consent": forms_sent.get("consent") or ConsentForm(initial={"words": found.consent_words if found else ""}),
        "waves": waves_of(found) if found else [],
        "wave_forms": [forms_sent.get(moment) or _wave_form(found, moment, names) for moment in StudyMoment],
        "has_instruments": bool(names),
        "open": [OPEN[each] for each in open_in(found, first_session=first, on=timezone.localdate())] if found else [],
    }
    return render_of(request, initiative, "coordinator/initiatives/study.html", context)


def _initial(found: Study | None) -> dict[str, Any]:
    return {"question": found.question, "design": found.design} if found else {}


def _wave_form(found: Study | None, moment: StudyMoment, names: Iterable[str], data: Any = None) -> WaveForm:
    wave = next((row for row in waves_of(found) if row.moment == moment), None) if found else None
    initial = {"on_date": wave.on_date, "instruments": wave.instruments} if wave else {}
    known = sorted({*names, *(wave.instruments if wave else ())})
    return WaveForm(data, moment=moment, names=known, initial=initial)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def classes(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, found = _own(request, initiative_id)
    chosen = {row: request.POST.get(f"arm-{row.pk}", "") for row in classes_to_allocate(initiative)}
    arms = {row: Arm(arm) for row, arm in chosen.items() if arm in Arm.values}
    return _do(
        request, initiative, lambda: actions.allocate(study=found, arms=arms, by=request.user, at=timezone.now())
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def consent(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, found = _own(request, initiative_id)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _draw(request, initiative, consent=form)
    words = form.cleaned_data["words"]
    return _do(
        request, initiative, lambda: actions.word_consent(study=found, words=words, by=request.user, at=timezone.now())
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def wave(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, found = _own(request, initiative_id)
    if request.POST.get("moment") not in StudyMoment.values:
        return redirect("coordinator-study", initiative.pk)
    moment = StudyMoment(request.POST["moment"])
    names = initiative.instruments.values_list("name", flat=True)
    form = _wave_form(found, moment, names, request.POST)
    if not form.is_valid():
        return _draw(request, initiative, **{moment: form})
    return _do(
        request,
        initiative,
        lambda: actions.plan_wave(study=found, moment=moment, by=request.user, at=timezone.now(), **form.cleaned_data),
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def settle(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, found = _own(request, initiative_id)
    first = first_session_of(initiative)
    return _do(
        request,
        initiative,
        lambda: actions.settle(study=found, first_session=first, by=request.user, at=timezone.now()),
        done=_("Vastgelegd. Vanaf nu verandert hier niets meer, en kan er gepubliceerd worden."),
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def drop(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, found = _own(request, initiative_id)
    return _do(
        request,
        initiative,
        lambda: actions.drop_study(study=found, by=request.user, at=timezone.now()),
        done=_("Er is geen onderzoek meer bij dit initiatief."),
    )


def _own(request: Request, initiative_id: uuid.UUID) -> tuple[Initiative, Study]:
    initiative = own_initiative(request, initiative_id)
    found = study_of(initiative)
    if found is None:
        raise Http404
    return initiative, found


def _do(request: Request, initiative: Initiative, act: Callable[[], object], *, done: str = "") -> HttpResponse:
    try:
        act()
    except StudyNotPossible as refusal:
        said = [str(OPEN[each]) for each in refusal.still_open] or [
            _("Dit onderzoek ligt vast: er verandert niets meer aan.")
        ]
        messages.error(request, " ".join(said))
    else:
        messages.success(request, done or _("Bewaard."))
    return redirect("coordinator-study", initiative.pk)
