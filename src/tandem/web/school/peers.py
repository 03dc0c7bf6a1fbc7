"""Where a teacher asks a class who would like to help another pupil, and lets some of them begin (S-09)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import peers as actions
from tandem.initiatives.actions.peers import Begins, HelpNotPossible
from tandem.initiatives.models import Initiative, PeerCall
from tandem.initiatives.peers import teachers_learn
from tandem.initiatives.queries import peers as queries
from tandem.initiatives.queries.peers import Helper
from tandem.logbook.queries.peer_feedback import growth_in_class, said_in_class
from tandem.people.models import Person, Pupil, SchoolClass
from tandem.scheduling.queries.teams import pupils_in_class
from tandem.web.access import Request, requires
from tandem.web.school.peer_duos import duos_in
from tandem.web.school.shared import own_class, own_peer_initiative, render_class


class AskForm(forms.Form):
    """With what, and for which initiative; one initiative needs no choosing."""

    initiative = forms.ModelChoiceField(
        label=gettext_lazy("Voor"), queryset=Initiative.objects.none(), empty_label=None
    )
    subject = forms.CharField(
        label=gettext_lazy("Waarmee kunnen leerlingen helpen?"),
        max_length=60,
        help_text=gettext_lazy("Eén vak of onderdeel, bijvoorbeeld: lezen, tafels, breuken."),
    )

    def __init__(self, data: Any = None, *, initiatives: list[Initiative]) -> None:
        super().__init__(data)
        field = self.fields["initiative"]
        field.queryset = Initiative.objects.filter(pk__in=[each.pk for each in initiatives])  # type: ignore[attr-defined]  # a choice field
        if len(initiatives) == 1:
            field.widget, field.initial = forms.HiddenInput(), initiatives[0].pk


@dataclass(frozen=True)
class Round:
    """A question to the class, and each pupil of it."""

    call: PeerCall
    helpers: list[Helper]

    @property
    def waiting(self) -> list[Helper]:
        """Who would like to, and has no place this time: that is all that is known."""
        return [helper for helper in self.helpers if helper.offers and not helper.begins]

    @property
    def begun(self) -> list[Helper]:
        return [helper for helper in self.helpers if helper.offers and helper.begins]


@dataclass(frozen=True)
class Guiding:
    """Whether the teachers of the class learned how to guide pupils in one initiative."""

    initiative: Initiative
    ticked: list[Person]
    lacking: list[Person]
    mine: bool  # whoever looks teaches the class and did not tick it yet


@requires(Permission.CLASS_AGREE)
@require_safe
def peers(request: Request, class_id: uuid.UUID) -> HttpResponse:
    return _draw(request, own_class(request, class_id))


def _draw(request: Request, school_class: SchoolClass, *, form: AskForm | None = None) -> HttpResponse:
    initiatives = queries.peer_initiatives_at(school_class)
    pupils = list(pupils_in_class(school_class, on=timezone.localdate()))
    context = {
        "initiatives": initiatives,
        "guiding": _guiding(request, school_class, initiatives),
        "rounds": [Round(call, queries.helpers_of(call, pupils)) for call in queries.calls_of(school_class)],
        "duos": duos_in(request, school_class, at=timezone.now()) if initiatives else [],
        "said": said_in_class(school_class, request.user, at=timezone.now()) if initiatives else [],
        "growth": growth_in_class(school_class, request.user, at=timezone.now()) if initiatives else [],
        "form": form or AskForm(initiatives=initiatives),
    }
    return render_class(request, school_class, "school/class_peers.html", context)


def _guiding(request: Request, school_class: SchoolClass, initiatives: Iterable[Initiative]) -> list[Guiding]:
    asked = [initiative for initiative in initiatives if teachers_learn(initiative.template)]
    ticked = queries.ticked_by([initiative.pk for initiative in asked])
    teachers = queries.teachers_of(school_class, on=timezone.localdate()) if asked else []
    found = []
    for initiative in asked:
        has = [teacher for teacher in teachers if (initiative.pk, teacher.pk) in ticked]
        lacking = [teacher for teacher in teachers if teacher not in has]
        found.append(Guiding(initiative, has, lacking, request.user.person_id in {each.pk for each in lacking}))
    return found


@requires(Permission.CLASS_AGREE)
@require_POST
def trained(request: Request, class_id: uuid.UUID, initiative_id: uuid.UUID) -> HttpResponse:
    """The teacher ticks the training themselves; nobody does it for them."""
    school_class = own_class(request, class_id)
    initiative = own_peer_initiative(school_class, initiative_id)
    if request.user.person_id not in {each.pk for each in queries.teachers_of(school_class, on=timezone.localdate())}:
        messages.error(request, _("Alleen wie lesgeeft aan deze klas, kan dit aanvinken."))
    else:
        actions.tick_training(initiative=initiative, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard. Wat u betreft, kunnen de leerlingen beginnen."))
    return redirect("school-class-peers", class_id=school_class.pk)


@requires(Permission.CLASS_AGREE)
@require_POST
def ask(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    form = AskForm(request.POST, initiatives=queries.peer_initiatives_at(school_class))
    if not form.is_valid():
        return _draw(request, school_class, form=form)
    try:
        actions.ask_class(school_class=school_class, by=request.user, at=timezone.now(), **form.cleaned_data)
    except HelpNotPossible:
        form.add_error("subject", _("Dit is al aan de klas gevraagd. Vul het hieronder aan, of kies iets anders."))
        return _draw(request, school_class, form=form)
    messages.success(request, _("Gevraagd. Leerlingen met een kaart zien het, en u kunt het ook zelf aanvinken."))
    return redirect("school-class-peers", class_id=school_class.pk)


@requires(Permission.CLASS_AGREE)
@require_POST
def answer(request: Request, class_id: uuid.UUID, call_id: uuid.UUID) -> HttpResponse:
    """Keep who would like to help, and let those begin whom the teacher chose."""
    school_class = own_class(request, class_id)
    call = get_object_or_404(queries.open_calls_of(school_class), pk=call_id)
    pupils = list(pupils_in_class(school_class, on=timezone.localdate()))
    known = queries.helpers_of(call, pupils)
    sent = {name: set(request.POST.getlist(name)) for name in ("offers", "begins", "masters", "prepared")}
    at = timezone.now()
    for helper in known:
        wants = str(helper.pupil.pk) in sent["offers"] | sent["begins"] or helper.begins
        if wants and not helper.offers:
            actions.offer_help(call=call, pupil=helper.pupil, by=request.user, at=at)
        elif helper.offers and not wants:
            actions.take_back(call=call, pupil=helper.pupil, by=request.user, at=at)
    begins = [_begins(helper, sent) for helper in known if _is_new(helper, sent)]
    actions.begin_helping(call=call, begins=begins, by=request.user, at=at)
    messages.success(request, _("Bewaard."))
    return redirect("school-class-peers", class_id=school_class.pk)


def _is_new(helper: Helper, sent: dict[str, set[str]]) -> bool:
    """Tell whether something is said of a pupil who begins, or began, that was not known yet."""
    key = str(helper.pupil.pk)
    if not helper.begins:
        return key in sent["begins"]
    return (key in sent["masters"] and not helper.masters) or (key in sent["prepared"] and not helper.prepared)


def _begins(helper: Helper, sent: dict[str, set[str]]) -> Begins:
    pupil: Pupil = helper.pupil
    return Begins(pupil, masters=str(pupil.pk) in sent["masters"], prepared=str(pupil.pk) in sent["prepared"])


@requires(Permission.CLASS_AGREE)
@require_POST
def close(request: Request, class_id: uuid.UUID, call_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    call = get_object_or_404(queries.calls_of(school_class), pk=call_id)
    actions.close_call(call=call, by=request.user, at=timezone.now())
    messages.success(request, _("Deze ronde is afgesloten. Wie nog niet begint, is deze keer nog niet aan de beurt."))
    return redirect("school-class-peers", class_id=school_class.pk)
