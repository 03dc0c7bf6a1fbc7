"""Parents and carers of a school's pupils: who decides, who is only told, and who may have no contact."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.people.queries import guardians_managed_by
from tandem.privacy.actions import set_guardian_standing
from tandem.web.access import Request, requires
from tandem.web.tables import Column, Table

COLUMNS = (
    Column(
        "name",
        gettext_lazy("Ouder of verzorger"),
        "person.full_name",
        order=["person__sort_name"],
        kind="heading",
        link=lambda row: reverse("school-guardian", args=[row.pk]),
    ),
    Column("pupil", gettext_lazy("Leerling"), "pupil.person.full_name", order=["pupil__person__sort_name"]),
    Column(
        "standing",
        gettext_lazy("Mag"),
        "has_authority",
        order=["contact_ban", "has_authority"],
        template="school/cells/standing.html",
    ),
)


class StandingForm(forms.Form):
    """What a guardian may, and where letters about this child go."""

    has_authority = forms.BooleanField(
        label=gettext_lazy("Heeft gezag en beslist mee"),
        required=False,
        help_text=gettext_lazy("Zonder gezag krijgt deze persoon wel bericht, maar geen vragen."),
    )
    contact_ban = forms.BooleanField(
        label=gettext_lazy("Mag geen contact hebben"),
        required=False,
        help_text=gettext_lazy("Ziet dan niets in Tandem en krijgt geen brief en geen bericht over dit kind, meteen."),
    )
    address = forms.CharField(
        label=gettext_lazy("Adres voor brieven"), max_length=300, required=False, widget=forms.TextInput
    )


@requires(Permission.SCHOOL_PEOPLE)
@require_safe
def guardian_list(request: Request) -> HttpResponse:
    table = Table(
        request,
        guardians_managed_by(request.user, on=timezone.localdate()),
        COLUMNS,
        search=["person__sort_name", "pupil__person__sort_name"],
        sort="pupil",
        count_words=lambda count: (
            ngettext("%(n)d ouder of verzorger", "%(n)d ouders en verzorgers", count) % {"n": count}
        ),
    )
    return render(request, "school/guardians.html", {"table": table})


@requires(Permission.SCHOOL_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: Request, guardian_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(guardians_managed_by(request.user, on=timezone.localdate()), pk=guardian_id)
    initial = {"has_authority": found.has_authority, "contact_ban": found.contact_ban, "address": found.address}
    form = StandingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        set_guardian_standing(guardian=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Het geldt meteen."))
        return redirect("school-guardians")
    return render(request, "school/guardian.html", {"guardian": found, "form": form})
