"""*Ik maak me zorgen*: whom to call now. Nothing is written down here."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.people.enums import Region
from tandem.people.models import Person
from tandem.scheduling.queries.teams import teams_of_tutor
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import tutor_of


@dataclass(frozen=True, slots=True)
class Contact:
    """The named person of an initiative for worries about a child."""

    initiative: str
    person: Person
    email: str


@requires(Permission.TUTOR_READ)
@require_safe
def worry(request: Request) -> HttpResponse:
    teams = list(
        teams_of_tutor(request.user, on=timezone.localdate()).select_related(
            "site__organisation", "initiative__concern_contact__person"
        )
    )
    initiatives = {team.initiative_id: team.initiative for team in teams}.values()
    contacts = [
        Contact(initiative.name, initiative.concern_contact.person, initiative.concern_contact.email)
        for initiative in sorted(initiatives, key=lambda initiative: (initiative.name, str(initiative.pk)))
        if initiative.concern_contact
    ]
    regions = {team.site.organisation.region for team in teams} or {tutor_of(request).organisation.region}
    context = {
        "contacts": contacts,
        "in_flanders": Region.BE_FLANDERS in regions,
        "in_netherlands": bool(regions - {Region.BE_FLANDERS}),
    }
    return render(request, "tutor/worry.html", context)
