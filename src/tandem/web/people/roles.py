"""Who has which role, from when until when, and who stands in: for whoever looks after people."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission, Role
from tandem.initiatives.queries import memberships_managed_by
from tandem.people.actions import memberships
from tandem.people.actions.memberships import MembershipNotPossible
from tandem.people.models import Membership, Organisation, Site
from tandem.people.queries import organisations_to_staff, roles_given_by
from tandem.web.access import Request, requires
from tandem.web.people import words
from tandem.web.people.forms import EndForm, RoleForm, StandInForm
from tandem.web.tables import Column, Table

LOOKS_AFTER_PEOPLE = requires(
    Permission.PROGRAMME_PEOPLE, Permission.SCHOOL_PEOPLE, Permission.COURSE_PEOPLE, Permission.PLATFORM_MANAGE
)
COLUMNS = (
    Column(
        "name",
        gettext_lazy("Naam"),
        "person.full_name",
        order=["person__sort_name"],
        kind="heading",
        link=lambda row: reverse("people-role", args=[row.pk]),
    ),
    Column("role", gettext_lazy("Rol"), lambda row: words.role(row.role), order=["role", "person__sort_name"]),
    Column("where", gettext_lazy("Waar"), words.where, order=["organisation__name", "person__sort_name"]),
    Column(
        "until",
        gettext_lazy("Wanneer"),
        "to_date",
        order=["to_date"],
        template="people/cells/days.html",
        exported=False,
    ),
)


@LOOKS_AFTER_PEOPLE
@require_safe
def role_list(request: Request) -> HttpResponse:
    table = Table(
        request,
        memberships_managed_by(request.user, on=timezone.localdate()),
        COLUMNS,
        search=["person__sort_name", "organisation__name", "role"],
        sort="name",
        count_words=lambda count: ngettext("%(n)d rol", "%(n)d rollen", count) % {"n": count},
    )
    return render(request, "people/roles.html", {"table": table, "today": timezone.localdate()})


@LOOKS_AFTER_PEOPLE
@require_http_methods(["GET", "HEAD", "POST"])
def give_role(request: Request) -> HttpResponse:
    today = timezone.localdate()
    organisations = organisations_to_staff(request.user, on=today)
    form = RoleForm(
        request.POST or None,
        organisations=organisations,
        roles=_roles_on_offer(request, organisations),
        sites=Site.objects.filter(organisation__in=organisations.order_by().values("pk"), organisation__kind="school"),
        initial={"from_date": today, "organisation": request.GET.get("organisation")},
    )
    if form.is_valid() and _give(request, form):
        return redirect("people")
    return render(request, "people/give_role.html", {"form": form})


def _roles_on_offer(request: Request, organisations: QuerySet[Organisation]) -> list[Role]:
    """Return what may be given in one of these organisations; which one decides when the form comes in."""
    today = timezone.localdate()
    found = set().union(*(roles_given_by(request.user, each, on=today) for each in organisations[:20]))
    return [role for role in Role if role in found]


def _give(request: Request, form: RoleForm) -> bool:
    data = dict(form.cleaned_data)
    role = Role(data.pop("role"))
    if role not in roles_given_by(request.user, data["organisation"], on=timezone.localdate()):
        form.add_error("role", _("Deze rol geeft u in deze organisatie niet. Kies een andere rol of organisatie."))
        return False
    try:
        membership = memberships.invite(role=role, by=request.user, at=timezone.now(), **data)
    except MembershipNotPossible:
        form.add_error(None, _("Dit kan niet: niemand geeft zichzelf een rol, en een vestiging hoort bij haar school."))
        return False
    messages.success(
        request,
        _("%(name)s is nu %(role)s en krijgt daarover een e-mail.")
        % {"name": membership.person.full_name, "role": words.role(role)},
    )
    return True


def _own(request: Request, pk: uuid.UUID) -> Membership:
    return get_object_or_404(memberships_managed_by(request.user, on=timezone.localdate()), pk=pk)


def _may_end(request: Request, membership: Membership) -> bool:
    """Tell whether this person decides about the role itself, and not only about a part in their initiative."""
    if membership.person_id == request.user.person_id:
        return False
    organisations = organisations_to_staff(request.user, on=timezone.localdate())
    return organisations.filter(pk=membership.organisation_id).exists()


@LOOKS_AFTER_PEOPLE
@require_safe
def role(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    return _render(request, _own(request, membership_id))


def _render(
    request: Request, membership: Membership, *, stand_in: StandInForm | None = None, end: EndForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "membership": membership,
        "role": words.role(membership.role),
        "where": words.where(membership),
        "ended": membership.to_date is not None and membership.to_date < today,
        "deputies": membership.deputies.select_related("person").order_by("-from_date", "pk"),
        "may_end": _may_end(request, membership),
        "end_form": end or EndForm(initial={"last_date": today}),
        "stand_in_form": stand_in or StandInForm(initial={"from_date": today}),
    }
    return render(request, "people/role.html", context)


@LOOKS_AFTER_PEOPLE
@require_POST
def end_role(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    membership = _own(request, membership_id)
    form = EndForm(request.POST)
    if not _may_end(request, membership):
        messages.error(request, _("Deze rol beëindigt iemand van de organisatie zelf, en niemand de eigen rol."))
        return redirect("people-role", membership.pk)
    if not form.is_valid():
        return _render(request, membership, end=form)
    memberships.end(membership=membership, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard. Na die dag ziet deze persoon met deze rol niets meer."))
    return redirect("people")


@LOOKS_AFTER_PEOPLE
@require_POST
def reopen_role(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    membership = _own(request, membership_id)
    if not _may_end(request, membership) or membership.stands_in_for_id:
        messages.error(request, _("Deze rol kan hier niet verlengd worden."))
    else:
        memberships.reopen(membership=membership, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard. De rol loopt weer door."))
    return redirect("people-role", membership.pk)


@LOOKS_AFTER_PEOPLE
@require_POST
def stand_in(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    membership = _own(request, membership_id)
    form = StandInForm(request.POST)
    if not form.is_valid():
        return _render(request, membership, stand_in=form)
    try:
        memberships.invite_stand_in(membership=membership, by=request.user, at=timezone.now(), **form.cleaned_data)
    except MembershipNotPossible:
        form.add_error(None, _("Niemand vervangt zichzelf, en een vervanger heeft zelf geen vervanger."))
        return _render(request, membership, stand_in=form)
    messages.success(request, _("Bewaard. De vervanger ziet en doet in die dagen alles wat bij de rol hoort."))
    return redirect("people-role", membership.pk)
