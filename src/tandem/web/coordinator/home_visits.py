"""What is agreed with a family about visits at home, before the first one."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions.home import Agreed, arrange_visits
from tandem.initiatives.models import HomeArrangement
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.models.home import LONGEST_PART
from tandem.initiatives.queries.home import arrangement_of, companions_of, safety_contacts_of, visits_homes
from tandem.people.models import Person, Pupil
from tandem.scheduling.intake.text import Unclear
from tandem.scheduling.intake.values import parse_phone
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.fields import DayField, OneField, offer
from tandem.web.coordinator.shared import render_of

TEXTS = (
    "address",
    "someone_home",
    "strengths",
    "purpose",
    "together",
    "together_minutes",
    "language",
    "interpreter",
    "safety_phone",
)


def _name(person: Person) -> str:
    return person.full_name


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HomeForm(forms.Form):
    agreed_with = OneField(Person, name_of=_name, label=gettext_lazy("Met wie thuis sprak u dit af?"))
    agreed_date = DayField(label=gettext_lazy("Op"))
    language = forms.CharField(label=gettext_lazy("In welke taal?"), max_length=60, initial="Nederlands")
    interpreter = forms.CharField(label=gettext_lazy("Wie vertaalde?"), max_length=200, required=False)
    strengths = forms.CharField(
        label=gettext_lazy("Wat gaat er al goed, bij het kind en thuis?"),
        help_text=gettext_lazy("Begin hiermee. De tutor en het gezin lezen het."),
        max_length=1000,
        widget=_lines(3),
    )
    purpose = forms.CharField(label=gettext_lazy("Waarvoor komt de tutor?"), max_length=500, widget=_lines(2))
    together = forms.CharField(
        label=gettext_lazy("Wat doen tutor, kind en ouder samen?"),
        help_text=gettext_lazy("Zoals samen kijken wat lukte. De ouder is erbij als gastheer of gastvrouw."),
        max_length=500,
        widget=_lines(2),
    )
    together_minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten van elk bezoek?"), min_value=5, max_value=LONGEST_PART, initial=10
    )
    address = forms.CharField(
        label=gettext_lazy("Adres waar de tutor komt"),
        help_text=gettext_lazy("Alleen u, deze tutor, het gezin en wie weet waar de tutor is, lezen het."),
        max_length=300,
    )
    someone_home = forms.CharField(label=gettext_lazy("Welke volwassene is dan thuis?"), max_length=300)
    first_with = OneField(
        Person,
        name_of=_name,
        label=gettext_lazy("Wie gaat de eerste keer mee?"),
        help_text=gettext_lazy("Iemand die het gezin vertrouwt: de vertrouwensfiguur, een brugfiguur of de school."),
    )
    safety_contact = OneField(
        Person,
        name_of=_name,
        label=gettext_lazy("Wie weet waar de tutor is?"),
        help_text=gettext_lazy("Krijgt bericht als de tutor zich een half uur na het einde niet heeft afgemeld."),
    )
    safety_phone = forms.CharField(
        label=gettext_lazy("Op welk nummer kan de tutor die bellen?"),
        help_text=gettext_lazy(
            "Ook het bericht gaat daarheen. Neem een nummer dat wordt opgenomen tijdens het bezoek."
        ),
        max_length=30,
    )

    def clean_safety_phone(self) -> str:
        try:
            return parse_phone(self.cleaned_data["safety_phone"])
        except Unclear as unclear:
            raise forms.ValidationError(_("Dit is geen telefoonnummer.")) from unclear


def _row(request: Request, request_id: uuid.UUID) -> tuple[TutoringRequest, Pupil]:
    row = get_object_or_404(queries.requests_managed_by(request.user, on=timezone.localdate()), pk=request_id)
    if row.pupil is None or not visits_homes(row.initiative):
        raise Http404
    return row, row.pupil


def _initial(known: HomeArrangement | None, pupil: Pupil) -> dict[str, object]:
    if known is None:
        address = pupil.guardians.filter(contact_ban=False).exclude(address="").order_by("pk").first()
        return {"agreed_date": timezone.localdate(), "address": address.address if address else ""}
    people = {name: getattr(known, f"{name}_id") for name in ("agreed_with", "first_with", "safety_contact")}
    return {name: getattr(known, name) for name in (*TEXTS, "agreed_date")} | people


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrangement(request: Request, request_id: uuid.UUID) -> HttpResponse:
    row, pupil = _row(request, request_id)
    on, known = timezone.localdate(), arrangement_of(row.initiative, pupil)
    form = HomeForm(request.POST or None, initial=_initial(known, pupil))
    at_home = pupil.guardians.filter(contact_ban=False).values("person")
    offer(form, "agreed_with", Person.objects.filter(pk__in=at_home).order_by("sort_name", "pk"))
    offer(form, "first_with", companions_of(row.initiative, pupil, on=on))
    offer(form, "safety_contact", safety_contacts_of(row.initiative, pupil, on=on))
    if form.is_valid():
        agreed = Agreed(**form.cleaned_data)
        arrange_visits(initiative=row.initiative, pupil=pupil, agreed=agreed, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard. Het gezin leest het op de eigen bladzijde, de tutor bij het bezoek."))
        return redirect("coordinator-request", row.pk)
    context = {"row": row, "who": words.who(row), "form": form, "arrangement": known}
    return render_of(request, row.initiative, "coordinator/requests/home.html", context)
