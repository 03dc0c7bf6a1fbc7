"""Why a school takes part: written and confirmed by the school, read by programme and college."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import colleges
from tandem.initiatives.actions import justifications as actions
from tandem.initiatives.models import Justification, PolicyCheck
from tandem.initiatives.queries.colleges import colleges_coordinated_by
from tandem.initiatives.queries.justification import justification_before, justification_of
from tandem.initiatives.queries.partnerships import Part, Partnership
from tandem.initiatives.together.justification import Means, Theme
from tandem.people.models import Organisation
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import OneField, offer
from tandem.web.together import words
from tandem.web.together.shared import READ, of_the_school, partnership, render_together

FIELDS = ("themes", "means", *actions.TEXTS)


class JustificationForm(forms.Form):
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Aan welke thema’s van gelijke kansen werkt u met tutoring?"),
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    document = forms.CharField(
        label=gettext_lazy("Staat het al in een document?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "De naam, bijvoorbeeld: gelijkekansenplan 2026. Dan hoeft u hieronder niets te herhalen."
        ),
    )
    document_url = forms.URLField(
        label=gettext_lazy("Waar het staat"), max_length=500, required=False, assume_scheme="https"
    )
    document_page = forms.CharField(
        label=gettext_lazy("Op welke bladzijde"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld 12, of 4 en 7."),
    )
    pupil_actions = forms.CharField(
        label=gettext_lazy("Wat doet u al voor leerlingen?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    teacher_actions = forms.CharField(
        label=gettext_lazy("Wat doet u met leerkrachten?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    school_actions = forms.CharField(
        label=gettext_lazy("Wat doet u als hele school?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    means = forms.MultipleChoiceField(
        label=gettext_lazy("Welke middelen gebruikt u daarvoor al?"),
        choices=Means.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_means = forms.CharField(label=gettext_lazy("Andere middelen"), max_length=300, required=False)


class PolicyForm(forms.Form):
    """What a college makes of a school's reasons before it sends students."""

    college = OneField(Organisation, label=gettext_lazy("Hogeschool"), empty_label=None)
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Kiest deze school bewust voor tutoring, vanuit haar beleid?"),
        choices=(("yes", gettext_lazy("ja, wij sturen studenten")), ("no", gettext_lazy("nee, nu niet"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom niet, en wat zou helpen?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("De school leest dit."),
    )

    def __init__(self, data: Any = None, *, mine: Any) -> None:
        super().__init__(data)
        offer(self, "college", mine)
        if len(mine) == 1:
            self.fields["college"].initial = mine[0]
            self.fields["college"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("agrees") is False and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Zeg waarom niet: dan weet de school wat zou helpen."))
        return self.cleaned_data


@requires(*READ)
@require_safe
def justification(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    return _page(request, found, policy_form=_policy_form(request, found))


def _page(request: Request, found: Partnership, *, policy_form: PolicyForm | None, status: int = 200) -> HttpResponse:
    row = justification_of(found.initiative, found.site)
    context = {
        "row": row,
        "themes": [Theme(theme).label for theme in row.themes] if row else [],
        "means": _means(row) if row else [],
        "missing": words.missing(row.missing) if row else "",
        "before": None if row or not found.speaks_for_school else justification_before(found.initiative, found.site),
        "checks": _checks(found),
        "policy_form": policy_form,
    }
    return render_together(request, found, "together/justification.html", context, status)


def _means(row: Justification) -> list[str]:
    return [*(str(Means(each).label) for each in row.means), *([row.other_means] if row.other_means else [])]


def _checks(found: Partnership) -> list[PolicyCheck]:
    rows = PolicyCheck.objects.filter(initiative=found.initiative, site=found.site)
    return list(rows.select_related("college", "checked_by__person").order_by("college__name", "pk"))


def _policy_form(request: Request, found: Partnership, data: Any = None) -> PolicyForm | None:
    if Part.COLLEGE not in found.parts:
        return None
    return PolicyForm(data, mine=colleges_coordinated_by(request.user, on=timezone.localdate()))


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    row = justification_of(found.initiative, found.site)
    initial = {field: getattr(row, field) for field in FIELDS} if row else {}
    form = JustificationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = actions.write_justification(
            initiative=found.initiative, site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        _say_what_lacks(request, row)
        return redirect("together-justification", found.initiative.pk, found.site.pk)
    return render_together(request, found, "together/justification_write.html", {"form": form})


def _say_what_lacks(request: Request, row: Justification) -> None:
    if row.missing:
        messages.info(request, _("Bewaard. Nog nodig: %(what)s.") % {"what": words.missing(row.missing)})
    else:
        messages.success(request, _("Bewaard. Lees het na en bevestig het."))


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def take_over(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    try:
        actions.take_over_justification(
            initiative=found.initiative, site=found.site, by=request.user, at=timezone.now()
        )
    except actions.JustificationNotPossible:
        messages.error(request, _("Uw school schreef nog niets op om over te nemen. Vul het hier in."))
        return redirect("together-justification-write", found.initiative.pk, found.site.pk)
    messages.success(request, _("Overgenomen. Klopt het nog? Bevestig het dan."))
    return redirect("together-justification", found.initiative.pk, found.site.pk)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def confirm(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = of_the_school(request, initiative_id, site_id)
    row = justification_of(found.initiative, found.site)
    if row is None:
        messages.error(request, _("Schrijf eerst op waarom uw school meedoet."))
        return redirect("together-justification-write", found.initiative.pk, found.site.pk)
    try:
        actions.confirm_justification(justification=row, by=request.user, at=timezone.now())
    except actions.JustificationNotPossible as refusal:
        what = {"what": words.missing(refusal.missing)}
        messages.error(request, _("Bevestigen kan zodra dit er ook staat: %(what)s.") % what)
        return redirect("together-justification-write", found.initiative.pk, found.site.pk)
    messages.success(request, _("Bevestigd. Dit geldt voor dit schooljaar."))
    return redirect("together-school", found.initiative.pk, found.site.pk)


@requires(Permission.COURSE_PEOPLE)
@require_POST
def check_policy(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    """Record what a college makes of a school's reasons (R-VLOR-10.1b)."""
    found = partnership(request, initiative_id, site_id)
    form = _policy_form(request, found, request.POST)
    if form is None or not form.is_valid():
        return _page(request, found, policy_form=form, status=422)
    given = form.cleaned_data
    colleges.check_policy(
        initiative=found.initiative,
        college=given["college"],
        site=found.site,
        agrees=given["agrees"],
        reason=given["reason"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Genoteerd. School en programma zien het."))
    return redirect("together-justification", found.initiative.pk, found.site.pk)


@requires(*READ)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    row = justification_of(found.initiative, found.site)
    content = pdf.report(
        [_section(row)] if row else [],
        title=_("Waarom %(school)s meedoet") % {"school": found.site.name},
        intro=[f"{found.initiative.name}, {found.site.organisation.name}", *_signed(row)],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Verantwoording %(school)s") % {"school": found.site.name})


def _signed(row: Justification | None) -> list[str]:
    if row is None:
        return [_("Nog niet opgeschreven.")]
    if row.confirmed_by is None or row.confirmed_at is None:
        return [_("Nog niet bevestigd.")]
    day = date_format(timezone.localtime(row.confirmed_at), "j F Y")
    return [_("Bevestigd door %(name)s op %(day)s.") % {"name": row.confirmed_by.person.full_name, "day": day}]


def _section(row: Justification) -> pdf.Section:
    document = ", ".join(part for part in (row.document, row.document_url, row.document_page) if part)
    lines = (
        (_("Thema’s"), "; ".join(str(Theme(theme).label) for theme in row.themes)),
        (_("Document en bladzijde"), document),
        (_("Voor leerlingen"), row.pupil_actions),
        (_("Met leerkrachten"), row.teacher_actions),
        (_("Als hele school"), row.school_actions),
        (_("Middelen"), "; ".join(_means(row))),
    )
    return pdf.Section(
        columns=[pdf.PaperColumn(_("Vraag")), pdf.PaperColumn(_("Antwoord"))],
        rows=[line for line in lines if line[1]],
    )
