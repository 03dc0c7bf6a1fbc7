"""A teacher brings a pupil who helps and a pupil who is helped together (S-10, S-11)."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core.isolation import Purpose, working_on
from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.initiatives.models import Request as Asked
from tandem.scheduling.actions.pairing import PairingNotPossible, pair
from tandem.scheduling.actions.proposals import MoveNotPossible
from tandem.scheduling.queries.pairing import Helper, helpers_at, waiting_in
from tandem.scheduling.weeks import session_minutes
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words
from tandem.web.coordinator.forms.plan import MomentForm, moments_of
from tandem.web.school.shared import own_class, own_peer_initiative, render_class

MomentFormSet = forms.formset_factory(MomentForm, extra=0)


class PairForm(forms.Form):
    """Who is helped, and who helps; a reason is asked where both are of one class."""

    request = forms.ChoiceField(label=gettext_lazy("Wie wordt geholpen?"))
    helper = forms.ChoiceField(label=gettext_lazy("Wie helpt?"))
    reason = forms.CharField(
        label=gettext_lazy("Waarom twee van dezelfde klas?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Alleen nodig als beiden in dezelfde klas zitten. Schrijf niets over een gezin of een zorg."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, waiting: list[Asked], helpers: list[Helper]) -> None:
        super().__init__(data)
        self.waiting = {str(row.pk): row for row in waiting}
        self.helpers = {str(helper.enrolment.pk): helper for helper in helpers}
        self.fields["request"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{row.pupil.person.full_name}, {row.subject}") for key, row in self.waiting.items() if row.pupil
        ]
        self.fields["helper"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{helper.name} ({helper.class_name})") for key, helper in self.helpers.items()
        ]

    @property
    def beside(self) -> list[Helper]:
        """Who helps in a parallel class."""
        return [helper for helper in self.helpers.values() if not helper.classmate]


@requires(Permission.CLASS_AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
def make_pair(request: Request, class_id: uuid.UUID, initiative_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    initiative = own_peer_initiative(school_class, initiative_id)
    today = timezone.localdate()
    with working_on(Purpose.FOLLOWING, about=initiative.pk):  # who helps sits in other classes too
        waiting = list(waiting_in(school_class, initiative, on=today))
        helpers = helpers_at(school_class.site, initiative, school_class, on=today)
    form = PairForm(request.POST or None, waiting=waiting, helpers=helpers)
    moments = MomentFormSet(request.POST or None, initial=[{"day": 0}] * initiative.sessions_per_week)
    if form.is_valid() and moments.is_valid() and _pair(request, initiative, form, moments):
        messages.success(
            request, _("Voorgesteld. De coördinator beslist, en thuis wordt van beide kinderen een ja gevraagd.")
        )
        return redirect("school-class-peers", class_id=school_class.pk)
    context = {"form": form, "moments": moments, "initiative": initiative, "classmates": initiative.classmates}
    return render_class(request, school_class, "school/class_pair.html", context)


def _pair(request: Request, initiative: Initiative, form: PairForm, moments: "forms.BaseFormSet[MomentForm]") -> bool:
    helper = form.helpers[form.cleaned_data["helper"]]
    try:
        pair(
            request=form.waiting[form.cleaned_data["request"]],
            enrolment=helper.enrolment,
            moments=moments_of(moments, minutes=session_minutes(initiative)),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except PairingNotPossible as refusal:
        field, sentence = _refusal(str(refusal), form, helper)
        form.add_error(field, sentence)
        return False
    except MoveNotPossible as refusal:
        for clash in refusal.clashes:
            form.add_error(None, plan_words.clash(clash))
        return False
    return True


def _refusal(why: str, form: PairForm, helper: Helper) -> tuple[str | None, str]:
    """Return at which field it is said, why not, and what would make it possible."""
    if why == "not_mastered":
        subject = form.waiting[form.cleaned_data["request"]].subject
        return "helper", _(
            "Dat %(name)s %(subject)s beheerst, is nog niet bevestigd. De eigen leerkracht vinkt dat aan bij "
            "“Leerlingen helpen”; daarna kan dit."
        ) % {"name": helper.name, "subject": subject}
    if why == "classmates":
        names = ", ".join(f"{each.name} ({each.class_name})" for each in form.beside)
        beside = _("In de parallelklas kan ook: %(names)s.") % {"names": names} if names else ""
        said = _("Binnen één klas komt een kind op een voetstuk te staan. Schrijf waarom het hier toch past.")
        return "reason", f"{said} {beside}".strip()
    return None, {
        "oneself": _("Wie helpt en wie geholpen wordt, zijn twee verschillende kinderen."),
        "placed": _("Deze leerling heeft intussen een plek."),
        "refused": _("Dit past niet voor deze leerling. Kies iemand anders die helpt."),
    }.get(why, _("Dit kan hier niet. Kies iemand anders die helpt."))
